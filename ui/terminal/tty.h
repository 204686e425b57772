// SPDX-License-Identifier: Apache-2.0
/*
 * tty: the line itself: its modes, its size, and the signals that concern it.
 *
 * Whatever ends the process, tty_restore() has run before.  Internal to this folder.
 */
#ifndef TERMINAL_TTY_H
#define TERMINAL_TTY_H

#include <stdbool.h>

#include "base/auto.h"
#include "base/error.h"

// Opens the controlling terminal, not blocking.  *ret_wake_fd becomes readable with 'W' when the
// size changed and 'C' when the process goes on after a stop.
MUST_CHECK bool tty_open(int *ret_fd, int *ret_wake_fd, Error *err);
// Raw mode.  leave are the bytes that give the terminal back; copied.
void tty_take(const char *leave);
// Raw mode again, after somebody else had the terminal.
void tty_retake(void);
// Gives the terminal back, once.  Safe in a signal handler.
void tty_restore(void);
void tty_close(void);

void tty_size(int *ret_columns, int *ret_rows);

#endif
