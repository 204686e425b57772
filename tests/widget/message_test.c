// SPDX-License-Identifier: Apache-2.0
#include "widget/message.h"

#include "support/typing.h"

static void check_line(const MessageLine *line, int64_t now_ms, const char *expected)
{
    AUTO(canvas_free) Canvas *canvas = canvas_new(60, 1);
    message_draw(line, canvas, canvas_bounds(canvas), now_ms);
    typing_check_row(canvas, 0, expected);
}

START_TEST(test_kinds_have_words)
{
    MessageLine line;
    message_init(&line);
    check_line(&line, 0, "");
    message_set(&line, MESSAGE_INFO, 0, "Welcome.");
    check_line(&line, 0, "Welcome.");
    message_set(&line, MESSAGE_ERROR, 0, "The account is closed.");
    check_line(&line, 0, "Error: The account is closed.");
    message_format(&line, MESSAGE_OK, 0, "Receipt %s", "1-00000007");
    check_line(&line, 0, "Done: Receipt 1-00000007");
    message_clear(&line);
    check_line(&line, 0, "");
    message_done(&line);
}
END_TEST

START_TEST(test_working_counts_whole_seconds_after_two)
{
    MessageLine line;
    message_init(&line);
    ck_assert_int_eq(message_next_ms(&line, 0), -1);
    message_working(&line, 1000, "Posting");
    check_line(&line, 2999, "Working: Posting");
    ck_assert_int_eq(message_next_ms(&line, 1000), 2000);
    ck_assert_int_eq(message_next_ms(&line, 2999), 1);
    check_line(&line, 3000, "Working: Posting 2 s  Esc cancels");
    ck_assert_int_eq(message_next_ms(&line, 3000), 1000);
    ck_assert_int_eq(message_next_ms(&line, 3400), 600);
    ck_assert_ptr_null(message_at(&line, 0));
    message_done(&line);
}
END_TEST

START_TEST(test_history_is_a_ring)
{
    MessageLine line;
    message_init(&line);
    for (int i = 0; i < 250; i++)
        message_format(&line, MESSAGE_INFO, i, "message %d", i);
    ck_assert_str_eq(message_at(&line, 0)->text, "message 249");
    ck_assert_int_eq(message_at(&line, 0)->at_ms, 249);
    ck_assert_str_eq(message_at(&line, 99)->text, "message 150");
    ck_assert_ptr_null(message_at(&line, 100));
    message_done(&line);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("message");
    TCase *tests = tcase_create("message");
    tcase_add_test(tests, test_kinds_have_words);
    tcase_add_test(tests, test_working_counts_whole_seconds_after_two);
    tcase_add_test(tests, test_history_is_a_ring);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
