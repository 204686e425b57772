// SPDX-License-Identifier: Apache-2.0
/*
 * picker: one of a few choices, or yes and no.
 *
 * Space, Left and Right go round, a letter or digit jumps to the next choice that begins with it,
 * Home and End to the first and last.  Nothing is chosen until someone chooses, so that a required
 * choice cannot be missed.  All choices are shown if they fit, else only the chosen one.
 */
#ifndef WIDGET_PICKER_H
#define WIDGET_PICKER_H

#include <stdbool.h>
#include <stddef.h>

#include "canvas/canvas.h"
#include "canvas/key.h"
#include "widget/reaction.h"

typedef struct PickerChoice {
    const char *value; // what the operation gets
    const char *label; // what a person reads
} PickerChoice;

typedef struct Picker {
    const PickerChoice *choices; // borrowed
    size_t count;
    int chosen;       // -1: none yet
    bool is_required; // else Backspace and Delete take the choice back
} Picker;

extern const PickerChoice picker_yes_no[2]; // "true" Yes, "false" No

void picker_init(Picker *picker, const PickerChoice *choices, size_t count);
// False, and no change, if there is no such value; NULL or "" means none.
bool picker_set(Picker *picker, const char *value);
// NULL if none is chosen.
const char *picker_value(const Picker *picker);

Reaction picker_on_key(Picker *picker, Key key);
void picker_draw(const Picker *picker, Canvas *canvas, Rect rect, bool is_focused);

#endif
