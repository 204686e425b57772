// SPDX-License-Identifier: Apache-2.0
#include "widget/dialog.h"

#include "canvas/layout.h"
#include "support/typing.h"

enum { OPENED = 10000, LATER = OPENED + DIALOG_DEAD_MS };

static void make(Dialog *dialog, DialogKind kind, const char *answer)
{
    dialog_init(dialog, kind, "Transfer", "Type y to post, n to go back", answer);
    dialog_add(dialog, "From", "Ana Müller");
    dialog_add(dialog, "To", "王小明");
    dialog_add_right(dialog, "Amount", "1,234.50 EUR", STYLE_STRONG);
    ck_assert(dialog_open(dialog, OPENED) & REACTION_DISCARD);
}

static Reaction press(Dialog *dialog, const char *name, int64_t now_ms)
{
    return dialog_on_key(dialog, typing_key(name), now_ms);
}

START_TEST(test_letter)
{
    static const char *const nothing[] = {"Enter",  "F9",    "Space", "Tab",  "x", "5",
                                          "Ctrl+Y", "Alt+y", "F1",    "Left", "ü"};
    Dialog dialog;
    make(&dialog, DIALOG_LETTER, "y");
    for (size_t i = 0; i < COUNT_OF(nothing); i++) {
        Reaction reaction = press(&dialog, nothing[i], LATER);
        ck_assert_msg(reaction == (REACTION_HANDLED | REACTION_REJECTED), "%s", nothing[i]);
        ck_assert_ptr_nonnull(dialog.note);
    }
    ck_assert(press(&dialog, "y", LATER) & REACTION_ACCEPT);
    ck_assert(press(&dialog, "Y", LATER) & REACTION_ACCEPT);
    ck_assert(press(&dialog, "n", LATER) & REACTION_CANCEL);
    ck_assert(press(&dialog, "Esc", LATER) & REACTION_CANCEL);
    ck_assert(press(&dialog, "F12", LATER) & REACTION_CANCEL);
    dialog_done(&dialog);
}
END_TEST

START_TEST(test_dead_time)
{
    static const char *const keys[] = {"y", "n", "Esc", "Enter", "x"};
    Dialog dialog;
    make(&dialog, DIALOG_LETTER, "y");
    for (size_t i = 0; i < COUNT_OF(keys); i++) {
        ck_assert_uint_eq(press(&dialog, keys[i], OPENED), REACTION_HANDLED);
        ck_assert_uint_eq(press(&dialog, keys[i], LATER - 1), REACTION_HANDLED);
    }
    ck_assert(press(&dialog, "y", LATER) & REACTION_ACCEPT);
    // Opened again, it is dead again.
    dialog_open(&dialog, LATER);
    ck_assert_uint_eq(press(&dialog, "y", LATER + 1), REACTION_HANDLED);
    dialog_done(&dialog);
}
END_TEST

START_TEST(test_paste_never_answers)
{
    Dialog dialog;
    make(&dialog, DIALOG_LETTER, "y");
    ck_assert(dialog_on_key(&dialog, typing_pasted(key_character('y')), LATER) & REACTION_REJECTED);
    dialog_done(&dialog);
}
END_TEST

START_TEST(test_digits)
{
    Dialog dialog;
    make(&dialog, DIALOG_DIGITS, "450");
    ck_assert(press(&dialog, "Enter", LATER) & REACTION_REJECTED);
    ck_assert(press(&dialog, "y", LATER) & REACTION_REJECTED);
    ck_assert(press(&dialog, "4", LATER) & REACTION_CHANGED);
    ck_assert(press(&dialog, "5", LATER) & REACTION_CHANGED);
    ck_assert(press(&dialog, "4", LATER) & REACTION_REJECTED);
    ck_assert_str_eq(dialog.typed, "");
    ck_assert(press(&dialog, "0", LATER) & REACTION_REJECTED);
    press(&dialog, "4", LATER);
    press(&dialog, "5", LATER);
    ck_assert(press(&dialog, "0", LATER) & REACTION_ACCEPT);
    ck_assert(press(&dialog, "Esc", LATER) & REACTION_CANCEL);
    dialog_done(&dialog);
}
END_TEST

START_TEST(test_without_an_answer_nothing_accepts)
{
    Dialog dialog;
    for (int kind = DIALOG_LETTER; kind <= DIALOG_DIGITS; kind++) {
        make(&dialog, (DialogKind)kind, "");
        for (uint32_t point = 0x20; point < 0x7F; point++)
            ck_assert(!(dialog_on_key(&dialog, key_character(point), LATER) & REACTION_ACCEPT));
        dialog_done(&dialog);
    }
}
END_TEST

START_TEST(test_last_digits)
{
    static const char *const amounts[][2] = {
        {"1,234.50", "450"}, {"1 234.50 EUR", "450"}, {"7", "7"}, {"JPY 1000", "000"}, {"", ""},
    };
    char digits[DIALOG_ANSWER_SIZE];
    for (size_t i = 0; i < COUNT_OF(amounts); i++) {
        dialog_last_digits(amounts[i][0], digits);
        ck_assert_str_eq(digits, amounts[i][1]);
    }
}
END_TEST

