// SPDX-License-Identifier: Apache-2.0
#include "db/db.h"

#include <pthread.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/log.h"
#include "base/memory.h"
#include "db/db_list.h"
#include "db/db_test.h"
#include "support/suite.h"

static const char token[] = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
static const char contract[] = "paydesk contract of a test";

// The functions that the tests call; the database is this test's own copy.
static const char *const functions =
    "CREATE SCHEMA IF NOT EXISTS api;"
    "COMMENT ON SCHEMA api IS 'paydesk contract of a test';"
    "DROP TABLE IF EXISTS public.test_line;"
    "CREATE TABLE public.test_line (id bigint, word text, note text);"
    "CREATE OR REPLACE FUNCTION api.test_echo(p_text text, p_number bigint, p_flag boolean,"
    "    p_day date, p_bytes bytea, p_id uuid)"
    "  RETURNS TABLE (word text, number bigint, flag boolean, day date, bytes bytea, id uuid,"
    "    small smallint, plain integer, moment timestamptz, object jsonb, amount numeric, words "
    "text[])"
    "  LANGUAGE sql AS $$ SELECT p_text, p_number, p_flag, p_day, p_bytes, p_id, 1::smallint, 2,"
    "    '2026-11-22 12:00+00'::timestamptz, '{\"a\": 1}'::jsonb, 1.5, '{a,b}'::text[] $$;"
    "CREATE OR REPLACE FUNCTION api.test_rows(p_count integer) RETURNS TABLE (i integer)"
    "  LANGUAGE sql AS $$ SELECT generate_series(1, p_count) $$;"
    "CREATE OR REPLACE FUNCTION api.test_lists(p_words text[], p_places integer[],"
    "    p_numbers bigint[], p_days date[], p_ids uuid[]) RETURNS text LANGUAGE sql AS"
    "  $$ SELECT concat_ws('|', to_jsonb(p_words), p_places, p_numbers, p_days, p_ids) $$;"
    "CREATE OR REPLACE FUNCTION api.test_nothing() RETURNS void LANGUAGE sql AS $$ SELECT $$;"
    "CREATE OR REPLACE FUNCTION api.test_optional(p_a text DEFAULT 'a', p_b text DEFAULT 'b')"
    "  RETURNS text LANGUAGE sql AS $$ SELECT p_a || p_b $$;"
    "CREATE OR REPLACE FUNCTION api.test_raise(p_state text) RETURNS text LANGUAGE plpgsql AS $$"
    "  BEGIN RAISE EXCEPTION 'The rule says no.' USING ERRCODE = p_state, COLUMN = 'amount',"
    "    HINT = 'Try less.', DETAIL = 'secret detail'; END $$;"
    "CREATE OR REPLACE FUNCTION api.test_answer(p_answer jsonb) RETURNS jsonb"
    "  LANGUAGE sql AS $$ SELECT p_answer $$;"
    "CREATE OR REPLACE FUNCTION api.test_setting(p_name text) RETURNS text"
    "  LANGUAGE sql AS $$ SELECT current_setting(p_name, true) $$;"
    "CREATE OR REPLACE FUNCTION api.test_sleep(p_seconds integer) RETURNS void"
    "  LANGUAGE sql AS $$ SELECT pg_sleep(p_seconds) $$;"
    "CREATE OR REPLACE FUNCTION api.test_die() RETURNS boolean"
    "  LANGUAGE sql AS $$ SELECT pg_terminate_backend(pg_backend_pid()) $$;"
    "CREATE OR REPLACE FUNCTION api.test_warn() RETURNS void LANGUAGE plpgsql AS $$"
    "  BEGIN RAISE NOTICE 'a notice'; RAISE WARNING 'a warning'; END $$;"
    "CREATE OR REPLACE FUNCTION api.test_note(p_word text) RETURNS bigint LANGUAGE sql AS"
    "  $$ INSERT INTO public.test_line (word) VALUES (p_word);"
    "     SELECT count(*) FROM public.test_line WHERE word = p_word $$;"
    "CREATE OR REPLACE FUNCTION api.test_count() RETURNS bigint LANGUAGE sql AS"
    "  $$ SELECT count(*) FROM public.test_line $$;"
    "CREATE SEQUENCE IF NOT EXISTS public.test_tries;"
    "CREATE OR REPLACE FUNCTION api.test_busy(p_times integer, p_state text) RETURNS bigint"
    "  LANGUAGE plpgsql AS $$ DECLARE v_try bigint := nextval('public.test_tries'); BEGIN"
    "  IF v_try <= p_times THEN RAISE EXCEPTION 'busy' USING ERRCODE = p_state; END IF;"
    "  RETURN v_try; END $$;"
    "ALTER SEQUENCE public.test_tries RESTART";

static Db *open_with(const DbConfig *config)
{
    Error err = ERROR_EMPTY;
    Db *db = NULL;
    ck_assert_done(db_open(config, &db, &err), &err);
    return db;
}

static Db *open_plain(void)
{
    return open_with(&(DbConfig){.application_name = "paydesk_test"});
}

static void make_functions(void)
{
    Error err = ERROR_EMPTY;
    AUTO(db_free) Db *db = open_plain();
    ck_assert_done(db_run_script(db, "functions", functions, NULL, &err), &err);
    // What the program would tell its log is not for the test's output.
    ck_assert_done(log_open(NULL, &err), &err);
}

static char *call_text(Db *db, const char *function, const DbParam *params, size_t count)
{
    Error err = ERROR_EMPTY;
    AUTO(db_rows_free) DbRows *rows = NULL;
    ck_assert_done(db_call(db, function, params, count, DB_ONE_VALUE, &rows, &err), &err);
    return text_copy(db_rows_single(rows));
}

static void check_call(Db *db, const char *function, const DbParam *params, size_t count,
                       const char *expected)
{
    AUTO_FREE char *value = call_text(db, function, params, count);
    ck_assert_str_eq(value, expected);
}

static bool call_void(Db *db, const char *function, const DbParam *params, size_t count, Error *err)
{
    return db_call(db, function, params, count, DB_NO_ROWS, NULL, err);
}

