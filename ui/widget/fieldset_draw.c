// SPDX-License-Identifier: Apache-2.0
// Where each field stands, and drawing it there.  Fitting and drawing walk the same rows.
#include "base/text.h"
#include "canvas/layout.h"
#include "widget/fieldset.h"

enum { LABEL_MAX = 30, LABEL_GAP = 2, EDGE = 1, ERROR_ROWS = 2, COMPACT_ROWS = 14 };

// How the whole form is laid out at one width.
typedef struct Plan {
    int width;
    int label;       // columns of labels at the left; 0: labels stand above
    bool is_short;   // short labels
    bool is_compact; // no blank rows
} Plan;

// One field's rows, from the top of the form.
typedef struct Place {
    int top;   // with its heading
    int label; // row of the label
    int field; // row of the field
    int error; // first row of the error
    int end;
} Place;

static const char *label_of(const Plan *plan, const Field *field)
{
    const char *label = plan->is_short && field->short_label ? field->short_label : field->label;
    return label == NULL ? "" : label;
}

static Plan plan_for(const Fieldset *form, int width, int height)
{
    LayoutWidth layout = layout_width(width);
    Plan plan = {
        .width = layout_form_width(width),
        .is_short = layout <= LAYOUT_S,
        .is_compact = height <= COMPACT_ROWS,
    };
    if (layout == LAYOUT_XS)
        return plan;
    for (size_t i = 0; i < form->count; i++) {
        if (form->fields[i].kind == FIELD_BUTTON)
            continue;
        int label = canvas_text_width(label_of(&plan, &form->fields[i])) + LABEL_GAP;
        plan.label = label > plan.label ? label : plan.label;
    }
    if (plan.label > LABEL_MAX)
        plan.label = LABEL_MAX;
    return plan;
}

static int error_rows(const Plan *plan, const Field *field)
{
    if (field->error == NULL)
        return 0;
    Rect room = {.width = plan->width - plan->label - EDGE - 2};
    int rows = canvas_text_wrap(NULL, room, STYLE_ERROR, field->error);
    return rows < ERROR_ROWS ? rows : ERROR_ROWS;
}

static Place place_field(const Fieldset *form, const Plan *plan, size_t index, int row)
{
    const Field *field = &form->fields[index];
    bool is_first_button =
        field->kind == FIELD_BUTTON && index > 0 && form->fields[index - 1].kind != FIELD_BUTTON;
    Place place = {.top = row};
    if (!plan->is_compact && index > 0 && (field->group != NULL || is_first_button))
        row++;
    if (field->group != NULL)
        row++;
    place.label = row;
    if (plan->label == 0 && field->kind != FIELD_BUTTON)
        row++;
    place.field = row++;
    place.error = row;
    place.end = row + error_rows(plan, field);
    return place;
}

static Place place_of(const Fieldset *form, const Plan *plan, size_t wanted)
{
    Place place = {0};
    for (size_t i = 0; i <= wanted; i++)
        place = place_field(form, plan, i, place.end);
    return place;
}

int fieldset_rows(const Fieldset *form, int width)
{
    if (form->count == 0)
        return 0;
    Plan plan = plan_for(form, width, COMPACT_ROWS + 1);
    return place_of(form, &plan, form->count - 1).end;
}

static int total_rows(const Fieldset *form, const Plan *plan)
{
    return form->count == 0 ? 0 : place_of(form, plan, form->count - 1).end;
}

void fieldset_fit(Fieldset *form, Rect rect)
{
    Plan plan = plan_for(form, rect.width, rect.height);
    int total = total_rows(form, &plan);
    form->page_rows =
        total > rect.height ? rect.height - 1 : rect.height; // the last says "group 2 of 3"
    form->width = rect.width;
    if (form->focus != FIELDSET_NONE) {
        Place place = place_of(form, &plan, (size_t)form->focus);
        if (place.end > form->scroll + form->page_rows)
            form->scroll = place.end - form->page_rows;
        if (place.top < form->scroll)
            form->scroll = place.top;
    }
    if (form->scroll > total - form->page_rows)
        form->scroll = total - form->page_rows;
    if (form->scroll < 0)
        form->scroll = 0;
}

static int editor_columns(const Field *field, int room)
{
    int wanted = field->columns > 0 ? field->columns : (int)field->editor.max_characters + 1;
    return wanted < room ? wanted : room;
}

