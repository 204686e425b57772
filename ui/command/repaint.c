// SPDX-License-Identifier: Apache-2.0
#include "command/command.h"

static Step repaint_run(Desk *desk)
{
    desk->must_repaint = true;
    return STEP_STAY;
}

const ScreenCommand command_repaint = {
    .name = "repaint",
    .title = "Repaint the screen",
    .help = "Draws everything anew, after something else has written on the terminal.",
    .key = {.name = KEY_CHARACTER, .point = 'l', .is_ctrl = true},
    .run = repaint_run,
};
