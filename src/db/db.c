// SPDX-License-Identifier: Apache-2.0
#include "db/db.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "base/memory.h"
#include "db/db_internal.h"

enum {
    DB_CONNECT_TIMEOUT_S = 10,
    DB_STATEMENT_TIMEOUT_MS = 30000,
    DB_LOCK_TIMEOUT_MS = 5000,
    DB_SESSION_LENGTH = 64,
    DB_CONNECT_WAIT_MS = 25,
};

static int db_timeout(int wanted, int usual)
{
    return wanted < 0 ? 0 : wanted > 0 ? wanted : usual;
}

static Db *db_new(const DbConfig *config)
{
    Db *db = NEW(Db);
    db->host = text_copy(config->host);
    db->database = text_copy(config->database);
    db->user = text_copy(config->user);
    db->application_name =
        text_copy(config->application_name ? config->application_name : "paydesk");
    db->contract = text_copy(config->contract);
    db->connect_timeout_s = db_timeout(config->connect_timeout_s, DB_CONNECT_TIMEOUT_S);
    db->statement_timeout_ms = db_timeout(config->statement_timeout_ms, DB_STATEMENT_TIMEOUT_MS);
    db->lock_timeout_ms = db_timeout(config->lock_timeout_ms, DB_LOCK_TIMEOUT_MS);
    if (pthread_mutex_init(&db->cancel_lock, NULL) != 0)
        abort();
    return db;
}

// A token is hexadecimal, so that it can stand in the connection's options without any quoting.
static bool db_check_session(const Secret *session, Error *err)
{
    static const char digits[] = "0123456789abcdef";
    if (!session)
        return true;
    const char *token = secret_text(session);
    if (secret_length(session) != DB_SESSION_LENGTH || strspn(token, digits) != DB_SESSION_LENGTH)
        return error_set(err, ERROR_NO_SESSION, __func__, "This is not the token of a session.");
    return true;
}

static Secret *db_copy_session(const Secret *session)
{
    return session ? secret_from_bytes(secret_bytes(session), secret_length(session)) : NULL;
}

// Server settings for the connection's whole life.  Dates and bytes must come in the form we read.
static Secret *db_options(const Db *db)
{
    char settings[256];
    (void)snprintf(settings, sizeof settings,
                   "-c statement_timeout=%d -c lock_timeout=%d -c datestyle=ISO "
                   "-c bytea_output=hex -c paydesk.session=",
                   db->statement_timeout_ms, db->lock_timeout_ms);
    Secret *options = secret_new(sizeof settings + DB_SESSION_LENGTH);
    bool is_added = secret_add(options, settings, strlen(settings));
    if (db->session)
        is_added = is_added && secret_add(options, secret_bytes(db->session), DB_SESSION_LENGTH);
    if (!is_added)
        abort();
    return options;
}

static PGconn *db_start_connecting(const Db *db)
{
    AUTO(secret_free) Secret *options = db_options(db);
    const char *const settings[][2] = {
        {"host", db->host},
        {"dbname", db->database},
        {"user", db->user},
        {"application_name", db->application_name},
        {"client_encoding", "UTF8"},
        {"options", secret_text(options)},
        {"keepalives", "1"},
        {"keepalives_idle", "30"},
        {"keepalives_interval", "10"},
        {"keepalives_count", "3"},
        {"tcp_user_timeout", "30000"},
    };
    const char *names[COUNT_OF(settings) + 1] = {NULL};
    const char *values[COUNT_OF(settings) + 1] = {NULL};
    size_t count = 0;
    for (size_t i = 0; i < COUNT_OF(settings); i++) {
        if (settings[i][1]) {
            names[count] = settings[i][0];
            values[count++] = settings[i][1];
        }
    }
    return PQconnectStartParams(names, values, 0);
}

// libpq's blocking connect has a timeout too, but no way to choose how it words its errors.
static bool db_finish_connecting(PGconn *connection, int timeout_s)
{
    int64_t deadline_ms = timeout_s > 0 ? db_now_ms() + (int64_t)timeout_s * 1000 : INT64_MAX;
    PostgresPollingStatusType state = PGRES_POLLING_WRITING;
    while (state == PGRES_POLLING_READING || state == PGRES_POLLING_WRITING) {
        int64_t left_ms = deadline_ms - db_now_ms();
        struct pollfd wait = {.fd = PQsocket(connection),
                              .events = state == PGRES_POLLING_READING ? POLLIN : POLLOUT};
        if (left_ms <= 0)
            return false;
        int ready = poll(&wait, 1, left_ms > 1000 ? 1000 : (int)left_ms);
        if (ready < 0 && errno != EINTR)
            return false;
        if (ready > 0)
            state = PQconnectPoll(connection);
    }
    return state == PGRES_POLLING_OK;
}

