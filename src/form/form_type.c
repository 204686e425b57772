// SPDX-License-Identifier: Apache-2.0
#include <string.h>

#include "base/date.h"
#include "base/money.h"
#include "base/utf8.h"
#include "base/uuid.h"
#include "form/form.h"
#include "form/form_internal.h"

#define DIGITS "0123456789"
#define UPPER  "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define LOWER  "abcdefghijklmnopqrstuvwxyz"

static bool is_ascii_in(const char *value, const char *set)
{
    return value[strspn(value, set)] == '\0';
}

static void add_without(Text *plain, const char *value, const char *left_out)
{
    for (; *value != '\0'; value++)
        if (strchr(left_out, *value) == NULL)
            text_add_char(plain, *value);
}

static void add_folded(Text *plain, const char *value, const char *from, const char *to)
{
    for (; *value != '\0'; value++) {
        const char *at = strchr(from, *value);
        text_add_char(plain, at == NULL ? *value : to[at - from]);
    }
}

static bool read_account(const FormField *field, const char *value, Text *plain, Error *err)
{
    add_without(plain, value, " ");
    if (!is_ascii_in(text_string(plain), DIGITS UPPER LOWER "-_"))
        return form_refuse(field, err, "has letters, digits and hyphens only");
    return true;
}

static bool read_customer(const FormField *field, const char *value, Text *plain, Error *err)
{
    add_without(plain, value, " ");
    if (!is_ascii_in(text_string(plain), DIGITS UPPER LOWER "-"))
        return form_refuse(field, err, "has letters, digits and hyphens only");
    return true;
}

// <ledger>-<journal>
static bool read_receipt(const FormField *field, const char *value, Text *plain, Error *err)
{
    size_t ledger = strspn(value, DIGITS);
    size_t journal = value[ledger] == '-' ? strspn(value + ledger + 1, DIGITS) : 0;
    if (ledger < 1 || ledger > 4 || journal < 1 || journal > 18 ||
        value[ledger + 1 + journal] != '\0')
        return form_refuse(field, err, "is two numbers with a hyphen between them");
    text_add(plain, value);
    return true;
}

static bool read_money(const FormField *field, const char *value, Text *plain, Error *err)
{
    char amount[MONEY_PLAIN_SIZE];
    if (!money_shape_check(value, amount, err))
        return error_add_field(err, field->name);
    text_add(plain, amount);
    return true;
}

static bool read_integer(const FormField *field, const char *value, Text *plain, Error *err)
{
    while (value[0] == '0' && value[1] != '\0')
        value++;
    size_t length = strlen(value);
    if (!is_ascii_in(value, DIGITS) || length > 10 ||
        (length == 10 && strcmp(value, "2147483647") > 0))
        return form_refuse(field, err, "is a whole number from 0 to 2147483647");
    text_add(plain, value);
    return true;
}

static bool read_text(const FormField *field, const char *value, Text *plain, Error *err)
{
    (void)field;
    (void)err;
    text_add(plain, value);
    return true;
}

// Days relative to today need to know what today is; whoever knows it resolves them before.
static bool read_date(const FormField *field, const char *value, Text *plain, Error *err)
{
    const Date unknown = {.year = 2000, .month = 1, .day = 1};
    char iso[DATE_TEXT_SIZE];
    Date date;
    if (strchr(DIGITS, value[0]) == NULL || !date_parse_typed(value, unknown, &date, NULL))
        return form_refuse(field, err, "is not a day of the calendar");
    text_add(plain, date_format(date, iso));
    return true;
}

static bool read_choice(const FormField *field, const char *value, Text *plain, Error *err)
{
    AUTO(text_done) Text all = TEXT_EMPTY;
    AUTO(text_done) Text folded = TEXT_EMPTY;
    add_folded(&folded, value, UPPER, LOWER);
    for (size_t i = 0; i < field->choice_count; i++) {
        if (text_equal(text_string(&folded), field->choices[i])) {
            text_add(plain, field->choices[i]);
            return true;
        }
        text_add_format(&all, "%s%s", i == 0 ? "" : ", ", field->choices[i]);
    }
    error_set_field(err, ERROR_MALFORMED, field->name, NULL, "%s is one of: %s.", field->label,
                    text_string(&all));
    return false;
}

static bool read_country(const FormField *field, const char *value, Text *plain, Error *err)
{
    add_folded(plain, value, LOWER, UPPER);
    if (plain->length != 2 || !is_ascii_in(text_string(plain), UPPER))
        return form_refuse(field, err, "is two letters");
    return true;
}

