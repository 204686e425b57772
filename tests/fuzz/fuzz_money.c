// SPDX-License-Identifier: Apache-2.0
// What is read as an amount is in range, and is read the same again however it is written.
#include <stdlib.h>

#include "base/money.h"
#include "base/text.h"
#include "fuzz/fuzz.h"

static void check_same(const char *text, Money expected)
{
    Money read;
    if (!money_parse(text, expected.currency, &read, NULL) || read.minor != expected.minor)
        abort();
}

static void check_parse(const char *text, const char *code)
{
    Currency currency;
    Money money;
    char written[MONEY_TEXT_SIZE];
    Error err = ERROR_EMPTY;
    if (!currency_find(code, &currency))
        abort();
    if (!money_parse(text, currency, &money, &err)) {
        if (err.code == ERROR_NONE || err.sentence[0] == '\0')
            abort();
        return;
    }
    if (money.minor < 0 || money.minor > MONEY_MINOR_MAX)
        abort();
    check_same(money_format(money, written), money);
    check_same(money_format_plain(money, written), money);
}

static void check_shape(const char *text)
{
    char plain[MONEY_PLAIN_SIZE];
    char again[MONEY_PLAIN_SIZE];
    if (!money_shape_check(text, plain, NULL))
        return;
    if (!money_shape_check(plain, again, NULL) || !text_equal(plain, again))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    AUTO_FREE char *text = text_copy_bytes((const char *)bytes, length);
    check_parse(text, "EUR");
    check_parse(text, "JPY");
    check_parse(text, "BHD");
    check_shape(text);
    return 0;
}
