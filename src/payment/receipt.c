// SPDX-License-Identifier: Apache-2.0
#include "payment/receipt.h"

#include <json-c/json.h>

#include "base/file.h"
#include "base/money.h"
#include "base/utf8.h"

// What has its label at the left edge and the value at the right one.
typedef struct Slip {
    struct json_object *object;
    Text *text;
    int width;
} Slip;

static void json_free(struct json_object *object)
{
    json_object_put(object);
}
AUTO_DEFINE(struct json_object, json_free);

static bool receipt_parse(const char *json, struct json_object **ret_object, Error *err)
{
    struct json_object *object = json == NULL ? NULL : json_tokener_parse(json);
    if (!json_object_is_type(object, json_type_object) ||
        json_object_object_get(object, "receipt") == NULL) {
        json_object_put(object);
        return error_set(err, ERROR_INTERNAL, __func__, "The answer is not a receipt.");
    }
    *ret_object = object;
    return true;
}

// "" where there is nothing.
static const char *get(struct json_object *object, const char *name)
{
    struct json_object *value = json_object_object_get(object, name);
    return value == NULL ? "" : json_object_get_string(value);
}

static void slip_rule(const Slip *slip)
{
    text_add_repeat(slip->text, '-', (size_t)slip->width);
    text_add_char(slip->text, '\n');
}

static void slip_line(const Slip *slip, const char *line, Utf8Align align)
{
    AUTO(text_done) Text padded = TEXT_EMPTY_MAX(TEXT_MAX_LINE);
    utf8_add_column(&padded, line, slip->width, align);
    size_t length = padded.length;
    while (length > 0 && text_string(&padded)[length - 1] == ' ')
        length--;
    text_cut(&padded, length);
    text_add_format(slip->text, "%s\n", text_string(&padded));
}

// The value keeps all its columns: a label may be cut, an amount never.
static void slip_pair(const Slip *slip, const char *label, const char *value)
{
    int value_width = utf8_width(value);
    if (value_width + 1 > slip->width) {
        slip_line(slip, label, UTF8_LEFT);
        slip_line(slip, value, UTF8_RIGHT);
        return;
    }
    utf8_add_column(slip->text, label, slip->width - value_width, UTF8_LEFT);
    text_add_format(slip->text, "%s\n", value);
}

static void slip_pair_if(const Slip *slip, const char *label, const char *value)
{
    if (value[0] != '\0')
        slip_pair(slip, label, value);
}

// Takes from the front of *rest what fits into a line, at a blank if there is one.
static char *take_line(const char **rest, int width)
{
    size_t fit = utf8_fit(*rest, width);
    size_t end = fit;
    if ((*rest)[fit] != '\0')
        while (end > 0 && (*rest)[end] != ' ')
            end--;
    if (end == 0)
        end = fit > 0 ? fit : strlen(*rest);
    char *line = text_copy_bytes(*rest, end);
    *rest += end;
    while (**rest == ' ')
        (*rest)++;
    return line;
}

static void slip_wrapped(const Slip *slip, const char *text)
{
    AUTO(text_done) Text clean = TEXT_EMPTY_MAX(TEXT_MAX_PAGE);
    utf8_add_cleaned(&clean, text);
    const char *rest = text_string(&clean);
    while (*rest != '\0') {
        AUTO_FREE char *line = take_line(&rest, slip->width);
        slip_line(slip, line, UTF8_LEFT);
    }
}

static void slip_money(const Slip *slip, const char *label, struct json_object *object,
                       const char *name, const char *currency)
{
    char text[MONEY_TEXT_SIZE];
    Money money = {.minor = json_object_get_int64(json_object_object_get(object, name))};
    if (currency_find(get(object, currency), &money.currency))
        slip_pair(slip, label, money_format(money, text));
    else
        slip_pair(slip, label, get(object, name));
}

static void slip_amount(const Slip *slip, const char *label, struct json_object *object,
                        const char *name)
{
    slip_money(slip, label, object, name, "currency");
}

// "cash.deposit" becomes "CASH DEPOSIT".
static void slip_title(const Slip *slip)
{
    AUTO(text_done) Text title = TEXT_EMPTY_MAX(TEXT_MAX_LINE);
    for (const char *byte = get(slip->object, "operation"); *byte != '\0'; byte++) {
        bool is_letter = *byte >= 'a' && *byte <= 'z';
        text_add_char(&title, is_letter ? (char)(*byte - 'a' + 'A') : ' ');
    }
    slip_line(slip, text_string(&title), UTF8_CENTRE);
}

// "2026-11-22T13:05:09.5+00:00" as the local minute.
static void slip_time(const Slip *slip, const char *value)
{
    char text[32];
    struct tm moment = {0};
    struct tm local = {0};
    const char *rest = strptime(value, "%Y-%m-%dT%H:%M:%S", &moment);
    if (rest != NULL && *rest == '.')
        rest += 1 + strspn(rest + 1, "0123456789");
    struct tm zone = {0};
    if (rest == NULL || strptime(rest, "%z", &zone) == NULL) {
        slip_pair_if(slip, "Posted", value);
        return;
    }
    time_t at = timegm(&moment) - zone.tm_gmtoff;
    if (localtime_r(&at, &local) != NULL &&
        strftime(text, sizeof text, "%Y-%m-%d %H:%M", &local) > 0)
        slip_pair(slip, "Posted", text);
}

