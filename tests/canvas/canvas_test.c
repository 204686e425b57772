// SPDX-License-Identifier: Apache-2.0
#include "canvas/canvas.h"

#include "base/utf8.h"
#include "support/suite.h"

// The first row as text.
static char *row_of(const Canvas *canvas, int y)
{
    AUTO(text_done) Text row = TEXT_EMPTY;
    for (int x = 0; x < canvas_width(canvas); x++)
        text_add(&row, canvas_cell(canvas, x, y)->bytes);
    return text_take(&row);
}

static void check_row(const Canvas *canvas, int y, const char *expected)
{
    AUTO_FREE char *row = row_of(canvas, y);
    ck_assert_str_eq(row, expected);
}

// Every wide cell has its right half and nothing else has one.
static void check_whole(const Canvas *canvas)
{
    int broken = 0;
    for (int y = 0; y < canvas_height(canvas); y++) {
        bool right_half = false;
        for (int x = 0; x < canvas_width(canvas); x++) {
            const Cell *cell = canvas_cell(canvas, x, y);
            broken += (cell->width == 0) != right_half;
            broken += (cell->bytes[0] == '\0') != right_half;
            broken += !utf8_is_valid(cell->bytes, strlen(cell->bytes));
            right_half = cell->width == 2;
        }
        broken += right_half;
    }
    ck_assert_int_eq(broken, 0);
}

static Rect line_at(int x, int y, int width)
{
    return (Rect){x, y, width, 1};
}

typedef struct Cut {
    const char *text;
    int width;
    int used;
    const char *left;  // a row of 10, filled with dots, text at column 1
    const char *right; // the same against the right edge
} Cut;

static const Cut cuts[] = {
    {"abc", 5, 3, ".abc......", "...abc...."},
    {"abcde", 5, 5, ".abcde....", ".abcde...."},
    {"abcdef", 5, 5, ".abcd…....", ".…cdef...."},
    {"", 5, 0, "..........", ".........."},
    {NULL, 5, 0, "..........", ".........."},
    {"abc", 1, 1, ".…........", ".…........"},
    {"abc", 0, 0, "..........", ".........."},
    {"abc", -3, 0, "..........", ".........."},
    {"中文字", 6, 6, ".中文字...", ".中文字..."},
    {"中文字", 5, 5, ".中文…....", ".…文字...."},
    {"中文字", 4, 3, ".中…......", "..…字....."},
    {"e\u0301t\u00e9", 3, 3, ".e\u0301t\u00e9......", ".e\u0301t\u00e9......"},
    {"a💶b", 4, 4, ".a💶b.....", ".a💶b....."},
    {"a\tb\nc", 5, 5, ".a b c....", ".a b c...."},
    {"a\033[31mb", 8, 7, ".a\ufffd[31mb..", "..a\ufffd[31mb."},
    {"x\u202ey", 5, 3, ".x\ufffdy......", "...x\ufffdy...."},
    {"x\u200by", 5, 3, ".x\ufffdy......", "...x\ufffdy...."},
    {"x\xc2\x9by", 5, 3, ".x\ufffdy......", "...x\ufffdy...."},
    {"x\xffy", 5, 3, ".x\ufffdy......", "...x\ufffdy...."},
    {"1,234,567.89", 8, 8, ".1,234,5….", ".…,567.89."},
};

START_TEST(test_text_is_cut_and_cleaned)
{
    const Cut *cut = &cuts[_i];
    AUTO(canvas_free) Canvas *canvas = canvas_new(10, 1);
    for (int right = 0; right <= 1; right++) {
        canvas_clear(canvas);
        canvas_text(canvas, line_at(0, 0, 10), STYLE_NORMAL, "..........");
        int used = right ? canvas_text_right(canvas, line_at(1, 0, cut->width), STYLE_OK, cut->text)
                         : canvas_text(canvas, line_at(1, 0, cut->width), STYLE_OK, cut->text);
        ck_assert_int_eq(used, cut->used);
        check_row(canvas, 0, right ? cut->right : cut->left);
        check_whole(canvas);
    }
}
END_TEST

START_TEST(test_wide_characters_are_never_halved)
{
    AUTO(canvas_free) Canvas *canvas = canvas_new(6, 1);
    canvas_text(canvas, line_at(0, 0, 6), STYLE_NORMAL, "中中中");
    canvas_text(canvas, line_at(1, 0, 1), STYLE_NORMAL, "x");
    check_row(canvas, 0, " x中中");
    canvas_text(canvas, line_at(2, 0, 1), STYLE_NORMAL, "y");
    check_row(canvas, 0, " xy 中");
    canvas_text(canvas, line_at(3, 0, 2), STYLE_NORMAL, "文");
    check_row(canvas, 0, " xy文 ");
    check_whole(canvas);
    // At the edge of the screen and of the clip there is no half either.
    canvas_text(canvas, line_at(5, 0, 2), STYLE_NORMAL, "文");
    check_row(canvas, 0, " xy文 ");
    canvas_text(canvas, line_at(-1, 0, 2), STYLE_NORMAL, "文");
    check_row(canvas, 0, " xy文 ");
    check_whole(canvas);
}
END_TEST

