// SPDX-License-Identifier: Apache-2.0
// Any bytes through the CSV reader and the cells of every column type. libFuzzer calls it;
// tests/import/fuzz_test.c too.
//   clang -fsanitize=fuzzer,address,undefined … tests/fuzz/csv_fuzz.c
#include "base/memory.h"
#include "import/cell.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

typedef struct Input {
    const uint8_t *bytes;
    size_t left;
} Input;

static int64_t give(void *context, char *bytes, size_t size)
{
    Input *input = context;
    size_t count = input->left < size ? input->left : size;
    count = count > 7 ? 7 : count; // small pieces: boundaries fall everywhere
    memcpy(bytes, input->bytes, count);
    input->bytes += count;
    input->left -= count;
    return (int64_t)count;
}

static void judge(const CsvCell *cell)
{
    for (size_t file = 0; file < IMPORT_FILES; file++)
        for (size_t column = 0; column < import_layouts[file].count; column++) {
            AUTO(text_done) Text reason = TEXT_EMPTY;
            ImportValue value = {.is_good = false};
            bool is_good = import_cell_read(&import_layouts[file].columns[column], cell, 20000,
                                            &value, &reason);
            // Good cells have no reason, bad ones do; what is good holds no tab and no line end.
            if (is_good != (reason.length == 0))
                abort();
            if (is_good && cell->size > 0 && strpbrk(cell->text, "\t\n\r") != NULL)
                abort();
        }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    Input input = {.bytes = bytes, .left = length};
    AUTO(csv_free) CsvReader *reader = csv_new(give, &input);
    AUTO_FREE CsvRow *row = NEW(CsvRow);
    int64_t line = 0;
    while (csv_next(reader, row) == CSV_ROW) {
        if (row->line <= line || row->count == 0 || row->count > CSV_COLUMNS_MAX)
            abort();
        line = row->line;
        for (size_t i = 0; i < row->count; i++)
            judge(&row->cells[i]);
    }
    return 0;
}
