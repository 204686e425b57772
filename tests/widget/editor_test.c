// SPDX-License-Identifier: Apache-2.0
#include "widget/editor.h"

#include "support/typing.h"

// Types what stands in script: plain characters, and names of keys in < >.
static Reaction type(Editor *editor, const char *script)
{
    Reaction reaction = REACTION_IGNORED;
    while (*script != '\0') {
        Key key;
        const char *end = script[0] == '<' ? strchr(script, '>') : NULL;
        size_t length = 1;
        while (end == NULL && ((unsigned char)script[length] & 0xC0) == 0x80)
            length++;
        AUTO_FREE char *name = end != NULL ? text_copy_bytes(script + 1, (size_t)(end - script - 1))
                                           : text_copy_bytes(script, length);
        key = typing_key(text_equal(name, " ") ? "Space" : name);
        reaction = editor_on_key(editor, key);
        script = end != NULL ? end + 1 : script + length;
    }
    return reaction;
}

static Reaction paste(Editor *editor, const char *text)
{
    editor_on_key(editor, typing_pasted(key_named(KEY_PASTE_BEGIN)));
    while (*text != '\0') {
        size_t length = 1;
        while (((unsigned char)text[length] & 0xC0) == 0x80)
            length++;
        AUTO_FREE char *name = text_copy_bytes(text, length);
        editor_on_key(editor, typing_pasted(typing_key(text_equal(name, " ") ? "Space" : name)));
        text += length;
    }
    return editor_on_key(editor, typing_pasted(key_named(KEY_PASTE_END)));
}

typedef struct Typed {
    EditorMask mask;
    size_t max;
    const char *script;
    const char *text;  // with | where the cursor stands
    Reaction reaction; // flags the last key must have
} Typed;

