// SPDX-License-Identifier: Apache-2.0
#include "command/command.h"

// Ctrl+C ends programs elsewhere; here it would end one in the middle of a payment.
static Step interrupt_run(Desk *desk)
{
    desk_tell(desk, MESSAGE_INFO,
              "Ctrl+C does nothing here. F12 goes back, F3 goes home, F2 finds \"Sign out\".");
    return STEP_STAY;
}

const ScreenCommand command_interrupt = {
    .name = "interrupt",
    .title = "Cancel what is running",
    .help = "Cancels what the screen waits for; else only says how to leave.",
    .key = {.name = KEY_CHARACTER, .point = 'c', .is_ctrl = true},
    .run = interrupt_run,
};
