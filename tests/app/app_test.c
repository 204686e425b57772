// SPDX-License-Identifier: Apache-2.0
//
// The one way an operation runs, against a real database: what happens when the connection dies
// under it, what is kept for after a crash, and what never leaves the program.
#include "app/app.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/admin.h"
#include "app/app_internal.h"
#include "db/db_test.h"
#include "support/suite.h"

#define PASSWORD "correct horse 42"
#define CUSTOMER "10000012"
#define ACCOUNT  "1000000161"

static void check(bool is_done, const Error *error)
{
    if (is_done)
        return;
    (void)fprintf(stderr, "%s: %s %s\n", error->where, error->sentence, error->hint);
    exit(EXIT_FAILURE);
}

static Db *open_superuser(void)
{
    const DbConfig config = {.database = getenv("PGDATABASE"), .user = "postgres"};
    Db *db = NULL;
    Error error = ERROR_EMPTY;
    check(db_open(&config, &db, &error), &error);
    return db;
}

static void run_superuser(const char *sql, const char *value)
{
    AUTO(db_free) Db *db = open_superuser();
    const DbParam params[] = {db_text("value", value)};
    Error error = ERROR_EMPTY;
    check(db_run_statement(db, "test", sql, params, 1, NULL, &error), &error);
}

static int64_t ask_superuser(const char *sql, const char *value)
{
    AUTO(db_free) Db *db = open_superuser();
    AUTO(db_rows_free) DbRows *rows = NULL;
    const DbParam params[] = {db_text("value", value)};
    Error error = ERROR_EMPTY;
    check(db_run_statement(db, "test", sql, params, 1, &rows, &error), &error);
    return strtoll(db_rows_value(rows, 0, 0), NULL, 10);
}

static int64_t balance(void)
{
    return ask_superuser("SELECT n.balance FROM pd.account_now n WHERE n.number = $1", ACCOUNT);
}

// A connection of that person is cut, as by a network that is gone.
static void cut_connections(const char *person)
{
    run_superuser("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1",
                  person);
}

static FormValues *values_of(const char *const pairs[][2])
{
    FormValues *values = form_values_new();
    for (size_t i = 0; pairs[i][0] != NULL; i++)
        form_values_set(values, pairs[i][0], pairs[i][1]);
    return values;
}

static bool run(App *app, const char *operation, const char *const pairs[][2], const char *request,
                FormResult **ret_result, Error *err)
{
    AUTO(form_values_free) FormValues *values = values_of(pairs);
    return app_run_form(app, forms_find(app_forms(app), operation), values, request, ret_result,
                        err);
}

static App *new_app(void)
{
    App *app = NULL;
    Error error = ERROR_EMPTY;
    ck_assert_done(app_new(&app, &error), &error);
    return app;
}

static const char *const deposit[][2] = {{"account", ACCOUNT}, {"amount", "5.00"}, {NULL, NULL}};
static const char *const nothing[][2] = {{NULL, NULL}};

START_TEST(a_request_is_done_once)
{
    AUTO(app_free) App *app = new_app();
    AUTO(form_result_free) FormResult *first = NULL;
    AUTO(form_result_free) FormResult *second = NULL;
    char request[APP_REQUEST_SIZE];
    Error error = ERROR_EMPTY;
    int64_t before = balance();
    ck_assert(app_new_request(request, &error));
    ck_assert_done(run(app, "cash.deposit", deposit, request, &first, &error), &error);
    ck_assert_done(run(app, "cash.deposit", deposit, request, &second, &error), &error);
    ck_assert(!form_result_is_replayed(first));
    ck_assert(form_result_is_replayed(second));
    ck_assert_str_eq(form_result_get(first, 0, "receipt"), form_result_get(second, 0, "receipt"));
    ck_assert_int_eq(balance(), before + 500);
}
END_TEST

START_TEST(a_lost_connection_is_mended_once)
{
    AUTO(app_free) App *app = new_app();
    AUTO(form_result_free) FormResult *session = NULL;
    AUTO(form_result_free) FormResult *result = NULL;
    char request[APP_REQUEST_SIZE];
    Error error = ERROR_EMPTY;
    int64_t before = balance();
    ck_assert_done(run(app, "staff.session", nothing, NULL, &session, &error), &error);
    cut_connections(app_user(app));
    ck_assert(app_new_request(request, &error));
    ck_assert_done(run(app, "cash.deposit", deposit, request, &result, &error), &error);
    ck_assert_int_eq(balance(), before + 500);
}
END_TEST

