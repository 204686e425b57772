// SPDX-License-Identifier: Apache-2.0
#include "form/form.h"

#include <string.h>

enum { NEAR_MAX = 64 }; // a name longer than this is near to nothing

const Form *forms_find(const Forms *forms, const char *operation)
{
    for (size_t i = 0; i < forms_count(forms); i++)
        if (text_equal(forms_at(forms, i)->operation, operation))
            return forms_at(forms, i);
    return NULL;
}

static size_t smallest(size_t a, size_t b, size_t c)
{
    size_t least = a < b ? a : b;
    return least < c ? least : c;
}

// How many letters must be changed, added or left out to make one word of the other.
static size_t distance(const char *left, const char *right)
{
    size_t row[NEAR_MAX + 1];
    size_t length = strlen(right);
    for (size_t i = 0; i <= length; i++)
        row[i] = i;
    for (size_t l = 0; left[l] != '\0'; l++) {
        size_t diagonal = row[0];
        row[0] = l + 1;
        for (size_t r = 0; r < length; r++) {
            size_t above = row[r + 1];
            row[r + 1] = smallest(row[r] + 1, above + 1, diagonal + (left[l] == right[r] ? 0 : 1));
            diagonal = above;
        }
    }
    return row[length];
}

const Form *forms_nearest(const Forms *forms, const char *operation)
{
    const Form *nearest = NULL;
    size_t least = 5;
    if (strnlen(operation, NEAR_MAX + 1) > NEAR_MAX)
        return NULL;
    for (size_t i = 0; i < forms_count(forms); i++) {
        size_t far = distance(forms_at(forms, i)->operation, operation);
        if (far < least) {
            least = far;
            nearest = forms_at(forms, i);
        }
    }
    return nearest;
}

const FormField *form_field(const Form *form, const char *name)
{
    for (size_t i = 0; i < form->field_count; i++)
        if (text_equal(form->fields[i].name, name))
            return &form->fields[i];
    return NULL;
}

bool form_allows_role(const Form *form, const char *role)
{
    for (size_t i = 0; i < form->role_count; i++)
        if (text_equal(form->roles[i], role))
            return true;
    return false;
}

const char *form_kind_name(FormKind kind)
{
    switch (kind) {
    case FORM_CHANGE:
        return "change";
    case FORM_READ:
        return "read";
    case FORM_LIST:
        return "list";
    }
    return "";
}
