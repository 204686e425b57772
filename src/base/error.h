// SPDX-License-Identifier: Apache-2.0
/*
 * error: how a failure travels from where it is found to the person who can act on it.
 *
 * A fallible function returns bool and takes an Error last; it is written only on failure, so calls
 * chain with &&.  Callers branch on the code and never on the text.  Nothing below ui/ prints, logs
 * or exits on account of an Error: it travels up and is shown once.  An Error holds no secret and,
 * since all text is cleaned on its way in, nothing that could command a terminal.
 */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <stdarg.h>
#include <stdbool.h>

#include "base/auto.h"
#include "base/error_table.h"

typedef enum {
    ERROR_NONE,
#define ERROR_CODE(code, sqlstate, exit_status, may_retry, sentence, way_out) code,
    ERROR_TABLE(ERROR_CODE)
#undef ERROR_CODE
} ErrorCode;

#define ERROR_CODE_COUNT (ERROR_INTERNAL + 1)

typedef struct Error {
    ErrorCode code;
    char sqlstate[6];   // "PD018"; empty where the code has none
    char field[64];     // the form field to blame; empty if none is
    char where[64];     // the function that found it; for the log, not for the person
    char sentence[512]; // what is wrong
    char hint[512];     // the way out
} Error;

#define ERROR_EMPTY ((Error){.code = ERROR_NONE})

struct Text;

// Fills the error and returns false, so that a function can end with `return error_set(...)`.
// The text is cleaned and cut to fit at a character.  A NULL err is allowed: nobody wants to know.
bool error_set(Error *err, ErrorCode code, const char *where, const char *format, ...)
    PRINTF_LIKE(4, 5);

// The same for a failure that one form field is to blame for.  hint NULL or "": the table's.
bool error_set_field(Error *err, ErrorCode code, const char *field, const char *hint,
                     const char *format, ...) PRINTF_LIKE(5, 6);

// Says what the person can do about it, better than the table; returns false as well.
bool error_add_hint(Error *err, const char *format, ...) PRINTF_LIKE(2, 3);

// Names the form field of an error that was found without knowing it; keeps one already named.
bool error_add_field(Error *err, const char *field);

void error_clear(Error *err);

// "NOT_FOUND" for ERROR_NOT_FOUND; the name that scripts see.
const char *error_name(ErrorCode code);
const char *error_sqlstate(ErrorCode code);
// The sentence of the table, for when nothing more exact is known.
const char *error_sentence(ErrorCode code);
// The program's exit status: 0 for ERROR_NONE, else 1 usage, 2 refused, 3 outside world.
int error_exit_status(ErrorCode code);
// True if asking again with the same request id may succeed with nothing else changed.
bool error_may_retry(ErrorCode code);

// Maps what the database reports to our codes; what has no place in the table is ERROR_INTERNAL.
ErrorCode error_from_sqlstate(const char *sqlstate);

// Writes docs/errors.md.
void error_write_markdown(struct Text *page);

#endif
