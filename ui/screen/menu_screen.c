// SPDX-License-Identifier: Apache-2.0
// What can be done: the palette (all that the role may, narrowed by typing) and the actions (what
// fits the screen below, each by one letter).  One table of entries, made when the menu opens.
#include "base/memory.h"
#include "base/utf8.h"
#include "canvas/layout.h"
#include "command/command.h"
#include "screen/screens.h"
#include "widget/editor.h"

enum { MENU_MAX = 96, FILTER_MAX = 40, MENU_PAGE = 10 };

typedef struct MenuEntry {
    const Form *form;             // opens this operation …
    const ScreenCommand *command; // … or runs this
    const char *title;
    const char *name;
    const char *summary;
    char letter; // of the actions; 0: only by the cursor
} MenuEntry;

typedef struct MenuState {
    bool is_actions;
    Editor filter; // of the palette
    MenuEntry entries[MENU_MAX];
    size_t count;
    size_t shown[MENU_MAX]; // indexes of the entries that pass the filter
    size_t shown_count;
    size_t selected;
    size_t top;
} MenuState;

// ---- Filter ----

static bool contains(const char *text, const char *part)
{
    AUTO_FREE char *folded_text = NULL;
    AUTO_FREE char *folded_part = NULL;
    return utf8_fold(text, &folded_text, NULL) && utf8_fold(part, &folded_part, NULL) &&
           strstr(folded_text, folded_part) != NULL;
}

static void menu_filter(MenuState *state)
{
    const char *part = state->is_actions ? "" : state->filter.text;
    state->shown_count = 0;
    state->selected = 0;
    state->top = 0;
    for (size_t i = 0; i < state->count; i++) {
        const MenuEntry *entry = &state->entries[i];
        if (contains(entry->title, part) || contains(entry->name, part))
            state->shown[state->shown_count++] = i;
    }
}

// ---- Entries ----

static void menu_add(MenuState *state, MenuEntry entry)
{
    if (state->count < MENU_MAX)
        state->entries[state->count++] = entry;
}

static void menu_add_form(MenuState *state, const Form *form, char letter)
{
    menu_add(state, (MenuEntry){
                        .form = form,
                        .title = form->title,
                        .name = form->operation,
                        .summary = form->summary,
                        .letter = letter,
                    });
}

static void menu_add_command(MenuState *state, const ScreenCommand *command)
{
    menu_add(state, (MenuEntry){
                        .command = command,
                        .title = command->title,
                        .name = command->name,
                        .summary = command->help,
                    });
}

static bool form_has_type(const Form *form, FormTypeCode type)
{
    for (size_t i = 0; i < form->field_count; i++)
        if (form->fields[i].type->code == type && !form->fields[i].is_hidden)
            return true;
    return false;
}

static bool form_is_of_staff(const Form *form)
{
    return text_starts_with(form->operation, "staff.");
}

static bool is_named(const char *const *names, const char *name)
{
    for (; *names != NULL; names++)
        if (text_equal(*names, name))
            return true;
    return false;
}

static bool context_is_empty(ScreenContext context)
{
    return context.account == NULL && context.customer == NULL && context.receipt == NULL;
}

static bool form_is_about(const Form *form, ScreenContext context)
{
    return (context.account != NULL && form_has_type(form, FORM_TYPE_ACCOUNT)) ||
           (context.customer != NULL && form_has_type(form, FORM_TYPE_CUSTOMER)) ||
           (context.receipt != NULL && form_has_type(form, FORM_TYPE_RECEIPT));
}

// A change fits a screen if it is about the same thing; where the screen is about nothing, or about
// what is past, all changes fit.
static bool form_fits(const Form *form, ScreenContext context)
{
    if (form->kind != FORM_CHANGE || text_equal(form->operation, "staff.sign_out"))
        return false;
    return context.is_past || context_is_empty(context) || form_is_about(form, context) ||
           form_is_of_staff(form);
}

// What more can be looked at of the thing that the screen is about.
static bool form_looks_closer(const Form *form, ScreenContext context)
{
    static const char *const shown[] = {"account.view", "customer.view", "receipt.view", NULL};
    return form->kind != FORM_CHANGE && !context.is_past && form_is_about(form, context) &&
           !is_named(shown, form->operation);
}

