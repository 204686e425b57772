// SPDX-License-Identifier: Apache-2.0
// table_internal: what the files of the table share; not for anyone else.
#ifndef WIDGET_TABLE_INTERNAL_H
#define WIDGET_TABLE_INTERNAL_H

#include "widget/table.h"

size_t table_count(const Table *table);
// Rows taken by the header and the totals.
int table_draw_header_rows(const Table *table, Rect rect);
int table_draw_total_rows(const Table *table, Rect rect);

// The columns that fit, in the order they stand in.
typedef struct TableView {
    size_t column[TABLE_MAX_COLUMNS];
    int x[TABLE_MAX_COLUMNS]; // from the left edge of the table
    int width[TABLE_MAX_COLUMNS];
    size_t count;
    size_t hidden;
} TableView;

TableView table_view(const Table *table, int width);

#endif
