// SPDX-License-Identifier: Apache-2.0
/*
 * rect: rectangles of cells; x grows to the right, y downwards, from 0.
 *
 * A rectangle that is too small to hold anything has width or height 0, never less, so that callers
 * may go on drawing into it.
 */
#ifndef CANVAS_RECT_H
#define CANVAS_RECT_H

#include <stdbool.h>

typedef struct Rect {
    int x;
    int y;
    int width;
    int height;
} Rect;

#define RECT_EMPTY ((Rect){.x = 0})

bool rect_is_empty(Rect rect);
bool rect_contains(Rect rect, int x, int y);
Rect rect_intersect(Rect left, Rect right);
// Makes it smaller on every side.
Rect rect_inset(Rect rect, int columns, int rows);

// Cut a piece off one edge; what remains stays in *rect.
Rect rect_cut_top(Rect *rect, int rows);
Rect rect_cut_bottom(Rect *rect, int rows);
Rect rect_cut_left(Rect *rect, int columns);
Rect rect_cut_right(Rect *rect, int columns);

#endif
