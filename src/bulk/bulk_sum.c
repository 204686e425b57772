// SPDX-License-Identifier: Apache-2.0
#include "bulk/bulk_internal.h"

enum { WHOLE_DIGITS = 18, FRACTION_DIGITS = 17 };

static const uint64_t fraction_one = UINT64_C(100000000000000000);

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

// Digits into a number; returns how many there were, or -1 for more than there may be.
static int read_digits(const char **text, int most, uint64_t *ret_number)
{
    int count = 0;
    *ret_number = 0;
    for (; is_digit(**text); (*text)++, count++) {
        if (count == most)
            return -1;
        *ret_number = *ret_number * 10 + (uint64_t)(**text - '0');
    }
    return count;
}

bool bulk_sum_parse(const char *text, BulkSum *ret_sum)
{
    BulkSum sum = {.whole = 0};
    int decimals = 0;
    int digits = read_digits(&text, WHOLE_DIGITS, &sum.whole);
    if (*text == '.') {
        text++;
        decimals = read_digits(&text, FRACTION_DIGITS, &sum.fraction);
    }
    if (digits < 0 || decimals < 0 || digits + decimals == 0 || *text != '\0')
        return false;
    for (int i = decimals; i < FRACTION_DIGITS; i++)
        sum.fraction *= 10;
    *ret_sum = sum;
    return true;
}

void bulk_sum_add(BulkSum *sum, const char *amount)
{
    // Far above what may be paid, far below what could overflow with all lines of a file.
    const uint64_t most = UINT64_C(10000000000000);
    BulkSum more;
    if (!bulk_sum_parse(amount, &more) || more.whole > most || sum->whole > UINT64_MAX / 2) {
        sum->is_unknown = true;
        return;
    }
    sum->whole += more.whole;
    sum->fraction += more.fraction;
    if (sum->fraction >= fraction_one) {
        sum->fraction -= fraction_one;
        sum->whole++;
    }
}

bool bulk_sum_equal(const BulkSum *left, const BulkSum *right)
{
    return left->whole == right->whole && left->fraction == right->fraction;
}
