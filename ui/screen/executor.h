// SPDX-License-Identifier: Apache-2.0
/*
 * executor: the one thread that may wait.
 *
 * It owns the App while it lives and runs jobs one after the other, as plain sequential C.  The
 * other thread, which has the keyboard and the screen, never waits for it: executor_fd() becomes
 * readable when a job has ended or told how far it is.
 */
#ifndef SCREEN_EXECUTOR_H
#define SCREEN_EXECUTOR_H

#include "screen/job.h"

typedef struct Executor Executor;

// Starts the thread.  ERROR_INTERNAL: no thread or no pipe to be had.
MUST_CHECK bool executor_new(App *app, Executor **ret_executor, Error *err);
// Cancels what is going on, waits for the thread and frees what never ran; the App is the caller's
// again.
void executor_free(Executor *executor);
AUTO_DEFINE(Executor, executor_free);

// For poll; take jobs until there is none.
int executor_fd(const Executor *executor);
// Good as long as the executor is.
JobSource executor_source(Executor *executor);

#endif
