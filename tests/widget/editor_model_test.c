// SPDX-License-Identifier: Apache-2.0
// Random edits, compared key by key with a model so simple that it can be seen to be right: an
// array of characters and a position in it.
#include "base/utf8.h"
#include "support/typing.h"
#include "widget/editor.h"

enum { MAX = 24, STEPS = 1500, SEEDS = 6 };

static const uint32_t letters[] = {'a', 'B', '7', ' ', 0xE9, 0x4E2D, 0xD55C, 0x1F4B6};

typedef struct Model {
    uint32_t points[MAX];
    size_t count;
    size_t cursor;
} Model;

static void model_insert(Model *model, uint32_t point)
{
    if (model->count == MAX)
        return;
    memmove(model->points + model->cursor + 1, model->points + model->cursor,
            (model->count - model->cursor) * sizeof model->points[0]);
    model->points[model->cursor++] = point;
    model->count++;
}

static void model_remove(Model *model, size_t start, size_t end)
{
    memmove(model->points + start, model->points + end,
            (model->count - end) * sizeof model->points[0]);
    model->count -= end - start;
    model->cursor = start;
}

static size_t model_word_left(const Model *model)
{
    size_t at = model->cursor;
    while (at > 0 && model->points[at - 1] == ' ')
        at--;
    while (at > 0 && model->points[at - 1] != ' ')
        at--;
    return at;
}

static size_t model_word_right(const Model *model)
{
    size_t at = model->cursor;
    while (at < model->count && model->points[at] != ' ')
        at++;
    while (at < model->count && model->points[at] == ' ')
        at++;
    return at;
}

static Key step(Model *model, uint32_t number)
{
    switch (number % 16) {
    case 0:
        model->cursor -= model->cursor > 0 ? 1 : 0;
        return key_named(KEY_LEFT);
    case 1:
        model->cursor += model->cursor < model->count ? 1 : 0;
        return key_named(KEY_RIGHT);
    case 2:
        model->cursor = 0;
        return key_named(KEY_HOME);
    case 3:
        model->cursor = model->count;
        return key_named(KEY_END);
    case 4:
        if (model->cursor > 0)
            model_remove(model, model->cursor - 1, model->cursor);
        return key_named(KEY_BACKSPACE);
    case 5:
        if (model->cursor < model->count)
            model_remove(model, model->cursor, model->cursor + 1);
        return key_named(KEY_DELETE);
    case 6:
        model->cursor = model_word_left(model);
        return typing_key("Ctrl+Left");
    case 7:
        model->cursor = model_word_right(model);
        return typing_key("Ctrl+Right");
    case 8:
        model_remove(model, model_word_left(model), model->cursor);
        return key_ctrl('w');
    default: {
        uint32_t point = letters[number / 16 % COUNT_OF(letters)];
        model_insert(model, point);
        return key_character(point);
    }
    }
}

static void check_same(const Editor *editor, const Model *model)
{
    AUTO(text_done) Text text = TEXT_EMPTY;
    size_t cursor = 0;
    for (size_t i = 0; i <= model->count; i++) {
        char bytes[KEY_BYTES_SIZE];
        if (i == model->cursor)
            cursor = text.length;
        if (i < model->count && key_bytes(key_character(model->points[i]), bytes) > 0)
            text_add(&text, bytes);
    }
    ck_assert_str_eq(editor->text, text_string(&text));
    ck_assert_uint_eq(editor->cursor, cursor);
    ck_assert_uint_eq(editor->length, text.length);
}

START_TEST(test_random_edits_equal_the_model)
{
    Editor editor;
    Model model = {.count = 0};
    uint32_t seed = (uint32_t)_i * 7919 + 1;
    editor_init(&editor, EDITOR_ANY, MAX);
    for (int i = 0; i < STEPS; i++) {
        seed = seed * 1664525 + 1013904223;
        editor_on_key(&editor, step(&model, seed >> 12));
        check_same(&editor, &model);
    }
    editor_done(&editor);
}
END_TEST

// With marks that combine there is no simple model, but these hold always.
START_TEST(test_random_edits_keep_the_rules)
{
    static const uint32_t points[] = {'e',     0x301,   0x302,  0x4E2D, 0x915,
                                      0x93F,   0x1100,  0x1161, 0x11A8, 0x1F1E9,
                                      0x1F1EA, 0x1F3FD, ' ',    0x200D, 0xFE0F};
    Editor editor;
    AUTO(canvas_free) Canvas *canvas = canvas_new(20, 1);
    Model unused = {.count = 0};
    uint32_t seed = (uint32_t)_i * 104729 + 1;
    editor_init(&editor, EDITOR_ANY, MAX);
    for (int i = 0; i < STEPS; i++) {
        seed = seed * 1664525 + 1013904223;
        uint32_t number = seed >> 12;
        Key key = number % 4 == 0 ? step(&unused, number / 4)
                                  : key_character(points[number / 4 % COUNT_OF(points)]);
        if (number % 97 == 0)
            key = key_ctrl('z');
        editor_on_key(&editor, key);
        canvas_clear(canvas);
        editor_draw(&editor, canvas, canvas_bounds(canvas), EDITOR_LOOK_FOCUS);
        size_t at = 0;
        while (at < editor.cursor) {
            const char *next = editor.text + at;
            Utf8Cluster cluster;
            ck_assert(utf8_next_cluster(&next, &cluster));
            at = (size_t)(next - editor.text);
        }
        int x = 0;
        int y = 0;
        ck_assert_uint_eq(at, editor.cursor);
        ck_assert_uint_eq(editor.length, strlen(editor.text));
        ck_assert_int_eq(utf8_clean_check(editor.text, NULL), UTF8_CLEAN);
        ck_assert_uint_le(utf8_count_characters(editor.text), MAX);
        ck_assert(canvas_cursor(canvas, &x, &y));
    }
    editor_done(&editor);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("editor model");
    TCase *tests = tcase_create("editor model");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, test_random_edits_equal_the_model, 0, SEEDS);
    tcase_add_loop_test(tests, test_random_edits_keep_the_rules, 0, SEEDS);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