static const DbFailure failures[] = {DB_FAIL_NOT_SENT, DB_FAIL_ANSWER_LOST, DB_FAIL_BUSY};

START_TEST(whatever_fails_it_is_done_once)
{
    AUTO(app_free) App *app = new_app();
    AUTO(form_result_free) FormResult *session = NULL;
    AUTO(form_result_free) FormResult *result = NULL;
    char request[APP_REQUEST_SIZE];
    Error error = ERROR_EMPTY;
    int64_t before = balance();
    ck_assert_done(run(app, "staff.session", nothing, NULL, &session, &error), &error);
    ck_assert(app_new_request(request, &error));
    // The second round trip: the first prepares the call.
    db_test_fail_nth(app->db, 2, failures[_i]);
    ck_assert_done(run(app, "cash.deposit", deposit, request, &result, &error), &error);
    ck_assert_int_eq(form_result_is_replayed(result), failures[_i] == DB_FAIL_ANSWER_LOST);
    ck_assert_int_eq(balance(), before + 500);
    AppPending *pending = NULL;
    ck_assert_done(app_pending_request(app, &pending, &error), &error);
    ck_assert_ptr_null(pending);
}
END_TEST

START_TEST(an_unanswered_request_is_kept)
{
    AUTO(app_free) App *app = new_app();
    AUTO(form_result_free) FormResult *outcome = NULL;
    AUTO(app_pending_free) AppPending *pending = NULL;
    AppPending *none = NULL;
    AppNote note;
    char request[APP_REQUEST_SIZE];
    Error error = ERROR_EMPTY;
    ck_assert(app_new_request(request, &error));
    ck_assert_done(app_note_open(app, request, "cash.deposit", &note, &error), &error);
    // While it runs, it is nobody's left-over.
    ck_assert_done(app_pending_request(app, &none, &error), &error);
    ck_assert_ptr_null(none);
    app_note_close(&note, false);
    ck_assert_done(app_pending_request(app, &pending, &error), &error);
    ck_assert_ptr_nonnull(pending);
    ck_assert_str_eq(pending->request, request);
    ck_assert_str_eq(pending->operation, "cash.deposit");
    ck_assert_done(app_view_pending(app, pending, &outcome, &error), &error);
    ck_assert_str_eq(form_result_get(outcome, 0, "outcome"), "unknown");
    ck_assert_done(app_forget_pending(app, request, &error), &error);
    ck_assert_done(app_pending_request(app, &none, &error), &error);
    ck_assert_ptr_null(none);
}
END_TEST

START_TEST(a_request_of_another_person_is_not_mine)
{
    AUTO(app_free) App *app = new_app();
    AppPending *none = NULL;
    AppNote note;
    char request[APP_REQUEST_SIZE];
    Error error = ERROR_EMPTY;
    ck_assert(app_new_request(request, &error));
    ck_assert_done(app_note_open(app, request, "cash.deposit", &note, &error), &error);
    app_note_close(&note, false);
    free(app->user);
    app->user = text_copy("somebody_else");
    ck_assert_done(app_pending_request(app, &none, &error), &error);
    ck_assert_ptr_null(none);
    ck_assert_done(app_forget_pending(app, request, &error), &error);
}
END_TEST

START_TEST(a_refusal_leaves_nothing_pending)
{
    static const char *const pairs[][2] = {{"account", ACCOUNT}, {"amount", "1 USD"}, {NULL, NULL}};
    AUTO(app_free) App *app = new_app();
    FormResult *result = NULL;
    AppPending *none = NULL;
    char request[APP_REQUEST_SIZE];
    Error error = ERROR_EMPTY;
    ck_assert(app_new_request(request, &error));
    ck_assert_refused(run(app, "cash.deposit", pairs, request, &result, &error), &error,
                      ERROR_CURRENCY_MISMATCH);
    ck_assert_str_eq(error.field, "amount");
    ck_assert_done(app_pending_request(app, &none, &error), &error);
    ck_assert_ptr_null(none);
}
END_TEST