START_TEST(test_values_go_and_come_back)
{
    Error err = ERROR_EMPTY;
    char number[DB_NUMBER_SIZE];
    static const uint8_t bytes[] = {0, 1, 0xff, '\\', '\''};
    AUTO(db_free) Db *db = open_plain();
    const DbParam params[] = {
        db_text("p_text", "Zo\xc3\xab's \"%s\" $1"),
        db_number("p_number", INT64_MIN, number),
        db_boolean("p_flag", true),
        db_date("p_day", "2026-11-22"),
        db_bytes("p_bytes", bytes, sizeof bytes),
        db_uuid("p_id", "0197a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"),
    };
    AUTO(db_rows_free) DbRows *rows = NULL;
    ck_assert_done(db_call(db, "api.test_echo", params, COUNT_OF(params), DB_ONE_ROW, &rows, &err),
                   &err);
    ck_assert_uint_eq(db_rows_count(rows), 1);
    ck_assert_str_eq(db_rows_text(rows, 0, "word"), "Zo\xc3\xab's \"%s\" $1");
    ck_assert(db_rows_int64(rows, 0, "number") == INT64_MIN);
    ck_assert(db_rows_bool(rows, 0, "flag"));
    ck_assert_int_eq(db_rows_date(rows, 0, "day").day, 22);
    ck_assert_str_eq(db_rows_text(rows, 0, "id"), "0197a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b");
    size_t length = 0;
    AUTO_FREE uint8_t *back = db_rows_bytes(rows, 0, "bytes", &length);
    ck_assert_uint_eq(length, sizeof bytes);
    ck_assert_mem_eq(back, bytes, length);
    ck_assert_str_eq(db_rows_text(rows, 0, "object"), "{\"a\": 1}");
}
END_TEST

START_TEST(test_lists)
{
    Error err = ERROR_EMPTY;
    AUTO(db_free) Db *db = open_plain();
    AUTO(db_list_done) DbList words = DB_LIST_EMPTY;
    AUTO(db_list_done) DbList numbers = DB_LIST_EMPTY;
    AUTO(db_list_done) DbList days = DB_LIST_EMPTY;
    AUTO(db_list_done) DbList ids = DB_LIST_EMPTY;
    AUTO(db_list_done) DbList none = DB_LIST_EMPTY;
    static const char *const hard[] = {"Zo\xc3\xab's \"flat\"", "a\\b", "{,}", "", "NULL", NULL};
    for (size_t i = 0; i < COUNT_OF(hard); i++)
        db_list_add(&words, hard[i]);
    db_list_add_number(&numbers, INT64_MIN);
    db_list_add_number(&numbers, 7);
    db_list_add(&days, "2026-11-22");
    db_list_add(&days, NULL);
    db_list_add(&ids, "0197a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b");
    ck_assert(db_list_check(&words, &err) && db_list_check(&numbers, &err) &&
              db_list_check(&days, &err) && db_list_check(&ids, &err) &&
              db_list_check(&none, &err));
    const DbParam params[] = {
        db_list_param("p_words", DB_TEXT_LIST, &words),
        db_list_param("p_places", DB_INTEGER_LIST, &none),
        db_list_param("p_numbers", DB_BIGINT_LIST, &numbers),
        db_list_param("p_days", DB_DATE_LIST, &days),
        db_list_param("p_ids", DB_UUID_LIST, &ids),
    };
    check_call(db, "api.test_lists", params, COUNT_OF(params),
               "[\"Zo\xc3\xab's \\\"flat\\\"\", \"a\\\\b\", \"{,}\", \"\", \"NULL\", null]|{}"
               "|{-9223372036854775808,7}|{2026-11-22,NULL}"
               "|{0197a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b}");
}
END_TEST

START_TEST(test_list_too_long)
{
    Error err = ERROR_EMPTY;
    AUTO_FREE char *word = memory_new(TEXT_MAX_DOCUMENT / 4, 1);
    memset(word, 'x', TEXT_MAX_DOCUMENT / 4 - 1);
    AUTO(db_list_done) DbList words = DB_LIST_EMPTY;
    for (int i = 0; i < 5; i++)
        db_list_add(&words, word);
    ck_assert_refused(db_list_check(&words, &err), &err, ERROR_INTERNAL);
}
END_TEST

START_TEST(test_nulls)
{
    Error err = ERROR_EMPTY;
    AUTO(db_free) Db *db = open_plain();
    const DbParam params[] = {
        db_text("p_text", NULL),
        db_param("p_number", DB_BIGINT, NULL),
        db_param("p_flag", DB_BOOLEAN, NULL),
        db_date("p_day", NULL),
        db_bytes("p_bytes", NULL, 0),
        db_uuid("p_id", NULL),
    };
    AUTO(db_rows_free) DbRows *rows = NULL;
    size_t length = 0;
    ck_assert_done(db_call(db, "api.test_echo", params, COUNT_OF(params), DB_ONE_ROW, &rows, &err),
                   &err);
    ck_assert(db_rows_is_null(rows, 0, "word"));
    ck_assert(!db_rows_is_null(rows, 0, "plain"));
    ck_assert_ptr_null(db_rows_text(rows, 0, "word"));
    ck_assert_int_eq(db_rows_int64(rows, 0, "number"), 0);
    ck_assert(!db_rows_bool(rows, 0, "flag"));
    ck_assert(!date_is_valid(db_rows_date(rows, 0, "day")));
    ck_assert_ptr_null(db_rows_bytes(rows, 0, "bytes", &length));
}
END_TEST

