// SPDX-License-Identifier: Apache-2.0
#include <string.h>

#include "app/app_internal.h"

static FormCell cell_of(DbType type)
{
    switch (type) {
    case DB_SMALLINT:
    case DB_INTEGER:
    case DB_BIGINT:
        return FORM_CELL_NUMBER;
    case DB_BOOLEAN:
        return FORM_CELL_BOOLEAN;
    case DB_JSON:
    case DB_TEXT_LIST:
        return FORM_CELL_JSON;
    case DB_INTEGER_LIST:
    case DB_BIGINT_LIST:
    case DB_DATE_LIST:
    case DB_UUID_LIST:
    case DB_TEXT:
    case DB_DATE:
    case DB_TIME:
    case DB_UUID:
    case DB_BYTES:
    case DB_OTHER:
        return FORM_CELL_TEXT;
    }
    return FORM_CELL_TEXT;
}

// One element of an array as PostgreSQL prints it: plain, or quoted with backslashes.
static const char *read_element(const char *at, Text *element)
{
    bool is_quoted = *at == '"';
    for (at += is_quoted; *at != '\0'; at++) {
        if (is_quoted ? *at == '"' : *at == ',' || *at == '}')
            break;
        if (*at == '\\' && at[1] != '\0')
            at++;
        text_add_char(element, *at);
    }
    return is_quoted && *at == '"' ? at + 1 : at;
}

// {a,"b c"} as ["a","b c"].
static void add_list(const char *array, Text *json)
{
    text_add_char(json, '[');
    for (const char *at = array + strspn(array, "{"); *at != '\0' && *at != '}';) {
        AUTO(text_done) Text element = TEXT_EMPTY;
        at = read_element(at, &element);
        text_add_json(json, text_string(&element));
        if (*at == ',') {
            text_add_char(json, ',');
            at++;
        }
    }
    text_add_char(json, ']');
}

// "2026-11-22 20:08:56.01+00" as jsonb writes it: "2026-11-22T20:08:56.01+00:00", so that a time
// looks the same in rows and in answers.
static void add_time(const char *value, Text *iso)
{
    const char *blank = strchr(value, ' ');
    if (blank == NULL) {
        text_add(iso, value); // infinity
        return;
    }
    text_add_format(iso, "%.*sT%s", (int)(blank - value), value, blank + 1);
    if (value[strlen(value) - 3] == '+' || value[strlen(value) - 3] == '-')
        text_add(iso, ":00");
}

static void set_cell(FormResult *result, size_t row, const DbRows *rows, size_t column)
{
    const char *name = db_rows_column_name(rows, column);
    const char *value = db_rows_value(rows, row, column);
    DbType type = db_rows_column_type(rows, column);
    AUTO(text_done) Text written = TEXT_EMPTY;
    if (value != NULL && type == DB_TEXT_LIST)
        add_list(value, &written);
    else if (value != NULL && type == DB_TIME)
        add_time(value, &written);
    form_result_set(result, row, name, written.length > 0 ? text_string(&written) : value);
}

static bool is_object(const DbRows *rows)
{
    return db_rows_count(rows) == 1 && db_rows_columns(rows) == 1 &&
           db_rows_column_type(rows, 0) == DB_JSON && db_rows_value(rows, 0, 0) != NULL;
}

bool app_fill_result(FormResult *result, const DbRows *rows, Error *err)
{
    const Form *form = form_result_form(result);
    if (form->kind != FORM_LIST && is_object(rows))
        return form_result_set_json(result, db_rows_single(rows), err);
    if (form->kind != FORM_LIST && db_rows_count(rows) != 1)
        return error_set(err, ERROR_INTERNAL, __func__, "%s answered with %zu rows.", form->calls,
                         db_rows_count(rows));
    for (size_t i = 0; i < db_rows_columns(rows); i++)
        form_result_add_source(result, db_rows_column_name(rows, i),
                               cell_of(db_rows_column_type(rows, i)));
    for (size_t row = 0; row < db_rows_count(rows); row++) {
        form_result_add_row(result);
        for (size_t i = 0; i < db_rows_columns(rows); i++)
            set_cell(result, row, rows, i);
    }
    return true;
}
