// SPDX-License-Identifier: Apache-2.0
// Text to read over the screen it is about: help, messages, what became of a request.
#include "base/memory.h"
#include "canvas/layout.h"
#include "command/command.h"
#include "screen/cell.h"
#include "screen/screens.h"
#include "widget/textview.h"

typedef enum HelpPage { HELP_NONE, HELP_FIELD, HELP_SCREEN, HELP_KEYS } HelpPage;

typedef struct TextState {
    Textview view;
    HelpPage page;                  // HELP_NONE: not help
    char request[APP_REQUEST_SIZE]; // to forget when it is closed; "" for none
} TextState;

// As high as the text needs; known once it has been fitted to a width.
static Rect text_box(const TextState *state, Rect body)
{
    int frame = desk_body_is_short(body) ? 1 : 2;
    int wanted = state->view.line_count + frame;
    return (Rect){
        .x = body.x,
        .y = body.y,
        .width = layout_dialog_width(body.width),
        .height = wanted < body.height ? wanted : body.height,
    };
}

static Rect text_inside(Rect body, Rect box)
{
    if (!desk_body_is_short(body))
        return rect_inset(box, 2, 1);
    rect_cut_top(&box, 1);
    return box;
}

static void text_fit(Screen *screen, Rect body)
{
    TextState *state = screen->state;
    Rect whole = text_box(state, body);
    whole.height = body.height;
    textview_fit(&state->view, text_inside(body, whole));
}

static void text_draw(const Screen *screen, Canvas *canvas, Rect body)
{
    const TextState *state = screen->state;
    Rect box = text_box(state, body);
    Rect inside = text_inside(body, box);
    canvas_fill(canvas, box, STYLE_NORMAL);
    canvas_box(canvas, box, STYLE_BORDER, screen->title);
    canvas_cursor_set(canvas, inside.x, inside.y);
    textview_draw(&state->view, canvas, inside);
}

static Step text_close(Screen *screen)
{
    const TextState *state = screen->state;
    if (state->request[0] != '\0') {
        Job *job = job_new(JOB_FORGET_PENDING);
        memcpy(job->request, state->request, sizeof job->request);
        desk_ask(screen, job, 0);
    }
    return STEP_CLOSE;
}

// ---- Help ----

static const Screen *screen_below(const Screen *screen)
{
    const Desk *desk = screen->desk;
    for (size_t i = desk->depth; i > 1; i--)
        if (desk->stack[i - 1] == screen)
            return desk->stack[i - 2];
    return desk_top(desk) == screen ? NULL : desk_top(desk);
}

static void help_keys(const Desk *desk, Text *page)
{
    for (size_t i = 0; screen_commands[i] != NULL; i++) {
        const ScreenCommand *command = screen_commands[i];
        AUTO(text_done) Text keys = TEXT_EMPTY_MAX(TEXT_MAX_LINE);
        command_key_text(command, &keys);
        if (keys.length == 0 || !command_is_allowed(desk, command))
            continue;
        text_add_format(page, "%s: %s\n    %s\n", text_string(&keys), command->title,
                        command->help);
    }
    text_add(page,
             "Enter, keypad Enter\n    Leaves a field, opens a row. It never posts money.\n"
             "Tab, Shift+Tab\n    Next and previous field.\n"
             "F9, Alt+9\n    Posts or saves what was typed, after a question where it matters.\n"
             "F7, F8, PgUp, PgDn\n    Page back and forward.\n"
             "Ctrl+U, Ctrl+Z, Ctrl+D\n    Clears a field, takes back, puts in the last value.\n");
}