// The mark of an error stands in the column between label and field, which is kept free for it.
static void draw_label(const Plan *plan, const Field *field, Canvas *canvas, Rect row, bool focused)
{
    Style style = focused ? STYLE_LABEL_FOCUS : STYLE_LABEL;
    Rect mark = row;
    if (plan->label > 0)
        mark = rect_cut_right(&row, 1);
    int used = canvas_text_format(canvas, row, style, "%s%s", label_of(plan, field),
                                  field->is_required ? "*" : "");
    if (plan->label == 0)
        rect_cut_left(&mark, used + 1);
    canvas_text(canvas, mark, STYLE_ERROR, field->error != NULL ? "!" : NULL);
}

static void draw_brackets(Canvas *canvas, Rect field)
{
    canvas_text(canvas, (Rect){field.x - 1, field.y, 1, 1}, STYLE_LABEL_FOCUS, "[");
    canvas_text(canvas, (Rect){field.x + field.width, field.y, 1, 1}, STYLE_LABEL_FOCUS, "]");
}

static void draw_editor(const Field *field, Canvas *canvas, Rect row, bool focused)
{
    Rect rect = row;
    rect.width = editor_columns(field, row.width - EDGE);
    if (focused)
        draw_brackets(canvas, rect);
    EditorLook look = field->error != NULL ? EDITOR_LOOK_ERROR : EDITOR_LOOK_PLAIN;
    editor_draw(&field->editor, canvas, rect, focused ? EDITOR_LOOK_FOCUS : look);
    rect_cut_left(&row, rect.width + 2);
    if (focused && field->hint != NULL)
        canvas_text(canvas, row, STYLE_MUTED, field->hint);
}

static void draw_button(const Field *field, Canvas *canvas, Rect row, bool focused)
{
    Style style = focused ? STYLE_BUTTON_FOCUS : STYLE_BUTTON;
    canvas_text_format(canvas, row, field->is_disabled ? STYLE_MUTED : style, "[ %s ]",
                       field->label);
    if (focused)
        canvas_cursor_set(canvas, row.x + 2, row.y);
}

static void draw_value(const Field *field, Canvas *canvas, Rect row, bool focused)
{
    switch (field->kind) {
    case FIELD_EDITOR:
        draw_editor(field, canvas, row, focused);
        break;
    case FIELD_PICKER:
        picker_draw(&field->picker, canvas, row, focused);
        break;
    case FIELD_STATIC:
        canvas_text(canvas, row, STYLE_STRONG, field->value);
        break;
    case FIELD_BUTTON:
        draw_button(field, canvas, row, focused);
        break;
    }
}

static void draw_field(const Plan *plan, const Field *field, const Place *place, Canvas *canvas,
                       Rect page, bool focused)
{
    Rect line = {page.x, page.y, plan->width, 1};
    if (field->group != NULL) {
        line.y = page.y + place->label - 1;
        canvas_text(canvas, line, STYLE_HEADING, field->group);
    }
    if (field->kind != FIELD_BUTTON) {
        Rect label = {page.x, page.y + place->label, plan->label > 0 ? plan->label : plan->width,
                      1};
        draw_label(plan, field, canvas, label, focused);
    }
    line = (Rect){page.x + plan->label + EDGE, page.y + place->field,
                  plan->width - plan->label - EDGE, 1};
    draw_value(field, canvas, line, focused);
    line.y = page.y + place->error;
    line.height = place->end - place->error;
    line.width -= EDGE;
    canvas_text_wrap(canvas, line, STYLE_ERROR, field->error);
}

static void draw_progress(const Fieldset *form, Canvas *canvas, Rect row)
{
    int groups = 0;
    int current = 0;
    for (size_t i = 0; i < form->count; i++) {
        groups += form->fields[i].group != NULL ? 1 : 0;
        if ((int)i == form->focus)
            current = groups;
    }
    if (groups > 1)
        canvas_text_format(canvas, row, STYLE_MUTED, "group %d of %d   F7 back  F8 on",
                           current > 0 ? current : 1, groups);
    else
        canvas_text_format(canvas, row, STYLE_MUTED, "field %d of %zu", form->focus + 1,
                           form->count);
}

void fieldset_draw(const Fieldset *form, Canvas *canvas, Rect rect, bool is_focused)
{
    Plan plan = plan_for(form, rect.width, rect.height);
    Rect window = rect;
    if (total_rows(form, &plan) > rect.height)
        draw_progress(form, canvas, rect_cut_bottom(&window, 1));
    Rect previous = canvas_clip(canvas, window);
    Rect page = window;
    page.y -= form->scroll;
    Place place = {0};
    for (size_t i = 0; i < form->count; i++) {
        place = place_field(form, &plan, i, place.end);
        bool has_focus = is_focused && (int)i == form->focus;
        if (place.end > form->scroll && place.top < form->scroll + window.height)
            draw_field(&plan, &form->fields[i], &place, canvas, page, has_focus);
    }
    canvas_unclip(canvas, previous);
}
