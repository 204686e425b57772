// SPDX-License-Identifier: Apache-2.0
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "form/form_internal.h"

typedef struct {
    char *name;
    FormCell cell;
} Source;

typedef struct {
    char *name;
    char *label;
    Secret *secret;
} ShownSecret;

struct FormResult {
    const Form *form;
    Source *sources;
    size_t source_count;
    char **cells; // row by row
    size_t row_count;
    char *json;
    ShownSecret *secrets;
    size_t secret_count;
};

FormResult *form_result_new(const Form *form)
{
    FormResult *result = NEW(FormResult);
    result->form = form;
    return result;
}

void form_result_free(FormResult *result)
{
    if (result == NULL)
        return;
    for (size_t i = 0; i < result->row_count * result->source_count; i++)
        free(result->cells[i]);
    for (size_t i = 0; i < result->source_count; i++)
        free(result->sources[i].name);
    for (size_t i = 0; i < result->secret_count; i++) {
        free(result->secrets[i].name);
        free(result->secrets[i].label);
        secret_free(result->secrets[i].secret);
    }
    free(result->cells);
    free(result->sources);
    free(result->json);
    free(result->secrets);
    free(result);
}

// Building

void form_result_add_source(FormResult *result, const char *name, FormCell cell)
{
    size_t count = result->source_count + 1;
    result->sources = memory_resize(result->sources, count, sizeof *result->sources);
    result->sources[result->source_count] = (Source){.name = text_copy(name), .cell = cell};
    result->source_count = count;
}

void form_result_add_row(FormResult *result)
{
    size_t old = result->row_count * result->source_count;
    size_t count = old + result->source_count;
    result->cells = memory_resize(result->cells, count + 1, sizeof *result->cells);
    for (size_t i = old; i < count; i++)
        result->cells[i] = NULL;
    result->row_count++;
}

static bool find_source(const FormResult *result, const char *name, size_t *ret_source)
{
    for (size_t i = 0; i < result->source_count; i++)
        if (text_equal(result->sources[i].name, name)) {
            *ret_source = i;
            return true;
        }
    return false;
}

static char **cell_at(const FormResult *result, size_t row, size_t source)
{
    return &result->cells[row * result->source_count + source];
}

void form_result_set(FormResult *result, size_t row, const char *name, const char *value)
{
    size_t source = 0;
    if (row >= result->row_count || !find_source(result, name, &source))
        return;
    char **cell = cell_at(result, row, source);
    free(*cell);
    *cell = text_copy(value);
}

static FormCell json_cell(struct json_object *value)
{
    switch (json_object_get_type(value)) {
    case json_type_int:
    case json_type_double:
        return FORM_CELL_NUMBER;
    case json_type_boolean:
        return FORM_CELL_BOOLEAN;
    case json_type_object:
    case json_type_array:
        return FORM_CELL_JSON;
    case json_type_string:
    case json_type_null:
        return FORM_CELL_TEXT;
    }
    return FORM_CELL_TEXT;
}

static const char *json_text(struct json_object *value)
{
    return json_object_is_type(value, json_type_string)
               ? json_object_get_string(value)
               : json_object_to_json_string_ext(value, JSON_C_TO_STRING_PLAIN |
                                                           JSON_C_TO_STRING_NOSLASHESCAPE);
}

bool form_result_set_json(FormResult *result, const char *json, Error *err)
{
    AUTO(form_json_free) struct json_object *object = NULL;
    if (!form_json_parse(json, strlen(json), &object, err))
        return false;
    if (!json_object_is_type(object, json_type_object))
        return error_set(err, ERROR_INTERNAL, __func__, "The database's answer is not an object.");
    json_object_object_foreach(object, name, described)
    {
        form_result_add_source(result, name, json_cell(described));
    }
    form_result_add_row(result);
    json_object_object_foreach(object, key, value)
    {
        form_result_set(result, 0, key, value == NULL ? NULL : json_text(value));
    }
    free(result->json);
    result->json = text_copy(json);
    return true;
}

void form_result_add_secret(FormResult *result, const char *name, const char *label, Secret *secret)
{
    size_t count = result->secret_count + 1;
    result->secrets = memory_resize(result->secrets, count, sizeof *result->secrets);
    result->secrets[result->secret_count] =
        (ShownSecret){.name = text_copy(name), .label = text_copy(label), .secret = secret};
    result->secret_count = count;
}

// Reading

const Form *form_result_form(const FormResult *result)
{
    return result->form;
}

size_t form_result_rows(const FormResult *result)
{
    return result->row_count;
}

size_t form_result_columns(const FormResult *result)
{
    const Form *form = result->form;
    return form->kind == FORM_LIST ? form->column_count : form->show_count;
}

const FormColumn *form_result_column(const FormResult *result, size_t column)
{
    const Form *form = result->form;
    return form->kind == FORM_LIST ? &form->columns[column] : &form->shows[column];
}

const char *form_result_get(const FormResult *result, size_t row, const char *name)
{
    size_t source = 0;
    if (row >= result->row_count || !find_source(result, name, &source))
        return NULL;
    return *cell_at(result, row, source);
}

