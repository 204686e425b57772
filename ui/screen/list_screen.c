// SPDX-License-Identifier: Apache-2.0
// The rows of any list form.
#include "base/memory.h"
#include "screen/pages.h"
#include "screen/screens.h"

enum { TAG_ROWS = 1 };

typedef struct ListState {
    Pages pages;
    FormResult *first; // rows that were here before the screen was
} ListState;

static void list_open(Screen *screen)
{
    ListState *state = screen->state;
    if (state->first != NULL)
        pages_add(&state->pages, TAKE(state->first));
    else
        pages_load(&state->pages, screen, TAG_ROWS);
}

static void list_refresh(Screen *screen)
{
    ListState *state = screen->state;
    pages_reload(&state->pages, screen, TAG_ROWS);
}

static void list_fit(Screen *screen, Rect body)
{
    ListState *state = screen->state;
    pages_fit(&state->pages, body);
}

static void list_draw(const Screen *screen, Canvas *canvas, Rect body)
{
    const ListState *state = screen->state;
    pages_draw(&state->pages, canvas, body, true);
}

static Step list_on_key(Screen *screen, Key key)
{
    ListState *state = screen->state;
    if (key_is_character(key, '?'))
        return desk_next(screen->desk, help_screen_new(screen->desk));
    Reaction reaction = pages_on_key(&state->pages, screen, TAG_ROWS, key);
    const PageRow *row = pages_selected(&state->pages);
    if ((reaction & REACTION_ACCEPT) && row != NULL)
        return desk_next(screen->desk, screen_for_row(screen->desk, row->result, row->row));
    return reaction == REACTION_IGNORED ? STEP_PASS : STEP_STAY;
}

static Step list_on_result(Screen *screen, Job *job)
{
    ListState *state = screen->state;
    pages_answer(&state->pages, screen, job);
    return STEP_STAY;
}

static size_t list_hints(const Screen *screen, KeyHint ret_hints[SCREEN_HINTS_MAX])
{
    (void)screen;
    ret_hints[0] = (KeyHint){.key = KEY_ENTER, .label = "Open", .rank = 1};
    ret_hints[1] = (KeyHint){.key = KEY_F5, .label = "Refresh", .rank = 3};
    return 2;
}

static void list_help_screen(const Screen *screen, Text *page)
{
    const ListState *state = screen->state;
    text_add_format(
        page,
        "%s\n\nUp, Down, PgUp, PgDn, Home, End move; Left and Right show columns that do not fit; "
        "Enter opens the row.\n",
        state->pages.form->summary);
}

static void list_free_state(void *address)
{
    ListState *state = address;
    pages_done(&state->pages);
    form_result_free(state->first);
    free(state);
}

static const ScreenKind list_kind = {
    .name = "list",
    .open = list_open,
    .resume = list_refresh,
    .refresh = list_refresh,
    .fit = list_fit,
    .draw = list_draw,
    .on_key = list_on_key,
    .on_result = list_on_result,
    .hints = list_hints,
    .help_screen = list_help_screen,
    .free_state = list_free_state,
};

Screen *list_screen_new(Desk *desk, const Form *form, FormValues *values, FormResult *page)
{
    ListState *state = NEW(ListState);
    state->first = page;
    pages_init(&state->pages, desk->forms, form, values, "Nothing found.");
    return screen_new(desk, &list_kind, form->title, state);
}

// ---- What a row is about ----

static const char *value_of_type(const FormResult *rows, size_t row, FormTypeCode type)
{
    for (size_t i = 0; i < form_result_columns(rows); i++) {
        const FormColumn *column = form_result_column(rows, i);
        if (column->type->code == type)
            return form_result_get(rows, row, column->name);
    }
    return NULL;
}

static Screen *screen_for_number(Desk *desk, FormTypeCode type, const char *number)
{
    if (number == NULL)
        return NULL;
    if (type == FORM_TYPE_RECEIPT && desk_may(desk, "receipt.view"))
        return receipt_screen_new(desk, number);
    if (type == FORM_TYPE_CUSTOMER && desk_may(desk, "customer.view"))
        return customer_screen_new(desk, number);
    if (type == FORM_TYPE_ACCOUNT && desk_may(desk, "account.view"))
        return account_screen_new(desk, number);
    return NULL;
}

// A search finds things of several kinds and says which.
static Screen *screen_for_hit(Desk *desk, const FormResult *rows, size_t row)
{
    static const FormTypeCode types[] = {FORM_TYPE_ACCOUNT, FORM_TYPE_CUSTOMER, FORM_TYPE_RECEIPT};
    const char *kind = form_result_get(rows, row, "kind");
    for (size_t i = 0; i < COUNT_OF(types); i++)
        if (text_equal(kind, form_type(types[i])->name))
            return screen_for_number(desk, types[i], form_result_get(rows, row, "number"));
    return NULL;
}

Screen *screen_for_row(Desk *desk, const FormResult *rows, size_t row)
{
    static const FormTypeCode types[] = {FORM_TYPE_RECEIPT, FORM_TYPE_CUSTOMER, FORM_TYPE_ACCOUNT};
    Screen *screen = screen_for_hit(desk, rows, row);
    for (size_t i = 0; screen == NULL && i < COUNT_OF(types); i++)
        screen = screen_for_number(desk, types[i], value_of_type(rows, row, types[i]));
    return screen != NULL ? screen : record_screen_of_row(desk, rows, row);
}
