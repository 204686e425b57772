// SPDX-License-Identifier: Apache-2.0
#include "screen/form_fields.h"

#include "base/memory.h"
#include "screen/desk_internal.h"

enum { FIELD_COLUMNS_MAX = 40, FIELD_ROOM = 2 };

// ---- Building ----

static EditorMask field_mask(const FormType *type)
{
    switch ((int)type->code) {
    case FORM_TYPE_MONEY:
        return EDITOR_MONEY;
    case FORM_TYPE_INTEGER:
    case FORM_TYPE_CODE:
        return EDITOR_DIGITS;
    case FORM_TYPE_DATE:
        return EDITOR_DATE;
    case FORM_TYPE_SECRET:
        return EDITOR_SECRET;
    default:
        return EDITOR_ANY;
    }
}

static void set_up_editor(Field *field, const FormField *definition, const char *today)
{
    Editor *editor = &field->editor;
    FormTypeCode code = definition->type->code;
    Error ignored = ERROR_EMPTY;
    editor->forbids_copy =
        code == FORM_TYPE_MONEY || code == FORM_TYPE_ACCOUNT || definition->type->is_secret;
    editor->forbids_paste = code == FORM_TYPE_CODE;
    editor->leaves_full = code == FORM_TYPE_CODE;
    editor->aligns_right = code == FORM_TYPE_MONEY;
    if (code == FORM_TYPE_DATE && today != NULL && !date_parse(today, &editor->today, &ignored))
        editor->today = (Date){.year = 0};
    // Room for the cursor behind the longest value.
    bool is_short = definition->max < FIELD_COLUMNS_MAX;
    field->columns = is_short ? (int)definition->max + FIELD_ROOM : FIELD_COLUMNS_MAX;
}

static const PickerChoice *make_choices(FormFields *fields, const FormField *definition)
{
    PickerChoice *choices = memory_new(definition->choice_count, sizeof choices[0]);
    for (size_t i = 0; i < definition->choice_count; i++)
        choices[i] =
            (PickerChoice){.value = definition->choices[i], .label = definition->choices[i]};
    fields->choices =
        memory_resize(fields->choices, fields->choice_count + 1, sizeof fields->choices[0]);
    fields->choices[fields->choice_count++] = choices;
    return choices;
}

static Field *add_field(FormFields *fields, const FormField *definition, const char *today)
{
    Fieldset *set = &fields->fields;
    if (definition->type->code == FORM_TYPE_CHOICE)
        return fieldset_add_picker(set, definition->name, definition->label,
                                   make_choices(fields, definition), definition->choice_count);
    if (definition->type->code == FORM_TYPE_YES_NO)
        return fieldset_add_picker(set, definition->name, definition->label, picker_yes_no,
                                   COUNT_OF(picker_yes_no));
    Field *field = fieldset_add_editor(set, definition->name, definition->label,
                                       field_mask(definition->type), definition->max);
    set_up_editor(field, definition, today);
    return field;
}

static void field_hint(Field *field, const FormField *definition)
{
    static const struct {
        FormTypeCode code;
        const char *hint;
    } hints[] = {
        {FORM_TYPE_DATE, "YYYY-MM-DD, t today"},    {FORM_TYPE_CURRENCY, "three letters"},
        {FORM_TYPE_COUNTRY, "two letters"},         {FORM_TYPE_CODE, "six digits"},
        {FORM_TYPE_MONEY, "keyed decimals: 25.00"},
    };
    for (size_t i = 0; i < COUNT_OF(hints); i++)
        if (definition->type->code == hints[i].code)
            field_put(&field->hint, hints[i].hint);
}

static const char *button_label(const Form *form)
{
    if (form->kind != FORM_CHANGE)
        return "Show (F9)";
    return form->has_receipt ? "Post (F9)" : "Save (F9)";
}

// The cursor starts where there is something to type.
static void focus_first_empty(FormFields *fields)
{
    for (size_t i = 0; i < fields->fields.count; i++) {
        Field *field = &fields->fields.fields[i];
        if (field_value(field)[0] == '\0' && fieldset_focus(&fields->fields, field->name))
            return;
    }
}