// With PQERRORS_SQLSTATE the message ends in nothing but the SQLSTATE, in no language.
static const char *db_connect_sqlstate(const PGconn *connection, char ret_sqlstate[6])
{
    static const char characters[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const char *message = PQerrorMessage(connection);
    size_t length = strlen(message);
    while (length > 0 && message[length - 1] == '\n')
        length--;
    if (length < 6 || message[length - 6] != ' ')
        return NULL;
    memcpy(ret_sqlstate, message + length - 5, 5);
    ret_sqlstate[5] = '\0';
    return strspn(ret_sqlstate, characters) == 5 ? ret_sqlstate : NULL;
}

// Notices would be printed into the middle of the screen.
static void db_receive_notice(void *context, const PGresult *notice)
{
    (void)context;
    const char *severity = PQresultErrorField(notice, PG_DIAG_SEVERITY_NONLOCALIZED);
    if (text_equal(severity, "WARNING"))
        log_line("db", "%s", PQresultErrorField(notice, PG_DIAG_MESSAGE_PRIMARY));
}

static void db_set_connection(Db *db, PGconn *connection)
{
    (void)pthread_mutex_lock(&db->cancel_lock);
    PQfreeCancel(db->cancel);
    db->cancel = connection ? PQgetCancel(connection) : NULL;
    (void)pthread_mutex_unlock(&db->cancel_lock);
    PQfinish(db->connection);
    db->connection = connection;
    for (size_t i = 0; i < db->statement_count; i++)
        free(db->statements[i].key);
    db->statement_count = 0;
    db->in_transaction = false;
}

static bool db_connect_once(Db *db, Error *err)
{
    PGconn *connection = db_start_connecting(db);
    if (!connection)
        abort();
    (void)PQsetErrorVerbosity(connection, PQERRORS_SQLSTATE);
    (void)PQsetNoticeReceiver(connection, db_receive_notice, NULL);
    if (PQstatus(connection) == CONNECTION_BAD ||
        !db_finish_connecting(connection, db->connect_timeout_s)) {
        char sqlstate[6];
        log_line(__func__, "%s", PQerrorMessage(connection));
        (void)db_connect_error(db_connect_sqlstate(connection, sqlstate), err);
        PQfinish(connection);
        return false;
    }
    db_set_connection(db, connection);
    return true;
}

// Too many connections and a server that is just starting both pass by themselves.
static bool db_is_passing(const Error *err)
{
    return err->code == ERROR_BUSY || text_equal(err->sqlstate, "57P03");
}

static bool db_connect(Db *db, Error *err)
{
    DbPatience patience = {.tries = 0};
    Error latest = ERROR_EMPTY;
    while (!db_connect_once(db, &latest)) {
        if (!db_is_passing(&latest) || !db_wait_before_retry(db, &patience, DB_CONNECT_WAIT_MS)) {
            if (err)
                *err = latest;
            return false;
        }
    }
    return true;
}

static bool db_check_contract(Db *db, Error *err)
{
    AUTO(PQclear) PGresult *result = NULL;
    if (!db->contract)
        return true;
    if (!db_exchange_text(db,
                          "SELECT pg_catalog.obj_description(oid, 'pg_namespace')"
                          " FROM pg_catalog.pg_namespace WHERE nspname = 'api'",
                          __func__, &result, err))
        return false;
    if (PQntuples(result) == 1 && text_equal(PQgetvalue(result, 0, 0), db->contract))
        return true;
    (void)error_set(err, ERROR_CONTRACT, __func__, "%s", error_sentence(ERROR_CONTRACT));
    return error_add_hint(err, "Start the program that was installed with the database, or let the "
                               "administrator run `paydesk admin migrate`.");
}

bool db_open(const DbConfig *config, Db **ret_db, Error *err)
{
    if (!db_check_session(config->session, err))
        return false;
    AUTO(db_free) Db *db = db_new(config);
    db->session = db_copy_session(config->session);
    if (!db_connect(db, err) || !db_check_contract(db, err))
        return false;
    *ret_db = TAKE(db);
    return true;
}

bool db_reopen(Db *db, Error *err)
{
    atomic_store(&db->is_cancelled, false);
    db_set_connection(db, NULL);
    return db_connect(db, err) && db_check_contract(db, err);
}

void db_free(Db *db)
{
    if (!db)
        return;
    db_set_connection(db, NULL);
    (void)pthread_mutex_destroy(&db->cancel_lock);
    secret_free(db->session);
    free(db->statements);
    free(db->host);
    free(db->database);
    free(db->user);
    free(db->application_name);
    free(db->contract);
    free(db);
}

bool db_is_open(const Db *db)
{
    return db->connection && PQstatus(db->connection) == CONNECTION_OK;
}

const char *db_user(const Db *db)
{
    const char *user = db->connection ? PQuser(db->connection) : NULL;
    return user ? user : "";
}

static PGresult *db_send_session(PGconn *connection, const void *request)
{
    const char *token = request;
    return PQexecParams(connection, "SELECT pg_catalog.set_config('paydesk.session', $1, false)", 1,
                        NULL, &token, NULL, NULL, 0);
}

bool db_set_session(Db *db, const Secret *session, Error *err)
{
    AUTO(PQclear) PGresult *result = NULL;
    const char *token = session ? secret_text(session) : "";
    if (!db_check_session(session, err) ||
        !db_exchange(db, db_send_session, token, __func__, &result, err))
        return false;
    secret_free(db->session);
    db->session = db_copy_session(session);
    return true;
}

void db_cancel(Db *db)
{
    char message[256];
    (void)pthread_mutex_lock(&db->cancel_lock);
    atomic_store(&db->is_cancelled, true);
    if (db->cancel && !PQcancel(db->cancel, message, sizeof message))
        log_line(__func__, "%s", message);
    (void)pthread_mutex_unlock(&db->cancel_lock);
}