static const Typed typed[] = {
    {EDITOR_ANY, 20, "abc", "abc|", REACTION_CHANGED},
    {EDITOR_ANY, 20, "abc<Left>x", "abx|c", REACTION_CHANGED},
    {EDITOR_ANY, 20, "abc<Home>x<End>y", "xabcy|", REACTION_CHANGED},
    {EDITOR_ANY, 20, "abc<Backspace>", "ab|", REACTION_CHANGED},
    {EDITOR_ANY, 20, "<Backspace>", "|", REACTION_REJECTED},
    {EDITOR_ANY, 20, "abc<Home><Delete>", "|bc", REACTION_CHANGED},
    {EDITOR_ANY, 20, "abc<Delete>", "abc|", REACTION_REJECTED},
    {EDITOR_ANY, 20, "one two<Ctrl+Left>x", "one x|two", REACTION_CHANGED},
    {EDITOR_ANY, 20, "one  two<Home><Ctrl+Right>x", "one  x|two", REACTION_CHANGED},
    {EDITOR_ANY, 20, "one two <Ctrl+W>", "one |", REACTION_CHANGED},
    {EDITOR_ANY, 20, "one two<Ctrl+U>", "|", REACTION_CHANGED},
    {EDITOR_ANY, 20, "one two<Ctrl+U><Ctrl+Z>", "one two|", REACTION_CHANGED},
    {EDITOR_ANY, 20, "one<Ctrl+Z>", "|", REACTION_CHANGED},
    {EDITOR_ANY, 20, "one<Left>x<Ctrl+Z>", "on|e", REACTION_CHANGED},
    {EDITOR_ANY, 20, "one<Backspace><Backspace><Ctrl+Z>", "one|", REACTION_CHANGED},
    {EDITOR_ANY, 20, "<Ctrl+Z>", "|", REACTION_REJECTED},
    {EDITOR_ANY, 3, "abcd", "abc|", REACTION_REJECTED},
    {EDITOR_ANY, 20, "a中b<Left><Left>x", "ax|中b", REACTION_CHANGED},
    {EDITOR_ANY, 20, "a中b<Left><Backspace>", "a|b", REACTION_CHANGED},
    {EDITOR_ANY, 20, "中中中中中中<Home>a", "a|中中中中中中", REACTION_CHANGED},
    {EDITOR_ANY, 20, "ae\u0301b<Left><Left><Delete>", "a|b", REACTION_CHANGED},
    {EDITOR_ANY, 20, "q\u0301<Backspace>", "|", REACTION_CHANGED},
    {EDITOR_ANY, 20, "e\u0301", "\u00e9|", REACTION_CHANGED}, // composed as it is typed
    {EDITOR_ANY, 20, "a\u200d", "a|", REACTION_REJECTED},
    {EDITOR_ANY, 20, "a\u202e", "a|", REACTION_REJECTED},
    {EDITOR_ANY, 20, "abc<Enter>", "abc|", REACTION_NEXT},
    {EDITOR_ANY, 20, "abc<Tab>", "abc|", REACTION_NEXT},
    {EDITOR_ANY, 20, "abc<BackTab>", "abc|", REACTION_PREVIOUS},
    {EDITOR_ANY, 20, "abc<F4>", "abc|", REACTION_LOOKUP},
    {EDITOR_ANY, 20, "<Ctrl+D>", "|", REACTION_DUPLICATE},
    {EDITOR_ANY, 20, "a+", "a+|", REACTION_CHANGED},
    {EDITOR_DIGITS, 20, "12a", "12|", REACTION_REJECTED},
    {EDITOR_DIGITS, 20, "12+", "12|", REACTION_NEXT},
    {EDITOR_DIGITS, 20, "12-", "12|", REACTION_REJECTED},
    {EDITOR_MONEY, 20, "1250.50", "1250.50|", REACTION_CHANGED},
    {EDITOR_MONEY, 20, "25,00 EUR", "25,00 EUR|", REACTION_CHANGED},
    {EDITOR_MONEY, 20, "5k", "5000|", REACTION_CHANGED},
    {EDITOR_MONEY, 20, "1.25k", "1250|", REACTION_CHANGED},
    {EDITOR_MONEY, 20, "1.2345k", "1234.5|", REACTION_CHANGED},
    {EDITOR_MONEY, 20, "1,2345k", "1234,5|", REACTION_CHANGED},
    {EDITOR_MONEY, 20, "0.5k", "500|", REACTION_CHANGED},
    {EDITOR_MONEY, 20, "0k", "0|", REACTION_CHANGED},
    {EDITOR_MONEY, 20, "2m", "2000000|", REACTION_CHANGED},
    {EDITOR_MONEY, 20, "k", "|", REACTION_REJECTED},
    {EDITOR_MONEY, 20, "1 250k", "1 250|", REACTION_REJECTED},
    {EDITOR_MONEY, 5, "100k", "100|", REACTION_REJECTED},
    {EDITOR_MONEY, 20, "5k<Ctrl+Z>", "5|", REACTION_CHANGED},
    {EDITOR_MONEY, 20, "9007199254740993.01", "9007199254740993.01|", REACTION_CHANGED},
    {EDITOR_MONEY, 20, "1e5", "15|", REACTION_CHANGED},
    {EDITOR_MONEY, 20, "5+", "5|", REACTION_NEXT},
    {EDITOR_MONEY, 20, "5-", "5|", REACTION_REJECTED},
    {EDITOR_DATE, 10, "t", "2026-11-22|", REACTION_CHANGED},
    {EDITOR_DATE, 10, "t+", "2026-11-23|", REACTION_CHANGED},
    {EDITOR_DATE, 10, "2026-03-01-", "2026-02-28|", REACTION_CHANGED},
    {EDITOR_DATE, 10, "-", "2026-11-21|", REACTION_CHANGED},
    {EDITOR_DATE, 10, "2026-03-01", "2026-03-01|", REACTION_CHANGED},
    {EDITOR_DATE, 10, "01.03.2026", "01.03.2026|", REACTION_CHANGED},
    {EDITOR_DATE, 10, "x", "|", REACTION_REJECTED},
    {EDITOR_SECRET, 20, "pass word<Ctrl+Z>", "pass word|", REACTION_REJECTED},
    {EDITOR_SECRET, 20, "<Ctrl+D>", "|", REACTION_REJECTED},
};

