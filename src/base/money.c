// SPDX-License-Identifier: Apache-2.0
#include "base/money.h"

#include <assert.h>
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

enum {
    MONEY_BODY_SIZE = 48,
    MONEY_DIGITS_MAX = 24,
    MONEY_DECIMALS_MAX = 4, // no currency has more
};

static const char money_hint[] = "Write 1250.50 or 1 250.50.";

// What was written, taken apart: digits with the decimal point left out, where it stood, and a
// code.
typedef struct {
    char digits[MONEY_DIGITS_MAX + 1];
    int digit_count;
    int decimals;
    char code[4];
} MoneyText;

static bool money_refuse(Error *err, const char *hint, const char *sentence)
{
    return error_set_field(err, ERROR_MALFORMED, NULL, hint, "%s", sentence);
}

// Keyboards and other programs have several spaces and two apostrophes; each stands for one of
// ours.
static char money_separator(const char *text, size_t *ret_length)
{
    static const struct {
        const char *bytes;
        char stands_for;
    } separators[] = {
        {" ", ' '},
        {"'", '\''},
        {"\xc2\xa0", ' '},
        {"\xe2\x80\xaf", ' '},
        {"\xe2\x80\x89", ' '},
        {"\xe2\x80\x99", '\''},
    };
    for (size_t i = 0; i < COUNT_OF(separators); i++) {
        if (text_starts_with(text, separators[i].bytes)) {
            *ret_length = strlen(separators[i].bytes);
            return separators[i].stands_for;
        }
    }
    return '\0';
}

static const char *money_skip_spaces(const char *at)
{
    size_t length = 0;
    while (money_separator(at, &length) == ' ')
        at += length;
    return at;
}

