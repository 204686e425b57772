// SPDX-License-Identifier: Apache-2.0
/*
 * theme: what the canvas's roles look like: attributes, and the 16 colours every terminal has.
 *
 * No colour is used without a word or a sign beside it, the background is always the terminal's own
 * or set together with the foreground, and the focused field is plain.  Internal to this folder.
 */
#ifndef TERMINAL_THEME_H
#define TERMINAL_THEME_H

#include <stdbool.h>

#include <curses.h>

#include "canvas/canvas.h"

// Call once, after curses is up.  True if colours are used: the terminal has them, and NO_COLOR is
// unset or empty.
bool theme_start(void);
attr_t theme_attributes(Style style, bool has_colours);
short theme_pair(Style style, bool has_colours);

#endif
