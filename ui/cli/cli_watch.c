// SPDX-License-Identifier: Apache-2.0
#include <errno.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/cli_internal.h"

enum { BAR_COLUMNS = 40, WHAT_COLUMNS = 10 };

// From the first word of a long operation on, an interrupt no longer ends the program: it is a
// request that is looked at between two transactions.
static void listen(CliWatch *watch)
{
    sigset_t signals;
    if (watch->signals >= 0)
        return;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGHUP);
    watch->signals = signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
    if (watch->signals >= 0)
        (void)pthread_sigmask(SIG_BLOCK, &signals, &watch->before);
}

// One line that is drawn over itself, on a terminal only.
static void draw(CliWatch *watch, const char *what, int64_t done, int64_t total)
{
    AUTO(text_done) Text line = TEXT_EMPTY;
    int64_t part = done * BAR_COLUMNS / total;
    int64_t percent = done * 100 / total;
    if (percent == watch->percent && what == watch->what)
        return;
    if (watch->what != NULL && what != watch->what)
        text_add_char(&line, '\n');
    text_add_format(&line, "\r%-*s [", WHAT_COLUMNS, what);
    for (int64_t i = 0; i < BAR_COLUMNS; i++)
        text_add_char(&line, i < part ? '#' : ' ');
    text_add_format(&line, "] %3" PRId64 "%%", percent);
    (void)fputs(text_string(&line), stderr);
    (void)fflush(stderr);
    watch->what = what;
    watch->percent = percent;
}

static void tell(void *context, const char *what, int64_t done, int64_t total)
{
    CliWatch *watch = context;
    listen(watch);
    if (watch->is_terminal && total > 0)
        draw(watch, what, done, total);
}

static bool must_stop(void *context)
{
    CliWatch *watch = context;
    struct signalfd_siginfo caught;
    if (watch->signals >= 0 && read(watch->signals, &caught, sizeof caught) == sizeof caught)
        watch->is_stopped = true;
    return watch->is_stopped;
}

void cli_watch_begin(CliWatch *watch, App *app)
{
    *watch = (CliWatch){
        .app = app, .signals = -1, .percent = -1, .is_terminal = isatty(STDERR_FILENO) != 0};
    app_set_watch(app, (Watch){.tell = tell, .must_stop = must_stop, .context = watch});
}

void cli_watch_done(CliWatch *watch)
{
    if (watch->app == NULL)
        return;
    app_set_watch(watch->app, (Watch){.context = NULL});
    if (watch->what != NULL)
        (void)fputs("\n", stderr);
    if (watch->signals < 0)
        return;
    // What was caught and not looked at any more must not end the program now.
    (void)must_stop(watch);
    (void)pthread_sigmask(SIG_SETMASK, &watch->before, NULL);
    file_close(watch->signals);
}
