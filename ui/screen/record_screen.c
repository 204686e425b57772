// SPDX-License-Identifier: Apache-2.0
// One record to read: the answer of an operation, or a row of a list with all its columns.
#include "base/memory.h"
#include "screen/facts.h"
#include "screen/screens.h"

enum { TAG_RECORD = 1 };

typedef struct RecordState {
    const Form *form;
    FormValues *values; // to ask with; NULL: there is nothing to ask again
    FormResult *result; // NULL: a row, or not there yet
    Facts facts;
    int top;
    int rows;      // needed, at the last fit
    int rows_room; // and what there was
} RecordState;

static void record_ask(Screen *screen)
{
    RecordState *state = screen->state;
    if (state->values == NULL)
        return;
    Job *job = job_new(JOB_RUN_FORM);
    job->form = state->form;
    job->values = form_values_new();
    for (size_t i = 0; i < form_values_count(state->values); i++) {
        const char *name = form_values_name(state->values, i);
        form_values_set(job->values, name, form_values_get(state->values, name));
    }
    desk_wait(screen, job, TAG_RECORD);
}

static void record_open(Screen *screen)
{
    RecordState *state = screen->state;
    if (state->result == NULL)
        record_ask(screen);
}

static void record_show(RecordState *state, FormResult *result)
{
    form_result_free(state->result);
    state->result = result;
    facts_clear(&state->facts);
    if (form_result_rows(result) > 0)
        facts_add_result(&state->facts, result, 0, NULL);
}

static Step record_on_result(Screen *screen, Job *job)
{
    RecordState *state = screen->state;
    if (job->is_done)
        record_show(state, TAKE(job->result));
    else
        desk_tell_error(screen->desk, &job->error);
    return STEP_STAY;
}

static Step record_on_key(Screen *screen, Key key)
{
    RecordState *state = screen->state;
    int last = state->rows - state->rows_room;
    if (key_is(key, KEY_ENTER))
        return STEP_CLOSE;
    if (key_is(key, KEY_DOWN) || key_is(key, KEY_PAGE_DOWN) || key_is(key, KEY_F8)) {
        state->top += state->top < last ? 1 : 0;
        return STEP_STAY;
    }
    if (key_is(key, KEY_UP) || key_is(key, KEY_PAGE_UP) || key_is(key, KEY_F7)) {
        state->top -= state->top > 0 ? 1 : 0;
        return STEP_STAY;
    }
    return STEP_PASS;
}

static Rect record_area(const RecordState *state, Rect body)
{
    if (!desk_body_is_short(body))
        rect_cut_top(&body, 1);
    size_t secrets = state->result == NULL ? 0 : form_result_secret_count(state->result);
    rect_cut_bottom(&body, secrets == 0 ? 0 : (int)secrets + 2);
    return body;
}

static void record_fit(Screen *screen, Rect body)
{
    RecordState *state = screen->state;
    Rect area = record_area(state, body);
    state->rows = facts_rows(&state->facts, area.width);
    state->rows_room = area.height;
    if (state->top > state->rows - area.height)
        state->top = state->rows > area.height ? state->rows - area.height : 0;
}

static void record_draw_secrets(const RecordState *state, Canvas *canvas, Rect body, int used)
{
    size_t count = state->result == NULL ? 0 : form_result_secret_count(state->result);
    Rect area = record_area(state, body);
    rect_cut_top(&area, used + 1);
    area.height = body.y + body.height - area.y;
    for (size_t i = 0; i < count; i++) {
        const char *label = NULL;
        const Secret *secret = form_result_secret(state->result, i, NULL, &label);
        canvas_text_format(canvas, rect_cut_top(&area, 1), STYLE_STRONG, "%s: %s", label,
                           secret_text(secret));
    }
    if (count > 0)
        canvas_text(canvas, rect_cut_top(&area, 1), STYLE_WARNING,
                    "Shown this once, kept nowhere: hand it over now.");
}

static void record_draw(const Screen *screen, Canvas *canvas, Rect body)
{
    const RecordState *state = screen->state;
    Rect area = record_area(state, body);
    int rows = facts_draw(&state->facts, canvas, area, state->top);
    if (rows > area.height)
        rows = area.height;
    record_draw_secrets(state, canvas, body, rows);
    canvas_cursor_set(canvas, area.x, area.y);
}

static ScreenContext record_context(const Screen *screen)
{
    const RecordState *state = screen->state;
    ScreenContext context = {.account = NULL};
    if (state->result != NULL && form_result_rows(state->result) > 0) {
        context.account = form_result_get(state->result, 0, "account");
        context.customer = form_result_get(state->result, 0, "customer");
        context.receipt = form_result_get(state->result, 0, "receipt");
    }
    return context;
}

static size_t record_hints(const Screen *screen, KeyHint ret_hints[SCREEN_HINTS_MAX])
{
    (void)screen;
    ret_hints[0] = (KeyHint){.key = KEY_ENTER, .label = "Close", .rank = 1};
    ret_hints[1] = (KeyHint){.key = KEY_F6, .label = "Actions", .rank = 2};
    return 2;
}

static void record_help_screen(const Screen *screen, Text *page)
{
    const RecordState *state = screen->state;
    text_add_format(page, "%s\n\nEnter or F12 goes back; Up and Down scroll.\n",
                    state->form == NULL ? "One row with everything it holds."
                                        : state->form->summary);
}

static void record_free_state(void *address)
{
    RecordState *state = address;
    facts_clear(&state->facts);
    form_values_free(state->values);
    form_result_free(state->result);
    free(state);
}

static const ScreenKind record_kind = {
    .name = "record",
    .open = record_open,
    .refresh = record_ask,
    .fit = record_fit,
    .draw = record_draw,
    .on_key = record_on_key,
    .on_result = record_on_result,
    .context = record_context,
    .hints = record_hints,
    .help_screen = record_help_screen,
    .free_state = record_free_state,
};

Screen *record_screen_new(Desk *desk, const Form *form, FormValues *values, FormResult *result)
{
    RecordState *state = NEW(RecordState);
    facts_init(&state->facts, desk->forms);
    state->form = form;
    state->values = values;
    if (result != NULL)
        record_show(state, result);
    return screen_new(desk, &record_kind, form->title, state);
}

Screen *record_screen_of_row(Desk *desk, const FormResult *rows, size_t row)
{
    RecordState *state = NEW(RecordState);
    facts_init(&state->facts, desk->forms);
    facts_add_result(&state->facts, rows, row, NULL);
    return screen_new(desk, &record_kind, form_result_form(rows)->title, state);
}
