// SPDX-License-Identifier: Apache-2.0
#include "worker/gather.h"

#include <errno.h>
#include <pthread.h>
#include <time.h>

#include "base/memory.h"
#include "worker/gather_internal.h"

enum {
    GATHER_WAITING_MAX = 10000,
    GATHER_PATIENCE_MS = 30000,
    GATHER_FIRST_WAIT_MS = 20,
    GATHER_LONGEST_WAIT_MS = 500,
    // Another connection is worth its own call and commit for so many payments, or when the busy
    // one does not come back for so long.
    GATHER_SHARE = 40,
    GATHER_SHARE_WAIT_MS = 10,
};

typedef struct {
    Gather *gather;
    Db *db;
    pthread_t thread;
    int64_t away_since_ms; // since when every call failed; 0: the last one did not
} GatherHand;

struct Gather {
    int16_t ledger;
    int32_t staff;
    size_t call_max;
    size_t waiting_max;
    int64_t patience_ms;

    pthread_mutex_t lock; // guards all that follows, but for the hands' own
    pthread_cond_t has_work;
    GatherItem *first;
    GatherItem **end; // where the next item is hung
    size_t waiting;
    size_t busy; // hands that are at a call
    bool is_closing;
    GatherCounts counts;

    GatherHand hands[GATHER_CONNECTIONS_MAX];
    size_t hand_count;
};