static bool money_is_letter(char byte)
{
    return (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
}

static bool money_is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

// Takes a word of exactly three letters, if one stands here.
static const char *money_read_code(const char *at, char ret_code[4])
{
    for (int i = 0; i < 3; i++)
        if (!money_is_letter(at[i]))
            return at;
    if (money_is_letter(at[3]))
        return at;
    for (int i = 0; i < 3; i++)
        ret_code[i] = (char)toupper((unsigned char)at[i]);
    ret_code[3] = '\0';
    return money_skip_spaces(at + 3);
}

// Takes digits, points, commas and separators, the latter in one spelling, without spaces at the
// end.
static bool money_read_body(const char **at, char body[MONEY_BODY_SIZE], Error *err)
{
    size_t length = 0;
    for (;;) {
        size_t step = 1;
        char byte = **at;
        if (!money_is_digit(byte) && byte != '.' && byte != ',')
            byte = money_separator(*at, &step);
        if (byte == '\0')
            break;
        if (length == MONEY_BODY_SIZE - 1)
            return money_refuse(err, NULL, "The amount is too long.");
        body[length++] = byte;
        *at += step;
    }
    while (length > 0 && body[length - 1] == ' ')
        length--;
    body[length] = '\0';
    return true;
}

static size_t money_count(const char *body, char byte)
{
    size_t count = 0;
    for (const char *at = body; *at; at++)
        count += *at == byte;
    return count;
}

// Where the decimals begin: at the point; at a comma if nothing but one or two digits follows it.
static bool money_find_decimals(const char *body, const char **ret_mark, Error *err)
{
    size_t points = money_count(body, '.');
    size_t commas = money_count(body, ',');
    const char *comma = strrchr(body, ',');
    if (points > 1)
        return money_refuse(err, money_hint, "The amount has more than one decimal point.");
    if (points == 0 && commas > 0) {
        size_t after = strlen(comma + 1);
        if (commas > 1 || after < 1 || after > 2)
            return money_refuse(err, money_hint,
                                "The comma in the amount can be read in two ways.");
        *ret_mark = comma;
        return true;
    }
    *ret_mark = strchr(body, '.');
    if (*ret_mark && comma && comma > *ret_mark)
        return money_refuse(err, money_hint, "A comma stands after the decimal point.");
    return true;
}

static bool money_add_digit(MoneyText *parts, char digit)
{
    if (parts->digit_count == 0 && digit == '0' && parts->decimals == 0)
        return true;
    if (parts->digit_count == MONEY_DIGITS_MAX)
        return false;
    parts->digits[parts->digit_count++] = digit;
    return true;
}

// Whole groups of three after a first one of one to three, all with the same separator.
static bool money_read_whole(const char *body, const char *end, MoneyText *parts, Error *err)
{
    char separator = '\0';
    size_t group = 0;
    for (const char *at = body; at < end; at++) {
        if (money_is_digit(*at)) {
            group++;
            if (!money_add_digit(parts, *at))
                return money_refuse(err, NULL, "The amount is too large.");
            continue;
        }
        bool is_whole_group = separator ? group == 3 : group >= 1 && group <= 3;
        if (!is_whole_group || (separator && separator != *at))
            return money_refuse(err, money_hint, "The digits are not grouped in threes.");
        separator = *at;
        group = 0;
    }
    if (separator && group != 3)
        return money_refuse(err, money_hint, "The digits are not grouped in threes.");
    return true;
}

static bool money_read_decimals(const char *decimals, MoneyText *parts, Error *err)
{
    if (*decimals == '\0')
        return money_refuse(err, money_hint, "There are no digits after the decimal point.");
    for (const char *at = decimals; *at; at++) {
        if (!money_is_digit(*at))
            return money_refuse(err, money_hint, "The decimals are not digits.");
        parts->decimals++;
        if (!money_add_digit(parts, *at))
            return money_refuse(err, NULL, "The amount has too many digits.");
    }
    return true;
}

static bool money_read_number(const char *body, MoneyText *parts, Error *err)
{
    const char *mark = NULL;
    if (!money_find_decimals(body, &mark, err))
        return false;
    const char *end = mark ? mark : body + strlen(body);
    return money_read_whole(body, end, parts, err) &&
           (!mark || money_read_decimals(mark + 1, parts, err));
}

// k moves the decimal point by three.
static bool money_read_thousands(const char **at, MoneyText *parts, Error *err)
{
    if ((**at != 'k' && **at != 'K') || money_is_letter((*at)[1]))
        return true;
    *at = money_skip_spaces(*at + 1);
    parts->decimals -= 3;
    while (parts->decimals < 0) {
        parts->decimals++;
        if (parts->digit_count == MONEY_DIGITS_MAX)
            return money_refuse(err, NULL, "The amount is too large.");
        if (parts->digit_count > 0)
            parts->digits[parts->digit_count++] = '0';
    }
    return true;
}

static bool money_refuse_start(const char *at, Error *err)
{
    if (*at == '\0')
        return money_refuse(err, money_hint, "The amount is missing.");
    if (*at == '-' || *at == '+' || text_starts_with(at, "\xe2\x88\x92"))
        return money_refuse(err, "Leave the sign out.", "An amount has no sign.");
    return money_refuse(err, money_hint, "The amount is not a number.");
}

static bool money_read(const char *text, MoneyText *parts, Error *err)
{
    *parts = (MoneyText){.digit_count = 0};
    char body[MONEY_BODY_SIZE];
    const char *at = money_read_code(money_skip_spaces(text), parts->code);
    if (!money_is_digit(*at) && *at != '.')
        return money_refuse_start(at, err);
    if (!money_read_body(&at, body, err) || !money_read_number(body, parts, err) ||
        !money_read_thousands(&at, parts, err))
        return false;
    if (parts->code[0] == '\0')
        at = money_read_code(at, parts->code);
    if (*at != '\0')
        return money_refuse(err, money_hint, "The amount is not a number.");
    return true;
}

static bool money_refuse_decimals(int exponent, const char *code, Error *err)
{
    if (exponent == 0)
        return error_set_field(err, ERROR_MALFORMED, NULL, NULL, "%s has no decimals.", code);
    return error_set_field(err, ERROR_MALFORMED, NULL, NULL, "%s has only %d decimals.", code,
                           exponent);
}

// The digits as a number with so many decimals, all of which they must fit into.
static bool money_scale(const MoneyText *parts, int exponent, int64_t *ret_minor, Error *err)
{
    assert(parts->decimals <= exponent);
    int64_t minor = 0;
    for (int i = 0; i < parts->digit_count + exponent - parts->decimals; i++) {
        int digit = i < parts->digit_count ? parts->digits[i] - '0' : 0;
        minor = minor * 10 + digit;
        if (minor > MONEY_MINOR_MAX)
            return money_refuse(err, NULL, "The amount is too large.");
    }
    *ret_minor = minor;
    return true;
}

bool money_parse(const char *text, Currency currency, Money *ret_money, Error *err)
{
    MoneyText parts;
    int64_t minor = 0;
    if (!money_read(text, &parts, err))
        return false;
    if (parts.code[0] != '\0' && strcmp(parts.code, currency.code) != 0)
        return error_set_field(err, ERROR_CURRENCY_MISMATCH, NULL, NULL,
                               "The amount is in %s, not in %s.", parts.code, currency.code);
    if (parts.decimals > currency.exponent)
        return money_refuse_decimals(currency.exponent, currency.code, err);
    if (!money_scale(&parts, currency.exponent, &minor, err))
        return false;
    *ret_money = (Money){.minor = minor, .currency = currency};
    return true;
}

bool money_shape_check(const char *text, char ret_plain[MONEY_PLAIN_SIZE], Error *err)
{
    MoneyText parts;
    Currency currency = {.exponent = MONEY_DECIMALS_MAX};
    int64_t minor = 0;
    if (!money_read(text, &parts, err))
        return false;
    bool has_code = parts.code[0] != '\0';
    if (has_code && !currency_find(parts.code, &currency))
        return error_set_field(err, ERROR_MALFORMED, NULL, "Use a code like EUR.",
                               "%s is not a currency.", parts.code);
    if (parts.decimals > currency.exponent)
        return has_code ? money_refuse_decimals(currency.exponent, currency.code, err)
                        : money_refuse(err, NULL, "No currency has so many decimals.");
    if (!money_scale(&parts, parts.decimals, &minor, err))
        return false;
    Money plain = {.minor = minor, .currency = {.exponent = parts.decimals}};
    char amount[MONEY_TEXT_SIZE];
    (void)snprintf(ret_plain, MONEY_PLAIN_SIZE, "%s%s%s", money_format_plain(plain, amount),
                   has_code ? " " : "", parts.code);
    return true;
}

// Writes the digits from the right, with a group separator if one is given.
static const char *money_write(Money money, const char *group, char ret_text[MONEY_TEXT_SIZE])
{
    char backwards[MONEY_TEXT_SIZE];
    size_t length = 0;
    uint64_t rest = money.minor < 0 ? 0 - (uint64_t)money.minor : (uint64_t)money.minor;
    for (int place = 0; place <= money.currency.exponent || rest > 0; place++) {
        int whole_place = place - money.currency.exponent;
        if (whole_place == 0 && place > 0)
            backwards[length++] = '.';
        else if (whole_place > 0 && whole_place % 3 == 0 && *group)
            backwards[length++] = *group;
        backwards[length++] = (char)('0' + rest % 10);
        rest /= 10;
    }
    if (money.minor < 0)
        backwards[length++] = '-';
    for (size_t i = 0; i < length; i++)
        ret_text[i] = backwards[length - 1 - i];
    ret_text[length] = '\0';
    return ret_text;
}

const char *money_format(Money money, char ret_text[MONEY_TEXT_SIZE])
{
    size_t length = strlen(money_write(money, " ", ret_text));
    (void)snprintf(ret_text + length, MONEY_TEXT_SIZE - length, " %s", money.currency.code);
    return ret_text;
}

const char *money_format_amount(Money money, char ret_text[MONEY_TEXT_SIZE])
{
    return money_write(money, " ", ret_text);
}

const char *money_format_plain(Money money, char ret_text[MONEY_TEXT_SIZE])
{
    return money_write(money, "", ret_text);
}

static bool money_same_currency(Money left, Money right, const char *where, Error *err)
{
    return currency_equal(left.currency, right.currency) ||
           error_set(err, ERROR_CURRENCY_MISMATCH, where, "%s and %s cannot be added.",
                     left.currency.code, right.currency.code);
}

static bool money_refuse_overflow(const char *where, Error *err)
{
    return error_set(err, ERROR_LIMIT_EXCEEDED, where, "The result is too large for an amount.");
}

bool money_add(Money left, Money right, Money *ret_sum, Error *err)
{
    int64_t minor = 0;
    if (!money_same_currency(left, right, __func__, err))
        return false;
    if (__builtin_add_overflow(left.minor, right.minor, &minor))
        return money_refuse_overflow(__func__, err);
    *ret_sum = (Money){.minor = minor, .currency = left.currency};
    return true;
}

bool money_subtract(Money left, Money right, Money *ret_difference, Error *err)
{
    int64_t minor = 0;
    if (!money_same_currency(left, right, __func__, err))
        return false;
    if (__builtin_sub_overflow(left.minor, right.minor, &minor))
        return money_refuse_overflow(__func__, err);
    *ret_difference = (Money){.minor = minor, .currency = left.currency};
    return true;
}

bool money_negate(Money money, Money *ret_money, Error *err)
{
    int64_t minor = 0;
    if (__builtin_sub_overflow(INT64_C(0), money.minor, &minor))
        return money_refuse_overflow(__func__, err);
    *ret_money = (Money){.minor = minor, .currency = money.currency};
    return true;
}

bool money_basis_points(Money money, int64_t basis_points, Money *ret_part, Error *err)
{
    // Split at the divisor, so that only the first product can overflow and nothing is lost.
    const int64_t unit = 10000;
    int64_t whole = 0;
    int64_t rest = 0;
    int64_t minor = 0;
    if (__builtin_mul_overflow(money.minor / unit, basis_points, &whole) ||
        __builtin_mul_overflow(money.minor % unit, basis_points, &rest))
        return money_refuse_overflow(__func__, err);
    int64_t rounded = rest / unit;
    int64_t remainder = rest % unit;
    if (remainder >= unit / 2)
        rounded++;
    else if (remainder <= -unit / 2)
        rounded--;
    if (__builtin_add_overflow(whole, rounded, &minor))
        return money_refuse_overflow(__func__, err);
    *ret_part = (Money){.minor = minor, .currency = money.currency};
    return true;
}
