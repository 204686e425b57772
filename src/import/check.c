// SPDX-License-Identifier: Apache-2.0
#include "base/clock.h"
#include "import/import_internal.h"

bool import_check(const ImportOptions *options, ImportReport *report,
                  char ret_digest[DIGEST_TEXT_SIZE], Error *err)
{
    Clock clock = clock_system();
    ImportReading reading = {
        .options = options,
        .report = report,
        .phase = IMPORT_PHASE_CHECK,
        .today = date_to_day_number(clock_business_day(&clock)),
    };
    if (!import_directory_open(&reading, err))
        return false;
    AUTO(import_books_free)
    ImportBooks *books = import_books_new(report, reading.is_present[IMPORT_DISTRICTS]);
    if (!import_read_all(&reading, import_books_row, books, ret_digest, err))
        return false;
    import_books_close(books);
    return true;
}
