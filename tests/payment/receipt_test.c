// SPDX-License-Identifier: Apache-2.0
#include "payment/receipt.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/utf8.h"
#include "support/suite.h"

static const char *const json =
    "{\"receipt\":\"1-00000043\",\"ledger_name\":\"Main "
    "Street\",\"operation\":\"payment.transfer\","
    "\"posted_at\":\"2026-11-22T15:05:09.25+01:00\",\"business_date\":\"2026-11-22\",\"teller_"
    "name\":\"Tina Teller\","
    "\"text\":\"Rent for December with a text that is a good deal longer than one line of forty "
    "columns\","
    "\"account\":\"1000000161\",\"amount_minor\":123456789,\"fee_minor\":25,\"currency\":\"EUR\","
    "\"copies\":0,\"entries\":["
    "{\"account\":\"1000000161\",\"name\":\"A*** "
    "N***\",\"what\":\"principal\",\"debit_minor\":123456789,\"credit_minor\":null,"
    "\"currency\":\"EUR\"},"
    "{\"account\":\"1000000258\",\"name\":\"山*** "
    "太***\",\"what\":\"principal\",\"debit_minor\":null,\"credit_minor\":123456789,"
    "\"currency\":\"EUR\"}]}";

static const char *const evil_json =
    "{\"receipt\":\"1-00000044\",\"ledger_name\":\"B\\u001b[2Jank\",\"operation\":\"cash.deposit\","
    "\"text\":\"x\\u001b]0;owned\\u0007\\u202ey\",\"amount_minor\":5,\"currency\":\"JPY\","
    "\"entries\":[]}";

static void check_width(const char *page, int width)
{
    while (*page != '\0') {
        size_t length = strcspn(page, "\n");
        AUTO_FREE char *line = text_copy_bytes(page, length);
        ck_assert_msg(utf8_width(line) <= width, "too wide: \"%s\"", line);
        page += length + 1;
    }
}

START_TEST(lines_fit_and_amounts_stand_at_the_right)
{
    Error error = ERROR_EMPTY;
    for (int width = RECEIPT_WIDTH_MIN; width <= 80; width++) {
        AUTO(text_done) Text page = TEXT_EMPTY;
        ck_assert_done(receipt_render(json, width, &page, &error), &error);
        check_width(text_string(&page), width);
        ck_assert(strstr(text_string(&page), "1 234 567.89 EUR\n") != NULL);
    }
}
END_TEST

START_TEST(time_is_local)
{
    Error error = ERROR_EMPTY;
    AUTO(text_done) Text page = TEXT_EMPTY;
    ck_assert_done(receipt_render(json, RECEIPT_WIDTH, &page, &error), &error);
    ck_assert(strstr(text_string(&page), "2026-11-22 14:05\n") != NULL);
    ck_assert(strstr(text_string(&page), "COPY") == NULL);
    ck_assert(strstr(text_string(&page), "0.25 EUR\n") != NULL);
}
END_TEST

START_TEST(copy_is_marked_and_numbered)
{
    Error error = ERROR_EMPTY;
    AUTO(text_done) Text page = TEXT_EMPTY;
    AUTO_FREE char *copy = text_format("{\"copy\":3,%s", json + 1);
    ck_assert_done(receipt_render(copy, RECEIPT_WIDTH, &page, &error), &error);
    ck_assert(strstr(text_string(&page), "*** COPY 3 ***") != NULL);
}
END_TEST

START_TEST(what_became_of_it_is_said)
{
    static const char reversed[] = "{\"receipt\":\"1-00000043\",\"operation\":\"cash.deposit\","
                                   "\"amount_minor\":5,\"currency\":\"JPY\",\"entries\":[],"
                                   "\"links\":\"reversed by 1-00000044\"}";
    AUTO(text_done) Text page = TEXT_EMPTY;
    Error error = ERROR_EMPTY;
    ck_assert_done(receipt_render(reversed, RECEIPT_WIDTH, &page, &error), &error);
    ck_assert_ptr_nonnull(strstr(text_string(&page), "\nreversed by 1-00000044\n"));
}
END_TEST

