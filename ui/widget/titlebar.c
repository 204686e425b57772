// SPDX-License-Identifier: Apache-2.0
#include "widget/titlebar.h"

#include "base/text.h"
#include "canvas/layout.h"

static void add_part(Text *text, const char *part)
{
    if (part == NULL || part[0] == '\0')
        return;
    if (text->length > 0)
        text_add(text, "  ");
    text_add(text, part);
}

// What stands at the right, the more the wider it gets; the user is always last and always there.
static void add_parts(const Titlebar *title, LayoutWidth layout, Text *text)
{
    const struct {
        LayoutWidth from;
        const char *part;
    } parts[] = {
        {LAYOUT_XL, title->server}, {LAYOUT_L, title->queues}, {LAYOUT_S, title->branch},
        {LAYOUT_M, title->drawer},  {LAYOUT_M, title->clock},  {LAYOUT_M, title->role},
        {LAYOUT_XS, title->user},
    };
    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        if (layout >= parts[i].from)
            add_part(text, parts[i].part);
    }
}

void titlebar_draw(const Titlebar *title, Canvas *canvas, Rect rect)
{
    if (rect_is_empty(rect))
        return;
    AUTO(text_done) Text right = TEXT_EMPTY_MAX(TEXT_MAX_LINE);
    LayoutWidth layout = layout_width(rect.width);
    canvas_fill(canvas, rect, STYLE_TITLE);
    // The screen's name has the right of way: parts go until it fits.
    add_parts(title, layout, &right);
    int needed = canvas_text_width(title->screen) + 2;
    while (layout > LAYOUT_XS && canvas_text_width(text_string(&right)) + needed > rect.width) {
        text_clear(&right);
        add_parts(title, --layout, &right);
    }
    int used = canvas_text_right(canvas, rect, STYLE_TITLE, text_string(&right));
    rect_cut_right(&rect, used > 0 ? used + 1 : 0);
    canvas_text(canvas, rect, STYLE_TITLE, title->screen);
}
