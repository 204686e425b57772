// SPDX-License-Identifier: Apache-2.0
#include "canvas/layout.h"

#include "support/suite.h"

typedef struct WidthCase {
    int columns;
    LayoutWidth width;
    int form;
    int dialog;
    int priority;
    int hints;
} WidthCase;

static const WidthCase widths[] = {
    {0, LAYOUT_XS, 0, 0, 2, 4},        {40, LAYOUT_XS, 40, 40, 2, 4},
    {59, LAYOUT_XS, 59, 59, 2, 4},     {60, LAYOUT_S, 60, 60, 2, 5},
    {79, LAYOUT_S, 79, 79, 2, 5},      {80, LAYOUT_M, 78, 70, 3, 8},
    {119, LAYOUT_M, 78, 70, 3, 8},     {120, LAYOUT_L, 118, 70, 4, 12},
    {179, LAYOUT_L, 118, 70, 4, 12},   {180, LAYOUT_XL, 118, 70, 5, 12},
    {1000, LAYOUT_XL, 118, 70, 5, 12},
};

START_TEST(test_width_classes)
{
    const WidthCase *expected = &widths[_i];
    ck_assert_int_eq(layout_width(expected->columns), expected->width);
    ck_assert_int_eq(layout_form_width(expected->columns), expected->form);
    ck_assert_int_eq(layout_dialog_width(expected->columns), expected->dialog);
    ck_assert_int_eq(layout_max_priority(expected->width), expected->priority);
    ck_assert_int_eq(layout_key_hints(expected->width), expected->hints);
}
END_TEST

START_TEST(test_height_classes)
{
    ck_assert_int_eq(layout_height(15), LAYOUT_SHORT);
    ck_assert_int_eq(layout_height(19), LAYOUT_SHORT);
    ck_assert_int_eq(layout_height(20), LAYOUT_NORMAL);
    ck_assert_int_eq(layout_height(39), LAYOUT_NORMAL);
    ck_assert_int_eq(layout_height(40), LAYOUT_TALL);
}
END_TEST

START_TEST(test_too_small)
{
    ck_assert(!layout_is_too_small(40, 15));
    ck_assert(layout_is_too_small(39, 15));
    ck_assert(layout_is_too_small(40, 14));
}
END_TEST

// The parts never overlap and together are the screen.
START_TEST(test_frame)
{
    for (int rows = 0; rows < 60; rows++) {
        LayoutFrame frame = layout_frame(80, rows);
        int sum = frame.title.height + frame.body.height + frame.message.height + frame.keys.height;
        ck_assert_int_eq(sum, rows);
        ck_assert_int_eq(frame.body.y, frame.title.height);
        ck_assert_int_eq(frame.message.y, frame.body.y + frame.body.height);
        ck_assert_int_eq(frame.keys.y, frame.message.y + frame.message.height);
        ck_assert(rows < 2 || (frame.keys.height == 1 && frame.message.height >= 1));
    }
}
END_TEST

START_TEST(test_cutting_never_gives_negative_sizes)
{
    for (int piece = -3; piece < 12; piece++) {
        Rect rect = {2, 3, 8, 6};
        Rect cut = rect_cut_top(&rect, piece);
        ck_assert_int_eq(cut.height + rect.height, 6);
        ck_assert_int_ge(rect.height, 0);
        ck_assert_int_eq(rect.y, 3 + cut.height);
        cut = rect_cut_right(&rect, piece);
        ck_assert_int_eq(cut.width + rect.width, 8);
        ck_assert_int_ge(cut.width, 0);
        ck_assert_int_eq(cut.x, 2 + rect.width);
        Rect inset = rect_inset(rect, piece, piece);
        ck_assert_int_ge(inset.width, 0);
        ck_assert_int_ge(inset.height, 0);
    }
    Rect apart = rect_intersect((Rect){0, 0, 3, 3}, (Rect){5, 5, 3, 3});
    ck_assert(rect_is_empty(apart));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("layout");
    TCase *tests = tcase_create("layout");
    tcase_add_loop_test(tests, test_width_classes, 0, (int)COUNT_OF(widths));
    tcase_add_test(tests, test_height_classes);
    tcase_add_test(tests, test_too_small);
    tcase_add_test(tests, test_frame);
    tcase_add_test(tests, test_cutting_never_gives_negative_sizes);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
