// SPDX-License-Identifier: Apache-2.0
#include "base/money.h"

#include "base/secret.h"
#include "base/text.h"
#include "support/suite.h"

#define NBSP  "\xc2\xa0"
#define NNBSP "\xe2\x80\xaf"
#define QUOTE "\xe2\x80\x99"
#define MINUS "\xe2\x88\x92"

static Currency currency(const char *code)
{
    Currency found;
    ck_assert_msg(currency_find(code, &found), "%s", code);
    return found;
}

static Money money(int64_t minor, const char *code)
{
    return (Money){.minor = minor, .currency = currency(code)};
}

static const struct {
    const char *text;
    const char *code;
    int64_t minor;
} good[] = {
    {"25", "EUR", 2500},
    {"25.00", "EUR", 2500},
    {"25.5", "EUR", 2550},
    {"25,00", "EUR", 2500},
    {"25,5", "EUR", 2550},
    {"0", "EUR", 0},
    {"0.01", "EUR", 1},
    {".50", "EUR", 50},
    {"00025", "EUR", 2500},
    {"  25  ", "EUR", 2500},
    {"1'250 ", "EUR", 125000},
    {"1 250.50", "EUR", 125050},
    {"1'250.50", "EUR", 125050},
    {"1" QUOTE "250,50", "EUR", 125050},
    {"1" NBSP "250" NBSP "000", "EUR", 125000000},
    {"1" NNBSP "250", "EUR", 125000},
    {"1,250.50", "EUR", 125050},
    {"1,250,000.5", "EUR", 125000050},
    {"12 345 678,90", "EUR", 1234567890},
    {"25 EUR", "EUR", 2500},
    {"25EUR", "EUR", 2500},
    {"EUR 25", "EUR", 2500},
    {"eur25.00", "EUR", 2500},
    {"5k", "EUR", 500000},
    {"5K EUR", "EUR", 500000},
    {"1,5 k", "EUR", 150000},
    {"1.5k", "EUR", 150000},
    {"0k", "EUR", 0},
    {"1.23456k", "EUR", 123456},
    {"1 000k", "EUR", 100000000},
    {"1250", "JPY", 1250},
    {"1 250", "JPY", 1250},
    {"1.250", "BHD", 1250},
    {"1250.1234", "CLF", 12501234},
    {"10000000000000.00", "EUR", MONEY_MINOR_MAX},
    {"1000000000000000", "JPY", MONEY_MINOR_MAX},
};

START_TEST(test_reads)
{
    Error err = ERROR_EMPTY;
    Money read = money(-1, "USD");
    ck_assert_done(money_parse(good[_i].text, currency(good[_i].code), &read, &err), &err);
    ck_assert_int_eq(read.minor, good[_i].minor);
    ck_assert_str_eq(read.currency.code, good[_i].code);
}
END_TEST

static const struct {
    const char *text;
    const char *code;
} bad[] = {
    {"", "EUR"},
    {"   ", "EUR"},
    {"abc", "EUR"},
    {"EUR", "EUR"},
    {"-25", "EUR"},
    {"+25", "EUR"},
    {MINUS "25", "EUR"},
    {"25-", "EUR"},
    {"(25)", "EUR"},
    {"1,250", "EUR"},
    {"1,250", "JPY"},
    {"1,250", "BHD"},
    {"1.250", "EUR"},
    {"25.001", "EUR"},
    {"25.000", "EUR"},
    {"25.0", "JPY"},
    {"25,", "EUR"},
    {"25.", "EUR"},
    {".", "EUR"},
    {",50", "EUR"},
    {"1.250,50", "EUR"},
    {"1.250.000", "EUR"},
    {"1,25,0", "EUR"},
    {"1,25.00", "EUR"},
    {"12,34,567.00", "EUR"},
    {"12 34", "EUR"},
    {"1 2345", "EUR"},
    {"1234 567", "EUR"},
    {"1 234'567", "EUR"},
    {"5kEUR", "EUR"},
    {"'250", "EUR"},
    {"1''250", "EUR"},
    {"1  250", "EUR"},
    {"25.5 0", "EUR"},
    {"25 EUROS", "EUR"},
    {"25 E", "EUR"},
    {"25 EUR EUR", "EUR"},
    {"EUR 25 EUR", "EUR"},
    {"25 EUR 25", "EUR"},
    {"5kk", "EUR"},
    {"5m", "EUR"},
    {"k", "EUR"},
    {"1.2345678k", "EUR"},
    {"0x10", "EUR"},
    {"1e5", "EUR"},
    {"NaN", "EUR"},
    {"0.0000000000000000000000000000000000001", "EUR"},
    {"inf", "EUR"},
    {"25.00;DROP", "EUR"},
    {"\xd9\xa2\xd9\xa5", "EUR"},
    {"25\n", "EUR"},
    {"25\x1b", "EUR"},
    {"10000000000000.01", "EUR"},
    {"1000000000000001", "JPY"},
    {"9223372036854775808", "JPY"},
    {"99999999999999999999999999", "EUR"},
    {"99999999999999999999999k", "EUR"},
    {"0.00000000000000000000000000000000000000000000000000000000001", "EUR"},
};

