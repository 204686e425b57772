// SPDX-License-Identifier: Apache-2.0
#include "canvas/key.h"

#include "base/auto.h"
#include "support/suite.h"

static const char *const names[] = {
    "F1",         "F12",      "Enter",      "BackTab",  "Esc",   "PageDown", "a",
    "Z",          "9",        "ü",          "中",       "💶",     "Space",    "+",
    "-",          "Ctrl+U",   "Ctrl+Space", "Ctrl++",   "Alt+x", "Alt+ü",    "Ctrl+Alt+Delete",
    "Ctrl+Right", "Shift+F5", "PasteBegin", "PasteEnd",
};

START_TEST(test_names_go_round)
{
    Key key;
    char text[KEY_TEXT_SIZE];
    ck_assert_msg(key_parse(names[_i], &key), "%s", names[_i]);
    ck_assert_str_eq(key_format(key, text), names[_i]);
}
END_TEST

START_TEST(test_parse_is_kind_to_people)
{
    Key key;
    ck_assert(key_parse("ctrl+u", &key));
    ck_assert(key_is_ctrl(key, 'u'));
    ck_assert(key_parse("pagedown", &key));
    ck_assert(key_is(key, KEY_PAGE_DOWN));
    ck_assert(key_parse("Shift+Tab", &key));
    ck_assert(key_is(key, KEY_BACKTAB));
}
END_TEST

START_TEST(test_what_is_no_key)
{
    static const char *const wrong[] = {"",     "F13",  "ab",     "Ctrl+", "Ctrl+Nothing",
                                        "\xff", "中文", "Shift+a"};
    Key key;
    for (size_t i = 0; i < COUNT_OF(wrong); i++)
        ck_assert_msg(!key_parse(wrong[i], &key), "%s", wrong[i]);
}
END_TEST

START_TEST(test_bytes)
{
    static const struct {
        uint32_t point;
        const char *bytes;
    } points[] = {
        {'a', "a"},
        {0x7F, "\x7f"},
        {0x80, "\xc2\x80"},
        {0x7FF, "\xdf\xbf"},
        {0x800, "\xe0\xa0\x80"},
        {0xFFFF, "\xef\xbf\xbf"},
        {0x10000, "\xf0\x90\x80\x80"},
        {0x10FFFF, "\xf4\x8f\xbf\xbf"},
        {0, ""},
        {0x110000, ""},
    };
    char bytes[KEY_BYTES_SIZE];
    for (size_t i = 0; i < COUNT_OF(points); i++) {
        size_t length = key_bytes(key_character(points[i].point), bytes);
        ck_assert_str_eq(bytes, points[i].bytes);
        ck_assert_uint_eq(length, strlen(bytes));
    }
    ck_assert_uint_eq(key_bytes(key_named(KEY_F1), bytes), 0);
}
END_TEST

START_TEST(test_questions)
{
    ck_assert(key_is_back(key_named(KEY_F12)));
    ck_assert(key_is_back(key_named(KEY_ESCAPE)));
    ck_assert(!key_is_back(key_named(KEY_F1)));
    ck_assert(key_is_text(key_character('x')));
    ck_assert(!key_is_text(key_ctrl('x')));
    ck_assert(!key_is_text(key_alt('x')));
    ck_assert(!key_is_character(key_alt('x'), 'x'));
    ck_assert(!key_is_ctrl(key_character('u'), 'u'));
    ck_assert(!key_equal(key_character('u'), key_ctrl('u')));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("key");
    TCase *tests = tcase_create("key");
    tcase_add_loop_test(tests, test_names_go_round, 0, (int)COUNT_OF(names));
    tcase_add_test(tests, test_parse_is_kind_to_people);
    tcase_add_test(tests, test_what_is_no_key);
    tcase_add_test(tests, test_bytes);
    tcase_add_test(tests, test_questions);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