static bool read_currency(const FormField *field, const char *value, Text *plain, Error *err)
{
    Currency currency;
    add_folded(plain, value, LOWER, UPPER);
    if (plain->length != 3 || !is_ascii_in(text_string(plain), UPPER))
        return form_refuse(field, err, "is three letters");
    if (!currency_find(text_string(plain), &currency))
        return form_refuse(field, err, "is not a currency of ISO 4217");
    return true;
}

// E.164: a plus, the country code, at most fifteen digits.
static bool read_phone(const FormField *field, const char *value, Text *plain, Error *err)
{
    AUTO(text_done) Text digits = TEXT_EMPTY;
    add_without(&digits, value, " ()./-");
    const char *number = text_string(&digits);
    if (text_starts_with(number, "+"))
        number += 1;
    else if (text_starts_with(number, "00"))
        number += 2;
    else
        return form_refuse(field, err, "begins with + and the country code");
    size_t length = strlen(number);
    if (!is_ascii_in(number, DIGITS) || number[0] == '0')
        return form_refuse(field, err, "has digits only, after the + and the country code");
    if (length < 7 || length > 15)
        return form_refuse(field, err, "has 7 to 15 digits");
    text_add_format(plain, "+%s", number);
    return true;
}

static bool email_has_domain(const char *domain)
{
    size_t length = strlen(domain);
    return length >= 3 && is_ascii_in(domain, DIGITS UPPER LOWER ".-") &&
           strchr(domain, '.') != NULL && strstr(domain, "..") == NULL && domain[0] != '.' &&
           domain[0] != '-' && domain[length - 1] != '.' && domain[length - 1] != '-';
}

static bool read_email(const FormField *field, const char *value, Text *plain, Error *err)
{
    const char *at = strrchr(value, '@');
    size_t local = at == NULL ? 0 : (size_t)(at - value);
    if (at == NULL || local < 1 || local > 64 || strpbrk(value, " \t,;<>()\"\\") != NULL ||
        memchr(value, '@', local) != NULL || !email_has_domain(at + 1))
        return form_refuse(field, err, "is written name@domain");
    text_add(plain, value);
    return true;
}

static bool read_yes_no(const FormField *field, const char *value, Text *plain, Error *err)
{
    static const struct {
        const char *word;
        const char *plain;
    } words[] = {{"yes", "true"}, {"y", "true"},  {"true", "true"},   {"1", "true"},
                 {"no", "false"}, {"n", "false"}, {"false", "false"}, {"0", "false"}};
    AUTO(text_done) Text folded = TEXT_EMPTY;
    add_folded(&folded, value, UPPER, LOWER);
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (text_equal(text_string(&folded), words[i].word)) {
            text_add(plain, words[i].plain);
            return true;
        }
    return form_refuse(field, err, "is yes or no");
}

static bool read_user(const FormField *field, const char *value, Text *plain, Error *err)
{
    add_folded(plain, value, UPPER, LOWER);
    const char *name = text_string(plain);
    if (plain->length < 2 || strchr(LOWER, name[0]) == NULL || !is_ascii_in(name, DIGITS LOWER "_"))
        return form_refuse(field, err, "has small letters, digits and underscores, a letter first");
    return true;
}

static bool read_secret(const FormField *field, const char *value, Text *plain, Error *err)
{
    (void)value;
    (void)plain;
    return form_refuse(field, err, "is a secret and is never given as an ordinary value");
}

static bool read_code(const FormField *field, const char *value, Text *plain, Error *err)
{
    add_without(plain, value, " ");
    if (plain->length != 6 || !is_ascii_in(text_string(plain), DIGITS))
        return form_refuse(field, err, "has six digits");
    return true;
}

static bool read_uuid(const FormField *field, const char *value, Text *plain, Error *err)
{
    char canonical[UUID_TEXT_SIZE];
    Uuid uuid;
    if (!uuid_from_text(value, &uuid, NULL))
        return form_refuse(field, err, "is 32 hexadecimal digits in groups of 8-4-4-4-12");
    text_add(plain, uuid_to_text(uuid, canonical));
    return true;
}

#define ANY     NULL, true
#define ASCII   NULL, false
#define ONLY(s) s, false

