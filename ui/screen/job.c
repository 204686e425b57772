// SPDX-License-Identifier: Apache-2.0
#include "screen/job.h"

#include "base/memory.h"

Job *job_new(JobKind kind)
{
    Job *job = NEW(Job);
    job->kind = kind;
    return job;
}

void job_free(Job *job)
{
    if (job == NULL)
        return;
    form_values_free(job->values);
    free(job->name);
    secret_free(job->password);
    secret_free(job->code);
    form_result_free(job->result);
    form_preview_free(job->preview);
    staff_session_free(job->session);
    staff_enrolment_free(job->enrolment);
    app_pending_free(job->pending);
    free(job);
}

static bool job_run_form(Job *job, App *app, Error *err)
{
    return app_run_form(app, job->form, job->values, job->request, &job->result, err);
}

static bool job_preview_form(Job *job, App *app, Error *err)
{
    return app_preview_form(app, job->form, job->values, &job->preview, err);
}

static bool job_sign_in(Job *job, App *app, Error *err)
{
    return app_sign_in(app, job->name, job->password, job->code, &job->session, err);
}

static bool job_sign_out(Job *job, App *app, Error *err)
{
    (void)job;
    return app_sign_out(app, err);
}

static bool job_load_session(Job *job, App *app, Error *err)
{
    return app_load_session(app, &job->session, err);
}

static bool job_begin_enrolment(Job *job, App *app, Error *err)
{
    return app_begin_enrolment(app, &job->enrolment, err);
}

static bool job_find_pending(Job *job, App *app, Error *err)
{
    if (!app_pending_request(app, &job->pending, err))
        return false;
    return job->pending == NULL || app_view_pending(app, job->pending, &job->result, err);
}

static bool job_forget_pending(Job *job, App *app, Error *err)
{
    return app_forget_pending(app, job->request, err);
}

static bool (*const job_work[])(Job *job, App *app, Error *err) = {
    [JOB_RUN_FORM] = job_run_form,         [JOB_PREVIEW_FORM] = job_preview_form,
    [JOB_SIGN_IN] = job_sign_in,           [JOB_SIGN_OUT] = job_sign_out,
    [JOB_LOAD_SESSION] = job_load_session, [JOB_BEGIN_ENROLMENT] = job_begin_enrolment,
    [JOB_FIND_PENDING] = job_find_pending, [JOB_FORGET_PENDING] = job_forget_pending,
};

void job_run(Job *job, App *app)
{
    job->is_done = job_work[job->kind](job, app, &job->error);
}
