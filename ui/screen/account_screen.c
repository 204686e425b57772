// SPDX-License-Identifier: Apache-2.0
// An account: whose it is, what is on it, and its statement, loaded as it is scrolled.
#include "base/memory.h"
#include "canvas/layout.h"
#include "command/command.h"
#include "screen/facts.h"
#include "screen/pages.h"
#include "screen/screens.h"

enum { TAG_RECORD = 1, TAG_STATEMENT, LIST_ROWS_MIN = 5 };

typedef struct AccountState {
    char *number;
    FormResult *record; // NULL: not there yet
    Facts facts;        // money and what stops it first, for narrow screens
    Pages statement;
} AccountState;

static void account_load(Screen *screen)
{
    AccountState *state = screen->state;
    desk_ask(screen, desk_job(screen->desk, "account.view", "account", state->number), TAG_RECORD);
    pages_reload(&state->statement, screen, TAG_STATEMENT);
}

static bool is_zero_money(const FormResult *result, const char *name)
{
    AUTO_FREE char *minor = text_format("%s_minor", name);
    const char *value = form_result_get(result, 0, minor);
    return value == NULL || text_equal(value, "0");
}

static void account_show(AccountState *state, FormResult *result)
{
    static const char *const always[] = {"balance", "available", "blocks"};
    static const char *const if_any[] = {"overdraft", "held"};
    static const char *const rest[] = {"status", "product", "customer", "opened", "last_entry"};
    form_result_free(state->record);
    state->record = result;
    facts_clear(&state->facts);
    for (size_t i = 0; i < COUNT_OF(always); i++)
        facts_add_cell(&state->facts, result, always[i]);
    for (size_t i = 0; i < COUNT_OF(if_any); i++)
        if (!is_zero_money(result, if_any[i]))
            facts_add_cell(&state->facts, result, if_any[i]);
    for (size_t i = 0; i < COUNT_OF(rest); i++)
        facts_add_cell(&state->facts, result, rest[i]);
}

static Step account_on_result(Screen *screen, Job *job)
{
    AccountState *state = screen->state;
    if (job->tag == TAG_STATEMENT) {
        pages_answer(&state->statement, screen, job);
        return STEP_STAY;
    }
    if (job->is_done && form_result_rows(job->result) > 0)
        account_show(state, TAKE(job->result));
    else if (!job->is_done)
        desk_tell_error(screen->desk, &job->error);
    return STEP_STAY;
}

// d, w and t start an operation on this account; opening a form changes nothing.
static Step account_letter(Screen *screen, Key key)
{
    for (size_t i = 0; screen_commands[i] != NULL; i++) {
        const ScreenCommand *command = screen_commands[i];
        if (command->letter == '\0' || !key_is_character(key, (uint32_t)command->letter))
            continue;
        if (command_is_allowed(screen->desk, command))
            return command_run(screen->desk, command);
    }
    return STEP_PASS;
}

static Step account_open_customer(Screen *screen)
{
    const AccountState *state = screen->state;
    const char *customer =
        state->record == NULL ? NULL : form_result_get(state->record, 0, "customer");
    if (customer == NULL || !desk_may(screen->desk, "customer.view"))
        return STEP_STAY;
    return desk_next(screen->desk, customer_screen_new(screen->desk, customer));
}

static Step account_on_key(Screen *screen, Key key)
{
    AccountState *state = screen->state;
    if (key_is_character(key, '?'))
        return desk_next(screen->desk, help_screen_new(screen->desk));
    if (key_is(key, KEY_F11))
        return account_open_customer(screen);
    Reaction reaction = pages_on_key(&state->statement, screen, TAG_STATEMENT, key);
    const PageRow *row = pages_selected(&state->statement);
    if ((reaction & REACTION_ACCEPT) && row != NULL)
        return desk_next(screen->desk, screen_for_row(screen->desk, row->result, row->row));
    return reaction == REACTION_IGNORED ? account_letter(screen, key) : STEP_STAY;
}

typedef struct AccountLayout {
    Rect heading;
    Rect holder;
    Rect facts;
    Rect statement;
} AccountLayout;

