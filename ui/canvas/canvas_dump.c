// SPDX-License-Identifier: Apache-2.0
// A canvas as text, and two canvases compared.
#include "canvas/canvas.h"
#include "canvas/canvas_internal.h"

static const char style_letters[] = {
#define STYLE_LETTER(name, letter, meaning) [name] = (letter),
    STYLE_TABLE(STYLE_LETTER)
#undef STYLE_LETTER
};

// Ends a row: trailing blanks go, so that no editor can change a snapshot by removing them.
static void end_row(Text *page, size_t start)
{
    size_t length = page->length;
    while (length > start && page->bytes[length - 1] == ' ')
        length--;
    text_cut(page, length);
    text_add_char(page, '\n');
}

static void dump_text_row(const Canvas *canvas, int y, Text *page)
{
    size_t start = page->length;
    for (int x = 0; x < canvas->width; x++)
        text_add(page, canvas_cell(canvas, x, y)->bytes);
    end_row(page, start);
}

static void dump_style_row(const Canvas *canvas, int y, Text *page)
{
    size_t start = page->length;
    for (int x = 0; x < canvas->width; x++)
        text_add_char(page, style_letters[canvas_cell(canvas, x, y)->style]);
    end_row(page, start);
}

void canvas_dump(const Canvas *canvas, unsigned what, Text *page)
{
    text_add_format(page, "%dx%d\n", canvas->width, canvas->height);
    for (int y = 0; y < canvas->height; y++)
        dump_text_row(canvas, y, page);
    if (what & CANVAS_DUMP_STYLES) {
        text_add(page, "styles\n");
        for (int y = 0; y < canvas->height; y++)
            dump_style_row(canvas, y, page);
    }
    if ((what & CANVAS_DUMP_CURSOR) && canvas->cursor_x >= 0)
        text_add_format(page, "cursor %d,%d\n", canvas->cursor_x, canvas->cursor_y);
    else if (what & CANVAS_DUMP_CURSOR)
        text_add(page, "cursor hidden\n");
}

static bool cell_equal(const Cell *left, const Cell *right)
{
    return left->width == right->width && left->style == right->style &&
           text_equal(left->bytes, right->bytes);
}

static int count_row_differences(const Canvas *left, const Canvas *right, int y)
{
    int count = 0;
    for (int x = 0; x < left->width; x++)
        count += cell_equal(canvas_cell(left, x, y), canvas_cell(right, x, y)) ? 0 : 1;
    return count;
}

static bool same_size(const Canvas *left, const Canvas *right)
{
    return left->width == right->width && left->height == right->height;
}

bool canvas_row_equal(const Canvas *left, const Canvas *right, int y)
{
    return left->width == right->width && y >= 0 && y < left->height && y < right->height &&
           count_row_differences(left, right, y) == 0;
}

int canvas_count_differences(const Canvas *left, const Canvas *right)
{
    if (!same_size(left, right)) {
        int left_cells = left->width * left->height;
        int right_cells = right->width * right->height;
        return left_cells > right_cells ? left_cells : right_cells;
    }
    int count = 0;
    for (int y = 0; y < left->height; y++)
        count += count_row_differences(left, right, y);
    return count;
}

bool canvas_equal(const Canvas *left, const Canvas *right)
{
    return canvas_count_differences(left, right) == 0 && left->cursor_x == right->cursor_x &&
           left->cursor_y == right->cursor_y;
}
