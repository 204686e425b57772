// SPDX-License-Identifier: Apache-2.0
#include "command/command.h"
#include "screen/screens.h"

static Step palette_run(Desk *desk)
{
    return desk_next(desk, palette_screen_new(desk));
}

const ScreenCommand command_palette = {
    .name = "palette",
    .title = "All operations",
    .label = "Find",
    .help = "Lists all you may do; typing a part of the name narrows it.",
    .key = {.name = KEY_F2},
    .twin = {.name = KEY_CHARACTER, .point = 'p', .is_ctrl = true},
    .run = palette_run,
};
