// SPDX-License-Identifier: Apache-2.0
#include "widget/picker.h"

#include <ctype.h>

#include "base/text.h"

const PickerChoice picker_yes_no[2] = {
    {.value = "true", .label = "Yes"},
    {.value = "false", .label = "No"},
};

enum { GAP = 2 };

void picker_init(Picker *picker, const PickerChoice *choices, size_t count)
{
    *picker = (Picker){.choices = choices, .count = count, .chosen = -1};
}

bool picker_set(Picker *picker, const char *value)
{
    if (value == NULL || value[0] == '\0') {
        picker->chosen = -1;
        return true;
    }
    for (size_t i = 0; i < picker->count; i++) {
        if (text_equal(picker->choices[i].value, value)) {
            picker->chosen = (int)i;
            return true;
        }
    }
    return false;
}

const char *picker_value(const Picker *picker)
{
    return picker->chosen < 0 ? NULL : picker->choices[picker->chosen].value;
}

static Reaction choose(Picker *picker, int choice)
{
    Reaction changed = picker->chosen == choice ? 0U : (Reaction)REACTION_CHANGED;
    picker->chosen = choice;
    return REACTION_HANDLED | changed;
}

// One on or back, round the ends; from nothing to the first or the last.
static Reaction step(Picker *picker, int by)
{
    int count = (int)picker->count;
    if (count == 0)
        return REACTION_HANDLED | REACTION_REJECTED;
    if (picker->chosen < 0)
        return choose(picker, by > 0 ? 0 : count - 1);
    return choose(picker, (picker->chosen + by + count) % count);
}

static Reaction jump(Picker *picker, uint32_t point)
{
    if (point == ' ')
        return step(picker, 1);
    for (size_t i = 1; i <= picker->count; i++) {
        size_t at = ((size_t)(picker->chosen + 1) + i - 1) % picker->count;
        int initial = tolower((unsigned char)picker->choices[at].label[0]);
        if (point < 0x80 && tolower((int)point) == initial)
            return choose(picker, (int)at);
    }
    return REACTION_HANDLED | REACTION_REJECTED;
}

static Reaction take_back(Picker *picker)
{
    if (picker->is_required || picker->chosen < 0)
        return REACTION_HANDLED | REACTION_REJECTED;
    return choose(picker, -1);
}

static Reaction on_leaving(KeyName name)
{
    if (name == KEY_ENTER || name == KEY_TAB)
        return REACTION_HANDLED | REACTION_NEXT;
    if (name == KEY_BACKTAB)
        return REACTION_HANDLED | REACTION_PREVIOUS;
    return name == KEY_F4 ? REACTION_HANDLED | REACTION_LOOKUP : REACTION_IGNORED;
}

static Reaction on_named(Picker *picker, KeyName name)
{
    if (name == KEY_RIGHT || name == KEY_LEFT)
        return step(picker, name == KEY_RIGHT ? 1 : -1);
    if (name == KEY_HOME || name == KEY_END)
        return choose(picker, name == KEY_HOME && picker->count > 0 ? 0 : (int)picker->count - 1);
    if (name == KEY_BACKSPACE || name == KEY_DELETE)
        return take_back(picker);
    return on_leaving(name);
}

Reaction picker_on_key(Picker *picker, Key key)
{
    if (key.is_pasted)
        return REACTION_HANDLED | REACTION_REJECTED;
    if (key_is_text(key))
        return jump(picker, key.point);
    return key.is_alt || key.is_ctrl ? REACTION_IGNORED : on_named(picker, key.name);
}

static int choices_width(const Picker *picker)
{
    int width = 0;
    for (size_t i = 0; i < picker->count; i++)
        width += 4 + canvas_text_width(picker->choices[i].label) + (i > 0 ? GAP : 0);
    return width;
}

static void draw_all(const Picker *picker, Canvas *canvas, Rect rect, bool is_focused)
{
    int cursor_x = rect.x + 1;
    for (size_t i = 0; i < picker->count; i++) {
        bool is_chosen = picker->chosen == (int)i;
        Style style = is_chosen ? (is_focused ? STYLE_SELECTED : STYLE_STRONG) : STYLE_NORMAL;
        if (is_chosen)
            cursor_x = rect.x + 1;
        int used = canvas_text_format(canvas, rect, style, "(%s) %s", is_chosen ? "*" : " ",
                                      picker->choices[i].label);
        rect_cut_left(&rect, used + GAP);
    }
    if (is_focused)
        canvas_cursor_set(canvas, cursor_x, rect.y);
}

static void draw_one(const Picker *picker, Canvas *canvas, Rect rect, bool is_focused)
{
    const char *label = picker->chosen < 0 ? "-" : picker->choices[picker->chosen].label;
    Style style = is_focused ? STYLE_FIELD_FOCUS : STYLE_FIELD;
    canvas_fill(canvas, rect, style);
    if (is_focused) {
        canvas_text_format(canvas, rect, style, "< %s >", label);
        canvas_cursor_set(canvas, rect.x + (rect.width > 2 ? 2 : 0), rect.y);
    } else {
        canvas_text(canvas, rect, style, label);
    }
}

void picker_draw(const Picker *picker, Canvas *canvas, Rect rect, bool is_focused)
{
    rect.height = rect.height > 1 ? 1 : rect.height;
    if (rect_is_empty(rect))
        return;
    if (choices_width(picker) <= rect.width)
        draw_all(picker, canvas, rect, is_focused);
    else
        draw_one(picker, canvas, rect, is_focused);
}
