// SPDX-License-Identifier: Apache-2.0
// Who is there: name, password, one-time code.  A refusal says that it was refused and nothing
// else.
#include "base/memory.h"
#include "canvas/layout.h"
#include "screen/screens.h"
#include "widget/fieldset.h"

enum { NAME_MAX_CHARACTERS = 31, CODE_DIGITS = 6, TAG_SIGN_IN = 1, TAG_RESUME };

typedef enum SignInMode {
    SIGN_IN_FIRST,  // nobody is signed in
    SIGN_IN_AGAIN,  // over the screens of the one whose session has ended
    SIGN_IN_UNLOCK, // the same while the session lives: the password is enough
} SignInMode;

typedef struct SignInState {
    Fieldset fields;
    SignInMode mode;
    char *sentence;      // above the fields
    StaffNext last_next; // what the session asked for before, to see that the person gave up
} SignInState;

static void sign_in_open(Screen *screen)
{
    SignInState *state = screen->state;
    const Field *name = fieldset_find(&state->fields, "name");
    fieldset_focus(&state->fields, field_value(name)[0] == '\0' ? "name" : "password");
}

static void sign_in_clear_secrets(SignInState *state)
{
    Field *code = fieldset_find(&state->fields, "code");
    editor_clear(&fieldset_find(&state->fields, "password")->editor);
    if (code != NULL)
        editor_clear(&code->editor);
    fieldset_focus(&state->fields, "password");
}

static Secret *secret_of_field(SignInState *state, const char *name)
{
    const char *value = field_value(fieldset_find(&state->fields, name));
    return value[0] == '\0' ? NULL : secret_from_bytes(value, strlen(value));
}

static Job *sign_in_job(SignInState *state, const char *name, Secret *password)
{
    Job *job = job_new(JOB_SIGN_IN);
    job->name = text_copy(name);
    job->password = password;
    job->code = secret_of_field(state, "code");
    return job;
}

static Job *unlock_job(const Desk *desk, Secret *password)
{
    Job *job = desk_job(desk, "staff.unlock_screen", NULL, NULL);
    form_values_set_secret(job->values, "password", password);
    return job;
}

static Step sign_in_send(Screen *screen)
{
    SignInState *state = screen->state;
    const char *name = field_value(fieldset_find(&state->fields, "name"));
    Secret *password = secret_of_field(state, "password");
    if (name[0] == '\0' || password == NULL) {
        secret_free(password);
        desk_tell(screen->desk, MESSAGE_WARNING, "Name and password are needed.");
        fieldset_focus(&state->fields, name[0] == '\0' ? "name" : "password");
        return STEP_STAY;
    }
    Job *job = state->mode == SIGN_IN_UNLOCK ? unlock_job(screen->desk, password)
                                             : sign_in_job(state, name, password);
    sign_in_clear_secrets(state);
    state->last_next = STAFF_NEXT_NOTHING;
    desk_wait(screen, job, TAG_SIGN_IN);
    return STEP_STAY;
}

// Ends a session that was given up on, or that the next person shall not find.
static Step sign_in_sign_out(Screen *screen)
{
    char *user = text_copy(screen->desk->session == NULL ? "" : screen->desk->session->name);
    desk_set_session(screen->desk, NULL);
    Desk *desk = screen->desk;
    Screen *fresh = sign_in_screen_new(desk, user);
    free(user);
    desk_restart(desk, fresh);
    desk_wait(fresh, job_new(JOB_SIGN_OUT), 0);
    return STEP_STAY;
}

static Step sign_in_on_key(Screen *screen, Key key)
{
    SignInState *state = screen->state;
    if (key_is(key, KEY_F9))
        return sign_in_send(screen);
    if (key_is(key, KEY_F3) && state->mode != SIGN_IN_FIRST)
        return sign_in_sign_out(screen);
    if (key_is(key, KEY_F3)) {
        screen->desk->must_quit = true;
        return STEP_STAY;
    }
    if (key_is_back(key)) {
        desk_tell(screen->desk, MESSAGE_INFO,
                  state->mode != SIGN_IN_FIRST ? "F3 signs out and closes what is open."
                                               : "F3 leaves Paydesk.");
        return STEP_STAY;
    }
    Reaction reaction = fieldset_on_key(&state->fields, key);
    if (reaction & REACTION_ACCEPT)
        return sign_in_send(screen);
    return reaction == REACTION_IGNORED && !key_is(key, KEY_F2) ? STEP_PASS : STEP_STAY;
}

