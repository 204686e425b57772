// SPDX-License-Identifier: Apache-2.0
// Text on its way into cells: cleaned, measured, cut, wrapped.
#include "base/utf8.h"
#include "canvas/canvas.h"
#include "canvas/canvas_internal.h"

#define ELLIPSIS "…"

// The text itself where it is clean, as it nearly always is; else a cleaned copy kept in *copy.
static const char *cleaned(const char *text, Text *copy)
{
    if (text == NULL)
        return "";
    if (utf8_clean_check(text, NULL) == UTF8_CLEAN)
        return text;
    utf8_add_cleaned(copy, text);
    return text_string(copy);
}

// Puts the clusters of text up to end; returns the columns used.
static int put_clusters(Canvas *canvas, int x, int y, Style style, const char *text,
                        const char *end)
{
    int start = x;
    Utf8Cluster cluster;
    while (text < end && utf8_next_cluster(&text, &cluster)) {
        if (cluster.width <= 0)
            continue;
        canvas_put(canvas, x, y, style, cluster.bytes, cluster.length, cluster.width);
        x += cluster.width;
    }
    return x - start;
}

static int put_ellipsis(Canvas *canvas, int x, int y, Style style)
{
    canvas_put(canvas, x, y, style, ELLIPSIS, strlen(ELLIPSIS), 1);
    return 1;
}

int canvas_text_width(const char *text)
{
    AUTO(text_done) Text copy = TEXT_EMPTY;
    return utf8_width(cleaned(text, &copy));
}

int canvas_text(Canvas *canvas, Rect rect, Style style, const char *text)
{
    if (rect_is_empty(rect))
        return 0;
    AUTO(text_done) Text copy = TEXT_EMPTY;
    const char *clean = cleaned(text, &copy);
    size_t fits = utf8_fit(clean, rect.width);
    if (clean[fits] == '\0')
        return put_clusters(canvas, rect.x, rect.y, style, clean, clean + fits);
    fits = utf8_fit(clean, rect.width - 1);
    int used = put_clusters(canvas, rect.x, rect.y, style, clean, clean + fits);
    return used + put_ellipsis(canvas, rect.x + used, rect.y, style);
}

int canvas_text_right(Canvas *canvas, Rect rect, Style style, const char *text)
{
    if (rect_is_empty(rect))
        return 0;
    AUTO(text_done) Text copy = TEXT_EMPTY;
    const char *clean = cleaned(text, &copy);
    const char *end = clean + strlen(clean);
    int columns = utf8_width(clean);
    bool is_cut = columns > rect.width;
    Utf8Cluster cluster;
    while (columns > rect.width - (is_cut ? 1 : 0) && utf8_next_cluster(&clean, &cluster))
        columns -= cluster.width;
    int x = rect.x + rect.width - columns;
    if (is_cut)
        columns += put_ellipsis(canvas, x - 1, rect.y, style);
    put_clusters(canvas, x, rect.y, style, clean, end);
    return columns;
}

int canvas_text_format(Canvas *canvas, Rect rect, Style style, const char *format, ...)
{
    AUTO(text_done) Text text = TEXT_EMPTY_MAX(TEXT_MAX_PAGE);
    va_list arguments;
    va_start(arguments, format);
    text_add_format_list(&text, format, arguments);
    va_end(arguments);
    return canvas_text(canvas, rect, style, text_string(&text));
}

size_t canvas_wrap(const char *text, int columns, const char **ret_next)
{
    size_t line = strcspn(text, "\n");
    size_t fits = utf8_fit(text, columns < 1 ? 1 : columns);
    if (fits >= line) {
        *ret_next = text + line + (text[line] == '\n' ? 1 : 0);
        return line;
    }
    size_t cut = fits;
    while (cut > 0 && text[cut] != ' ')
        cut--;
    if (cut == 0) {
        // One long word, or a character wider than the line: cut it, but always get on.
        const char *after = text;
        Utf8Cluster cluster;
        if (fits == 0 && utf8_next_cluster(&after, &cluster))
            fits = cluster.length;
        *ret_next = text + fits;
        return fits;
    }
    *ret_next = text + cut + strspn(text + cut, " ");
    return cut;
}

int canvas_text_wrap(Canvas *canvas, Rect rect, Style style, const char *text)
{
    int lines = 0;
    const char *next = text == NULL ? "" : text;
    while (*next != '\0') {
        const char *line = next;
        size_t length = canvas_wrap(line, rect.width, &next);
        if (canvas != NULL && lines < rect.height) {
            AUTO_FREE char *copy = text_copy_bytes(line, length);
            canvas_text(canvas, (Rect){rect.x, rect.y + lines, rect.width, 1}, style, copy);
        }
        lines++;
    }
    return lines;
}
