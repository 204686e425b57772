// SPDX-License-Identifier: Apache-2.0
// Whose account was typed, beside the fields.
#include "base/memory.h"
#include "screen/form_internal.h"

void form_about_ask(Screen *screen, const char *name)
{
    FormState *state = screen->state;
    const FormField *definition = form_field(state->form, name);
    const Field *field = fieldset_find(&state->fields.fields, name);
    if (definition == NULL || definition->type->code != FORM_TYPE_ACCOUNT ||
        field_value(field)[0] == '\0' || !desk_may(screen->desk, "account.view") ||
        text_equal(state->about_account, field_value(field)))
        return;
    free(state->about_account);
    state->about_account = text_copy(field_value(field));
    desk_ask(screen, desk_job(screen->desk, "account.view", "account", field_value(field)),
             FORM_TAG_ABOUT);
}

static void about_show(FormState *state, const FormResult *result)
{
    static const char *const shown[] = {"number",    "holder", "name",  "balance",
                                        "available", "status", "blocks"};
    facts_clear(&state->about);
    for (size_t i = 0; i < COUNT_OF(shown); i++)
        facts_add_cell(&state->about, result, shown[i]);
}

void form_about_answer(Screen *screen, const Job *job)
{
    FormState *state = screen->state;
    facts_clear(&state->about);
    if (job->is_done && form_result_rows(job->result) > 0)
        about_show(state, job->result);
    else if (!job->is_done && job->error.code == ERROR_NOT_FOUND)
        desk_tell(screen->desk, MESSAGE_WARNING, "There is no account %s.", state->about_account);
}