START_TEST(a_change_needs_a_request_id)
{
    AUTO(app_free) App *app = new_app();
    FormResult *result = NULL;
    Error error = ERROR_EMPTY;
    static const char *const ids[] = {NULL, "", "7", "01890a5d-ac96-774b-bcce-b302099a805z"};
    for (size_t i = 0; i < COUNT_OF(ids); i++) {
        ck_assert_refused(run(app, "cash.deposit", deposit, ids[i], &result, &error), &error,
                          ERROR_MALFORMED);
        ck_assert_str_eq(error.field, "request");
    }
}
END_TEST

START_TEST(a_preview_posts_nothing)
{
    AUTO(app_free) App *app = new_app();
    AUTO(form_values_free) FormValues *values = values_of(deposit);
    AUTO(form_preview_free) FormPreview *preview = NULL;
    Error error = ERROR_EMPTY;
    int64_t before = balance();
    ck_assert_done(
        app_preview_form(app, forms_find(app_forms(app), "cash.deposit"), values, &preview, &error),
        &error);
    ck_assert_uint_eq(form_preview_count(preview), 2);
    ck_assert_int_eq(balance(), before);
    ck_assert_refused(
        app_preview_form(app, forms_find(app_forms(app), "account.view"), values, &preview, &error),
        &error, ERROR_USAGE);
}
END_TEST

START_TEST(nobody_signed_in_is_said_without_asking)
{
    (void)unsetenv("PAYDESK_SESSION");
    AUTO(app_free) App *app = new_app();
    FormResult *result = NULL;
    StaffSession *session = NULL;
    Error error = ERROR_EMPTY;
    ck_assert(!app_is_signed_in(app));
    ck_assert_refused(run(app, "staff.session", nothing, NULL, &result, &error), &error,
                      ERROR_NO_SESSION);
    ck_assert_refused(app_load_session(app, &session, &error), &error, ERROR_NO_SESSION);
    ck_assert_ptr_null(app->db);
    app_cancel(app);
}
END_TEST

START_TEST(signing_in_and_out)
{
    AUTO(app_free) App *app = new_app();
    AUTO(secret_free) Secret *password = secret_from_bytes(PASSWORD, strlen(PASSWORD));
    AUTO(secret_free) Secret *wrong = secret_from_bytes("wrong", 5);
    AUTO(staff_session_free) StaffSession *session = NULL;
    AUTO(staff_enrolment_free) StaffEnrolment *enrolment = NULL;
    AUTO_FREE char *name = text_format("%s_new", app_user(app));
    FormResult *result = NULL;
    Error error = ERROR_EMPTY;
    ck_assert_refused(app_sign_in(app, name, wrong, NULL, &session, &error), &error,
                      ERROR_SIGN_IN_REFUSED);
    ck_assert(!app_is_signed_in(app));
    ck_assert_done(app_sign_in(app, name, password, NULL, &session, &error), &error);
    ck_assert_int_eq(session->next, STAFF_NEXT_CHANGE_PASSWORD);
    ck_assert(session->is_limited);
    ck_assert(staff_session_may(session, "staff.enrol"));
    ck_assert(!staff_session_may(session, "customer.find"));
    ck_assert_refused(run(app, "desk.today", nothing, NULL, &result, &error), &error,
                      ERROR_MUST_FINISH_SIGN_IN);
    ck_assert_done(app_begin_enrolment(app, &enrolment, &error), &error);
    ck_assert_done(app_sign_out(app, &error), &error);
    ck_assert(!app_is_signed_in(app));
}
END_TEST

// What every test starts from

static void make_person(const char *name, bool has_factor)
{
    AUTO(secret_free) Secret *password = secret_from_bytes(PASSWORD, strlen(PASSWORD));
    AUTO(secret_free) Secret *base32 = secret_from_bytes("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", 32);
    const AdminStaff staff = {
        .name = name,
        .full_name = "Somebody",
        .role = "teller",
        .ledger = 1,
        .password = password,
        .base32 = has_factor ? base32 : NULL,
    };
    Error error = ERROR_EMPTY;
    check(admin_staff(&staff, &error), &error);
}

