// SPDX-License-Identifier: Apache-2.0
/*
 * db_internal: what the files of this folder share.  libpq does not leave it.
 */
#ifndef DB_DB_INTERNAL_H
#define DB_DB_INTERNAL_H

#include <pthread.h>
#include <stdatomic.h>

#include <libpq-fe.h>

#include "db/db.h"
#include "db/db_test.h"

typedef struct {
    char *key; // function, names and types of the arguments
    char name[16];
} DbStatement;

struct Db {
    PGconn *connection;
    char *host;
    char *database;
    char *user;
    char *application_name;
    char *contract;
    Secret *session;
    int connect_timeout_s;
    int statement_timeout_ms;
    int lock_timeout_ms;

    DbStatement *statements; // prepared on this connection
    size_t statement_count;
    bool in_transaction;

    pthread_mutex_t cancel_lock; // guards cancel, which another thread may use
    PGcancel *cancel;
    atomic_bool is_cancelled;

    unsigned round_trips;
    unsigned fail_countdown; // 0: no failure is wanted
    DbFailure failure;
};

AUTO_DEFINE(PGresult, PQclear);

// One round trip, sent by `send`; every exchange with the server goes through here.
typedef PGresult *(*DbSend)(PGconn *connection, const void *request);
MUST_CHECK bool db_exchange(Db *db, DbSend send, const void *request, const char *what,
                            PGresult **ret_result, Error *err);
// The same, but what the server refuses is handed over as it is.
MUST_CHECK bool db_exchange_any(Db *db, DbSend send, const void *request, const char *what,
                                PGresult **ret_result, Error *err);
// The same for SQL text of our own without arguments.
MUST_CHECK bool db_exchange_text(Db *db, const char *sql, const char *what, PGresult **ret_result,
                                 Error *err);

bool db_is_success(const PGresult *result);
// Turns a result that is no success into the error that the caller gets; what names it in the log.
bool db_result_error(const Db *db, const PGresult *result, const char *what, Error *err);
// The same for a connection that could not be made, from its SQLSTATE, which may be NULL.
bool db_connect_error(const char *sqlstate, Error *err);
// The error in an answer of {"refused": ...}; true if it is another answer.
MUST_CHECK bool db_answer_check(const char *json, const char *what, Error *err);

// Sleeps before another try; false when there have been enough tries.
typedef struct {
    unsigned tries;
    int64_t started_ms;
} DbPatience;
MUST_CHECK bool db_wait_before_retry(Db *db, DbPatience *patience, unsigned first_wait_ms);
int64_t db_now_ms(void);

Oid db_type_oid(DbType type);
MUST_CHECK DbRows *db_rows_new(PGresult *result);

// Arguments as libpq wants them; they point into the params.
typedef struct {
    Oid *types;
    const char **values;
    int *lengths;
    int *formats;
    int count;
} DbArguments;
void db_arguments_init(DbArguments *arguments, const DbParam *params, size_t count);
void db_arguments_done(DbArguments *arguments);
AUTO_DEFINE_VALUE(DbArguments, db_arguments_done);

#endif
