// SPDX-License-Identifier: Apache-2.0
#include "base/memory.h"
#include "screen/desk_internal.h"
#include "screen/screens.h"

static void desk_submit(Desk *desk, Job *job)
{
    if (desk->asked++ == 0)
        desk->wait_since_ms = desk->now_ms;
    desk->jobs.submit(desk->jobs.context, job);
}

void desk_ask(Screen *screen, Job *job, int tag)
{
    job->screen = screen->number;
    job->tag = tag;
    desk_submit(screen->desk, job);
}

void desk_wait(Screen *screen, Job *job, int tag)
{
    job->is_waited = true;
    screen->waiting++;
    // What a person waits for counts from now, whatever was going on in the background.
    screen->desk->wait_since_ms = screen->desk->now_ms;
    desk_ask(screen, job, tag);
}

Job *desk_job(const Desk *desk, const char *operation, const char *name, const char *value)
{
    Job *job = job_new(JOB_RUN_FORM);
    job->form = forms_find(desk->forms, operation);
    job->values = form_values_new();
    if (name != NULL)
        form_values_set(job->values, name, value);
    return job;
}

void desk_reload_session(Desk *desk)
{
    desk_submit(desk, job_new(JOB_LOAD_SESSION));
}

// A session that has ended is no reason to lose what was typed: the person signs in on top of it.
static void desk_ask_to_sign_in(Desk *desk)
{
    if (desk->session == NULL || screen_is_sign_in(desk_top(desk)))
        return;
    desk->held_count = 0;
    desk_next(desk, sign_in_again_screen_new(desk));
    desk_step(desk, STEP_PUSH);
}

static void desk_collect_one(Desk *desk, Job *job)
{
    desk->asked--;
    bool has_ended = !job->is_done && job->error.code == ERROR_NO_SESSION &&
                     job->kind != JOB_SIGN_IN && job->kind != JOB_SIGN_OUT;
    if (desk->asked == 0 && desk->message.now.kind == MESSAGE_WORKING)
        message_clear(&desk->message);
    // What was typed ahead meant that it would go well.
    if (job->is_waited && !job->is_done)
        desk->held_count = 0;
    desk_answer(desk, job);
    if (has_ended)
        desk_ask_to_sign_in(desk);
}

// "Posting 12000 of 100000 [##        ]" while a long job tells how far it is.
static void desk_show_progress(Desk *desk)
{
    enum { BAR_COLUMNS = 20 };
    AUTO(text_done) Text text = TEXT_EMPTY_MAX(TEXT_MAX_LINE);
    JobProgress now;
    if (desk->asked == 0 || desk->jobs.progress == NULL ||
        !desk->jobs.progress(desk->jobs.context, &now) || now.total <= 0)
        return;
    int64_t part = now.done * BAR_COLUMNS / now.total;
    text_add_format(&text, "%s %lld of %lld [", now.what, (long long)now.done,
                    (long long)now.total);
    for (int64_t i = 0; i < BAR_COLUMNS; i++)
        text_add_char(&text, i < part ? '#' : ' ');
    text_add_char(&text, ']');
    message_working(&desk->message, desk->wait_since_ms, text_string(&text));
}

void desk_collect(Desk *desk)
{
    for (;;) {
        AUTO(job_free) Job *job = desk->jobs.take(desk->jobs.context);
        if (job == NULL)
            break;
        desk_collect_one(desk, job);
        if (desk->asked == 0)
            desk->is_cancelled = false;
        desk_replay(desk);
    }
    desk_show_progress(desk);
}

bool desk_may(const Desk *desk, const char *operation)
{
    return desk->session != NULL && staff_session_may(desk->session, operation);
}

void desk_remember(Desk *desk, const FormValues *values)
{
    if (desk->last == NULL)
        desk->last = form_values_new();
    for (size_t i = 0; i < form_values_count(values); i++) {
        const char *name = form_values_name(values, i);
        if (form_values_get(values, name) != NULL)
            form_values_set(desk->last, name, form_values_get(values, name));
    }
}

void desk_set_session(Desk *desk, StaffSession *session)
{
    staff_session_free(desk->session);
    desk->session = session;
    desk->key_ms = desk->now_ms;
}

void desk_tell(Desk *desk, MessageKind kind, const char *format, ...)
{
    AUTO(text_done) Text sentence = TEXT_EMPTY_MAX(TEXT_MAX_LINE);
    va_list arguments;
    va_start(arguments, format);
    text_add_format_list(&sentence, format, arguments);
    va_end(arguments);
    message_set(&desk->message, kind, desk->now_ms, text_string(&sentence));
}

void desk_tell_error(Desk *desk, const Error *error)
{
    MessageKind kind = error->code == ERROR_CANCELLED ? MESSAGE_INFO : MESSAGE_ERROR;
    if (error->hint[0] == '\0')
        desk_tell(desk, kind, "%s", error->sentence);
    else
        desk_tell(desk, kind, "%s %s", error->sentence, error->hint);
}

// ---- Time ----

// Locked a little earlier than the session would end by itself.
static int64_t desk_lock_ms(const Desk *desk)
{
    int minutes = desk->session->idle_minutes;
    if (minutes <= 0 || minutes > DESK_LOCK_MINUTES)
        minutes = DESK_LOCK_MINUTES;
    return (int64_t)minutes * 60 * 1000;
}

static bool desk_can_lock(const Desk *desk)
{
    return desk->session != NULL && desk->depth > 0 && !screen_is_sign_in(desk_top(desk));
}

void desk_tick(Desk *desk, int64_t now_ms)
{
    desk->now_ms = now_ms;
    if (desk->asked > 0 && now_ms - desk->wait_since_ms >= DESK_WORKING_MS &&
        desk->message.now.kind != MESSAGE_WORKING)
        message_working(&desk->message, now_ms, "waiting for the database");
    if (desk_can_lock(desk) && now_ms - desk->key_ms >= desk_lock_ms(desk)) {
        desk_next(desk, unlock_screen_new(desk));
        desk_step(desk, STEP_PUSH);
    }
}

static int earlier(int left, int64_t right)
{
    if (right < 0)
        right = 0;
    return left < 0 || right < left ? (int)right : left;
}

int desk_next_ms(const Desk *desk)
{
    int next = message_next_ms(&desk->message, desk->now_ms);
    if (desk->asked > 0 && desk->message.now.kind != MESSAGE_WORKING)
        next = earlier(next, desk->wait_since_ms + DESK_WORKING_MS - desk->now_ms);
    if (desk_can_lock(desk))
        next = earlier(next, desk->key_ms + desk_lock_ms(desk) - desk->now_ms);
    return next;
}
