// SPDX-License-Identifier: Apache-2.0
/*
 * utf8: text from people, as bytes, characters and terminal columns.
 *
 * A *cluster* is what a person calls a character: a base with everything that combines with it.
 * Cursor and delete move by clusters, layout counts columns.  Broken bytes are never trusted and
 * never fatal: each counts as a cluster one column wide, to be drawn as U+FFFD.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>

#include "base/auto.h"
#include "base/error.h"
#include "base/text.h"

// What keeps a text from being clean, in the order of the checks.
typedef enum {
    UTF8_CLEAN,
    UTF8_INVALID,      // not UTF-8
    UTF8_CONTROL,      // C0, DEL, line and paragraph separator
    UTF8_C1,           // U+0080..U+009F: a second set of terminal commands
    UTF8_BIDI,         // turns the direction of what follows
    UTF8_ZERO_WIDTH,   // cannot be seen: joiners, fillers, tags, soft hyphen, byte order mark
    UTF8_NONCHARACTER, // U+FFFE and its like
    UTF8_PRIVATE_USE,  // means something different everywhere
} Utf8Fault;

typedef enum { UTF8_LEFT, UTF8_RIGHT, UTF8_CENTRE } Utf8Align;

typedef struct {
    const char *bytes; // points into the text; not terminated
    size_t length;
    int width; // in columns, 0 to 2
    bool is_valid;
} Utf8Cluster;

bool utf8_is_valid(const char *bytes, size_t length);

// Says what is the matter with a single line; ret_offset, if not NULL, is where.
Utf8Fault utf8_clean_check(const char *text, size_t *ret_offset);
// The same for notes of several lines: a line feed is clean.
Utf8Fault utf8_clean_check_lines(const char *text, size_t *ret_offset);
// "contains a control character": what follows the field's name in a sentence.
const char *utf8_fault_sentence(Utf8Fault fault);

// Walks through a text: start with *cursor at its beginning; false at the end.
bool utf8_next_cluster(const char **cursor, Utf8Cluster *ret_cluster);
// The offset where the cluster before offset begins; 0 at the beginning.
size_t utf8_previous_cluster(const char *text, size_t offset);
size_t utf8_count_clusters(const char *text);
// The number of code points, as the database's length() counts them.
size_t utf8_count_characters(const char *text);

// In columns.
int utf8_width(const char *text);
// How many bytes of text fit into so many columns, whole clusters only.
size_t utf8_fit(const char *text, int columns);
// How many bytes of text fit into so many bytes, whole characters only.
size_t utf8_fit_bytes(const char *text, size_t size);
// Adds text in exactly so many columns: padded, or cut with an ellipsis.
void utf8_add_column(Text *page, const char *text, int columns, Utf8Align align);

// Composed (NFC), so that the same name is the same bytes.  ERROR_MALFORMED: not UTF-8.
MUST_CHECK bool utf8_normalise(const char *text, char **ret_text, Error *err);
// Case folded and composed: for searching, not for showing.  ERROR_MALFORMED: not UTF-8.
MUST_CHECK bool utf8_fold(const char *text, char **ret_text, Error *err);

// For showing what is not trusted: what is not clean becomes U+FFFD, line ends and tabs a space.
void utf8_add_cleaned(Text *page, const char *text);

#endif