static void menu_fill_actions(MenuState *state, const Desk *desk)
{
    ScreenContext context = desk_context(desk);
    for (size_t i = 0; screen_commands[i] != NULL; i++) {
        const ScreenCommand *command = screen_commands[i];
        if (command->operation == NULL || !command_is_allowed(desk, command))
            continue;
        const Form *form = forms_find(desk->forms, command->operation);
        if (form_fits(form, context))
            menu_add_form(state, form, command->letter);
    }
    for (size_t i = 0; i < forms_count(desk->forms); i++) {
        const Form *form = forms_at(desk->forms, i);
        bool is_own = text_equal(form->operation, "staff.change_password") ||
                      text_equal(form->operation, "staff.enrol");
        if (command_for_operation(form->operation) == NULL && desk_may(desk, form->operation) &&
            !is_own && form_fits(form, context))
            menu_add_form(state, form, '\0');
    }
    for (size_t i = 0; i < forms_count(desk->forms); i++) {
        const Form *form = forms_at(desk->forms, i);
        if (desk_may(desk, form->operation) && form_looks_closer(form, context))
            menu_add_form(state, form, '\0');
    }
}

// Done by the screens themselves.
static const char *const session_operations[] = {"staff.sign_in", "staff.sign_out",
                                                 "staff.unlock_screen", NULL};

static void menu_fill_palette(MenuState *state, const Desk *desk)
{
    for (size_t i = 0; i < forms_count(desk->forms); i++) {
        const Form *form = forms_at(desk->forms, i);
        bool is_session = is_named(session_operations, form->operation);
        if (desk_may(desk, form->operation) && !is_session)
            menu_add_form(state, form, '\0');
    }
    for (size_t i = 0; screen_commands[i] != NULL; i++) {
        const ScreenCommand *command = screen_commands[i];
        if (command->operation == NULL && command != &command_palette &&
            command != &command_interrupt)
            menu_add_command(state, command);
    }
}

// ---- Keys ----

// The menu goes first, so that what is opened stands on the screen the menu stood on and is about
// the same thing.
static Step menu_choose(Screen *screen, size_t index)
{
    Desk *desk = screen->desk;
    const MenuState *state = screen->state;
    if (index >= state->count)
        return STEP_STAY;
    MenuEntry entry = state->entries[index];
    bool is_actions = state->is_actions;
    desk_step(desk, STEP_CLOSE);
    if (entry.command != NULL)
        return command_run(desk, entry.command);
    ScreenContext context = desk_context(desk);
    if (context.is_past && !is_actions)
        context = (ScreenContext){.account = NULL};
    return desk_next(desk, desk_open_operation(desk, entry.form->operation, context));
}

static Step menu_letter(Screen *screen, Key key)
{
    const MenuState *state = screen->state;
    uint32_t small = key.point >= 'A' && key.point <= 'Z' ? key.point - 'A' + 'a' : key.point;
    for (size_t i = 0; i < state->count; i++)
        if (state->entries[i].letter != '\0' && (uint32_t)state->entries[i].letter == small)
            return menu_choose(screen, i);
    return STEP_PASS;
}

static int menu_way(Key key)
{
    if (key_is(key, KEY_DOWN))
        return 1;
    if (key_is(key, KEY_UP))
        return -1;
    if (key_is(key, KEY_PAGE_DOWN) || key_is(key, KEY_F8))
        return MENU_PAGE;
    return key_is(key, KEY_PAGE_UP) || key_is(key, KEY_F7) ? -MENU_PAGE : 0;
}

static bool menu_move(MenuState *state, Key key)
{
    int way = menu_way(key);
    int place = (int)state->selected + way;
    int last = state->shown_count == 0 ? 0 : (int)state->shown_count - 1;
    if (place > last)
        place = last;
    state->selected = place < 0 ? 0 : (size_t)place;
    return way != 0;
}

static Step menu_on_key(Screen *screen, Key key)
{
    MenuState *state = screen->state;
    if (key_is(key, KEY_ENTER))
        return state->shown_count == 0 ? STEP_STAY
                                       : menu_choose(screen, state->shown[state->selected]);
    if (menu_move(state, key))
        return STEP_STAY;
    if (state->is_actions)
        return key_is_text(key) && !key.is_pasted ? menu_letter(screen, key) : STEP_PASS;
    Reaction reaction = editor_on_key(&state->filter, key);
    if (reaction & REACTION_CHANGED)
        menu_filter(state);
    return reaction == REACTION_IGNORED ? STEP_PASS : STEP_STAY;
}

// ---- Painting ----

typedef struct MenuLayout {
    Rect box;
    Rect filter;
    Rect list;
    Rect summary;
} MenuLayout;

static MenuLayout menu_layout(const MenuState *state, Rect body)
{
    MenuLayout layout = {
        .box = {.x = body.x, .y = body.y, .width = layout_dialog_width(body.width)}};
    int frame = (state->is_actions ? 0 : 1) + 1;
    bool has_border = !desk_body_is_short(body);
    int wanted = (int)state->count + frame + (has_border ? 2 : 1);
    layout.box.height = wanted < body.height ? wanted : body.height;
    Rect inside = layout.box;
    if (has_border)
        inside = rect_inset(inside, 2, 1);
    else
        rect_cut_top(&inside, 1);
    if (!state->is_actions)
        layout.filter = rect_cut_top(&inside, 1);
    layout.summary = rect_cut_bottom(&inside, 1);
    layout.list = inside;
    return layout;
}

