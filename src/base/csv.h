// SPDX-License-Identifier: Apache-2.0
#ifndef BASE_CSV_H
#define BASE_CSV_H
/*
 * csv: reads RFC 4180 rows from bytes, one at a time, in bounded memory.
 *
 * It knows rows and cells, not what they mean.  Cells are separated by commas, or by semicolons
 * where the caller lets the first line decide.  Lines may end in LF or CRLF, the last one in
 * nothing; a UTF-8 byte order mark at the start is skipped; a quoted cell may hold commas, doubled
 * quotes and line ends.  Nothing is trimmed.  What breaks the grammar does not stop the reader: the
 * row says so in `problem` and the next call goes on with the next line, so that one run can name
 * every bad row.  A cell longer than CSV_CELL_MAX is cut and marked, never stored whole.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/auto.h"

#define CSV_CELL_MAX    1024 // bytes of a cell that are kept; a longer one is marked is_cut
#define CSV_COLUMNS_MAX 64   // cells of a row that are kept; the row's count goes on

typedef enum CsvProblem {
    CSV_FINE,
    CSV_QUOTE_OPEN,    // the file ends inside a quoted cell
    CSV_QUOTE_INSIDE,  // a quote inside a cell that does not begin with one
    CSV_TEXT_AFTER,    // something between a closing quote and the comma
    CSV_TOO_MANY_CELLS // more than CSV_COLUMNS_MAX
} CsvProblem;

typedef struct CsvCell {
    const char *text; // NUL-terminated, but may hold NUL bytes: size counts
    size_t size;
    bool is_cut;
} CsvCell;

typedef struct CsvRow {
    int64_t line; // of its first character, from 1
    CsvProblem problem;
    size_t problem_cell;            // where the problem was met, from 0
    CsvCell cells[CSV_COLUMNS_MAX]; // valid until the next csv_next()
    size_t count;                   // cells kept
    bool is_blank;                  // a line with nothing in it at all
} CsvRow;

typedef enum CsvStep { CSV_ROW, CSV_END, CSV_FAILED } CsvStep;

// Gives up to `size` bytes; 0 at the end; -1 when reading failed (the source keeps the reason).
typedef int64_t CsvSource(void *context, char *bytes, size_t size);

typedef struct CsvReader CsvReader;

CsvReader *csv_new(CsvSource *source, void *context);

// Between comma and semicolon, what stands more often in the first line outside quotes; a comma if
// neither does.  Before the first csv_next(); without it cells are separated by commas.
void csv_guess_separator(CsvReader *reader);

// The next row. CSV_FAILED only when the source failed.
MUST_CHECK CsvStep csv_next(CsvReader *reader, CsvRow *row);

// What a problem is called in a report: "a quoted cell is never closed".
const char *csv_problem_text(CsvProblem problem);

void csv_free(CsvReader *reader);
AUTO_DEFINE(CsvReader, csv_free);

#endif