static bool help_fill(const Screen *below, HelpPage page, Text *text)
{
    if (page == HELP_FIELD && below != NULL && below->kind->help_field != NULL)
        below->kind->help_field(below, text);
    else if (page == HELP_SCREEN && below != NULL && below->kind->help_screen != NULL)
        below->kind->help_screen(below, text);
    else if (page == HELP_KEYS && below != NULL)
        help_keys(below->desk, text);
    if (text->length > 0 && page != HELP_KEYS)
        text_add(text, page == HELP_FIELD ? "\n\nF1 again: about this screen."
                                          : "\n\nF1 again: all keys.");
    return text->length > 0;
}

// The next page that has something to say; after the last one comes the end.
static bool help_turn(Screen *screen, const Screen *below)
{
    static const char *const titles[] = {[HELP_NONE] = "",
                                         [HELP_FIELD] = "This field",
                                         [HELP_SCREEN] = "This screen",
                                         [HELP_KEYS] = "All keys"};
    TextState *state = screen->state;
    while (state->page < HELP_KEYS) {
        state->page++;
        AUTO(text_done) Text text = TEXT_EMPTY_MAX(TEXT_MAX_PAGE);
        if (!help_fill(below, state->page, &text))
            continue;
        textview_set(&state->view, text_string(&text));
        free(screen->title);
        screen->title = text_copy(titles[state->page]);
        return true;
    }
    return false;
}

static Step text_on_key(Screen *screen, Key key)
{
    TextState *state = screen->state;
    if (key_is_back(key) || key_is(key, KEY_ENTER))
        return text_close(screen);
    if (state->page != HELP_NONE && key_is(key, KEY_F1))
        return help_turn(screen, screen_below(screen)) ? STEP_STAY : STEP_CLOSE;
    return textview_on_key(&state->view, key) == REACTION_IGNORED ? STEP_PASS : STEP_STAY;
}

static void text_free_state(void *address)
{
    TextState *state = address;
    textview_done(&state->view);
    free(state);
}

static const ScreenKind text_kind = {
    .name = "text",
    .is_overlay = true,
    .fit = text_fit,
    .draw = text_draw,
    .on_key = text_on_key,
    .free_state = text_free_state,
};

Screen *text_screen_new(Desk *desk, const char *title, const char *text)
{
    TextState *state = NEW(TextState);
    textview_init(&state->view, text);
    return screen_new(desk, &text_kind, title, state);
}

Screen *help_screen_new(Desk *desk)
{
    Screen *screen = text_screen_new(desk, "Help", "");
    help_turn(screen, desk_top(desk));
    return screen;
}

// ---- What became of a request ----

static void pending_sentence(const AppPending *pending, const char *operation, const char *outcome,
                             Text *page)
{
    text_add_format(page, "At %s you sent \"%s\" and the answer never arrived here.\n\n",
                    pending->started, operation);
    if (text_equal(outcome, "done"))
        text_add(page, "It was done. Do not do it again.\n");
    else if (text_equal(outcome, "refused"))
        text_add(page, "It was refused: nothing was changed.\n");
    else
        text_add(page, "It did not arrive: nothing was done. Do it again if it is still wanted.\n");
}

Screen *pending_screen_new(Desk *desk, const AppPending *pending, const FormResult *result)
{
    AUTO(text_done) Text page = TEXT_EMPTY_MAX(TEXT_MAX_PAGE);
    pending_sentence(pending, cell_operation(desk->forms, pending->operation),
                     form_result_get(result, 0, "outcome"), &page);
    for (size_t i = 0; i < form_result_columns(result); i++) {
        AUTO(text_done) Text cell = TEXT_EMPTY_MAX(TEXT_MAX_LINE);
        cell_add(desk->forms, result, 0, i, &cell);
        if (cell.length > 0)
            text_add_format(&page, "\n%s: %s", form_result_column(result, i)->label,
                            text_string(&cell));
    }
    text_add_format(&page, "\nRequest: %s\n\nEnter closes.", pending->request);
    Screen *screen = text_screen_new(desk, "What became of your last request", text_string(&page));
    TextState *state = screen->state;
    memcpy(state->request, pending->request, sizeof state->request);
    return screen;
}