static void slip_head(const Slip *slip)
{
    slip_line(slip, get(slip->object, "ledger_name"), UTF8_CENTRE);
    slip_title(slip);
    if (json_object_object_get(slip->object, "copy") != NULL) {
        AUTO_FREE char *mark = text_format("*** COPY %s ***", get(slip->object, "copy"));
        slip_line(slip, mark, UTF8_CENTRE);
    }
    slip_rule(slip);
    slip_pair(slip, "Receipt", get(slip->object, "receipt"));
    slip_time(slip, get(slip->object, "posted_at"));
    slip_pair_if(slip, "Business date", get(slip->object, "business_date"));
    slip_pair_if(slip, "Served by", get(slip->object, "teller_name"));
    slip_wrapped(slip, get(slip->object, "links"));
    slip_rule(slip);
}

static void slip_entry(const Slip *slip, struct json_object *entry)
{
    AUTO_FREE char *what = text_format("  %s", get(entry, "what"));
    AUTO(text_done) Text name = TEXT_EMPTY_MAX(TEXT_MAX_LINE);
    utf8_add_cleaned(&name, get(entry, "name"));
    bool is_debit = json_object_object_get(entry, "debit_minor") != NULL;
    AUTO_FREE char *label = text_format("%s, %s", what, is_debit ? "debit" : "credit");
    slip_line(slip, get(entry, "account"), UTF8_LEFT);
    AUTO_FREE char *holder = text_format("  %s", text_string(&name));
    slip_line(slip, holder, UTF8_LEFT);
    slip_amount(slip, label, entry, is_debit ? "debit_minor" : "credit_minor");
}

static void slip_entries(const Slip *slip)
{
    struct json_object *entries = json_object_object_get(slip->object, "entries");
    size_t count =
        json_object_is_type(entries, json_type_array) ? json_object_array_length(entries) : 0;
    for (size_t i = 0; i < count; i++)
        slip_entry(slip, json_object_array_get_idx(entries, i));
    if (count > 0)
        slip_rule(slip);
}

// "1 USD = 0.9080 EUR; 100 JPY = 0.6260 EUR": each price on a line of its own.
static void slip_prices(const Slip *slip, const char *prices)
{
    while (prices[0] != '\0') {
        size_t length = strcspn(prices, ";");
        AUTO_FREE char *price = text_copy_bytes(prices, length);
        slip_pair(slip, "Rate", price);
        prices += length + strspn(prices + length, "; ");
    }
}

// An exchange has two amounts, and the price that makes one of the other.
static void slip_exchange(const Slip *slip)
{
    slip_money(slip, "You gave", slip->object, "given_minor", "given_currency");
    slip_money(slip, "You got", slip->object, "got_minor", "got_currency");
    slip_prices(slip, get(slip->object, "price"));
}

static void slip_fee(const Slip *slip)
{
    bool has_currency = get(slip->object, "fee_currency")[0] != '\0';
    if (json_object_get_int64(json_object_object_get(slip->object, "fee_minor")) != 0)
        slip_money(slip, "Fee", slip->object, "fee_minor",
                   has_currency ? "fee_currency" : "currency");
}

static void slip_body(const Slip *slip)
{
    slip_pair_if(slip, "Account", get(slip->object, "account"));
    if (json_object_object_get(slip->object, "given_minor") != NULL)
        slip_exchange(slip);
    else
        slip_amount(slip, "Amount", slip->object, "amount_minor");
    slip_fee(slip);
    slip_rule(slip);
    slip_entries(slip);
    if (get(slip->object, "text")[0] != '\0') {
        slip_wrapped(slip, get(slip->object, "text"));
        slip_rule(slip);
    }
}

bool receipt_render(const char *json, int width, Text *ret_text, Error *err)
{
    AUTO(json_free) struct json_object *object = NULL;
    if (!receipt_parse(json, &object, err))
        return false;
    if (width < RECEIPT_WIDTH_MIN)
        width = RECEIPT_WIDTH_MIN;
    if (width > RECEIPT_WIDTH_MAX)
        width = RECEIPT_WIDTH_MAX;
    Slip slip = {.object = object, .text = ret_text, .width = width};
    slip_head(&slip);
    slip_body(&slip);
    return text_check(ret_text, err);
}

static bool receipt_folder(char **ret_folder, Error *err)
{
    const char *folder = getenv("PAYDESK_RECEIPTS");
    const char *home = getenv("HOME");
    if (folder != NULL && folder[0] != '\0')
        *ret_folder = text_copy(folder);
    else if (home != NULL && home[0] != '\0')
        *ret_folder = text_format("%s/paydesk-receipts", home);
    else
        return error_set(err, ERROR_FILE, __func__,
                         "There is no folder for receipts: set PAYDESK_RECEIPTS.");
    return true;
}

// The number becomes a file's name: nothing but what a receipt number is made of.
static bool is_file_name(const char *number)
{
    return number[0] != '\0' && strspn(number, "0123456789-") == strlen(number);
}

bool receipt_save(const char *json, char **ret_path, Error *err)
{
    AUTO(json_free) struct json_object *object = NULL;
    AUTO(text_done) Text page = TEXT_EMPTY_MAX(TEXT_MAX_PAGE);
    AUTO_FREE char *folder = NULL;
    if (!receipt_parse(json, &object, err) || !receipt_folder(&folder, err))
        return false;
    const char *number = get(object, "receipt");
    const char *copy = get(object, "copy");
    if (!is_file_name(number) || (copy[0] != '\0' && !is_file_name(copy)))
        return error_set(err, ERROR_INTERNAL, __func__,
                         "The receipt number cannot be a file's name.");
    AUTO_FREE char *path = copy[0] == '\0' ? text_format("%s/%s.txt", folder, number)
                                           : text_format("%s/%s-copy-%s.txt", folder, number, copy);
    if (!receipt_render(json, RECEIPT_WIDTH, &page, err) || !file_make_folder(folder, err) ||
        !file_write_new(path, text_string(&page), page.length, 0600, err))
        return false;
    *ret_path = TAKE(path);
    return true;
}
