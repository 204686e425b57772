// SPDX-License-Identifier: Apache-2.0
#ifndef PAYDESK_IMPORT_INTERNAL_H
#define PAYDESK_IMPORT_INTERNAL_H
/*
 * What the files of this room share.  The way of a row:
 *
 *   source  bytes of a file, with digest and progress
 *   csv     rows and cells
 *   table   header, cells judged by the layout          -> ImportRow
 *   books   references, holders, uniqueness             first reading: nothing is loaded yet
 *   chain   order and balances of one account's rows
 *   stage   rows to the database                        second reading: the digest must be the same
 */
#include "base/digest.h"
#include "db/db.h"
#include "import/cell.h"
#include "import/import.h"
#include "import/layout.h"

typedef struct ImportRow {
    int64_t line;
    bool is_good;                           // all its cells are
    ImportValue values[IMPORT_COLUMNS_MAX]; // by column number of the layout
} ImportRow;

// What one reading of the whole directory needs.
typedef struct ImportReading {
    const ImportOptions *options;
    ImportReport *report;
    ImportPhase phase;
    int64_t today; // day number; dates after it are refused
    int64_t bytes_done;
    int64_t bytes_total;
    Digest *digest; // of the files' names and contents, in the layout's order
    bool is_present[IMPORT_FILES];
} ImportReading;

// Called for every row, good or not: a misshapen one has no good value at all.  NULL: the file's
// header cannot be used, so that nothing is known of its rows.  False stops the reading.
typedef bool ImportRowFn(void *context, ImportFile file, const ImportRow *row, Error *err);

// report.c
void import_bad(ImportReport *report, const char *file, int64_t line, const char *column,
                const char *reason);
void import_warn(ImportReport *report, const char *format, ...) PRINTF_LIKE(2, 3);

// source.c: sizes up the directory. ERROR_FILE names everything that is missing or unreadable.
MUST_CHECK bool import_directory_open(ImportReading *reading, Error *err);

// table.c: reads one file, reports its bad rows, hands on its rows.
MUST_CHECK bool import_table_read(ImportReading *reading, ImportFile file, ImportRowFn *on_row,
                                  void *context, Error *err);

// table.c: reads all files that are there and gives their digest.
MUST_CHECK bool import_read_all(ImportReading *reading, ImportRowFn *on_row, void *context,
                                char ret_digest[DIGEST_TEXT_SIZE], Error *err);

// books.c: what the first reading keeps of the rows.
typedef struct ImportBooks ImportBooks;

ImportBooks *import_books_new(ImportReport *report, bool has_districts);
bool import_books_row(void *books, ImportFile file, const ImportRow *row, Error *err);
// What can only be said after the last row: accounts without owner, rows out of order.
void import_books_close(ImportBooks *books);
void import_books_free(ImportBooks *books);
AUTO_DEFINE(ImportBooks, import_books_free);

// check.c: the first reading. Fills the report's counts and bad rows.
MUST_CHECK bool import_check(const ImportOptions *options, ImportReport *report,
                             char ret_digest[DIGEST_TEXT_SIZE], Error *err);

// load.c: stages, posts and proves, or finds that it was done before.
MUST_CHECK bool import_load(const ImportOptions *options, const char *digest, int64_t began_us,
                            ImportReport *report, Error *err);

// stage.c: the second reading, inside the caller's transaction.
MUST_CHECK bool import_stage(Db *db, const ImportOptions *options, const char *digest,
                             const char *import, const char *runner, Error *err);

#endif
