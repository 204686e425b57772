// SPDX-License-Identifier: Apache-2.0
#include "widget/keybar.h"

#include "base/text.h"
#include "canvas/layout.h"

enum { GAP = 2, MAX_HINTS = 32, WORST_RANK = 9 };

static int rank_of(const KeyHint *hint)
{
    static const struct {
        KeyName key;
        int rank;
    } ranks[] = {
        {KEY_F1, 0}, {KEY_F9, 1}, {KEY_F12, 1}, {KEY_F2, 2}, {KEY_F3, 3},  {KEY_F4, 3},
        {KEY_F6, 4}, {KEY_F5, 5}, {KEY_F7, 6},  {KEY_F8, 6}, {KEY_F10, 7}, {KEY_F11, 7},
    };
    // F1 leads the way to every other key, so nothing can rank it down.
    if (hint->rank > 0 && hint->key != KEY_F1)
        return hint->rank < WORST_RANK ? hint->rank : WORST_RANK;
    for (size_t i = 0; i < COUNT_OF(ranks); i++) {
        if (ranks[i].key == hint->key)
            return ranks[i].rank;
    }
    return 5;
}

static bool is_for_xs(const KeyHint *hint)
{
    return hint->key == KEY_F1 || hint->key == KEY_F2 || hint->key == KEY_F9 ||
           hint->key == KEY_F12;
}

static const char *twin_of(KeyName key)
{
    static const char *const twins[] = {"1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "-", "="};
    return key >= KEY_F1 && key <= KEY_F12 ? twins[key - KEY_F1] : NULL;
}

static char *key_text(const KeyHint *hint, LayoutWidth layout)
{
    char name[KEY_TEXT_SIZE];
    if (hint->text != NULL)
        return text_copy(hint->text);
    key_format(key_named(hint->key), name);
    const char *twin = layout == LAYOUT_XL ? twin_of(hint->key) : NULL;
    return twin != NULL ? text_format("%s/Alt+%s", name, twin) : text_copy(name);
}

static int hint_width(const KeyHint *hint, LayoutWidth layout)
{
    AUTO_FREE char *key = key_text(hint, layout);
    return canvas_text_width(key) + 1 + canvas_text_width(hint->label) + GAP;
}

static void drop_worst(const KeyHint *hints, size_t count, bool kept[MAX_HINTS])
{
    size_t worst = count;
    for (size_t i = 0; i < count; i++) {
        if (kept[i] && (worst == count || rank_of(&hints[i]) >= rank_of(&hints[worst])))
            worst = i;
    }
    if (worst < count)
        kept[worst] = false;
}

static void choose(const KeyHint *hints, size_t count, int width, bool kept[MAX_HINTS])
{
    LayoutWidth layout = layout_width(width);
    for (size_t i = 0; i < count; i++)
        kept[i] = layout != LAYOUT_XS || is_for_xs(&hints[i]);
    while (true) {
        int number = 0;
        int columns = -GAP;
        for (size_t i = 0; i < count; i++) {
            number += kept[i] ? 1 : 0;
            columns += kept[i] ? hint_width(&hints[i], layout) : 0;
        }
        if (number <= 1 || (number <= layout_key_hints(layout) && columns <= width))
            return;
        drop_worst(hints, count, kept);
    }
}

static void draw_hint(const KeyHint *hint, Canvas *canvas, Rect *line, LayoutWidth layout)
{
    AUTO_FREE char *key = key_text(hint, layout);
    rect_cut_left(line, canvas_text(canvas, *line, STYLE_HINT_KEY, key));
    rect_cut_left(line, 1);
    rect_cut_left(line, canvas_text(canvas, *line, STYLE_HINT, hint->label));
    rect_cut_left(line, GAP);
}

void keybar_draw(const KeyHint *hints, size_t count, Canvas *canvas, Rect rect)
{
    LayoutWidth layout = layout_width(rect.width);
    bool kept[MAX_HINTS] = {false};
    if (count > MAX_HINTS)
        count = MAX_HINTS;
    choose(hints, count, rect.width, kept);
    // F1 first, wherever it stands in the list.
    for (int help = 1; help >= 0; help--) {
        for (size_t i = 0; i < count; i++) {
            if (kept[i] && (hints[i].key == KEY_F1) == (help == 1))
                draw_hint(&hints[i], canvas, &rect, layout);
        }
    }
}
