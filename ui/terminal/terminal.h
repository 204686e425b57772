// SPDX-License-Identifier: Apache-2.0
/*
 * terminal: the one place that talks to a terminal; the only user of curses.
 *
 * Shows a Canvas, gives Keys, and puts everything back as it was on every way out, a killing signal
 * included.  It never blocks: bytes that a slow line does not take wait here, and frames are
 * skipped meanwhile.  One per process.  The loop around it:
 *
 *     for (;;) {
 *         unsigned events = terminal_wait(terminal, fds, count, timeout_ms);
 *         if (events & TERMINAL_GONE) break;
 *         if (events & TERMINAL_RESIZED) canvas_resize(canvas, terminal_width(…), …height(…));
 *         while ((n = terminal_read(terminal, keys, COUNT_OF(keys))) > 0) ... dispatch all keys
 *         ... look at fds[].revents, timers
 *         canvas_clear(canvas); ... draw ...
 *         terminal_paint(terminal, canvas);
 *     }
 *
 * Everything typed so far is dispatched before the one paint.  Environment: TERM (unknown: vt220),
 * NO_COLOR (not empty: attributes only), SSH_TTY (a lone Esc may take 100 ms instead of 25).
 */
#ifndef TERMINAL_TERMINAL_H
#define TERMINAL_TERMINAL_H

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/auto.h"
#include "base/error.h"
#include "canvas/canvas.h"

typedef struct Key Key;
typedef struct Terminal Terminal;

enum {
    TERMINAL_INPUT = 1 << 0,    // keys can be read
    TERMINAL_RESIZED = 1 << 1,  // ask terminal_width() and terminal_height() again
    TERMINAL_FDS = 1 << 2,      // one of the caller's descriptors has something
    TERMINAL_WRITABLE = 1 << 3, // a skipped frame can be painted now
    TERMINAL_GONE = 1 << 4,     // hung up: close and leave
};

// True if standard input and output are a terminal.
bool terminal_is_there(void);

// Takes the terminal over: raw, alternate screen, bracketed paste, numeric keypad, no mouse.
// Call it before any thread is started, so that threads inherit nothing surprising.
// ERROR_OUTSIDE: there is no terminal, or none that can place its cursor.
MUST_CHECK bool terminal_open(Terminal **ret_terminal, Error *err);
// Gives it back.
void terminal_close(Terminal *terminal);
AUTO_DEFINE(Terminal, terminal_close);

int terminal_width(const Terminal *terminal);
int terminal_height(const Terminal *terminal);

// Sleeps until something happens: a key, a resize, one of the caller's descriptors, or timeout_ms
// (-1: for ever).  Returns flags; 0 is the timeout.  Fills fds[].revents.
unsigned terminal_wait(Terminal *terminal, struct pollfd *fds, size_t count, int timeout_ms);
// Takes up to size keys of what was typed; 0: nothing more.
size_t terminal_read(Terminal *terminal, Key *ret_keys, size_t size);
// Throws away everything typed so far: before a confirmation (REACTION_DISCARD).
void terminal_discard(Terminal *terminal);

// Shows the canvas with one write.  False if the line still carries the last frame: nothing is
// shown, and terminal_wait() says TERMINAL_WRITABLE when it is worth trying again.
bool terminal_paint(Terminal *terminal, const Canvas *canvas);
// The next paint draws everything anew (Ctrl+L).
void terminal_repaint(Terminal *terminal);
// At most once in 300 ms.
void terminal_bell(Terminal *terminal);

#endif