static int64_t gather_now_ms(void)
{
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void gather_sleep_ms(long wait_ms)
{
    struct timespec wait = {.tv_sec = wait_ms / 1000, .tv_nsec = wait_ms % 1000 * 1000000};
    (void)nanosleep(&wait, NULL);
}

static void gather_lock(Gather *gather)
{
    if (pthread_mutex_lock(&gather->lock) != 0)
        abort();
}

static void gather_unlock(Gather *gather)
{
    if (pthread_mutex_unlock(&gather->lock) != 0)
        abort();
}

// The queue

// Hangs out of the queue what can go together, oldest first; the rest keeps its order.
static void gather_fill(Gather *gather, GatherCall *call)
{
    GatherItem **link = &gather->first;
    while (*link && call->count < gather->call_max) {
        GatherItem *item = *link;
        if (!gather_call_fits(call, item)) {
            link = &item->next;
            continue;
        }
        *link = item->next;
        gather->waiting--;
        gather_call_add(call, item);
    }
    if (!*link)
        gather->end = link;
}

// Waits a little for the busy hand to come back; false if it did not.
static bool gather_wait_share(Gather *gather)
{
    struct timespec until = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += GATHER_SHARE_WAIT_MS * 1000000;
    until.tv_sec += until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    return pthread_cond_timedwait(&gather->has_work, &gather->lock, &until) != ETIMEDOUT;
}

// A few payments are left to the hand that is busy, which gathers them: split over many small calls
// they would cost more and finish later.
static void gather_wait(Gather *gather)
{
    bool is_patient = true;
    while (!gather->is_closing) {
        if (!gather->first)
            (void)pthread_cond_wait(&gather->has_work, &gather->lock);
        else if (is_patient && gather->busy > 0 && gather->waiting < GATHER_SHARE)
            is_patient = gather_wait_share(gather);
        else
            return;
    }
}

// Waits for work; false when there will be none any more.
static bool gather_take(Gather *gather, GatherCall *ret_call)
{
    ret_call->count = 0;
    ret_call->legs = 0;
    gather_lock(gather);
    gather_wait(gather);
    gather_fill(gather, ret_call);
    gather->busy += ret_call->count > 0;
    // What was left behind is for another connection, if one has nothing to do.
    if (gather->first)
        (void)pthread_cond_signal(&gather->has_work);
    gather_unlock(gather);
    return ret_call->count > 0;
}

static void gather_finish(Gather *gather)
{
    gather_lock(gather);
    gather->busy--;
    gather_unlock(gather);
}

static bool gather_put(Gather *gather, GatherItem *item, Error *err)
{
    bool is_taken = false;
    gather_lock(gather);
    if (gather->is_closing) {
        (void)error_set(err, ERROR_CANCELLED, __func__, "No more payments are taken.");
    } else if (gather->waiting >= gather->waiting_max) {
        (void)error_set(err, ERROR_BUSY, __func__, "Too many payments are waiting.");
    } else {
        item->next = NULL;
        *gather->end = item;
        gather->end = &item->next;
        gather->waiting++;
        is_taken = true;
        (void)pthread_cond_signal(&gather->has_work);
    }
    gather_unlock(gather);
    return is_taken;
}

// One call after another

static void gather_count(Gather *gather, const GatherCall *call)
{
    gather_lock(gather);
    GatherCounts *counts = &gather->counts;
    counts->calls++;
    if ((int64_t)call->count > counts->largest)
        counts->largest = (int64_t)call->count;
    for (size_t i = 0; i < call->count; i++) {
        const GatherAnswer *answer = &call->items[i]->answer;
        if (answer->journal != 0)
            counts->posted++;
        else if (error_exit_status(answer->error.code) == 2)
            counts->refused++;
        else
            counts->failed++;
    }
    gather_unlock(gather);
}

static void gather_answer(Gather *gather, const GatherCall *call)
{
    gather_count(gather, call);
    for (size_t i = 0; i < call->count; i++) {
        GatherItem *item = call->items[i];
        item->done(item->context, &item->answer);
        gather_item_free(item);
    }
}

static void gather_fail(Gather *gather, const GatherCall *call, const Error *err)
{
    for (size_t i = 0; i < call->count; i++)
        call->items[i]->answer = (GatherAnswer){.error = *err};
    gather_answer(gather, call);
}

// Whether nothing is wrong with the call, and the same call may succeed later.
static bool gather_is_passing(const Error *err)
{
    return err->code == ERROR_CONNECTION || err->code == ERROR_BUSY || err->code == ERROR_CANCELLED;
}

static bool gather_try(GatherHand *hand, const GatherCall *call, Error *err)
{
    Gather *gather = hand->gather;
    if (!db_is_open(hand->db)) {
        gather_lock(gather);
        gather->counts.lost++;
        gather_unlock(gather);
        // Why ever it cannot be reached, it is the database that is away, not the call that is
        // wrong.
        if (!db_reopen(hand->db, err)) {
            err->code = ERROR_CONNECTION;
            return false;
        }
    }
    return gather_call_post(call, hand->db, gather->ledger, gather->staff, err);
}

// Asks until there is an answer or patience ends.  The request ids make asking again safe.
static bool gather_insist(GatherHand *hand, const GatherCall *call, Error *err)
{
    long wait_ms = GATHER_FIRST_WAIT_MS;
    while (!gather_try(hand, call, err)) {
        if (!gather_is_passing(err))
            return false;
        int64_t now_ms = gather_now_ms();
        if (hand->away_since_ms == 0)
            hand->away_since_ms = now_ms;
        if (now_ms - hand->away_since_ms >= hand->gather->patience_ms)
            return error_add_hint(err,
                                  "It is unknown whether the payment was posted: ask again with "
                                  "the same request id.");
        gather_sleep_ms(wait_ms);
        wait_ms = wait_ms * 2 < GATHER_LONGEST_WAIT_MS ? wait_ms * 2 : GATHER_LONGEST_WAIT_MS;
    }
    hand->away_since_ms = 0;
    return true;
}

static void gather_serve_singly(GatherHand *hand, const GatherCall *call)
{
    for (size_t i = 0; i < call->count; i++) {
        Error err = ERROR_EMPTY;
        GatherCall single = {.count = 0};
        gather_call_add(&single, call->items[i]);
        if (gather_insist(hand, &single, &err))
            gather_answer(hand->gather, &single);
        else
            gather_fail(hand->gather, &single, &err);
    }
}

static void gather_serve(GatherHand *hand, const GatherCall *call)
{
    Error err = ERROR_EMPTY;
    if (gather_insist(hand, call, &err))
        gather_answer(hand->gather, call);
    else if (call->count > 1 && !gather_is_passing(&err))
        // One of them is such that the database refused the whole call; the others shall not
        // suffer.
        gather_serve_singly(hand, call);
    else
        gather_fail(hand->gather, call, &err);
}

static void *gather_work(void *context)
{
    GatherHand *hand = context;
    GatherCall call;
    while (gather_take(hand->gather, &call)) {
        gather_serve(hand, &call);
        gather_finish(hand->gather);
    }
    return NULL;
}

// Life

static size_t gather_limit(int wanted, int usual, int highest)
{
    int value = wanted > 0 ? wanted : usual;
    return (size_t)(value < highest ? value : highest);
}

static void gather_init_locks(Gather *gather)
{
    pthread_condattr_t monotonic;
    bool is_made = pthread_condattr_init(&monotonic) == 0 &&
                   pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC) == 0 &&
                   pthread_cond_init(&gather->has_work, &monotonic) == 0 &&
                   pthread_mutex_init(&gather->lock, NULL) == 0;
    if (!is_made)
        abort();
    (void)pthread_condattr_destroy(&monotonic);
}

