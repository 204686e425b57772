// SPDX-License-Identifier: Apache-2.0
/*
 * form_internal: what the files of src/form share.
 */
#ifndef FORM_FORM_INTERNAL_H
#define FORM_FORM_INTERNAL_H

#include <json-c/json.h>

#include "base/money.h"
#include "form/form.h"

// Reads a trimmed, clean, non-empty value of the type and adds what the database takes.
typedef bool FormReader(const FormField *field, const char *value, Text *plain, Error *err);
FormReader *form_type_reader(FormTypeCode code);

// Says which rule of its type the field's value breaks.
bool form_refuse(const FormField *field, Error *err, const char *rule);

// Adds a cell for a person, cleaned; currency is that of a money cell, or NULL.
void form_add_cell(Text *cell, const FormType *type, const char *value, const char *currency);
// A money cell as decimal text without currency ("25.00"); false if either part makes no sense.
bool form_plain_money(const char *minor, const char *currency, char ret_plain[MONEY_TEXT_SIZE]);

// A table of text: columns that do not fit are left out by priority, then the widest is cut.
typedef struct FormGridColumn {
    const char *label;
    int priority;
    bool align_right;
} FormGridColumn;

typedef void FormGridCell(const void *context, size_t row, size_t column, Text *cell);
void form_print_grid(const FormGridColumn *columns, size_t column_count, size_t row_count,
                     FormGridCell *cell, const void *context, size_t width, Text *text);

static inline void form_json_free(struct json_object *object)
{
    json_object_put(object);
}
AUTO_DEFINE(struct json_object, form_json_free);
// Parses exactly one JSON value of so many bytes, strictly.
MUST_CHECK bool form_json_parse(const char *json, size_t size, struct json_object **ret_object,
                                Error *err);

#endif
