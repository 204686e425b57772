// SPDX-License-Identifier: Apache-2.0
#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "db/db_internal.h"

enum { DB_RETRY_WAIT_MS = 5 };

DbParam db_number(const char *name, int64_t value, char storage[DB_NUMBER_SIZE])
{
    (void)snprintf(storage, DB_NUMBER_SIZE, "%" PRId64, value);
    return db_param(name, DB_BIGINT, storage);
}

void db_arguments_init(DbArguments *arguments, const DbParam *params, size_t count)
{
    *arguments = (DbArguments){
        .types = memory_new(count, sizeof *arguments->types),
        .values = memory_new(count, sizeof *arguments->values),
        .lengths = memory_new(count, sizeof *arguments->lengths),
        .formats = memory_new(count, sizeof *arguments->formats),
        .count = (int)count,
    };
    for (size_t i = 0; i < count; i++) {
        const DbParam *param = &params[i];
        assert(!param->bytes || param->type == DB_BYTES);
        arguments->types[i] = db_type_oid(param->type);
        arguments->values[i] = param->bytes ? (const char *)param->bytes : param->text;
        arguments->lengths[i] = (int)param->length;
        arguments->formats[i] = param->bytes != NULL;
    }
}

void db_arguments_done(DbArguments *arguments)
{
    free(arguments->types);
    free(arguments->values);
    free(arguments->lengths);
    free(arguments->formats);
}

static bool db_is_name(const char *name)
{
    return *name && name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_")] == '\0';
}

// Names are ours, never data, but what is no name shall not become SQL by a mistake of ours either.
static bool db_check_names(const char *function, const DbParam *params, size_t count, Error *err)
{
    const char *point = strchr(function, '.');
    bool is_ours = point && db_is_name(point + 1) &&
                   (text_starts_with(function, "api.") || text_starts_with(function, "admin."));
    if (!is_ours)
        return error_set(err, ERROR_INTERNAL, __func__, "%s is no function of ours.", function);
    for (size_t i = 0; i < count; i++)
        if (!db_is_name(params[i].name))
            return error_set(err, ERROR_INTERNAL, __func__, "%s: %s is no argument's name.",
                             function, params[i].name);
    return true;
}

static char *db_call_key(const char *function, const DbParam *params, size_t count)
{
    Text key = TEXT_EMPTY;
    text_add(&key, function);
    for (size_t i = 0; i < count; i++)
        text_add_format(&key, " %s:%d", params[i].name, (int)params[i].type);
    return text_take(&key);
}

static char *db_call_text(const char *function, const DbParam *params, size_t count)
{
    Text sql = TEXT_EMPTY;
    text_add_format(&sql, "SELECT * FROM %s(", function);
    for (size_t i = 0; i < count; i++)
        text_add_format(&sql, "%s%s => $%zu", i > 0 ? ", " : "", params[i].name, i + 1);
    text_add(&sql, ")");
    return text_take(&sql);
}

typedef struct {
    const char *name;
    const char *sql;
    const DbArguments *arguments;
} DbRequest;

static PGresult *db_send_prepare(PGconn *connection, const void *request)
{
    const DbRequest *call = request;
    return PQprepare(connection, call->name, call->sql, call->arguments->count,
                     call->arguments->types);
}

static PGresult *db_send_call(PGconn *connection, const void *request)
{
    const DbRequest *call = request;
    const DbArguments *arguments = call->arguments;
    return PQexecPrepared(connection, call->name, arguments->count, arguments->values,
                          arguments->lengths, arguments->formats, 0);
}

static const DbStatement *db_find_statement(const Db *db, const char *key)
{
    for (size_t i = 0; i < db->statement_count; i++)
        if (text_equal(db->statements[i].key, key))
            return &db->statements[i];
    return NULL;
}

