// SPDX-License-Identifier: Apache-2.0
/*
 * layout: how much room there is, in the classes that screens and widgets decide by.
 *
 * One definition of a screen serves a phone (40x15) and a wall (300x100).  Widgets ask for the
 * class, never for a number of their own.  Everything is recomputed from the size on every turn, so
 * a resize is nothing special.
 */
#ifndef CANVAS_LAYOUT_H
#define CANVAS_LAYOUT_H

#include <stdbool.h>

#include "canvas/rect.h"

typedef enum LayoutWidth {
    LAYOUT_XS, // 40 to 59 columns: labels above fields, rows as record cards
    LAYOUT_S,  // 60 to 79
    LAYOUT_M,  // 80 to 119: what everything is designed for
    LAYOUT_L,  // 120 to 179
    LAYOUT_XL, // 180 and more
} LayoutWidth;

typedef enum LayoutHeight {
    LAYOUT_SHORT,  // 15 to 19 rows: no blank lines, no boxes
    LAYOUT_NORMAL, // 20 to 39
    LAYOUT_TALL,   // 40 and more
} LayoutHeight;

enum { LAYOUT_MIN_WIDTH = 40, LAYOUT_MIN_HEIGHT = 15 };

LayoutWidth layout_width(int columns);
LayoutHeight layout_height(int rows);
// True below 40x15: show only "need 40x15, have WxH"; state and queries go on.
bool layout_is_too_small(int columns, int rows);

// The widest a form gets: 78 columns at M, 118 from L on; the rest is free for a side panel.
int layout_form_width(int columns);
// The widest a dialog gets: all of it at XS and S, else 70.
int layout_dialog_width(int columns);
// The least important column priority that is still shown: 2 at XS and S, 3, 4, 5.
int layout_max_priority(LayoutWidth width);
// How many key hints the key line holds: 4, 5, 8, 12, 12.
int layout_key_hints(LayoutWidth width);

// The parts every screen has.  The message and key lines are never dropped.
typedef struct LayoutFrame {
    Rect title;
    Rect body;
    Rect message;
    Rect keys;
} LayoutFrame;

LayoutFrame layout_frame(int columns, int rows);

#endif