START_TEST(test_tell)
{
    Dialog dialog;
    dialog_init(&dialog, DIALOG_TELL, "Key", NULL, NULL);
    dialog_add_text(&dialog, "Something to read.", STYLE_NORMAL);
    dialog_open(&dialog, OPENED);
    ck_assert_uint_eq(press(&dialog, "Enter", OPENED), REACTION_HANDLED);
    ck_assert(press(&dialog, "x", LATER) & REACTION_REJECTED);
    ck_assert(press(&dialog, "Enter", LATER) & REACTION_ACCEPT);
    dialog_done(&dialog);
}
END_TEST

// At every size everything that decides is on the screen, and the cursor where the answer goes.
START_TEST(test_drawn_at_every_size)
{
    static const int sizes[][2] = {{40, 15}, {60, 20}, {80, 24}, {132, 43}, {200, 50}};
    Dialog dialog;
    int x = 0;
    int y = 0;
    make(&dialog, DIALOG_DIGITS, "450");
    AUTO(canvas_free) Canvas *canvas = canvas_new(sizes[_i][0], sizes[_i][1]);
    press(&dialog, "4", LATER);
    canvas_text_wrap(canvas, canvas_bounds(canvas), STYLE_NORMAL, "behind behind behind behind");
    dialog_draw(&dialog, canvas, canvas_bounds(canvas));
    ck_assert(typing_shows(canvas, "Ana Müller"));
    ck_assert(typing_shows(canvas, "王小明"));
    ck_assert(typing_shows(canvas, "1,234.50 EUR"));
    ck_assert(typing_shows(canvas, "Transfer"));
    ck_assert(typing_shows(canvas, "Type y to post, n to go back 4"));
    ck_assert(canvas_cursor(canvas, &x, &y));
    ck_assert_str_eq(canvas_cell(canvas, x - 1, y)->bytes, "4");
    if (layout_width(sizes[_i][0]) == LAYOUT_XS)
        ck_assert(!typing_shows(canvas, "behind behind behind"));
    dialog_done(&dialog);
}
END_TEST

START_TEST(test_long_question_wraps)
{
    Dialog dialog;
    int x = 0;
    int y = 0;
    dialog_init(&dialog, DIALOG_LETTER, "Block", "Type y to block all debits of this account now",
                "y");
    dialog_open(&dialog, OPENED);
    AUTO(canvas_free) Canvas *canvas = canvas_new(40, 15);
    press(&dialog, "x", LATER);
    dialog_draw(&dialog, canvas, canvas_bounds(canvas));
    ck_assert(typing_shows(canvas, "account now"));
    ck_assert(typing_shows(canvas, "Only the letter"));
    ck_assert(canvas_cursor(canvas, &x, &y));
    dialog_done(&dialog);
}
END_TEST

START_TEST(test_pinned_lines_stay_in_view)
{
    Dialog dialog;
    dialog_init(&dialog, DIALOG_LETTER, "Transfer", "Post this?", "y");
    dialog_add_right(&dialog, "Total", "450.25 EUR", STYLE_TOTAL);
    dialog_pin(&dialog);
    for (int i = 0; i < 20; i++) {
        AUTO_FREE char *label = text_format("line %d.", i);
        dialog_add(&dialog, label, "x");
    }
    dialog_open(&dialog, OPENED);
    AUTO(canvas_free) Canvas *canvas = canvas_new(40, 15);
    for (int i = 0; i < 30; i++) {
        canvas_clear(canvas);
        dialog_draw(&dialog, canvas, canvas_bounds(canvas));
        ck_assert(typing_shows(canvas, "450.25"));
        press(&dialog, "Down", LATER);
    }
    ck_assert(typing_shows(canvas, "line 19."));
    ck_assert(!typing_shows(canvas, "line 18."));
    dialog_done(&dialog);
}
END_TEST

START_TEST(test_what_does_not_fit_is_said_and_can_be_reached)
{
    Dialog dialog;
    dialog_init(&dialog, DIALOG_LETTER, "Transfer", "Post this?", "y");
    for (int i = 0; i < 20; i++) {
        AUTO_FREE char *label = text_format("line %d", i);
        dialog_add(&dialog, label, "x");
    }
    dialog_add_right(&dialog, "Total", "450.25 EUR", STYLE_STRONG);
    dialog_open(&dialog, OPENED);
    AUTO(canvas_free) Canvas *canvas = canvas_new(40, 15);
    dialog_draw(&dialog, canvas, canvas_bounds(canvas));
    ck_assert(typing_shows(canvas, "There is more"));
    ck_assert(!typing_shows(canvas, "450.25"));
    for (int i = 0; i < 30 && !typing_shows(canvas, "450.25"); i++) {
        press(&dialog, "Down", LATER);
        canvas_clear(canvas);
        dialog_draw(&dialog, canvas, canvas_bounds(canvas));
    }
    ck_assert(typing_shows(canvas, "450.25 EUR"));
    ck_assert(typing_shows(canvas, "Up shows the beginning"));
    dialog_done(&dialog);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("dialog");
    TCase *tests = tcase_create("dialog");
    tcase_add_test(tests, test_letter);
    tcase_add_test(tests, test_dead_time);
    tcase_add_test(tests, test_paste_never_answers);
    tcase_add_test(tests, test_digits);
    tcase_add_test(tests, test_without_an_answer_nothing_accepts);
    tcase_add_test(tests, test_last_digits);
    tcase_add_test(tests, test_tell);
    tcase_add_loop_test(tests, test_drawn_at_every_size, 0, 5);
    tcase_add_test(tests, test_long_question_wraps);
    tcase_add_test(tests, test_pinned_lines_stay_in_view);
    tcase_add_test(tests, test_what_does_not_fit_is_said_and_can_be_reached);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
