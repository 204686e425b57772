// SPDX-License-Identifier: Apache-2.0
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "bulk/bulk_internal.h"

enum {
    CHUNK_LINES = 2000,
    CHUNK_BYTES = 1024 * 1024,
    ROWS_CEILING = 2 * CHUNK_BYTES,
};

typedef struct Load {
    const BulkCall *call;
    BulkReading reading;
    char *path;
    char *payer; // as a pain.001 would write it
    // What the database said when it began.
    FormResult *begun;
    char bulk[DB_NUMBER_SIZE];
    Currency currency;
    int64_t lines;  // of the file
    int64_t staged; // of them that are there
    // The chunk being filled: lines first .. first + count - 1.
    int64_t first;
    int64_t count;
    Text rows;
} Load;

static void load_done(Load *load)
{
    bulk_reading_done(&load->reading);
    free(load->path);
    free(load->payer);
    form_result_free(load->begun);
    text_done(&load->rows);
}
AUTO_DEFINE_VALUE(Load, load_done);

// ---- What was asked for ----

static const char *value_of(const Load *load, const char *name)
{
    return form_values_get(load->call->values, name);
}

// "~/x.csv" is in the person's own folder, also where no shell has seen it.
static char *path_of(const char *typed)
{
    const char *home = getenv("HOME");
    return typed[0] == '~' && typed[1] == '/' && home != NULL ? text_format("%s%s", home, typed + 1)
                                                              : text_copy(typed);
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

static BulkFormat format_of(const char *word)
{
    if (text_equal(word, "csv"))
        return BULK_CSV;
    return text_equal(word, "pain001") ? BULK_PAIN001 : BULK_AUTO;
}

static void prepare(Load *load)
{
    load->path = path_of(value_of(load, "file"));
    load->payer = text_copy(value_of(load, "payer"));
    load->rows = TEXT_EMPTY_MAX(ROWS_CEILING);
    load->reading = (BulkReading){
        .path = load->path,
        .format = format_of(value_of(load, "format")),
        .payer = load->payer,
        .watch = load->call->watch,
    };
}

// ---- First reading: the file as a whole ----

static bool begin(Load *load, Error *err)
{
    char lines[DB_NUMBER_SIZE];
    const BulkReading *reading = &load->reading;
    const char *day = reading->execution_date;
    const char *message = text_string(&reading->message);
    const char *again = value_of(load, "again");
    const DbParam params[] = {
        db_text("p_payer", load->payer),
        db_text("p_file", base_name(load->path)),
        db_text("p_format", reading->found == BULK_CSV ? "csv" : "pain001"),
        db_date("p_execution_date", value_of(load, "execution_date")),
        db_param("p_again", DB_BOOLEAN, again),
        db_date("p_requested_date", day[0] == '\0' ? NULL : day),
        db_text("p_digest", reading->digest),
        db_text("p_message", message[0] == '\0' ? NULL : message),
        db_param("p_lines", DB_INTEGER, db_number("p_lines", reading->count, lines).text),
    };
    if (!bulk_ask(load->call, "api.bulk_load", load->call->request, NULL, params, COUNT_OF(params),
                  &load->begun, err))
        return false;
    const char *bulk = form_result_get(load->begun, 0, "bulk");
    const char *currency = form_result_get(load->begun, 0, "currency");
    if (bulk == NULL || strlen(bulk) >= sizeof load->bulk || currency == NULL ||
        !currency_find(currency, &load->currency))
        return error_set(err, ERROR_INTERNAL, __func__, "The database began no bulk.");
    memcpy(load->bulk, bulk, strlen(bulk) + 1);
    load->staged = bulk_answer_number(load->begun, "lines");
    return true;
}

// ---- Second reading: line by line ----

static void add_key(Text *rows, const char *key, const char *value)
{
    if (value[0] == '\0')
        return;
    text_add_format(rows, ",\"%s\":", key);
    text_add_json(rows, value);
}

static void add_row(Text *rows, const BulkLine *line)
{
    text_add_format(rows, "%s{\"l\":%" PRId64, rows->length == 0 ? "[" : ",", line->line);
    if (line->amount_minor > 0)
        text_add_format(rows, ",\"m\":%" PRId64, line->amount_minor);
    add_key(rows, "a", text_string(&line->account));
    add_key(rows, "o", text_string(&line->name));
    add_key(rows, "t", text_string(&line->text));
    add_key(rows, "r", text_string(&line->reference));
    if (line->fault.code != ERROR_NONE) {
        add_key(rows, "c", error_sqlstate(line->fault.code));
        add_key(rows, "f", line->fault.field);
        add_key(rows, "s", line->fault.sentence);
        add_key(rows, "h", line->fault.hint);
    }
    text_add_char(rows, '}');
}

static bool send_chunk(Load *load, Error *err)
{
    char first[DB_NUMBER_SIZE];
    AUTO(form_result_free) FormResult *answer = NULL;
    if (load->count == 0)
        return true;
    AUTO_FREE char *label = text_format("lines:%" PRId64, load->first);
    text_add_char(&load->rows, ']');
    const DbParam params[] = {
        db_integer("p_bulk", load->bulk),
        db_param("p_first", DB_INTEGER, db_number("p_first", load->first, first).text),
        db_text("p_rows", text_string(&load->rows)),
    };
    if (!text_check(&load->rows, err) ||
        !bulk_ask(load->call, "api.bulk_stage", form_result_get(load->begun, 0, "load_request"),
                  label, params, COUNT_OF(params), &answer, err))
        return false;
    load->staged = load->first + load->count - 1;
    load->count = 0;
    text_clear(&load->rows);
    watch_tell(load->call->watch, "Loading", load->staged, load->lines);
    return !watch_must_stop(load->call->watch) ||
           error_set(err, ERROR_CANCELLED, __func__, "Stopped.");
}

static bool take_line(void *context, BulkLine *line, Error *err)
{
    Load *load = context;
    int64_t place = load->reading.count;
    if (place <= load->staged)
        return true;
    bulk_line_judge(line, load->currency);
    if (load->count == 0)
        load->first = place;
    add_row(&load->rows, line);
    load->count++;
    return (load->count < CHUNK_LINES && load->rows.length < CHUNK_BYTES) || send_chunk(load, err);
}

// How far it came, if it was begun before: then the answer is that of then.
static bool find_staged(Load *load, bool *ret_is_loading, Error *err)
{
    AUTO(db_rows_free) DbRows *rows = NULL;
    const DbParam params[] = {db_integer("p_bulk", load->bulk)};
    *ret_is_loading = true;
    if (!form_result_is_replayed(load->begun))
        return true;
    if (!db_call(load->call->db, "api.bulk_view", params, COUNT_OF(params), DB_ONE_ROW, &rows, err))
        return false;
    load->staged = db_rows_int64(rows, 0, "lines");
    *ret_is_loading = text_equal(db_rows_text(rows, 0, "state"), "loading");
    return true;
}

static bool stage(Load *load, Error *err)
{
    char digest[DIGEST_TEXT_SIZE];
    load->lines = load->reading.count;
    memcpy(digest, load->reading.digest, sizeof digest);
    load->reading.format = load->reading.found;
    load->reading.on_line = take_line;
    load->reading.context = load;
    load->reading.watch = NULL; // it hears of chunks now
    if (!bulk_read(&load->reading, err) || !send_chunk(load, err))
        return false;
    if (!text_equal(digest, load->reading.digest) || load->lines != load->reading.count)
        return error_set_field(err, ERROR_CONFLICT, "file",
                               "Cancel the bulk and load the file again when it is complete.",
                               "The file was changed while it was being read.");
    return true;
}

static bool check(Load *load, Error *err)
{
    AUTO(form_result_free) FormResult *answer = NULL;
    const DbParam params[] = {db_integer("p_bulk", load->bulk)};
    return bulk_ask(load->call, "api.bulk_check", form_result_get(load->begun, 0, "load_request"),
                    "check", params, COUNT_OF(params), &answer, err) &&
           bulk_answer_give(load->call, answer, err);
}

static bool refuse_stopped(const Load *load, Error *err)
{
    (void)error_set(err, ERROR_CANCELLED, __func__,
                    "Stopped: %" PRId64 " of %" PRId64 " lines of bulk %s are loaded.",
                    load->staged, load->lines, load->bulk);
    return error_add_hint(err, "Load the same file again: it goes on where it stopped.");
}

bool bulk_load(const BulkCall *call, Error *err)
{
    AUTO(load_done) Load load = {.call = call};
    bool is_loading = false;
    prepare(&load);
    load.reading.what = "Reading";
    if (!bulk_read(&load.reading, err) || !begin(&load, err) ||
        !find_staged(&load, &is_loading, err))
        return false;
    if (is_loading && !stage(&load, err)) {
        if (err != NULL && err->code == ERROR_CANCELLED)
            return refuse_stopped(&load, err);
        return false;
    }
    return check(&load, err);
}