START_TEST(test_clip_keeps_everything_out)
{
    AUTO(canvas_free) Canvas *canvas = canvas_new(12, 4);
    AUTO(canvas_free) Canvas *before = canvas_new(12, 4);
    Rect all = canvas_bounds(canvas);
    for (int y = 0; y < 4; y++)
        canvas_text(canvas, line_at(0, y, 12), STYLE_NORMAL, "............");
    canvas_copy(before, canvas);
    Rect previous = canvas_clip(canvas, (Rect){3, 1, 5, 2});
    canvas_fill(canvas, (Rect){-50, -50, 100, 100}, STYLE_ERROR);
    canvas_text(canvas, line_at(0, 1, 12), STYLE_ERROR, "中文中文中文");
    canvas_text(canvas, line_at(0, 3, 12), STYLE_ERROR, "never seen");
    canvas_rule(canvas, line_at(0, 0, 12), STYLE_ERROR);
    canvas_restyle(canvas, all, STYLE_OK);
    canvas_box(canvas, all, STYLE_ERROR, "title");
    canvas_unclip(canvas, previous);
    check_whole(canvas);
    for (int y = 0; y < 4; y++) {
        for (int x = 0; x < 12; x++) {
            bool is_inside = rect_contains((Rect){3, 1, 5, 2}, x, y);
            const Cell *cell = canvas_cell(canvas, x, y);
            if (!is_inside)
                ck_assert_str_eq(cell->bytes, canvas_cell(before, x, y)->bytes);
            ck_assert_int_eq(cell->style == STYLE_NORMAL, !is_inside);
        }
    }
}
END_TEST

// Random drawing of awkward text: nothing leaves the clip, and no character is halved.
START_TEST(test_random_drawing_stays_whole)
{
    static const char *const pieces[] = {"a",    "中",     "e\u0301", "💶",  "\u0915\u093f", "\xff",
                                         "\033", "\u0301", "🇩🇪",      "  ", "\u200d",       "한"};
    AUTO(canvas_free) Canvas *canvas = canvas_new(20, 6);
    uint32_t seed = 12345;
    for (int round = 0; round < 3000; round++) {
        AUTO(text_done) Text text = TEXT_EMPTY;
        int numbers[5];
        for (size_t i = 0; i < COUNT_OF(numbers); i++) {
            seed = seed * 1664525 + 1013904223;
            numbers[i] = (int)(seed >> 16) % 30 - 5;
            text_add(&text, pieces[(seed >> 24) % COUNT_OF(pieces)]);
        }
        Rect rect = {numbers[0], numbers[1] % 8, numbers[2], numbers[3] % 4};
        Rect previous = canvas_clip(canvas, (Rect){numbers[4], 0, numbers[3], 6});
        if (round % 2 == 0)
            canvas_text(canvas, rect, STYLE_NORMAL, text_string(&text));
        else
            canvas_text_right(canvas, rect, STYLE_NORMAL, text_string(&text));
        if (round % 7 == 0)
            canvas_fill(canvas, rect, STYLE_OK);
        canvas_unclip(canvas, previous);
        check_whole(canvas);
    }
}
END_TEST

START_TEST(test_wrap)
{
    AUTO(canvas_free) Canvas *canvas = canvas_new(10, 4);
    Rect rect = {0, 0, 8, 3};
    ck_assert_int_eq(canvas_text_wrap(canvas, rect, STYLE_NORMAL, "one two three"), 2);
    check_row(canvas, 0, "one two   ");
    check_row(canvas, 1, "three     ");
    canvas_clear(canvas);
    ck_assert_int_eq(canvas_text_wrap(canvas, rect, STYLE_NORMAL, "a\n\nabcdefghijkl m"), 4);
    check_row(canvas, 0, "a         ");
    check_row(canvas, 2, "abcdefgh  ");
    check_row(canvas, 3, "          ");
    ck_assert_int_eq(canvas_text_wrap(NULL, (Rect){.width = 1}, STYLE_NORMAL, "中文"), 2);
    ck_assert_int_eq(canvas_text_wrap(NULL, rect, STYLE_NORMAL, ""), 0);
    ck_assert_int_eq(canvas_text_wrap(NULL, rect, STYLE_NORMAL, NULL), 0);
}
END_TEST

