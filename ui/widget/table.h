// SPDX-License-Identifier: Apache-2.0
/*
 * table: rows of records, with one selected.
 *
 * The rows belong to the caller, who hands in a TableSource; the table keeps what is selected *by
 * row key*, so that a reload or more rows never move the selection to another record.  Columns
 * are dropped by priority when it gets narrow, with "+3" at the right of the header for those not
 * shown; Right and Left bring them in while the key column stays.  At XS a row becomes a card of
 * two lines.  Wider screens never stretch columns.
 *
 * Pages are fetched by key: when the selection comes near the end of what is loaded and the source
 * is not complete, table_on_key() says REACTION_MORE.  Totals come from the caller (from the
 * database), never from adding up the loaded rows.
 */
#ifndef WIDGET_TABLE_H
#define WIDGET_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "canvas/canvas.h"
#include "canvas/key.h"
#include "canvas/layout.h"
#include "widget/reaction.h"

enum { TABLE_MAX_COLUMNS = 24, TABLE_KEY_SIZE = 128 };

typedef struct TableColumn {
    const char *name;  // of the data; borrowed, like the label
    const char *label; // in the header
    int priority;      // 1 (always) to 5
    int min_width;     // 0: as wide as the label
    int max_width;     // 0: no limit but the widest cell
    bool is_right;     // money and numbers; a text that begins with - is shown as below zero
    bool is_key;       // first, frozen, never dropped
} TableColumn;

typedef struct TableSource {
    void *context;
    size_t (*count)(const void *context);
    // The row's key: unique, stable over reloads; lives until the next call.
    const char *(*key)(const void *context, size_t row);
    const char *(*text)(const void *context, size_t row, size_t column);
    // May be NULL.  STYLE_NORMAL unless the row is special (STYLE_MUTED for a closed account …).
    Style (*style)(const void *context, size_t row);
} TableSource;

typedef struct Table {
    const TableColumn *columns; // borrowed
    size_t column_count;
    TableSource source;
    bool is_complete;           // no more rows to load
    const char *empty_sentence; // shown when there are no rows; borrowed
    const char *const *totals;  // one text a column (NULL or "" for none), or NULL; borrowed

    // Read these.
    size_t selected; // row number; TABLE_NO_ROW while there are no rows
    char selected_key[TABLE_KEY_SIZE];

    // Its own, kept by table_refresh() and table_fit().
    int widths[TABLE_MAX_COLUMNS];
    size_t top;
    size_t page_rows;
    size_t first_column; // of those that are not key columns; 0: chosen by priority
    LayoutWidth layout;
} Table;

#define TABLE_NO_ROW ((size_t)-1)

void table_init(Table *table, const TableColumn *columns, size_t count, TableSource source);
// Call after the rows changed: measures columns, finds the selected row again by its key.
void table_refresh(Table *table);
// False if there is no such key among the loaded rows.
bool table_select_key(Table *table, const char *key);
void table_select_row(Table *table, size_t row);

// Up, Down, PageUp, PageDown, F7, F8, Home, End, g, G, Left, Right; Enter is REACTION_ACCEPT.
Reaction table_on_key(Table *table, Key key);

// Call both on every paint, with the same rect.
void table_fit(Table *table, Rect rect);
void table_draw(const Table *table, Canvas *canvas, Rect rect, bool is_focused);

#endif
