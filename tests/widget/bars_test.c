// SPDX-License-Identifier: Apache-2.0
// The two lines that frame every screen: title and keys.
#include "support/typing.h"
#include "widget/keybar.h"
#include "widget/titlebar.h"

static const KeyHint hints[] = {
    {.key = KEY_F1, .label = "Help"},
    {.key = KEY_F2, .label = "Find"},
    {.key = KEY_F3, .label = "Leave"},
    {.key = KEY_F4, .label = "List"},
    {.key = KEY_F5, .label = "Refresh"},
    {.key = KEY_F6, .label = "New"},
    {.key = KEY_F7, .label = "Back"},
    {.key = KEY_F8, .label = "On"},
    {.key = KEY_F9, .label = "Post"},
    {.key = KEY_F10, .label = "Actions"},
    {.key = KEY_F11, .label = "View"},
    {.key = KEY_F12, .label = "Back"},
    {.key = KEY_CHARACTER, .text = "/", .label = "Search", .rank = 9},
};

typedef struct Bar {
    int width;
    const char *row;
} Bar;

static const Bar key_bars[] = {
    {40, "F1 Help  F2 Find  F9 Post  F12 Back"},
    {60, "F1 Help  F2 Find  F3 Leave  F9 Post  F12 Back"},
    {80, "F1 Help  F2 Find  F3 Leave  F4 List  F5 Refresh  F6 New  F9 Post  F12 Back"},
    {132, "F1 Help  F2 Find  F3 Leave  F4 List  F5 Refresh  F6 New  F7 Back  F8 On  F9 Post  F10 "
          "Actions  F11 View  F12 Back"},
    {240, "F1/Alt+1 Help  F2/Alt+2 Find  F3/Alt+3 Leave  F4/Alt+4 List  F5/Alt+5 Refresh  "
          "F6/Alt+6 New  F7/Alt+7 Back  F8/Alt+8 On  F9/Alt+9 Post  F10/Alt+0 Actions  F11/Alt+- "
          "View  F12/Alt+= Back"},
    {12, "F1 Help"},
    {3, "F1"},
};

START_TEST(test_key_bar)
{
    AUTO(canvas_free) Canvas *canvas = canvas_new(key_bars[_i].width, 1);
    keybar_draw(hints, COUNT_OF(hints), canvas, canvas_bounds(canvas));
    typing_check_row(canvas, 0, key_bars[_i].row);
}
END_TEST

START_TEST(test_help_is_first_and_never_dropped)
{
    static const KeyHint unsorted[] = {
        {.key = KEY_F9, .label = "Post", .rank = 1},
        {.key = KEY_F1, .label = "Help", .rank = 9},
    };
    AUTO(canvas_free) Canvas *canvas = canvas_new(40, 1);
    keybar_draw(unsorted, COUNT_OF(unsorted), canvas, canvas_bounds(canvas));
    typing_check_row(canvas, 0, "F1 Help  F9 Post");
    ck_assert_int_eq(canvas_cell(canvas, 0, 0)->style, STYLE_HINT_KEY);
    canvas_resize(canvas, 10, 1);
    keybar_draw(unsorted, COUNT_OF(unsorted), canvas, canvas_bounds(canvas));
    typing_check_row(canvas, 0, "F1 Help");
    canvas_clear(canvas);
    keybar_draw(NULL, 0, canvas, canvas_bounds(canvas));
    typing_check_row(canvas, 0, "");
}
END_TEST

static const int title_widths[] = {40, 60, 80, 120, 180, 10};

START_TEST(test_title_bar)
{
    Titlebar title = {
        .screen = "Cash deposit",
        .user = "tina",
        .branch = "Main Street",
        .drawer = "DRAWER-1",
        .role = "teller",
        .clock = "2026-11-22 14:05",
        .queues = "3 waiting",
        .server = "desk-a",
    };
    static const char *const parts[] = {"tina", "Main Street", "DRAWER-1", "3 waiting", "desk-a"};
    int width = title_widths[_i];
    AUTO(canvas_free) Canvas *canvas = canvas_new(width, 1);
    titlebar_draw(&title, canvas, canvas_bounds(canvas));
    for (size_t i = 0; i < COUNT_OF(parts) && width >= 40; i++)
        ck_assert_int_eq(typing_shows(canvas, parts[i]), (int)i <= _i);
    ck_assert(width < 40 || typing_shows(canvas, "Cash deposit"));
    for (int x = 0; x < width; x++)
        ck_assert_int_eq(canvas_cell(canvas, x, 0)->style, STYLE_TITLE);
}
END_TEST

START_TEST(test_screen_name_has_the_right_of_way)
{
    Titlebar title = {
        .screen = "Statement of the account of a customer with a long name",
        .user = "tina",
        .branch = "Main Street",
    };
    AUTO(canvas_free) Canvas *canvas = canvas_new(66, 1);
    titlebar_draw(&title, canvas, canvas_bounds(canvas));
    typing_check_row(canvas, 0,
                     "Statement of the account of a customer with a long name       tina");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("bars");
    TCase *tests = tcase_create("bars");
    tcase_add_loop_test(tests, test_key_bar, 0, (int)COUNT_OF(key_bars));
    tcase_add_test(tests, test_help_is_first_and_never_dropped);
    tcase_add_loop_test(tests, test_title_bar, 0, (int)COUNT_OF(title_widths));
    tcase_add_test(tests, test_screen_name_has_the_right_of_way);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
