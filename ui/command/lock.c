// SPDX-License-Identifier: Apache-2.0
#include "command/command.h"
#include "screen/screens.h"

static Step lock_run(Desk *desk)
{
    return desk_next(desk, unlock_screen_new(desk));
}

const ScreenCommand command_lock = {
    .name = "lock",
    .title = "Lock the screen",
    .help = "Blanks the screen until you have signed in again; what is open stays open.",
    .run = lock_run,
};
