// SPDX-License-Identifier: Apache-2.0
#include <inttypes.h>
#include <signal.h>
#include <time.h>

#include "base/log.h"
#include "cli/cli_internal.h"
#include "worker/worker.h"

enum { EXIT_JOB_FAILED = 3 };

// The signals that end a worker, blocked: they wait until it rests, so the job in hand is finished.
static void block_signals(sigset_t *signals)
{
    (void)sigemptyset(signals);
    (void)sigaddset(signals, SIGTERM);
    (void)sigaddset(signals, SIGINT);
    (void)sigaddset(signals, SIGHUP);
    (void)pthread_sigmask(SIG_BLOCK, signals, NULL);
}

static bool rest(void *context, int64_t milliseconds)
{
    const struct timespec wait = {
        .tv_sec = (time_t)(milliseconds / 1000),
        .tv_nsec = (long)(milliseconds % 1000) * 1000000,
    };
    return sigtimedwait(context, NULL, &wait) > 0;
}

static void tell(void *context, const WorkerEvent *event)
{
    (void)context;
    switch (event->kind) {
    case WORKER_DID:
        log_line("worker", "%s: %" PRId64 " done in %" PRId64 " ms", event->job, event->done,
                 event->took_ms);
        break;
    case WORKER_FAILED:
        log_line("worker", "%s: failed with %s after %" PRId64 " ms: %s", event->job, event->code,
                 event->took_ms, event->sentence);
        break;
    case WORKER_LOST:
        log_line("worker", "%s: %s Trying again.", event->code, event->sentence);
        break;
    case WORKER_IS_BACK:
        log_line("worker", "the database answers again");
        break;
    case WORKER_IS_CONNECTED:
        log_line("worker", "at work");
        break;
    }
}

bool cli_worker(Cli *cli, int argc, char **argv, int *ret_status, Error *err)
{
    static const CliOption options[] = {{"--once", false}, {"--user", true}};
    AUTO(cli_arguments_done) CliArguments arguments = {.option_count = 0};
    AUTO_FREE char *contract = app_contract();
    sigset_t signals;
    WorkerSummary summary;
    (void)cli;
    if (!cli_arguments_read(options, COUNT_OF(options), argc, argv, &arguments, err) ||
        !cli_want_words(&arguments, 0, 0, err))
        return false;
    const WorkerOptions run = {
        .db_user = cli_option(&arguments, "--user"),
        .contract = contract,
        .is_once = cli_option(&arguments, "--once") != NULL,
        .tell = tell,
        .rest = rest,
        .context = &signals,
    };
    // A service's log is its standard error.
    log_close();
    block_signals(&signals);
    if (!worker_run(&run, &summary, err))
        return false;
    *ret_status = run.is_once && summary.failures > 0 ? EXIT_JOB_FAILED : 0;
    return true;
}
