// SPDX-License-Identifier: Apache-2.0
/*
 * painter: a canvas → the bytes that turn what the terminal shows into it.
 *
 * This is what curses is used for, and all of it: terminfo and the search for few bytes.  Curses
 * writes into a file in memory; output.h decides when those bytes leave.  Internal to this folder.
 */
#ifndef TERMINAL_PAINTER_H
#define TERMINAL_PAINTER_H

#include <stdbool.h>

#include "base/auto.h"
#include "base/error.h"
#include "canvas/canvas.h"
#include "terminal/output.h"

typedef struct Painter Painter;

// Uses TERM, or vt220 where TERM is unknown.  ERROR_OUTSIDE: it cannot place its cursor.
MUST_CHECK bool painter_open(int columns, int rows, Painter **ret_painter, Error *err);
void painter_close(Painter *painter);

// The screen has another size, or lost its contents: the next drawing starts from nothing.
void painter_resize(Painter *painter, int columns, int rows);
void painter_forget(Painter *painter);
// Adds the bytes from the last canvas to this one.
void painter_draw(Painter *painter, const Canvas *canvas, Output *output);

// Sent once before the first drawing, which brings the alternate screen with it.
const char *painter_enter_bytes(void);
// Takes the terminal over again after somebody else had it; then painter_forget().
const char *painter_resume_bytes(const Painter *painter);
// Gives it back, complete and without any curses.
const char *painter_leave_bytes(const Painter *painter);

#endif
