// SPDX-License-Identifier: Apache-2.0
/*
 * form_fields: a form's fields as things to type in, and back as values.
 *
 * Each field type has its editor: which characters it takes, how long it is, whether it may be
 * copied or pasted.  Rules are not here: form_read_value() has them, and the database has the last
 * word.
 */
#ifndef SCREEN_FORM_FIELDS_H
#define SCREEN_FORM_FIELDS_H

#include "screen/screen.h"
#include "widget/fieldset.h"

typedef struct FormFields {
    const Form *form;
    Fieldset fields;
    PickerChoice **choices; // of the pickers, NULL-terminated list of arrays
    size_t choice_count;
} FormFields;

// today: of the branch, for dates.  The button is the last field.
void form_fields_init(FormFields *fields, const Form *form, ScreenContext context,
                      const char *today);
void form_fields_done(FormFields *fields);
// What was typed, secrets as secrets; what is empty is left out.
MUST_CHECK FormValues *form_fields_values(FormFields *fields);
// Checks one field; an error is marked at it.  True if it is well or empty.
bool form_fields_check(FormFields *fields, const char *name);
// Checks all, required ones included; marks every error and moves to the first.
bool form_fields_check_all(FormFields *fields, Error *err);
// Marks the error at the field it names and goes there; false if it names none of the form.
bool form_fields_show_error(FormFields *fields, const Error *error);
// Whether the type of the focused field takes the character at all; if not, note says what it
// takes.
bool form_fields_accepts(FormFields *fields, Key key, const char **ret_note);
// The definition of the field that has the focus; NULL: the button.
const FormField *form_fields_focused(FormFields *fields);

#endif
