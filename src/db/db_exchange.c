// SPDX-License-Identifier: Apache-2.0
#include <errno.h>
#include <sys/socket.h>
#include <time.h>

#include "base/log.h"
#include "base/secret.h"
#include "db/db_internal.h"

enum { DB_TRIES_MAX = 8, DB_PATIENCE_MS = 10000 };

int64_t db_now_ms(void)
{
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool db_wait_before_retry(Db *db, DbPatience *patience, unsigned first_wait_ms)
{
    if (patience->tries == 0)
        patience->started_ms = db_now_ms();
    patience->tries++;
    if (patience->tries >= DB_TRIES_MAX || atomic_load(&db->is_cancelled) ||
        db_now_ms() - patience->started_ms > DB_PATIENCE_MS)
        return false;
    // Those who collided would collide again if they all waited equally long.
    unsigned wait_max_us = first_wait_ms * 1000U << patience->tries;
    unsigned wait_us = first_wait_ms * 500U + secret_random_below(wait_max_us);
    struct timespec wait = {.tv_sec = wait_us / 1000000, .tv_nsec = wait_us % 1000000 * 1000};
    (void)nanosleep(&wait, NULL);
    return !atomic_load(&db->is_cancelled);
}

static void db_lose_connection(Db *db)
{
    (void)shutdown(PQsocket(db->connection), SHUT_RDWR);
    PGresult *result = PQexec(db->connection, "");
    PQclear(result);
}

// True if this is the round trip that a test wants to fail.
static bool db_is_failing(Db *db)
{
    db->round_trips++;
    return db->fail_countdown > 0 && --db->fail_countdown == 0;
}

// What the server would say, or not say; the connection is really lost where it is said to be.
static bool db_fail(Db *db, DbSend send, const void *request, const char *what, Error *err)
{
    switch (db->failure) {
    case DB_FAIL_NOT_SENT:
        db_lose_connection(db);
        return db_result_error(db, NULL, what, err);
    case DB_FAIL_ANSWER_LOST:
        PQclear(send(db->connection, request));
        db_lose_connection(db);
        return db_result_error(db, NULL, what, err);
    case DB_FAIL_BUSY:
        return error_set(err, ERROR_BUSY, what, "%s", error_sentence(ERROR_BUSY));
    case DB_FAIL_CANCELLED:
        atomic_store(&db->is_cancelled, true);
        return error_set(err, ERROR_CANCELLED, what, "%s", error_sentence(ERROR_CANCELLED));
    }
    return false;
}

bool db_is_success(const PGresult *result)
{
    switch (PQresultStatus(result)) {
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK:
    case PGRES_SINGLE_TUPLE:
    case PGRES_EMPTY_QUERY:
    case PGRES_COPY_IN:
    case PGRES_COPY_OUT:
    case PGRES_COPY_BOTH:
    case PGRES_PIPELINE_SYNC:
        return true;
    case PGRES_BAD_RESPONSE:
    case PGRES_NONFATAL_ERROR:
    case PGRES_FATAL_ERROR:
    case PGRES_PIPELINE_ABORTED:
        return false;
    }
    return false;
}

bool db_exchange_any(Db *db, DbSend send, const void *request, const char *what,
                     PGresult **ret_result, Error *err)
{
    if (!db_is_open(db)) {
        (void)error_set(err, ERROR_CONNECTION, what, "The connection to the database is lost.");
        return error_add_hint(err, "Nothing was sent this time: connect again.");
    }
    if (db_is_failing(db))
        return db_fail(db, send, request, what, err);
    AUTO(PQclear) PGresult *result = send(db->connection, request);
    if (!db_is_open(db))
        return db_result_error(db, result, what, err);
    *ret_result = TAKE(result);
    return true;
}

bool db_exchange(Db *db, DbSend send, const void *request, const char *what, PGresult **ret_result,
                 Error *err)
{
    AUTO(PQclear) PGresult *result = NULL;
    if (!db_exchange_any(db, send, request, what, &result, err))
        return false;
    if (!db_is_success(result))
        return db_result_error(db, result, what, err);
    *ret_result = TAKE(result);
    return true;
}

static PGresult *db_send_text(PGconn *connection, const void *request)
{
    const char *sql = request;
    return PQexec(connection, sql);
}

bool db_exchange_text(Db *db, const char *sql, const char *what, PGresult **ret_result, Error *err)
{
    return db_exchange(db, db_send_text, sql, what, ret_result, err);
}

void db_test_fail_nth(Db *db, unsigned nth, DbFailure failure)
{
    db->fail_countdown = nth;
    db->failure = failure;
}

unsigned db_test_round_trips(const Db *db)
{
    return db->round_trips;
}
