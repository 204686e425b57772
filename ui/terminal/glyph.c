// SPDX-License-Identifier: Apache-2.0
#include "terminal/glyph.h"

#include "base/auto.h"

// What a terminal without Unicode gets; anything else is a question mark.
static wchar_t plain_point(wchar_t point)
{
    static const struct {
        wchar_t point;
        wchar_t plain;
    } table[] = {
        {L'─', L'-'}, {L'│', L'|'}, {L'┌', L'+'}, {L'┐', L'+'},
        {L'└', L'+'}, {L'┘', L'+'}, {L'…', L'~'}, {L'█', L'#'},
    };
    if (point < 0x80)
        return point;
    for (size_t i = 0; i < COUNT_OF(table); i++) {
        if (table[i].point == point)
            return table[i].plain;
    }
    return L'?';
}

static Glyph glyph_of(wchar_t point)
{
    return (Glyph){.points = {point}, .width = 1};
}

// Asks a terminal for another drawing of the character before, and for another width.
static bool is_variation(wchar_t point)
{
    return point >= 0xFE00 && point <= 0xFE0F;
}

static void add_mark(Glyph *glyph, wchar_t point)
{
    size_t length = wcslen(glyph->points);
    if (length < GLYPH_POINTS && !is_variation(point))
        glyph->points[length] = point;
}

// Shares the cell's code points out among glyphs, as far as the cell's width goes.
static int share_out(const Cell *cell, Glyph ret_glyphs[2])
{
    int count = 0;
    int columns = 0;
    mbstate_t state = {0};
    const char *at = cell->bytes;
    const char *end = cell->bytes + strlen(cell->bytes);
    while (at < end) {
        wchar_t point = 0;
        size_t length = mbrtowc(&point, at, (size_t)(end - at), &state);
        if (length == 0 || length > (size_t)(end - at))
            break;
        at += length;
        int width = wcwidth(point);
        if (width == 0 && count > 0) {
            add_mark(&ret_glyphs[count - 1], point);
        } else if (width > 0 && columns + width <= cell->width) {
            ret_glyphs[count] = glyph_of(point);
            ret_glyphs[count++].width = width;
            columns += width;
        }
    }
    return count;
}

int glyph_from_cell(const Cell *cell, bool plain, Glyph ret_glyphs[2])
{
    int count = share_out(cell, ret_glyphs);
    if (count == 0)
        ret_glyphs[count++] = glyph_of(L'?');
    if (plain) {
        ret_glyphs[0] = glyph_of(plain_point(ret_glyphs[0].points[0]));
        count = 1;
    }
    if (count == 1 && ret_glyphs[0].width < cell->width)
        ret_glyphs[count++] = glyph_of(L' ');
    return count;
}
