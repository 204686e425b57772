// SPDX-License-Identifier: Apache-2.0
#include "canvas/canvas.h"

#include "base/memory.h"
#include "canvas/canvas_internal.h"
#include "canvas/layout.h"

static int side(int wanted)
{
    if (wanted < 1)
        return 1;
    return wanted > CANVAS_MAX_SIDE ? CANVAS_MAX_SIDE : wanted;
}

static Cell *cell_at(const Canvas *canvas, int x, int y)
{
    return &canvas->cells[(size_t)y * (size_t)canvas->width + (size_t)x];
}

static void cell_blank(Cell *cell, Style style)
{
    *cell = (Cell){.bytes = " ", .width = 1, .style = (uint8_t)style};
}

// Before a cell is written over: if it is half of a wide character, the other half becomes a blank.
static void part_from_wide(Canvas *canvas, int x, int y)
{
    Cell *cell = cell_at(canvas, x, y);
    if (cell->width == 0 && x > 0)
        cell_blank(cell - 1, (Style)cell->style);
    else if (cell->width == 2 && x + 1 < canvas->width)
        cell_blank(cell + 1, (Style)cell->style);
}

static void put_blank(Canvas *canvas, int x, int y, Style style)
{
    if (!rect_contains(canvas->clip, x, y))
        return;
    part_from_wide(canvas, x, y);
    cell_blank(cell_at(canvas, x, y), style);
}

// The most bytes that go into a cell without parting a code point.
static size_t fitting(const char *bytes, size_t length)
{
    if (length < CANVAS_CELL_SIZE)
        return length;
    size_t fits = CANVAS_CELL_SIZE - 1;
    while (fits > 0 && ((unsigned char)bytes[fits] & 0xC0) == 0x80)
        fits--;
    return fits;
}

void canvas_put(Canvas *canvas, int x, int y, Style style, const char *bytes, size_t length,
                int width)
{
    if (width == 2 &&
        !(rect_contains(canvas->clip, x, y) && rect_contains(canvas->clip, x + 1, y))) {
        put_blank(canvas, x, y, style);
        put_blank(canvas, x + 1, y, style);
        return;
    }
    if (!rect_contains(canvas->clip, x, y))
        return;
    part_from_wide(canvas, x, y);
    Cell *cell = cell_at(canvas, x, y);
    *cell = (Cell){.width = (uint8_t)width, .style = (uint8_t)style};
    memcpy(cell->bytes, bytes, fitting(bytes, length));
    if (width == 2) {
        part_from_wide(canvas, x + 1, y);
        cell[1] = (Cell){.width = 0, .style = (uint8_t)style};
    }
}

Canvas *canvas_new(int width, int height)
{
    Canvas *canvas = NEW(Canvas);
    canvas_resize(canvas, width, height);
    return canvas;
}

void canvas_free(Canvas *canvas)
{
    if (canvas == NULL)
        return;
    free(canvas->cells);
    free(canvas);
}

void canvas_resize(Canvas *canvas, int width, int height)
{
    canvas->width = side(width);
    canvas->height = side(height);
    free(canvas->cells);
    canvas->cells = memory_new((size_t)canvas->width * (size_t)canvas->height, sizeof(Cell));
    canvas_clear(canvas);
}

void canvas_clear(Canvas *canvas)
{
    canvas->clip = canvas_bounds(canvas);
    canvas_cursor_hide(canvas);
    canvas_fill(canvas, canvas->clip, STYLE_NORMAL);
}

void canvas_copy(Canvas *to, const Canvas *from)
{
    if (to->width != from->width || to->height != from->height)
        canvas_resize(to, from->width, from->height);
    memcpy(to->cells, from->cells, (size_t)from->width * (size_t)from->height * sizeof(Cell));
    to->clip = from->clip;
    to->cursor_x = from->cursor_x;
    to->cursor_y = from->cursor_y;
}

int canvas_width(const Canvas *canvas)
{
    return canvas->width;
}

int canvas_height(const Canvas *canvas)
{
    return canvas->height;
}

