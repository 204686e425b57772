// SPDX-License-Identifier: Apache-2.0
#include "canvas/rect.h"

static int at_least(int value, int minimum)
{
    return value < minimum ? minimum : value;
}

static int at_most(int value, int maximum)
{
    return value > maximum ? maximum : value;
}

bool rect_is_empty(Rect rect)
{
    return rect.width <= 0 || rect.height <= 0;
}

bool rect_contains(Rect rect, int x, int y)
{
    return x >= rect.x && x < rect.x + rect.width && y >= rect.y && y < rect.y + rect.height;
}

Rect rect_intersect(Rect left, Rect right)
{
    int x = at_least(left.x, right.x);
    int y = at_least(left.y, right.y);
    int end_x = at_most(left.x + left.width, right.x + right.width);
    int end_y = at_most(left.y + left.height, right.y + right.height);
    return (Rect){
        .x = x, .y = y, .width = at_least(end_x - x, 0), .height = at_least(end_y - y, 0)};
}

Rect rect_inset(Rect rect, int columns, int rows)
{
    return (Rect){
        .x = rect.x + columns,
        .y = rect.y + rows,
        .width = at_least(rect.width - 2 * columns, 0),
        .height = at_least(rect.height - 2 * rows, 0),
    };
}

Rect rect_cut_top(Rect *rect, int rows)
{
    Rect piece = *rect;
    piece.height = at_most(at_least(rows, 0), rect->height);
    rect->y += piece.height;
    rect->height -= piece.height;
    return piece;
}

Rect rect_cut_bottom(Rect *rect, int rows)
{
    Rect piece = *rect;
    piece.height = at_most(at_least(rows, 0), rect->height);
    rect->height -= piece.height;
    piece.y = rect->y + rect->height;
    return piece;
}

Rect rect_cut_left(Rect *rect, int columns)
{
    Rect piece = *rect;
    piece.width = at_most(at_least(columns, 0), rect->width);
    rect->x += piece.width;
    rect->width -= piece.width;
    return piece;
}

Rect rect_cut_right(Rect *rect, int columns)
{
    Rect piece = *rect;
    piece.width = at_most(at_least(columns, 0), rect->width);
    rect->width -= piece.width;
    piece.x = rect->x + rect->width;
    return piece;
}
