// SPDX-License-Identifier: Apache-2.0
/*
 * text: a string that grows, up to a ceiling with a name.
 *
 *     AUTO(text_done) Text line = TEXT_EMPTY;
 *     text_add_format(&line, "%s  %12s", account, amount);
 *     if (!text_check(&line, err))
 *         return false;
 *     char *owned = text_take(&line);
 *
 * Invariants: text_string() is never NULL and always ends in a NUL, and bytes [0, length) are what
 * was added.  Adding past the ceiling adds nothing, then or later, and is remembered: the one who
 * made the Text asks text_check() at the end instead of testing every step.  Secrets never go into
 * a Text: growing leaves copies behind.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/auto.h"
#include "base/error.h"

enum {
    TEXT_MAX_LINE = 4 * 1024,
    TEXT_MAX_PAGE = 64 * 1024,
    TEXT_MAX_DEFAULT = 1024 * 1024,
    TEXT_MAX_DOCUMENT = 64 * 1024 * 1024,
};

typedef struct Text {
    char *bytes; // NULL while nothing was added; use text_string()
    size_t length;
    size_t capacity;
    size_t ceiling; // 0 means TEXT_MAX_DEFAULT
    bool is_full;   // something did not fit
} Text;

#define TEXT_EMPTY              ((Text){.bytes = NULL})
#define TEXT_EMPTY_MAX(maximum) ((Text){.ceiling = (maximum)})

// Frees the contents; the Text is empty and reusable, with its old ceiling.
void text_done(Text *text);
AUTO_DEFINE_VALUE(Text, text_done);
// Empties it and keeps the memory for the next round.
void text_clear(Text *text);

void text_add(Text *text, const char *string);
void text_add_bytes(Text *text, const char *bytes, size_t length);
void text_add_char(Text *text, char byte);
void text_add_repeat(Text *text, char byte, size_t count);
void text_add_format(Text *text, const char *format, ...) PRINTF_LIKE(2, 3);
void text_add_format_list(Text *text, const char *format, va_list arguments) PRINTF_LIKE(2, 0);
// Adds a JSON string with its quotes; NULL becomes null.
void text_add_json(Text *text, const char *string);
// Shortens to length bytes; the caller sees to character boundaries.
void text_cut(Text *text, size_t length);

// Lives until the next change of the Text.
const char *text_string(const Text *text);
// False with ERROR_INTERNAL if something did not fit.
MUST_CHECK bool text_check(const Text *text, Error *err);
// Hands over the string, never NULL, to be freed by the caller; the Text is empty and reusable.
MUST_CHECK char *text_take(Text *text);

// Plain strings owned by the caller; copying NULL gives NULL.
MUST_CHECK char *text_copy(const char *string);
MUST_CHECK char *text_copy_bytes(const char *bytes, size_t length);
MUST_CHECK char *text_format(const char *format, ...) PRINTF_LIKE(1, 2);

// strcmp() == 0, where NULL equals only NULL.
bool text_equal(const char *left, const char *right);
bool text_starts_with(const char *string, const char *prefix);

#endif
