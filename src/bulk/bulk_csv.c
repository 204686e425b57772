// SPDX-License-Identifier: Apache-2.0
#include <inttypes.h>
#include <string.h>
#include <strings.h>

#include "base/csv.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "bulk/bulk_internal.h"

typedef enum Column {
    COLUMN_ACCOUNT,
    COLUMN_IBAN,
    COLUMN_AMOUNT,
    COLUMN_CURRENCY,
    COLUMN_NAME,
    COLUMN_TEXT,
    COLUMN_REFERENCE,
    COLUMNS
} Column;

static const char *const column_names[COLUMNS] = {
    [COLUMN_ACCOUNT] = "account",     [COLUMN_IBAN] = "iban", [COLUMN_AMOUNT] = "amount",
    [COLUMN_CURRENCY] = "currency",   [COLUMN_NAME] = "name", [COLUMN_TEXT] = "text",
    [COLUMN_REFERENCE] = "reference",
};

static const char columns_hint[] =
    "The first line names the columns: account (or iban), amount, and if wanted name, currency, "
    "text, reference.";

typedef struct Table {
    BulkReading *reading;
    int column_of[CSV_COLUMNS_MAX]; // a Column
    size_t count;
} Table;

static bool refuse(Error *err, int64_t line, const char *reason)
{
    return error_set_field(err, ERROR_MALFORMED, "file", columns_hint, "Line %" PRId64 ": %s.",
                           line, reason);
}

static int find_column(const CsvCell *cell)
{
    for (int column = 0; column < COLUMNS; column++)
        if (!cell->is_cut && strlen(cell->text) == cell->size &&
            strcasecmp(cell->text, column_names[column]) == 0)
            return column;
    return -1;
}

static bool refuse_column(Error *err, const CsvRow *row, size_t cell, const char *reason)
{
    AUTO(text_done) Text name = TEXT_EMPTY;
    utf8_add_cleaned(&name, row->cells[cell].text);
    text_cut(&name, utf8_fit_bytes(text_string(&name), 40));
    AUTO_FREE char *sentence = text_format("the column \"%s\" %s", text_string(&name), reason);
    return refuse(err, row->line, sentence);
}

static bool read_header(Table *table, const CsvRow *row, Error *err)
{
    bool is_there[COLUMNS] = {false};
    if (row->problem != CSV_FINE)
        return refuse(err, row->line, csv_problem_text(row->problem));
    for (size_t i = 0; i < row->count; i++) {
        int column = find_column(&row->cells[i]);
        if (column < 0)
            return refuse_column(err, row, i, "is not known");
        if (is_there[column])
            return refuse_column(err, row, i, "is there twice");
        is_there[column] = true;
        table->column_of[i] = column;
    }
    table->count = row->count;
    if (is_there[COLUMN_ACCOUNT] == is_there[COLUMN_IBAN])
        return refuse(err, row->line, "there must be a column account or a column iban");
    if (!is_there[COLUMN_AMOUNT])
        return refuse(err, row->line, "there is no column amount");
    return true;
}

static Text *text_of(BulkLine *line, int column)
{
    switch ((Column)column) {
    case COLUMN_ACCOUNT:
    case COLUMN_IBAN:
        return &line->account;
    case COLUMN_AMOUNT:
        return &line->amount;
    case COLUMN_CURRENCY:
        return &line->currency;
    case COLUMN_NAME:
        return &line->name;
    case COLUMN_TEXT:
        return &line->text;
    case COLUMN_REFERENCE:
    case COLUMNS:
        break;
    }
    return &line->reference;
}

static void read_cell(BulkLine *line, int column, const CsvCell *cell)
{
    Text *text = text_of(line, column);
    text_add_bytes(text, cell->text, cell->size);
    // What was cut is too long for any field: it is judged so.
    text->is_full = text->is_full || cell->is_cut;
    if (column == COLUMN_IBAN)
        line->is_iban = true;
}

static void misshapen(BulkLine *line, const char *reason)
{
    (void)error_set_field(&line->fault, ERROR_MALFORMED, "line",
                          "Put cells that hold separators or quotes into quotes.", "%s.", reason);
    // A sentence begins with a capital.
    if (line->fault.sentence[0] >= 'a' && line->fault.sentence[0] <= 'z')
        line->fault.sentence[0] = (char)(line->fault.sentence[0] - 'a' + 'A');
}

static bool read_row(const Table *table, const CsvRow *row, BulkLine *line, Error *err)
{
    bulk_line_clear(line);
    line->line = row->line;
    for (size_t i = 0; i < row->count && i < table->count; i++)
        read_cell(line, table->column_of[i], &row->cells[i]);
    if (row->problem != CSV_FINE) {
        misshapen(line, csv_problem_text(row->problem));
    } else if (row->count != table->count) {
        AUTO_FREE char *reason =
            text_format("The line has %zu cells, the first line %zu", row->count, table->count);
        misshapen(line, reason);
    }
    return bulk_reading_line(table->reading, line, err);
}

bool bulk_read_csv(BulkReading *reading, BulkSource *source, Error *err)
{
    Table table = {.reading = reading};
    AUTO(bulk_line_done) BulkLine line;
    AUTO(csv_free) CsvReader *reader = csv_new(bulk_source_read, source);
    AUTO_FREE CsvRow *row = NEW(CsvRow);
    bulk_line_init(&line);
    csv_guess_separator(reader);
    CsvStep step = csv_next(reader, row);
    if (step == CSV_END)
        return error_set_field(err, ERROR_MALFORMED, "file", columns_hint, "The file is empty.");
    if (step == CSV_FAILED || !read_header(&table, row, err))
        return false;
    while ((step = csv_next(reader, row)) == CSV_ROW)
        if (!row->is_blank && !read_row(&table, row, &line, err))
            return false;
    return step == CSV_END;
}