void form_fields_init(FormFields *fields, const Form *form, ScreenContext context,
                      const char *today)
{
    *fields = (FormFields){.form = form};
    fieldset_init(&fields->fields);
    for (size_t i = 0; i < form->field_count; i++) {
        const FormField *definition = &form->fields[i];
        if (definition->is_hidden)
            continue;
        Field *field = add_field(fields, definition, today);
        field_put(&field->short_label, definition->short_label);
        field->is_required = definition->is_required;
        field->picker.is_required = definition->is_required;
        field_hint(field, definition);
        const char *fill = desk_fill(form, definition, context);
        if (fill != NULL)
            field_set(field, fill);
    }
    fieldset_add_button(&fields->fields, "form.button", button_label(form));
    focus_first_empty(fields);
}

void form_fields_done(FormFields *fields)
{
    fieldset_done(&fields->fields);
    for (size_t i = 0; i < fields->choice_count; i++)
        free(fields->choices[i]);
    free(fields->choices);
}

// ---- Reading ----

static bool is_button(const Field *field)
{
    return field->kind == FIELD_BUTTON;
}

FormValues *form_fields_values(FormFields *fields)
{
    FormValues *values = form_values_new();
    for (size_t i = 0; i < fields->fields.count; i++) {
        const Field *field = &fields->fields.fields[i];
        const char *value = field_value(field);
        if (is_button(field) || value[0] == '\0')
            continue;
        if (form_field(fields->form, field->name)->type->is_secret)
            form_values_set_secret(values, field->name, secret_from_bytes(value, strlen(value)));
        else
            form_values_set(values, field->name, value);
    }
    return values;
}

// A secret is judged where it is used; here only that there is one.
static bool check_value(const FormField *definition, const char *value, Error *err)
{
    AUTO_FREE char *clean = NULL;
    if (!definition->type->is_secret)
        return form_read_value(definition, value, &clean, err);
    return value[0] != '\0' || !definition->is_required ||
           error_set_field(err, ERROR_MALFORMED, definition->name, NULL, "%s is required.",
                           definition->label);
}

static bool mark(FormFields *fields, const char *name, bool checks_empty, Error *err)
{
    Field *field = fieldset_find(&fields->fields, name);
    if (field == NULL || is_button(field) || (!checks_empty && field_value(field)[0] == '\0'))
        return true;
    Error error = ERROR_EMPTY;
    if (check_value(form_field(fields->form, name), field_value(field), &error))
        return true;
    fieldset_set_error(&fields->fields, name, error.sentence);
    if (err != NULL && err->code == ERROR_NONE)
        *err = error;
    return false;
}

bool form_fields_check(FormFields *fields, const char *name)
{
    return mark(fields, name, false, NULL);
}

bool form_fields_check_all(FormFields *fields, Error *err)
{
    Error first = ERROR_EMPTY;
    fieldset_clear_errors(&fields->fields);
    for (size_t i = 0; i < fields->fields.count; i++)
        (void)mark(fields, fields->fields.fields[i].name, true, &first);
    if (first.code == ERROR_NONE)
        return true;
    fieldset_focus(&fields->fields, first.field);
    if (err != NULL)
        *err = first;
    return false;
}

bool form_fields_show_error(FormFields *fields, const Error *error)
{
    if (error->field[0] == '\0' || fieldset_find(&fields->fields, error->field) == NULL)
        return false;
    fieldset_set_error(&fields->fields, error->field, error->sentence);
    fieldset_focus(&fields->fields, error->field);
    return true;
}

const FormField *form_fields_focused(FormFields *fields)
{
    const Field *field = fieldset_focused(&fields->fields);
    return field == NULL || is_button(field) ? NULL : form_field(fields->form, field->name);
}

bool form_fields_accepts(FormFields *fields, Key key, const char **ret_note)
{
    const FormField *definition = form_fields_focused(fields);
    const Field *field = fieldset_focused(&fields->fields);
    if (definition == NULL || field->kind != FIELD_EDITOR || !key_is_text(key))
        return true;
    // Money and dates have letters that are short for something; their editors know.
    if (field->editor.mask != EDITOR_ANY || form_type_accepts(definition->type, (int32_t)key.point))
        return true;
    *ret_note = definition->type->rule;
    return false;
}
