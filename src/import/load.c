// SPDX-License-Identifier: Apache-2.0
#include <pwd.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "import/import_internal.h"

// Transactions per commit: large enough for speed, small enough not to keep a desk waiting.
#define CHUNK "4000"

#define WAIT_MS      30000 // for the server to notice that an earlier run was killed
#define WAIT_STEP_MS 200
#define SIGNS_MAX    2 // commits seen while waiting: a dead run can have had one on its way

typedef struct Load {
    const ImportOptions *options;
    const char *digest;
    ImportReport *report;
    Db *db;
    int64_t began_us;
    char import[DB_NUMBER_SIZE]; // its number, and that of this run: what every call begins with
    char runner[DB_NUMBER_SIZE];
    int64_t transactions; // of the import
    int64_t posted;       // of these
} Load;

static void tell(const Load *load, ImportPhase phase, int64_t done, int64_t total)
{
    if (load->options->progress != NULL)
        load->options->progress(load->options->progress_context, phase, done, total);
}

static int64_t elapsed_ms(const Load *load)
{
    Clock clock = clock_system();
    int64_t elapsed = (clock_now_us(&clock) - load->began_us) / 1000;
    return elapsed > 0 ? elapsed : 0;
}

static bool connect(Load *load, Error *err)
{
    const DbConfig config = {
        .user = load->options->db_user != NULL ? load->options->db_user : "paydesk_import",
        .application_name = "paydesk import",
        .contract = load->options->contract,
        .statement_timeout_ms = -1,
    };
    return db_open(&config, &load->db, err);
}

// Who runs this on the host, for the audit event.
static char *unix_user(void)
{
    struct passwd entry;
    struct passwd *found = NULL;
    char buffer[4096];
    if (getpwuid_r(getuid(), &entry, buffer, sizeof buffer, &found) == 0 && found != NULL)
        return text_copy(found->pw_name);
    return text_format("%u", (unsigned)getuid());
}

static bool begin_once(Load *load, DbRows **ret_rows, Error *err)
{
    AUTO_FREE char *user = unix_user();
    const DbParam params[] = {
        db_text("p_digest", load->digest),
        db_text("p_currency", load->options->currency),
        db_text("p_prefix", load->options->prefix),
        db_text("p_unix_user", user),
    };
    return db_call(load->db, "admin.import_begin", params, COUNT_OF(params), DB_ONE_ROW, ret_rows,
                   err);
}

static void wait_step(void)
{
    struct timespec step = {.tv_nsec = WAIT_STEP_MS * 1000000L};
    nanosleep(&step, NULL);
}

static bool is_busy(const DbRows *rows)
{
    return text_equal(db_rows_text(rows, 0, "status"), "busy");
}

static bool refuse_second(const DbRows *rows, Error *err)
{
    error_set(err, ERROR_CONFLICT, __func__, "Another run is moving these files in (import %s).",
              db_rows_text(rows, 0, "import"));
    return error_add_hint(err, "Let it end, then run again to see its figures.");
}

// A run that was killed still has the import until its last call has ended and it has been silent
// for a while.  One that goes on committing is alive.
static bool begin(Load *load, DbRows **ret_rows, Error *err)
{
    AUTO(text_done) Text seen = TEXT_EMPTY;
    int signs = -1; // the first look is none
    for (int64_t waited = 0;; waited += WAIT_STEP_MS) {
        AUTO(db_rows_free) DbRows *rows = NULL;
        if (!begin_once(load, &rows, err))
            return false;
        if (!is_busy(rows)) {
            *ret_rows = TAKE(rows);
            return true;
        }
        signs += text_equal(text_string(&seen), db_rows_text(rows, 0, "seen")) ? 0 : 1;
        if (signs >= SIGNS_MAX || waited >= WAIT_MS)
            return refuse_second(rows, err);
        text_clear(&seen);
        text_add(&seen, db_rows_text(rows, 0, "seen"));
        tell(load, IMPORT_PHASE_WAIT, waited, WAIT_MS);
        wait_step();
    }
}

static void copy_word(char *to, size_t size, const char *from)
{
    (void)snprintf(to, size, "%s", from == NULL ? "" : from);
}

