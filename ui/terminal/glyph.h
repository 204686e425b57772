// SPDX-License-Identifier: Apache-2.0
/*
 * glyph: a cell's character as the C library sees it.
 *
 * The canvas measures with Unicode's tables, curses with the C library's, and the two disagree now
 * and then.  Here a cell of the canvas becomes one or two columns whose widths curses believes, so
 * that a strange character never shifts what stands beside it.  Internal to this folder.
 */
#ifndef TERMINAL_GLYPH_H
#define TERMINAL_GLYPH_H

#include <stdbool.h>
#include <wchar.h>

#include "canvas/canvas.h"

enum { GLYPH_POINTS = 5 }; // as many as a cell of curses holds

typedef struct Glyph {
    wchar_t points[GLYPH_POINTS + 1]; // terminated
    int width;                        // by the C library's reckoning
} Glyph;

// Fills one or two glyphs whose widths add up to the cell's; returns how many.  plain: only ASCII,
// with lines and the ellipsis drawn from it.
int glyph_from_cell(const Cell *cell, bool plain, Glyph ret_glyphs[2]);

#endif
