// SPDX-License-Identifier: Apache-2.0
#include "app/app.h"

#include <string.h>

#include "app/app_internal.h"
#include "base/memory.h"
#include "base/uuid.h"
#include "embedded_sql.h"

static const char *environment(const char *name, const char *otherwise)
{
    const char *value = getenv(name);
    return value == NULL || value[0] == '\0' ? otherwise : value;
}

const char *app_version(void)
{
    return PAYDESK_VERSION;
}

char *app_contract(void)
{
    return text_format("paydesk contract %s", embedded_sql_sha256);
}

bool app_new(App **ret_app, Error *err)
{
    AUTO(app_free) App *app = NEW(App);
    const char *token = environment("PAYDESK_SESSION", NULL);
    app->user = text_copy(environment("PGUSER", ""));
    app->database = text_format("%s on %s", environment("PGDATABASE", "paydesk"),
                                environment("PGHOST", "the local socket"));
    app->contract = app_contract();
    app->clock = clock_system();
    (void)pthread_mutex_init(&app->lock, NULL);
    if (token != NULL && strlen(token) > SECRET_MAX)
        return error_set(err, ERROR_NO_SESSION, __func__,
                         "PAYDESK_SESSION is not a session token.");
    if (token != NULL)
        app->token = secret_from_bytes(token, strlen(token));
    if (!forms_load(&app->forms, err))
        return false;
    *ret_app = TAKE(app);
    return true;
}

static void set_db(App *app, Db *db)
{
    (void)pthread_mutex_lock(&app->lock);
    Db *old = app->db;
    app->db = db;
    (void)pthread_mutex_unlock(&app->lock);
    db_free(old);
}

void app_free(App *app)
{
    if (app == NULL)
        return;
    set_db(app, NULL);
    (void)pthread_mutex_destroy(&app->lock);
    secret_free(app->token);
    forms_free(app->forms);
    free(app->user);
    free(app->database);
    free(app->contract);
    free(app);
}

const Forms *app_forms(const App *app)
{
    return app->forms;
}

const char *app_user(const App *app)
{
    return app->user;
}

const char *app_database(const App *app)
{
    return app->database;
}

void app_set_watch(App *app, Watch watch)
{
    app->watch = watch;
}

void app_cancel(App *app)
{
    (void)pthread_mutex_lock(&app->lock);
    if (app->db != NULL)
        db_cancel(app->db);
    (void)pthread_mutex_unlock(&app->lock);
}

bool app_connect(App *app, Error *err)
{
    if (app->db != NULL)
        return db_is_open(app->db) || db_reopen(app->db, err);
    const DbConfig config = {
        .database = environment("PGDATABASE", "paydesk"),
        .user = app->user[0] == '\0' ? NULL : app->user,
        .application_name = "paydesk",
        .session = app->token,
        .contract = app->contract,
    };
    Db *db = NULL;
    if (!db_open(&config, &db, err))
        return false;
    set_db(app, db);
    if (app->user[0] == '\0') {
        free(app->user);
        app->user = text_copy(db_user(db));
    }
    return true;
}

void app_disconnect(App *app)
{
    set_db(app, NULL);
    secret_free(app->token);
    app->token = NULL;
}

void app_set_token(App *app, Secret *token)
{
    secret_free(app->token);
    app->token = token;
}

// Session

static bool open_session(App *app, const Secret *password, const Secret *code, Error *err)
{
    AUTO(secret_free) Secret *token = NULL;
    StaffNext next = STAFF_NEXT_NOTHING;
    if (!app_connect(app, err) ||
        !staff_sign_in(app->db, app->user, password, code, &token, &next, err))
        return false;
    app_set_token(app, TAKE(token));
    return true;
}

bool app_sign_in(App *app, const char *name, const Secret *password, const Secret *code,
                 StaffSession **ret_session, Error *err)
{
    app_disconnect(app);
    free(app->user);
    app->user = text_copy(name);
    if (open_session(app, password, code, err) && staff_session_load(app->db, ret_session, err))
        return true;
    app_disconnect(app);
    return false;
}

bool app_sign_out(App *app, Error *err)
{
    AUTO(form_values_free) FormValues *values = form_values_new();
    AUTO(form_result_free) FormResult *result = NULL;
    char request[APP_REQUEST_SIZE];
    bool is_done =
        app_new_request(request, err) &&
        app_run_form(app, forms_find(app->forms, "staff.sign_out"), values, request, &result, err);
    app_disconnect(app);
    return is_done;
}

bool app_load_session(App *app, StaffSession **ret_session, Error *err)
{
    if (app->token == NULL)
        return error_set(err, ERROR_NO_SESSION, __func__, "Nobody is signed in.");
    return app_connect(app, err) && staff_session_load(app->db, ret_session, err);
}

bool app_is_signed_in(const App *app)
{
    return app->token != NULL;
}

const Secret *app_session_token(const App *app)
{
    return app->token;
}

bool app_begin_enrolment(App *app, StaffEnrolment **ret_enrolment, Error *err)
{
    AUTO(staff_session_free) StaffSession *session = NULL;
    return app_load_session(app, &session, err) &&
           staff_enrolment_new(app->user, NULL, ret_enrolment, err);
}

bool app_new_request(char ret_request[APP_REQUEST_SIZE], Error *err)
{
    const Clock clock = clock_system();
    if (clock_now_us(&clock) <= 0)
        return error_set(err, ERROR_OUTSIDE, __func__, "This computer's clock is not set.");
    (void)uuid_to_text(uuid_v7(&clock), ret_request);
    return true;
}
