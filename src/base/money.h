// SPDX-License-Identifier: Apache-2.0
/*
 * money: exact amounts of a currency, from the key press to the ledger.
 *
 * An amount is a whole number of the currency's minor units.  There is no floating point anywhere,
 * all arithmetic is checked, and two currencies never meet.
 *
 * How people may write an amount: digits, grouped by a space or an apostrophe if they like, with a
 * point or, before the last one or two digits, a comma for the decimals; k for thousands; the
 * currency before or after it.  "25"  "25.00"  "25,00"  "1 250.50"  "1'250.50 EUR"  "5k".  A comma
 * groups only where a point follows and settles it ("1,250.50"); what could be read in two ways
 * ("1,250") is refused.  No sign.
 */
#ifndef BASE_MONEY_H
#define BASE_MONEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/auto.h"
#include "base/currency.h"
#include "base/error.h"

typedef struct {
    int64_t minor;
    Currency currency;
} Money;

// The database's own limit for one amount; well inside int64 so that sums of many stay there too.
#define MONEY_MINOR_MAX INT64_C(1000000000000000)

enum {
    MONEY_TEXT_SIZE = 48,  // holds any amount as money_format() writes it
    MONEY_PLAIN_SIZE = 32, // holds any amount that money_shape_check() lets pass
};

// Reads an amount; zero is an amount.  ERROR_MALFORMED with a hint; ERROR_CURRENCY_MISMATCH if the
// text names another currency.  The error's field is left to the caller.
MUST_CHECK bool money_parse(const char *text, Currency currency, Money *ret_money, Error *err);
// For when the account's currency is not known yet: checks the shape and writes it plainly,
// "1234.50" or "1234.50 EUR", as the database reads it.  Decimals are counted only if a currency is
// named.
MUST_CHECK bool money_shape_check(const char *text, char ret_plain[MONEY_PLAIN_SIZE], Error *err);

// "1 234.50 EUR", "-12.00 EUR"; returns ret_text.  money_parse() reads it back, but for the sign.
const char *money_format(Money money, char ret_text[MONEY_TEXT_SIZE]);
// The same without the currency, for columns that say it in their head.
const char *money_format_amount(Money money, char ret_text[MONEY_TEXT_SIZE]);
// "1234.50": for files and other programs.
const char *money_format_plain(Money money, char ret_text[MONEY_TEXT_SIZE]);

// Checked: ERROR_CURRENCY_MISMATCH, or ERROR_LIMIT_EXCEEDED if the result does not fit.
MUST_CHECK bool money_add(Money left, Money right, Money *ret_sum, Error *err);
MUST_CHECK bool money_subtract(Money left, Money right, Money *ret_difference, Error *err);
MUST_CHECK bool money_negate(Money money, Money *ret_money, Error *err);
// Hundredths of a percent; a half is rounded up in size, away from zero, as round(numeric) does it.
MUST_CHECK bool money_basis_points(Money money, int64_t basis_points, Money *ret_part, Error *err);

#endif