static AccountLayout account_layout(const AccountState *state, Rect body)
{
    AccountLayout layout = {.heading = RECT_EMPTY};
    layout.heading = rect_cut_top(&body, 1);
    if (layout_width(body.width) == LAYOUT_XS)
        layout.holder = rect_cut_top(&body, 1);
    int rows = facts_rows(&state->facts, body.width);
    int gap = desk_body_is_short(body) ? 0 : 1;
    int room = body.height - LIST_ROWS_MIN - gap;
    layout.facts = rect_cut_top(&body, rows < room ? rows : room);
    rect_cut_top(&body, gap);
    layout.statement = body;
    return layout;
}

static void account_fit(Screen *screen, Rect body)
{
    AccountState *state = screen->state;
    pages_fit(&state->statement, account_layout(state, body).statement);
}

static void account_draw_heading(const AccountState *state, Canvas *canvas, AccountLayout layout)
{
    const char *holder = form_result_get(state->record, 0, "holder");
    const char *name = form_result_get(state->record, 0, "name");
    if (rect_is_empty(layout.holder)) {
        canvas_text_format(canvas, layout.heading, STYLE_STRONG, "%s  %s  %s", state->number,
                           holder == NULL ? "" : holder, name == NULL ? "" : name);
        return;
    }
    canvas_text_format(canvas, layout.heading, STYLE_STRONG, "%s  %s", state->number,
                       name == NULL ? "" : name);
    canvas_text(canvas, layout.holder, STYLE_STRONG, holder);
}

static void account_draw(const Screen *screen, Canvas *canvas, Rect body)
{
    const AccountState *state = screen->state;
    AccountLayout layout = account_layout(state, body);
    if (state->record != NULL)
        account_draw_heading(state, canvas, layout);
    else
        canvas_text(canvas, layout.heading, STYLE_STRONG, state->number);
    facts_draw(&state->facts, canvas, layout.facts, 0);
    pages_draw(&state->statement, canvas, layout.statement, true);
}

static ScreenContext account_context(const Screen *screen)
{
    const AccountState *state = screen->state;
    const PageRow *row = pages_selected(&state->statement);
    ScreenContext context = {.account = state->number};
    if (state->record != NULL)
        context.customer = form_result_get(state->record, 0, "customer");
    if (row != NULL)
        context.receipt = form_result_get(row->result, row->row, "receipt");
    return context;
}

static size_t account_hints(const Screen *screen, KeyHint ret_hints[SCREEN_HINTS_MAX])
{
    size_t count = 0;
    ret_hints[count++] = (KeyHint){.key = KEY_F6, .label = "Actions", .rank = 2};
    ret_hints[count++] = (KeyHint){.key = KEY_F11, .label = "Customer", .rank = 4};
    for (size_t i = 0; screen_commands[i] != NULL; i++) {
        const ScreenCommand *command = screen_commands[i];
        if (text_equal(command->name, "deposit") && command_is_allowed(screen->desk, command))
            ret_hints[count++] = (KeyHint){
                .key = KEY_CHARACTER, .text = "d w t", .label = "In Out Transfer", .rank = 1};
    }
    return count;
}

static void account_help_screen(const Screen *screen, Text *page)
{
    const AccountState *state = screen->state;
    text_add(page, "An account with its statement, newest entry first.\n\n"
                   "d deposits, w withdraws, t transfers from it; Enter opens the receipt of the "
                   "selected entry; "
                   "F11 opens the customer; F6 shows everything that can be done.\n\n"
                   "More entries are loaded as you scroll down.\n");
    text_add_format(page, "%s\n",
                    state->statement.table.is_complete ? "All entries are loaded." : "");
}

static void account_free_state(void *address)
{
    AccountState *state = address;
    facts_clear(&state->facts);
    form_result_free(state->record);
    pages_done(&state->statement);
    free(state->number);
    free(state);
}

static const ScreenKind account_kind = {
    .name = "account",
    .open = account_load,
    .resume = account_load,
    .refresh = account_load,
    .fit = account_fit,
    .draw = account_draw,
    .on_key = account_on_key,
    .on_result = account_on_result,
    .context = account_context,
    .hints = account_hints,
    .help_screen = account_help_screen,
    .free_state = account_free_state,
};

Screen *account_screen_new(Desk *desk, const char *account)
{
    AccountState *state = NEW(AccountState);
    facts_init(&state->facts, desk->forms);
    state->number = text_copy(account);
    FormValues *values = form_values_new();
    form_values_set(values, "account", account);
    pages_init(&state->statement, desk->forms, forms_find(desk->forms, "account.statement"), values,
               "No entries yet.");
    return screen_new(desk, &account_kind, "Account", state);
}