static void check_text(const Editor *editor, const char *expected)
{
    AUTO(text_done) Text marked = TEXT_EMPTY;
    text_add_bytes(&marked, editor->text, editor->cursor);
    text_add_char(&marked, '|');
    text_add(&marked, editor->text + editor->cursor);
    ck_assert_str_eq(text_string(&marked), expected);
    ck_assert_uint_eq(editor->length, strlen(editor->text));
}

static void start(Editor *editor, EditorMask mask, size_t max)
{
    editor_init(editor, mask, max);
    editor->today = (Date){2026, 11, 22};
}

START_TEST(test_typed)
{
    Editor editor;
    start(&editor, typed[_i].mask, typed[_i].max);
    Reaction reaction = type(&editor, typed[_i].script);
    check_text(&editor, typed[_i].text);
    ck_assert_uint_eq(reaction & typed[_i].reaction, typed[_i].reaction);
    ck_assert(reaction & REACTION_HANDLED);
    editor_done(&editor);
}
END_TEST

START_TEST(test_keys_that_are_not_its_own)
{
    static const char *const others[] = {"F1",     "F9",    "Esc",    "Up",     "Down",
                                         "PageUp", "Alt+x", "Ctrl+L", "Ctrl+P", "Insert"};
    Editor editor;
    start(&editor, EDITOR_ANY, 10);
    for (size_t i = 0; i < COUNT_OF(others); i++)
        ck_assert_uint_eq(editor_on_key(&editor, typing_key(others[i])), REACTION_IGNORED);
    editor_done(&editor);
}
END_TEST

START_TEST(test_minus_where_a_sign_is_allowed)
{
    Editor editor;
    start(&editor, EDITOR_MONEY, 10);
    editor.allows_minus = true;
    type(&editor, "12-");
    check_text(&editor, "-12|");
    type(&editor, "3-");
    check_text(&editor, "123|");
    type(&editor, "-k");
    check_text(&editor, "-123000|");
    editor_done(&editor);
}
END_TEST

START_TEST(test_full_code_goes_on)
{
    Editor editor;
    start(&editor, EDITOR_DIGITS, 6);
    editor.leaves_full = true;
    ck_assert(!(type(&editor, "12345") & REACTION_NEXT));
    ck_assert(type(&editor, "6") & REACTION_NEXT);
    editor_done(&editor);
}
END_TEST

// A text that is done with: what is typed replaces it, what moves in it edits it.
static const Typed selected[] = {
    {EDITOR_ANY, 5, "x", "x|", REACTION_CHANGED},
    {EDITOR_ANY, 5, "xy", "xy|", REACTION_CHANGED},
    {EDITOR_ANY, 5, "x<Ctrl+Z>", "12345|", REACTION_CHANGED},
    {EDITOR_ANY, 5, "<Backspace>x", "1234x|", REACTION_CHANGED},
    {EDITOR_ANY, 5, "<Left><Delete>x", "1234x|", REACTION_CHANGED},
    {EDITOR_ANY, 6, "<Home>x", "x|12345", REACTION_CHANGED},
    {EDITOR_ANY, 6, "<End>x", "12345x|", REACTION_CHANGED},
    {EDITOR_ANY, 5, "<Ctrl+U>x", "x|", REACTION_CHANGED},
    {EDITOR_DIGITS, 5, "a", "12345|", REACTION_REJECTED},
    {EDITOR_DIGITS, 5, "a6", "6|", REACTION_CHANGED},
    {EDITOR_SECRET, 6, "x", "12345x|", REACTION_CHANGED},
};

START_TEST(test_selected)
{
    Editor editor;
    start(&editor, selected[_i].mask, selected[_i].max);
    type(&editor, "12345");
    editor_select(&editor);
    Reaction reaction = type(&editor, selected[_i].script);
    check_text(&editor, selected[_i].text);
    ck_assert_uint_eq(reaction & selected[_i].reaction, selected[_i].reaction);
    ck_assert_int_eq(editor.is_selected, (reaction & REACTION_REJECTED) != 0);
    editor_done(&editor);
}
END_TEST

