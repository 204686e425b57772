// SPDX-License-Identifier: Apache-2.0
#ifndef PAYDESK_IMPORT_CELL_H
#define PAYDESK_IMPORT_CELL_H
/*
 * cell: one cell of a file, judged by the type of its column.
 *
 * Nothing is guessed, trimmed or mended: what is not exactly right is refused, with a reason that
 * can be read.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/csv.h"
#include "base/date.h"
#include "base/text.h"
#include "import/layout.h"

typedef struct ImportValue {
    const char *text; // NULL when empty; points into the CSV row
    size_t size;
    int64_t number; // of counts, amounts, balances; of dates the day number
    bool is_good;
} ImportValue;

// False: the cell breaks the column's rule, and reason says how ("is not a whole number: \"12a\"").
MUST_CHECK bool import_cell_read(const ImportColumn *column, const CsvCell *cell, int64_t today,
                                 ImportValue *ret_value, Text *reason);

// Adds the cell's content in quotes, cleaned and shortened, for a reason.
void import_cell_quote(Text *reason, const char *text);

#endif
