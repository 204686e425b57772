// SPDX-License-Identifier: Apache-2.0
#include "command/command.h"

static Step home_run(Desk *desk)
{
    Screen *top = desk_top(desk);
    if (top->kind->may_close != NULL && !top->kind->may_close(top))
        return STEP_STAY;
    return STEP_HOME;
}

const ScreenCommand command_home = {
    .name = "home",
    .title = "Home",
    .label = "Home",
    .help = "Leaves all screens but the first; asks once if something was typed.",
    .key = {.name = KEY_F3},
    .run = home_run,
};
