// SPDX-License-Identifier: Apache-2.0
#include "command/command.h"

static Step refresh_run(Desk *desk)
{
    Screen *top = desk_top(desk);
    if (top->kind->refresh != NULL)
        top->kind->refresh(top);
    return STEP_STAY;
}

const ScreenCommand command_refresh = {
    .name = "refresh",
    .title = "Refresh",
    .help = "Asks the database again for what is shown.",
    .key = {.name = KEY_F5},
    .run = refresh_run,
};
