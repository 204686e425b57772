// SPDX-License-Identifier: Apache-2.0
/*
 * log: the technical line for whoever looks after the program.
 *
 * One line per event: time, process, where, what.  Written where a failure is decided, once; the
 * person at the desk sees the Error's sentence instead.  Never a secret, never a customer's name.
 * Goes to stderr until log_open(); a full-screen program must open a file first, or be silent. May
 * be called from any thread.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include <stdbool.h>

#include "base/auto.h"
#include "base/error.h"

// Appends to the file, made with mode 0600.  NULL: to nowhere.  ERROR_FILE.
MUST_CHECK bool log_open(const char *path, Error *err);
// Back to stderr.
void log_close(void);

void log_line(const char *where, const char *format, ...) PRINTF_LIKE(2, 3);
// The technical side of an error: code, sqlstate, where, sentence.
void log_error(const Error *err);

#endif
