// SPDX-License-Identifier: Apache-2.0
/*
 * typing: key presses and screens for tests of widgets and screens.
 */
#ifndef TESTS_SUPPORT_TYPING_H
#define TESTS_SUPPORT_TYPING_H

#include "base/text.h"
#include "canvas/canvas.h"
#include "canvas/key.h"
#include "support/suite.h"

// The key of that name; the test fails if there is none.
static inline Key typing_key(const char *name)
{
    Key key = {.name = KEY_NONE};
    ck_assert_msg(key_parse(name, &key), "no such key: %s", name);
    return key;
}

static inline Key typing_pasted(Key key)
{
    key.is_pasted = true;
    return key;
}

// A row of the canvas without trailing blanks.
static inline char *typing_row(const Canvas *canvas, int y)
{
    AUTO(text_done) Text row = TEXT_EMPTY;
    for (int x = 0; x < canvas_width(canvas); x++)
        text_add(&row, canvas_cell(canvas, x, y)->bytes);
    while (row.length > 0 && row.bytes[row.length - 1] == ' ')
        text_cut(&row, row.length - 1);
    return text_take(&row);
}

static inline void typing_check_row(const Canvas *canvas, int y, const char *expected)
{
    AUTO_FREE char *row = typing_row(canvas, y);
    ck_assert_str_eq(row, expected);
}

// True if the text stands anywhere on the canvas, in one row.
static inline bool typing_shows(const Canvas *canvas, const char *text)
{
    bool found = false;
    for (int y = 0; y < canvas_height(canvas) && !found; y++) {
        AUTO_FREE char *row = typing_row(canvas, y);
        found = strstr(row, text) != NULL;
    }
    return found;
}

#endif
