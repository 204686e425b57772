// SPDX-License-Identifier: Apache-2.0
/*
 * facts: what is known of one thing, as labels with values beside them.
 *
 * In one column on narrow screens, in two or three where they fit; what is empty is left out.
 * Amounts below zero and states that stop work (closed, blocked) are marked by more than colour:
 * the minus sign and the word are there.
 */
#ifndef SCREEN_FACTS_H
#define SCREEN_FACTS_H

#include "canvas/canvas.h"
#include "form/form.h"

enum { FACTS_MAX = 48 };

typedef struct Fact {
    char *label;
    char *value;
    Style style;
} Fact;

typedef struct Facts {
    const Forms *forms;
    Fact facts[FACTS_MAX];
    size_t count;
} Facts;

// Borrows the forms, for the titles of operations.
void facts_init(Facts *facts, const Forms *forms);
void facts_clear(Facts *facts);
// Copies both; an empty value is left out.
void facts_add(Facts *facts, const char *label, const char *value, Style style);
// Of one row of a result, all it shows but the columns named, a list that ends with NULL, or NULL.
void facts_add_result(Facts *facts, const FormResult *result, size_t row,
                      const char *const *without);
// One cell by its column's name, under its own label.
void facts_add_cell(Facts *facts, const FormResult *result, const char *name);
// The rows needed in this width.
int facts_rows(const Facts *facts, int width);
// From row `top` of them on; returns the rows needed.
int facts_draw(const Facts *facts, Canvas *canvas, Rect rect, int top);

#endif