START_TEST(test_columns_are_described)
{
    static const struct {
        const char *name;
        DbType type;
    } columns[] = {
        {"word", DB_TEXT},   {"number", DB_BIGINT}, {"flag", DB_BOOLEAN},   {"day", DB_DATE},
        {"bytes", DB_BYTES}, {"id", DB_UUID},       {"small", DB_SMALLINT}, {"plain", DB_INTEGER},
        {"moment", DB_TIME}, {"object", DB_JSON},   {"amount", DB_OTHER},   {"words", DB_TEXT_LIST},
    };
    Error err = ERROR_EMPTY;
    AUTO(db_free) Db *db = open_plain();
    const DbParam params[] = {
        db_text("p_text", NULL),
        db_param("p_number", DB_BIGINT, NULL),
        db_param("p_flag", DB_BOOLEAN, NULL),
        db_date("p_day", NULL),
        db_bytes("p_bytes", NULL, 0),
        db_uuid("p_id", NULL),
    };
    AUTO(db_rows_free) DbRows *rows = NULL;
    size_t position = 0;
    ck_assert_done(db_call(db, "api.test_echo", params, COUNT_OF(params), DB_ROWS, &rows, &err),
                   &err);
    ck_assert_uint_eq(db_rows_columns(rows), COUNT_OF(columns));
    for (size_t i = 0; i < COUNT_OF(columns); i++) {
        ck_assert_str_eq(db_rows_column_name(rows, i), columns[i].name);
        ck_assert_int_eq(db_rows_column_type(rows, i), columns[i].type);
        ck_assert(db_rows_find_column(rows, columns[i].name, &position));
        ck_assert_uint_eq(position, i);
    }
    ck_assert(!db_rows_find_column(rows, "WORD", &position));
}
END_TEST

static DbRows *three_rows(Db *db)
{
    Error err = ERROR_EMPTY;
    const DbParam params[] = {db_integer("p_count", "3")};
    DbRows *rows = NULL;
    ck_assert_done(db_call(db, "api.test_rows", params, 1, DB_ROWS, &rows, &err), &err);
    return rows;
}

START_TEST(test_a_wrong_column_ends_the_program)
{
    AUTO(db_free) Db *db = open_plain();
    AUTO(db_rows_free) DbRows *rows = three_rows(db);
    (void)db_rows_text(rows, 0, "j");
}
END_TEST

START_TEST(test_a_wrong_row_ends_the_program)
{
    AUTO(db_free) Db *db = open_plain();
    AUTO(db_rows_free) DbRows *rows = three_rows(db);
    (void)db_rows_text(rows, 3, "i");
}
END_TEST

START_TEST(test_text_is_no_number)
{
    AUTO(db_free) Db *db = open_plain();
    Error err = ERROR_EMPTY;
    AUTO(db_rows_free) DbRows *rows = NULL;
    ck_assert(db_call(db, "api.test_optional", NULL, 0, DB_ONE_VALUE, &rows, &err));
    (void)db_rows_int64(rows, 0, "test_optional");
}
END_TEST

static const struct {
    const char *count;
    DbShape shape;
    bool fits;
} shapes[] = {
    {"0", DB_ROWS, true},      {"5", DB_ROWS, true},       {"0", DB_NO_ROWS, true},
    {"1", DB_NO_ROWS, true},   {"2", DB_NO_ROWS, false},   {"0", DB_ONE_ROW, false},
    {"1", DB_ONE_ROW, true},   {"2", DB_ONE_ROW, false},   {"0", DB_ONE_VALUE, false},
    {"1", DB_ONE_VALUE, true}, {"2", DB_ONE_VALUE, false},
};

START_TEST(test_shapes)
{
    Error err = ERROR_EMPTY;
    AUTO(db_free) Db *db = open_plain();
    const DbParam params[] = {db_integer("p_count", shapes[_i].count)};
    bool fits = db_call(db, "api.test_rows", params, 1, shapes[_i].shape, NULL, &err);
    ck_assert_int_eq(fits, shapes[_i].fits);
    if (!fits)
        ck_assert_int_eq(err.code, ERROR_INTERNAL);
}
END_TEST

START_TEST(test_one_statement_per_set_of_names)
{
    AUTO(db_free) Db *db = open_plain();
    const DbParam a[] = {db_text("p_a", "1")};
    const DbParam b[] = {db_text("p_b", "2")};
    const DbParam ba[] = {db_text("p_b", "2"), db_text("p_a", "1")};
    unsigned before = db_test_round_trips(db);
    for (int i = 0; i < 3; i++) {
        check_call(db, "api.test_optional", NULL, 0, "ab");
        check_call(db, "api.test_optional", a, 1, "1b");
        check_call(db, "api.test_optional", b, 1, "a2");
        check_call(db, "api.test_optional", ba, 2, "12");
    }
    ck_assert_uint_eq(db_test_round_trips(db) - before, 4 + 12);
}
END_TEST

static const char *const no_functions[] = {
    "pg_catalog.pg_sleep",
    "api",
    "api.",
    "api.test_nothing()",
    "api.x; DROP TABLE y",
    "api.Test",
    "pd.post",
    "xapi.test",
    "",
};

START_TEST(test_only_our_functions_are_called)
{
    Error err = ERROR_EMPTY;
    AUTO(db_free) Db *db = open_plain();
    unsigned before = db_test_round_trips(db);
    ck_assert_refused(call_void(db, no_functions[_i], NULL, 0, &err), &err, ERROR_INTERNAL);
    const DbParam bad[] = {db_text("p_a => 1, p_b", "x")};
    ck_assert_refused(call_void(db, "api.test_optional", bad, 1, &err), &err, ERROR_INTERNAL);
    ck_assert_uint_eq(db_test_round_trips(db), before);
}
END_TEST

START_TEST(test_a_function_that_is_not_there)
{
    Error err = ERROR_EMPTY;
    AUTO(db_free) Db *db = open_plain();
    ck_assert_refused(call_void(db, "api.test_missing", NULL, 0, &err), &err, ERROR_CONTRACT);
    ck_assert_str_eq(err.sqlstate, "42883");
}
END_TEST

START_TEST(test_a_refusal_arrives_with_field_and_hint)
{
    Error err = ERROR_EMPTY;
    AUTO(db_free) Db *db = open_plain();
    const DbParam params[] = {db_text("p_state", "PD018")};
    ck_assert_refused(call_void(db, "api.test_raise", params, 1, &err), &err,
                      ERROR_INSUFFICIENT_FUNDS);
    ck_assert_str_eq(err.sqlstate, "PD018");
    ck_assert_str_eq(err.field, "amount");
    ck_assert_str_eq(err.sentence, "The rule says no.");
    ck_assert_str_eq(err.hint, "Try less.");
    ck_assert_str_eq(err.where, "api.test_raise");
}
END_TEST

