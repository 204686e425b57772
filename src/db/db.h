// SPDX-License-Identifier: Apache-2.0
/*
 * db: the one door to PostgreSQL.
 *
 * The program calls functions of the database by name and gets typed rows back; there is no general
 * query function and no SQL text on this side of the door.  One call is one round trip and one
 * transaction:
 *
 *     const DbParam params[] = {db_text("p_account", account), db_integer("p_limit", "20")};
 *     AUTO(db_rows_free) DbRows *rows = NULL;
 *     if (!db_call(db, "api.account_statement", params, COUNT_OF(params), DB_ROWS, &rows, err))
 *         return false;
 *     const char *what = db_rows_text(rows, 0, "what");
 *
 * A Db belongs to one thread; only db_cancel() may be called from another.  Failures:
 * - what a database function refuses, raised or answered, arrives with its code, field and hint;
 * - ERROR_BUSY after a few tries of its own, ERROR_CANCELLED after db_cancel() or a timeout;
 * - ERROR_CONNECTION: it is not known whether the call was done.  It is never repeated blindly:
 * after db_reopen() the caller asks again with the same request id;
 * - everything else is ERROR_INTERNAL with an incident number; the details are in the log only.
 */
#ifndef DB_DB_H
#define DB_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/auto.h"
#include "base/date.h"
#include "base/error.h"
#include "base/secret.h"
#include "base/text.h"

typedef struct Db Db;
typedef struct DbRows DbRows;

// NULL or 0: as libpq's environment (PGHOST, PGDATABASE, PGUSER ...) or our default says.
typedef struct {
    const char *host;
    const char *database;
    const char *user;
    const char *application_name; // "paydesk"
    const Secret *session;        // the token of a signed-in session; copied
    const char *contract;         // what COMMENT ON SCHEMA api must say; NULL: not compared
    int connect_timeout_s;        // 10
    int statement_timeout_ms;     // 30 000; negative: none, for deployment and import
    int lock_timeout_ms;          // 5 000; negative: none
} DbConfig;

typedef enum {
    DB_TEXT,
    DB_SMALLINT,
    DB_INTEGER,
    DB_BIGINT,
    DB_BOOLEAN,
    DB_DATE,
    DB_TIME, // timestamptz
    DB_UUID,
    DB_BYTES,
    DB_JSON,
    DB_TEXT_LIST, // text[]; an argument of this kind is made by db_list
    DB_INTEGER_LIST,
    DB_BIGINT_LIST,
    DB_DATE_LIST,
    DB_UUID_LIST,
    DB_OTHER, // only in answers
} DbType;

// How many rows the caller expects; anything else is ERROR_INTERNAL.
typedef enum {
    DB_NO_ROWS,   // void, or an answer nobody wants
    DB_ONE_ROW,   // exactly one
    DB_ROWS,      // any number
    DB_ONE_VALUE, // one row of one column; a {"refused": ...} in it becomes the Error
} DbShape;

// An argument by name.  Everything is borrowed for the call.  text and bytes both NULL: SQL NULL.
typedef struct {
    const char *name; // "p_account"
    DbType type;
    const char *text;     // the value as PostgreSQL reads it
    const uint8_t *bytes; // DB_BYTES instead
    size_t length;
} DbParam;

enum { DB_NUMBER_SIZE = 24 };

static inline DbParam db_param(const char *name, DbType type, const char *value)
{
    return (DbParam){.name = name, .type = type, .text = value};
}
static inline DbParam db_text(const char *name, const char *value)
{
    return db_param(name, DB_TEXT, value);
}
static inline DbParam db_integer(const char *name, const char *value)
{
    return db_param(name, DB_INTEGER, value);
}
static inline DbParam db_uuid(const char *name, const char *value)
{
    return db_param(name, DB_UUID, value);
}
static inline DbParam db_date(const char *name, const char *value)
{
    return db_param(name, DB_DATE, value);
}
static inline DbParam db_boolean(const char *name, bool value)
{
    return db_param(name, DB_BOOLEAN, value ? "t" : "f");
}
static inline DbParam db_bytes(const char *name, const void *bytes, size_t length)
{
    return (DbParam){.name = name, .type = DB_BYTES, .bytes = bytes, .length = length};
}
static inline DbParam db_secret(const char *name, const Secret *secret)
{
    return db_bytes(name, secret_bytes(secret), secret_length(secret));
}
// The number's text is kept in storage, which must live as long as the parameter.
DbParam db_number(const char *name, int64_t value, char storage[DB_NUMBER_SIZE]);

