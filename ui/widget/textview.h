// SPDX-License-Identifier: Apache-2.0
/*
 * textview: text to read: help, a receipt, a QR code.
 *
 * Wraps at blanks to the width it gets, or cuts lines where `keeps_lines` is set (receipts, QR
 * codes).
 */
#ifndef WIDGET_TEXTVIEW_H
#define WIDGET_TEXTVIEW_H

#include <stdbool.h>
#include <stddef.h>

#include "canvas/canvas.h"
#include "canvas/key.h"
#include "widget/reaction.h"

typedef struct Textview {
    char *text;       // lines end in \n
    Style style;      // STYLE_NORMAL; STYLE_PAPER for QR codes
    bool keeps_lines; // no wrapping
    int top;          // first line shown; kept in bounds by textview_fit()
    int page_rows;
    int line_count;
} Textview;

void textview_init(Textview *view, const char *text);
void textview_done(Textview *view);
// Another text, from its beginning.
void textview_set(Textview *view, const char *text);

// Up, Down, PageUp, PageDown, F7, F8, Space, Home, End.
Reaction textview_on_key(Textview *view, Key key);

// Call both on every paint, with the same rect.
void textview_fit(Textview *view, Rect rect);
void textview_draw(const Textview *view, Canvas *canvas, Rect rect);

#endif