// A new person or one without a second factor has something to do before anything else.
static Step sign_in_go_on(Screen *screen)
{
    Desk *desk = screen->desk;
    SignInState *state = screen->state;
    StaffNext next = desk->session->next;
    if (next == STAFF_NEXT_NOTHING) {
        desk_restart(desk, home_screen_new(desk));
        return STEP_STAY;
    }
    if (next == state->last_next)
        return sign_in_sign_out(screen);
    state->last_next = next;
    const char *operation = next == STAFF_NEXT_ENROL ? "staff.enrol" : "staff.change_password";
    const Form *form = forms_find(desk->forms, operation);
    return desk_next(desk, form_screen_new(desk, form, (ScreenContext){.account = NULL}));
}

static Step sign_in_back_to_work(Screen *screen)
{
    desk_tell(screen->desk, MESSAGE_OK, "You are where you were.");
    return STEP_CLOSE;
}

static void sign_in_make_fields(SignInState *state, const char *user);

// The session ended behind the lock: now the code is needed as well.
static void sign_in_needs_code(Screen *screen)
{
    SignInState *state = screen->state;
    state->mode = SIGN_IN_AGAIN;
    fieldset_done(&state->fields);
    sign_in_make_fields(state, screen->desk->session->name);
    fieldset_focus(&state->fields, "password");
    desk_tell(screen->desk, MESSAGE_WARNING,
              "The session has ended meanwhile: sign in with the code as well.");
}

static void sign_in_failed(Screen *screen, const Error *error)
{
    const SignInState *state = screen->state;
    if (state->mode == SIGN_IN_UNLOCK && error->code == ERROR_NO_SESSION) {
        sign_in_needs_code(screen);
        return;
    }
    if (state->mode == SIGN_IN_FIRST)
        desk_set_session(screen->desk, NULL);
    desk_tell_error(screen->desk, error);
}

static Step sign_in_on_result(Screen *screen, Job *job)
{
    const SignInState *state = screen->state;
    if (job->kind == JOB_SIGN_OUT) {
        desk_tell(screen->desk, MESSAGE_INFO, "Signed out.");
        return STEP_STAY;
    }
    if (!job->is_done) {
        sign_in_failed(screen, &job->error);
        return STEP_STAY;
    }
    if (job->session != NULL)
        desk_set_session(screen->desk, TAKE(job->session));
    bool is_over_others =
        state->mode != SIGN_IN_FIRST && screen->desk->session->next == STAFF_NEXT_NOTHING;
    return is_over_others ? sign_in_back_to_work(screen) : sign_in_go_on(screen);
}

// The form that had to come first was closed: see what the session says now.
static void sign_in_resume(Screen *screen)
{
    if (screen->desk->session != NULL)
        desk_wait(screen, job_new(JOB_LOAD_SESSION), TAG_RESUME);
}

static Rect sign_in_area(Rect body)
{
    Rect area = rect_inset(body, layout_width(body.width) == LAYOUT_XS ? 0 : 2, 0);
    if (!desk_body_is_short(body))
        rect_cut_top(&area, 2);
    return area;
}

static Rect sign_in_fields_area(const SignInState *state, Rect body)
{
    Rect area = sign_in_area(body);
    area.width = layout_form_width(area.width);
    int lines = canvas_text_wrap(NULL, area, STYLE_NORMAL, state->sentence);
    rect_cut_top(&area, 1 + lines + (desk_body_is_short(body) ? 0 : 1));
    return area;
}

static void sign_in_fit(Screen *screen, Rect body)
{
    SignInState *state = screen->state;
    fieldset_fit(&state->fields, sign_in_fields_area(state, body));
}

static void sign_in_draw(const Screen *screen, Canvas *canvas, Rect body)
{
    const SignInState *state = screen->state;
    Rect area = sign_in_area(body);
    area.width = layout_form_width(area.width);
    canvas_text(canvas, rect_cut_top(&area, 1), STYLE_HEADING, "Paydesk");
    canvas_text_wrap(canvas, area, STYLE_NORMAL, state->sentence);
    fieldset_draw(&state->fields, canvas, sign_in_fields_area(state, body), true);
}

