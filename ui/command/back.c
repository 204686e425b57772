// SPDX-License-Identifier: Apache-2.0
#include "command/command.h"

static Step back_run(Desk *desk)
{
    Screen *top = desk_top(desk);
    if (top->kind->may_close != NULL && !top->kind->may_close(top))
        return STEP_STAY;
    if (desk->depth < 2)
        desk_tell(desk, MESSAGE_INFO,
                  "This is the first screen. To sign out: F2, then \"Sign out\".");
    return STEP_CLOSE;
}

const ScreenCommand command_back = {
    .name = "back",
    .title = "Back",
    .label = "Back",
    .help = "One step back; asks once if something was typed.",
    .key = {.name = KEY_F12},
    .twin = {.name = KEY_ESCAPE},
    .run = back_run,
};