void form_result_cell(const FormResult *result, size_t row, size_t column, Text *cell)
{
    const FormColumn *shown = form_result_column(result, column);
    if (shown->type->code != FORM_TYPE_MONEY) {
        form_add_cell(cell, shown->type, form_result_get(result, row, shown->name), NULL);
        return;
    }
    AUTO_FREE char *minor = text_format("%s_minor", shown->name);
    form_add_cell(cell, shown->type, form_result_get(result, row, minor),
                  form_result_get(result, row, shown->currency));
}

const char *form_result_json_source(const FormResult *result)
{
    return result->json;
}

const char *form_result_request(const FormResult *result)
{
    return form_result_get(result, 0, "request");
}

bool form_result_is_replayed(const FormResult *result)
{
    return text_equal(form_result_get(result, 0, "replayed"), "true");
}

size_t form_result_secret_count(const FormResult *result)
{
    return result->secret_count;
}

const Secret *form_result_secret(const FormResult *result, size_t index, const char **ret_name,
                                 const char **ret_label)
{
    if (ret_name != NULL)
        *ret_name = result->secrets[index].name;
    if (ret_label != NULL)
        *ret_label = result->secrets[index].label;
    return result->secrets[index].secret;
}

// Printing

static void grid_cell(const void *context, size_t row, size_t column, Text *cell)
{
    form_result_cell(context, row, column, cell);
}

static void print_rows(const FormResult *result, size_t width, Text *text)
{
    size_t count = form_result_columns(result);
    FormGridColumn *columns = memory_new(count + 1, sizeof *columns);
    for (size_t i = 0; i < count; i++) {
        const FormColumn *column = form_result_column(result, i);
        columns[i] = (FormGridColumn){.label = column->label,
                                      .priority = column->priority,
                                      .align_right = column->type->align_right};
    }
    form_print_grid(columns, count, result->row_count, grid_cell, result, width, text);
    free(columns);
}

static void print_record(const FormResult *result, Text *text)
{
    int label_width = 0;
    for (size_t i = 0; i < form_result_columns(result); i++) {
        int width = utf8_width(form_result_column(result, i)->label);
        label_width = width > label_width ? width : label_width;
    }
    for (size_t i = 0; i < form_result_columns(result); i++) {
        AUTO(text_done) Text cell = TEXT_EMPTY;
        form_result_cell(result, 0, i, &cell);
        if (cell.length == 0)
            continue;
        utf8_add_column(text, form_result_column(result, i)->label, label_width, UTF8_LEFT);
        text_add_format(text, "  %s\n", text_string(&cell));
    }
}

void form_result_print_table(const FormResult *result, size_t width, Text *text)
{
    if (result->form->kind == FORM_LIST)
        print_rows(result, width, text);
    else if (result->row_count > 0)
        print_record(result, text);
}

static const char *currency_column(const FormResult *result, const char *name)
{
    for (size_t i = 0; i < form_result_columns(result); i++)
        if (text_equal(form_result_column(result, i)->name, name))
            return form_result_column(result, i)->currency;
    return "currency";
}

// After "fee_minor": 50 comes "fee": "0.50", where the currency is known.
static void add_json_decimal(const FormResult *result, size_t row, const char *name, Text *text)
{
    char plain[MONEY_TEXT_SIZE];
    size_t length = strlen(name);
    size_t ending = strlen("_minor");
    size_t taken = 0;
    if (length <= ending || !text_equal(name + length - ending, "_minor"))
        return;
    AUTO_FREE char *money = text_copy_bytes(name, length - ending);
    const char *currency = form_result_get(result, row, currency_column(result, money));
    if (find_source(result, money, &taken) ||
        !form_plain_money(form_result_get(result, row, name), currency, plain))
        return;
    text_add_char(text, ',');
    text_add_json(text, money);
    text_add_char(text, ':');
    text_add_json(text, plain);
}

static void add_json_cell(FormCell cell, const char *value, Text *text)
{
    if (value == NULL)
        text_add(text, "null");
    else if (cell == FORM_CELL_TEXT)
        text_add_json(text, value);
    else if (cell == FORM_CELL_BOOLEAN)
        text_add(text, value[0] == 't' ? "true" : "false");
    else
        text_add(text, value);
}

static void print_json_row(const FormResult *result, size_t row, Text *text)
{
    text_add_char(text, '{');
    for (size_t i = 0; i < result->source_count; i++) {
        if (i > 0)
            text_add_char(text, ',');
        text_add_json(text, result->sources[i].name);
        text_add_char(text, ':');
        add_json_cell(result->sources[i].cell, *cell_at(result, row, i), text);
        add_json_decimal(result, row, result->sources[i].name, text);
    }
    text_add_char(text, '}');
}

void form_result_print_json(const FormResult *result, Text *text)
{
    bool is_list = result->form->kind == FORM_LIST;
    if (is_list)
        text_add_char(text, '[');
    for (size_t row = 0; row < result->row_count; row++) {
        if (row > 0)
            text_add(text, ",\n ");
        print_json_row(result, row, text);
    }
    if (is_list)
        text_add_char(text, ']');
    else if (result->row_count == 0)
        text_add(text, "{}");
}
