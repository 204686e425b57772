// SPDX-License-Identifier: Apache-2.0
// What the files of the desk share: stack and keys in desk.c, jobs and session in desk_jobs.c, painting in desk_draw.c.
#ifndef SCREEN_DESK_INTERNAL_H
#define SCREEN_DESK_INTERNAL_H

#include "screen/screen.h"

// Gives the job to the screen that asked, if it is still there.
void desk_answer(Desk *desk, Job *job);
// Dispatches held keys until a screen waits again.
void desk_replay(Desk *desk);

#endif