static Gather *gather_new(const GatherConfig *config)
{
    Gather *gather = NEW(Gather);
    gather->ledger = config->ledger != 0 ? config->ledger : 1;
    gather->staff = config->staff;
    gather->call_max = gather_limit(config->call_max, GATHER_CALL_MAX, GATHER_CALL_MAX);
    gather->waiting_max = config->waiting_max != 0 ? config->waiting_max : GATHER_WAITING_MAX;
    gather->patience_ms = config->patience_ms > 0 ? config->patience_ms : GATHER_PATIENCE_MS;
    gather->end = &gather->first;
    gather_init_locks(gather);
    return gather;
}

static bool gather_add_hand(Gather *gather, const DbConfig *config, Error *err)
{
    GatherHand *hand = &gather->hands[gather->hand_count];
    hand->gather = gather;
    if (!db_open(config, &hand->db, err))
        return false;
    if (pthread_create(&hand->thread, NULL, gather_work, hand) != 0) {
        db_free(hand->db);
        return error_set(err, ERROR_OUTSIDE, __func__, "The system gives no more threads.");
    }
    gather->hand_count++;
    return true;
}

bool gather_open(const GatherConfig *config, Gather **ret_gather, Error *err)
{
    AUTO(gather_free) Gather *gather = gather_new(config);
    size_t connections = gather_limit(config->connections, 1, GATHER_CONNECTIONS_MAX);
    for (size_t i = 0; i < connections; i++)
        if (!gather_add_hand(gather, &config->db, err))
            return false;
    *ret_gather = TAKE(gather);
    return true;
}

void gather_close(Gather *gather)
{
    gather_lock(gather);
    gather->is_closing = true;
    (void)pthread_cond_broadcast(&gather->has_work);
    gather_unlock(gather);
    for (; gather->hand_count > 0; gather->hand_count--) {
        GatherHand *hand = &gather->hands[gather->hand_count - 1];
        if (pthread_join(hand->thread, NULL) != 0)
            abort();
        db_free(hand->db);
    }
}

void gather_free(Gather *gather)
{
    if (!gather)
        return;
    gather_close(gather);
    (void)pthread_cond_destroy(&gather->has_work);
    (void)pthread_mutex_destroy(&gather->lock);
    free(gather);
}

GatherCounts gather_counts(Gather *gather)
{
    gather_lock(gather);
    GatherCounts counts = gather->counts;
    gather_unlock(gather);
    return counts;
}

// Submitting

bool gather_submit(Gather *gather, const GatherPayment *payment, GatherDone done, void *context,
                   Error *err)
{
    if (!gather_payment_check(payment, err))
        return false;
    GatherItem *item = gather_item_new(payment, done, context);
    if (gather_put(gather, item, err))
        return true;
    gather_item_free(item);
    return false;
}

// Who waits for the answer of one payment.
typedef struct {
    pthread_mutex_t lock;
    pthread_cond_t is_answered;
    bool has_answer;
    GatherAnswer answer;
} GatherWaiter;

static void gather_wake(void *context, const GatherAnswer *answer)
{
    GatherWaiter *waiter = context;
    (void)pthread_mutex_lock(&waiter->lock);
    waiter->answer = *answer;
    waiter->has_answer = true;
    (void)pthread_cond_signal(&waiter->is_answered);
    (void)pthread_mutex_unlock(&waiter->lock);
}

bool gather_post(Gather *gather, const GatherPayment *payment, GatherAnswer *ret_answer, Error *err)
{
    GatherWaiter waiter = {.lock = PTHREAD_MUTEX_INITIALIZER,
                           .is_answered = PTHREAD_COND_INITIALIZER};
    if (!gather_submit(gather, payment, gather_wake, &waiter, err))
        return false;
    (void)pthread_mutex_lock(&waiter.lock);
    while (!waiter.has_answer)
        (void)pthread_cond_wait(&waiter.is_answered, &waiter.lock);
    (void)pthread_mutex_unlock(&waiter.lock);
    (void)pthread_cond_destroy(&waiter.is_answered);
    (void)pthread_mutex_destroy(&waiter.lock);
    *ret_answer = waiter.answer;
    if (waiter.answer.journal == 0 && err)
        *err = waiter.answer.error;
    return waiter.answer.journal != 0;
}
