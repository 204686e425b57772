// SPDX-License-Identifier: Apache-2.0
#include "base/text.h"
#include "base/utf8.h"
#include "widget/editor.h"

// What is shown instead of a secret: one star for each character.
static void add_shown(const Editor *editor, size_t end, Text *shown)
{
    const char *at = editor->text;
    Utf8Cluster cluster;
    while ((size_t)(at - editor->text) < end && utf8_next_cluster(&at, &cluster)) {
        if (editor->mask == EDITOR_SECRET)
            text_add_char(shown, '*');
        else
            text_add_bytes(shown, cluster.bytes, cluster.length);
    }
}

static void draw_plain(Canvas *canvas, Rect rect, const Editor *editor, const char *shown,
                       Style style)
{
    canvas_fill(canvas, rect, style);
    if (editor->aligns_right)
        canvas_text_right(canvas, rect, style, shown);
    else
        canvas_text(canvas, rect, style, shown);
}

// The first column shown.  It depends only on the cursor and moves by half a field at a time, so
// that typing changes one cell and not the whole field, except now and then.
static int first_column(int cursor_column, int width)
{
    int half = width / 2 > 1 ? width / 2 : 1;
    int past = cursor_column - (width - 1);
    return past < 0 ? 0 : (past / half + 1) * half;
}

static void draw_window(Canvas *canvas, Rect rect, const char *shown, int start, Style style)
{
    Rect previous = canvas_clip(canvas, rect);
    const char *at = shown;
    int column = 0;
    Utf8Cluster cluster;
    while (column < start && utf8_next_cluster(&at, &cluster))
        column += cluster.width;
    Rect line = {rect.x + column - start, rect.y, utf8_width(at), 1};
    canvas_text(canvas, line, style, at);
    if (start > 0)
        canvas_text(canvas, (Rect){rect.x, rect.y, 1, 1}, STYLE_MUTED, "<");
    if (column + line.width > start + rect.width)
        canvas_text(canvas, (Rect){rect.x + rect.width - 1, rect.y, 1, 1}, STYLE_MUTED, ">");
    canvas_unclip(canvas, previous);
}

void editor_draw(const Editor *editor, Canvas *canvas, Rect rect, EditorLook look)
{
    rect.height = rect.height > 1 ? 1 : rect.height;
    if (rect_is_empty(rect))
        return;
    AUTO(text_done) Text shown = TEXT_EMPTY;
    add_shown(editor, editor->cursor, &shown);
    int cursor_column = utf8_width(text_string(&shown));
    text_clear(&shown);
    add_shown(editor, editor->length, &shown);
    if (look != EDITOR_LOOK_FOCUS) {
        Style style = look == EDITOR_LOOK_ERROR ? STYLE_FIELD_ERROR : STYLE_FIELD;
        draw_plain(canvas, rect, editor, text_string(&shown), style);
        return;
    }
    int start = first_column(cursor_column, rect.width);
    canvas_fill(canvas, rect, STYLE_FIELD_FOCUS);
    draw_window(canvas, rect, text_string(&shown), start,
                editor->is_selected ? STYLE_SELECTED : STYLE_FIELD_FOCUS);
    canvas_cursor_set(canvas, rect.x + cursor_column - start, rect.y);
}
