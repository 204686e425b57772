// SPDX-License-Identifier: Apache-2.0
#include "screen/pages.h"

#include "base/memory.h"
#include "screen/cell.h"

enum { COLUMN_WORDS_MIN = 12 };

static size_t pages_count(const void *context)
{
    const Pages *pages = context;
    return pages->row_count;
}

static const char *pages_key(const void *context, size_t row)
{
    const Pages *pages = context;
    return pages->rows[row].key;
}

static const char *pages_text(const void *context, size_t row, size_t column)
{
    const Pages *pages = context;
    return pages->rows[row].cells[column];
}

static bool is_closed(const PageRow *row)
{
    return text_equal(form_result_get(row->result, row->row, "status"), "closed") ||
           text_equal(form_result_get(row->result, row->row, "active"), "f");
}

static Style pages_style(const void *context, size_t row)
{
    const Pages *pages = context;
    return is_closed(&pages->rows[row]) ? STYLE_MUTED : STYLE_NORMAL;
}

static bool is_words(const FormColumn *column)
{
    FormTypeCode code = column->type->code;
    return code == FORM_TYPE_TEXT || code == FORM_TYPE_NAME || code == FORM_TYPE_NOTE ||
           code == FORM_TYPE_EMAIL;
}

static size_t key_column(const Form *form)
{
    for (size_t i = 0; i < form->column_count && i < TABLE_MAX_COLUMNS; i++)
        if (form->columns[i].priority == 1)
            return i;
    return 0;
}

static void pages_make_columns(Pages *pages)
{
    for (size_t i = 0; i < pages->form->column_count && i < TABLE_MAX_COLUMNS; i++) {
        const FormColumn *column = &pages->form->columns[i];
        pages->columns[pages->column_count++] = (TableColumn){
            .name = column->name,
            .label = column->label,
            .priority = column->priority,
            .min_width = is_words(column) ? COLUMN_WORDS_MIN : 0,
            .is_right = column->type->align_right,
            .is_key = i == key_column(pages->form),
        };
    }
}

// A number is whole or not there: half of one is another one.  Words may be cut.
static void pages_keep_numbers_whole(Pages *pages, const PageRow *row)
{
    for (size_t i = 0; i < pages->column_count; i++) {
        int width = canvas_text_width(row->cells[i]);
        if (!is_words(&pages->form->columns[i]) && width > pages->columns[i].min_width)
            pages->columns[i].min_width = width;
    }
}

void pages_init(Pages *pages, const Forms *forms, const Form *form, FormValues *values,
                const char *empty_sentence)
{
    *pages = (Pages){
        .forms = forms,
        .form = form,
        .values = values,
        .sentence = TEXT_EMPTY_MAX(TEXT_MAX_LINE),
    };
    pages_make_columns(pages);
    text_add(&pages->sentence, empty_sentence);
    TableSource source = {
        .context = pages,
        .count = pages_count,
        .key = pages_key,
        .text = pages_text,
        .style = pages_style,
    };
    table_init(&pages->table, pages->columns, pages->column_count, source);
    pages->table.empty_sentence = "Loading";
    pages->table.is_complete = false;
}

static void pages_clear_rows(Pages *pages)
{
    for (size_t i = 0; i < pages->row_count; i++) {
        for (size_t column = 0; column < pages->column_count; column++)
            free(pages->rows[i].cells[column]);
        free(pages->rows[i].cells);
        free(pages->rows[i].key);
    }
    pages->row_count = 0;
    while (pages->result_count > 0)
        form_result_free(pages->results[--pages->result_count]);
}

void pages_done(Pages *pages)
{
    pages_clear_rows(pages);
    free(pages->rows);
    form_values_free(pages->values);
    text_done(&pages->sentence);
}

static const char *paging_field(const Form *form)
{
    if (form_field(form, "before") != NULL)
        return "before";
    return form_field(form, "after") != NULL ? "after" : NULL;
}

static FormValues *values_copy(const FormValues *values)
{
    FormValues *copy = form_values_new();
    for (size_t i = 0; values != NULL && i < form_values_count(values); i++) {
        const char *name = form_values_name(values, i);
        form_values_set(copy, name, form_values_get(values, name));
    }
    return copy;
}

