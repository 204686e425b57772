// SPDX-License-Identifier: Apache-2.0
/*
 * pages: the rows of a list form, loaded page by page, in a table.
 *
 * Pages are asked for by key, not by number: the form's hidden field "before" or "after" gets the
 * first cell of the last row that is loaded.  A form with neither has one page.  Rows are written
 * once, when they come, so that drawing only copies; selection is by row key and survives a reload.
 */
#ifndef SCREEN_PAGES_H
#define SCREEN_PAGES_H

#include "screen/screen.h"
#include "widget/table.h"

enum { PAGES_ROWS = 50, PAGES_MAX = 400 };

typedef struct PageRow {
    const FormResult *result;
    size_t row;
    char *key;
    char **cells;
} PageRow;

typedef struct Pages {
    Table table;
    const Forms *forms;
    const Form *form;
    FormValues *values; // without paging
    bool is_loading;
    bool is_reloading; // the next page takes the place of all
    TableColumn columns[TABLE_MAX_COLUMNS];
    size_t column_count;
    FormResult *results[PAGES_MAX];
    size_t result_count;
    PageRow *rows;
    size_t row_count;
    size_t row_capacity;
    Text sentence; // what the empty table says
} Pages;

// Takes the values; the forms are for the titles of operations.
void pages_init(Pages *pages, const Forms *forms, const Form *form, FormValues *values,
                const char *empty_sentence);
void pages_done(Pages *pages);
// Asks for the next page, or all anew; the answer comes to the screen with this tag and goes to
// pages_answer().
void pages_load(Pages *pages, Screen *screen, int tag);
void pages_reload(Pages *pages, Screen *screen, int tag);
// Takes the result out of the job; an error becomes the sentence of the empty table and is told.
void pages_answer(Pages *pages, Screen *screen, Job *job);
// Adds rows that are here already; takes them.
void pages_add(Pages *pages, FormResult *page);
// Moves, scrolls, and asks for more where the rows end.  The widget's reaction.
Reaction pages_on_key(Pages *pages, Screen *screen, int tag, Key key);
// The selected row; NULL while there is none.
const PageRow *pages_selected(const Pages *pages);
void pages_fit(Pages *pages, Rect rect);
void pages_draw(const Pages *pages, Canvas *canvas, Rect rect, bool is_focused);

#endif
