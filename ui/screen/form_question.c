// SPDX-License-Identifier: Apache-2.0
// The question before a form is done: the entries that would be made, or what was typed.
#include "base/memory.h"
#include "screen/form_internal.h"

static void question_add_fields(FormState *state)
{
    for (size_t i = 0; i < state->fields.fields.count; i++) {
        const Field *field = &state->fields.fields.fields[i];
        if (field->kind != FIELD_BUTTON && field_value(field)[0] != '\0')
            dialog_add(&state->dialog, field->label,
                       form_field(state->form, field->name)->type->is_secret ? "(typed)"
                                                                             : field_value(field));
    }
}

// The change is held to what is shown here.  What was sent once stays as it was sent: the same
// request may be asked again.
static void question_pin(FormState *state, const FormPreview *preview)
{
    if (state->was_sent)
        return;
    form_values_free(state->pins);
    state->pins = form_values_new();
    form_values_fill(state->pins, form_preview_pins(preview));
}

// First and always in view, however many entries there are.
static void question_add_total(Dialog *dialog, const FormPreview *preview)
{
    for (size_t i = 0; i < form_preview_note_count(preview); i++) {
        const FormPreviewNote *note = form_preview_note(preview, i);
        dialog_add_right(dialog, note->label, note->value, STYLE_TOTAL);
    }
    if (form_preview_total(preview)[0] != '\0')
        dialog_add_right(dialog, "Total", form_preview_total(preview), STYLE_TOTAL);
    if (form_preview_fee(preview)[0] != '\0')
        dialog_add_right(dialog, "  with a fee of", form_preview_fee(preview), STYLE_NORMAL);
    if (form_preview_remark(preview)[0] != '\0')
        dialog_add_text(dialog, form_preview_remark(preview), STYLE_NORMAL);
    dialog_pin(dialog);
}

// The very entries that will be made: who, how much, and what is on the account afterwards.
static void question_add_entries(Dialog *dialog, const FormPreview *preview)
{
    for (size_t i = 0; i < form_preview_count(preview); i++) {
        const FormPreviewEntry *entry = form_preview_entry(preview, i);
        bool is_debit = entry->debit[0] != '\0';
        AUTO_FREE char *who = text_format("%s  %s", entry->account, entry->name);
        AUTO_FREE char *what = text_format("  %s, %s", entry->what, is_debit ? "debit" : "credit");
        dialog_add_text(dialog, who, STYLE_STRONG);
        dialog_add_right(dialog, what, is_debit ? entry->debit : entry->credit, STYLE_NORMAL);
        if (entry->balance_after[0] != '\0')
            dialog_add_right(dialog, "  balance after", entry->balance_after,
                             entry->balance_after[0] == '-' ? STYLE_MONEY_NEGATIVE : STYLE_MUTED);
    }
}

static void question_add_text(FormState *state)
{
    const Field *text = fieldset_find(&state->fields.fields, "text");
    if (text != NULL && field_value(text)[0] != '\0')
        dialog_add(&state->dialog, text->label, field_value(text));
}

void form_question_open(Screen *screen, const FormPreview *preview)
{
    FormState *state = screen->state;
    const char *question =
        state->form->has_receipt ? "Post this? Y yes, N no" : "Do this? Y yes, N no";
    form_question_close(state);
    dialog_init(&state->dialog, DIALOG_LETTER, state->form->title, question, "y");
    if (preview != NULL) {
        question_pin(state, preview);
        question_add_total(&state->dialog, preview);
        question_add_entries(&state->dialog, preview);
        question_add_text(state);
    } else {
        question_add_fields(state);
    }
    state->is_confirming = true;
    if (dialog_open(&state->dialog, screen->desk->now_ms) & REACTION_DISCARD) {
        screen->desk->must_discard = true;
        screen->desk->held_count = 0;
    }
}

void form_question_close(FormState *state)
{
    if (state->is_confirming)
        dialog_done(&state->dialog);
    state->is_confirming = false;
}

Reaction form_question_key(Screen *screen, Key key)
{
    FormState *state = screen->state;
    Reaction reaction = dialog_on_key(&state->dialog, key, screen->desk->now_ms);
    if (reaction & (REACTION_ACCEPT | REACTION_CANCEL))
        form_question_close(state);
    if (reaction & REACTION_CANCEL)
        desk_tell(screen->desk, MESSAGE_INFO, "Nothing was posted.");
    if (reaction & REACTION_REJECTED)
        screen->desk->must_bell = true;
    return reaction;
}