static void menu_fit(Screen *screen, Rect body)
{
    MenuState *state = screen->state;
    size_t rows = (size_t)menu_layout(state, body).list.height;
    if (state->selected < state->top)
        state->top = state->selected;
    if (rows > 0 && state->selected >= state->top + rows)
        state->top = state->selected + 1 - rows;
}

static void menu_draw_entry(const MenuState *state, const MenuEntry *entry, bool is_selected,
                            Canvas *canvas, Rect row)
{
    char letter[2] = {entry->letter != '\0' ? (char)(entry->letter - 'a' + 'A') : ' ', '\0'};
    Style style = is_selected ? STYLE_SELECTED : STYLE_NORMAL;
    canvas_fill(canvas, row, style);
    if (is_selected)
        canvas_cursor_set(canvas, row.x, row.y);
    if (state->is_actions) {
        canvas_text(canvas, rect_cut_left(&row, 2), is_selected ? STYLE_SELECTED : STYLE_HINT_KEY,
                    letter);
        canvas_text(canvas, row, style, entry->title);
        return;
    }
    AUTO(text_done) Text keys = TEXT_EMPTY_MAX(TEXT_MAX_LINE);
    if (entry->command != NULL)
        command_key_text(entry->command, &keys);
    Rect right = rect_cut_right(&row, row.width / 2);
    canvas_text(canvas, row, style, entry->title);
    canvas_text(canvas, right, is_selected ? STYLE_SELECTED : STYLE_MUTED,
                entry->command != NULL ? text_string(&keys) : entry->name);
}

static void menu_draw_list(const MenuState *state, Canvas *canvas, Rect list)
{
    for (size_t i = 0; i < (size_t)list.height && state->top + i < state->shown_count; i++) {
        size_t place = state->top + i;
        Rect row = {.x = list.x, .y = list.y + (int)i, .width = list.width, .height = 1};
        menu_draw_entry(state, &state->entries[state->shown[place]], place == state->selected,
                        canvas, row);
    }
    if (state->shown_count == 0)
        canvas_text(canvas, list, STYLE_MUTED,
                    state->count == 0 ? "There is nothing to do here." : "Nothing is called that.");
}

static void menu_draw(const Screen *screen, Canvas *canvas, Rect body)
{
    const MenuState *state = screen->state;
    MenuLayout layout = menu_layout(state, body);
    canvas_fill(canvas, layout.box, STYLE_NORMAL);
    canvas_box(canvas, layout.box, STYLE_BORDER, screen->title);
    menu_draw_list(state, canvas, layout.list);
    if (state->shown_count > 0)
        canvas_text(canvas, layout.summary, STYLE_MUTED,
                    state->entries[state->shown[state->selected]].summary);
    if (!state->is_actions)
        editor_draw(&state->filter, canvas, layout.filter, EDITOR_LOOK_FOCUS);
}

static size_t menu_hints(const Screen *screen, KeyHint ret_hints[SCREEN_HINTS_MAX])
{
    (void)screen;
    ret_hints[0] = (KeyHint){.key = KEY_ENTER, .label = "Open", .rank = 1};
    return 1;
}

static void menu_help_screen(const Screen *screen, Text *page)
{
    const MenuState *state = screen->state;
    text_add(
        page,
        state->is_actions
            ? "What can be done with what the screen below shows. Press the letter, or choose with "
              "Up and Down and "
              "press Enter. Opening a form changes nothing.\n"
            : "All you may do. Type a part of the name, choose with Up and Down, press Enter.\n");
}

static void menu_free_state(void *address)
{
    MenuState *state = address;
    editor_done(&state->filter);
    free(state);
}

static const ScreenKind menu_kind = {
    .name = "menu",
    .is_overlay = true,
    .fit = menu_fit,
    .draw = menu_draw,
    .on_key = menu_on_key,
    .hints = menu_hints,
    .help_screen = menu_help_screen,
    .free_state = menu_free_state,
};

static Screen *menu_new(Desk *desk, bool is_actions)
{
    MenuState *state = NEW(MenuState);
    state->is_actions = is_actions;
    editor_init(&state->filter, EDITOR_ANY, FILTER_MAX);
    if (is_actions)
        menu_fill_actions(state, desk);
    else
        menu_fill_palette(state, desk);
    menu_filter(state);
    return screen_new(desk, &menu_kind, is_actions ? "Actions" : "Find what to do", state);
}

Screen *palette_screen_new(Desk *desk)
{
    return menu_new(desk, false);
}

Screen *actions_screen_new(Desk *desk)
{
    return menu_new(desk, true);
}
