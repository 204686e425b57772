// SPDX-License-Identifier: Apache-2.0
/*
 * job: a piece of work that may have to wait for the database.
 *
 * A screen fills in what is asked and hands the job to a JobSource; some turns later it comes back
 * with what became of it. In between it belongs to the source and nobody looks at it.  The source
 * of the program is the executor, a thread with the one App; tests use a source that answers from a
 * script.
 *
 * Everything a screen can ask is one of the kinds below, a row each of a table in job.c: there is
 * no other way from a screen to the outside.
 */
#ifndef SCREEN_JOB_H
#define SCREEN_JOB_H

#include <stdbool.h>
#include <stdint.h>

#include "app/app.h"

typedef enum JobKind {
    JOB_RUN_FORM,        // form, values, request → result
    JOB_PREVIEW_FORM,    // form, values → preview
    JOB_SIGN_IN,         // name, password, code → session
    JOB_SIGN_OUT,        //
    JOB_LOAD_SESSION,    // → session
    JOB_BEGIN_ENROLMENT, // → enrolment
    JOB_FIND_PENDING,    // → pending (NULL: none), result (what became of it)
    JOB_FORGET_PENDING,  // request
} JobKind;

typedef struct Job {
    JobKind kind;
    uint64_t screen; // who asked; 0 is the desk itself
    int tag;         // the asker's own word for why
    bool is_waited;  // the asker cannot go on without it
    // What is asked.
    const Form *form;
    FormValues *values;
    char request[APP_REQUEST_SIZE];
    char *name;
    Secret *password;
    Secret *code;
    // What became of it.
    bool is_done; // false: see error
    Error error;
    FormResult *result;
    FormPreview *preview;
    StaffSession *session;
    StaffEnrolment *enrolment;
    AppPending *pending;
} Job;

MUST_CHECK Job *job_new(JobKind kind);
// With what was asked and what came back, but for what was taken out of it.
void job_free(Job *job);
AUTO_DEFINE(Job, job_free);
// Does the work, however long it takes, and fills in what became of it.
void job_run(Job *job, App *app);

// How far the job is that is being run.
typedef struct JobProgress {
    const char *what; // "Posting"
    int64_t done;
    int64_t total;
} JobProgress;

// Where jobs go and come back from.  submit takes the job; take gives one that has ended, or NULL,
// to be freed by the caller.  cancel stops what is going on; the jobs still come back.
typedef struct JobSource {
    void (*submit)(void *context, Job *job);
    Job *(*take)(void *context);
    void (*cancel)(void *context);
    // False: nothing is known.  May be NULL.
    bool (*progress)(void *context, JobProgress *ret_progress);
    void *context;
} JobSource;

#endif
