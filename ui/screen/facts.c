// SPDX-License-Identifier: Apache-2.0
#include "screen/facts.h"

#include "screen/cell.h"

enum {
    FACTS_GAP = 2,
    FACTS_LABEL_MAX = 22,
    FACTS_COLUMN_MIN = 38, // of a label and a value that can be read
};

void facts_init(Facts *facts, const Forms *forms)
{
    *facts = (Facts){.forms = forms};
}

void facts_clear(Facts *facts)
{
    for (size_t i = 0; i < facts->count; i++) {
        free(facts->facts[i].label);
        free(facts->facts[i].value);
    }
    facts->count = 0;
}

void facts_add(Facts *facts, const char *label, const char *value, Style style)
{
    if (value == NULL || value[0] == '\0' || facts->count == FACTS_MAX)
        return;
    facts->facts[facts->count++] = (Fact){
        .label = text_copy(label),
        .value = text_copy(value),
        .style = style,
    };
}

static Style value_style(const FormColumn *column, const char *value)
{
    if (column->type->code == FORM_TYPE_MONEY && value[0] == '-')
        return STYLE_MONEY_NEGATIVE;
    if (text_equal(column->name, "blocks") || text_equal(value, "closed"))
        return STYLE_WARNING;
    return STYLE_NORMAL;
}

static void add_cell(Facts *facts, const FormResult *result, size_t row, size_t column)
{
    AUTO(text_done) Text cell = TEXT_EMPTY_MAX(TEXT_MAX_LINE);
    const FormColumn *head = form_result_column(result, column);
    cell_add(facts->forms, result, row, column, &cell);
    facts_add(facts, head->label, text_string(&cell), value_style(head, text_string(&cell)));
}

static bool is_named(const char *const *names, const char *name)
{
    for (; names != NULL && *names != NULL; names++)
        if (text_equal(*names, name))
            return true;
    return false;
}

void facts_add_result(Facts *facts, const FormResult *result, size_t row,
                      const char *const *without)
{
    for (size_t i = 0; i < form_result_columns(result); i++)
        if (!is_named(without, form_result_column(result, i)->name))
            add_cell(facts, result, row, i);
}

void facts_add_cell(Facts *facts, const FormResult *result, const char *name)
{
    for (size_t i = 0; i < form_result_columns(result); i++)
        if (text_equal(form_result_column(result, i)->name, name))
            add_cell(facts, result, 0, i);
}

static int facts_columns(const Facts *facts, int width)
{
    int columns = width / FACTS_COLUMN_MIN;
    if (columns > 3)
        columns = 3;
    if (columns > (int)facts->count)
        columns = (int)facts->count;
    return columns < 1 ? 1 : columns;
}

static int label_width(const Facts *facts)
{
    int widest = 0;
    for (size_t i = 0; i < facts->count; i++) {
        int width = canvas_text_width(facts->facts[i].label);
        widest = width > widest ? width : widest;
    }
    return widest < FACTS_LABEL_MAX ? widest : FACTS_LABEL_MAX;
}

int facts_rows(const Facts *facts, int width)
{
    int columns = facts_columns(facts, width);
    return ((int)facts->count + columns - 1) / columns;
}

static void draw_fact(const Fact *fact, Canvas *canvas, Rect rect, int label_columns)
{
    Rect label = rect_cut_left(&rect, label_columns);
    rect_cut_left(&rect, FACTS_GAP);
    canvas_text(canvas, label, STYLE_LABEL, fact->label);
    canvas_text(canvas, rect, fact->style, fact->value);
}

// Read down the first column, then the next: what belongs together stays together.
int facts_draw(const Facts *facts, Canvas *canvas, Rect rect, int top)
{
    int columns = facts_columns(facts, rect.width);
    int rows = facts_rows(facts, rect.width);
    int column_width = rect.width / columns;
    for (int i = 0; i < (int)facts->count; i++) {
        int row = i % rows - top;
        if (row < 0 || row >= rect.height)
            continue;
        Rect place = {
            .x = rect.x + i / rows * column_width,
            .y = rect.y + row,
            .width = column_width - (columns > 1 ? FACTS_GAP : 0),
            .height = 1,
        };
        draw_fact(&facts->facts[i], canvas, place, label_width(facts));
    }
    return rows;
}