static void pages_ask(Pages *pages, Screen *screen, int tag)
{
    Job *job = job_new(JOB_RUN_FORM);
    job->form = pages->form;
    job->values = values_copy(pages->values);
    if (form_field(pages->form, "limit") != NULL)
        form_values_set(job->values, "limit", "50");
    const char *field = paging_field(pages->form);
    if (field != NULL && !pages->is_reloading && pages->row_count > 0) {
        const PageRow *last = &pages->rows[pages->row_count - 1];
        form_values_set(job->values, field,
                        form_result_get(last->result, last->row, pages->columns[0].name));
    }
    pages->is_loading = true;
    desk_ask(screen, job, tag);
}

void pages_load(Pages *pages, Screen *screen, int tag)
{
    if (!pages->is_loading && !pages->table.is_complete)
        pages_ask(pages, screen, tag);
}

void pages_reload(Pages *pages, Screen *screen, int tag)
{
    if (pages->is_loading)
        return;
    pages->is_reloading = true;
    pages_ask(pages, screen, tag);
}

static void pages_add_row(Pages *pages, const FormResult *page, size_t row)
{
    if (pages->row_count == pages->row_capacity) {
        pages->row_capacity = pages->row_capacity == 0 ? PAGES_ROWS : 2 * pages->row_capacity;
        pages->rows = memory_resize(pages->rows, pages->row_capacity, sizeof pages->rows[0]);
    }
    Text key = TEXT_EMPTY_MAX(TEXT_MAX_LINE);
    char **cells = memory_new(pages->column_count + 1, sizeof cells[0]);
    for (size_t column = 0; column < pages->column_count; column++) {
        Text cell = TEXT_EMPTY_MAX(TEXT_MAX_LINE);
        cell_add(pages->forms, page, row, column, &cell);
        text_add_format(&key, "%s/", text_string(&cell));
        cells[column] = text_take(&cell);
    }
    pages->rows[pages->row_count++] = (PageRow){
        .result = page,
        .row = row,
        .key = text_take(&key),
        .cells = cells,
    };
    pages_keep_numbers_whole(pages, &pages->rows[pages->row_count - 1]);
}

void pages_add(Pages *pages, FormResult *page)
{
    size_t rows = form_result_rows(page);
    pages->results[pages->result_count++] = page;
    for (size_t row = 0; row < rows; row++)
        pages_add_row(pages, page, row);
    pages->table.is_complete =
        paging_field(pages->form) == NULL || rows < PAGES_ROWS || pages->result_count == PAGES_MAX;
    pages->table.empty_sentence = text_string(&pages->sentence);
    table_refresh(&pages->table);
}

void pages_answer(Pages *pages, Screen *screen, Job *job)
{
    bool is_reload = pages->is_reloading;
    pages->is_loading = false;
    pages->is_reloading = false;
    if (job->is_done) {
        if (is_reload)
            pages_clear_rows(pages);
        pages_add(pages, TAKE(job->result));
        return;
    }
    desk_tell_error(screen->desk, &job->error);
    if (pages->row_count == 0) {
        text_clear(&pages->sentence);
        text_add(&pages->sentence, job->error.sentence);
        pages->table.empty_sentence = text_string(&pages->sentence);
    }
}

Reaction pages_on_key(Pages *pages, Screen *screen, int tag, Key key)
{
    Reaction reaction = table_on_key(&pages->table, key);
    if (reaction & REACTION_MORE)
        pages_load(pages, screen, tag);
    return reaction;
}

const PageRow *pages_selected(const Pages *pages)
{
    return pages->table.selected < pages->row_count ? &pages->rows[pages->table.selected] : NULL;
}

void pages_fit(Pages *pages, Rect rect)
{
    table_fit(&pages->table, rect);
}

void pages_draw(const Pages *pages, Canvas *canvas, Rect rect, bool is_focused)
{
    table_draw(&pages->table, canvas, rect, is_focused);
}