// A live session without the second factor, whose codes work once and would make the tests wait.
static void make_session(const char *name)
{
    AUTO_FREE char *token = text_format("%032d%032d", 7, (int)getpid());
    AUTO(db_free) Db *db = open_superuser();
    const DbParam params[] = {db_text("token", token), db_text("name", name)};
    Error error = ERROR_EMPTY;
    check(db_run_statement(db, "session",
                           "INSERT INTO pd.session (token_hash, staff, login, credential) "
                           "SELECT sha256(decode($1, 'hex')), s.id, s.name::name, "
                           "(pd.credential_current(s.id, s.generation)).id "
                           "FROM pd.staff s WHERE s.name = $2",
                           params, COUNT_OF(params), NULL, &error),
          &error);
    (void)setenv("PAYDESK_SESSION", token, 1);
    (void)setenv("PGUSER", name, 1);
}

static void make_float(const char *name)
{
    run_superuser("SELECT admin.opening_float(gen_random_uuid(), 1::smallint, $1, 'EUR', 1000000)",
                  name);
}

static void make_account(void)
{
    static const char *const customer[][2] = {{"kind", "business"},
                                              {"business_name", "Test"},
                                              {"street", "A 1"},
                                              {"city", "Praha"},
                                              {"postcode", "11000"},
                                              {"country", "CZ"},
                                              {"phone", "+420777123456"},
                                              {"email", "a@example.org"},
                                              {"document_type", "registration"},
                                              {"document_number", "C1"},
                                              {"document_country", "CZ"},
                                              {"consent_marketing", "no"},
                                              {NULL, NULL}};
    static const char *const account[][2] = {
        {"customer", CUSTOMER}, {"product", "basic"}, {"currency", "EUR"}, {NULL, NULL}};
    AUTO(app_free) App *app = NULL;
    AUTO(form_result_free) FormResult *opened = NULL;
    AUTO(form_result_free) FormResult *result = NULL;
    char request[APP_REQUEST_SIZE];
    Error error = ERROR_EMPTY;
    check(app_new(&app, &error), &error);
    check(app_new_request(request, &error), &error);
    check(run(app, "customer.open", customer, request, &opened, &error), &error);
    check(app_new_request(request, &error), &error);
    check(run(app, "account.open", account, request, &result, &error), &error);
}

static void make_bank(void)
{
    AUTO_FREE char *name = text_format("app%d", (int)getpid());
    AUTO_FREE char *fresh = text_format("%s_new", name);
    AUTO_FREE char *state = text_format("%s/state-%s", getenv("PAYDESK_BUILD"), name);
    (void)setenv("PAYDESK_STATE", state, 1);
    make_person(name, true);
    make_person(fresh, false);
    make_float(name);
    make_session(name);
    make_account();
}

// Roles belong to the cluster, so they are taken away again.
static void drop_people(void)
{
    AUTO_FREE char *name = text_copy(getenv("PGUSER"));
    (void)setenv("PGUSER", "postgres", 1);
    AUTO(db_free) Db *db = open_superuser();
    AUTO_FREE char *sql =
        text_format("DROP OWNED BY %s, %s_new; DROP ROLE %s, %s_new", name, name, name, name);
    Error error = ERROR_EMPTY;
    check(db_run_script(db, "drop", sql, NULL, &error), &error);
}

int main(void)
{
    make_bank();
    Suite *suite = suite_create("app");
    TCase *cases = tcase_create("app");
    tcase_set_timeout(cases, 30);
    tcase_add_test(cases, a_request_is_done_once);
    tcase_add_test(cases, a_lost_connection_is_mended_once);
    tcase_add_loop_test(cases, whatever_fails_it_is_done_once, 0, COUNT_OF(failures));
    tcase_add_test(cases, an_unanswered_request_is_kept);
    tcase_add_test(cases, a_request_of_another_person_is_not_mine);
    tcase_add_test(cases, a_refusal_leaves_nothing_pending);
    tcase_add_test(cases, a_change_needs_a_request_id);
    tcase_add_test(cases, a_preview_posts_nothing);
    tcase_add_test(cases, nobody_signed_in_is_said_without_asking);
    tcase_add_test(cases, signing_in_and_out);
    suite_add_tcase(suite, cases);
    int status = suite_run(suite);
    drop_people();
    return status;
}
