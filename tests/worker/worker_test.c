// SPDX-License-Identifier: Apache-2.0
// The worker's loop against a real database, with jobs made for it.
#include "worker/worker.h"

#include <pthread.h>
#include <string.h>
#include <time.h>

#include "base/log.h"
#include "base/text.h"
#include "db/db.h"
#include "support/suite.h"

// job_units takes what is left of public.test_unit, chunk by chunk, and would notice a second one
// at the same time; job_dies ends its own connection as often as public.test_deaths says.
static const char jobs[] =
    "DELETE FROM pd.job;"
    "CREATE TABLE IF NOT EXISTS public.test_unit (n integer PRIMARY KEY, taken integer);"
    "CREATE TABLE IF NOT EXISTS public.test_deaths (n integer);"
    "CREATE SEQUENCE IF NOT EXISTS public.test_dying;"
    "CREATE OR REPLACE FUNCTION pd.job_units(p_limit integer) RETURNS integer LANGUAGE plpgsql"
    "  SECURITY DEFINER AS $$ DECLARE v_done integer; BEGIN"
    "  IF NOT pg_try_advisory_xact_lock(77) THEN RAISE EXCEPTION 'two at once'; END IF;"
    "  UPDATE public.test_unit SET taken = coalesce(taken, 0) + 1 WHERE n IN"
    "    (SELECT n FROM public.test_unit WHERE taken IS NULL ORDER BY n LIMIT p_limit);"
    "  GET DIAGNOSTICS v_done = ROW_COUNT; RETURN v_done; END $$;"
    "CREATE OR REPLACE FUNCTION pd.job_breaks(p_limit integer) RETURNS integer LANGUAGE plpgsql"
    "  AS $$ BEGIN RAISE EXCEPTION 'It is broken.' USING ERRCODE = '22012'; END $$;"
    "CREATE OR REPLACE FUNCTION pd.job_dies(p_limit integer) RETURNS integer LANGUAGE plpgsql"
    "  SECURITY DEFINER AS $$ BEGIN"
    "  IF nextval('public.test_dying') <= (SELECT sum(n) FROM public.test_deaths) THEN"
    "    PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(1); END IF;"
    "  RETURN 0; END $$;"
    "TRUNCATE public.test_unit, public.test_deaths; ALTER SEQUENCE public.test_dying RESTART;"
    "INSERT INTO public.test_unit (n) SELECT generate_series(1, 200);"
    "INSERT INTO pd.job (name, every, chunk) VALUES ('units', '1 hour', 7)";

// What the worker told, and how it is stopped.
typedef struct Watch {
    Text told;
    int64_t rests; // that it took; stops when there were so many
    int64_t stop_after;
    bool stops_when_back;
    bool is_back;
} Watch;

static Db *open_plain(void)
{
    Error err = ERROR_EMPTY;
    Db *db = NULL;
    ck_assert_done(db_open(&(DbConfig){.application_name = "paydesk_test"}, &db, &err), &err);
    return db;
}

static void run_script(const char *sql)
{
    Error err = ERROR_EMPTY;
    AUTO(db_free) Db *db = open_plain();
    ck_assert_done(db_run_script(db, "test", sql, NULL, &err), &err);
}

static int64_t ask_number(const char *sql)
{
    Error err = ERROR_EMPTY;
    AUTO(db_free) Db *db = open_plain();
    AUTO(db_rows_free) DbRows *rows = NULL;
    ck_assert_done(db_run_script(db, "test", sql, &rows, &err), &err);
    return db_rows_int64(rows, 0, "n");
}

static void make_jobs(void)
{
    Error err = ERROR_EMPTY;
    run_script(jobs);
    ck_assert_done(log_open(NULL, &err), &err);
}

