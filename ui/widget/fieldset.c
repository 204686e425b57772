// SPDX-License-Identifier: Apache-2.0
#include "widget/fieldset.h"

#include "base/memory.h"
#include "base/text.h"
#include "widget/fieldset_plan.h"

void fieldset_init(Fieldset *form)
{
    *form = (Fieldset){.focus = FIELDSET_NONE, .left = FIELDSET_NONE};
}

static void field_done(Field *field)
{
    char *texts[] = {field->name,  field->label, field->short_label, field->hint,
                     field->group, field->error, field->value};
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        free(texts[i]);
    if (field->kind == FIELD_EDITOR)
        editor_done(&field->editor);
}

void fieldset_done(Fieldset *form)
{
    for (size_t i = 0; i < form->count; i++)
        field_done(&form->fields[i]);
    free(form->fields);
    fieldset_init(form);
}

static bool can_focus(const Field *field)
{
    return field->kind != FIELD_STATIC && !field->is_disabled;
}

static Field *add(Fieldset *form, FieldKind kind, const char *name, const char *label)
{
    form->fields = memory_resize(form->fields, form->count + 1, sizeof(Field));
    Field *field = &form->fields[form->count];
    *field = (Field){.kind = kind, .name = text_copy(name), .label = text_copy(label)};
    if (form->focus == FIELDSET_NONE && can_focus(field))
        form->focus = (int)form->count;
    form->count++;
    return field;
}

Field *fieldset_add_editor(Fieldset *form, const char *name, const char *label, EditorMask mask,
                           size_t max_characters)
{
    Field *field = add(form, FIELD_EDITOR, name, label);
    editor_init(&field->editor, mask, max_characters);
    return field;
}

Field *fieldset_add_picker(Fieldset *form, const char *name, const char *label,
                           const PickerChoice *choices, size_t count)
{
    Field *field = add(form, FIELD_PICKER, name, label);
    picker_init(&field->picker, choices, count);
    return field;
}

Field *fieldset_add_static(Fieldset *form, const char *name, const char *label, const char *value)
{
    Field *field = add(form, FIELD_STATIC, name, label);
    field->value = text_copy(value);
    return field;
}

Field *fieldset_add_button(Fieldset *form, const char *name, const char *label)
{
    return add(form, FIELD_BUTTON, name, label);
}

int fieldset_index(const Fieldset *form, const char *name)
{
    for (size_t i = 0; i < form->count; i++) {
        if (text_equal(form->fields[i].name, name))
            return (int)i;
    }
    return FIELDSET_NONE;
}

Field *fieldset_find(Fieldset *form, const char *name)
{
    int index = fieldset_index(form, name);
    return index == FIELDSET_NONE ? NULL : &form->fields[index];
}

Field *fieldset_focused(Fieldset *form)
{
    return form->focus == FIELDSET_NONE ? NULL : &form->fields[form->focus];
}

bool fieldset_focus(Fieldset *form, const char *name)
{
    int index = fieldset_index(form, name);
    if (index == FIELDSET_NONE || !can_focus(&form->fields[index]))
        return false;
    form->focus = index;
    return true;
}

void fieldset_set_error(Fieldset *form, const char *name, const char *sentence)
{
    Field *field = fieldset_find(form, name);
    if (field != NULL)
        field_put(&field->error, sentence);
}

void fieldset_clear_errors(Fieldset *form)
{
    for (size_t i = 0; i < form->count; i++)
        field_put(&form->fields[i].error, NULL);
}

bool fieldset_has_errors(const Fieldset *form)
{
    for (size_t i = 0; i < form->count; i++) {
        if (form->fields[i].error != NULL)
            return true;
    }
    return false;
}

// The next field that can have the focus, going by +1 or -1 from a place; FIELDSET_NONE at the end.
static int next_from(const Fieldset *form, int from, int by)
{
    for (int at = from + by; at >= 0 && at < (int)form->count; at += by) {
        if (can_focus(&form->fields[at]))
            return at;
    }
    return FIELDSET_NONE;
}

static Reaction focus_to(Fieldset *form, int index)
{
    if (index == FIELDSET_NONE || index == form->focus)
        return REACTION_HANDLED;
    form->left = form->focus;
    form->focus = index;
    return REACTION_HANDLED | REACTION_MOVED | REACTION_LEFT;
}

static bool starts_group(const Fieldset *form, int index)
{
    return index == 0 || form->fields[index].group != NULL;
}

