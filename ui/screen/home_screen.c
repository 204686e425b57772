// SPDX-License-Identifier: Apache-2.0
// The first screen: a search box that has the focus, and what the role has to do.
//
// The box takes whatever is typed, wherever the selection is.  F6 opens the actions for the account
// number in the box, so that a teller who knows it never leaves the home row before the form.
#include "base/memory.h"
#include "canvas/layout.h"
#include "screen/pages.h"
#include "screen/screens.h"
#include "widget/editor.h"

enum { QUERY_MAX = 70, TAG_SEARCH = 1, TAG_WORK, TAG_PENDING };

typedef struct HomeState {
    Editor query;
    bool has_search;
    bool has_work;
    bool is_in_list; // the selection has the focus
    Pages work;
} HomeState;

// What each role looks at first, the first it may.
static const char *const home_work[] = {"desk.today", "staff.list", "report.trial_balance"};

static const Form *home_work_form(const Desk *desk)
{
    for (size_t i = 0; i < COUNT_OF(home_work); i++)
        if (desk_may(desk, home_work[i]))
            return forms_find(desk->forms, home_work[i]);
    return NULL;
}

static void home_open(Screen *screen)
{
    HomeState *state = screen->state;
    if (state->has_work)
        pages_load(&state->work, screen, TAG_WORK);
    desk_ask(screen, job_new(JOB_FIND_PENDING), TAG_PENDING);
}

static void home_refresh(Screen *screen)
{
    HomeState *state = screen->state;
    if (state->has_work)
        pages_reload(&state->work, screen, TAG_WORK);
}

// What was looked for stays, for another operation on it, but the next number takes its place.
static void home_resume(Screen *screen)
{
    HomeState *state = screen->state;
    editor_select(&state->query);
    state->is_in_list = !state->has_search;
    home_refresh(screen);
}

// ---- Search ----

static Step home_search(Screen *screen)
{
    HomeState *state = screen->state;
    if (editor_is_empty(&state->query)) {
        desk_tell(screen->desk, MESSAGE_INFO,
                  "Type an account, customer or receipt number, a name or a phone number.");
        return STEP_STAY;
    }
    Job *job = desk_job(screen->desk, "desk.search", "query", state->query.text);
    desk_wait(screen, job, TAG_SEARCH);
    return STEP_STAY;
}

static Step home_found(Screen *screen, Job *job)
{
    HomeState *state = screen->state;
    Desk *desk = screen->desk;
    if (!job->is_done) {
        desk_tell_error(desk, &job->error);
        return STEP_STAY;
    }
    size_t rows = form_result_rows(job->result);
    if (rows == 0) {
        desk_tell(desk, MESSAGE_WARNING, "Nothing found for \"%s\".", state->query.text);
        return STEP_STAY;
    }
    if (rows == 1) {
        desk_next(desk, screen_for_row(desk, job->result, 0));
    } else {
        FormValues *values = form_values_new();
        form_values_set(values, "query", state->query.text);
        desk_next(desk, list_screen_new(desk, job->form, values, TAKE(job->result)));
    }
    editor_select(&state->query);
    return STEP_PUSH;
}

// ---- Keys ----

static Step home_open_selected(Screen *screen)
{
    const HomeState *state = screen->state;
    const PageRow *row = pages_selected(&state->work);
    if (row == NULL)
        return STEP_STAY;
    return desk_next(screen->desk, screen_for_row(screen->desk, row->result, row->row));
}

static Step home_list_key(Screen *screen, Key key)
{
    HomeState *state = screen->state;
    bool is_first = state->work.table.selected == 0 || pages_selected(&state->work) == NULL;
    if (key_is(key, KEY_UP) && is_first) {
        state->is_in_list = false;
        return STEP_STAY;
    }
    Reaction reaction = pages_on_key(&state->work, screen, TAG_WORK, key);
    if (reaction & REACTION_ACCEPT)
        return home_open_selected(screen);
    return reaction == REACTION_IGNORED ? STEP_PASS : STEP_STAY;
}

static bool home_enters_list(const HomeState *state, Key key)
{
    return state->has_work && !state->is_in_list && pages_selected(&state->work) != NULL &&
           (key_is(key, KEY_DOWN) || key_is(key, KEY_TAB));
}

static Step home_query_key(Screen *screen, Key key)
{
    HomeState *state = screen->state;
    if (!state->has_search)
        return STEP_PASS;
    if (key_is(key, KEY_ENTER))
        return home_search(screen);
    if (key_is(key, KEY_ESCAPE) && !editor_is_empty(&state->query)) {
        editor_clear(&state->query);
        return STEP_STAY;
    }
    return editor_on_key(&state->query, key) == REACTION_IGNORED ? STEP_PASS : STEP_STAY;
}

static bool home_is_typing(Key key)
{
    return key_is_text(key) || key.is_pasted || key_is(key, KEY_BACKSPACE);
}

static Step home_on_key(Screen *screen, Key key)
{
    HomeState *state = screen->state;
    if (home_enters_list(state, key)) {
        state->is_in_list = true;
        return STEP_STAY;
    }
    if (state->is_in_list && state->has_search && (home_is_typing(key) || key_is(key, KEY_BACKTAB)))
        state->is_in_list = false;
    return state->is_in_list ? home_list_key(screen, key) : home_query_key(screen, key);
}

// ---- Answers ----

static Step home_pending(Screen *screen, Job *job)
{
    if (!job->is_done || job->pending == NULL)
        return STEP_STAY;
    return desk_next(screen->desk, pending_screen_new(screen->desk, job->pending, job->result));
}

