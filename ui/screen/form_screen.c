// SPDX-License-Identifier: Apache-2.0
// Any operation: its fields, a preview and a question where the form wants them, and what came of
// it.
//
// The request id is made when the form opens, and stays until the database has given a final answer
// to it: an answer that never arrived is asked for again with the same id, so nothing is ever done
// twice.
#include "base/memory.h"
#include "screen/desk_internal.h"
#include "screen/form_internal.h"
#include "screen/screens.h"

// ---- Opening ----

static void form_new_request(Screen *screen)
{
    FormState *state = screen->state;
    Error error = ERROR_EMPTY;
    state->was_sent = false;
    form_values_free(TAKE(state->pins));
    if (state->form->kind == FORM_CHANGE && !app_new_request(state->request, &error))
        desk_tell_error(screen->desk, &error);
}

static void form_open(Screen *screen)
{
    FormState *state = screen->state;
    for (size_t i = 0; i < state->form->field_count; i++)
        if (fieldset_find(&state->fields.fields, state->form->fields[i].name) != NULL)
            form_about_ask(screen, state->form->fields[i].name);
    if (text_equal(state->form->hook, "staff.enrol"))
        desk_wait(screen, job_new(JOB_BEGIN_ENROLMENT), FORM_TAG_ENROL);
}

// ---- Sending ----

static FormValues *form_values(FormState *state)
{
    FormValues *values = form_fields_values(&state->fields);
    if (state->enrolment != NULL) {
        const Secret *seed = state->enrolment->base32;
        form_values_set_secret(values, "seed",
                               secret_from_bytes(secret_bytes(seed), secret_length(seed)));
    }
    return values;
}

static void form_submit(Screen *screen, JobKind kind, int tag)
{
    FormState *state = screen->state;
    Job *job = job_new(kind);
    job->form = state->form;
    job->values = form_values(state);
    if (kind == JOB_RUN_FORM && state->pins != NULL)
        form_values_fill(job->values, state->pins);
    memcpy(job->request, state->request, sizeof job->request);
    desk_wait(screen, job, tag);
}

static void form_send(Screen *screen)
{
    FormState *state = screen->state;
    state->was_sent = true;
    form_submit(screen, JOB_RUN_FORM, FORM_TAG_SEND);
}

static Step form_go(Screen *screen)
{
    FormState *state = screen->state;
    Error error = ERROR_EMPTY;
    if (!form_fields_check_all(&state->fields, &error)) {
        desk_tell_error(screen->desk, &error);
        screen->desk->must_bell = true;
        return STEP_STAY;
    }
    if (state->form->kind != FORM_CHANGE)
        return desk_next(screen->desk,
                         desk_show_operation(screen->desk, state->form, form_values(state)));
    if (state->form->preview != NULL)
        form_submit(screen, JOB_PREVIEW_FORM, FORM_TAG_PREVIEW);
    else if (state->form->must_confirm)
        form_question_open(screen, NULL);
    else
        form_send(screen);
    return STEP_STAY;
}

// ---- Answers ----

// Whether the database may have done it all the same: then the same request is asked again.
static bool is_outcome_unknown(ErrorCode code)
{
    return code == ERROR_CONNECTION || code == ERROR_BUSY || code == ERROR_CANCELLED ||
           code == ERROR_NO_SESSION;
}

static void form_failed(Screen *screen, const Error *error)
{
    FormState *state = screen->state;
    desk_tell_error(screen->desk, error);
    screen->desk->must_bell = true;
    if (form_fields_show_error(&state->fields, error))
        state->was_asked = false;
    if (error->code == ERROR_CONNECTION)
        desk_tell(screen->desk, MESSAGE_ERROR,
                  "No answer came. F9 asks again: the same request is never done twice.");
    if (!is_outcome_unknown(error->code))
        form_new_request(screen);
}

// What was made is looked at next.
static Screen *form_made(Screen *screen, const FormResult *result)
{
    const FormState *state = screen->state;
    const char *operation = state->form->operation;
    const char *account = form_result_get(result, 0, "account");
    const char *customer = form_result_get(result, 0, "customer");
    if (text_equal(operation, "customer.open") && customer != NULL &&
        desk_may(screen->desk, "customer.view"))
        return customer_screen_new(screen->desk, customer);
    if (text_equal(operation, "account.open") && account != NULL &&
        desk_may(screen->desk, "account.view"))
        return account_screen_new(screen->desk, account);
    return NULL;
}

