// SPDX-License-Identifier: Apache-2.0
#include "command/command.h"
#include "screen/screens.h"

static Step sign_out_run(Desk *desk)
{
    char *user = text_copy(desk->session == NULL ? "" : desk->session->name);
    desk_set_session(desk, NULL);
    Screen *screen = sign_in_screen_new(desk, user);
    free(user);
    desk_restart(desk, screen);
    desk_wait(screen, job_new(JOB_SIGN_OUT), 0);
    return STEP_STAY;
}

const ScreenCommand command_sign_out = {
    .name = "sign out",
    .title = "Sign out",
    .help = "Ends the session; the next person can sign in.",
    .run = sign_out_run,
};
