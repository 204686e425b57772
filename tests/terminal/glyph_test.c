// SPDX-License-Identifier: Apache-2.0
#include "terminal/glyph.h"

#include <locale.h>

#include "support/suite.h"

typedef struct Sample {
    const char *text;
    int width;
} Sample;

static const Sample samples[] = {
    {"a", 1},
    {"é", 1},
    {"e\u0301", 1},
    {"中", 2},
    {"\u0915\u093f", 2},
    {"💶", 2},
    {"\u2764\ufe0f", 1},
    {"🇩🇪", 2},
    {"\u2764\ufe0f", 2},
    {"👍🏽", 2},
    {"a\u0301\u0302\u0303\u0304\u0305\u0306", 1},
    {"\xff", 1},
    {"中", 1},
    {"a", 2},
};

// Whatever the two tables of widths think, the columns of a cell are filled, no more and no less.
START_TEST(test_widths_always_add_up)
{
    const Sample *sample = &samples[_i];
    for (int plain = 0; plain <= 1; plain++) {
        Cell cell = {.width = (uint8_t)sample->width};
        Glyph glyphs[2];
        int columns = 0;
        (void)setlocale(LC_CTYPE, "C.UTF-8");
        (void)snprintf(cell.bytes, sizeof cell.bytes, "%s", sample->text);
        int count = glyph_from_cell(&cell, plain == 1, glyphs);
        ck_assert_int_le(count, 2);
        for (int i = 0; i < count; i++) {
            ck_assert_int_eq(wcwidth(glyphs[i].points[0]), glyphs[i].width);
            ck_assert_uint_le(wcslen(glyphs[i].points), GLYPH_POINTS);
            columns += glyphs[i].width;
        }
        ck_assert_int_eq(columns, sample->width);
    }
}
END_TEST

START_TEST(test_plain_draws_lines_from_ascii)
{
    Cell cell = {.bytes = "─", .width = 1};
    Glyph glyphs[2];
    (void)setlocale(LC_CTYPE, "C.UTF-8");
    ck_assert_int_eq(glyph_from_cell(&cell, true, glyphs), 1);
    ck_assert_int_eq((int)glyphs[0].points[0], '-');
    ck_assert_int_eq(glyph_from_cell(&cell, false, glyphs), 1);
    ck_assert_int_eq((int)glyphs[0].points[0], 0x2500);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("glyph");
    TCase *tests = tcase_create("glyph");
    tcase_add_loop_test(tests, test_widths_always_add_up, 0, (int)COUNT_OF(samples));
    tcase_add_test(tests, test_plain_draws_lines_from_ascii);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
