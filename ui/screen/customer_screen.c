// SPDX-License-Identifier: Apache-2.0
// A customer: the record, and the accounts below it.
#include "base/memory.h"
#include "screen/facts.h"
#include "screen/pages.h"
#include "screen/screens.h"

enum { TAG_RECORD = 1, TAG_ACCOUNTS, LIST_ROWS_MIN = 4 };

typedef struct CustomerState {
    char *number;
    Facts facts;
    char *heading; // number and name; NULL: not there yet
    Pages accounts;
} CustomerState;

static void customer_load(Screen *screen)
{
    CustomerState *state = screen->state;
    desk_ask(screen, desk_job(screen->desk, "customer.view", "customer", state->number),
             TAG_RECORD);
    pages_reload(&state->accounts, screen, TAG_ACCOUNTS);
}

static void customer_show(CustomerState *state, const FormResult *result)
{
    static const char *const in_heading[] = {"number", "name", "accounts", NULL};
    if (form_result_rows(result) == 0)
        return;
    facts_clear(&state->facts);
    facts_add_result(&state->facts, result, 0, in_heading);
    free(state->heading);
    state->heading = text_format("%s  %s", state->number, form_result_get(result, 0, "name"));
}

static Step customer_on_result(Screen *screen, Job *job)
{
    CustomerState *state = screen->state;
    if (job->tag == TAG_ACCOUNTS) {
        pages_answer(&state->accounts, screen, job);
        return STEP_STAY;
    }
    if (job->is_done)
        customer_show(state, job->result);
    else
        desk_tell_error(screen->desk, &job->error);
    return STEP_STAY;
}

// All that is known, where it does not fit above the accounts.
static Step customer_open_record(Screen *screen)
{
    const CustomerState *state = screen->state;
    FormValues *values = form_values_new();
    form_values_set(values, "customer", state->number);
    const Form *form = forms_find(screen->desk->forms, "customer.view");
    return desk_next(screen->desk, record_screen_new(screen->desk, form, values, NULL));
}

static Step customer_on_key(Screen *screen, Key key)
{
    CustomerState *state = screen->state;
    if (key_is_character(key, '?'))
        return desk_next(screen->desk, help_screen_new(screen->desk));
    if (key_is(key, KEY_F11))
        return customer_open_record(screen);
    Reaction reaction = pages_on_key(&state->accounts, screen, TAG_ACCOUNTS, key);
    const PageRow *row = pages_selected(&state->accounts);
    if ((reaction & REACTION_ACCEPT) && row != NULL)
        return desk_next(screen->desk, screen_for_row(screen->desk, row->result, row->row));
    return reaction == REACTION_IGNORED ? STEP_PASS : STEP_STAY;
}

typedef struct CustomerLayout {
    Rect heading;
    Rect facts;
    Rect accounts_heading;
    Rect accounts;
} CustomerLayout;

static CustomerLayout customer_layout(const CustomerState *state, Rect body)
{
    CustomerLayout layout;
    layout.heading = rect_cut_top(&body, 1);
    int rows = facts_rows(&state->facts, body.width);
    int gap = desk_body_is_short(body) ? 0 : 1;
    int room = body.height - LIST_ROWS_MIN - 1 - gap;
    layout.facts = rect_cut_top(&body, rows < room ? rows : room);
    rect_cut_top(&body, gap);
    layout.accounts_heading = rect_cut_top(&body, 1);
    layout.accounts = body;
    return layout;
}

static void customer_fit(Screen *screen, Rect body)
{
    CustomerState *state = screen->state;
    pages_fit(&state->accounts, customer_layout(state, body).accounts);
}

static void customer_draw(const Screen *screen, Canvas *canvas, Rect body)
{
    const CustomerState *state = screen->state;
    CustomerLayout layout = customer_layout(state, body);
    canvas_text(canvas, layout.heading, STYLE_STRONG,
                state->heading == NULL ? state->number : state->heading);
    int rows = facts_draw(&state->facts, canvas, layout.facts, 0);
    canvas_text(canvas, layout.accounts_heading, STYLE_HEADING,
                rows > layout.facts.height ? "Accounts   (not all of the record fits; F11 shows it)"
                                           : "Accounts");
    pages_draw(&state->accounts, canvas, layout.accounts, true);
}

static ScreenContext customer_context(const Screen *screen)
{
    const CustomerState *state = screen->state;
    const PageRow *row = pages_selected(&state->accounts);
    ScreenContext context = {.customer = state->number};
    if (row != NULL)
        context.account = form_result_get(row->result, row->row, "number");
    return context;
}

static size_t customer_hints(const Screen *screen, KeyHint ret_hints[SCREEN_HINTS_MAX])
{
    (void)screen;
    ret_hints[0] = (KeyHint){.key = KEY_ENTER, .label = "Account", .rank = 1};
    ret_hints[1] = (KeyHint){.key = KEY_F6, .label = "Actions", .rank = 1};
    ret_hints[2] = (KeyHint){.key = KEY_F5, .label = "Refresh", .rank = 4};
    ret_hints[3] = (KeyHint){.key = KEY_F11, .label = "Record", .rank = 3};
    return 4;
}

static void customer_help_screen(const Screen *screen, Text *page)
{
    (void)screen;
    text_add(page, "A customer with the accounts below. Enter opens the selected account; F6 shows "
                   "what can be done: "
                   "open an account, change the record, and with the selected account deposit, "
                   "withdraw, transfer.\n");
}

static void customer_free_state(void *address)
{
    CustomerState *state = address;
    facts_clear(&state->facts);
    pages_done(&state->accounts);
    free(state->heading);
    free(state->number);
    free(state);
}

static const ScreenKind customer_kind = {
    .name = "customer",
    .open = customer_load,
    .resume = customer_load,
    .refresh = customer_load,
    .fit = customer_fit,
    .draw = customer_draw,
    .on_key = customer_on_key,
    .on_result = customer_on_result,
    .context = customer_context,
    .hints = customer_hints,
    .help_screen = customer_help_screen,
    .free_state = customer_free_state,
};

Screen *customer_screen_new(Desk *desk, const char *customer)
{
    CustomerState *state = NEW(CustomerState);
    facts_init(&state->facts, desk->forms);
    state->number = text_copy(customer);
    FormValues *values = form_values_new();
    form_values_set(values, "customer", customer);
    pages_init(&state->accounts, desk->forms, forms_find(desk->forms, "account.list"), values,
               "No accounts. F6 A opens one.");
    return screen_new(desk, &customer_kind, "Customer", state);
}