START_TEST(an_exchange_tells_both_amounts_and_each_price)
{
    static const char exchange[] =
        "{\"receipt\":\"1-00000045\",\"operation\":\"exchange.buy\",\"amount_minor\":1000,"
        "\"currency\":\"USD\",\"given_minor\":1000,\"given_currency\":\"USD\",\"got_minor\":1453,"
        "\"got_currency\":\"JPY\",\"price\":\"1 USD = 0.9100 EUR; 100 JPY = 0.6260 EUR\","
        "\"fee_minor\":10,\"fee_currency\":\"JPY\",\"entries\":[]}";
    Error error = ERROR_EMPTY;
    AUTO(text_done) Text page = TEXT_EMPTY;
    ck_assert_done(receipt_render(exchange, RECEIPT_WIDTH, &page, &error), &error);
    check_width(text_string(&page), RECEIPT_WIDTH);
    static const char *const lines[] = {"10.00 USD\n", "1 453 JPY\n", " 1 USD = 0.9100 EUR\n",
                                        " 100 JPY = 0.6260 EUR\n", " 10 JPY\n"};
    for (size_t i = 0; i < COUNT_OF(lines); i++)
        ck_assert_msg(strstr(text_string(&page), lines[i]) != NULL, "no %s", lines[i]);
    ck_assert(strstr(text_string(&page), "Amount") == NULL);
}
END_TEST

START_TEST(control_characters_do_not_reach_the_printer)
{
    Error error = ERROR_EMPTY;
    AUTO(text_done) Text page = TEXT_EMPTY;
    ck_assert_done(receipt_render(evil_json, RECEIPT_WIDTH, &page, &error), &error);
    ck_assert(strchr(text_string(&page), '\x1b') == NULL);
    ck_assert(strchr(text_string(&page), '\a') == NULL);
    ck_assert(strstr(text_string(&page), "\xe2\x80\xae") == NULL);
    ck_assert(strstr(text_string(&page), "5 JPY") != NULL);
}
END_TEST

START_TEST(what_is_no_receipt_is_refused)
{
    static const char *const wrong[] = {"",           "{", "[]", "null", "{}", "{\"receipt\":null}",
                                        "\"receipt\""};
    Error error = ERROR_EMPTY;
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        AUTO(text_done) Text page = TEXT_EMPTY;
        ck_assert_refused(receipt_render(wrong[i], RECEIPT_WIDTH, &page, &error), &error,
                          ERROR_INTERNAL);
    }
}
END_TEST

START_TEST(saved_once_and_never_over_another)
{
    char folder[] = "/tmp/paydesk-receipt-XXXXXX";
    Error error = ERROR_EMPTY;
    AUTO_FREE char *path = NULL;
    AUTO_FREE char *other = NULL;
    AUTO(text_done) Text page = TEXT_EMPTY;
    struct stat status;
    ck_assert(mkdtemp(folder) != NULL);
    setenv("PAYDESK_RECEIPTS", folder, 1);
    ck_assert_done(receipt_save(json, &path, &error), &error);
    ck_assert(strstr(path, "/1-00000043.txt") != NULL);
    ck_assert_int_eq(stat(path, &status), 0);
    ck_assert_int_eq(status.st_mode & 0777, 0600);
    ck_assert_refused(receipt_save(json, &other, &error), &error, ERROR_CONFLICT);
    ck_assert_ptr_null(other);
    unlink(path);
    rmdir(folder);
}
END_TEST

START_TEST(number_cannot_climb_out_of_the_folder)
{
    Error error = ERROR_EMPTY;
    AUTO_FREE char *path = NULL;
    ck_assert_refused(
        receipt_save(
            "{\"receipt\":\"../../x\",\"operation\":\"a\",\"amount_minor\":1,\"currency\":\"EUR\"}",
            &path, &error),
        &error, ERROR_INTERNAL);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("payment_receipt");
    TCase *receipts = tcase_create("receipt");
    tcase_add_test(receipts, lines_fit_and_amounts_stand_at_the_right);
    tcase_add_test(receipts, time_is_local);
    tcase_add_test(receipts, copy_is_marked_and_numbered);
    tcase_add_test(receipts, what_became_of_it_is_said);
    tcase_add_test(receipts, an_exchange_tells_both_amounts_and_each_price);
    tcase_add_test(receipts, control_characters_do_not_reach_the_printer);
    tcase_add_test(receipts, what_is_no_receipt_is_refused);
    tcase_add_test(receipts, saved_once_and_never_over_another);
    tcase_add_test(receipts, number_cannot_climb_out_of_the_folder);
    suite_add_tcase(suite, receipts);
    return suite_run(suite);
}