Rect canvas_bounds(const Canvas *canvas)
{
    return (Rect){.width = canvas->width, .height = canvas->height};
}

const Cell *canvas_cell(const Canvas *canvas, int x, int y)
{
    return rect_contains(canvas_bounds(canvas), x, y) ? cell_at(canvas, x, y) : NULL;
}

Rect canvas_clip(Canvas *canvas, Rect rect)
{
    Rect previous = canvas->clip;
    canvas->clip = rect_intersect(previous, rect);
    return previous;
}

void canvas_unclip(Canvas *canvas, Rect previous)
{
    canvas->clip = rect_intersect(previous, canvas_bounds(canvas));
}

void canvas_fill(Canvas *canvas, Rect rect, Style style)
{
    Rect inside = rect_intersect(rect, canvas->clip);
    for (int y = inside.y; y < inside.y + inside.height; y++) {
        for (int x = inside.x; x < inside.x + inside.width; x++)
            put_blank(canvas, x, y, style);
    }
}

void canvas_restyle(Canvas *canvas, Rect rect, Style style)
{
    Rect inside = rect_intersect(rect, canvas->clip);
    for (int y = inside.y; y < inside.y + inside.height; y++) {
        for (int x = inside.x; x < inside.x + inside.width; x++)
            cell_at(canvas, x, y)->style = (uint8_t)style;
    }
}

static void put_line(Canvas *canvas, int x, int y, Style style, const char *glyph)
{
    canvas_put(canvas, x, y, style, glyph, strlen(glyph), 1);
}

void canvas_rule(Canvas *canvas, Rect rect, Style style)
{
    if (rect_is_empty(rect))
        return;
    for (int x = rect.x; x < rect.x + rect.width; x++)
        put_line(canvas, x, rect.y, style, "─");
}

static void draw_border(Canvas *canvas, Rect rect, Style style)
{
    int right = rect.x + rect.width - 1;
    int bottom = rect.y + rect.height - 1;
    canvas_rule(canvas, rect, style);
    canvas_rule(canvas, (Rect){rect.x, bottom, rect.width, 1}, style);
    for (int y = rect.y; y <= bottom; y++) {
        put_line(canvas, rect.x, y, style, "│");
        put_line(canvas, right, y, style, "│");
    }
    put_line(canvas, rect.x, rect.y, style, "┌");
    put_line(canvas, right, rect.y, style, "┐");
    put_line(canvas, rect.x, bottom, style, "└");
    put_line(canvas, right, bottom, style, "┘");
}

Rect canvas_box(Canvas *canvas, Rect rect, Style style, const char *title)
{
    bool has_title = title != NULL && title[0] != '\0';
    if (layout_height(canvas->height) == LAYOUT_SHORT || rect.width < 5 || rect.height < 3) {
        if (has_title)
            canvas_text(canvas, rect_cut_top(&rect, 1), STYLE_HEADING, title);
        return rect;
    }
    draw_border(canvas, rect, style);
    if (has_title && rect.width > 8) {
        Rect edge = {rect.x + 3, rect.y, rect.width - 6, 1};
        int used = canvas_text(canvas, edge, STYLE_HEADING, title);
        put_blank(canvas, edge.x - 1, edge.y, style);
        put_blank(canvas, edge.x + used, edge.y, style);
    }
    return rect_inset(rect, 2, 1);
}

void canvas_cursor_set(Canvas *canvas, int x, int y)
{
    if (!rect_contains(canvas_bounds(canvas), x, y)) {
        canvas_cursor_hide(canvas);
        return;
    }
    canvas->cursor_x = x;
    canvas->cursor_y = y;
}

void canvas_cursor_hide(Canvas *canvas)
{
    canvas->cursor_x = -1;
    canvas->cursor_y = -1;
}

bool canvas_cursor(const Canvas *canvas, int *ret_x, int *ret_y)
{
    if (canvas->cursor_x < 0)
        return false;
    *ret_x = canvas->cursor_x;
    *ret_y = canvas->cursor_y;
    return true;
}
