// SPDX-License-Identifier: Apache-2.0
#include "base/text.h"
#include "widget/table_internal.h"

static const char *text_at(const Table *table, size_t row, size_t column)
{
    const char *text = table->source.text(table->source.context, row, column);
    return text == NULL ? "" : text;
}

static Style row_style(const Table *table, size_t row)
{
    return table->source.style == NULL ? STYLE_NORMAL
                                       : table->source.style(table->source.context, row);
}

int table_draw_header_rows(const Table *table, Rect rect)
{
    return table->layout != LAYOUT_XS && rect.height >= 3 ? 1 : 0;
}

int table_draw_total_rows(const Table *table, Rect rect)
{
    return table->totals != NULL && rect.height >= 4 ? 1 : 0;
}

static void draw_cell(const Table *table, size_t column, Canvas *canvas, Rect rect, Style style,
                      const char *text)
{
    if (table->columns[column].is_right)
        canvas_text_right(canvas, rect, style, text);
    else
        canvas_text(canvas, rect, style, text);
}

static void draw_header(const Table *table, const TableView *view, Canvas *canvas, Rect line)
{
    for (size_t i = 0; i < view->count; i++) {
        Rect rect = {line.x + view->x[i], line.y, view->width[i], 1};
        draw_cell(table, view->column[i], canvas, rect, STYLE_HEADING,
                  table->columns[view->column[i]].label);
    }
    if (view->hidden > 0) {
        AUTO_FREE char *mark = text_format("+%zu", view->hidden);
        canvas_text_right(canvas, line, STYLE_MUTED, mark);
    }
}

static Style cell_style(const Table *table, size_t column, Style style, const char *text)
{
    bool is_negative = table->columns[column].is_right && text[0] == '-';
    return is_negative && style == STYLE_NORMAL ? STYLE_MONEY_NEGATIVE : style;
}

// The mark in front says what is selected without any colour.
static Style mark_row(const Table *table, size_t row, Canvas *canvas, Rect lines, bool is_focused)
{
    if (row != table->selected)
        return row_style(table, row);
    Style style = is_focused ? STYLE_SELECTED : STYLE_STRONG;
    canvas_fill(canvas, lines, style);
    canvas_text(canvas, lines, style, ">");
    if (is_focused)
        canvas_cursor_set(canvas, lines.x, lines.y);
    return style;
}

static void draw_row(const Table *table, const TableView *view, size_t row, Canvas *canvas,
                     Rect line, Style style)
{
    for (size_t i = 0; i < view->count; i++) {
        size_t column = view->column[i];
        const char *text = text_at(table, row, column);
        Rect rect = {line.x + view->x[i], line.y, view->width[i], 1};
        draw_cell(table, column, canvas, rect, cell_style(table, column, style, text), text);
    }
}

// The parts of a card: key and amount above, two more columns below.
typedef struct Card {
    size_t key;
    size_t amount;
    size_t left;
    size_t right;
} Card;

enum { NO_COLUMN = TABLE_MAX_COLUMNS };

static bool is_in_card(const Card *card, size_t column)
{
    return column == card->key || column == card->amount || column == card->left;
}

// The most important column that fits a place of the card and has none yet.
static size_t best_column(const Table *table, const Card *card, bool must_be_right)
{
    size_t best = NO_COLUMN;
    for (size_t i = 0; i < table->column_count; i++) {
        bool fits = !must_be_right || table->columns[i].is_right;
        if (is_in_card(card, i) || !fits)
            continue;
        if (best == NO_COLUMN || table->columns[i].priority < table->columns[best].priority)
            best = i;
    }
    return best;
}

static Card card_of(const Table *table)
{
    Card card = {NO_COLUMN, NO_COLUMN, NO_COLUMN, NO_COLUMN};
    for (size_t i = 0; i < table->column_count && card.key == NO_COLUMN; i++) {
        if (table->columns[i].is_key)
            card.key = i;
    }
    if (card.key == NO_COLUMN)
        card.key = 0;
    card.amount = best_column(table, &card, true);
    card.left = best_column(table, &card, false);
    card.right = best_column(table, &card, false);
    return card;
}

static void draw_pair(const Table *table, size_t row, size_t left, size_t right, Canvas *canvas,
                      Rect line, Style style)
{
    if (right != NO_COLUMN) {
        const char *text = text_at(table, row, right);
        int used = canvas_text_right(canvas, line, cell_style(table, right, style, text), text);
        rect_cut_right(&line, used > 0 ? used + 1 : 0);
    }
    if (left != NO_COLUMN)
        canvas_text(canvas, line, style, text_at(table, row, left));
}

static void draw_card(const Table *table, size_t row, Canvas *canvas, Rect lines, Style style)
{
    Card card = card_of(table);
    rect_cut_left(&lines, 2);
    Rect first = rect_cut_top(&lines, 1);
    draw_pair(table, row, card.key, card.amount, canvas, first, style);
    draw_pair(table, row, card.left, card.right, canvas, lines, style);
}

static void draw_totals(const Table *table, const TableView *view, Canvas *canvas, Rect line)
{
    if (table->layout == LAYOUT_XS) {
        Card card = card_of(table);
        canvas_text(canvas, line, STYLE_TOTAL, table->totals[card.key]);
        if (card.amount != NO_COLUMN)
            canvas_text_right(canvas, line, STYLE_TOTAL, table->totals[card.amount]);
        return;
    }
    for (size_t i = 0; i < view->count; i++) {
        Rect rect = {line.x + view->x[i], line.y, view->width[i], 1};
        draw_cell(table, view->column[i], canvas, rect, STYLE_TOTAL,
                  table->totals[view->column[i]]);
    }
}

static void draw_rows(const Table *table, const TableView *view, Canvas *canvas, Rect rect,
                      bool is_focused)
{
    size_t count = table_count(table);
    bool has_cards = table->layout == LAYOUT_XS;
    for (size_t row = table->top; row < count && row < table->top + table->page_rows; row++) {
        Rect lines = rect_cut_top(&rect, has_cards ? 2 : 1);
        if (rect_is_empty(lines))
            break;
        Style style = mark_row(table, row, canvas, lines, is_focused);
        if (has_cards)
            draw_card(table, row, canvas, lines, style);
        else
            draw_row(table, view, row, canvas, lines, style);
    }
}

void table_draw(const Table *table, Canvas *canvas, Rect rect, bool is_focused)
{
    TableView view = table_view(table, rect.width);
    Rect previous = canvas_clip(canvas, rect);
    Rect rest = rect;
    if (table_draw_header_rows(table, rect) > 0)
        draw_header(table, &view, canvas, rect_cut_top(&rest, 1));
    if (table_draw_total_rows(table, rect) > 0)
        draw_totals(table, &view, canvas, rect_cut_bottom(&rest, 1));
    if (table_count(table) == 0) {
        canvas_text_wrap(canvas, rest, STYLE_MUTED, table->empty_sentence);
        if (is_focused)
            canvas_cursor_set(canvas, rest.x, rest.y);
    }
    draw_rows(table, &view, canvas, rest, is_focused);
    canvas_unclip(canvas, previous);
}