static const struct {
    const char *sqlstate;
    ErrorCode code;
} raised[] = {
    {"PD001", ERROR_MALFORMED},     {"PD003", ERROR_NO_SESSION}, {"PD027", ERROR_CONFLICT},
    {"PD999", ERROR_INTERNAL},      {"23505", ERROR_INTERNAL},   {"22012", ERROR_INTERNAL},
    {"42501", ERROR_NOT_PERMITTED}, {"P0001", ERROR_INTERNAL},
};

START_TEST(test_what_is_not_ours_stays_in_the_log)
{
    Error err = ERROR_EMPTY;
    AUTO(db_free) Db *db = open_plain();
    const DbParam params[] = {db_text("p_state", raised[_i].sqlstate)};
    ck_assert_refused(call_void(db, "api.test_raise", params, 1, &err), &err, raised[_i].code);
    ck_assert_str_eq(err.sqlstate, raised[_i].sqlstate);
    bool is_ours = text_starts_with(raised[_i].sqlstate, "PD") && err.code != ERROR_INTERNAL;
    ck_assert_int_eq(text_equal(err.sentence, "The rule says no."), is_ours);
    ck_assert_int_eq(strstr(err.hint, "incident") != NULL, !is_ours);
    ck_assert_ptr_null(strstr(err.hint, "secret detail"));
    // The connection is as good as before.
    check_call(db, "api.test_optional", NULL, 0, "ab");
}
END_TEST

START_TEST(test_the_log_has_the_incident_but_no_detail)
{
    Error err = ERROR_EMPTY;
    char path[] = "/tmp/paydesk_db_log_XXXXXX";
    AUTO(text_done) Text log = TEXT_EMPTY;
    AUTO(db_free) Db *db = open_plain();
    const DbParam params[] = {db_text("p_state", "23505")};
    file_close(mkstemp(path));
    ck_assert_done(log_open(path, &err), &err);
    ck_assert_done(call_void(db, "api.test_warn", NULL, 0, &err), &err);
    ck_assert_refused(call_void(db, "api.test_raise", params, 1, &err), &err, ERROR_INTERNAL);
    log_close();
    ck_assert_done(file_read(path, &log, NULL), &err);
    (void)unlink(path);
    ck_assert_ptr_nonnull(strstr(text_string(&log), "SQLSTATE 23505, The rule says no."));
    ck_assert_ptr_nonnull(strstr(text_string(&log), "a warning"));
    ck_assert_ptr_null(strstr(text_string(&log), "a notice"));
    ck_assert_ptr_null(strstr(text_string(&log), "secret detail"));
}
END_TEST

static bool call_answer(Db *db, const char *answer, Error *err)
{
    const DbParam params[] = {db_param("p_answer", DB_JSON, answer)};
    return db_call(db, "api.test_answer", params, 1, DB_ONE_VALUE, NULL, err);
}

START_TEST(test_a_refused_answer_is_an_error_too)
{
    Error err = ERROR_EMPTY;
    AUTO(db_free) Db *db = open_plain();
    ck_assert_refused(
        call_answer(db,
                    "{\"request\": \"r\", \"refused\": {\"code\": \"PD014\", \"field\": \"from\","
                    " \"sentence\": \"Blocked \\u00e9 \\\"so\\\".\", \"hint\": null}}",
                    &err),
        &err, ERROR_ACCOUNT_BLOCKED);
    ck_assert_str_eq(err.sqlstate, "PD014");
    ck_assert_str_eq(err.field, "from");
    ck_assert_str_eq(err.sentence, "Blocked \xc3\xa9 \"so\".");
    ck_assert_str_eq(err.hint, "A supervisor can lift a block.");
}
END_TEST

static const char *const answers[] = {
    "{\"receipt\": \"1-00000001\", \"request\": \"r\"}",
    "{\"text\": \"\\\"refused\\\"\"}",
    "{\"inner\": {\"refused\": {\"code\": \"PD014\"}}}",
    "[\"refused\"]",
    "{\"refused\": 3}",
    "\"refused\"",
    "null",
    NULL,
};

START_TEST(test_answers_that_are_not_refused)
{
    Error err = ERROR_EMPTY;
    AUTO(db_free) Db *db = open_plain();
    ck_assert_done(call_answer(db, answers[_i], &err), &err);
}
END_TEST

static const char *const busy_states[] = {"40001", "40P01", "55P03"};

START_TEST(test_busy_is_tried_again)
{
    Error err = ERROR_EMPTY;
    AUTO(db_free) Db *db = open_plain();
    AUTO(db_rows_free) DbRows *rows = NULL;
    const DbParam params[] = {db_integer("p_times", "3"), db_text("p_state", busy_states[_i])};
    ck_assert_done(
        db_run_script(db, "reset", "ALTER SEQUENCE public.test_tries RESTART", NULL, &err), &err);
    ck_assert_done(db_call(db, "api.test_busy", params, 2, DB_ONE_VALUE, &rows, &err), &err);
    ck_assert_int_eq(db_rows_int64(rows, 0, "test_busy"), 4);
}
END_TEST

START_TEST(test_busy_for_ever_is_reported)
{
    Error err = ERROR_EMPTY;
    AUTO(db_free) Db *db = open_plain();
    const DbParam params[] = {db_integer("p_times", "1000000"), db_text("p_state", "40001")};
    ck_assert_refused(call_void(db, "api.test_busy", params, 2, &err), &err, ERROR_BUSY);
    ck_assert_str_eq(err.sqlstate, "40001");
    ck_assert(error_may_retry(err.code));
}
END_TEST

