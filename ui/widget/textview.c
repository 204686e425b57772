// SPDX-License-Identifier: Apache-2.0
#include "widget/textview.h"

#include "base/text.h"

void textview_init(Textview *view, const char *text)
{
    *view = (Textview){.text = text_copy(text == NULL ? "" : text), .page_rows = 1};
}

void textview_done(Textview *view)
{
    free(view->text);
    view->text = NULL;
}

void textview_set(Textview *view, const char *text)
{
    free(view->text);
    view->text = text_copy(text == NULL ? "" : text);
    view->top = 0;
}

// The next line at `at`; wrapped or not.
static size_t line_length(const Textview *view, const char *at, int width, const char **ret_next)
{
    if (!view->keeps_lines)
        return canvas_wrap(at, width, ret_next);
    size_t length = strcspn(at, "\n");
    *ret_next = at + length + (at[length] == '\n' ? 1 : 0);
    return length;
}

static Reaction scroll_to(Textview *view, int top)
{
    int last = view->line_count > view->page_rows ? view->line_count - view->page_rows : 0;
    int before = view->top;
    view->top = top > last ? last : top;
    if (view->top < 0)
        view->top = 0;
    return REACTION_HANDLED | (view->top != before ? (Reaction)REACTION_MOVED : 0U);
}

Reaction textview_on_key(Textview *view, Key key)
{
    if (key_is_character(key, ' ') && !key.is_pasted)
        return scroll_to(view, view->top + view->page_rows);
    if (key.is_alt || key.is_ctrl)
        return REACTION_IGNORED;
    if (key.name == KEY_UP)
        return scroll_to(view, view->top - 1);
    if (key.name == KEY_DOWN)
        return scroll_to(view, view->top + 1);
    if (key.name == KEY_PAGE_UP || key.name == KEY_F7)
        return scroll_to(view, view->top - view->page_rows);
    if (key.name == KEY_PAGE_DOWN || key.name == KEY_F8)
        return scroll_to(view, view->top + view->page_rows);
    if (key.name == KEY_HOME)
        return scroll_to(view, 0);
    return key.name == KEY_END ? scroll_to(view, view->line_count) : REACTION_IGNORED;
}

void textview_fit(Textview *view, Rect rect)
{
    view->page_rows = rect.height > 0 ? rect.height : 1;
    view->line_count = 0;
    const char *at = view->text;
    while (*at != '\0') {
        line_length(view, at, rect.width, &at);
        view->line_count++;
    }
    scroll_to(view, view->top);
}

void textview_draw(const Textview *view, Canvas *canvas, Rect rect)
{
    const char *at = view->text;
    for (int line = 0; *at != '\0' && line < view->top + rect.height; line++) {
        const char *start = at;
        size_t length = line_length(view, at, rect.width, &at);
        if (line < view->top)
            continue;
        AUTO_FREE char *copy = text_copy_bytes(start, length);
        Rect row = {rect.x, rect.y + line - view->top, rect.width, 1};
        canvas_text(canvas, row, view->style, copy);
    }
    // Nothing here has the focus, but a screen reader has to begin somewhere.
    canvas_cursor_set(canvas, rect.x, rect.y);
}
