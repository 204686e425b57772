// SPDX-License-Identifier: Apache-2.0
//
// --values-file: one JSON object of names and texts, read strictly.  What could be understood in
// two ways is refused.
#include <limits.h>
#include <string.h>
#include <unistd.h>

#include <json-c/json.h>

#include "base/file.h"
#include "cli/cli_internal.h"

enum { VALUES_FILE_MAX = 4 * 1024 * 1024 };

static void free_json(struct json_object *object)
{
    json_object_put(object);
}
AUTO_DEFINE(struct json_object, free_json);

static void free_tokener(json_tokener *tokener)
{
    if (tokener != NULL)
        json_tokener_free(tokener);
}
AUTO_DEFINE(json_tokener, free_tokener);

static bool parse(const Text *text, struct json_object **ret_object)
{
    AUTO(free_tokener) json_tokener *tokener = json_tokener_new();
    const char *json = text_string(text);
    if (tokener == NULL || text->length > INT_MAX)
        return false;
    json_tokener_set_flags(tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
    AUTO(free_json)
    struct json_object *object = json_tokener_parse_ex(tokener, json, (int)text->length);
    if (json_tokener_get_error(tokener) != json_tokener_success ||
        !json_object_is_type(object, json_type_object))
        return false;
    size_t end = json_tokener_get_parse_end(tokener);
    if (end + strspn(json + end, " \t\r\n") != text->length)
        return false;
    *ret_object = TAKE(object);
    return true;
}

// The end of the string that begins at a quote.
static const char *end_of_string(const char *quote)
{
    const char *at = quote + 1;
    while (*at != '\0' && *at != '"')
        at += *at == '\\' && at[1] != '\0' ? 2 : 1;
    return at;
}

// The parser keeps the last of two members of one name and says nothing.  All values being texts,
// every string before a colon is a name; one that is written with escapes is none of ours.
static bool check_names(const char *json, Error *err)
{
    AUTO(text_done) Text seen = TEXT_EMPTY_MAX(VALUES_FILE_MAX * 2);
    for (const char *at = strchr(json, '"'); at != NULL; at = strchr(at + 1, '"')) {
        const char *end = end_of_string(at);
        if (end[strcspn(end, ":,}")] != ':') {
            at = end;
            continue;
        }
        AUTO_FREE char *name = text_copy_bytes(at + 1, (size_t)(end - at) - 1);
        AUTO_FREE char *quoted = text_format("\"%s\"", name);
        if (strchr(name, '\\') != NULL)
            return cli_refuse(err, "The values file has a name that is no field's name.");
        if (strstr(text_string(&seen), quoted) != NULL)
            return error_set_field(err, ERROR_USAGE, name, NULL, "%s is given twice.", name);
        text_add(&seen, quoted);
        at = end;
    }
    return text_check(&seen, err);
}

static bool read_member(const Form *form, const char *name, struct json_object *value,
                        FormValues *values, Error *err)
{
    if (value == NULL)
        return true;
    if (!json_object_is_type(value, json_type_string))
        return error_set_field(err, ERROR_USAGE, name, NULL, "%s is not text in quotes.", name);
    const char *text = json_object_get_string(value);
    if (strlen(text) != (size_t)json_object_get_string_len(value))
        return error_set_field(err, ERROR_MALFORMED, name, NULL, "%s contains a control character.",
                               name);
    return cli_set_value(form, values, name, text, err);
}

static bool read_members(const Form *form, struct json_object *object, FormValues *values,
                         Error *err)
{
    json_object_object_foreach(object, name, value)
    {
        if (!read_member(form, name, value, values, err))
            return false;
    }
    return true;
}

bool cli_read_values_file(const Form *form, const char *path, FormValues *values, Error *err)
{
    AUTO(text_done) Text text = TEXT_EMPTY_MAX(VALUES_FILE_MAX);
    AUTO(free_json) struct json_object *object = NULL;
    bool is_read = text_equal(path, "-") ? file_read_fd(STDIN_FILENO, "standard input", &text, err)
                                         : file_read(path, &text, err);
    if (!is_read)
        return false;
    if (!parse(&text, &object))
        return cli_refuse(err, "The values file is not one JSON object of names and texts.");
    return check_names(text_string(&text), err) && read_members(form, object, values, err);
}
