// SPDX-License-Identifier: Apache-2.0
#include "db/db_list.h"

#include <inttypes.h>

void db_list_done(DbList *list)
{
    text_done(&list->text);
}

static void db_list_begin_element(DbList *list)
{
    text_add_char(&list->text, list->text.length == 0 ? '{' : ',');
}

void db_list_add(DbList *list, const char *value)
{
    db_list_begin_element(list);
    if (!value) {
        text_add(&list->text, "NULL");
        return;
    }
    // Quoted always: without quotes an element may be empty, NULL, or full of braces.
    text_add_char(&list->text, '"');
    for (const char *at = value; *at; at++) {
        if (*at == '"' || *at == '\\')
            text_add_char(&list->text, '\\');
        text_add_char(&list->text, *at);
    }
    text_add_char(&list->text, '"');
}

void db_list_add_number(DbList *list, int64_t value)
{
    db_list_begin_element(list);
    text_add_format(&list->text, "%" PRId64, value);
}

bool db_list_check(DbList *list, Error *err)
{
    text_add(&list->text, list->text.length == 0 ? "{}" : "}");
    return text_check(&list->text, err);
}

DbParam db_list_param(const char *name, DbType type, const DbList *list)
{
    return db_param(name, type, text_string(&list->text));
}
