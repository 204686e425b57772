// SPDX-License-Identifier: Apache-2.0
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/memory.h"
#include "db/db_internal.h"

struct DbRows {
    PGresult *result;
};

// PostgreSQL's own numbers for its own types are fixed for ever.
static const struct {
    DbType type;
    Oid oid;
} db_types[] = {
    {DB_TEXT, 25},          {DB_SMALLINT, 21},    {DB_INTEGER, 23},     {DB_BIGINT, 20},
    {DB_BOOLEAN, 16},       {DB_DATE, 1082},      {DB_TIME, 1184},      {DB_UUID, 2950},
    {DB_BYTES, 17},         {DB_JSON, 3802},      {DB_TEXT_LIST, 1009}, {DB_INTEGER_LIST, 1007},
    {DB_BIGINT_LIST, 1016}, {DB_DATE_LIST, 1182}, {DB_UUID_LIST, 2951},
};

Oid db_type_oid(DbType type)
{
    for (size_t i = 0; i < COUNT_OF(db_types); i++)
        if (db_types[i].type == type)
            return db_types[i].oid;
    return InvalidOid;
}

DbRows *db_rows_new(PGresult *result)
{
    DbRows *rows = NEW(DbRows);
    rows->result = result;
    return rows;
}

void db_rows_free(DbRows *rows)
{
    if (!rows)
        return;
    PQclear(rows->result);
    free(rows);
}

size_t db_rows_count(const DbRows *rows)
{
    return (size_t)PQntuples(rows->result);
}

size_t db_rows_columns(const DbRows *rows)
{
    return (size_t)PQnfields(rows->result);
}

// Asking for what is not there is a mistake in the program, not in the data.
NO_RETURN static void db_rows_misused(const char *what, size_t row, const char *column)
{
    log_line("db_rows", "%s: row %zu, column %s", what, row, column);
    abort();
}

static int db_rows_check_column(const DbRows *rows, size_t column)
{
    if (column >= db_rows_columns(rows))
        db_rows_misused("no such column", 0, "by position");
    return (int)column;
}

const char *db_rows_column_name(const DbRows *rows, size_t column)
{
    return PQfname(rows->result, db_rows_check_column(rows, column));
}

DbType db_rows_column_type(const DbRows *rows, size_t column)
{
    Oid oid = PQftype(rows->result, db_rows_check_column(rows, column));
    for (size_t i = 0; i < COUNT_OF(db_types); i++)
        if (db_types[i].oid == oid)
            return db_types[i].type;
    return DB_OTHER;
}

bool db_rows_find_column(const DbRows *rows, const char *name, size_t *ret_column)
{
    for (size_t i = 0; i < db_rows_columns(rows); i++) {
        if (text_equal(PQfname(rows->result, (int)i), name)) {
            *ret_column = i;
            return true;
        }
    }
    return false;
}

const char *db_rows_value(const DbRows *rows, size_t row, size_t column)
{
    int position = db_rows_check_column(rows, column);
    if (row >= db_rows_count(rows))
        db_rows_misused("no such row", row, PQfname(rows->result, position));
    if (PQgetisnull(rows->result, (int)row, position))
        return NULL;
    return PQgetvalue(rows->result, (int)row, position);
}

const char *db_rows_text(const DbRows *rows, size_t row, const char *column)
{
    size_t position = 0;
    if (!db_rows_find_column(rows, column, &position))
        db_rows_misused("no such column", row, column);
    return db_rows_value(rows, row, position);
}

bool db_rows_is_null(const DbRows *rows, size_t row, const char *column)
{
    return db_rows_text(rows, row, column) == NULL;
}

int64_t db_rows_int64(const DbRows *rows, size_t row, const char *column)
{
    const char *text = db_rows_text(rows, row, column);
    char *end = NULL;
    if (!text)
        return 0;
    errno = 0;
    long long number = strtoll(text, &end, 10);
    if (end == text || *end != '\0' || errno != 0)
        db_rows_misused("not a whole number", row, column);
    return number;
}

bool db_rows_bool(const DbRows *rows, size_t row, const char *column)
{
    return text_equal(db_rows_text(rows, row, column), "t");
}

Date db_rows_date(const DbRows *rows, size_t row, const char *column)
{
    const char *text = db_rows_text(rows, row, column);
    Date date = {.year = 0};
    if (!text || !date_parse(text, &date, NULL))
        return (Date){.year = 0};
    return date;
}

uint8_t *db_rows_bytes(const DbRows *rows, size_t row, const char *column, size_t *ret_length)
{
    const char *text = db_rows_text(rows, row, column);
    if (!text)
        return NULL;
    unsigned char *bytes = PQunescapeBytea((const unsigned char *)text, ret_length);
    if (!bytes)
        abort();
    uint8_t *copy = memory_copy(bytes, *ret_length);
    secret_wipe(bytes, *ret_length);
    PQfreemem(bytes);
    return copy;
}

const char *db_rows_single(const DbRows *rows)
{
    return db_rows_value(rows, 0, 0);
}
