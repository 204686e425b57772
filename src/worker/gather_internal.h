// SPDX-License-Identifier: Apache-2.0
/*
 * gather_internal: what the queue (gather.c) and the call (gather_call.c) share.
 */
#ifndef WORKER_GATHER_INTERNAL_H
#define WORKER_GATHER_INTERNAL_H

#include "worker/gather.h"

// A payment in the queue, with everything it owns.
typedef struct GatherItem {
    struct GatherItem *next;
    GatherPayment payment;
    char *operation;
    char *text;
    GatherLeg *legs;
    GatherDone done;
    void *context;
    GatherAnswer answer;
} GatherItem;

// Payments that go together.
typedef struct {
    GatherItem *items[GATHER_CALL_MAX];
    size_t count;
    size_t legs;
} GatherCall;

GatherItem *gather_item_new(const GatherPayment *payment, GatherDone done, void *context);
void gather_item_free(GatherItem *item);
MUST_CHECK bool gather_payment_check(const GatherPayment *payment, Error *err);

// True if the item may go with the others: not too many legs, and not the same request again, whose
// answer the second must find in the database.
bool gather_call_fits(const GatherCall *call, const GatherItem *item);
void gather_call_add(GatherCall *call, GatherItem *item);

// Posts them with one round trip and fills each item's answer.  On failure no answer is filled and
// it may be asked again: with ERROR_CONNECTION, ERROR_BUSY or ERROR_CANCELLED all of them, else the
// call itself was wrong.
MUST_CHECK bool gather_call_post(const GatherCall *call, Db *db, int16_t ledger, int32_t staff,
                                 Error *err);

#endif
