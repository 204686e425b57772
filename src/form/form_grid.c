// SPDX-License-Identifier: Apache-2.0
#include "base/memory.h"
#include "base/utf8.h"
#include "form/form_internal.h"

enum {
    GRID_GAP = 2,
    GRID_NARROWEST = 8, // a column is not cut below this
};

typedef struct {
    const FormGridColumn *columns;
    size_t column_count;
    size_t row_count;
    int *widths; // 0: left out
    char **cells;
} Grid;

static void measure(Grid *grid, FormGridCell *cell, const void *context)
{
    for (size_t column = 0; column < grid->column_count; column++)
        grid->widths[column] = utf8_width(grid->columns[column].label);
    for (size_t row = 0; row < grid->row_count; row++)
        for (size_t column = 0; column < grid->column_count; column++) {
            AUTO(text_done) Text text = TEXT_EMPTY;
            cell(context, row, column, &text);
            int width = utf8_width(text_string(&text));
            if (width > grid->widths[column])
                grid->widths[column] = width;
            grid->cells[row * grid->column_count + column] = text_take(&text);
        }
}

static int total_width(const Grid *grid)
{
    int total = -GRID_GAP;
    for (size_t i = 0; i < grid->column_count; i++)
        if (grid->widths[i] > 0)
            total += grid->widths[i] + GRID_GAP;
    return total;
}

static void leave_out(Grid *grid, int width)
{
    for (int priority = FORM_PRIORITY_LOWEST; priority > 1; priority--)
        for (size_t i = grid->column_count; i > 0 && total_width(grid) > width; i--)
            if (grid->columns[i - 1].priority == priority)
                grid->widths[i - 1] = 0;
}

// Figures are never cut: half an amount is a wrong amount.
static void narrow(Grid *grid, int width)
{
    while (total_width(grid) > width) {
        size_t widest = grid->column_count;
        for (size_t i = 0; i < grid->column_count; i++)
            if (!grid->columns[i].align_right && grid->widths[i] > GRID_NARROWEST &&
                (widest == grid->column_count || grid->widths[i] > grid->widths[widest]))
                widest = i;
        if (widest == grid->column_count)
            return;
        grid->widths[widest]--;
    }
}

// No blanks at the end of a line.
static void cut_blanks(Text *text)
{
    size_t length = text->length;
    while (length > 0 && text_string(text)[length - 1] == ' ')
        length--;
    text_cut(text, length);
}

static void print_line(const Grid *grid, const char *const *cells, Text *text)
{
    const char *gap = "";
    for (size_t i = 0; i < grid->column_count; i++) {
        if (grid->widths[i] == 0)
            continue;
        text_add(text, gap);
        utf8_add_column(text, cells[i], grid->widths[i],
                        grid->columns[i].align_right ? UTF8_RIGHT : UTF8_LEFT);
        gap = "  ";
    }
    cut_blanks(text);
    text_add_char(text, '\n');
}

static void print_head(const Grid *grid, Text *text)
{
    const char **labels = memory_new(grid->column_count + 1, sizeof *labels);
    for (size_t i = 0; i < grid->column_count; i++)
        labels[i] = grid->columns[i].label;
    print_line(grid, labels, text);
    free(labels);
    for (int i = 0; i < total_width(grid); i++)
        text_add(text, "─");
    text_add_char(text, '\n');
}

void form_print_grid(const FormGridColumn *columns, size_t column_count, size_t row_count,
                     FormGridCell *cell, const void *context, size_t width, Text *text)
{
    Grid grid = {.columns = columns, .column_count = column_count, .row_count = row_count};
    if (column_count == 0)
        return;
    grid.widths = memory_new(column_count, sizeof *grid.widths);
    grid.cells = memory_new(row_count * column_count + 1, sizeof *grid.cells);
    measure(&grid, cell, context);
    if (width > 0) {
        leave_out(&grid, (int)width);
        narrow(&grid, (int)width);
    }
    print_head(&grid, text);
    for (size_t row = 0; row < row_count; row++) {
        const char **cells = memory_new(column_count, sizeof *cells);
        for (size_t i = 0; i < column_count; i++)
            cells[i] = grid.cells[row * column_count + i];
        print_line(&grid, cells, text);
        free(cells);
    }
    for (size_t i = 0; i < row_count * column_count; i++)
        free(grid.cells[i]);
    free(grid.cells);
    free(grid.widths);
}
