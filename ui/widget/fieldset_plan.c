// SPDX-License-Identifier: Apache-2.0
#include "widget/fieldset_plan.h"

#include "canvas/layout.h"

enum { LABEL_MAX = 30, LABEL_GAP = 2, ERROR_ROWS = 2 };

const char *fieldset_plan_label(const FieldsetPlan *plan, const Field *field)
{
    const char *label = plan->is_short && field->short_label ? field->short_label : field->label;
    return label == NULL ? "" : label;
}

FieldsetPlan fieldset_plan(const Fieldset *form, int width, int height)
{
    LayoutWidth layout = layout_width(width);
    FieldsetPlan plan = {
        .width = layout_form_width(width),
        .is_short = layout <= LAYOUT_S,
        .is_compact = height <= FIELDSET_COMPACT_ROWS,
    };
    if (layout == LAYOUT_XS)
        return plan;
    for (size_t i = 0; i < form->count; i++) {
        if (form->fields[i].kind == FIELD_BUTTON)
            continue;
        int label = canvas_text_width(fieldset_plan_label(&plan, &form->fields[i])) + LABEL_GAP;
        plan.label = label > plan.label ? label : plan.label;
    }
    if (plan.label > LABEL_MAX)
        plan.label = LABEL_MAX;
    return plan;
}

static int error_rows(const FieldsetPlan *plan, const Field *field)
{
    if (field->error == NULL)
        return 0;
    Rect room = {.width = plan->width - plan->label - FIELDSET_EDGE - 2};
    int rows = canvas_text_wrap(NULL, room, STYLE_ERROR, field->error);
    return rows < ERROR_ROWS ? rows : ERROR_ROWS;
}

FieldsetPlace fieldset_plan_field(const Fieldset *form, const FieldsetPlan *plan, size_t index,
                                  int row)
{
    const Field *field = &form->fields[index];
    bool is_first_button =
        field->kind == FIELD_BUTTON && index > 0 && form->fields[index - 1].kind != FIELD_BUTTON;
    FieldsetPlace place = {.top = row};
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

FieldsetPlace fieldset_plan_place(const Fieldset *form, const FieldsetPlan *plan, size_t wanted)
{
    FieldsetPlace place = {0};
    for (size_t i = 0; i <= wanted; i++)
        place = fieldset_plan_field(form, plan, i, place.end);
    return place;
}

int fieldset_plan_rows(const Fieldset *form, const FieldsetPlan *plan)
{
    return form->count == 0 ? 0 : fieldset_plan_place(form, plan, form->count - 1).end;
}
