// SPDX-License-Identifier: Apache-2.0
#include "command/command.h"
#include "screen/screens.h"

enum { HISTORY_SECOND_MS = 1000, HISTORY_MINUTE_S = 60 };

static void history_add_age(Text *page, int64_t age_ms)
{
    int64_t seconds = age_ms / HISTORY_SECOND_MS;
    if (seconds < HISTORY_MINUTE_S)
        text_add_format(page, "%2d s ago    ", (int)seconds);
    else
        text_add_format(page, "%2d min ago  ", (int)(seconds / HISTORY_MINUTE_S));
}

static Step history_run(Desk *desk)
{
    AUTO(text_done) Text page = TEXT_EMPTY_MAX(TEXT_MAX_PAGE);
    const Message *message = message_at(&desk->message, 0);
    for (size_t age = 0; message != NULL; message = message_at(&desk->message, ++age)) {
        history_add_age(&page, desk->now_ms - message->at_ms);
        const char *word = message_word(message->kind);
        if (word != NULL && word[0] != '\0')
            text_add_format(&page, "%s: ", word);
        text_add_format(&page, "%s\n", message->text);
    }
    if (page.length == 0)
        text_add(&page, "Nothing was said yet.");
    return desk_next(desk, text_screen_new(desk, "Messages", text_string(&page)));
}

const ScreenCommand command_history = {
    .name = "history",
    .title = "Messages",
    .help = "The last hundred messages, newest first.",
    .key = {.name = KEY_CHARACTER, .point = 'o', .is_ctrl = true},
    .run = history_run,
};
