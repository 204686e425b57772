// SPDX-License-Identifier: Apache-2.0
#include "worker/worker.h"

#include <stdio.h>

#include "base/text.h"
#include "db/db.h"

enum {
    LONGEST_WAIT_MS = 10000, // so that a job which a deploy added is found
    FIRST_PAUSE_MS = 500,    // after a lost connection; doubled with each failure
    LONGEST_PAUSE_MS = 30000,
    JOB_TIMEOUT_MS = 10 * 60 * 1000,
    NAME_SIZE = 64,
};

typedef struct Worker {
    const WorkerOptions *options;
    WorkerSummary summary;
    Db *db;
    char job[NAME_SIZE];    // in hand, or the last one; the next by name comes next
    char due_by[NAME_SIZE]; // once: when it began, by the database's clock
    int64_t pause_ms;       // the next one after a failure
    bool was_connected;
    bool is_lost;
} Worker;

static void tell(const Worker *worker, const WorkerEvent *event)
{
    if (worker->options->tell != NULL)
        worker->options->tell(worker->options->context, event);
}

static bool rest(const Worker *worker, int64_t milliseconds)
{
    return worker->options->rest(worker->options->context, milliseconds);
}

static void keep_word(char word[NAME_SIZE], const char *text)
{
    (void)snprintf(word, NAME_SIZE, "%s", text == NULL ? "" : text);
}

static bool connect(Worker *worker, Error *err)
{
    const WorkerOptions *options = worker->options;
    const DbConfig config = {
        .user = options->db_user != NULL ? options->db_user : "paydesk_worker",
        .application_name = "paydesk worker",
        .contract = options->contract,
        .statement_timeout_ms = JOB_TIMEOUT_MS,
    };
    if (worker->db != NULL && db_is_open(worker->db))
        return true;
    db_free(TAKE(worker->db));
    if (!db_open(&config, &worker->db, err))
        return false;
    if (!worker->was_connected)
        tell(worker, &(WorkerEvent){.kind = WORKER_IS_CONNECTED});
    worker->was_connected = true;
    return true;
}

static void tell_ran(Worker *worker, const DbRows *rows)
{
    const char *code = db_rows_text(rows, 0, "code");
    WorkerEvent event = {
        .kind = code == NULL ? WORKER_DID : WORKER_FAILED,
        .job = worker->job,
        .done = db_rows_int64(rows, 0, "done"),
        .took_ms = db_rows_int64(rows, 0, "elapsed_ms"),
        .code = code,
        .sentence = db_rows_text(rows, 0, "sentence"),
    };
    worker->summary.done += event.done;
    worker->summary.failures += code == NULL ? 0 : 1;
    if (code != NULL || event.done > 0)
        tell(worker, &event);
}

// The name is kept before the job runs: one that kills the connection is not the first again.
static bool ask_next(Worker *worker, bool *ret_is_due, int64_t *ret_wait_ms, Error *err)
{
    AUTO(db_rows_free) DbRows *rows = NULL;
    const DbParam params[] = {
        db_text("p_after", worker->job[0] == '\0' ? NULL : worker->job),
        db_param("p_due_by", DB_TIME, worker->due_by[0] == '\0' ? NULL : worker->due_by),
    };
    if (!db_call(worker->db, "admin.worker_next", params, COUNT_OF(params), DB_ONE_ROW, &rows, err))
        return false;
    if (worker->options->is_once && worker->due_by[0] == '\0')
        keep_word(worker->due_by, db_rows_text(rows, 0, "at"));
    *ret_is_due = !db_rows_is_null(rows, 0, "job");
    *ret_wait_ms = db_rows_int64(rows, 0, "wait_ms");
    if (*ret_is_due)
        keep_word(worker->job, db_rows_text(rows, 0, "job"));
    return true;
}

// One call of the next job.  *ret_wait_ms is 0 if one was due.
static bool run_next(Worker *worker, int64_t *ret_wait_ms, Error *err)
{
    bool is_due = false;
    AUTO(db_rows_free) DbRows *rows = NULL;
    if (!ask_next(worker, &is_due, ret_wait_ms, err))
        return false;
    if (!is_due)
        return true;
    const DbParam params[] = {db_text("p_job", worker->job)};
    if (!db_call(worker->db, "admin.worker_run", params, COUNT_OF(params), DB_ONE_ROW, &rows, err))
        return false;
    // Not run: another worker was faster.
    if (db_rows_bool(rows, 0, "ran"))
        tell_ran(worker, rows);
    return true;
}

static bool is_hopeless(const WorkerOptions *options, const Error *error)
{
    return options->is_once || error->code == ERROR_CONTRACT ||
           error->code == ERROR_SIGN_IN_REFUSED;
}

// True: stop.
static bool pause_after(Worker *worker, const Error *error)
{
    if (!worker->is_lost)
        tell(worker, &(WorkerEvent){.kind = WORKER_LOST,
                                    .code = error_name(error->code),
                                    .sentence = error->sentence});
    worker->is_lost = true;
    int64_t pause_ms = worker->pause_ms;
    worker->pause_ms = pause_ms * 2 < LONGEST_PAUSE_MS ? pause_ms * 2 : LONGEST_PAUSE_MS;
    return rest(worker, pause_ms);
}

static int64_t wait_of(int64_t wait_ms)
{
    return wait_ms < LONGEST_WAIT_MS ? wait_ms : LONGEST_WAIT_MS;
}

static void note_answer(Worker *worker)
{
    if (worker->is_lost)
        tell(worker, &(WorkerEvent){.kind = WORKER_IS_BACK});
    worker->is_lost = false;
    worker->pause_ms = FIRST_PAUSE_MS;
}

// One round; *ret_stop ends the work.
static bool round_once(Worker *worker, bool *ret_stop, Error *err)
{
    Error error = ERROR_EMPTY;
    int64_t wait_ms = 0;
    if (connect(worker, &error) && run_next(worker, &wait_ms, &error)) {
        note_answer(worker);
        *ret_stop = wait_ms > 0 && (worker->options->is_once || rest(worker, wait_of(wait_ms)));
        return true;
    }
    if (is_hopeless(worker->options, &error)) {
        *err = error;
        return false;
    }
    *ret_stop = pause_after(worker, &error);
    return true;
}

static bool work(Worker *worker, Error *err)
{
    bool stop = false;
    while (!stop && !rest(worker, 0))
        if (!round_once(worker, &stop, err))
            return false;
    return true;
}

bool worker_run(const WorkerOptions *options, WorkerSummary *ret_summary, Error *err)
{
    Worker worker = {.options = options, .pause_ms = FIRST_PAUSE_MS};
    bool is_done = work(&worker, err);
    db_free(worker.db);
    *ret_summary = worker.summary;
    return is_done;
}