// code, name, SQL type, characters, what an editor accepts, secret, right-aligned, rule; reader
// clang-format off
static const struct {
    FormType type;
    FormReader *reader;
} types[] = {
    {{FORM_TYPE_ACCOUNT, "account", "text", 48, ONLY(DIGITS UPPER LOWER "-_ "), false, false,
      "Digits, letters and hyphens, as on the card or the statement."}, read_account},
    {{FORM_TYPE_CUSTOMER, "customer", "text", 34, ONLY(DIGITS UPPER LOWER "- "), false, false,
      "The customer number."}, read_customer},
    {{FORM_TYPE_RECEIPT, "receipt", "text", 24, ONLY(DIGITS "-"), false, false,
      "Branch and number with a hyphen, such as 1-00000042."}, read_receipt},
    {{FORM_TYPE_MONEY, "money", "text", 40, ONLY(DIGITS UPPER LOWER ".,' "), false, true,
      "Digits with a point before the decimals, such as 25.00 or 25.00 EUR."}, read_money},
    {{FORM_TYPE_INTEGER, "integer", "integer", 10, ONLY(DIGITS), false, true,
      "A whole number without sign."}, read_integer},
    {{FORM_TYPE_TEXT, "text", "text", 140, ANY, false, false,
      "One line, 140 characters at most."}, read_text},
    {{FORM_TYPE_NAME, "name", "text", 70, ANY, false, false,
      "One line, 70 characters at most."}, read_text},
    {{FORM_TYPE_NOTE, "note", "text", 500, ANY, false, false,
      "500 characters at most; it may have several lines."}, read_text},
    {{FORM_TYPE_DATE, "date", "date", 10, ONLY(DIGITS ".-"), false, false,
      "A day as YYYY-MM-DD or DD.MM.YYYY."}, read_date},
    {{FORM_TYPE_CHOICE, "choice", "text", 40, ONLY(LOWER UPPER DIGITS "_"), false, false,
      "One of the words offered."}, read_choice},
    {{FORM_TYPE_COUNTRY, "country", "text", 2, ONLY(LOWER UPPER), false, false,
      "Two letters of ISO 3166, such as CZ."}, read_country},
    {{FORM_TYPE_CURRENCY, "currency", "text", 3, ONLY(LOWER UPPER), false, false,
      "Three letters of ISO 4217, such as EUR."}, read_currency},
    {{FORM_TYPE_PHONE, "phone", "text", 30, ONLY(DIGITS "+ ()./-"), false, false,
      "With country code, such as +420 777 123 456."}, read_phone},
    {{FORM_TYPE_EMAIL, "email", "text", 254, ASCII, false, false,
      "name@domain."}, read_email},
    {{FORM_TYPE_YES_NO, "yes_no", "boolean", 5, ONLY(LOWER UPPER "01"), false, false,
      "yes or no."}, read_yes_no},
    {{FORM_TYPE_USER, "user", "text", 31, ONLY(DIGITS LOWER UPPER "_"), false, false,
      "2 to 31 small letters, digits and underscores, a letter first."}, read_user},
    {{FORM_TYPE_SECRET, "secret", "bytea", 128, ANY, true, false,
      "Typed without being shown."}, read_secret},
    {{FORM_TYPE_CODE, "code", "text", 7, ONLY(DIGITS " "), false, false,
      "Six digits, as the authenticator shows them now."}, read_code},
    {{FORM_TYPE_UUID, "uuid", "uuid", 36, ONLY(DIGITS "abcdefABCDEF-"), false, false,
      "32 hexadecimal digits in groups of 8-4-4-4-12."}, read_uuid},
    {{FORM_TYPE_FILE, "file", "text", 400, ANY, false, false,
      "A path on this computer, such as /home/me/payroll.csv."}, read_text},
    {{FORM_TYPE_TIME, "time", NULL, 0, ANY, false, false, "A moment."}, NULL},
    {{FORM_TYPE_LIST, "list", NULL, 0, ANY, false, false, "Several words."}, NULL},
};
// clang-format on

const FormType *form_type(FormTypeCode code)
{
    return &types[code].type;
}

const FormType *form_type_named(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(types); i++)
        if (text_equal(types[i].type.name, name))
            return &types[i].type;
    return NULL;
}

FormReader *form_type_reader(FormTypeCode code)
{
    return types[code].reader;
}

bool form_type_accepts(const FormType *type, int32_t code_point)
{
    if (code_point < 0x20 || code_point == 0x7f)
        return code_point == '\n' && type->code == FORM_TYPE_NOTE;
    if (code_point > 0x7f)
        return type->has_unicode;
    return type->characters == NULL || strchr(type->characters, (int)code_point) != NULL;
}