static void watch_tell(void *context, const WorkerEvent *event)
{
    static const char *const words[] = {[WORKER_DID] = "did",
                                        [WORKER_FAILED] = "failed",
                                        [WORKER_LOST] = "lost",
                                        [WORKER_IS_BACK] = "back",
                                        [WORKER_IS_CONNECTED] = "connected"};
    Watch *watch = context;
    watch->is_back = watch->is_back || event->kind == WORKER_IS_BACK;
    text_add_format(&watch->told, "%s", words[event->kind]);
    if (event->job != NULL)
        text_add_format(&watch->told, " %s", event->job);
    if (event->kind == WORKER_FAILED)
        text_add_format(&watch->told, " %s", event->code);
    text_add_char(&watch->told, '\n');
}

static bool watch_rest(void *context, int64_t milliseconds)
{
    Watch *watch = context;
    const struct timespec wait = {.tv_nsec = milliseconds > 20 ? 20000000 : milliseconds * 1000000};
    (void)nanosleep(&wait, NULL);
    watch->rests++;
    return (watch->stop_after > 0 && watch->rests >= watch->stop_after) ||
           (watch->stops_when_back && watch->is_back);
}

static WorkerOptions options_of(Watch *watch, bool is_once)
{
    return (WorkerOptions){
        .is_once = is_once, .tell = watch_tell, .rest = watch_rest, .context = watch};
}

static WorkerSummary run_once(Watch *watch)
{
    Error err = ERROR_EMPTY;
    WorkerSummary summary;
    const WorkerOptions options = options_of(watch, true);
    ck_assert_done(worker_run(&options, &summary, &err), &err);
    return summary;
}

START_TEST(test_once_does_all_that_is_due)
{
    Watch watch = {.rests = 0};
    WorkerSummary summary = run_once(&watch);
    ck_assert_int_eq(summary.done, 200);
    ck_assert_int_eq(summary.failures, 0);
    ck_assert_int_eq(ask_number("SELECT count(*) AS n FROM public.test_unit WHERE taken = 1"), 200);
    text_done(&watch.told);
    Watch again = {.rests = 0};
    ck_assert_int_eq(run_once(&again).done, 0);
    ck_assert_str_eq(text_string(&again.told), "connected\n");
    text_done(&again.told);
}
END_TEST

START_TEST(test_a_failing_job_stops_nobody)
{
    Watch watch = {.rests = 0};
    run_script("INSERT INTO pd.job (name, every, chunk) VALUES ('breaks', '1 hour', 1)");
    WorkerSummary summary = run_once(&watch);
    ck_assert_int_eq(summary.done, 200);
    ck_assert_int_eq(summary.failures, 1);
    ck_assert_ptr_nonnull(strstr(text_string(&watch.told), "failed breaks 22012\n"));
    ck_assert_int_eq(
        ask_number("SELECT failures AS n FROM pd.job WHERE name = 'breaks' AND last_code = '22012'"
                   " AND last_error = 'It is broken.'"),
        1);
    text_done(&watch.told);
}
END_TEST

START_TEST(test_a_killed_connection_is_made_anew)
{
    Error err = ERROR_EMPTY;
    WorkerSummary summary;
    Watch watch = {.stops_when_back = true, .stop_after = 1000};
    run_script("INSERT INTO pd.job (name, every, chunk) VALUES ('dies', '1 hour', 1);"
               "INSERT INTO public.test_deaths VALUES (1)");
    const WorkerOptions options = options_of(&watch, false);
    ck_assert_done(worker_run(&options, &summary, &err), &err);
    ck_assert_ptr_nonnull(strstr(text_string(&watch.told), "lost\n"));
    ck_assert_ptr_nonnull(strstr(text_string(&watch.told), "back\n"));
    text_done(&watch.told);
    // What was going on was undone, and is done by the next one.
    Watch later = {.rests = 0};
    (void)run_once(&later);
    ck_assert_int_eq(ask_number("SELECT count(*) AS n FROM public.test_unit WHERE taken = 1"), 200);
    text_done(&later.told);
}
END_TEST

