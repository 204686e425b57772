// SPDX-License-Identifier: Apache-2.0
/*
 * worker: the loop that does what nobody at a desk does.
 *
 * It asks the database for the next due job, again and again: admin.worker_next() names it,
 * admin.worker_run() runs one call of it and answers what it did.  What a job is, when it is due
 * and what becomes of one that fails is known by the database alone (pd.job); this room keeps the
 * connection, waits, and tells what happened.  A call is one transaction, so a worker may be killed
 * at any moment, and several may run at once: the database never gives one job to two of them.
 *
 * It connects as the database role paydesk_worker, which may do nothing else, and has no session.
 * This room never prints, knows no signals and does not sleep: it rests through a callback, which
 * also says when to stop.
 */
#ifndef WORKER_WORKER_H
#define WORKER_WORKER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/auto.h"
#include "base/error.h"

typedef enum WorkerEventKind {
    WORKER_DID,         // a job did something
    WORKER_FAILED,      // a job failed; it will be tried again
    WORKER_LOST,        // the database cannot be reached, or a call ended without an answer
    WORKER_IS_BACK,     // it answers again
    WORKER_IS_CONNECTED // the first connection
} WorkerEventKind;

// What happened; everything is borrowed for the call.
typedef struct WorkerEvent {
    WorkerEventKind kind;
    const char *job;  // WORKER_DID, WORKER_FAILED; else NULL
    int64_t done;     // WORKER_DID: how many things
    int64_t took_ms;  // WORKER_DID, WORKER_FAILED
    const char *code; // WORKER_FAILED: the SQLSTATE; WORKER_LOST: the error's name
    const char *sentence;
} WorkerEvent;

typedef void WorkerTell(void *context, const WorkerEvent *event);
// Waits up to so many milliseconds, 0 included.  True: stop.
typedef bool WorkerRest(void *context, int64_t milliseconds);

typedef struct WorkerOptions {
    const char *db_user;  // NULL: paydesk_worker
    const char *contract; // as app_contract() says it; NULL: not compared
    bool is_once;         // what is due now, then end
    WorkerTell *tell;     // may be NULL
    WorkerRest *rest;
    void *context; // of both
} WorkerOptions;

typedef struct WorkerSummary {
    int64_t done; // things, of all jobs
    int64_t failures;
} WorkerSummary;

// Works until it shall stop, or once.  The job in hand is always finished.  ret_summary is written
// whatever the answer.  False: with is_once, if the database is lost or does not answer; always for
// ERROR_CONTRACT and ERROR_SIGN_IN_REFUSED, which no waiting mends.
MUST_CHECK bool worker_run(const WorkerOptions *options, WorkerSummary *ret_summary, Error *err);

#endif