static const DbStatement *db_add_statement(Db *db, const char *key)
{
    DbStatement statement = {.key = text_copy(key)};
    (void)snprintf(statement.name, sizeof statement.name, "call_%zu", db->statement_count);
    db->statements = memory_resize(db->statements, db->statement_count + 1, sizeof *db->statements);
    db->statements[db->statement_count] = statement;
    return &db->statements[db->statement_count++];
}

static bool db_prepare(Db *db, const char *function, const DbParam *params, size_t count,
                       const DbArguments *arguments, const char **ret_name, Error *err)
{
    AUTO_FREE char *key = db_call_key(function, params, count);
    const DbStatement *statement = db_find_statement(db, key);
    if (!statement) {
        AUTO(PQclear) PGresult *result = NULL;
        AUTO_FREE char *sql = db_call_text(function, params, count);
        char name[16];
        (void)snprintf(name, sizeof name, "call_%zu", db->statement_count);
        DbRequest request = {.name = name, .sql = sql, .arguments = arguments};
        if (!db_exchange(db, db_send_prepare, &request, function, &result, err))
            return false;
        statement = db_add_statement(db, key);
    }
    *ret_name = statement->name;
    return true;
}

static bool db_check_shape(const PGresult *result, DbShape shape, const char *function, Error *err)
{
    int rows = PQntuples(result);
    bool fits = false;
    switch (shape) {
    case DB_NO_ROWS:
        fits = rows <= 1;
        break;
    case DB_ONE_ROW:
        fits = rows == 1;
        break;
    case DB_ROWS:
        fits = true;
        break;
    case DB_ONE_VALUE:
        fits = rows == 1 && PQnfields(result) == 1;
        break;
    }
    return fits ||
           error_set(err, ERROR_INTERNAL, function,
                     "%s answered with %d rows, which is not what was asked for.", function, rows);
}

static bool db_check_answer(const PGresult *result, const char *function, Error *err)
{
    bool is_json = PQnfields(result) == 1 && PQntuples(result) == 1 &&
                   PQftype(result, 0) == db_type_oid(DB_JSON) && !PQgetisnull(result, 0, 0);
    return !is_json || db_answer_check(PQgetvalue(result, 0, 0), function, err);
}

static bool db_call_once(Db *db, const char *function, const DbParam *params, size_t count,
                         PGresult **ret_result, Error *err)
{
    AUTO(db_arguments_done) DbArguments arguments;
    db_arguments_init(&arguments, params, count);
    DbRequest request = {.arguments = &arguments};
    return db_prepare(db, function, params, count, &arguments, &request.name, err) &&
           db_exchange(db, db_send_call, &request, function, ret_result, err);
}

// One call is one transaction, so one that the server gave up leaves nothing behind and may go
// again.
static bool db_call_patiently(Db *db, const char *function, const DbParam *params, size_t count,
                              PGresult **ret_result, Error *err)
{
    DbPatience patience = {.tries = 0};
    Error latest = ERROR_EMPTY;
    atomic_store(&db->is_cancelled, false);
    while (!db_call_once(db, function, params, count, ret_result, &latest)) {
        bool may_go_again = latest.code == ERROR_BUSY && !db->in_transaction;
        if (may_go_again && db_wait_before_retry(db, &patience, DB_RETRY_WAIT_MS))
            continue;
        if (may_go_again && atomic_load(&db->is_cancelled))
            (void)error_set(&latest, ERROR_CANCELLED, function, "%s",
                            error_sentence(ERROR_CANCELLED));
        if (err)
            *err = latest;
        return false;
    }
    return true;
}

bool db_call(Db *db, const char *function, const DbParam *params, size_t count, DbShape shape,
             DbRows **ret_rows, Error *err)
{
    AUTO(PQclear) PGresult *result = NULL;
    if (!db_check_names(function, params, count, err) ||
        !db_call_patiently(db, function, params, count, &result, err) ||
        !db_check_shape(result, shape, function, err) || !db_check_answer(result, function, err))
        return false;
    if (ret_rows)
        *ret_rows = db_rows_new(TAKE(result));
    return true;
}
