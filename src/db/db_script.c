// SPDX-License-Identifier: Apache-2.0
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
    (void)db_result_error(db, result, name, err);
    const char *message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    if (!err || !message)
        return false;
    const char *position = PQresultErrorField(result, PG_DIAG_STATEMENT_POSITION);
    const char *detail = PQresultErrorField(result, PG_DIAG_MESSAGE_DETAIL);
    const char *context = PQresultErrorField(result, PG_DIAG_CONTEXT);
    Error found = *err;
    (void)error_set(err, found.code, name, "%s:%u: %s", name, db_script_line(sql, position),
                    message);
    (void)error_add_hint(err, "%s%s%s", detail ? detail : "", detail && context ? " " : "",
                         context ? context : "");
    memcpy(err->sqlstate, found.sqlstate, sizeof err->sqlstate);
    return false;
}

// Like the gate for calls, but an error keeps its result until the place in the file is found.
static bool db_run(Db *db, const char *name, const DbScript *script, DbRows **ret_rows, Error *err)
{
    AUTO(PQclear) PGresult *result = NULL;
    atomic_store(&db->is_cancelled, false);
    if (!db_exchange_failing(db, db_send_script, script, name, &result, err))
        return result ? db_script_error(db, result, name, script->sql, err) : false;
    if (PQresultStatus(result) == PGRES_COPY_IN || PQresultStatus(result) == PGRES_COPY_OUT) {
        db_set_lost(db);
        return error_set(err, ERROR_INTERNAL, name, "%s: a script cannot COPY.", name);
    }
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