START_TEST(test_inside_a_transaction_nothing_is_repeated)
{
    Error err = ERROR_EMPTY;
    AUTO(db_free) Db *db = open_plain();
    const DbParam params[] = {db_integer("p_times", "1000000"), db_text("p_state", "40001")};
    ck_assert_done(db_begin(db, &err), &err);
    unsigned before = db_test_round_trips(db);
    ck_assert_refused(call_void(db, "api.test_busy", params, 2, &err), &err, ERROR_BUSY);
    ck_assert_uint_eq(db_test_round_trips(db) - before, 2);
    ck_assert_refused(db_commit(db, &err), &err, ERROR_INTERNAL);
    check_call(db, "api.test_optional", NULL, 0, "ab");
}
END_TEST

static void *cancel_soon(void *context)
{
    struct timespec wait = {.tv_nsec = 200 * 1000 * 1000};
    (void)nanosleep(&wait, NULL);
    db_cancel(context);
    return NULL;
}

START_TEST(test_another_thread_may_cancel)
{
    Error err = ERROR_EMPTY;
    AUTO(db_free) Db *db = open_plain();
    const DbParam params[] = {db_integer("p_seconds", "30")};
    pthread_t thread;
    ck_assert_int_eq(pthread_create(&thread, NULL, cancel_soon, db), 0);
    ck_assert_refused(call_void(db, "api.test_sleep", params, 1, &err), &err, ERROR_CANCELLED);
    ck_assert_str_eq(err.sentence, error_sentence(ERROR_CANCELLED));
    ck_assert_int_eq(pthread_join(thread, NULL), 0);
    check_call(db, "api.test_optional", NULL, 0, "ab");
}
END_TEST

START_TEST(test_cancelling_ends_the_tries)
{
    Error err = ERROR_EMPTY;
    AUTO(db_free) Db *db = open_plain();
    const DbParam params[] = {db_integer("p_times", "1000000"), db_text("p_state", "55P03")};
    pthread_t thread;
    ck_assert_int_eq(pthread_create(&thread, NULL, cancel_soon, db), 0);
    ck_assert_refused(call_void(db, "api.test_busy", params, 2, &err), &err, ERROR_CANCELLED);
    ck_assert_int_eq(pthread_join(thread, NULL), 0);
}
END_TEST

START_TEST(test_a_timeout_says_so)
{
    Error err = ERROR_EMPTY;
    AUTO(db_free) Db *db = open_with(&(DbConfig){.statement_timeout_ms = 100});
    const DbParam params[] = {db_integer("p_seconds", "30")};
    ck_assert_refused(call_void(db, "api.test_sleep", params, 1, &err), &err, ERROR_CANCELLED);
    ck_assert_ptr_nonnull(strstr(err.sentence, "too long"));
}
END_TEST

static const struct {
    const char *name;
    const char *value;
} settings[] = {
    {"application_name", "paydesk_test"},
    {"client_encoding", "UTF8"},
    {"statement_timeout", "30s"},
    {"lock_timeout", "5s"},
    {"DateStyle", "ISO, MDY"},
    {"paydesk.session", ""},
};

START_TEST(test_settings_of_the_connection)
{
    AUTO(db_free) Db *db = open_plain();
    const DbParam params[] = {db_text("p_name", settings[_i].name)};
    check_call(db, "api.test_setting", params, 1, settings[_i].value);
}
END_TEST

START_TEST(test_no_timeouts_if_wanted)
{
    AUTO(db_free)
    Db *db = open_with(&(DbConfig){.statement_timeout_ms = -1, .lock_timeout_ms = -1});
    const DbParam statement[] = {db_text("p_name", "statement_timeout")};
    const DbParam lock[] = {db_text("p_name", "lock_timeout")};
    check_call(db, "api.test_setting", statement, 1, "0");
    check_call(db, "api.test_setting", lock, 1, "0");
}
END_TEST

START_TEST(test_the_session_stays_over_a_new_connection)
{
    Error err = ERROR_EMPTY;
    AUTO(secret_free) Secret *session = secret_from_bytes(token, sizeof token - 1);
    AUTO(db_free) Db *db = open_with(&(DbConfig){.session = session});
    const DbParam params[] = {db_text("p_name", "paydesk.session")};
    check_call(db, "api.test_setting", params, 1, token);
    ck_assert_done(db_set_session(db, NULL, &err), &err);
    check_call(db, "api.test_setting", params, 1, "");
    ck_assert_done(db_set_session(db, session, &err), &err);
    check_call(db, "api.test_setting", params, 1, token);
    ck_assert_done(db_reopen(db, &err), &err);
    check_call(db, "api.test_setting", params, 1, token);
}
END_TEST

static const char *const no_tokens[] = {
    "",
    "abc",
    "-c x=y",
    "00112233445566778899aabbccddeeff00112233445566778899aabbccddee -",
    "00112233445566778899AABBCCDDEEFF00112233445566778899aabbccddeeff",
    "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff0"};

START_TEST(test_what_is_no_token_is_not_sent)
{
    Error err = ERROR_EMPTY;
    AUTO(secret_free) Secret *session = secret_from_bytes(no_tokens[_i], strlen(no_tokens[_i]));
    AUTO(db_free) Db *db = NULL;
    ck_assert_refused(db_open(&(DbConfig){.session = session}, &db, &err), &err, ERROR_NO_SESSION);
    ck_assert_ptr_null(db);
    AUTO(db_free) Db *open = open_plain();
    ck_assert_refused(db_set_session(open, session, &err), &err, ERROR_NO_SESSION);
}
END_TEST

START_TEST(test_the_contract)
{
    Error err = ERROR_EMPTY;
    AUTO(db_free) Db *none = NULL;
    AUTO(db_free) Db *db = open_with(&(DbConfig){.contract = contract});
    ck_assert(db_is_open(db));
    ck_assert_refused(db_open(&(DbConfig){.contract = "another"}, &none, &err), &err,
                      ERROR_CONTRACT);
    ck_assert_ptr_nonnull(strstr(err.hint, "migrate"));
    ck_assert_ptr_null(none);
}
END_TEST