// To the first field of the next group, or of this or the previous one.
static Reaction page(Fieldset *form, int by)
{
    int at = form->focus;
    if (by > 0) {
        do {
            at++;
        } while (at < (int)form->count && !starts_group(form, at));
        if (at >= (int)form->count)
            return focus_to(form, next_from(form, (int)form->count, -1));
    } else {
        int first = next_from(form, -1, 1);
        do {
            at--;
        } while (at > 0 && !(starts_group(form, at) && can_focus(&form->fields[at])));
        if (at < first)
            at = first;
    }
    return focus_to(form, next_from(form, at - 1, 1));
}

static Reaction on_button(Key key)
{
    if (key.is_pasted)
        return REACTION_HANDLED | REACTION_REJECTED;
    if (key_is(key, KEY_ENTER) || key_is_character(key, ' '))
        return REACTION_HANDLED | REACTION_ACCEPT;
    if (key_is(key, KEY_TAB) || key_is(key, KEY_RIGHT))
        return REACTION_HANDLED | REACTION_NEXT;
    if (key_is(key, KEY_BACKTAB) || key_is(key, KEY_LEFT))
        return REACTION_HANDLED | REACTION_PREVIOUS;
    return REACTION_IGNORED;
}

static Reaction on_field(Field *field, Key key)
{
    switch (field->kind) {
    case FIELD_EDITOR:
        return editor_on_key(&field->editor, key);
    case FIELD_PICKER:
        return picker_on_key(&field->picker, key);
    case FIELD_BUTTON:
        return on_button(key);
    case FIELD_STATIC:
        return REACTION_IGNORED;
    }
    return REACTION_IGNORED;
}

// Leaves by Enter, Tab, Shift+Tab.  Tab goes round; Enter stops at the end, where the screen may
// take REACTION_NEXT for its own.
static Reaction leave(Fieldset *form, Key key, Reaction reaction)
{
    int by = reaction & REACTION_NEXT ? 1 : -1;
    int target = next_from(form, form->focus, by);
    if (target == FIELDSET_NONE && (key.name == KEY_TAB || key.name == KEY_BACKTAB))
        target = by > 0 ? next_from(form, -1, 1) : next_from(form, (int)form->count, -1);
    if (target == FIELDSET_NONE || target == form->focus) {
        form->left = form->focus;
        return reaction | REACTION_LEFT;
    }
    return (reaction & ~(Reaction)(REACTION_NEXT | REACTION_PREVIOUS)) | focus_to(form, target);
}

static Reaction on_form(Fieldset *form, Key key)
{
    if (key.is_alt || key.is_ctrl || key.is_pasted)
        return REACTION_IGNORED;
    if (key.name == KEY_UP || key.name == KEY_DOWN)
        return focus_to(form, next_from(form, form->focus, key.name == KEY_UP ? -1 : 1));
    if (key.name == KEY_PAGE_UP || key.name == KEY_F7)
        return page(form, -1);
    if (key.name == KEY_PAGE_DOWN || key.name == KEY_F8)
        return page(form, 1);
    return REACTION_IGNORED;
}

Reaction fieldset_on_key(Fieldset *form, Key key)
{
    Field *field = fieldset_focused(form);
    if (field == NULL)
        return REACTION_IGNORED;
    Reaction reaction = on_field(field, key);
    if (reaction == REACTION_IGNORED)
        return on_form(form, key);
    if (reaction & REACTION_CHANGED)
        field_put(&field->error, NULL);
    if (reaction & (REACTION_NEXT | REACTION_PREVIOUS))
        return leave(form, key, reaction);
    return reaction;
}

void fieldset_fit(Fieldset *form, Rect rect)
{
    FieldsetPlan plan = fieldset_plan(form, rect.width, rect.height);
    int total = fieldset_plan_rows(form, &plan);
    // Where it does not fit, the last row says "group 2 of 3".
    form->page_rows = total > rect.height ? rect.height - 1 : rect.height;
    form->width = rect.width;
    if (form->focus != FIELDSET_NONE) {
        FieldsetPlace place = fieldset_plan_place(form, &plan, (size_t)form->focus);
        if (place.end > form->scroll + form->page_rows)
            form->scroll = place.end - form->page_rows;
        if (place.top < form->scroll)
            form->scroll = place.top;
    }
    if (form->scroll > total - form->page_rows)
        form->scroll = total - form->page_rows;
    if (form->scroll < 0)
        form->scroll = 0;
}

int fieldset_rows(const Fieldset *form, int width)
{
    FieldsetPlan plan = fieldset_plan(form, width, FIELDSET_COMPACT_ROWS + 1);
    return fieldset_plan_rows(form, &plan);
}
