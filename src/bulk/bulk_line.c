// SPDX-License-Identifier: Apache-2.0
#include <ctype.h>
#include <inttypes.h>
#include <string.h>

#include "base/money.h"
#include "base/utf8.h"
#include "bulk/bulk_internal.h"

enum {
    ACCOUNT_MAX = 48,
    NAME_MAX_LENGTH = 70,
    TEXT_MAX_LENGTH = 140,
    REFERENCE_MAX = 35,
    CURRENCY_MAX = 3,
    IBAN_SHORTEST = 15,
    IBAN_LONGEST = 34,
};

void bulk_line_init(BulkLine *line)
{
    *line = (BulkLine){
        .account = TEXT_EMPTY_MAX(BULK_VALUE_MAX),
        .amount = TEXT_EMPTY_MAX(BULK_VALUE_MAX),
        .currency = TEXT_EMPTY_MAX(BULK_VALUE_MAX),
        .name = TEXT_EMPTY_MAX(BULK_VALUE_MAX),
        .text = TEXT_EMPTY_MAX(BULK_VALUE_MAX),
        .reference = TEXT_EMPTY_MAX(BULK_VALUE_MAX),
    };
}

void bulk_line_done(BulkLine *line)
{
    text_done(&line->account);
    text_done(&line->amount);
    text_done(&line->currency);
    text_done(&line->name);
    text_done(&line->text);
    text_done(&line->reference);
}

void bulk_line_clear(BulkLine *line)
{
    text_clear(&line->account);
    text_clear(&line->amount);
    text_clear(&line->currency);
    text_clear(&line->name);
    text_clear(&line->text);
    text_clear(&line->reference);
    line->line = 0;
    line->is_iban = false;
    line->amount_minor = 0;
    line->fault = ERROR_EMPTY;
}

// The first fault of a line is the one it is refused for.
static void PRINTF_LIKE(5, 6) fault(BulkLine *line, ErrorCode code, const char *field,
                                    const char *hint, const char *format, ...)
{
    AUTO(text_done) Text sentence = TEXT_EMPTY;
    if (line->fault.code != ERROR_NONE)
        return;
    va_list arguments;
    va_start(arguments, format);
    text_add_format_list(&sentence, format, arguments);
    va_end(arguments);
    (void)error_set_field(&line->fault, code, field, hint, "%s", text_string(&sentence));
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

static void trim(Text *text)
{
    size_t first = 0;
    while (text->length > 0 && is_blank(text->bytes[text->length - 1]))
        text_cut(text, text->length - 1);
    while (first < text->length && is_blank(text->bytes[first]))
        first++;
    if (first > 0) {
        memmove(text->bytes, text->bytes + first, text->length - first);
        text_cut(text, text->length - first);
    }
}

// What is wrong with a text, after its name: "is not UTF-8"; NULL when nothing is.
static const char *text_trouble(const Text *text)
{
    if (text->length != strlen(text_string(text)))
        return "contains a control character";
    Utf8Fault fault = utf8_clean_check(text_string(text), NULL);
    return fault == UTF8_CLEAN ? NULL : utf8_fault_sentence(fault);
}

// Replaces it by something that may be shown and kept.
static void make_showable(Text *text, size_t most)
{
    AUTO(text_done) Text shown = TEXT_EMPTY;
    utf8_add_cleaned(&shown, text_string(text));
    text_cut(&shown, utf8_fit_bytes(text_string(&shown), most));
    text_clear(text);
    text_add(text, text_string(&shown));
}

static void compose(Text *text)
{
    AUTO_FREE char *composed = NULL;
    if (utf8_normalise(text_string(text), &composed, NULL) &&
        !text_equal(composed, text_string(text))) {
        text_clear(text);
        text_add(text, composed);
    }
}

static void judge_text(BulkLine *line, Text *text, const char *field, const char *label,
                       size_t most)
{
    trim(text);
    const char *trouble = text_trouble(text);
    if (trouble == NULL)
        compose(text);
    if (trouble != NULL)
        fault(line, ERROR_MALFORMED, field, "Write it anew; the file is to be saved as UTF-8.",
              "The %s %s.", label, trouble);
    else if (text->is_full || utf8_count_characters(text_string(text)) > most)
        fault(line, ERROR_MALFORMED, field, "Shorten it.", "The %s is longer than %zu characters.",
              label, most);
    else
        return;
    make_showable(text, most);
}

static void drop_blanks(Text *text)
{
    size_t kept = 0;
    for (size_t i = 0; i < text->length; i++)
        if (!is_blank(text->bytes[i]))
            text->bytes[kept++] = text->bytes[i];
    text_cut(text, kept);
}

// The rest modulo 97 of the IBAN with its head moved to the end and letters as two digits.
bool bulk_iban_is_right(const char *iban)
{
    size_t length = strlen(iban);
    unsigned rest = 0;
    if (length < IBAN_SHORTEST || length > IBAN_LONGEST || !isupper((unsigned char)iban[0]) ||
        !isupper((unsigned char)iban[1]))
        return false;
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)iban[(i + 4) % length];
        if (isdigit(byte))
            rest = (rest * 10 + (unsigned)(byte - '0')) % 97;
        else if (isupper(byte))
            rest = (rest * 100 + (unsigned)(byte - 'A') + 10) % 97;
        else
            return false;
    }
    return rest == 1;
}