START_TEST(test_refuses)
{
    Error err = ERROR_EMPTY;
    Money untouched = money(-7, "USD");
    ck_assert_refused(money_parse(bad[_i].text, currency(bad[_i].code), &untouched, &err), &err,
                      ERROR_MALFORMED);
    ck_assert_int_eq(untouched.minor, -7);
    ck_assert_uint_gt(strlen(err.sentence), 0);
}
END_TEST

START_TEST(test_another_currency_is_a_mismatch)
{
    Error err = ERROR_EMPTY;
    Money read;
    ck_assert_refused(money_parse("25 USD", currency("EUR"), &read, &err), &err,
                      ERROR_CURRENCY_MISMATCH);
    ck_assert_refused(money_parse("XYZ 25", currency("EUR"), &read, &err), &err,
                      ERROR_CURRENCY_MISMATCH);
}
END_TEST

START_TEST(test_a_million_characters_are_just_refused)
{
    Error err = ERROR_EMPTY;
    Money read;
    AUTO(text_done) Text text = TEXT_EMPTY;
    text_add_repeat(&text, '9', 1000 * 1000);
    ck_assert_refused(money_parse(text_string(&text), currency("EUR"), &read, &err), &err,
                      ERROR_MALFORMED);
    text_clear(&text);
    text_add_repeat(&text, ' ', 1000 * 1000);
    ck_assert_refused(money_parse(text_string(&text), currency("EUR"), &read, &err), &err,
                      ERROR_MALFORMED);
}
END_TEST

static const struct {
    const char *text;
    const char *plain; // NULL: refused
} shapes[] = {
    {"25", "25"},
    {"25,00", "25.00"},
    {"1 234.50", "1234.50"},
    {"1'234,5", "1234.5"},
    {"1234.50 eur", "1234.50 EUR"},
    {"JPY 1 250", "1250 JPY"},
    {"5k", "5000"},
    {"1.5k usd", "1500 USD"},
    {"0.00", "0.00"},
    {"007", "7"},
    {".5", "0.5"},
    {"1.250", "1.250"},
    {"1.2345", "1.2345"},
    {"1.23456", NULL},
    {"1,250", NULL},
    {"25.5 JPY", NULL},
    {"25.555 EUR", NULL},
    {"25 XYZ", NULL},
    {"25 XAU", NULL},
    {"", NULL},
    {"-1", NULL},
    {"1000000000000000", "1000000000000000"},
    {"1000000000000001", NULL},
    {"100000000000.0000", "100000000000.0000"},
    {"100000000000.0001", NULL},
};

START_TEST(test_shapes)
{
    Error err = ERROR_EMPTY;
    char plain[MONEY_PLAIN_SIZE] = "";
    if (shapes[_i].plain) {
        ck_assert_done(money_shape_check(shapes[_i].text, plain, &err), &err);
        ck_assert_str_eq(plain, shapes[_i].plain);
    } else {
        ck_assert_refused(money_shape_check(shapes[_i].text, plain, &err), &err, ERROR_MALFORMED);
        ck_assert_str_eq(plain, "");
    }
}
END_TEST