// Connects, tries again while the server has no free connection, compares the contract.
// ERROR_CONNECTION, ERROR_SIGN_IN_REFUSED (not a login of this database), ERROR_BUSY,
// ERROR_CONTRACT.
MUST_CHECK bool db_open(const DbConfig *config, Db **ret_db, Error *err);
// Closes the connection and opens it anew with the same configuration and session.
MUST_CHECK bool db_reopen(Db *db, Error *err);
void db_free(Db *db);
AUTO_DEFINE(Db, db_free);

// False once the connection is known to be lost.
bool db_is_open(const Db *db);
// Whom the database takes us for; lives as long as the connection.
const char *db_user(const Db *db);
// The session that calls are made under from now on; NULL: none.  The token is copied.
MUST_CHECK bool db_set_session(Db *db, const Secret *session, Error *err);

// Calls api.* or admin.* with named arguments.  ret_rows may be NULL.
MUST_CHECK bool db_call(Db *db, const char *function, const DbParam *params, size_t count,
                        DbShape shape, DbRows **ret_rows, Error *err);

// Asks the server to stop what db is doing, from any thread; the running call ends with
// ERROR_CANCELLED.  Harmless when nothing runs.
void db_cancel(Db *db);

// For deployment and import

// Runs an embedded file of statements, without arguments; the Error names the file and the line.
// ret_rows, if not NULL, gets the rows of the last statement.
MUST_CHECK bool db_run_script(Db *db, const char *name, const char *sql, DbRows **ret_rows,
                              Error *err);
// The same for one statement with arguments $1, $2 ...; their names are for the reader.
MUST_CHECK bool db_run_statement(Db *db, const char *name, const char *sql, const DbParam *params,
                                 size_t count, DbRows **ret_rows, Error *err);

// Between these, calls and scripts are one transaction and are not repeated on their own. db_free()
// without db_commit() rolls back.
MUST_CHECK bool db_begin(Db *db, Error *err);
MUST_CHECK bool db_commit(Db *db, Error *err);
void db_rollback(Db *db);

// Adds any number of lines made of db_copy_value() and ends with *ret_more = false.
// Returning false gives up the whole copy.
typedef bool (*DbCopyFill)(void *context, Text *lines, bool *ret_more, Error *err);

// Copies lines into a table; table and columns are names of ours ([a-z0-9_.]), not data.
MUST_CHECK bool db_copy_in(Db *db, const char *table, const char *const *columns, size_t count,
                           DbCopyFill fill, void *context, int64_t *ret_rows, Error *err);
// Adds one value to a line of COPY text; end_of_line after the last.  NULL is SQL NULL.
void db_copy_value(Text *lines, const char *value, bool end_of_line);

// Rows

void db_rows_free(DbRows *rows);
AUTO_DEFINE(DbRows, db_rows_free);

size_t db_rows_count(const DbRows *rows);
size_t db_rows_columns(const DbRows *rows);
const char *db_rows_column_name(const DbRows *rows, size_t column);
DbType db_rows_column_type(const DbRows *rows, size_t column);
// False if there is no column of that name.
bool db_rows_find_column(const DbRows *rows, const char *name, size_t *ret_column);

// By position, for whoever shows any rows.  NULL for SQL NULL; lives as long as the rows.
const char *db_rows_value(const DbRows *rows, size_t row, size_t column);

// By name, for whoever knows what he asked for.  A row or column that is not there is our own bug
// and ends the program.  SQL NULL reads as NULL, 0, false or an invalid Date: where that matters,
// ask db_rows_is_null().
bool db_rows_is_null(const DbRows *rows, size_t row, const char *column);
const char *db_rows_text(const DbRows *rows, size_t row, const char *column);
int64_t db_rows_int64(const DbRows *rows, size_t row, const char *column);
bool db_rows_bool(const DbRows *rows, size_t row, const char *column);
Date db_rows_date(const DbRows *rows, size_t row, const char *column);
// A DB_BYTES column decoded into new memory, which the caller frees; NULL for SQL NULL.
uint8_t *db_rows_bytes(const DbRows *rows, size_t row, const char *column, size_t *ret_length);
// The answer of DB_ONE_VALUE.
const char *db_rows_single(const DbRows *rows);

#endif