static Screen *form_next_screen(Screen *screen, FormResult **result)
{
    const FormState *state = screen->state;
    const char *receipt = form_result_get(*result, 0, "receipt");
    // On the way in, the sign-in goes on by itself.
    if (screen->desk->session != NULL && screen->desk->session->next != STAFF_NEXT_NOTHING)
        return NULL;
    if (text_starts_with(state->form->operation, "receipt."))
        return receipt_screen_of_result(screen->desk, *result);
    if (state->form->has_receipt && receipt != NULL && desk_may(screen->desk, "receipt.view"))
        return receipt_screen_new(screen->desk, receipt);
    Screen *made = form_made(screen, *result);
    if (made != NULL)
        return made;
    if (form_result_columns(*result) == 0 && form_result_secret_count(*result) == 0)
        return NULL;
    return record_screen_new(screen->desk, state->form, NULL, TAKE(*result));
}

static Step form_done(Screen *screen, Job *job)
{
    Desk *desk = screen->desk;
    desk_remember(desk, job->values);
    const FormState *state = screen->state;
    const char *receipt = form_result_get(job->result, 0, "receipt");
    if (form_result_is_replayed(job->result))
        desk_tell(desk, MESSAGE_OK, "%s: it had been done already; this is its answer.",
                  state->form->title);
    else if (receipt != NULL)
        desk_tell(desk, MESSAGE_OK, "%s posted: receipt %s", state->form->title, receipt);
    else
        desk_tell(desk, MESSAGE_OK, "%s: done.", state->form->title);
    if (desk->session != NULL && desk->session->drawer != NULL && state->form->has_receipt)
        desk_reload_session(desk);
    Screen *next = form_next_screen(screen, &job->result);
    if (next == NULL)
        return STEP_CLOSE;
    desk_next(desk, next);
    return STEP_REPLACE;
}

static Step form_on_result(Screen *screen, Job *job)
{
    FormState *state = screen->state;
    if (job->tag == FORM_TAG_ABOUT) {
        form_about_answer(screen, job);
        return STEP_STAY;
    }
    if (!job->is_done) {
        form_failed(screen, &job->error);
        return STEP_STAY;
    }
    switch (job->tag) {
    case FORM_TAG_PREVIEW:
        form_question_open(screen, job->preview);
        return STEP_STAY;
    case FORM_TAG_ENROL:
        form_enrolment_set(state, TAKE(job->enrolment));
        return STEP_STAY;
    default:
        return form_done(screen, job);
    }
}

// ---- Keys ----

// A field that breaks its rule keeps the cursor when it is left forwards; backwards and with F12
// the way is free.
static void form_left(Screen *screen, Key key)
{
    FormState *state = screen->state;
    if (state->fields.fields.left < 0)
        return;
    const char *name = state->fields.fields.fields[state->fields.fields.left].name;
    bool is_well = form_fields_check(&state->fields, name);
    bool is_forward = key_is(key, KEY_ENTER) || key_is(key, KEY_TAB) || key_is(key, KEY_DOWN);
    if (is_well)
        form_about_ask(screen, name);
    else
        screen->desk->must_bell = true;
    if (!is_well && is_forward)
        fieldset_focus(&state->fields.fields, name);
}

static Step form_duplicate(Screen *screen)
{
    FormState *state = screen->state;
    Field *field = fieldset_focused(&state->fields.fields);
    const char *last =
        screen->desk->last == NULL ? NULL : form_values_get(screen->desk->last, field->name);
    if (last == NULL) {
        desk_tell(screen->desk, MESSAGE_INFO, "There is no earlier value of this field.");
        return STEP_STAY;
    }
    field_set(field, last);
    state->is_dirty = true;
    return STEP_STAY;
}

static Step form_field_reaction(Screen *screen, Key key, Reaction reaction)
{
    FormState *state = screen->state;
    if (reaction & REACTION_CHANGED)
        state->is_dirty = true;
    if (reaction & REACTION_REJECTED)
        screen->desk->must_bell = true;
    const Field *field = fieldset_focused(&state->fields.fields);
    if (field != NULL && field->kind == FIELD_EDITOR && field->editor.note != NULL)
        desk_tell(screen->desk, MESSAGE_INFO, "%s", field->editor.note);
    if (reaction & REACTION_LEFT)
        form_left(screen, key);
    if (reaction & REACTION_ACCEPT)
        return form_go(screen);
    if (reaction & REACTION_DUPLICATE)
        return form_duplicate(screen);
    if (reaction & REACTION_LOOKUP)
        return desk_next(screen->desk, help_screen_new(screen->desk));
    return reaction == REACTION_IGNORED ? STEP_PASS : STEP_STAY;
}