static const struct {
    DbConfig config;
    ErrorCode code;
} closed_doors[] = {
    {{.user = "nobody_of_that_name"}, ERROR_SIGN_IN_REFUSED},
    {{.database = "no_database_of_that_name"}, ERROR_CONTRACT},
    {{.database = "host=elsewhere"}, ERROR_CONTRACT},
    {{.host = "/nowhere"}, ERROR_CONNECTION},
};

START_TEST(test_closed_doors)
{
    Error err = ERROR_EMPTY;
    AUTO(db_free) Db *none = NULL;
    ck_assert_refused(db_open(&closed_doors[_i].config, &none, &err), &err, closed_doors[_i].code);
    ck_assert_ptr_null(none);
    ck_assert_uint_gt(strlen(err.hint), 0);
}
END_TEST

static void *free_soon(void *context)
{
    struct timespec wait = {.tv_nsec = 200 * 1000 * 1000};
    (void)nanosleep(&wait, NULL);
    db_free(context);
    return NULL;
}

// Login roles belong to the whole cluster, so this one has the process in its name and is removed.
static char *make_narrow_login(Db *db)
{
    Error err = ERROR_EMPTY;
    char *name = text_format("db_test_%ld", (long)getpid());
    AUTO_FREE char *sql =
        text_format("CREATE ROLE %s LOGIN CONNECTION LIMIT 1; DO $$ BEGIN EXECUTE"
                    " format('GRANT CONNECT ON DATABASE %%I TO %s', current_database()); END $$",
                    name, name);
    ck_assert_done(db_run_script(db, "narrow", sql, NULL, &err), &err);
    return name;
}

START_TEST(test_a_login_that_may_not_connect)
{
    Error err = ERROR_EMPTY;
    AUTO(db_free) Db *administrator = open_plain();
    AUTO(db_free) Db *none = NULL;
    AUTO_FREE char *name = make_narrow_login(administrator);
    AUTO_FREE char *bar =
        text_format("DO $$ BEGIN EXECUTE format('REVOKE CONNECT ON DATABASE %%I FROM PUBLIC, %s',"
                    " current_database()); END $$",
                    name);
    AUTO_FREE char *drop = text_format("DROP OWNED BY %s; DROP ROLE %s", name, name);
    ck_assert_done(db_run_script(administrator, "bar", bar, NULL, &err), &err);
    ck_assert_refused(db_open(&(DbConfig){.user = name}, &none, &err), &err, ERROR_SIGN_IN_REFUSED);
    ck_assert_done(db_run_script(administrator, "drop", drop, NULL, &err), &err);
}
END_TEST

START_TEST(test_no_free_connection)
{
    Error err = ERROR_EMPTY;
    AUTO(db_free) Db *administrator = open_plain();
    AUTO_FREE char *name = make_narrow_login(administrator);
    AUTO_FREE char *drop = text_format("DROP OWNED BY %s; DROP ROLE %s", name, name);
    DbConfig config = {.user = name};
    AUTO(db_free) Db *second = NULL;
    pthread_t thread;
    Db *first = open_with(&config);
    ck_assert_refused(db_open(&config, &second, &err), &err, ERROR_BUSY);
    ck_assert_str_eq(err.sqlstate, "53300");
    ck_assert_int_eq(pthread_create(&thread, NULL, free_soon, first), 0);
    ck_assert_done(db_open(&config, &second, &err), &err);
    ck_assert_str_eq(db_user(second), name);
    ck_assert_int_eq(pthread_join(thread, NULL), 0);
    ck_assert_done(db_run_script(administrator, "drop", drop, NULL, &err), &err);
}
END_TEST

START_TEST(test_a_lost_connection)
{
    Error err = ERROR_EMPTY;
    AUTO(db_free) Db *db = open_plain();
    ck_assert_str_eq(db_user(db), "postgres");
    ck_assert_refused(call_void(db, "api.test_die", NULL, 0, &err), &err, ERROR_CONNECTION);
    ck_assert_ptr_nonnull(strstr(err.sentence, "unknown: ask again with the same request"));
    ck_assert(!db_is_open(db));
    ck_assert_refused(call_void(db, "api.test_nothing", NULL, 0, &err), &err, ERROR_CONNECTION);
    ck_assert_done(db_reopen(db, &err), &err);
    ck_assert_done(call_void(db, "api.test_nothing", NULL, 0, &err), &err);
}
END_TEST

static const struct {
    DbFailure failure;
    bool is_done; // by the server, whatever the client was told
} failures[] = {{DB_FAIL_NOT_SENT, false}, {DB_FAIL_ANSWER_LOST, true}};

START_TEST(test_injected_losses)
{
    Error err = ERROR_EMPTY;
    AUTO(db_free) Db *db = open_plain();
    const DbParam params[] = {db_text("p_word", _i == 0 ? "not sent" : "answer lost")};
    // The first round trip prepares, the second calls.
    db_test_fail_nth(db, 2, failures[_i].failure);
    ck_assert_refused(call_void(db, "api.test_note", params, 1, &err), &err, ERROR_CONNECTION);
    ck_assert_done(db_reopen(db, &err), &err);
    check_call(db, "api.test_note", params, 1, failures[_i].is_done ? "2" : "1");
}
END_TEST

START_TEST(test_injected_busy_is_overcome)
{
    Error err = ERROR_EMPTY;
    AUTO(db_free) Db *db = open_plain();
    const DbParam params[] = {db_text("p_word", "busy once")};
    db_test_fail_nth(db, 2, DB_FAIL_BUSY);
    check_call(db, "api.test_note", params, 1, "1");
    db_test_fail_nth(db, 1, DB_FAIL_CANCELLED);
    ck_assert_refused(call_void(db, "api.test_note", params, 1, &err), &err, ERROR_CANCELLED);
    db_test_fail_nth(db, 1, DB_FAIL_BUSY);
    db_test_fail_nth(db, 0, DB_FAIL_BUSY);
    check_call(db, "api.test_note", params, 1, "2");
}
END_TEST