// A job that always kills its connection does not keep the others from their turn.
START_TEST(test_a_deadly_job_starves_nobody)
{
    Error err = ERROR_EMPTY;
    WorkerSummary summary;
    Watch watch = {.stop_after = 120};
    run_script("INSERT INTO pd.job (name, every, chunk) VALUES ('dies', '1 hour', 1);"
               "INSERT INTO public.test_deaths VALUES (1000000); UPDATE pd.job SET chunk = 200");
    const WorkerOptions options = options_of(&watch, false);
    ck_assert_done(worker_run(&options, &summary, &err), &err);
    ck_assert_int_eq(ask_number("SELECT count(*) AS n FROM public.test_unit WHERE taken = 1"), 200);
    text_done(&watch.told);
}
END_TEST

START_TEST(test_once_says_that_the_database_was_lost)
{
    Error err = ERROR_EMPTY;
    WorkerSummary summary;
    Watch watch = {.rests = 0};
    run_script("UPDATE pd.job SET is_enabled = false;"
               "INSERT INTO pd.job (name, every, chunk) VALUES ('dies', '1 hour', 1);"
               "INSERT INTO public.test_deaths VALUES (1000000)");
    const WorkerOptions options = options_of(&watch, true);
    ck_assert_refused(worker_run(&options, &summary, &err), &err, ERROR_CONNECTION);
    text_done(&watch.told);
}
END_TEST

START_TEST(test_another_version_is_no_work)
{
    Error err = ERROR_EMPTY;
    WorkerSummary summary;
    Watch watch = {.stop_after = 1000};
    WorkerOptions options = options_of(&watch, false);
    options.contract = "of another version";
    ck_assert_refused(worker_run(&options, &summary, &err), &err, ERROR_CONTRACT);
    ck_assert_int_eq(watch.rests, 1);
    text_done(&watch.told);
}
END_TEST

START_TEST(test_it_stops_when_it_shall)
{
    Error err = ERROR_EMPTY;
    WorkerSummary summary;
    Watch watch = {.stop_after = 4};
    const WorkerOptions options = options_of(&watch, false);
    ck_assert_done(worker_run(&options, &summary, &err), &err);
    ck_assert_int_eq(summary.done, 21); // three calls of seven, each finished
    ck_assert_int_eq(ask_number("SELECT count(*) AS n FROM public.test_unit WHERE taken = 1"), 21);
    text_done(&watch.told);
}
END_TEST

static void *run_until_nothing_is_left(void *context)
{
    WorkerSummary summary = run_once(context);
    ck_assert_int_eq(summary.failures, 0);
    return NULL;
}

START_TEST(test_two_never_run_one_job_at_once)
{
    Watch watches[3] = {{.rests = 0}};
    pthread_t threads[3];
    for (size_t i = 0; i < COUNT_OF(threads); i++)
        ck_assert_int_eq(pthread_create(&threads[i], NULL, run_until_nothing_is_left, &watches[i]),
                         0);
    for (size_t i = 0; i < COUNT_OF(threads); i++) {
        ck_assert_int_eq(pthread_join(threads[i], NULL), 0);
        text_done(&watches[i].told);
    }
    Watch rest = {.rests = 0};
    (void)run_once(&rest);
    text_done(&rest.told);
    ck_assert_int_eq(ask_number("SELECT count(*) AS n FROM public.test_unit WHERE taken = 1"), 200);
    ck_assert_int_eq(ask_number("SELECT failures AS n FROM pd.job WHERE name = 'units'"), 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("worker");
    TCase *tcase = tcase_create("worker");
    tcase_set_timeout(tcase, 60);
    tcase_add_checked_fixture(tcase, make_jobs, NULL);
    tcase_add_test(tcase, test_once_does_all_that_is_due);
    tcase_add_test(tcase, test_a_failing_job_stops_nobody);
    tcase_add_test(tcase, test_a_killed_connection_is_made_anew);
    tcase_add_test(tcase, test_a_deadly_job_starves_nobody);
    tcase_add_test(tcase, test_once_says_that_the_database_was_lost);
    tcase_add_test(tcase, test_another_version_is_no_work);
    tcase_add_test(tcase, test_it_stops_when_it_shall);
    tcase_add_test(tcase, test_two_never_run_one_job_at_once);
    suite_add_tcase(suite, tcase);
    return suite_run(suite);
}
