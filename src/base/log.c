// SPDX-License-Identifier: Apache-2.0
#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <time.h>
#include <unistd.h>

#include "base/text.h"
#include "base/utf8.h"

enum { LOG_NOWHERE = -1 };

// The one place of the program's log; a line is one write, so threads need nothing more.
static atomic_int log_fd = STDERR_FILENO;

static void log_change(int fd)
{
    int old = atomic_exchange(&log_fd, fd);
    if (old > STDERR_FILENO)
        (void)close(old);
}

bool log_open(const char *path, Error *err)
{
    int fd = LOG_NOWHERE;
    if (path) {
        fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0600);
        if (fd < 0)
            return error_set(err, ERROR_FILE, __func__, "The log %s cannot be opened.", path);
    }
    log_change(fd);
    return true;
}

void log_close(void)
{
    log_change(STDERR_FILENO);
}

static void log_add_head(Text *line, const char *where)
{
    char stamp[32];
    time_t now = time(NULL);
    struct tm utc = {0};
    (void)gmtime_r(&now, &utc);
    (void)strftime(stamp, sizeof stamp, "%Y-%m-%dT%H:%M:%SZ", &utc);
    text_add_format(line, "%s paydesk[%ld] %s: ", stamp, (long)getpid(), where);
}

static void log_write(const char *where, const char *message)
{
    int fd = atomic_load(&log_fd);
    if (fd == LOG_NOWHERE)
        return;
    AUTO(text_done) Text line = TEXT_EMPTY;
    log_add_head(&line, where);
    utf8_add_cleaned(&line, message);
    text_cut(&line, utf8_fit_bytes(text_string(&line), TEXT_MAX_LINE - 1));
    text_add_char(&line, '\n');
    // There is nowhere left to report to if this fails.
    ssize_t written = write(fd, text_string(&line), line.length);
    (void)written;
}

void log_line(const char *where, const char *format, ...)
{
    AUTO(text_done) Text message = TEXT_EMPTY;
    va_list arguments;
    va_start(arguments, format);
    text_add_format_list(&message, format, arguments);
    va_end(arguments);
    log_write(where, text_string(&message));
}

void log_error(const Error *err)
{
    log_line(err->where[0] ? err->where : "-", "%s %s %s%s%s", error_name(err->code), err->sqlstate,
             err->field, err->field[0] ? ": " : "", err->sentence);
}
