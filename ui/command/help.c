// SPDX-License-Identifier: Apache-2.0
#include "command/command.h"
#include "screen/screens.h"

static Step help_run(Desk *desk)
{
    return desk_next(desk, help_screen_new(desk));
}

const ScreenCommand command_help = {
    .name = "help",
    .title = "Help",
    .label = "Help",
    .help = "Help for the field, then for the screen, then all keys.",
    .key = {.name = KEY_F1},
    .run = help_run,
};
