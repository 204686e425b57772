// SPDX-License-Identifier: Apache-2.0
/*
 * fieldset: the fields of a form on the screen, with labels, groups, errors and a button.
 *
 * Labels stand above the fields at XS and to their left elsewhere.  What does not fit scrolls so
 * that the focused field is always whole in view.  Enter leaves a field; on the last one it goes to
 * the button and does not press it, so that queued Enters never post money.
 *
 *     Fieldset form;
 *     fieldset_init(&form);
 *     Field *amount = fieldset_add_editor(&form, "amount", "Amount", EDITOR_MONEY, 24);
 *     fieldset_add_button(&form, "post", "Post (F9)");
 *     ...
 *     Reaction reaction = fieldset_on_key(&form, key);
 *     if (reaction & REACTION_LEFT) check(&form, form.left);
 *
 * Pointers to fields live until the next field is added.
 */
#ifndef WIDGET_FIELDSET_H
#define WIDGET_FIELDSET_H

#include <stdbool.h>
#include <stddef.h>

#include "widget/editor.h"
#include "widget/picker.h"

typedef enum FieldKind {
    FIELD_EDITOR,
    FIELD_PICKER,
    FIELD_STATIC, // shown, never focused
    FIELD_BUTTON,
} FieldKind;

typedef struct Field {
    FieldKind kind;
    char *name;        // the form's field name; owned, like all text here
    char *label;       // long
    char *short_label; // or NULL: for XS and S
    char *hint;        // beside the field while it has the focus: format, unit; or NULL
    char *group;       // heading drawn before the first field of a group; or NULL
    char *error;       // one sentence, drawn at the field; or NULL
    char *value;       // of FIELD_STATIC
    bool is_required;  // marked with *
    bool is_disabled;  // shown, skipped by the focus
    int columns;       // wanted width of the editor, 0: by its longest text
    Editor editor;
    Picker picker;
} Field;

enum { FIELDSET_NONE = -1 };

typedef struct Fieldset {
    Field *fields;
    size_t count;
    int focus;  // index, or FIELDSET_NONE while there is nothing to focus
    int left;   // the field that was left last; read it with REACTION_LEFT
    int scroll; // first row shown; kept by fieldset_fit()
    int page_rows;
    int width;
} Fieldset;

void fieldset_init(Fieldset *form);
void fieldset_done(Fieldset *form);

Field *fieldset_add_editor(Fieldset *form, const char *name, const char *label, EditorMask mask,
                           size_t max_characters);
// choices are borrowed.
Field *fieldset_add_picker(Fieldset *form, const char *name, const char *label,
                           const PickerChoice *choices, size_t count);
Field *fieldset_add_static(Fieldset *form, const char *name, const char *label, const char *value);
Field *fieldset_add_button(Fieldset *form, const char *name, const char *label);
// Frees the old text of a member and puts in a copy: field_put(&field->hint, "EUR").
void field_put(char **member, const char *text);

// NULL if there is none of that name.
Field *fieldset_find(Fieldset *form, const char *name);
int fieldset_index(const Fieldset *form, const char *name);
Field *fieldset_focused(Fieldset *form);
// What the field holds now: "" if empty; lives until the field changes.
const char *field_value(const Field *field);
void field_set(Field *field, const char *value);

// By name, so that it survives a reload.  False if it cannot have the focus.
bool fieldset_focus(Fieldset *form, const char *name);
void fieldset_set_error(Fieldset *form, const char *name, const char *sentence); // NULL clears
void fieldset_clear_errors(Fieldset *form);
bool fieldset_has_errors(const Fieldset *form);

// Everything the editor and picker know, and: Up, Down, PageUp, PageDown, F7, F8 (by group).
// A button: Enter or Space gives REACTION_ACCEPT.  A changed field loses its error.
Reaction fieldset_on_key(Fieldset *form, Key key);

// Call both on every paint, with the same rect.
void fieldset_fit(Fieldset *form, Rect rect);
void fieldset_draw(const Fieldset *form, Canvas *canvas, Rect rect, bool is_focused);
// The rows it would like to have at this width.
int fieldset_rows(const Fieldset *form, int width);

#endif
