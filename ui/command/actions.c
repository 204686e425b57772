// SPDX-License-Identifier: Apache-2.0
#include "command/command.h"
#include "screen/screens.h"

static Step actions_run(Desk *desk)
{
    return desk_next(desk, actions_screen_new(desk));
}

const ScreenCommand command_actions = {
    .name = "actions",
    .title = "Actions",
    .help = "What can be done with what the screen shows, each by one letter.",
    .key = {.name = KEY_F6},
    .twin = {.name = KEY_F10},
    .run = actions_run,
};