START_TEST(test_transactions)
{
    Error err = ERROR_EMPTY;
    AUTO(db_free) Db *db = open_plain();
    AUTO(db_free) Db *other = open_plain();
    const DbParam params[] = {db_text("p_word", "transaction")};
    AUTO_FREE char *before = call_text(other, "api.test_count", NULL, 0);
    ck_assert_done(db_begin(db, &err), &err);
    ck_assert_done(call_void(db, "api.test_note", params, 1, &err), &err);
    check_call(other, "api.test_count", NULL, 0, before);
    db_rollback(db);
    check_call(db, "api.test_count", NULL, 0, before);
    ck_assert_done(db_begin(db, &err), &err);
    check_call(db, "api.test_note", params, 1, "1");
    ck_assert_done(db_commit(db, &err), &err);
    check_call(other, "api.test_note", params, 1, "2");
}
END_TEST

START_TEST(test_scripts_answer_and_name_the_line)
{
    Error err = ERROR_EMPTY;
    AUTO(db_free) Db *db = open_plain();
    AUTO(db_rows_free) DbRows *rows = NULL;
    ck_assert_done(db_run_script(db, "two.sql", "SELECT 1 AS a; SELECT 2 AS b", &rows, &err), &err);
    ck_assert_int_eq(db_rows_int64(rows, 0, "b"), 2);
    ck_assert_refused(db_run_script(db, "bad.sql",
                                    "SELECT '\xc3\xa9\xc3\xa9\xc3\xa9';\n\nSELECT nothing;\n", NULL,
                                    &err),
                      &err, ERROR_INTERNAL);
    ck_assert(text_starts_with(err.sentence, "bad.sql:3: "));
    ck_assert_refused(db_run_script(db, "copy.sql", "COPY public.test_line FROM STDIN", NULL, &err),
                      &err, ERROR_INTERNAL);
    ck_assert_done(db_run_script(db, "empty.sql", "", NULL, &err), &err);
}
END_TEST

START_TEST(test_statements_take_arguments)
{
    Error err = ERROR_EMPTY;
    AUTO(db_free) Db *db = open_plain();
    AUTO(db_rows_free) DbRows *rows = NULL;
    const DbParam params[] = {db_text("name", "it's"), db_integer("number", "3")};
    ck_assert_done(
        db_run_statement(db, "s.sql", "SELECT $1 || $2::text AS a", params, 2, &rows, &err), &err);
    ck_assert_str_eq(db_rows_text(rows, 0, "a"), "it's3");
    ck_assert_refused(db_run_statement(db, "s.sql", "SELECT 1; SELECT 2", NULL, 0, NULL, &err),
                      &err, ERROR_INTERNAL);
}
END_TEST

typedef struct {
    int next;
    int last;
    bool gives_up;
} Lines;

static bool fill_lines(void *context, Text *lines, bool *ret_more, Error *err)
{
    Lines *source = context;
    for (int i = 0; i < 100 && source->next <= source->last; i++) {
        AUTO_FREE char *id = text_format("%d", source->next++);
        db_copy_value(lines, id, false);
        db_copy_value(lines, "tab\there\\ new\nline\r\\.", false);
        db_copy_value(lines, NULL, true);
    }
    *ret_more = source->next <= source->last;
    if (source->gives_up && !*ret_more)
        return error_set(err, ERROR_FILE, __func__, "The file ends too early.");
    return true;
}

static const char *const line_columns[] = {"id", "word", "note"};

START_TEST(test_copying_in)
{
    Error err = ERROR_EMPTY;
    AUTO(db_free) Db *db = open_plain();
    AUTO(db_rows_free) DbRows *rows = NULL;
    Lines lines = {.next = 1, .last = 1234};
    int64_t count = 0;
    ck_assert_done(
        db_copy_in(db, "public.test_line", line_columns, 3, fill_lines, &lines, &count, &err),
        &err);
    ck_assert_int_eq(count, 1234);
    ck_assert_done(db_run_script(db, "look",
                                 "SELECT count(*), min(word) AS word FROM public.test_line"
                                 " WHERE id IS NOT NULL AND note IS NULL",
                                 &rows, &err),
                   &err);
    ck_assert_int_eq(db_rows_int64(rows, 0, "count"), 1234);
    ck_assert_str_eq(db_rows_text(rows, 0, "word"), "tab\there\\ new\nline\r\\.");
}
END_TEST

START_TEST(test_copying_given_up)
{
    Error err = ERROR_EMPTY;
    AUTO(db_free) Db *db = open_plain();
    Lines lines = {.next = 1, .last = 1234, .gives_up = true};
    AUTO_FREE char *before = call_text(db, "api.test_count", NULL, 0);
    ck_assert_refused(
        db_copy_in(db, "public.test_line", line_columns, 3, fill_lines, &lines, NULL, &err), &err,
        ERROR_FILE);
    ck_assert_str_eq(err.sentence, "The file ends too early.");
    check_call(db, "api.test_count", NULL, 0, before);
}
END_TEST

static bool fill_and_die(void *context, Text *lines, bool *ret_more, Error *err)
{
    (void)lines;
    (void)err;
    Db *administrator = context;
    Error ignored = ERROR_EMPTY;
    *ret_more = false;
    return db_run_script(administrator, "kill",
                         "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                         " WHERE application_name = 'paydesk_test_copy'",
                         NULL, &ignored);
}

START_TEST(test_a_connection_lost_while_copying)
{
    Error err = ERROR_EMPTY;
    AUTO(db_free) Db *administrator = open_plain();
    AUTO(db_free) Db *db = open_with(&(DbConfig){.application_name = "paydesk_test_copy"});
    AUTO_FREE char *before = call_text(administrator, "api.test_count", NULL, 0);
    ck_assert_refused(db_copy_in(db, "public.test_line", line_columns, 3, fill_and_die,
                                 administrator, NULL, &err),
                      &err, ERROR_CONNECTION);
    ck_assert(!db_is_open(db));
    check_call(administrator, "api.test_count", NULL, 0, before);
}
END_TEST

