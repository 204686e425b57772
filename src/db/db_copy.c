// SPDX-License-Identifier: Apache-2.0
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "db/db_internal.h"

static bool db_add_identifier(Text *sql, const char *name, const char *end)
{
    size_t length = (size_t)(end - name);
    if (length == 0 || strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") < length)
        return false;
    text_add_char(sql, '"');
    text_add_bytes(sql, name, length);
    text_add_char(sql, '"');
    return true;
}

static bool db_add_table(Text *sql, const char *table)
{
    const char *point = strchr(table, '.');
    if (!point)
        return db_add_identifier(sql, table, table + strlen(table));
    if (!db_add_identifier(sql, table, point))
        return false;
    text_add_char(sql, '.');
    return db_add_identifier(sql, point + 1, table + strlen(table));
}

static bool db_copy_text(Text *sql, const char *table, const char *const *columns, size_t count)
{
    text_add(sql, "COPY ");
    bool are_names = db_add_table(sql, table);
    text_add(sql, " (");
    for (size_t i = 0; i < count && are_names; i++) {
        text_add(sql, i > 0 ? ", " : "");
        are_names = db_add_identifier(sql, columns[i], columns[i] + strlen(columns[i]));
    }
    text_add(sql, ") FROM STDIN");
    return are_names && count > 0;
}

static bool db_copy_send(Db *db, DbCopyFill fill, void *context, Error *err)
{
    AUTO(text_done) Text lines = TEXT_EMPTY_MAX(TEXT_MAX_DOCUMENT);
    bool has_more = true;
    while (has_more) {
        text_clear(&lines);
        if (!fill(context, &lines, &has_more, err) || !text_check(&lines, err))
            return false;
        if (PQputCopyData(db->connection, text_string(&lines), (int)lines.length) != 1)
            return db_result_error(db, NULL, __func__, err);
    }
    return true;
}

// Takes the final results, without which the connection is of no further use.
static bool db_copy_finish(Db *db, const char *table, int64_t *ret_rows, Error *err)
{
    bool is_done = true;
    PGresult *result = NULL;
    while ((result = PQgetResult(db->connection)) != NULL) {
        if (is_done && !db_is_success(result))
            is_done = db_result_error(db, result, table, err);
        else if (is_done && ret_rows)
            *ret_rows = strtoll(PQcmdTuples(result), NULL, 10);
        PQclear(result);
    }
    if (is_done && !db_is_open(db))
        return db_result_error(db, NULL, table, err);
    return is_done;
}

bool db_copy_in(Db *db, const char *table, const char *const *columns, size_t count,
                DbCopyFill fill, void *context, int64_t *ret_rows, Error *err)
{
    AUTO(text_done) Text sql = TEXT_EMPTY;
    AUTO(PQclear) PGresult *result = NULL;
    atomic_store(&db->is_cancelled, false);
    if (!db_copy_text(&sql, table, columns, count))
        return error_set(err, ERROR_INTERNAL, __func__, "%s is no table of ours.", table);
    if (!db_exchange_text(db, text_string(&sql), table, &result, err))
        return false;
    bool is_sent = db_copy_send(db, fill, context, err);
    if (PQputCopyEnd(db->connection, is_sent ? NULL : "given up") != 1)
        is_sent = false;
    // After giving up, the server's complaint about that is not what the caller wants to hear.
    bool is_done = db_copy_finish(db, table, ret_rows, is_sent ? err : NULL);
    return is_sent && is_done;
}

void db_copy_value(Text *lines, const char *value, bool end_of_line)
{
    if (!value)
        text_add(lines, "\\N");
    for (const char *at = value; at && *at; at++) {
        switch (*at) {
        case '\\':
            text_add(lines, "\\\\");
            break;
        case '\n':
            text_add(lines, "\\n");
            break;
        case '\r':
            text_add(lines, "\\r");
            break;
        case '\t':
            text_add(lines, "\\t");
            break;
        default:
            text_add_char(lines, *at);
        }
    }
    text_add_char(lines, end_of_line ? '\n' : '\t');
}