static Step home_on_result(Screen *screen, Job *job)
{
    HomeState *state = screen->state;
    switch (job->tag) {
    case TAG_SEARCH:
        return home_found(screen, job);
    case TAG_WORK:
        pages_answer(&state->work, screen, job);
        return STEP_STAY;
    case TAG_PENDING:
        return home_pending(screen, job);
    default:
        return STEP_STAY;
    }
}

// Digits, and maybe letters and dashes, but no name: good enough to fill in a form's account.
static bool is_account_like(const char *text)
{
    bool has_digit = false;
    for (; *text != '\0'; text++) {
        bool is_digit = *text >= '0' && *text <= '9';
        bool is_letter = (*text >= 'A' && *text <= 'Z') || *text == '-';
        has_digit = has_digit || is_digit;
        if (!is_digit && !is_letter)
            return false;
    }
    return has_digit;
}

static ScreenContext home_context(const Screen *screen)
{
    const HomeState *state = screen->state;
    ScreenContext context = {.account = NULL};
    if (is_account_like(state->query.text))
        context.account = state->query.text;
    context.is_past = state->query.is_selected;
    return context;
}

// ---- Painting ----

typedef struct HomeLayout {
    Rect label;
    Rect query;
    Rect heading;
    Rect work;
} HomeLayout;

static HomeLayout home_layout(const HomeState *state, Rect body)
{
    static const char label[] = "Search";
    HomeLayout layout = {.label = RECT_EMPTY};
    if (!desk_body_is_short(body))
        rect_cut_top(&body, 1);
    if (state->has_search) {
        Rect line = rect_cut_top(&body, 1);
        layout.label = rect_cut_left(&line, (int)sizeof label + 1);
        layout.query = rect_cut_left(&line, layout_form_width(line.width) < 50 ? line.width : 50);
        rect_cut_top(&body, 1);
    }
    layout.heading = rect_cut_top(&body, 1);
    layout.work = body;
    return layout;
}

static void home_fit(Screen *screen, Rect body)
{
    HomeState *state = screen->state;
    if (state->has_work)
        pages_fit(&state->work, home_layout(state, body).work);
}

static void home_draw_hint(const HomeState *state, Canvas *canvas, HomeLayout layout)
{
    Rect hint = layout.query;
    hint.y++;
    hint.width = canvas_width(canvas) - hint.x;
    if (state->has_search && editor_is_empty(&state->query))
        canvas_text(canvas, hint, STYLE_MUTED, "account, customer, receipt, name or phone");
}

static void home_draw(const Screen *screen, Canvas *canvas, Rect body)
{
    const HomeState *state = screen->state;
    HomeLayout layout = home_layout(state, body);
    canvas_text(canvas, layout.label, STYLE_LABEL_FOCUS, "Search");
    home_draw_hint(state, canvas, layout);
    if (state->has_work) {
        canvas_text(canvas, layout.heading, STYLE_HEADING, state->work.form->title);
        pages_draw(&state->work, canvas, layout.work, state->is_in_list || !state->has_search);
    }
    if (state->has_search)
        editor_draw(&state->query, canvas, layout.query,
                    state->is_in_list ? EDITOR_LOOK_PLAIN : EDITOR_LOOK_FOCUS);
}

static size_t home_hints(const Screen *screen, KeyHint ret_hints[SCREEN_HINTS_MAX])
{
    const HomeState *state = screen->state;
    size_t count = 0;
    ret_hints[count++] = (KeyHint){.key = KEY_F6, .label = "New", .rank = 1};
    if (state->has_search && !state->is_in_list)
        ret_hints[count++] = (KeyHint){.key = KEY_ENTER, .label = "Search", .rank = 2};
    if (state->is_in_list)
        ret_hints[count++] = (KeyHint){.key = KEY_ENTER, .label = "Open", .rank = 2};
    return count;
}

static void home_help_field(const Screen *screen, Text *page)
{
    const HomeState *state = screen->state;
    if (state->has_search && !state->is_in_list)
        text_add(
            page,
            "Type a number or the beginning of a name and press Enter.\n\n"
            "One account, customer or receipt found is opened at once; several are listed.\n\n"
            "With an account number in the box, F6 and a letter start an operation on it: "
            "F6 D is a cash deposit, F6 W a withdrawal, F6 T a transfer.\n\n"
            "Back here, the text is still in the box, marked: typing replaces it, an arrow key "
            "or Backspace edits it, Esc empties it.");
}

static void home_help_screen(const Screen *screen, Text *page)
{
    const HomeState *state = screen->state;
    text_add(
        page,
        "Home. Everything starts here: type what you look for, or press F2 for all you may do.\n");
    if (state->has_work)
        text_add_format(page,
                        "\nBelow the box: %s Down goes there, Enter opens a row, typing goes back "
                        "to the box.\n",
                        state->work.form->summary);
}

static void home_free_state(void *address)
{
    HomeState *state = address;
    editor_done(&state->query);
    if (state->has_work)
        pages_done(&state->work);
    free(state);
}

static const ScreenKind home_kind = {
    .name = "home",
    .open = home_open,
    .resume = home_resume,
    .refresh = home_refresh,
    .fit = home_fit,
    .draw = home_draw,
    .on_key = home_on_key,
    .on_result = home_on_result,
    .context = home_context,
    .hints = home_hints,
    .help_field = home_help_field,
    .help_screen = home_help_screen,
    .free_state = home_free_state,
};

Screen *home_screen_new(Desk *desk)
{
    HomeState *state = NEW(HomeState);
    editor_init(&state->query, EDITOR_ANY, QUERY_MAX);
    state->has_search = desk_may(desk, "desk.search");
    const Form *work = home_work_form(desk);
    state->has_work = work != NULL;
    if (state->has_work)
        pages_init(&state->work, desk->forms, work, form_values_new(), "Nothing yet today.");
    state->is_in_list = !state->has_search;
    return screen_new(desk, &home_kind, "Home", state);
}
