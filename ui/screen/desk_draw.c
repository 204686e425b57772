// SPDX-License-Identifier: Apache-2.0
#include "base/money.h"
#include "canvas/layout.h"
#include "command/command.h"
#include "screen/screens.h"
#include "widget/titlebar.h"

enum { FRAME_ROWS = 3 }; // title, message, keys

bool desk_body_is_short(Rect body)
{
    return layout_height(body.height + FRAME_ROWS) == LAYOUT_SHORT;
}

static const char *drawer_text(const StaffSession *session, char text[MONEY_TEXT_SIZE])
{
    Currency currency;
    if (session->drawer == NULL || session->drawer_currency == NULL ||
        !currency_find(session->drawer_currency, &currency))
        return NULL;
    return money_format((Money){.minor = session->drawer_balance_minor, .currency = currency},
                        text);
}

static void draw_title(const Desk *desk, Canvas *canvas, Rect rect)
{
    char money[MONEY_TEXT_SIZE];
    AUTO(text_done) Text drawer = TEXT_EMPTY_MAX(TEXT_MAX_LINE);
    const Screen *top = desk_top(desk);
    // An overlay has no place of its own: the line says where the person is.
    for (size_t i = desk->depth; i > 1 && top->kind->is_overlay; i--)
        top = desk->stack[i - 2];
    Titlebar title = {.screen = top->title, .server = desk->database};
    if (desk->session != NULL && screen_is_sign_in(top))
        title.user = desk->session->name;
    else if (desk->session != NULL) {
        const char *balance = drawer_text(desk->session, money);
        text_add_format(&drawer, "Drawer %s", balance == NULL ? "" : balance);
        title.user = desk->session->name;
        title.branch = desk->session->ledger_name;
        title.drawer = balance == NULL ? NULL : text_string(&drawer);
        title.role = desk->session->role;
        title.clock = desk->session->business_date;
    }
    titlebar_draw(&title, canvas, rect);
}

// Function keys in their order, then what only this screen knows.
static int hint_place(const KeyHint *hint)
{
    bool is_function = hint->key >= KEY_F1 && hint->key <= KEY_F12;
    return is_function ? (int)hint->key : (int)hint->key + (int)KEY_NAME_COUNT;
}

static void sort_hints(KeyHint *hints, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        KeyHint hint = hints[i];
        size_t place = i;
        for (; place > 0 && hint_place(&hints[place - 1]) > hint_place(&hint); place--)
            hints[place] = hints[place - 1];
        hints[place] = hint;
    }
}

static void draw_keys(const Desk *desk, Canvas *canvas, Rect rect)
{
    KeyHint hints[2 * SCREEN_HINTS_MAX];
    const Screen *top = desk_top(desk);
    size_t count = top->kind->hints == NULL ? 0 : top->kind->hints(top, hints);
    bool is_modal = top->kind->is_modal != NULL && top->kind->is_modal(top);
    if (!is_modal)
        count = command_hints(desk, hints, count, COUNT_OF(hints));
    sort_hints(hints, count);
    keybar_draw(hints, count, canvas, rect);
}

static void draw_screen(Screen *screen, Canvas *canvas, Rect body)
{
    if (screen->kind->fit != NULL)
        screen->kind->fit(screen, body);
    if (screen->kind->draw != NULL)
        screen->kind->draw(screen, canvas, body);
}

static size_t lowest_visible(const Desk *desk)
{
    size_t lowest = desk->depth - 1;
    while (lowest > 0 && desk->stack[lowest]->kind->is_overlay)
        lowest--;
    return lowest;
}

void desk_draw(Desk *desk, Canvas *canvas)
{
    int width = canvas_width(canvas);
    int height = canvas_height(canvas);
    canvas_clear(canvas);
    if (layout_is_too_small(width, height)) {
        canvas_text_format(canvas, canvas_bounds(canvas), STYLE_WARNING, "need %dx%d, have %dx%d",
                           LAYOUT_MIN_WIDTH, LAYOUT_MIN_HEIGHT, width, height);
        return;
    }
    if (desk->depth == 0)
        return;
    LayoutFrame frame = layout_frame(width, height);
    draw_title(desk, canvas, frame.title);
    for (size_t i = lowest_visible(desk); i < desk->depth; i++)
        draw_screen(desk->stack[i], canvas, frame.body);
    message_draw(&desk->message, canvas, frame.message, desk->now_ms);
    draw_keys(desk, canvas, frame.keys);
}
