// SPDX-License-Identifier: Apache-2.0
#include "base/memory.h"
#include "command/command.h"
#include "screen/desk_internal.h"
#include "screen/screen.h"
#include "screen/screens.h"

Desk *desk_new(const Forms *forms, JobSource jobs)
{
    Desk *desk = NEW(Desk);
    desk->forms = forms;
    desk->jobs = jobs;
    message_init(&desk->message);
    return desk;
}

void desk_free(Desk *desk)
{
    if (desk == NULL)
        return;
    while (desk->depth > 0)
        screen_free(desk->stack[--desk->depth]);
    screen_free(desk->next);
    staff_session_free(desk->session);
    form_values_free(desk->last);
    message_done(&desk->message);
    free(desk);
}

void desk_start(Desk *desk, const char *user, bool has_session)
{
    Screen *screen = sign_in_screen_new(desk, user);
    desk_restart(desk, screen);
    if (has_session)
        desk_wait(screen, job_new(JOB_LOAD_SESSION), 0);
}

// ---- Screens ----

Screen *screen_new(Desk *desk, const ScreenKind *kind, const char *title, void *state)
{
    Screen *screen = NEW(Screen);
    screen->kind = kind;
    screen->desk = desk;
    screen->title = text_copy(title);
    screen->state = state;
    screen->number = ++desk->last_number;
    return screen;
}

void screen_free(Screen *screen)
{
    if (screen == NULL)
        return;
    if (screen->kind->free_state != NULL)
        screen->kind->free_state(screen->state);
    free(screen->title);
    free(screen);
}

Step desk_next(Desk *desk, Screen *screen)
{
    screen_free(desk->next);
    desk->next = screen;
    return STEP_PUSH;
}

Screen *desk_top(const Desk *desk)
{
    return desk->depth == 0 ? NULL : desk->stack[desk->depth - 1];
}

ScreenContext desk_context(const Desk *desk)
{
    for (size_t i = desk->depth; i > 0; i--) {
        const Screen *screen = desk->stack[i - 1];
        if (screen->kind->context != NULL)
            return screen->kind->context(screen);
        if (!screen->kind->is_overlay)
            break;
    }
    return (ScreenContext){.account = NULL};
}

// ---- The stack ----

static void desk_put(Desk *desk, Screen *screen)
{
    if (desk->depth == DESK_STACK_MAX) {
        screen_free(screen);
        desk_tell(desk, MESSAGE_WARNING, "Too many screens are open. F12 closes one.");
        return;
    }
    desk->stack[desk->depth++] = screen;
    if (screen->kind->open != NULL)
        screen->kind->open(screen);
}

static void desk_resume_top(Desk *desk)
{
    Screen *top = desk_top(desk);
    if (top != NULL && top->kind->resume != NULL)
        top->kind->resume(top);
}

static void desk_remove(Desk *desk, Screen *screen)
{
    for (size_t i = 0; i < desk->depth; i++) {
        if (desk->stack[i] != screen)
            continue;
        desk->depth--;
        memmove(&desk->stack[i], &desk->stack[i + 1], (desk->depth - i) * sizeof desk->stack[0]);
        screen_free(screen);
        return;
    }
}

// The lowest screen stays, whatever is asked.
static void desk_close(Desk *desk, Screen *screen)
{
    if (desk->depth < 2)
        return;
    bool must_resume = screen == desk_top(desk) && !screen->kind->is_overlay;
    desk_remove(desk, screen);
    if (must_resume)
        desk_resume_top(desk);
}

static void desk_replace(Desk *desk, Screen *screen)
{
    Screen *next = TAKE(desk->next);
    for (size_t i = 0; i < desk->depth; i++) {
        if (desk->stack[i] != screen)
            continue;
        screen_free(screen);
        desk->stack[i] = next;
        if (next->kind->open != NULL)
            next->kind->open(next);
        return;
    }
    screen_free(next);
}

static void desk_go_home(Desk *desk)
{
    while (desk->depth > 1)
        screen_free(desk->stack[--desk->depth]);
    desk_resume_top(desk);
}

static void desk_apply(Desk *desk, Screen *screen, Step step)
{
    switch (step) {
    case STEP_PASS:
    case STEP_STAY:
        break;
    case STEP_CLOSE:
        desk_close(desk, screen);
        break;
    case STEP_PUSH:
        desk_put(desk, TAKE(desk->next));
        break;
    case STEP_REPLACE:
        desk_replace(desk, screen);
        break;
    case STEP_HOME:
        desk_go_home(desk);
        break;
    }
}

void desk_step(Desk *desk, Step step)
{
    desk_apply(desk, desk_top(desk), step);
}

void desk_restart(Desk *desk, Screen *screen)
{
    while (desk->depth > 0)
        screen_free(desk->stack[--desk->depth]);
    desk->held_count = 0;
    desk_put(desk, screen);
}

// ---- Keys ----

static void desk_dispatch(Desk *desk, Key key)
{
    Screen *top = desk_top(desk);
    if (top == NULL)
        return;
    message_clear(&desk->message);
    Step step = top->kind->on_key == NULL ? STEP_PASS : top->kind->on_key(top, key);
    if (step == STEP_PASS && !key.is_pasted)
        step = command_on_key(desk, key);
    if (step == STEP_PASS && key_is_text(key))
        desk->must_bell = true;
    desk_step(desk, step);
}

static bool desk_is_waiting(const Desk *desk)
{
    const Screen *top = desk_top(desk);
    return top != NULL && top->waiting > 0;
}

static void desk_cancel(Desk *desk)
{
    if (!desk->is_cancelled)
        desk->jobs.cancel(desk->jobs.context);
    desk->is_cancelled = true;
    desk->held_count = 0;
}

static void desk_hold(Desk *desk, Key key)
{
    bool can_cancel = desk->now_ms - desk->wait_since_ms >= DESK_WORKING_MS;
    if (can_cancel && (key_is_back(key) || key_is_ctrl(key, 'c')))
        desk_cancel(desk);
    else if (desk->held_count < DESK_HELD_MAX)
        desk->held[desk->held_count++] = key;
    else
        desk->must_bell = true;
}

void desk_key(Desk *desk, Key key)
{
    desk->key_ms = desk->now_ms;
    if (desk_is_waiting(desk))
        desk_hold(desk, key);
    else
        desk_dispatch(desk, key);
}

void desk_replay(Desk *desk)
{
    while (desk->held_count > 0 && !desk_is_waiting(desk)) {
        Key key = desk->held[0];
        desk->held_count--;
        memmove(&desk->held[0], &desk->held[1], desk->held_count * sizeof desk->held[0]);
        desk_dispatch(desk, key);
        if (desk->must_discard)
            desk->held_count = 0;
    }
}

// ---- Answers ----

static Screen *desk_find(const Desk *desk, uint64_t number)
{
    for (size_t i = 0; i < desk->depth; i++)
        if (desk->stack[i]->number == number)
            return desk->stack[i];
    return NULL;
}

void desk_answer(Desk *desk, Job *job)
{
    Screen *screen = desk_find(desk, job->screen);
    if (screen == NULL) {
        if (job->screen == 0 && job->is_done && job->kind == JOB_LOAD_SESSION)
            desk_set_session(desk, TAKE(job->session));
        return;
    }
    if (job->is_waited)
        screen->waiting--;
    if (screen->kind->on_result != NULL)
        desk_apply(desk, screen, screen->kind->on_result(screen, job));
}