static const struct {
    int64_t minor;
    const char *code;
    const char *text;
    const char *plain;
} formats[] = {
    {0, "EUR", "0.00 EUR", "0.00"},
    {5, "EUR", "0.05 EUR", "0.05"},
    {-5, "EUR", "-0.05 EUR", "-0.05"},
    {100, "EUR", "1.00 EUR", "1.00"},
    {99999, "EUR", "999.99 EUR", "999.99"},
    {100000, "EUR", "1 000.00 EUR", "1000.00"},
    {-123456789, "EUR", "-1 234 567.89 EUR", "-1234567.89"},
    {0, "JPY", "0 JPY", "0"},
    {1250, "JPY", "1 250 JPY", "1250"},
    {1250, "BHD", "1.250 BHD", "1.250"},
    {12345678, "CLF", "1 234.5678 CLF", "1234.5678"},
    {INT64_MAX, "EUR", "92 233 720 368 547 758.07 EUR", "92233720368547758.07"},
    {INT64_MIN, "EUR", "-92 233 720 368 547 758.08 EUR", "-92233720368547758.08"},
    {INT64_MIN, "JPY", "-9 223 372 036 854 775 808 JPY", "-9223372036854775808"},
};

START_TEST(test_formats)
{
    char text[MONEY_TEXT_SIZE];
    Money value = money(formats[_i].minor, formats[_i].code);
    ck_assert_str_eq(money_format(value, text), formats[_i].text);
    ck_assert_str_eq(money_format_plain(value, text), formats[_i].plain);
    AUTO_FREE char *amount =
        text_format("%s %s", money_format_amount(value, text), formats[_i].code);
    ck_assert_str_eq(amount, formats[_i].text);
}
END_TEST

START_TEST(test_what_is_written_can_be_read_back)
{
    static const char *const codes[] = {"EUR", "JPY", "BHD", "CLF"};
    Error err = ERROR_EMPTY;
    for (int i = 0; i < 20000; i++) {
        char text[MONEY_TEXT_SIZE];
        uint64_t bits = 0;
        secret_random(&bits, sizeof bits);
        Money written = money((int64_t)(bits % MONEY_MINOR_MAX) >> (i % 50), codes[i % 4]);
        Money read;
        ck_assert_done(money_parse(money_format(written, text), written.currency, &read, &err),
                       &err);
        ck_assert_int_eq(read.minor, written.minor);
        ck_assert_done(
            money_parse(money_format_plain(written, text), written.currency, &read, &err), &err);
        ck_assert_int_eq(read.minor, written.minor);
    }
}
END_TEST

START_TEST(test_sums)
{
    Error err = ERROR_EMPTY;
    Money sum;
    ck_assert_done(money_add(money(150, "EUR"), money(-50, "EUR"), &sum, &err), &err);
    ck_assert_int_eq(sum.minor, 100);
    ck_assert_done(money_subtract(money(150, "EUR"), money(250, "EUR"), &sum, &err), &err);
    ck_assert_int_eq(sum.minor, -100);
    ck_assert_done(money_negate(sum, &sum, &err), &err);
    ck_assert_int_eq(sum.minor, 100);
    ck_assert_str_eq(sum.currency.code, "EUR");
}
END_TEST