// What the database says of the import, whatever state it is in.
static void take_figures(ImportReport *report, const DbRows *rows)
{
    report->import = db_rows_int64(rows, 0, "import");
    report->customers = db_rows_int64(rows, 0, "customers");
    report->accounts = db_rows_int64(rows, 0, "accounts");
    report->holders = db_rows_int64(rows, 0, "holders");
    report->standing_orders = db_rows_int64(rows, 0, "standing_orders");
    report->transactions = db_rows_int64(rows, 0, "transactions");
    report->mismatches = db_rows_int64(rows, 0, "mismatches");
    report->elapsed_ms = db_rows_int64(rows, 0, "elapsed_ms");
    copy_word(report->prefix, sizeof report->prefix, db_rows_text(rows, 0, "prefix"));
    copy_word(report->currency, sizeof report->currency, db_rows_text(rows, 0, "currency"));
}

static DbParam import_param(const Load *load)
{
    return db_param("p_import", DB_BIGINT, load->import);
}

static DbParam runner_param(const Load *load)
{
    return db_integer("p_runner", load->runner);
}

// All rows, customers and accounts in one transaction: they are there together or not at all.
static bool stage(Load *load, Error *err)
{
    const DbParam params[] = {import_param(load), runner_param(load)};
    if (!db_begin(load->db, err))
        return false;
    if (import_stage(load->db, load->options, load->digest, load->import, load->runner, err) &&
        db_call(load->db, "admin.import_load", params, COUNT_OF(params), DB_NO_ROWS, NULL, err) &&
        db_commit(load->db, err))
        return true;
    db_rollback(load->db);
    return false;
}

// One chunk: posted and recorded in the import's row by the same commit.
static bool post_chunk(Load *load, Error *err)
{
    AUTO(db_rows_free) DbRows *rows = NULL;
    const DbParam params[] = {
        import_param(load),
        runner_param(load),
        db_integer("p_limit", CHUNK),
    };
    if (!db_call(load->db, "admin.import_post", params, COUNT_OF(params), DB_ONE_ROW, &rows, err))
        return false;
    load->posted = db_rows_int64(rows, 0, "posted");
    load->transactions = db_rows_int64(rows, 0, "transactions");
    tell(load, IMPORT_PHASE_POST, load->posted, load->transactions);
    return true;
}

static bool post(Load *load, Error *err)
{
    do {
        if (!post_chunk(load, err))
            return false;
    } while (load->posted < load->transactions);
    return true;
}

static bool finish(Load *load, Error *err)
{
    char elapsed[DB_NUMBER_SIZE];
    AUTO(db_rows_free) DbRows *rows = NULL;
    tell(load, IMPORT_PHASE_PROVE, 0, 1);
    const DbParam params[] = {
        import_param(load),
        runner_param(load),
        db_number("p_elapsed_ms", elapsed_ms(load), elapsed),
    };
    if (!db_call(load->db, "admin.import_finish", params, COUNT_OF(params), DB_ONE_ROW, &rows, err))
        return false;
    take_figures(load->report, rows);
    tell(load, IMPORT_PHASE_PROVE, 1, 1);
    load->report->outcome = IMPORT_OUTCOME_FINISHED;
    if (load->report->mismatches == 0)
        return true;
    return error_set(err, ERROR_UNBALANCED, __func__,
                     "%lld balances differ from the old bank's; the accounts stay closed.",
                     (long long)load->report->mismatches);
}

static bool run(Load *load, Error *err)
{
    AUTO(db_rows_free) DbRows *rows = NULL;
    if (!connect(load, err) || !begin(load, &rows, err))
        return false;
    const char *status = db_rows_text(rows, 0, "status");
    take_figures(load->report, rows);
    copy_word(load->import, sizeof load->import, db_rows_text(rows, 0, "import"));
    copy_word(load->runner, sizeof load->runner, db_rows_text(rows, 0, "runner"));
    if (text_equal(status, "finished")) {
        load->report->outcome = IMPORT_OUTCOME_REPEATED;
        return true;
    }
    if (text_equal(status, "begun") && !stage(load, err))
        return false;
    return post(load, err) && finish(load, err);
}

bool import_load(const ImportOptions *options, const char *digest, int64_t began_us,
                 ImportReport *report, Error *err)
{
    Load load = {.options = options, .digest = digest, .report = report, .began_us = began_us};
    bool is_done = run(&load, err);
    db_free(load.db);
    return is_done;
}