static Step form_on_key(Screen *screen, Key key)
{
    FormState *state = screen->state;
    const char *note = NULL;
    if (state->is_confirming) {
        if (form_question_key(screen, key) & REACTION_ACCEPT)
            form_send(screen);
        return STEP_STAY;
    }
    if (!key_is_back(key) && !key_is(key, KEY_F3))
        state->was_asked = false;
    if (key_is(key, KEY_F9))
        return form_go(screen);
    if (!form_fields_accepts(&state->fields, key, &note)) {
        desk_tell(screen->desk, MESSAGE_INFO, "%s", note);
        screen->desk->must_bell = true;
        return STEP_STAY;
    }
    return form_field_reaction(screen, key, fieldset_on_key(&state->fields.fields, key));
}

static bool form_may_close(Screen *screen)
{
    FormState *state = screen->state;
    if (!state->is_dirty || state->was_asked)
        return true;
    state->was_asked = true;
    desk_tell(screen->desk, MESSAGE_WARNING,
              "What you typed is not %s. The same key again leaves it, any other stays.",
              state->form->has_receipt ? "posted" : "saved");
    return false;
}

// ---- Hints and help ----

static const char *form_verb(const Form *form)
{
    if (form->kind != FORM_CHANGE)
        return "Show";
    return form->has_receipt ? "Post" : "Save";
}

static size_t form_hints(const Screen *screen, KeyHint ret_hints[SCREEN_HINTS_MAX])
{
    const FormState *state = screen->state;
    if (state->is_confirming) {
        ret_hints[0] = (KeyHint){.key = KEY_CHARACTER, .text = "Y", .label = "Yes", .rank = 1};
        ret_hints[1] = (KeyHint){.key = KEY_F12, .label = "No"};
        return 2;
    }
    ret_hints[0] = (KeyHint){.key = KEY_F9, .label = form_verb(state->form)};
    ret_hints[1] = (KeyHint){.key = KEY_CHARACTER, .text = "Ctrl+U", .label = "Clear", .rank = 5};
    return 2;
}

static bool form_is_modal(const Screen *screen)
{
    const FormState *state = screen->state;
    return state->is_confirming;
}

static void form_help_field(const Screen *screen, Text *page)
{
    FormState *state = screen->state;
    const FormField *field = form_fields_focused(&state->fields);
    if (field == NULL)
        return;
    text_add_format(page, "%s\n\n%s\n", field->label, field->help);
    if (field->type->rule != NULL)
        text_add_format(page, "\n%s\n", field->type->rule);
    for (size_t i = 0; i < field->choice_count; i++)
        text_add_format(page, "%s%s", i == 0 ? "\nOne of: " : ", ", field->choices[i]);
    if (field->choice_count > 0)
        text_add(page, "\n");
    if (field->example != NULL)
        text_add_format(page, "\nExample: %s\n", field->example);
    text_add_format(page, "\n%s Up to %zu characters.\n",
                    field->is_required ? "Required." : "May stay empty.", field->max);
}

static void form_help_screen(const Screen *screen, Text *page)
{
    const FormState *state = screen->state;
    text_add_format(page, "%s\n\nEnter and Tab go to the next field, Shift+Tab back. F9 ",
                    state->form->summary);
    if (state->form->preview != NULL)
        text_add(page, "shows the entries that would be posted and asks; only Y posts them.\n");
    else if (state->form->must_confirm)
        text_add(page, "reads back what you typed and asks; only Y does it.\n");
    else
        text_add(page, "does it.\n");
    text_add_format(page, "\nOn the command line: paydesk do %s\n", state->form->operation);
}

static void form_free_state(void *address)
{
    FormState *state = address;
    form_question_close(state);
    form_values_free(state->pins);
    form_fields_done(&state->fields);
    textview_done(&state->qr);
    staff_enrolment_free(state->enrolment);
    facts_clear(&state->about);
    free(state->about_account);
    free(state);
}

static const ScreenKind form_kind = {
    .name = "form",
    .open = form_open,
    .fit = form_fit,
    .draw = form_draw,
    .on_key = form_on_key,
    .on_result = form_on_result,
    .may_close = form_may_close,
    .hints = form_hints,
    .is_modal = form_is_modal,
    .help_field = form_help_field,
    .help_screen = form_help_screen,
    .free_state = form_free_state,
};

Screen *form_screen_new(Desk *desk, const Form *form, ScreenContext context)
{
    FormState *state = NEW(FormState);
    state->form = form;
    facts_init(&state->about, desk->forms);
    textview_init(&state->qr, "");
    state->qr.style = STYLE_PAPER;
    state->qr.keeps_lines = true;
    form_fields_init(&state->fields, form, context,
                     desk->session == NULL ? NULL : desk->session->business_date);
    Screen *screen = screen_new(desk, &form_kind, form->title, state);
    form_new_request(screen);
    return screen;
}
