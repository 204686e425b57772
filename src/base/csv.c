// SPDX-License-Identifier: Apache-2.0
#include "base/csv.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

#define CSV_BLOCK 65536

typedef enum State {
    STATE_CELL_START,
    STATE_PLAIN,      // inside a cell without quotes
    STATE_QUOTED,     // inside quotes
    STATE_QUOTE_SEEN, // a quote inside quotes: the cell's end, or half of a doubled one
    STATE_ROW_END
} State;

struct CsvReader {
    CsvSource *source;
    void *context;
    char block[CSV_BLOCK];
    size_t at;
    size_t size;
    bool has_failed;
    bool has_begun;
    char separator;
    int64_t line;
    // The cells of the current row, one after another, each with room for its NUL.
    char text[CSV_COLUMNS_MAX][CSV_CELL_MAX + 1];
    size_t cell_size;
    bool cell_is_cut;
    bool row_has_text;
};

CsvReader *csv_new(CsvSource *source, void *context)
{
    CsvReader *reader = NEW(CsvReader);
    reader->source = source;
    reader->context = context;
    reader->line = 1;
    reader->separator = ',';
    return reader;
}

static bool fill(CsvReader *reader)
{
    if (reader->has_failed)
        return false;
    int64_t got = reader->source(reader->context, reader->block, sizeof reader->block);
    reader->has_failed = got < 0;
    reader->at = 0;
    reader->size = got > 0 ? (size_t)got : 0;
    return got > 0;
}

// The next byte without taking it, or -1 at the end.
static int peek(CsvReader *reader)
{
    if (reader->at == reader->size && !fill(reader))
        return -1;
    return (unsigned char)reader->block[reader->at];
}

static int take(CsvReader *reader)
{
    int byte = peek(reader);
    if (byte >= 0)
        reader->at++;
    return byte;
}

// Tops the block up by hand, since a source may give one byte at a time; false at the end.
static bool top_up(CsvReader *reader)
{
    size_t room = sizeof reader->block - reader->size;
    int64_t got =
        room == 0 ? 0 : reader->source(reader->context, reader->block + reader->size, room);
    if (got < 0)
        reader->has_failed = true;
    if (got > 0)
        reader->size += (size_t)got;
    return got > 0;
}

// Only whole marks are skipped: a file that merely begins with 0xEF is shown to the caller as it
// is.
static void skip_byte_order_mark(CsvReader *reader)
{
    static const char mark[3] = {'\xEF', '\xBB', '\xBF'};
    bool is_more = true;
    while (is_more && reader->size < sizeof mark)
        is_more = top_up(reader);
    if (reader->size >= sizeof mark && memcmp(reader->block, mark, sizeof mark) == 0)
        reader->at = sizeof mark;
}

static void problem(CsvRow *row, CsvProblem what)
{
    if (row->problem != CSV_FINE)
        return;
    row->problem = what;
    row->problem_cell = row->count;
}

static void add_byte(CsvReader *reader, CsvRow *row, int byte)
{
    reader->row_has_text = true;
    if (row->count == CSV_COLUMNS_MAX)
        return;
    if (reader->cell_size == CSV_CELL_MAX) {
        reader->cell_is_cut = true;
        return;
    }
    reader->text[row->count][reader->cell_size++] = (char)byte;
}

static void end_cell(CsvReader *reader, CsvRow *row)
{
    if (row->count == CSV_COLUMNS_MAX) {
        problem(row, CSV_TOO_MANY_CELLS);
    } else {
        char *text = reader->text[row->count];
        text[reader->cell_size] = '\0';
        row->cells[row->count++] =
            (CsvCell){.text = text, .size = reader->cell_size, .is_cut = reader->cell_is_cut};
    }
    reader->cell_size = 0;
    reader->cell_is_cut = false;
}