static size_t sign_in_hints(const Screen *screen, KeyHint ret_hints[SCREEN_HINTS_MAX])
{
    const SignInState *state = screen->state;
    const char *leave = state->mode == SIGN_IN_FIRST ? "Leave" : "Sign out";
    const char *verb = state->mode == SIGN_IN_UNLOCK ? "Unlock" : "Sign in";
    ret_hints[0] = (KeyHint){.key = KEY_F1, .label = "Help"};
    ret_hints[1] = (KeyHint){.key = KEY_F3, .label = leave};
    ret_hints[2] = (KeyHint){.key = KEY_F9, .label = verb};
    return 3;
}

static bool sign_in_is_modal(const Screen *screen)
{
    (void)screen;
    return true;
}

static void sign_in_help_screen(const Screen *screen, Text *page)
{
    (void)screen;
    text_add(
        page,
        "Type your sign-in name, your password and the six digits that your authenticator shows, "
        "and press "
        "F9. The password is not shown and never leaves this terminal.\n\n"
        "New here, or your second factor was reset? Leave the code empty: you will be led on.\n\n"
        "Too many wrong tries lock the name for a while; an administrator can lift that.");
}

static void sign_in_free_state(void *address)
{
    SignInState *state = address;
    fieldset_done(&state->fields);
    free(state->sentence);
    free(state);
}

static const ScreenKind sign_in_kind = {
    .name = "sign-in",
    .open = sign_in_open,
    .resume = sign_in_resume,
    .fit = sign_in_fit,
    .draw = sign_in_draw,
    .on_key = sign_in_on_key,
    .on_result = sign_in_on_result,
    .hints = sign_in_hints,
    .is_modal = sign_in_is_modal,
    .help_screen = sign_in_help_screen,
    .free_state = sign_in_free_state,
};

static void sign_in_make_fields(SignInState *state, const char *user)
{
    fieldset_init(&state->fields);
    if (state->mode == SIGN_IN_FIRST)
        field_set(
            fieldset_add_editor(&state->fields, "name", "Name", EDITOR_ANY, NAME_MAX_CHARACTERS),
            user);
    else
        fieldset_add_static(&state->fields, "name", "Name", user);
    Field *password = fieldset_add_editor(&state->fields, "password", "Password", EDITOR_SECRET,
                                          SECRET_PASSWORD_MAX);
    password->columns = NAME_MAX_CHARACTERS;
    if (state->mode != SIGN_IN_UNLOCK) {
        Field *code = fieldset_add_editor(&state->fields, "code", "One-time code", EDITOR_DIGITS,
                                          CODE_DIGITS);
        field_put(&code->short_label, "Code");
        code->editor.forbids_copy = true;
        code->editor.leaves_full = true;
    }
    fieldset_add_button(&state->fields, "sign_in",
                        state->mode == SIGN_IN_UNLOCK ? "Unlock" : "Sign in");
}

static Screen *sign_in_new(Desk *desk, const char *user, SignInMode mode, const char *sentence)
{
    SignInState *state = NEW(SignInState);
    state->mode = mode;
    state->sentence = text_copy(sentence);
    sign_in_make_fields(state, user);
    return screen_new(desk, &sign_in_kind, mode == SIGN_IN_FIRST ? "Sign in" : "Locked", state);
}

Screen *sign_in_screen_new(Desk *desk, const char *user)
{
    return sign_in_new(desk, user, SIGN_IN_FIRST,
                       "Name, password and the code of your authenticator.");
}

Screen *sign_in_again_screen_new(Desk *desk)
{
    return sign_in_new(desk, desk->session->name, SIGN_IN_AGAIN,
                       "Your session has ended. Sign in again: nothing you typed is lost.");
}

Screen *unlock_screen_new(Desk *desk)
{
    return sign_in_new(desk, desk->session->name, SIGN_IN_UNLOCK,
                       "The screen is locked. Your password opens it.");
}

bool screen_is_sign_in(const Screen *screen)
{
    return screen != NULL && screen->kind == &sign_in_kind;
}
