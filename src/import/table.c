// SPDX-License-Identifier: Apache-2.0
#include <inttypes.h>
#include <string.h>

#include "base/csv.h"
#include "base/memory.h"
#include "import/source.h"

typedef struct Table {
    ImportReading *reading;
    const ImportLayout *layout;
    ImportFile file;
    size_t cell_of[IMPORT_COLUMNS_MAX]; // where a column of the layout stands in the file
    size_t cells;                       // that every row must have
    int64_t blank_line;                 // of an empty line that nothing has followed so far, or 0
} Table;

static void PRINTF_LIKE(4, 5)
    bad(const Table *table, int64_t line, const char *column, const char *format, ...)
{
    AUTO(text_done) Text reason = TEXT_EMPTY;
    va_list arguments;
    va_start(arguments, format);
    text_add_format_list(&reason, format, arguments);
    va_end(arguments);
    import_bad(table->reading->report, table->layout->file, line, column, text_string(&reason));
}

static size_t layout_column(const ImportLayout *layout, const char *name)
{
    size_t column = 0;
    while (column < layout->count && !text_equal(layout->columns[column].name, name))
        column++;
    return column;
}

static bool header_cell(Table *table, const CsvRow *row, size_t cell)
{
    const char *name = row->cells[cell].text;
    size_t column = layout_column(table->layout, name);
    AUTO(text_done) Text shown = TEXT_EMPTY;
    import_cell_quote(&shown, name);
    if (column == table->layout->count) {
        if (table->reading->phase == IMPORT_PHASE_CHECK)
            import_warn(table->reading->report, "%s: the column %s is not known and is ignored.",
                        table->layout->file, text_string(&shown));
        return true;
    }
    if (table->cell_of[column] != SIZE_MAX) {
        bad(table, row->line, name, "stands twice in the header row");
        return false;
    }
    table->cell_of[column] = cell;
    return true;
}

static bool header_is_complete(const Table *table, int64_t line)
{
    bool is_complete = true;
    for (size_t column = 0; column < table->layout->count; column++)
        if (table->cell_of[column] == SIZE_MAX) {
            bad(table, line, table->layout->columns[column].name, "is missing from the header row");
            is_complete = false;
        }
    return is_complete;
}

// False: the header cannot be used, which is reported, and the rows cannot be judged.
static bool header_read(Table *table, const CsvRow *row)
{
    bool is_good = true;
    if (row->problem != CSV_FINE) {
        bad(table, row->line, "", "%s", csv_problem_text(row->problem));
        return false;
    }
    for (size_t column = 0; column < IMPORT_COLUMNS_MAX; column++)
        table->cell_of[column] = SIZE_MAX;
    for (size_t cell = 0; cell < row->count; cell++)
        is_good = header_cell(table, row, cell) && is_good;
    table->cells = row->count;
    return header_is_complete(table, row->line) && is_good;
}

// What is wrong with the row before any cell is looked at.
static bool shape_check(Table *table, const CsvRow *csv)
{
    if (table->blank_line != 0)
        bad(table, table->blank_line, "", "the line is empty");
    table->blank_line = 0;
    if (csv->problem != CSV_FINE) {
        bad(table, csv->line, "", "%s (cell %zu)", csv_problem_text(csv->problem),
            csv->problem_cell + 1);
        return false;
    }
    if (csv->count != table->cells) {
        bad(table, csv->line, "", "the row has %zu cells, the header row has %zu", csv->count,
            table->cells);
        return false;
    }
    return true;
}

static void cells_read(const Table *table, const CsvRow *csv, ImportRow *row)
{
    AUTO(text_done) Text reason = TEXT_EMPTY;
    *row = (ImportRow){.line = csv->line, .is_good = true};
    for (size_t column = 0; column < table->layout->count; column++) {
        const ImportColumn *rule = &table->layout->columns[column];
        const CsvCell *cell = &csv->cells[table->cell_of[column]];
        text_clear(&reason);
        if (import_cell_read(rule, cell, table->reading->today, &row->values[column], &reason))
            continue;
        row->is_good = false;
        import_bad(table->reading->report, table->layout->file, csv->line, rule->name,
                   text_string(&reason));
    }
}

static bool row_read(Table *table, const CsvRow *csv, ImportRowFn *on_row, void *context,
                     Error *err)
{
    ImportRow row = {.line = csv->line};
    if (csv->is_blank && table->blank_line == 0) {
        table->blank_line = csv->line;
        return true;
    }
    if (csv->is_blank)
        return true;
    if (shape_check(table, csv))
        cells_read(table, csv, &row);
    return on_row(context, table->file, &row, err);
}

static bool failed(const Table *table, const ImportSource *source, Error *err)
{
    return error_set(err, ERROR_FILE, __func__, "%s/%s cannot be read: %s.",
                     table->reading->options->directory, table->layout->file,
                     strerrordesc_np(source->failure));
}

// To the end of the file without looking, so that the digest is that of the whole file.
static CsvStep skip_rest(CsvReader *reader, CsvRow *csv)
{
    CsvStep step = CSV_ROW;
    while (step == CSV_ROW)
        step = csv_next(reader, csv);
    return step;
}

// False: there is no header row that can be used, which is reported.
static bool head_read(Table *table, const CsvRow *csv, CsvStep step)
{
    if (step == CSV_ROW && !csv->is_blank)
        return header_read(table, csv);
    bad(table, 1, "", "the file has no header row");
    return false;
}

static bool rows_read(Table *table, CsvReader *reader, CsvRow *csv, const ImportSource *source,
                      ImportRowFn *on_row, void *context, Error *err)
{
    CsvStep step = csv_next(reader, csv);
    if (step != CSV_FAILED && !head_read(table, csv, step)) {
        step = step == CSV_ROW ? skip_rest(reader, csv) : step;
        if (!on_row(context, table->file, NULL, err))
            return false;
    }
    while (step == CSV_ROW && (step = csv_next(reader, csv)) == CSV_ROW)
        if (!row_read(table, csv, on_row, context, err))
            return false;
    return step == CSV_END || failed(table, source, err);
}

bool import_table_read(ImportReading *reading, ImportFile file, ImportRowFn *on_row, void *context,
                       Error *err)
{
    Table table = {.reading = reading, .layout = &import_layouts[file], .file = file};
    AUTO(import_source_done) ImportSource source = {.fd = -1};
    if (!import_source_open(reading, table.layout->file, &source, err))
        return false;
    AUTO(csv_free) CsvReader *reader = csv_new(import_source_read, &source);
    AUTO_FREE CsvRow *csv = NEW(CsvRow);
    if (!rows_read(&table, reader, csv, &source, on_row, context, err))
        return false;
    import_source_finish(&source, table.layout->file);
    return true;
}

bool import_read_all(ImportReading *reading, ImportRowFn *on_row, void *context,
                     char ret_digest[DIGEST_TEXT_SIZE], Error *err)
{
    AUTO(digest_free) Digest *digest = digest_new();
    reading->digest = digest;
    for (int file = 0; file < IMPORT_FILES; file++)
        if (reading->is_present[file] &&
            !import_table_read(reading, (ImportFile)file, on_row, context, err))
            return false;
    reading->digest = NULL;
    digest_finish(digest, ret_digest);
    return true;
}
