// SPDX-License-Identifier: Apache-2.0
#include "screen/executor.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"

typedef struct JobNode JobNode;
struct JobNode {
    Job *job;
    JobNode *next;
};

typedef struct {
    JobNode *first;
    JobNode *last;
} JobQueue;

struct Executor {
    App *app;
    pthread_t thread;
    pthread_mutex_t mutex; // guards all below
    pthread_cond_t changed;
    JobQueue waiting;
    JobQueue ended;
    bool is_running; // a job is with the App
    bool must_stop;
    bool is_cancelled;    // the job that runs has been told to stop
    JobProgress progress; // of the job that runs; what NULL: it has told nothing
    int fd;               // an eventfd: counts ended jobs
};

static void queue_put(JobQueue *queue, Job *job)
{
    JobNode *node = NEW(JobNode);
    node->job = job;
    if (queue->last != NULL)
        queue->last->next = node;
    else
        queue->first = node;
    queue->last = node;
}

static Job *queue_get(JobQueue *queue)
{
    JobNode *node = queue->first;
    if (node == NULL)
        return NULL;
    Job *job = node->job;
    queue->first = node->next;
    if (queue->first == NULL)
        queue->last = NULL;
    free(node);
    return job;
}

static void queue_done(JobQueue *queue)
{
    for (Job *job = queue_get(queue); job != NULL; job = queue_get(queue))
        job_free(job);
}

// Waits for the next job; NULL: it is time to stop.  Called with the mutex held.
static Job *executor_next(Executor *executor)
{
    while (!executor->must_stop && executor->waiting.first == NULL)
        pthread_cond_wait(&executor->changed, &executor->mutex);
    return executor->must_stop ? NULL : queue_get(&executor->waiting);
}

static void executor_announce(const Executor *executor)
{
    // Fails only when the counter is full, and then the reader is awake anyway.
    (void)eventfd_write(executor->fd, 1);
}

static void *executor_work(void *context)
{
    Executor *executor = context;
    pthread_mutex_lock(&executor->mutex);
    for (Job *job = executor_next(executor); job != NULL; job = executor_next(executor)) {
        executor->is_running = true;
        executor->is_cancelled = false;
        executor->progress = (JobProgress){.what = NULL};
        pthread_mutex_unlock(&executor->mutex);
        job_run(job, executor->app);
        pthread_mutex_lock(&executor->mutex);
        executor->is_running = false;
        queue_put(&executor->ended, job);
        executor_announce(executor);
    }
    pthread_mutex_unlock(&executor->mutex);
    return NULL;
}

// A Watch, called by the thread of the executor.
static void executor_tell(void *context, const char *what, int64_t done, int64_t total)
{
    Executor *executor = context;
    pthread_mutex_lock(&executor->mutex);
    executor->progress = (JobProgress){.what = what, .done = done, .total = total};
    executor_announce(executor);
    pthread_mutex_unlock(&executor->mutex);
}

static bool executor_must_stop(void *context)
{
    Executor *executor = context;
    pthread_mutex_lock(&executor->mutex);
    bool must_stop = executor->is_cancelled || executor->must_stop;
    pthread_mutex_unlock(&executor->mutex);
    return must_stop;
}

static bool executor_start_thread(Executor *executor)
{
    // Signals are for the thread that has the terminal.
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    bool is_started = pthread_create(&executor->thread, NULL, executor_work, executor) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return is_started;
}

bool executor_new(App *app, Executor **ret_executor, Error *err)
{
    Executor *executor = NEW(Executor);
    executor->app = app;
    pthread_mutex_init(&executor->mutex, NULL);
    pthread_cond_init(&executor->changed, NULL);
    executor->fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    app_set_watch(
        app, (Watch){.tell = executor_tell, .must_stop = executor_must_stop, .context = executor});
    if (executor->fd < 0 || !executor_start_thread(executor)) {
        app_set_watch(app, (Watch){.context = NULL});
        file_close(executor->fd);
        free(executor);
        return error_set(err, ERROR_INTERNAL, __func__,
                         "The program could not start its second thread.");
    }
    *ret_executor = executor;
    return true;
}

void executor_free(Executor *executor)
{
    if (executor == NULL)
        return;
    pthread_mutex_lock(&executor->mutex);
    executor->must_stop = true;
    bool is_running = executor->is_running;
    pthread_cond_signal(&executor->changed);
    pthread_mutex_unlock(&executor->mutex);
    if (is_running)
        app_cancel(executor->app);
    pthread_join(executor->thread, NULL);
    app_set_watch(executor->app, (Watch){.context = NULL});
    queue_done(&executor->waiting);
    queue_done(&executor->ended);
    pthread_cond_destroy(&executor->changed);
    pthread_mutex_destroy(&executor->mutex);
    file_close(executor->fd);
    free(executor);
}

int executor_fd(const Executor *executor)
{
    return executor->fd;
}

static void executor_submit(void *context, Job *job)
{
    Executor *executor = context;
    pthread_mutex_lock(&executor->mutex);
    queue_put(&executor->waiting, job);
    pthread_cond_signal(&executor->changed);
    pthread_mutex_unlock(&executor->mutex);
}

static Job *executor_take(void *context)
{
    Executor *executor = context;
    pthread_mutex_lock(&executor->mutex);
    Job *job = queue_get(&executor->ended);
    if (job == NULL) {
        eventfd_t count = 0;
        (void)eventfd_read(executor->fd, &count);
    }
    pthread_mutex_unlock(&executor->mutex);
    return job;
}

static void executor_cancel(void *context)
{
    Executor *executor = context;
    pthread_mutex_lock(&executor->mutex);
    executor->is_cancelled = true;
    pthread_mutex_unlock(&executor->mutex);
    app_cancel(executor->app);
}

static bool executor_progress(void *context, JobProgress *ret_progress)
{
    Executor *executor = context;
    pthread_mutex_lock(&executor->mutex);
    bool is_known = executor->is_running && executor->progress.what != NULL;
    if (is_known)
        *ret_progress = executor->progress;
    pthread_mutex_unlock(&executor->mutex);
    return is_known;
}

JobSource executor_source(Executor *executor)
{
    return (JobSource){
        .submit = executor_submit,
        .take = executor_take,
        .cancel = executor_cancel,
        .progress = executor_progress,
        .context = executor,
    };
}
