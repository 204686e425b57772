// SPDX-License-Identifier: Apache-2.0
//
// Reads forms.  Every key is known, every value has its type, and what one part says of another is
// true; a form that breaks this stops the program at its start, where its author sees it.
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "embedded_forms.h"
#include "form/form_internal.h"

enum {
    FORMS_ARENA_MAX = 4 * 1024 * 1024,
    SHORT_LABEL_MAX = 14, // columns
};

struct Forms {
    Arena *arena;
    struct json_object **files; // own the strings
    Form **forms;
    size_t count;
};

// Where in which file the reading is, for the sentence.
typedef struct {
    Forms *forms;
    const char *file;
    Error *err;
} Reader;

typedef struct {
    const char *name;
    enum json_type type;
    bool is_required;
} Key;

static bool wrong(const Reader *reader, const char *where, const char *what)
{
    return error_set(reader->err, ERROR_INTERNAL, __func__, "forms/%s: %s: %s.", reader->file,
                     where, what);
}

bool form_json_parse(const char *json, size_t size, struct json_object **ret_object, Error *err)
{
    struct json_tokener *tokener = json_tokener_new_ex(32);
    struct json_object *object = NULL;
    bool is_whole = false;
    if (tokener != NULL && size <= INT32_MAX) {
        json_tokener_set_flags(tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
        object = json_tokener_parse_ex(tokener, json, (int)size);
        is_whole = json_tokener_get_error(tokener) == json_tokener_success &&
                   json_tokener_get_parse_end(tokener) +
                           strspn(json + json_tokener_get_parse_end(tokener), " \r\n\t") ==
                       size;
    }
    if (tokener != NULL)
        json_tokener_free(tokener);
    if (!is_whole) {
        json_object_put(object);
        return error_set(err, ERROR_INTERNAL, __func__, "This is not JSON.");
    }
    *ret_object = object;
    return true;
}

// Keys

static const Key *find_key(const Key *keys, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (text_equal(keys[i].name, name))
            return &keys[i];
    return NULL;
}

static bool check_keys(const Reader *reader, struct json_object *object, const char *where,
                       const Key *keys, size_t count)
{
    if (!json_object_is_type(object, json_type_object))
        return wrong(reader, where, "an object is wanted");
    json_object_object_foreach(object, name, value)
    {
        const Key *key = find_key(keys, count, name);
        if (key == NULL)
            return wrong(reader, name, "this key is not known");
        if (!json_object_is_type(value, key->type))
            return wrong(reader, name, "the value has the wrong type");
    }
    for (size_t i = 0; i < count; i++)
        if (keys[i].is_required && !json_object_object_get_ex(object, keys[i].name, NULL))
            return wrong(reader, keys[i].name, "this key is missing");
    return true;
}

static const char *get_string(struct json_object *object, const char *key)
{
    struct json_object *value = NULL;
    return json_object_object_get_ex(object, key, &value) ? json_object_get_string(value) : NULL;
}

static bool get_bool(struct json_object *object, const char *key)
{
    return json_object_get_boolean(json_object_object_get(object, key)) != 0;
}

static int64_t get_int(struct json_object *object, const char *key)
{
    return json_object_get_int64(json_object_object_get(object, key));
}

static size_t get_length(struct json_object *object, const char *key)
{
    struct json_object *array = json_object_object_get(object, key);
    return array == NULL ? 0 : json_object_array_length(array);
}

static struct json_object *get_item(struct json_object *object, const char *key, size_t index)
{
    return json_object_array_get_idx(json_object_object_get(object, key), index);
}

static bool read_strings(const Reader *reader, struct json_object *object, const char *key,
                         const char *const **ret_strings, size_t *ret_count)
{
    size_t count = get_length(object, key);
    const char **strings = ARENA_ARRAY(reader->forms->arena, const char *, count + 1);
    for (size_t i = 0; i < count; i++) {
        struct json_object *item = get_item(object, key, i);
        if (!json_object_is_type(item, json_type_string))
            return wrong(reader, key, "a list of words is wanted");
        strings[i] = json_object_get_string(item);
    }
    *ret_strings = strings;
    *ret_count = count;
    return true;
}

// "amount", "new_password"
static bool is_name(const char *name)
{
    size_t length = strlen(name);
    return length > 0 && length < 48 && name[0] != '_' &&
           strspn(name, "abcdefghijklmnopqrstuvwxyz_") == length;
}

// Fields

static bool check_field_words(const Reader *reader, const FormField *field)
{
    if (!is_name(field->name))
        return wrong(reader, field->name, "a field's name has small letters and underscores");
    if (field->label[0] == '\0' || field->help[0] == '\0')
        return wrong(reader, field->name, "label and help must not be empty");
    if (field->short_label[0] == '\0' || utf8_width(field->short_label) > SHORT_LABEL_MAX)
        return wrong(reader, field->name, "the short label has 1 to 14 columns");
    if (field->is_hidden && field->is_required)
        return wrong(reader, field->name, "a hidden field cannot be required");
    return true;
}

static bool check_field_example(const Reader *reader, const FormField *field)
{
    AUTO_FREE char *value = NULL;
    if (field->type->is_secret)
        return field->example == NULL || wrong(reader, field->name, "a secret has no example");
    if (field->example == NULL)
        return wrong(reader, field->name, "an example is missing");
    if (!form_read_value(field, field->example, &value, NULL))
        return wrong(reader, field->name, "the example breaks the field's own rule");
    return true;
}

static bool read_field_type(const Reader *reader, struct json_object *object, FormField *field)
{
    field->type = form_type_named(get_string(object, "type"));
    if (field->type == NULL || field->type->sql_type == NULL)
        return wrong(reader, field->name, "a field cannot have this type");
    if ((field->type->code == FORM_TYPE_CHOICE) != (field->choice_count > 0))
        return wrong(reader, field->name, "choices belong to the type choice, and only there");
    int64_t max = get_int(object, "max");
    if (max < 0 || (size_t)max > field->type->max)
        return wrong(reader, field->name, "max may only lower the type's own limit");
    field->max = max == 0 ? field->type->max : (size_t)max;
    return true;
}

static bool read_field(const Reader *reader, struct json_object *object, FormField *field)
{
    static const Key keys[] = {
        {"name", json_type_string, true},       {"type", json_type_string, true},
        {"label", json_type_string, true},      {"short", json_type_string, true},
        {"help", json_type_string, true},       {"example", json_type_string, false},
        {"required", json_type_boolean, false}, {"hidden", json_type_boolean, false},
        {"choices", json_type_array, false},    {"max", json_type_int, false},
    };
    if (!check_keys(reader, object, "fields", keys, COUNT_OF(keys)))
        return false;
    field->name = get_string(object, "name");
    field->label = get_string(object, "label");
    field->short_label = get_string(object, "short");
    field->help = get_string(object, "help");
    field->example = get_string(object, "example");
    field->is_required = get_bool(object, "required");
    field->is_hidden = get_bool(object, "hidden");
    return read_strings(reader, object, "choices", &field->choices, &field->choice_count) &&
           read_field_type(reader, object, field) && check_field_words(reader, field) &&
           check_field_example(reader, field);
}

static bool read_fields(const Reader *reader, struct json_object *object, Form *form)
{
    size_t count = get_length(object, "fields");
    FormField *fields = ARENA_ARRAY(reader->forms->arena, FormField, count + 1);
    form->fields = fields;
    for (size_t i = 0; i < count; i++) {
        if (!read_field(reader, get_item(object, "fields", i), &fields[i]))
            return false;
        if (form_field(form, fields[i].name) != NULL || text_equal(fields[i].name, "request"))
            return wrong(reader, fields[i].name, "this name is taken");
        form->field_count = i + 1;
    }
    return true;
}

// Columns

static bool read_column(const Reader *reader, struct json_object *object, bool is_list,
                        FormColumn *column)
{
    const Key keys[] = {
        {"name", json_type_string, true},      {"type", json_type_string, true},
        {"label", json_type_string, true},     {"priority", json_type_int, is_list},
        {"currency", json_type_string, false},
    };
    if (!check_keys(reader, object, is_list ? "columns" : "shows", keys, COUNT_OF(keys)))
        return false;
    *column = (FormColumn){
        .name = get_string(object, "name"),
        .type = form_type_named(get_string(object, "type")),
        .label = get_string(object, "label"),
        .priority = is_list ? (int)get_int(object, "priority") : 1,
        .currency = get_string(object, "currency"),
    };
    if (column->type == NULL || column->type->is_secret)
        return wrong(reader, column->name, "a column cannot have this type");
    if (column->priority < 1 || column->priority > FORM_PRIORITY_LOWEST)
        return wrong(reader, column->name, "the priority is 1 to 5");
    if (column->currency != NULL && column->type->code != FORM_TYPE_MONEY)
        return wrong(reader, column->name, "only money has a currency");
    if (column->currency == NULL)
        column->currency = "currency";
    return true;
}

static bool read_columns(const Reader *reader, struct json_object *object, const char *key,
                         const FormColumn **ret_columns, size_t *ret_count)
{
    size_t count = get_length(object, key);
    FormColumn *columns = ARENA_ARRAY(reader->forms->arena, FormColumn, count + 1);
    for (size_t i = 0; i < count; i++)
        if (!read_column(reader, get_item(object, key, i), text_equal(key, "columns"), &columns[i]))
            return false;
    *ret_columns = columns;
    *ret_count = count;
    return true;
}

// Examples

static bool read_example(const Reader *reader, const Form *form, struct json_object *object,
                         FormExample *example)
{
    static const Key keys[] = {{"given", json_type_object, true},
                               {"expect", json_type_string, true}};
    if (!check_keys(reader, object, "examples", keys, COUNT_OF(keys)))
        return false;
    struct json_object *given = json_object_object_get(object, "given");
    FormExampleValue *values = ARENA_ARRAY(reader->forms->arena, FormExampleValue,
                                           (size_t)json_object_object_length(given) + 1);
    json_object_object_foreach(given, name, value)
    {
        if (form_field(form, name) == NULL || !json_object_is_type(value, json_type_string))
            return wrong(reader, name, "an example gives fields of the form as text");
        values[example->given_count++] =
            (FormExampleValue){.name = name, .value = json_object_get_string(value)};
    }
    example->given = values;
    example->expect = get_string(object, "expect");
    if (!text_equal(example->expect, "done") &&
        error_from_sqlstate(example->expect) == ERROR_INTERNAL)
        return wrong(reader, example->expect, "an example expects done or a PD code");
    return true;
}

static bool read_examples(const Reader *reader, struct json_object *object, Form *form)
{
    form->example_count = get_length(object, "examples");
    FormExample *examples = ARENA_ARRAY(reader->forms->arena, FormExample, form->example_count + 1);
    form->examples = examples;
    for (size_t i = 0; i < form->example_count; i++)
        if (!read_example(reader, form, get_item(object, "examples", i), &examples[i]))
            return false;
    return true;
}

// Forms

static bool read_kind(const Reader *reader, struct json_object *object, Form *form)
{
    const char *kind = get_string(object, "kind");
    for (form->kind = FORM_CHANGE; form->kind <= FORM_LIST; form->kind++)
        if (text_equal(kind, form_kind_name(form->kind)))
            return true;
    return wrong(reader, kind, "a form is a change, a read or a list");
}

static bool check_form(const Reader *reader, const Form *form)
{
    AUTO_FREE char *file = text_format("%s.json", form->operation);
    if (!text_equal(file, reader->file))
        return wrong(reader, form->operation, "the file is not named after its operation");
    if (!text_starts_with(form->calls, "api."))
        return wrong(reader, form->calls, "a form calls a function of schema api");
    if (form->preview != NULL && form->kind != FORM_CHANGE)
        return wrong(reader, form->preview, "only a change has a preview");
    if ((form->kind == FORM_LIST) != (form->column_count > 0) ||
        (form->kind == FORM_LIST && form->show_count > 0))
        return wrong(reader, form->operation, "a list has columns, everything else shows");
    if (form->role_count == 0)
        return wrong(reader, form->operation, "nobody may do this");
    return true;
}

static bool read_form(const Reader *reader, struct json_object *object, Form *form)
{
    static const Key keys[] = {
        {"operation", json_type_string, true}, {"title", json_type_string, true},
        {"summary", json_type_string, true},   {"roles", json_type_array, true},
        {"kind", json_type_string, true},      {"calls", json_type_string, true},
        {"preview", json_type_string, false},  {"hook", json_type_string, false},
        {"confirm", json_type_boolean, false}, {"receipt", json_type_boolean, false},
        {"fields", json_type_array, true},     {"shows", json_type_array, false},
        {"columns", json_type_array, false},   {"examples", json_type_array, true},
    };
    if (!check_keys(reader, object, "form", keys, COUNT_OF(keys)))
        return false;
    form->operation = get_string(object, "operation");
    form->title = get_string(object, "title");
    form->summary = get_string(object, "summary");
    form->calls = get_string(object, "calls");
    form->preview = get_string(object, "preview");
    form->hook = get_string(object, "hook");
    form->must_confirm = get_bool(object, "confirm");
    form->has_receipt = get_bool(object, "receipt");
    return read_kind(reader, object, form) &&
           read_strings(reader, object, "roles", &form->roles, &form->role_count) &&
           read_fields(reader, object, form) &&
           read_columns(reader, object, "shows", &form->shows, &form->show_count) &&
           read_columns(reader, object, "columns", &form->columns, &form->column_count) &&
           read_examples(reader, object, form) && check_form(reader, form);
}

static bool add_file(Forms *forms, const char *file, const char *json, size_t size, Error *err)
{
    Reader reader = {.forms = forms, .file = file, .err = err};
    struct json_object *object = NULL;
    if (!form_json_parse(json, size, &object, NULL))
        return wrong(&reader, "form", "this is not JSON");
    forms->files = memory_resize(forms->files, forms->count + 1, sizeof *forms->files);
    forms->forms = memory_resize(forms->forms, forms->count + 1, sizeof *forms->forms);
    forms->files[forms->count] = object;
    forms->forms[forms->count] = ARENA_NEW(forms->arena, Form);
    forms->count++;
    return read_form(&reader, object, forms->forms[forms->count - 1]);
}

static Forms *forms_new(void)
{
    Forms *forms = NEW(Forms);
    forms->arena = arena_new(FORMS_ARENA_MAX);
    return forms;
}

bool forms_load(Forms **ret_forms, Error *err)
{
    AUTO(forms_free) Forms *forms = forms_new();
    for (size_t i = 0; i < embedded_forms_count; i++) {
        const EmbeddedFile *file = &embedded_forms[i];
        if (text_equal(file->name, "form.schema.json"))
            continue; // describes the others, for editors
        if (!add_file(forms, file->name, (const char *)file->bytes, file->size, err))
            return false;
    }
    *ret_forms = TAKE(forms);
    return true;
}

bool forms_load_text(const char *file, const char *json, size_t size, Forms **ret_forms, Error *err)
{
    AUTO(forms_free) Forms *forms = forms_new();
    if (!add_file(forms, file, json, size, err))
        return false;
    *ret_forms = TAKE(forms);
    return true;
}

void forms_free(Forms *forms)
{
    if (forms == NULL)
        return;
    for (size_t i = 0; i < forms->count; i++)
        json_object_put(forms->files[i]);
    free(forms->files);
    free(forms->forms);
    arena_free(forms->arena);
    free(forms);
}

size_t forms_count(const Forms *forms)
{
    return forms->count;
}

const Form *forms_at(const Forms *forms, size_t index)
{
    return forms->forms[index];
}
