// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"

#include "base/text.h"
#include "base/utf8.h"
#include "support/suite.h"

START_TEST(test_set_fills_everything_and_returns_false)
{
    Error err = ERROR_EMPTY;
    ck_assert(!error_set(&err, ERROR_DRAWER_SHORT, "cash_pay", "Only %d left.", 7));
    ck_assert_int_eq(err.code, ERROR_DRAWER_SHORT);
    ck_assert_str_eq(err.sqlstate, "PD017");
    ck_assert_str_eq(err.where, "cash_pay");
    ck_assert_str_eq(err.sentence, "Only 7 left.");
    ck_assert_str_eq(err.field, "");
    ck_assert_str_eq(err.hint, "Pay out less, or ask for cash from the vault.");
}
END_TEST

START_TEST(test_every_error_has_a_way_out)
{
    for (ErrorCode code = ERROR_NONE + 1; code < ERROR_CODE_COUNT; code++) {
        Error err = ERROR_EMPTY;
        (void)error_set_field(&err, code, "amount", "", "No.");
        ck_assert_msg(err.hint[0] != '\0', "%s has no way out", error_name(code));
    }
}
END_TEST

START_TEST(test_set_field_names_field_and_hint)
{
    Error err = ERROR_EMPTY;
    ck_assert(!error_set_field(&err, ERROR_MALFORMED, "amount", "Write 25.00.", "No amount."));
    ck_assert_str_eq(err.field, "amount");
    ck_assert_str_eq(err.hint, "Write 25.00.");
    ck_assert(!error_set_field(&err, ERROR_MALFORMED, NULL, NULL, "No amount."));
    ck_assert_str_eq(err.field, "");
    ck_assert_str_eq(err.hint, "Correct it; the field's help says what it takes.");
}
END_TEST

START_TEST(test_nobody_needs_to_listen)
{
    ck_assert(!error_set(NULL, ERROR_BUSY, "x", "Busy."));
    ck_assert(!error_set_field(NULL, ERROR_BUSY, "x", "y", "Busy."));
    ck_assert(!error_add_hint(NULL, "Wait."));
    ck_assert(!error_add_field(NULL, "x"));
    error_clear(NULL);
}
END_TEST

START_TEST(test_a_field_already_named_stays)
{
    Error err = ERROR_EMPTY;
    (void)error_set(&err, ERROR_MALFORMED, "x", "No.");
    (void)error_add_field(&err, "amount");
    (void)error_add_field(&err, "other");
    ck_assert_str_eq(err.field, "amount");
}
END_TEST

START_TEST(test_text_is_cleaned)
{
    Error err = ERROR_EMPTY;
    (void)error_set(&err, ERROR_MALFORMED, "x", "a\x1b[2Jb\nc\xff");
    ck_assert_str_eq(err.sentence, "a\xef\xbf\xbd[2Jb c\xef\xbf\xbd");
    (void)error_add_hint(&err, "\x07");
    ck_assert_str_eq(err.hint, "\xef\xbf\xbd");
}
END_TEST

START_TEST(test_long_text_is_cut_between_characters)
{
    Error err = ERROR_EMPTY;
    AUTO(text_done) Text euros = TEXT_EMPTY;
    for (int i = 0; i < 1000; i++)
        text_add(&euros, "\xe2\x82\xac");
    (void)error_set(&err, ERROR_MALFORMED, "x", "%s", text_string(&euros));
    ck_assert_uint_eq(strlen(err.sentence), (sizeof err.sentence - 1) / 3 * 3);
    ck_assert(utf8_is_valid(err.sentence, strlen(err.sentence)));
}
END_TEST

START_TEST(test_every_code_is_complete)
{
    ck_assert_str_eq(error_name(ERROR_NONE), "NONE");
    ck_assert_int_eq(error_exit_status(ERROR_NONE), 0);
    ck_assert_str_eq(error_name(ERROR_NOT_FOUND), "NOT_FOUND");
    for (ErrorCode code = ERROR_NONE + 1; code < ERROR_CODE_COUNT; code++) {
        const char *sqlstate = error_sqlstate(code);
        const char *sentence = error_sentence(code);
        ck_assert(error_exit_status(code) >= 1 && error_exit_status(code) <= 3);
        ck_assert_int_eq(sentence[strlen(sentence) - 1], '.');
        ck_assert(*sqlstate == '\0' || strlen(sqlstate) == 5);
        if (text_starts_with(sqlstate, "PD"))
            ck_assert_int_eq(error_from_sqlstate(sqlstate), code);
    }
}
END_TEST

static const struct {
    const char *sqlstate;
    ErrorCode code;
} states[] = {
    {"PD001", ERROR_MALFORMED},
    {"PD029", ERROR_WRONG_STATE},
    {"PD999", ERROR_INTERNAL},
    {"40001", ERROR_BUSY},
    {"40P01", ERROR_BUSY},
    {"55P03", ERROR_BUSY},
    {"53300", ERROR_BUSY},
    {"57014", ERROR_CANCELLED},
    {"08006", ERROR_CONNECTION},
    {"08P01", ERROR_CONNECTION},
    {"57P01", ERROR_CONNECTION},
    {"57P03", ERROR_CONNECTION},
    {"28P01", ERROR_SIGN_IN_REFUSED},
    {"28000", ERROR_SIGN_IN_REFUSED},
    {"42501", ERROR_NOT_PERMITTED},
    {"42883", ERROR_CONTRACT},
    {"23505", ERROR_INTERNAL},
    {"22P02", ERROR_INTERNAL},
    {"", ERROR_INTERNAL},
    {NULL, ERROR_INTERNAL},
};

START_TEST(test_sqlstates_map)
{
    ck_assert_int_eq(error_from_sqlstate(states[_i].sqlstate), states[_i].code);
}
END_TEST

START_TEST(test_what_may_be_asked_again)
{
    ck_assert(error_may_retry(ERROR_BUSY));
    ck_assert(error_may_retry(ERROR_CONNECTION));
    ck_assert(error_may_retry(ERROR_STALE_TRANSACTION));
    ck_assert(!error_may_retry(ERROR_INSUFFICIENT_FUNDS));
    ck_assert(!error_may_retry(ERROR_INTERNAL));
}
END_TEST

START_TEST(test_markdown_has_a_line_for_every_code)
{
    AUTO(text_done) Text page = TEXT_EMPTY;
    error_write_markdown(&page);
    for (ErrorCode code = ERROR_NONE + 1; code < ERROR_CODE_COUNT; code++) {
        AUTO_FREE char *cell = text_format("| %s | %s |", error_name(code), error_sqlstate(code));
        ck_assert_msg(strstr(text_string(&page), cell) != NULL, "%s", cell);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("error");
    TCase *tests = tcase_create("error");
    tcase_add_test(tests, test_set_fills_everything_and_returns_false);
    tcase_add_test(tests, test_every_error_has_a_way_out);
    tcase_add_test(tests, test_set_field_names_field_and_hint);
    tcase_add_test(tests, test_nobody_needs_to_listen);
    tcase_add_test(tests, test_a_field_already_named_stays);
    tcase_add_test(tests, test_text_is_cleaned);
    tcase_add_test(tests, test_long_text_is_cut_between_characters);
    tcase_add_test(tests, test_every_code_is_complete);
    tcase_add_loop_test(tests, test_sqlstates_map, 0, (int)COUNT_OF(states));
    tcase_add_test(tests, test_what_may_be_asked_again);
    tcase_add_test(tests, test_markdown_has_a_line_for_every_code);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
