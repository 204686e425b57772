// SPDX-License-Identifier: Apache-2.0
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "db/db_internal.h"

typedef struct {
    const char *sql;
    const DbArguments *arguments; // NULL: a script of any number of statements
} DbScript;

static PGresult *db_send_script(PGconn *connection, const void *request)
{
    const DbScript *script = request;
    const DbArguments *arguments = script->arguments;
    if (!arguments)
        return PQexec(connection, script->sql);
    return PQexecParams(connection, script->sql, arguments->count, arguments->types,
                        arguments->values, arguments->lengths, arguments->formats, 0);
}

// The server counts characters from 1; a person counts lines.
static unsigned db_script_line(const char *sql, const char *position)
{
    unsigned line = 1;
    long characters = position ? strtol(position, NULL, 10) - 1 : 0;
    for (const char *at = sql; *at && characters > 0; at++) {
        line += *at == '\n';
        characters -= ((unsigned char)at[1] & 0xc0) != 0x80;
    }
    return line;
}

// Whoever deploys wants the server's own words, with the place; nobody else runs scripts.
static bool db_script_error(Db *db, const PGresult *result, const char *name, const char *sql,
                            Error *err)
{
    Error found = ERROR_EMPTY;
    (void)db_result_error(db, result, name, &found);
    const char *position = PQresultErrorField(result, PG_DIAG_STATEMENT_POSITION);
    const char *message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    const char *detail = PQresultErrorField(result, PG_DIAG_MESSAGE_DETAIL);
    const char *context = PQresultErrorField(result, PG_DIAG_CONTEXT);
    (void)error_set(err, found.code, name, "%s:%u: %s", name, db_script_line(sql, position),
                    message ? message : "refused");
    (void)error_add_hint(err, "%s%s%s", detail ? detail : "", detail && context ? " " : "",
                         context ? context : "");
    if (err)
        memcpy(err->sqlstate, found.sqlstate, sizeof err->sqlstate);
    return false;
}

static bool db_run(Db *db, const char *name, const DbScript *script, DbRows **ret_rows, Error *err)
{
    AUTO(PQclear) PGresult *result = NULL;
    atomic_store(&db->is_cancelled, false);
    if (!db_exchange_any(db, db_send_script, script, name, &result, err))
        return false;
    if (!db_is_success(result))
        return db_script_error(db, result, name, script->sql, err);
    // The next statement on the connection ends the copy that nobody will feed.
    if (PQresultStatus(result) == PGRES_COPY_IN || PQresultStatus(result) == PGRES_COPY_OUT)
        return error_set(err, ERROR_INTERNAL, name, "%s: a script cannot COPY.", name);
    if (ret_rows)
        *ret_rows = db_rows_new(TAKE(result));
    return true;
}

bool db_run_script(Db *db, const char *name, const char *sql, DbRows **ret_rows, Error *err)
{
    DbScript script = {.sql = sql};
    return db_run(db, name, &script, ret_rows, err);
}

bool db_run_statement(Db *db, const char *name, const char *sql, const DbParam *params,
                      size_t count, DbRows **ret_rows, Error *err)
{
    AUTO(db_arguments_done) DbArguments arguments;
    db_arguments_init(&arguments, params, count);
    DbScript script = {.sql = sql, .arguments = &arguments};
    return db_run(db, name, &script, ret_rows, err);
}

bool db_begin(Db *db, Error *err)
{
    AUTO(PQclear) PGresult *result = NULL;
    assert(!db->in_transaction);
    if (!db_exchange_text(db, "BEGIN", __func__, &result, err))
        return false;
    db->in_transaction = true;
    return true;
}

bool db_commit(Db *db, Error *err)
{
    AUTO(PQclear) PGresult *result = NULL;
    assert(db->in_transaction);
    db->in_transaction = false;
    if (!db_exchange_text(db, "COMMIT", __func__, &result, err))
        return false;
    // A transaction in which something failed answers COMMIT politely with ROLLBACK.
    if (!text_equal(PQcmdStatus(result), "COMMIT"))
        return error_set(err, ERROR_INTERNAL, __func__,
                         "The transaction had failed; it is undone.");
    return true;
}

void db_rollback(Db *db)
{
    AUTO(PQclear) PGresult *result = NULL;
    db->in_transaction = false;
    // If this does not get through, the connection is lost, and with it the transaction.
    if (db_is_open(db))
        (void)!db_exchange_text(db, "ROLLBACK", __func__, &result, NULL);
}
