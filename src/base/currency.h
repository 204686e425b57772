// SPDX-License-Identifier: Apache-2.0
/*
 * currency: the currencies of ISO 4217 that are in use and have a minor unit.
 *
 * A Currency is a small value that is copied; the one list of them is currency_table.h.
 */
#ifndef BASE_CURRENCY_H
#define BASE_CURRENCY_H

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    char code[4]; // ISO 4217, "EUR"
    int exponent; // decimals: 2 for EUR, 0 for JPY, 3 for BHD
    int number;   // ISO 4217 numeric, 978
} Currency;

// Currencies in use that have a minor unit. False if none has that code (any case) or number.
bool currency_find(const char *code, Currency *ret_currency);
bool currency_find_number(int number, Currency *ret_currency);
// Walks through the table by code: from 0 until false.
bool currency_at(size_t index, Currency *ret_currency);
// "Euro"; static.  NULL for a currency not from the table.
const char *currency_name(Currency currency);
bool currency_equal(Currency left, Currency right);

#endif