// What a separator, a line end or the end of the file does to a cell outside quotes; false: the
// byte is none of these.
static bool step_separator(CsvReader *reader, CsvRow *row, int byte, State *state)
{
    if (byte == '\r' && peek(reader) == '\n')
        byte = take(reader);
    if (byte == '\n')
        reader->line++;
    if (byte == reader->separator) {
        reader->row_has_text = true;
        end_cell(reader, row);
        *state = STATE_CELL_START;
        return true;
    }
    if (byte == '\n' || byte < 0) {
        end_cell(reader, row);
        *state = STATE_ROW_END;
        return true;
    }
    return false;
}

static State step_plain(CsvReader *reader, CsvRow *row, int byte, State state)
{
    State next = STATE_PLAIN;
    if (step_separator(reader, row, byte, &next))
        return next;
    if (byte == '"' && state == STATE_CELL_START) {
        reader->row_has_text = true;
        return STATE_QUOTED;
    }
    if (byte == '"')
        problem(row, CSV_QUOTE_INSIDE);
    add_byte(reader, row, byte);
    return STATE_PLAIN;
}

static State step_quoted(CsvReader *reader, CsvRow *row, int byte)
{
    if (byte < 0) {
        problem(row, CSV_QUOTE_OPEN);
        end_cell(reader, row);
        return STATE_ROW_END;
    }
    if (byte == '"')
        return STATE_QUOTE_SEEN;
    if (byte == '\n')
        reader->line++;
    add_byte(reader, row, byte);
    return STATE_QUOTED;
}

static State step_quote_seen(CsvReader *reader, CsvRow *row, int byte)
{
    State next = STATE_PLAIN;
    if (byte == '"') {
        add_byte(reader, row, byte);
        return STATE_QUOTED;
    }
    if (step_separator(reader, row, byte, &next))
        return next;
    problem(row, CSV_TEXT_AFTER);
    add_byte(reader, row, byte);
    return STATE_PLAIN;
}

static State step(CsvReader *reader, CsvRow *row, State state)
{
    int byte = take(reader);
    switch (state) {
    case STATE_CELL_START:
    case STATE_PLAIN:
        return step_plain(reader, row, byte, state);
    case STATE_QUOTED:
        return step_quoted(reader, row, byte);
    case STATE_QUOTE_SEEN:
        return step_quote_seen(reader, row, byte);
    case STATE_ROW_END:
        break;
    }
    return STATE_ROW_END;
}

static void begin(CsvReader *reader)
{
    if (reader->has_begun)
        return;
    reader->has_begun = true;
    skip_byte_order_mark(reader);
}

void csv_guess_separator(CsvReader *reader)
{
    size_t commas = 0;
    size_t semicolons = 0;
    bool is_quoted = false;
    begin(reader);
    for (size_t at = reader->at; at < reader->size || top_up(reader); at++) {
        char byte = reader->block[at];
        if (byte == '"')
            is_quoted = !is_quoted;
        if (is_quoted)
            continue;
        if (byte == '\n')
            break;
        commas += byte == ',';
        semicolons += byte == ';';
    }
    reader->separator = semicolons > commas ? ';' : ',';
}

CsvStep csv_next(CsvReader *reader, CsvRow *row)
{
    begin(reader);
    row->line = reader->line;
    row->problem = CSV_FINE;
    row->problem_cell = 0;
    row->count = 0;
    reader->row_has_text = false;
    if (peek(reader) < 0)
        return reader->has_failed ? CSV_FAILED : CSV_END;
    State state = STATE_CELL_START;
    while (state != STATE_ROW_END)
        state = step(reader, row, state);
    row->is_blank = !reader->row_has_text;
    return reader->has_failed ? CSV_FAILED : CSV_ROW;
}

const char *csv_problem_text(CsvProblem problem_found)
{
    switch (problem_found) {
    case CSV_FINE:
        return "nothing is wrong";
    case CSV_QUOTE_OPEN:
        return "a quoted cell is never closed";
    case CSV_QUOTE_INSIDE:
        return "a quote stands inside a cell that is not quoted";
    case CSV_TEXT_AFTER:
        return "text follows a closing quote";
    case CSV_TOO_MANY_CELLS:
        return "the row has too many cells";
    }
    return "";
}

void csv_free(CsvReader *reader)
{
    free(reader);
}