START_TEST(test_selected_is_kept_or_replaced_by_a_paste)
{
    Editor editor;
    start(&editor, EDITOR_MONEY, 6);
    editor_select(&editor);
    ck_assert_msg(!editor.is_selected, "there is nothing to select");
    type(&editor, "123456");
    editor_select(&editor);
    ck_assert_uint_eq(editor_on_key(&editor, typing_key("F6")), REACTION_IGNORED);
    ck_assert_msg(editor.is_selected, "a key of others ended the selection");
    paste(&editor, "12x4");
    check_text(&editor, "123456|");
    editor_select(&editor);
    paste(&editor, "99.50");
    check_text(&editor, "99.50|");
    editor_done(&editor);
}
END_TEST

START_TEST(test_paste_is_whole_or_not_at_all)
{
    Editor editor;
    start(&editor, EDITOR_MONEY, 12);
    type(&editor, "7<Left>");
    ck_assert(paste(&editor, "1'250.50") & REACTION_CHANGED);
    check_text(&editor, "1'250.50|7");
    ck_assert_str_eq(editor.note, "Pasted.");
    type(&editor, "<Ctrl+Z>");
    check_text(&editor, "|7");
    paste(&editor, "12x4");
    check_text(&editor, "|7");
    ck_assert_ptr_nonnull(strstr(editor.note, "Not pasted"));
    paste(&editor, "123456789012");
    check_text(&editor, "|7");
    editor_done(&editor);
    start(&editor, EDITOR_DIGITS, 12);
    paste(&editor, "1000 2000 30");
    check_text(&editor, "1000200030|");
    editor.forbids_paste = true;
    ck_assert(editor_on_key(&editor, typing_pasted(key_named(KEY_PASTE_BEGIN))) &
              REACTION_REJECTED);
    editor_on_key(&editor, typing_pasted(key_character('9')));
    editor_on_key(&editor, typing_pasted(key_named(KEY_PASTE_END)));
    check_text(&editor, "1000200030|");
    // Without its beginning a pasted character is nobody's.
    editor.forbids_paste = false;
    editor_on_key(&editor, typing_pasted(key_character('9')));
    check_text(&editor, "1000200030|");
    editor_done(&editor);
}
END_TEST

START_TEST(test_secret_is_wiped)
{
    Editor editor;
    start(&editor, EDITOR_SECRET, 20);
    type(&editor, "hunter2<Backspace>");
    ck_assert_int_eq(editor.text[6], 0);
    ck_assert_int_eq(editor.text[7], 0);
    ck_assert_uint_eq(editor.undo_count, 0);
    editor_clear(&editor);
    for (size_t i = 0; i < editor.capacity; i++)
        ck_assert_int_eq(editor.text[i], 0);
    editor_done(&editor);
    editor_done(&editor);
}
END_TEST

START_TEST(test_set_cleans_and_cuts)
{
    Editor editor;
    start(&editor, EDITOR_ANY, 5);
    editor_set(&editor, "a\033b\u202ec\xff"
                        "defg");
    check_text(&editor, "abcde|");
    editor_set(&editor, NULL);
    ck_assert(editor_is_empty(&editor));
    type(&editor, "<Ctrl+Z>");
    check_text(&editor, "abcde|");
    editor_done(&editor);
}
END_TEST

START_TEST(test_undo_is_bounded)
{
    Editor editor;
    start(&editor, EDITOR_ANY, 4000);
    for (int i = 0; i < 3 * EDITOR_UNDO_STEPS; i++)
        type(&editor, "x<Home>");
    for (int i = 0; i < EDITOR_UNDO_STEPS; i++)
        ck_assert(type(&editor, "<Ctrl+Z>") & REACTION_CHANGED);
    ck_assert(type(&editor, "<Ctrl+Z>") & REACTION_REJECTED);
    ck_assert_uint_eq(editor.length, 2 * EDITOR_UNDO_STEPS);
    editor_done(&editor);
}
END_TEST

