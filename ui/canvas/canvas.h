// SPDX-License-Identifier: Apache-2.0
/*
 * canvas: a screen in memory, as a grid of cells.
 *
 * Screens and widgets draw here; ui/terminal shows it, tests compare it as text.  It knows no
 * terminal, no colours and no keys: a cell has a *role* (error, selected, money below zero …), and
 * only the terminal decides what that looks like.
 *
 *     AUTO(canvas_free) Canvas *canvas = canvas_new(80, 24);
 *     canvas_text(canvas, (Rect){.x = 2, .y = 1, .width = 20, .height = 1}, STYLE_LABEL, "Amount");
 *     canvas_cursor_set(canvas, 12, 1);
 *
 * Text is cleaned once more on its way into a cell: what is not clean (control characters, bidi,
 * zero-width, broken bytes) shows as U+FFFD.  A wide character takes two cells and is never left as
 * half of one: writing over either half blanks the other, and one that does not fit is not written.
 * Drawing outside the clip does nothing; coordinates may be any number.
 */
#ifndef CANVAS_CANVAS_H
#define CANVAS_CANVAS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/auto.h"
#include "base/text.h"
#include "canvas/rect.h"

// What a cell is for.  X(name, letter in a style map, meaning)
#define STYLE_TABLE(X)                                                                             \
    X(STYLE_NORMAL, ' ', "text")                                                                   \
    X(STYLE_TITLE, 'T', "the title line")                                                          \
    X(STYLE_HEADING, 'H', "a heading, a column's name")                                            \
    X(STYLE_LABEL, 'l', "a field's label")                                                         \
    X(STYLE_LABEL_FOCUS, 'L', "the label of the field with the cursor")                            \
    X(STYLE_FIELD, 'f', "a field to type in")                                                      \
    X(STYLE_FIELD_FOCUS, 'F', "the field with the cursor: plain, so that an echo is one byte")     \
    X(STYLE_FIELD_ERROR, 'x', "a field that was refused")                                          \
    X(STYLE_BUTTON, 'b', "something to press")                                                     \
    X(STYLE_BUTTON_FOCUS, 'B', "the button that has the focus")                                    \
    X(STYLE_SELECTED, 'S', "the selected row or choice")                                           \
    X(STYLE_HINT_KEY, 'K', "the name of a key in the key line")                                    \
    X(STYLE_HINT, 'h', "what the key does")                                                        \
    X(STYLE_MUTED, 'm', "less important")                                                          \
    X(STYLE_STRONG, 's', "more important")                                                         \
    X(STYLE_TOTAL, 't', "a total")                                                                 \
    X(STYLE_MONEY_NEGATIVE, 'n', "money below zero")                                               \
    X(STYLE_OK, 'O', "it went well")                                                               \
    X(STYLE_WARNING, 'W', "look here")                                                             \
    X(STYLE_ERROR, 'E', "it was refused or failed")                                                \
    X(STYLE_BORDER, '#', "lines and boxes")                                                        \
    X(STYLE_PAPER, 'P', "black on white whatever the theme: QR codes")

typedef enum Style {
#define STYLE_ENUM(name, letter, meaning) name,
    STYLE_TABLE(STYLE_ENUM)
#undef STYLE_ENUM
        STYLE_COUNT
} Style;

enum { CANVAS_CELL_SIZE = 24, CANVAS_MAX_SIDE = 1000 };

// One column of one row.
typedef struct Cell {
    char bytes[CANVAS_CELL_SIZE]; // one character with its marks, NUL-terminated; never empty
                                  // except in the right half of a wide one
    uint8_t width;                // 1; 2 for the left half of a wide one; 0 for its right half
    uint8_t style;                // a Style
} Cell;

typedef struct Canvas Canvas;

// Blank, without a cursor, clip wide open.  Sides are held between 1 and CANVAS_MAX_SIDE.
MUST_CHECK Canvas *canvas_new(int width, int height);
void canvas_free(Canvas *canvas);
AUTO_DEFINE(Canvas, canvas_free);
// Another size, and blank.
void canvas_resize(Canvas *canvas, int width, int height);
// Blank again: no text, no cursor, clip wide open.
void canvas_clear(Canvas *canvas);
// Makes to the same as from, size included.
void canvas_copy(Canvas *to, const Canvas *from);

int canvas_width(const Canvas *canvas);
int canvas_height(const Canvas *canvas);
Rect canvas_bounds(const Canvas *canvas);
// NULL outside the canvas; lives until the next drawing.
const Cell *canvas_cell(const Canvas *canvas, int x, int y);

// Narrows drawing to where the old clip and rect meet; returns the old clip to put back later.
Rect canvas_clip(Canvas *canvas, Rect rect);
void canvas_unclip(Canvas *canvas, Rect previous);

// Writes one line into the first row of rect, cut with an ellipsis where rect ends; returns the
// columns used.  NULL is an empty text.
int canvas_text(Canvas *canvas, Rect rect, Style style, const char *text);
// The same, against the right edge.  Text that is too wide keeps its *end* if it is cut: the last
// digits of an amount never vanish unseen, the ellipsis stands in front.
int canvas_text_right(Canvas *canvas, Rect rect, Style style, const char *text);
int canvas_text_format(Canvas *canvas, Rect rect, Style style, const char *format, ...)
    PRINTF_LIKE(4, 5);
// How many columns canvas_text() would use, if there was room.
int canvas_text_width(const char *text);

// Breaks text into lines at blanks and draws as many as rect has rows; returns the lines needed,
// drawn or not.  With canvas NULL it only counts.
int canvas_text_wrap(Canvas *canvas, Rect rect, Style style, const char *text);

// How many bytes of text make the first line of so many columns; *ret_next is where the next one
// begins.  A line feed ends a line; a word longer than the line is cut.
size_t canvas_wrap(const char *text, int columns, const char **ret_next);

// Blanks with a style.
void canvas_fill(Canvas *canvas, Rect rect, Style style);
// Another style for what is already drawn.
void canvas_restyle(Canvas *canvas, Rect rect, Style style);
// A horizontal line in the first row of rect.
void canvas_rule(Canvas *canvas, Rect rect, Style style);
// A border with a title in its upper edge; returns the inside.  On a canvas of short height
// the border is dropped: the title takes the first row, and the rest is inside.
Rect canvas_box(Canvas *canvas, Rect rect, Style style, const char *title);

// The cursor belongs on the focused field or the selected row, always: screen readers and braille
// lines follow it.  The last one to set it wins; outside the canvas hides it.
void canvas_cursor_set(Canvas *canvas, int x, int y);
void canvas_cursor_hide(Canvas *canvas);
bool canvas_cursor(const Canvas *canvas, int *ret_x, int *ret_y);

// For tests and captures: the rows without trailing blanks, then what else is asked for.
enum {
    CANVAS_DUMP_STYLES = 1, // a second block with one letter of STYLE_TABLE for each column
    CANVAS_DUMP_CURSOR = 2, // a last line "cursor X,Y" or "cursor hidden"
};
void canvas_dump(const Canvas *canvas, unsigned what, Text *page);

// Same size, same cells, same cursor.
bool canvas_equal(const Canvas *left, const Canvas *right);
bool canvas_row_equal(const Canvas *left, const Canvas *right, int y);
// The number of cells that differ; of canvases of different sizes, all cells of the larger.
int canvas_count_differences(const Canvas *left, const Canvas *right);

#endif
