// SPDX-License-Identifier: Apache-2.0
#include "widget/textview.h"

#include "support/typing.h"

static Reaction press(Textview *view, const char *name)
{
    return textview_on_key(view, typing_key(name));
}

static void draw(Textview *view, Canvas *canvas)
{
    canvas_clear(canvas);
    textview_fit(view, canvas_bounds(canvas));
    textview_draw(view, canvas, canvas_bounds(canvas));
}

START_TEST(test_wraps_and_scrolls)
{
    Textview view;
    textview_init(&view, "one two three\n\nfour\nfive\nsix\nseven\n");
    AUTO(canvas_free) Canvas *canvas = canvas_new(8, 3);
    draw(&view, canvas);
    ck_assert_int_eq(view.line_count, 7);
    typing_check_row(canvas, 0, "one two");
    typing_check_row(canvas, 1, "three");
    press(&view, "Down");
    draw(&view, canvas);
    typing_check_row(canvas, 0, "three");
    press(&view, "Space");
    draw(&view, canvas);
    typing_check_row(canvas, 0, "five");
    ck_assert(!(press(&view, "PageDown") & REACTION_MOVED));
    press(&view, "Home");
    ck_assert_int_eq(view.top, 0);
    ck_assert(press(&view, "Up") & REACTION_HANDLED);
    press(&view, "End");
    ck_assert_int_eq(view.top, 4);
    // Wider: fewer lines, and the place is held in bounds.
    canvas_resize(canvas, 40, 5);
    draw(&view, canvas);
    ck_assert_int_eq(view.top, 1);
    typing_check_row(canvas, 4, "seven");
    ck_assert_uint_eq(press(&view, "F9"), REACTION_IGNORED);
    textview_done(&view);
}
END_TEST

START_TEST(test_receipts_keep_their_lines)
{
    Textview view;
    textview_init(&view, "Amount              12.50\nend");
    view.keeps_lines = true;
    AUTO(canvas_free) Canvas *canvas = canvas_new(12, 3);
    draw(&view, canvas);
    typing_check_row(canvas, 0, "Amount     …");
    typing_check_row(canvas, 1, "end");
    textview_set(&view, NULL);
    draw(&view, canvas);
    typing_check_row(canvas, 0, "");
    textview_done(&view);
}
END_TEST

START_TEST(test_paper)
{
    Textview view;
    textview_init(&view, "██  ██");
    view.style = STYLE_PAPER;
    view.keeps_lines = true;
    AUTO(canvas_free) Canvas *canvas = canvas_new(12, 1);
    draw(&view, canvas);
    for (int x = 0; x < 6; x++)
        ck_assert_int_eq(canvas_cell(canvas, x, 0)->style, STYLE_PAPER);
    textview_done(&view);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("textview");
    TCase *tests = tcase_create("textview");
    tcase_add_test(tests, test_wraps_and_scrolls);
    tcase_add_test(tests, test_receipts_keep_their_lines);
    tcase_add_test(tests, test_paper);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
