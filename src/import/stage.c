// SPDX-License-Identifier: Apache-2.0
#include "base/clock.h"
#include "import/import_internal.h"

#define BLOCK_BYTES (512 * 1024) // sent in one call; a row adds at most 11 KB to it

// Rows on their way: one line each, cells separated by tabs, which no cell that passed the checks
// can hold.
typedef struct Stage {
    Db *db;
    const char *import; // its number, and that of this run
    const char *runner;
    ImportFile file;
    Text lines;
} Stage;

static const char *const file_words[IMPORT_FILES] = {
    [IMPORT_DISTRICTS] = "district",    [IMPORT_CLIENTS] = "client",
    [IMPORT_ACCOUNTS] = "account",      [IMPORT_HOLDERS] = "holder",
    [IMPORT_STANDING_ORDERS] = "order", [IMPORT_TRANSACTIONS] = "transaction",
};

static bool send_block(Stage *stage, Error *err)
{
    if (stage->lines.length == 0)
        return true;
    text_cut(&stage->lines, stage->lines.length - 1); // the last line's end
    const DbParam params[] = {
        db_param("p_import", DB_BIGINT, stage->import),
        db_integer("p_runner", stage->runner),
        db_text("p_file", file_words[stage->file]),
        db_text("p_rows", text_string(&stage->lines)),
    };
    bool is_sent =
        text_check(&stage->lines, err) &&
        db_call(stage->db, "admin.import_stage", params, COUNT_OF(params), DB_NO_ROWS, NULL, err);
    text_clear(&stage->lines);
    return is_sent;
}

static bool stage_row(void *context, ImportFile file, const ImportRow *row, Error *err)
{
    Stage *stage = context;
    if (row == NULL)
        return true; // the report has it, and same_files() refuses
    if (file != stage->file && !send_block(stage, err))
        return false;
    stage->file = file;
    for (size_t column = 0; column < import_layouts[file].count; column++) {
        const char *text = row->values[column].text;
        text_add(&stage->lines, column == 0 ? "" : "\t");
        text_add(&stage->lines, text == NULL ? "" : text);
    }
    text_add_char(&stage->lines, '\n');
    return stage->lines.length < BLOCK_BYTES || send_block(stage, err);
}

// The second reading must have met the very files that the first one found good.
static bool same_files(const ImportReport *again, const char *digest, const char *digest_again,
                       Error *err)
{
    if (again->bad_count == 0 && text_equal(digest, digest_again))
        return true;
    return error_set(err, ERROR_CONFLICT, __func__,
                     "The files were changed while they were being read; nothing was loaded.");
}

bool import_stage(Db *db, const ImportOptions *options, const char *digest, const char *import,
                  const char *runner, Error *err)
{
    Clock clock = clock_system();
    char digest_again[DIGEST_TEXT_SIZE];
    AUTO(import_report_done) ImportReport again = {.outcome = IMPORT_OUTCOME_REFUSED};
    ImportReading reading = {
        .options = options,
        .report = &again,
        .phase = IMPORT_PHASE_STAGE,
        .today = date_to_day_number(clock_business_day(&clock)) + 1, // midnight may have passed
    };
    Stage stage = {.db = db, .import = import, .runner = runner};
    if (!import_directory_open(&reading, err))
        return false;
    bool is_read =
        import_read_all(&reading, stage_row, &stage, digest_again, err) && send_block(&stage, err);
    text_done(&stage.lines);
    return is_read && same_files(&again, digest, digest_again, err);
}
