// SPDX-License-Identifier: Apache-2.0
// One field of a fieldset.
#include "base/text.h"
#include "widget/fieldset.h"

void field_put(char **member, const char *text)
{
    char *copy = text_copy(text);
    free(*member);
    *member = copy;
}

const char *field_value(const Field *field)
{
    const char *value = NULL;
    if (field->kind == FIELD_EDITOR)
        value = field->editor.text;
    else if (field->kind == FIELD_PICKER)
        value = picker_value(&field->picker);
    else
        value = field->value;
    return value == NULL ? "" : value;
}

void field_set(Field *field, const char *value)
{
    if (field->kind == FIELD_EDITOR)
        editor_set(&field->editor, value);
    else if (field->kind == FIELD_PICKER)
        picker_set(&field->picker, value);
    else
        field_put(&field->value, value);
}
