// SPDX-License-Identifier: Apache-2.0
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "form/form_internal.h"

typedef struct {
    char *name;
    char *value;
    Secret *secret;
} Value;

struct FormValues {
    Value *items;
    size_t count;
};

bool form_refuse(const FormField *field, Error *err, const char *rule)
{
    AUTO(text_done) Text hint = TEXT_EMPTY_MAX(TEXT_MAX_LINE);
    text_add(&hint, field->type->rule);
    if (field->example != NULL)
        text_add_format(&hint, " For example: %s", field->example);
    return error_set_field(err, ERROR_MALFORMED, field->name, text_string(&hint), "%s %s.",
                           field->label, rule);
}

static bool check_length(const FormField *field, size_t characters, Error *err)
{
    if (characters <= field->max)
        return true;
    return error_set_field(err, ERROR_MALFORMED, field->name, "Shorten it.",
                           "%s has %zu characters at most.", field->label, field->max);
}

static bool check_clean(const FormField *field, const char *raw, Error *err)
{
    Utf8Fault fault = field->type->code == FORM_TYPE_NOTE ? utf8_clean_check_lines(raw, NULL)
                                                          : utf8_clean_check(raw, NULL);
    if (fault == UTF8_CLEAN)
        return true;
    return error_set_field(err, ERROR_MALFORMED, field->name,
                           "Type it again, character by character.", "%s %s.", field->label,
                           utf8_fault_sentence(fault));
}

// The value without spaces around it, composed.
static bool trim(const char *raw, char **ret_value, Error *err)
{
    raw += strspn(raw, " \n");
    size_t length = strlen(raw);
    while (length > 0 && (raw[length - 1] == ' ' || raw[length - 1] == '\n'))
        length--;
    AUTO_FREE char *bare = text_copy_bytes(raw, length);
    return utf8_normalise(bare, ret_value, err);
}

static bool refuse_missing(const FormField *field, Error *err)
{
    return error_set_field(err, ERROR_MALFORMED, field->name, field->help, "%s is missing.",
                           field->label);
}

bool form_read_value(const FormField *field, const char *raw, char **ret_value, Error *err)
{
    AUTO_FREE char *value = NULL;
    AUTO(text_done) Text plain = TEXT_EMPTY_MAX(FORM_VALUE_MAX * 2);
    if (raw == NULL)
        raw = "";
    // A limit in bytes first: what is far too long is not looked at character by character.
    if (strnlen(raw, FORM_VALUE_MAX + 1) > FORM_VALUE_MAX)
        return check_length(field, FORM_VALUE_MAX, err);
    if (!check_clean(field, raw, err) || !trim(raw, &value, err))
        return error_add_field(err, field->name);
    if (value[0] == '\0') {
        if (field->is_required)
            return refuse_missing(field, err);
        *ret_value = NULL;
        return true;
    }
    if (!check_length(field, utf8_count_characters(value), err) ||
        !form_type_reader(field->type->code)(field, value, &plain, err) || !text_check(&plain, err))
        return false;
    *ret_value = text_take(&plain);
    return true;
}

FormValues *form_values_new(void)
{
    return NEW(FormValues);
}

static void value_done(Value *value)
{
    free(value->name);
    free(value->value);
    secret_free(value->secret);
}

void form_values_free(FormValues *values)
{
    if (values == NULL)
        return;
    for (size_t i = 0; i < values->count; i++)
        value_done(&values->items[i]);
    free(values->items);
    free(values);
}

static Value *find_value(const FormValues *values, const char *name)
{
    for (size_t i = 0; i < values->count; i++)
        if (text_equal(values->items[i].name, name))
            return &values->items[i];
    return NULL;
}

static void put_value(FormValues *values, const char *name, char *value, Secret *secret)
{
    Value *item = find_value(values, name);
    Value new = {.name = text_copy(name), .value = value, .secret = secret};
    if (item == NULL) {
        values->items = memory_resize(values->items, values->count + 1, sizeof *values->items);
        item = &values->items[values->count++];
    } else {
        value_done(item);
    }
    *item = new;
}

static void remove_value(FormValues *values, const char *name)
{
    Value *item = find_value(values, name);
    if (item == NULL)
        return;
    value_done(item);
    size_t after = values->count - (size_t)(item - values->items) - 1;
    memmove(item, item + 1, after * sizeof *item);
    values->count--;
}

void form_values_set(FormValues *values, const char *name, const char *value)
{
    if (value == NULL)
        remove_value(values, name);
    else
        put_value(values, name, text_copy(value), NULL);
}

void form_values_set_secret(FormValues *values, const char *name, Secret *secret)
{
    if (secret == NULL)
        remove_value(values, name);
    else
        put_value(values, name, NULL, secret);
}

void form_values_fill(FormValues *values, const FormValues *others)
{
    for (size_t i = 0; i < others->count; i++) {
        const Value *item = find_value(values, others->items[i].name);
        bool is_free = item == NULL || (item->secret == NULL && text_equal(item->value, ""));
        if (is_free && others->items[i].value != NULL)
            form_values_set(values, others->items[i].name, others->items[i].value);
    }
}

const char *form_values_get(const FormValues *values, const char *name)
{
    const Value *item = find_value(values, name);
    return item == NULL ? NULL : item->value;
}

const Secret *form_values_secret(const FormValues *values, const char *name)
{
    const Value *item = find_value(values, name);
    return item == NULL ? NULL : item->secret;
}

size_t form_values_count(const FormValues *values)
{
    return values->count;
}

const char *form_values_name(const FormValues *values, size_t index)
{
    return values->items[index].name;
}

// A one-time code may be given either way; a secret only as a Secret.
static bool check_secret(const FormField *field, const FormValues *values, Error *err)
{
    const Secret *secret = form_values_secret(values, field->name);
    if (secret == NULL && form_values_get(values, field->name) != NULL)
        return form_refuse(field, err, "is a secret and is never given as an ordinary value");
    if (secret == NULL || secret_length(secret) == 0)
        return !field->is_required || refuse_missing(field, err);
    if (utf8_clean_check(secret_text(secret), NULL) != UTF8_CLEAN)
        return form_refuse(field, err, "has a character that cannot be typed");
    return check_length(field, utf8_count_characters(secret_text(secret)), err);
}

static bool check_value(const FormField *field, const FormValues *values, FormValues *clean,
                        Error *err)
{
    AUTO_FREE char *value = NULL;
    const Secret *secret = form_values_secret(values, field->name);
    if (field->type->is_secret)
        return check_secret(field, values, err);
    const char *raw = secret != NULL ? secret_text(secret) : form_values_get(values, field->name);
    if (!form_read_value(field, raw, &value, err))
        return false;
    if (value != NULL)
        form_values_set(clean, field->name, value);
    return true;
}

static bool check_known(const Form *form, const FormValues *values, Error *err)
{
    for (size_t i = 0; i < values->count; i++)
        if (form_field(form, values->items[i].name) == NULL) {
            error_set_field(err, ERROR_USAGE, values->items[i].name, NULL,
                            "%s has no field \"%s\".", form->operation, values->items[i].name);
            return error_add_hint(err, "See: paydesk help %s", form->operation);
        }
    return true;
}

bool form_check_values(const Form *form, const FormValues *values, FormValues **ret_clean,
                       Error *err)
{
    AUTO(form_values_free) FormValues *clean = form_values_new();
    if (!check_known(form, values, err))
        return false;
    for (size_t i = 0; i < form->field_count; i++)
        if (!check_value(&form->fields[i], values, clean, err))
            return false;
    *ret_clean = TAKE(clean);
    return true;
}