START_TEST(test_box_is_dropped_where_rows_are_few)
{
    AUTO(canvas_free) Canvas *canvas = canvas_new(20, 24);
    Rect inside = canvas_box(canvas, (Rect){0, 0, 20, 4}, STYLE_BORDER, "Title");
    ck_assert_int_eq(inside.x, 2);
    ck_assert_int_eq(inside.y, 1);
    ck_assert_int_eq(inside.width, 16);
    ck_assert_int_eq(inside.height, 2);
    check_row(canvas, 0, "┌─ Title ──────────┐");
    check_row(canvas, 3, "└──────────────────┘");
    canvas_resize(canvas, 20, 19);
    inside = canvas_box(canvas, (Rect){0, 0, 20, 4}, STYLE_BORDER, "Title");
    check_row(canvas, 0, "Title               ");
    check_row(canvas, 3, "                    ");
    ck_assert_int_eq(inside.y, 1);
    ck_assert_int_eq(inside.height, 3);
    ck_assert_int_eq(inside.width, 20);
}
END_TEST

START_TEST(test_dump)
{
    AUTO(canvas_free) Canvas *canvas = canvas_new(8, 2);
    AUTO(text_done) Text page = TEXT_EMPTY;
    canvas_text(canvas, line_at(0, 0, 8), STYLE_ERROR, "中a");
    canvas_dump(canvas, CANVAS_DUMP_STYLES | CANVAS_DUMP_CURSOR, &page);
    ck_assert_str_eq(text_string(&page), "8x2\n中a\n\nstyles\nEEE\n\ncursor hidden\n");
    text_clear(&page);
    canvas_cursor_set(canvas, 3, 1);
    canvas_dump(canvas, CANVAS_DUMP_CURSOR, &page);
    ck_assert_str_eq(text_string(&page), "8x2\n中a\n\ncursor 3,1\n");
}
END_TEST

START_TEST(test_compare)
{
    AUTO(canvas_free) Canvas *left = canvas_new(8, 2);
    AUTO(canvas_free) Canvas *right = canvas_new(8, 2);
    ck_assert(canvas_equal(left, right));
    canvas_text(left, line_at(2, 1, 3), STYLE_NORMAL, "abc");
    ck_assert(!canvas_equal(left, right));
    ck_assert(canvas_row_equal(left, right, 0));
    ck_assert(!canvas_row_equal(left, right, 1));
    ck_assert(!canvas_row_equal(left, right, 2));
    ck_assert_int_eq(canvas_count_differences(left, right), 3);
    canvas_text(right, line_at(2, 1, 3), STYLE_OK, "abc");
    ck_assert_int_eq(canvas_count_differences(left, right), 3);
    canvas_copy(right, left);
    ck_assert(canvas_equal(left, right));
    canvas_cursor_set(right, 0, 0);
    ck_assert(!canvas_equal(left, right));
    canvas_resize(right, 9, 2);
    ck_assert_int_eq(canvas_count_differences(left, right), 18);
}
END_TEST

START_TEST(test_cursor_outside_is_hidden)
{
    AUTO(canvas_free) Canvas *canvas = canvas_new(8, 2);
    int x = 0;
    int y = 0;
    canvas_cursor_set(canvas, 7, 1);
    ck_assert(canvas_cursor(canvas, &x, &y));
    ck_assert_int_eq(x, 7);
    canvas_cursor_set(canvas, 8, 1);
    ck_assert(!canvas_cursor(canvas, &x, &y));
}
END_TEST

START_TEST(test_sizes_are_held_in_bounds)
{
    AUTO(canvas_free) Canvas *canvas = canvas_new(-5, 0);
    ck_assert_int_eq(canvas_width(canvas), 1);
    ck_assert_int_eq(canvas_height(canvas), 1);
    canvas_resize(canvas, 100000, 3);
    ck_assert_int_eq(canvas_width(canvas), CANVAS_MAX_SIDE);
    ck_assert_ptr_null(canvas_cell(canvas, -1, 0));
    ck_assert_ptr_null(canvas_cell(canvas, 0, 3));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("canvas");
    TCase *tests = tcase_create("canvas");
    tcase_add_loop_test(tests, test_text_is_cut_and_cleaned, 0, (int)COUNT_OF(cuts));
    tcase_add_test(tests, test_wide_characters_are_never_halved);
    tcase_add_test(tests, test_clip_keeps_everything_out);
    tcase_add_test(tests, test_random_drawing_stays_whole);
    tcase_add_test(tests, test_wrap);
    tcase_add_test(tests, test_box_is_dropped_where_rows_are_few);
    tcase_add_test(tests, test_dump);
    tcase_add_test(tests, test_compare);
    tcase_add_test(tests, test_cursor_outside_is_hidden);
    tcase_add_test(tests, test_sizes_are_held_in_bounds);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
