// SPDX-License-Identifier: Apache-2.0
#include "base/text.h"
#include "widget/fieldset_plan.h"

static int editor_columns(const Field *field, int room)
{
    int wanted = field->columns > 0 ? field->columns : (int)field->editor.max_characters + 1;
    return wanted < room ? wanted : room;
}

// The mark of an error stands in the column between label and field, which is kept free for it.
static void draw_label(const FieldsetPlan *plan, const Field *field, Canvas *canvas, Rect row,
                       bool focused)
{
    Style style = focused ? STYLE_LABEL_FOCUS : STYLE_LABEL;
    Rect mark = row;
    if (plan->label > 0)
        mark = rect_cut_right(&row, 1);
    int used = canvas_text_format(canvas, row, style, "%s%s", fieldset_plan_label(plan, field),
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
    rect.width = editor_columns(field, row.width - FIELDSET_EDGE);
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

static void draw_field(const FieldsetPlan *plan, const Field *field, const FieldsetPlace *place,
                       Canvas *canvas, Rect page, bool focused)
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
    line = (Rect){page.x + plan->label + FIELDSET_EDGE, page.y + place->field,
                  plan->width - plan->label - FIELDSET_EDGE, 1};
    draw_value(field, canvas, line, focused);
    line.y = page.y + place->error;
    line.height = place->end - place->error;
    line.width -= FIELDSET_EDGE;
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
    FieldsetPlan plan = fieldset_plan(form, rect.width, rect.height);
    Rect window = rect;
    if (fieldset_plan_rows(form, &plan) > rect.height)
        draw_progress(form, canvas, rect_cut_bottom(&window, 1));
    Rect previous = canvas_clip(canvas, window);
    Rect page = window;
    page.y -= form->scroll;
    FieldsetPlace place = {0};
    for (size_t i = 0; i < form->count; i++) {
        place = fieldset_plan_field(form, &plan, i, place.end);
        bool has_focus = is_focused && (int)i == form->focus;
        if (place.end > form->scroll && place.top < form->scroll + window.height)
            draw_field(&plan, &form->fields[i], &place, canvas, page, has_focus);
    }
    canvas_unclip(canvas, previous);
}
