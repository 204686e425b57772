// SPDX-License-Identifier: Apache-2.0
// What the files of the desk share: stack and keys in desk.c, jobs and session in desk_jobs.c,
// painting in desk_draw.c.
#ifndef SCREEN_DESK_INTERNAL_H
#define SCREEN_DESK_INTERNAL_H

#include "screen/screen.h"

// Gives the job to the screen that asked, if it is still there.
void desk_answer(Desk *desk, Job *job);
// Dispatches held keys until a screen waits again.
void desk_replay(Desk *desk);
// What a field of a form is filled with from the screen it was opened on: the first of its type,
// and no other.
const char *desk_fill(const Form *form, const FormField *field, ScreenContext context);
// The screen that shows the answer to a read or a list with these values, which it takes.
Screen *desk_show_operation(Desk *desk, const Form *form, FormValues *values);

#endif
