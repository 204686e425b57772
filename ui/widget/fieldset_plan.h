// SPDX-License-Identifier: Apache-2.0
/*
 * fieldset_plan: where each field stands at one width.  Fitting and drawing both walk these rows.
 * Internal to the fieldset.
 */
#ifndef WIDGET_FIELDSET_PLAN_H
#define WIDGET_FIELDSET_PLAN_H

#include "widget/fieldset.h"

enum { FIELDSET_EDGE = 1, FIELDSET_COMPACT_ROWS = 14 };

// How the whole form is laid out at one width.
typedef struct FieldsetPlan {
    int width;
    int label;       // columns of labels at the left; 0: labels stand above
    bool is_short;   // short labels
    bool is_compact; // no blank rows
} FieldsetPlan;

// One field's rows, from the top of the form.
typedef struct FieldsetPlace {
    int top;   // with its heading
    int label; // row of the label
    int field; // row of the field
    int error; // first row of the error
    int end;
} FieldsetPlace;

FieldsetPlan fieldset_plan(const Fieldset *form, int width, int height);
// The long or the short one.
const char *fieldset_plan_label(const FieldsetPlan *plan, const Field *field);
// A field's rows, if the one before it ended at row.
FieldsetPlace fieldset_plan_field(const Fieldset *form, const FieldsetPlan *plan, size_t index,
                                  int row);
FieldsetPlace fieldset_plan_place(const Fieldset *form, const FieldsetPlan *plan, size_t wanted);
int fieldset_plan_rows(const Fieldset *form, const FieldsetPlan *plan);

#endif