static void judge_account(BulkLine *line)
{
    static const char accepted[] =
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
    judge_text(line, &line->account, "account", "account", BULK_VALUE_MAX);
    if (line->fault.code != ERROR_NONE) {
        make_showable(&line->account, ACCOUNT_MAX);
        return;
    }
    if (line->account.length > 0)
        drop_blanks(&line->account);
    if (line->is_iban)
        for (size_t i = 0; i < line->account.length; i++)
            line->account.bytes[i] = (char)toupper((unsigned char)line->account.bytes[i]);
    const char *account = text_string(&line->account);
    if (account[0] == '\0')
        fault(line, ERROR_MALFORMED, "account", "Say whom to pay.", "The account is missing.");
    else if (line->account.length > ACCOUNT_MAX || account[strspn(account, accepted)] != '\0')
        fault(line, ERROR_MALFORMED, "account", "Digits, letters and hyphens, 48 at most.",
              "This is not an account number.");
    else if (line->is_iban && !bulk_iban_is_right(account))
        fault(line, ERROR_MALFORMED, "account", "Compare it with the payee's own writing.",
              "The check digits of the IBAN are wrong.");
    if (line->fault.code != ERROR_NONE)
        make_showable(&line->account, ACCOUNT_MAX);
}

// What the digits make of minor; stops above the largest amount.
static int64_t add_digits(int64_t minor, const char *digits, size_t count)
{
    for (size_t i = 0; i < count && minor <= MONEY_MINOR_MAX; i++)
        minor = minor * 10 + (digits[i] - '0');
    return minor;
}

// Digits, and a point with decimals if wanted; exact in the currency, more than zero.
static bool read_minor(const char *text, size_t exponent, int64_t *ret_minor,
                       const char **ret_reason)
{
    static const char digits[] = "0123456789";
    size_t whole = strspn(text, digits);
    bool has_point = text[whole] == '.';
    const char *decimals = text + whole + has_point;
    size_t count = strspn(decimals, digits);
    *ret_reason = text[0] == '\0' ? "is missing" : "is not a number such as 1234.56";
    if (decimals[count] != '\0' || whole == 0 || (has_point && count == 0))
        return false;
    *ret_reason = "has more decimals than the currency";
    if (count > exponent && decimals[exponent + strspn(decimals + exponent, "0")] != '\0')
        return false;
    size_t taken = count < exponent ? count : exponent;
    int64_t minor = add_digits(add_digits(0, text, whole), decimals, taken);
    minor = add_digits(minor, "0000", exponent - taken);
    *ret_reason = minor == 0 ? "is zero" : "is too large";
    *ret_minor = minor;
    return minor > 0 && minor <= MONEY_MINOR_MAX;
}

static void judge_amount(BulkLine *line, Currency currency)
{
    const char *reason = "is not a number such as 1234.56";
    int64_t minor = 0;
    trim(&line->amount);
    bool is_whole =
        !line->amount.is_full && line->amount.length == strlen(text_string(&line->amount));
    if (is_whole &&
        read_minor(text_string(&line->amount), (size_t)currency.exponent, &minor, &reason))
        line->amount_minor = minor;
    else
        fault(line, ERROR_MALFORMED, "amount", "Write it as 1234.56: digits, a point, decimals.",
              "The amount %s.", reason);
}

static void judge_currency(BulkLine *line, Currency currency)
{
    judge_text(line, &line->currency, "currency", "currency", CURRENCY_MAX);
    const char *code = text_string(&line->currency);
    if (code[0] != '\0' && !text_equal(code, currency.code))
        fault(line, ERROR_CURRENCY_MISMATCH, "currency", "Pay it by itself.",
              "The payer's account is kept in %s, not in %s.", currency.code, code);
}

void bulk_line_judge(BulkLine *line, Currency currency)
{
    judge_account(line);
    judge_amount(line, currency);
    judge_currency(line, currency);
    judge_text(line, &line->name, "name", "name", NAME_MAX_LENGTH);
    judge_text(line, &line->text, "text", "text", TEXT_MAX_LENGTH);
    judge_text(line, &line->reference, "reference", "reference", REFERENCE_MAX);
}