START_TEST(test_sums_that_are_none)
{
    Error err = ERROR_EMPTY;
    Money sum;
    ck_assert_refused(money_add(money(1, "EUR"), money(1, "USD"), &sum, &err), &err,
                      ERROR_CURRENCY_MISMATCH);
    ck_assert_refused(money_subtract(money(1, "EUR"), money(1, "USD"), &sum, &err), &err,
                      ERROR_CURRENCY_MISMATCH);
    ck_assert_refused(money_add(money(INT64_MAX, "EUR"), money(1, "EUR"), &sum, &err), &err,
                      ERROR_LIMIT_EXCEEDED);
    ck_assert_refused(money_subtract(money(INT64_MIN, "EUR"), money(1, "EUR"), &sum, &err), &err,
                      ERROR_LIMIT_EXCEEDED);
    ck_assert_refused(money_negate(money(INT64_MIN, "EUR"), &sum, &err), &err,
                      ERROR_LIMIT_EXCEEDED);
    ck_assert_refused(money_basis_points(money(INT64_MAX, "EUR"), 20000, &sum, &err), &err,
                      ERROR_LIMIT_EXCEEDED);
    ck_assert_refused(money_basis_points(money(10001, "EUR"), INT64_MAX, &sum, &err), &err,
                      ERROR_LIMIT_EXCEEDED);
    ck_assert_refused(money_basis_points(money(9999, "EUR"), INT64_MAX, &sum, &err), &err,
                      ERROR_LIMIT_EXCEEDED);
}
END_TEST

static const struct {
    int64_t minor;
    int64_t basis_points;
    int64_t part;
} parts[] = {
    {10000, 25, 25},
    {10000, 10000, 10000},
    {100, 50, 1},
    {99, 50, 0},
    {-100, 50, -1},
    {-99, 50, 0},
    {100, -50, -1},
    {12345, 175, 216},
    {0, 175, 0},
    {12345, 0, 0},
    {INT64_MAX, 10000, INT64_MAX},
    {INT64_MIN, 10000, INT64_MIN},
    {15000, 1, 2},
    {14999, 1, 1},
    {20000, 15000, 30000},
};

START_TEST(test_basis_points)
{
    Error err = ERROR_EMPTY;
    Money part;
    ck_assert_done(
        money_basis_points(money(parts[_i].minor, "EUR"), parts[_i].basis_points, &part, &err),
        &err);
    ck_assert_int_eq(part.minor, parts[_i].part);
}
END_TEST

START_TEST(test_the_table_is_in_order_and_complete)
{
    Currency previous = {.code = ""};
    Currency each;
    size_t count = 0;
    for (; currency_at(count, &each); count++) {
        Currency found;
        ck_assert_int_lt(strcmp(previous.code, each.code), 0);
        ck_assert(currency_find_number(each.number, &found));
        ck_assert(currency_equal(found, each));
        ck_assert(each.exponent >= 0 && each.exponent <= 4);
        ck_assert_ptr_nonnull(currency_name(each));
        previous = each;
    }
    ck_assert_uint_gt(count, 150);
    ck_assert_int_eq(currency("eur").number, 978);
    ck_assert_int_eq(currency("DZD").number, 12);
    ck_assert_int_eq(currency("ALL").number, 8);
    ck_assert_str_eq(currency_name(currency("CHF")), "Swiss Franc");
    ck_assert(!currency_find("XAU", &each));
    ck_assert(!currency_find("DEM", &each));
    ck_assert(!currency_find("", &each));
    ck_assert(!currency_find_number(0, &each));
    ck_assert_ptr_null(currency_name((Currency){.code = "XYZ"}));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("money");
    TCase *tests = tcase_create("money");
    tcase_add_loop_test(tests, test_reads, 0, (int)COUNT_OF(good));
    tcase_add_loop_test(tests, test_refuses, 0, (int)COUNT_OF(bad));
    tcase_add_test(tests, test_another_currency_is_a_mismatch);
    tcase_add_test(tests, test_a_million_characters_are_just_refused);
    tcase_add_loop_test(tests, test_shapes, 0, (int)COUNT_OF(shapes));
    tcase_add_loop_test(tests, test_formats, 0, (int)COUNT_OF(formats));
    tcase_add_test(tests, test_what_is_written_can_be_read_back);
    tcase_add_test(tests, test_sums);
    tcase_add_test(tests, test_sums_that_are_none);
    tcase_add_loop_test(tests, test_basis_points, 0, (int)COUNT_OF(parts));
    tcase_add_test(tests, test_the_table_is_in_order_and_complete);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