// The rule behind the one-byte echo: typing at the end changes one cell and moves the cursor by it.
START_TEST(test_echo_changes_one_cell)
{
    Editor editor;
    start(&editor, EDITOR_ANY, 100);
    AUTO(canvas_free) Canvas *before = canvas_new(30, 1);
    AUTO(canvas_free) Canvas *now = canvas_new(30, 1);
    Rect rect = {3, 0, 20, 1};
    int scrolled = 0;
    editor_draw(&editor, before, rect, EDITOR_LOOK_FOCUS);
    for (int i = 0; i < 60; i++) {
        int x = 0;
        int y = 0;
        type(&editor, "x");
        canvas_clear(now);
        editor_draw(&editor, now, rect, EDITOR_LOOK_FOCUS);
        ck_assert(canvas_cursor(now, &x, &y));
        ck_assert(x >= rect.x && x < rect.x + rect.width);
        int changed = canvas_count_differences(before, now);
        ck_assert_int_ge(changed, 1);
        scrolled += changed > 1 ? 1 : 0;
        canvas_copy(before, now);
    }
    ck_assert_int_le(scrolled, 5);
    editor_done(&editor);
}
END_TEST

START_TEST(test_scrolled_field_shows_the_cursor_and_where_there_is_more)
{
    Editor editor;
    start(&editor, EDITOR_ANY, 100);
    AUTO(canvas_free) Canvas *canvas = canvas_new(10, 1);
    Rect rect = {0, 0, 10, 1};
    type(&editor, "中文中文中文中文");
    editor_draw(&editor, canvas, rect, EDITOR_LOOK_FOCUS);
    ck_assert_str_eq(canvas_cell(canvas, 0, 0)->bytes, "<");
    type(&editor, "<Home>");
    canvas_clear(canvas);
    editor_draw(&editor, canvas, rect, EDITOR_LOOK_FOCUS);
    typing_check_row(canvas, 0, "中文中文 >");
    for (size_t i = 0; i < 8; i++) {
        int x = 0;
        int y = 0;
        canvas_clear(canvas);
        editor_draw(&editor, canvas, rect, EDITOR_LOOK_FOCUS);
        ck_assert(canvas_cursor(canvas, &x, &y));
        ck_assert_int_lt(x, 9);
        type(&editor, "<Right>");
    }
    editor_done(&editor);
}
END_TEST

START_TEST(test_looks)
{
    Editor editor;
    start(&editor, EDITOR_SECRET, 20);
    AUTO(canvas_free) Canvas *canvas = canvas_new(10, 1);
    Rect rect = {0, 0, 10, 1};
    int x = 0;
    int y = 0;
    type(&editor, "pä中");
    editor_draw(&editor, canvas, rect, EDITOR_LOOK_FOCUS);
    typing_check_row(canvas, 0, "***");
    editor_draw(&editor, canvas, rect, EDITOR_LOOK_ERROR);
    ck_assert_int_eq(canvas_cell(canvas, 9, 0)->style, STYLE_FIELD_ERROR);
    editor_done(&editor);
    start(&editor, EDITOR_MONEY, 20);
    editor.aligns_right = true;
    type(&editor, "12.50");
    canvas_clear(canvas);
    editor_draw(&editor, canvas, rect, EDITOR_LOOK_PLAIN);
    typing_check_row(canvas, 0, "     12.50");
    ck_assert(!canvas_cursor(canvas, &x, &y));
    editor_draw(&editor, canvas, (Rect){0, 0, 0, 1}, EDITOR_LOOK_FOCUS);
    editor_done(&editor);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("editor");
    TCase *tests = tcase_create("editor");
    tcase_add_loop_test(tests, test_typed, 0, (int)COUNT_OF(typed));
    tcase_add_test(tests, test_keys_that_are_not_its_own);
    tcase_add_test(tests, test_minus_where_a_sign_is_allowed);
    tcase_add_test(tests, test_full_code_goes_on);
    tcase_add_loop_test(tests, test_selected, 0, COUNT_OF(selected));
    tcase_add_test(tests, test_selected_is_kept_or_replaced_by_a_paste);
    tcase_add_test(tests, test_paste_is_whole_or_not_at_all);
    tcase_add_test(tests, test_secret_is_wiped);
    tcase_add_test(tests, test_set_cleans_and_cuts);
    tcase_add_test(tests, test_undo_is_bounded);
    tcase_add_test(tests, test_echo_changes_one_cell);
    tcase_add_test(tests, test_scrolled_field_shows_the_cursor_and_where_there_is_more);
    tcase_add_test(tests, test_looks);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
