// SPDX-License-Identifier: Apache-2.0
#include "widget/table.h"

#include <assert.h>
#include <stdio.h>

#include "base/text.h"
#include "widget/table_internal.h"

void table_init(Table *table, const TableColumn *columns, size_t count, TableSource source)
{
    assert(count > 0 && count <= TABLE_MAX_COLUMNS);
    *table = (Table){
        .columns = columns,
        .column_count = count,
        .source = source,
        .is_complete = true,
        .selected = TABLE_NO_ROW,
        .page_rows = 1,
        .layout = LAYOUT_M,
    };
    table_refresh(table);
}

size_t table_count(const Table *table)
{
    return table->source.count(table->source.context);
}

static int wider(int left, int right)
{
    return left > right ? left : right;
}

// As wide as the widest cell loaded, within the column's own limits.
static int measure_column(const Table *table, size_t column)
{
    const TableColumn *rule = &table->columns[column];
    int width = wider(rule->min_width, canvas_text_width(rule->label));
    size_t count = table_count(table);
    for (size_t row = 0; row < count; row++)
        width =
            wider(width, canvas_text_width(table->source.text(table->source.context, row, column)));
    if (table->totals != NULL)
        width = wider(width, canvas_text_width(table->totals[column]));
    return rule->max_width > 0 && width > rule->max_width ? rule->max_width : width;
}

void table_select_row(Table *table, size_t row)
{
    size_t count = table_count(table);
    if (count == 0) {
        table->selected = TABLE_NO_ROW;
        return;
    }
    table->selected = row < count ? row : count - 1;
    (void)snprintf(table->selected_key, sizeof table->selected_key, "%s",
                   table->source.key(table->source.context, table->selected));
}

bool table_select_key(Table *table, const char *key)
{
    size_t count = table_count(table);
    for (size_t row = 0; row < count; row++) {
        // Compared as far as a key is kept.
        if (strncmp(table->source.key(table->source.context, row), key, TABLE_KEY_SIZE - 1) == 0) {
            table_select_row(table, row);
            return true;
        }
    }
    return false;
}

static void keep_in_view(Table *table)
{
    size_t count = table_count(table);
    size_t last_top = count > table->page_rows ? count - table->page_rows : 0;
    if (table->selected == TABLE_NO_ROW) {
        table->top = 0;
        return;
    }
    if (table->selected < table->top)
        table->top = table->selected;
    if (table->selected >= table->top + table->page_rows)
        table->top = table->selected - table->page_rows + 1;
    if (table->top > last_top)
        table->top = last_top;
}

void table_refresh(Table *table)
{
    for (size_t column = 0; column < table->column_count; column++)
        table->widths[column] = measure_column(table, column);
    char key[TABLE_KEY_SIZE];
    memcpy(key, table->selected_key, sizeof key);
    size_t row = table->selected == TABLE_NO_ROW ? 0 : table->selected;
    if (key[0] == '\0' || !table_select_key(table, key))
        table_select_row(table, row);
    keep_in_view(table);
}

static Reaction select_row(Table *table, size_t row)
{
    size_t before = table->selected;
    size_t count = table_count(table);
    if (count == 0)
        return REACTION_HANDLED | (table->is_complete ? 0U : (Reaction)REACTION_MORE);
    table_select_row(table, row);
    keep_in_view(table);
    Reaction reaction = REACTION_HANDLED;
    if (table->selected != before)
        reaction |= REACTION_MOVED;
    if (!table->is_complete && table->selected + table->page_rows >= count)
        reaction |= REACTION_MORE;
    return reaction;
}

static Reaction scroll_columns(Table *table, int by)
{
    size_t movable = 0;
    for (size_t i = 0; i < table->column_count; i++)
        movable += table->columns[i].is_key ? 0 : 1;
    bool at_end = by > 0 ? table->first_column + 1 >= movable : table->first_column == 0;
    if (at_end || table->layout == LAYOUT_XS)
        return REACTION_HANDLED | REACTION_REJECTED;
    table->first_column = by > 0 ? table->first_column + 1 : table->first_column - 1;
    return REACTION_HANDLED | REACTION_MOVED;
}

// Letters that move, for those who know them from other programs.
static KeyName meaning(Key key)
{
    if (key_is_character(key, 'g'))
        return KEY_HOME;
    if (key_is_character(key, 'G'))
        return KEY_END;
    if (key.is_alt || key.is_ctrl || key.is_pasted)
        return KEY_NONE;
    if (key.name == KEY_F7)
        return KEY_PAGE_UP;
    return key.name == KEY_F8 ? KEY_PAGE_DOWN : key.name;
}

static size_t minus(size_t row, size_t by)
{
    return row > by ? row - by : 0;
}

Reaction table_on_key(Table *table, Key key)
{
    size_t row = table->selected == TABLE_NO_ROW ? 0 : table->selected;
    KeyName name = meaning(key);
    if (name == KEY_UP)
        return select_row(table, minus(row, 1));
    if (name == KEY_DOWN)
        return select_row(table, row + 1);
    if (name == KEY_PAGE_UP)
        return select_row(table, minus(row, table->page_rows));
    if (name == KEY_PAGE_DOWN)
        return select_row(table, row + table->page_rows);
    if (name == KEY_HOME)
        return select_row(table, 0);
    if (name == KEY_END)
        return select_row(table, TABLE_NO_ROW - 1);
    if (name == KEY_LEFT || name == KEY_RIGHT)
        return scroll_columns(table, name == KEY_RIGHT ? 1 : -1);
    if (name == KEY_ENTER)
        return table->selected == TABLE_NO_ROW ? REACTION_HANDLED | REACTION_REJECTED
                                               : REACTION_HANDLED | REACTION_ACCEPT;
    return REACTION_IGNORED;
}

void table_fit(Table *table, Rect rect)
{
    table->layout = layout_width(rect.width);
    int rows =
        rect.height - table_draw_header_rows(table, rect) - table_draw_total_rows(table, rect);
    if (table->layout == LAYOUT_XS)
        rows /= 2;
    table->page_rows = rows > 1 ? (size_t)rows : 1;
    keep_in_view(table);
}
