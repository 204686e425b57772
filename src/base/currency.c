// SPDX-License-Identifier: Apache-2.0
#include "base/currency.h"

#include <string.h>

#include "base/auto.h"
#include "base/currency_table.h"

typedef struct {
    Currency currency;
    const char *name;
} CurrencyRow;

static const CurrencyRow currency_rows[] = {
#define CURRENCY_ROW(code, number, exponent, name) {{#code, exponent, number}, name},
    CURRENCY_TABLE(CURRENCY_ROW)
#undef CURRENCY_ROW
};

bool currency_find(const char *code, Currency *ret_currency)
{
    for (size_t i = 0; i < COUNT_OF(currency_rows); i++) {
        if (strcasecmp(code, currency_rows[i].currency.code) == 0) {
            *ret_currency = currency_rows[i].currency;
            return true;
        }
    }
    return false;
}

bool currency_find_number(int number, Currency *ret_currency)
{
    for (size_t i = 0; i < COUNT_OF(currency_rows); i++) {
        if (number == currency_rows[i].currency.number) {
            *ret_currency = currency_rows[i].currency;
            return true;
        }
    }
    return false;
}

bool currency_at(size_t index, Currency *ret_currency)
{
    if (index >= COUNT_OF(currency_rows))
        return false;
    *ret_currency = currency_rows[index].currency;
    return true;
}

const char *currency_name(Currency currency)
{
    for (size_t i = 0; i < COUNT_OF(currency_rows); i++)
        if (currency_equal(currency, currency_rows[i].currency))
            return currency_rows[i].name;
    return NULL;
}

bool currency_equal(Currency left, Currency right)
{
    return strcmp(left.code, right.code) == 0;
}
