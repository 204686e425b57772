// SPDX-License-Identifier: Apache-2.0
#include "canvas/layout.h"

// The numbers of each width class; the order is that of LayoutWidth.
typedef struct WidthRule {
    int columns; // the class begins here
    int form;    // widest form, 0: all
    int dialog;  // widest dialog, 0: all
    int priority;
    int hints;
} WidthRule;

static const WidthRule width_rules[] = {
    [LAYOUT_XS] = {.columns = 0, .priority = 2, .hints = 4},
    [LAYOUT_S] = {.columns = 60, .priority = 2, .hints = 5},
    [LAYOUT_M] = {.columns = 80, .form = 78, .dialog = 70, .priority = 3, .hints = 8},
    [LAYOUT_L] = {.columns = 120, .form = 118, .dialog = 70, .priority = 4, .hints = 12},
    [LAYOUT_XL] = {.columns = 180, .form = 118, .dialog = 70, .priority = 5, .hints = 12},
};

LayoutWidth layout_width(int columns)
{
    LayoutWidth found = LAYOUT_XL;
    while (found > LAYOUT_XS && columns < width_rules[found].columns)
        found--;
    return found;
}

LayoutHeight layout_height(int rows)
{
    if (rows < 20)
        return LAYOUT_SHORT;
    return rows < 40 ? LAYOUT_NORMAL : LAYOUT_TALL;
}

bool layout_is_too_small(int columns, int rows)
{
    return columns < LAYOUT_MIN_WIDTH || rows < LAYOUT_MIN_HEIGHT;
}

static int limited(int columns, int limit)
{
    return limit > 0 && limit < columns ? limit : columns;
}

int layout_form_width(int columns)
{
    return limited(columns, width_rules[layout_width(columns)].form);
}

int layout_dialog_width(int columns)
{
    return limited(columns, width_rules[layout_width(columns)].dialog);
}

int layout_max_priority(LayoutWidth width)
{
    return width_rules[width].priority;
}

int layout_key_hints(LayoutWidth width)
{
    return width_rules[width].hints;
}

LayoutFrame layout_frame(int columns, int rows)
{
    Rect rest = {.width = columns, .height = rows};
    LayoutFrame frame = {.keys = rect_cut_bottom(&rest, 1)};
    frame.message = rect_cut_bottom(&rest, layout_height(rows) == LAYOUT_TALL ? 2 : 1);
    frame.title = rect_cut_top(&rest, 1);
    frame.body = rest;
    return frame;
}
