// SPDX-License-Identifier: Apache-2.0
// Which columns fit into a width.  It depends on nothing but the table and the width.
#include "widget/table_internal.h"

enum { MARK = 2, GAP = 2, HIDDEN_MARK = 4 };

// The least a column may get.  Numbers are never shortened: half an amount is another amount.
static int least(const Table *table, size_t column)
{
    const TableColumn *rule = &table->columns[column];
    int label = canvas_text_width(rule->label);
    int width = rule->min_width > label ? rule->min_width : label;
    return rule->is_right || width > table->widths[column] ? table->widths[column] : width;
}

// Columns before the first one shown are scrolled away; key columns never are.
static bool is_scrolled_away(const Table *table, size_t column)
{
    size_t place = 0;
    for (size_t i = 0; i < column; i++)
        place += table->columns[i].is_key ? 0 : 1;
    return !table->columns[column].is_key && place < table->first_column;
}

// In which round a column is taken in: the key first, then by priority; once somebody scrolls, by
// place.
static int rank(const Table *table, size_t column)
{
    const TableColumn *rule = &table->columns[column];
    if (rule->is_key)
        return 0;
    if (table->first_column > 0)
        return is_scrolled_away(table, column) ? -1 : 1;
    int most = layout_max_priority(table->layout);
    return rule->priority > most ? -1 : rule->priority < 1 ? 1 : rule->priority;
}

// Takes columns in as long as they fit; false as soon as one does not.
static bool take_in(const Table *table, int room, bool taken[TABLE_MAX_COLUMNS], int *used)
{
    for (int round = 0; round <= 5; round++) {
        for (size_t i = 0; i < table->column_count; i++) {
            if (rank(table, i) != round)
                continue;
            int needed = least(table, i) + (*used > 0 ? GAP : 0);
            if (*used + needed > room && *used > 0)
                return false;
            taken[i] = true;
            *used += needed;
        }
    }
    return true;
}

static size_t count_hidden(const Table *table, const bool taken[TABLE_MAX_COLUMNS])
{
    size_t hidden = 0;
    for (size_t i = 0; i < table->column_count; i++)
        hidden += taken[i] ? 0 : 1;
    return hidden;
}

// What room is left goes to columns that were shortened, from the left.
static void place_columns(const Table *table, const bool taken[TABLE_MAX_COLUMNS], int left,
                          TableView *view)
{
    int x = MARK;
    for (size_t i = 0; i < table->column_count; i++) {
        if (!taken[i])
            continue;
        int width = least(table, i);
        int missing = table->widths[i] - width;
        int more = missing < left ? missing : left;
        more = more > 0 ? more : 0;
        left -= more;
        view->column[view->count] = i;
        view->x[view->count] = x;
        view->width[view->count++] = width + more;
        x += width + more + GAP;
    }
}

TableView table_view(const Table *table, int width)
{
    TableView view = {.count = 0};
    bool taken[TABLE_MAX_COLUMNS] = {false};
    int room = width - MARK;
    int used = 0;
    take_in(table, room, taken, &used);
    if (count_hidden(table, taken) > 0) {
        // Once more with room for the mark that says how many are hidden.
        for (size_t i = 0; i < table->column_count; i++)
            taken[i] = false;
        used = 0;
        room -= HIDDEN_MARK;
        take_in(table, room, taken, &used);
    }
    view.hidden = count_hidden(table, taken);
    place_columns(table, taken, room - used, &view);
    return view;
}
