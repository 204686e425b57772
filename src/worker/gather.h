// SPDX-License-Identifier: Apache-2.0
/*
 * gather: payments from many hands, posted by few.
 *
 * A commit waits for the disk, so payments that come one by one are posted no faster than the disk
 * turns.  The gatherer waits once for many: one or two threads, each with a connection of its own,
 * post in one call whatever piled up while their last commit ran (decision 0015).  Nothing waits
 * for a call to fill: a payment that comes alone goes at once.
 *
 *     AUTO(gather_free) Gather *gather = NULL;
 *     if (!gather_open(&config, &gather, err))
 *         return false;
 *     const GatherLeg legs[] = {{from, -2500, "principal"}, {to, 2500, "principal"}};
 *     const GatherPayment payment = {.request = uuid_v7(&clock), .operation = "payment.transfer",
 *                                    .legs = legs, .leg_count = COUNT_OF(legs)};
 *     GatherAnswer answer;
 *     if (!gather_post(gather, &payment, &answer, err)) // waits for this payment's own answer
 *         return false;
 *
 * Whoever may not wait, an event loop for one, calls gather_submit() instead and is told.
 *
 * What is promised:
 * - each payment is posted or refused by itself, whatever becomes of its neighbours;
 * - each submitted payment is answered exactly once, also while closing: gather_close() takes no
 *   more, posts what it has, and comes back;
 * - a payment is posted at most once however often it is asked for: when the connection is lost,
 * the gatherer connects again and asks again with the same request ids, which the database
 * recognises;
 * - when the database stays away for longer than patience_ms, the answer is the failure, and it is
 *   unknown whether the payment was posted: ask again later with the same request id.
 *
 * Any thread may call gather_post() and gather_submit() on one Gather at the same time.
 */
#ifndef WORKER_GATHER_H
#define WORKER_GATHER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/auto.h"
#include "base/date.h"
#include "base/error.h"
#include "base/uuid.h"
#include "db/db.h"

typedef struct Gather Gather;

enum {
    GATHER_CALL_MAX = 200, // more payments per call save little and make everybody wait longer
    GATHER_CONNECTIONS_MAX = 4,
    GATHER_LEGS_MAX = 1000, // of one payment; the database says so too
};

// 0 or NULL: the default in brackets.
typedef struct {
    DbConfig db;        // whom to connect as: a role that may call admin.worker_post_many
    int16_t ledger;     // [1]
    int32_t staff;      // for whom is posted [nobody: the bank's own programs]
    int connections;    // [1]; a second one posts while the first commits
    int call_max;       // payments per call [GATHER_CALL_MAX]
    size_t waiting_max; // payments in the queue before more are refused with ERROR_BUSY [10,000]
    int patience_ms;    // how long a database may stay away [30,000]
} GatherConfig;

typedef struct {
    int64_t account;  // pd.account.id
    int64_t amount;   // minor units, credit positive
    const char *what; // "principal", "fee", "tax"
} GatherLeg;

// Copied by whoever takes it.
typedef struct {
    Uuid request;
    const char *operation; // "payment.transfer"
    const char *text;      // NULL: none
    Date value_date;       // invalid: the business day
    const GatherLeg *legs;
    size_t leg_count;
} GatherPayment;

typedef struct {
    int64_t journal;  // 0: not posted
    bool is_replayed; // posted or refused by an earlier call with this request id
    Error error;      // why not
} GatherAnswer;

// Called once per payment that was taken, on a thread of the gatherer: it must be quick, and may
// not close the gatherer.  It may submit.
typedef void (*GatherDone)(void *context, const GatherAnswer *answer);

// Opens the connections.  As db_open().
MUST_CHECK bool gather_open(const GatherConfig *config, Gather **ret_gather, Error *err);

// Takes a payment.  False, and done is never called: ERROR_BUSY when too many wait, ERROR_CANCELLED
// while closing, ERROR_MALFORMED.
MUST_CHECK bool gather_submit(Gather *gather, const GatherPayment *payment, GatherDone done,
                              void *context, Error *err);
// Takes a payment and waits for its answer.  False with the answer's error if it was not posted.
MUST_CHECK bool gather_post(Gather *gather, const GatherPayment *payment, GatherAnswer *ret_answer,
                            Error *err);

typedef struct {
    int64_t calls;
    int64_t posted;  // also earlier, by the same request id
    int64_t refused; // by a rule of the bank
    int64_t failed;  // given up: see patience_ms
    int64_t lost;    // connections
    int64_t largest; // payments in one call
} GatherCounts;
GatherCounts gather_counts(Gather *gather);

// Takes no more, answers all that was taken, ends the threads.  May be called again.
void gather_close(Gather *gather);
// Closes first.  Nobody else may be using it.
void gather_free(Gather *gather);
AUTO_DEFINE(Gather, gather_free);

#endif
