// SPDX-License-Identifier: Apache-2.0
// A receipt as it is printed: to read, to save to a file, to copy.
#include "base/memory.h"
#include "payment/receipt.h"
#include "screen/screens.h"
#include "widget/textview.h"

enum { TAG_RECEIPT = 1 };

typedef struct ReceiptState {
    char *number;
    char *json; // NULL: not there yet
    Textview view;
} ReceiptState;

static void receipt_open(Screen *screen)
{
    const ReceiptState *state = screen->state;
    if (state->json == NULL)
        desk_wait(screen, desk_job(screen->desk, "receipt.view", "receipt", state->number),
                  TAG_RECEIPT);
}

static bool receipt_show(ReceiptState *state, const char *json, Error *err)
{
    AUTO(text_done) Text page = TEXT_EMPTY_MAX(TEXT_MAX_PAGE);
    if (!receipt_render(json, RECEIPT_WIDTH, &page, err))
        return false;
    free(state->json);
    state->json = text_copy(json);
    textview_set(&state->view, text_string(&page));
    return true;
}

static Step receipt_on_result(Screen *screen, Job *job)
{
    Error error = ERROR_EMPTY;
    if (!job->is_done)
        desk_tell_error(screen->desk, &job->error);
    else if (!receipt_show(screen->state, form_result_json_source(job->result), &error))
        desk_tell_error(screen->desk, &error);
    return STEP_STAY;
}

static void receipt_save_file(Screen *screen)
{
    const ReceiptState *state = screen->state;
    Error error = ERROR_EMPTY;
    AUTO_FREE char *path = NULL;
    if (state->json == NULL)
        return;
    if (receipt_save(state->json, &path, &error))
        desk_tell(screen->desk, MESSAGE_OK, "Saved as %s", path);
    else if (error.code == ERROR_CONFLICT)
        desk_tell(screen->desk, MESSAGE_WARNING,
                  "It was saved before. For another one take a copy: F6, then r.");
    else
        desk_tell_error(screen->desk, &error);
}

static Step receipt_on_key(Screen *screen, Key key)
{
    ReceiptState *state = screen->state;
    if (key_is(key, KEY_F9) || key_is_character(key, 's')) {
        receipt_save_file(screen);
        return STEP_STAY;
    }
    if (key_is(key, KEY_ENTER))
        return STEP_CLOSE;
    return textview_on_key(&state->view, key) == REACTION_IGNORED ? STEP_PASS : STEP_STAY;
}

static Rect receipt_area(Rect body)
{
    if (!desk_body_is_short(body))
        rect_cut_top(&body, 1);
    if (body.width > RECEIPT_WIDTH) {
        rect_cut_left(&body, body.width > RECEIPT_WIDTH + 2 ? 2 : 0);
        body.width = RECEIPT_WIDTH;
    }
    return body;
}

static void receipt_fit(Screen *screen, Rect body)
{
    ReceiptState *state = screen->state;
    textview_fit(&state->view, receipt_area(body));
}

static void receipt_draw(const Screen *screen, Canvas *canvas, Rect body)
{
    const ReceiptState *state = screen->state;
    Rect area = receipt_area(body);
    canvas_cursor_set(canvas, area.x, area.y);
    textview_draw(&state->view, canvas, area);
}

static ScreenContext receipt_context(const Screen *screen)
{
    const ReceiptState *state = screen->state;
    return (ScreenContext){.receipt = state->number};
}

static size_t receipt_hints(const Screen *screen, KeyHint ret_hints[SCREEN_HINTS_MAX])
{
    (void)screen;
    ret_hints[0] = (KeyHint){.key = KEY_F9, .label = "Save"};
    ret_hints[1] = (KeyHint){.key = KEY_F6, .label = "Copy", .rank = 2};
    ret_hints[2] = (KeyHint){.key = KEY_ENTER, .label = "Close", .rank = 3};
    return 3;
}

static void receipt_help_screen(const Screen *screen, Text *page)
{
    (void)screen;
    text_add(page, "The receipt as it is printed. F9 saves it to a file of its own in your "
                   "receipts folder; F6 and r make "
                   "a copy, which is marked, numbered and recorded. Enter or F12 goes back.\n");
}

static void receipt_free_state(void *address)
{
    ReceiptState *state = address;
    textview_done(&state->view);
    free(state->number);
    free(state->json);
    free(state);
}

static const ScreenKind receipt_kind = {
    .name = "receipt",
    .open = receipt_open,
    .refresh = receipt_open,
    .fit = receipt_fit,
    .draw = receipt_draw,
    .on_key = receipt_on_key,
    .on_result = receipt_on_result,
    .context = receipt_context,
    .hints = receipt_hints,
    .help_screen = receipt_help_screen,
    .free_state = receipt_free_state,
};

static Screen *receipt_new(Desk *desk, const char *number, ReceiptState *state)
{
    state->number = text_copy(number);
    return screen_new(desk, &receipt_kind, "Receipt", state);
}

Screen *receipt_screen_new(Desk *desk, const char *receipt)
{
    ReceiptState *state = NEW(ReceiptState);
    textview_init(&state->view, "");
    state->view.keeps_lines = true;
    return receipt_new(desk, receipt, state);
}

Screen *receipt_screen_of_result(Desk *desk, const FormResult *result)
{
    ReceiptState *state = NEW(ReceiptState);
    Error error = ERROR_EMPTY;
    textview_init(&state->view, "");
    state->view.keeps_lines = true;
    if (!receipt_show(state, form_result_json_source(result), &error))
        desk_tell_error(desk, &error);
    return receipt_new(desk, form_result_get(result, 0, "receipt"), state);
}
