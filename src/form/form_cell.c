// SPDX-License-Identifier: Apache-2.0
//
// One value of an answer, as a person reads it.
#include <errno.h>
#include <string.h>

#include "base/utf8.h"
#include "form/form_internal.h"

static bool parse_minor(const char *minor, int64_t *ret_minor)
{
    char *end = NULL;
    errno = 0;
    long long value = strtoll(minor, &end, 10);
    if (errno != 0 || end == minor || *end != '\0')
        return false;
    *ret_minor = value;
    return true;
}

static bool read_money(const char *minor, const char *currency, Money *ret_money)
{
    Money money = {0};
    if (minor == NULL || currency == NULL || !currency_find(currency, &money.currency) ||
        !parse_minor(minor, &money.minor))
        return false;
    *ret_money = money;
    return true;
}

bool form_plain_money(const char *minor, const char *currency, char ret_plain[MONEY_TEXT_SIZE])
{
    Money money;
    if (!read_money(minor, currency, &money))
        return false;
    money_format_plain(money, ret_plain);
    return true;
}

static void add_money(Text *cell, const char *minor, const char *currency)
{
    char text[MONEY_TEXT_SIZE];
    Money money;
    if (read_money(minor, currency, &money))
        text_add(cell, money_format(money, text));
    else
        utf8_add_cleaned(cell, minor);
}

// "2026-11-22 19:25:03.12+01" and "2026-11-22T19:25:03+01:00", with zones in whole minutes.
static bool parse_moment(const char *value, time_t *ret_moment)
{
    struct tm tm = {0};
    int hours = 0;
    int minutes = 0;
    const char *rest = strptime(value, "%Y-%m-%d", &tm);
    if (rest == NULL || (*rest != ' ' && *rest != 'T'))
        return false;
    rest = strptime(rest + 1, "%H:%M:%S", &tm);
    if (rest == NULL)
        return false;
    if (*rest == '.')
        rest += 1 + strspn(rest + 1, "0123456789");
    char sign = *rest;
    if ((sign != '+' && sign != '-') || strspn(rest + 1, "0123456789") != 2)
        return false;
    hours = (rest[1] - '0') * 10 + (rest[2] - '0');
    if (rest[3] == ':' && strspn(rest + 4, "0123456789") >= 2)
        minutes = (rest[4] - '0') * 10 + (rest[5] - '0');
    time_t offset = (time_t)hours * 3600 + (time_t)minutes * 60;
    *ret_moment = timegm(&tm) - (sign == '+' ? offset : -offset);
    return true;
}

static void add_time(Text *cell, const char *value)
{
    char text[32];
    struct tm local;
    time_t moment = 0;
    if (parse_moment(value, &moment) && localtime_r(&moment, &local) != NULL &&
        strftime(text, sizeof text, "%Y-%m-%d %H:%M", &local) > 0)
        text_add(cell, text);
    else
        utf8_add_cleaned(cell, value);
}

// A JSON list of words or records: "current, savings".
static void add_list(Text *cell, const char *value)
{
    AUTO(form_json_free) struct json_object *list = NULL;
    if (!form_json_parse(value, strlen(value), &list, NULL) ||
        !json_object_is_type(list, json_type_array)) {
        utf8_add_cleaned(cell, value);
        return;
    }
    for (size_t i = 0; i < json_object_array_length(list); i++) {
        text_add(cell, i == 0 ? "" : ", ");
        utf8_add_cleaned(cell, json_object_get_string(json_object_array_get_idx(list, i)));
    }
}

static bool is_true(const char *value)
{
    return text_equal(value, "t") || text_equal(value, "true");
}

void form_add_cell(Text *cell, const FormType *type, const char *value, const char *currency)
{
    if (value == NULL)
        return;
    if (type->code == FORM_TYPE_MONEY)
        add_money(cell, value, currency);
    else if (type->code == FORM_TYPE_TIME)
        add_time(cell, value);
    else if (type->code == FORM_TYPE_LIST)
        add_list(cell, value);
    else if (type->code == FORM_TYPE_YES_NO)
        text_add(cell, is_true(value) ? "yes" : "no");
    else
        utf8_add_cleaned(cell, value);
}