START_TEST(test_nothing_works_on_a_lost_connection)
{
    Error err = ERROR_EMPTY;
    AUTO(db_free) Db *db = open_plain();
    Lines lines = {.next = 1, .last = 1};
    ck_assert_done(db_begin(db, &err), &err);
    ck_assert_refused(call_void(db, "api.test_die", NULL, 0, &err), &err, ERROR_CONNECTION);
    ck_assert_refused(db_commit(db, &err), &err, ERROR_CONNECTION);
    ck_assert_refused(db_begin(db, &err), &err, ERROR_CONNECTION);
    db_rollback(db);
    ck_assert_refused(db_set_session(db, NULL, &err), &err, ERROR_CONNECTION);
    ck_assert_refused(db_run_script(db, "x", "SELECT 1", NULL, &err), &err, ERROR_CONNECTION);
    ck_assert_refused(
        db_copy_in(db, "public.test_line", line_columns, 3, fill_lines, &lines, NULL, &err), &err,
        ERROR_CONNECTION);
    db_cancel(db);
    ck_assert_done(db_reopen(db, &err), &err);
    check_call(db, "api.test_optional", NULL, 0, "ab");
}
END_TEST

START_TEST(test_copying_what_does_not_fit)
{
    static const char *const wrong[] = {"word", "id", "note"};
    static const char *const bad[] = {"id) FROM PROGRAM 'x"};
    Error err = ERROR_EMPTY;
    AUTO(db_free) Db *db = open_plain();
    Lines lines = {.next = 1, .last = 3};
    ck_assert_refused(db_copy_in(db, "public.test_line", wrong, 3, fill_lines, &lines, NULL, &err),
                      &err, ERROR_INTERNAL);
    ck_assert_refused(db_copy_in(db, "public.test_line", bad, 1, fill_lines, &lines, NULL, &err),
                      &err, ERROR_INTERNAL);
    ck_assert_refused(db_copy_in(db, "x y", line_columns, 3, fill_lines, &lines, NULL, &err), &err,
                      ERROR_INTERNAL);
    ck_assert_refused(db_copy_in(db, "public.", line_columns, 3, fill_lines, &lines, NULL, &err),
                      &err, ERROR_INTERNAL);
    check_call(db, "api.test_optional", NULL, 0, "ab");
}
END_TEST

static void add_calls(TCase *tests)
{
    tcase_add_test(tests, test_values_go_and_come_back);
    tcase_add_test(tests, test_lists);
    tcase_add_test(tests, test_list_too_long);
    tcase_add_test(tests, test_nulls);
    tcase_add_test(tests, test_columns_are_described);
    tcase_add_test_raise_signal(tests, test_a_wrong_column_ends_the_program, 6);
    tcase_add_test_raise_signal(tests, test_a_wrong_row_ends_the_program, 6);
    tcase_add_test_raise_signal(tests, test_text_is_no_number, 6);
    tcase_add_loop_test(tests, test_shapes, 0, (int)COUNT_OF(shapes));
    tcase_add_test(tests, test_one_statement_per_set_of_names);
    tcase_add_loop_test(tests, test_only_our_functions_are_called, 0, (int)COUNT_OF(no_functions));
    tcase_add_test(tests, test_a_function_that_is_not_there);
}

static void add_errors(TCase *tests)
{
    tcase_add_test(tests, test_a_refusal_arrives_with_field_and_hint);
    tcase_add_loop_test(tests, test_what_is_not_ours_stays_in_the_log, 0, (int)COUNT_OF(raised));
    tcase_add_test(tests, test_the_log_has_the_incident_but_no_detail);
    tcase_add_test(tests, test_a_refused_answer_is_an_error_too);
    tcase_add_loop_test(tests, test_answers_that_are_not_refused, 0, (int)COUNT_OF(answers));
    tcase_add_loop_test(tests, test_busy_is_tried_again, 0, (int)COUNT_OF(busy_states));
    tcase_add_test(tests, test_busy_for_ever_is_reported);
    tcase_add_test(tests, test_inside_a_transaction_nothing_is_repeated);
    tcase_add_test(tests, test_another_thread_may_cancel);
    tcase_add_test(tests, test_cancelling_ends_the_tries);
    tcase_add_test(tests, test_a_timeout_says_so);
}

static void add_connections(TCase *tests)
{
    tcase_add_loop_test(tests, test_settings_of_the_connection, 0, (int)COUNT_OF(settings));
    tcase_add_test(tests, test_no_timeouts_if_wanted);
    tcase_add_test(tests, test_the_session_stays_over_a_new_connection);
    tcase_add_loop_test(tests, test_what_is_no_token_is_not_sent, 0, (int)COUNT_OF(no_tokens));
    tcase_add_test(tests, test_the_contract);
    tcase_add_loop_test(tests, test_closed_doors, 0, (int)COUNT_OF(closed_doors));
    tcase_add_test(tests, test_a_login_that_may_not_connect);
    tcase_add_test(tests, test_no_free_connection);
    tcase_add_test(tests, test_a_lost_connection);
    tcase_add_loop_test(tests, test_injected_losses, 0, (int)COUNT_OF(failures));
    tcase_add_test(tests, test_injected_busy_is_overcome);
}

static void add_scripts(TCase *tests)
{
    tcase_add_test(tests, test_transactions);
    tcase_add_test(tests, test_scripts_answer_and_name_the_line);
    tcase_add_test(tests, test_statements_take_arguments);
    tcase_add_test(tests, test_copying_in);
    tcase_add_test(tests, test_copying_given_up);
    tcase_add_test(tests, test_a_connection_lost_while_copying);
    tcase_add_test(tests, test_nothing_works_on_a_lost_connection);
    tcase_add_test(tests, test_copying_what_does_not_fit);
}

int main(void)
{
    static void (*const adders[])(TCase *) = {add_calls, add_errors, add_connections, add_scripts};
    static const char *const names[] = {"calls", "errors", "connections", "scripts"};
    Suite *suite = suite_create("db");
    for (size_t i = 0; i < COUNT_OF(adders); i++) {
        TCase *tests = tcase_create(names[i]);
        tcase_set_timeout(tests, 60);
        tcase_add_unchecked_fixture(tests, make_functions, NULL);
        adders[i](tests);
        suite_add_tcase(suite, tests);
    }
    return suite_run(suite);
}
