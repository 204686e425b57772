// SPDX-License-Identifier: Apache-2.0
// canvas_internal: what the files of this folder share; not for anyone else.
#ifndef CANVAS_CANVAS_INTERNAL_H
#define CANVAS_CANVAS_INTERNAL_H

#include "canvas/canvas.h"

struct Canvas {
    int width;
    int height;
    Cell *cells; // row after row
    Rect clip;
    int cursor_x; // -1: hidden
    int cursor_y;
};

// Puts one clean character, its marks included, of 1 or 2 columns.  Of a wide one that does not fit
// into the clip the half that does is left blank.
void canvas_put(Canvas *canvas, int x, int y, Style style, const char *bytes, size_t length,
                int width);

#endif
