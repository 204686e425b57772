// SPDX-License-Identifier: Apache-2.0
/*
 * watch: how a long piece of work tells how far it is, and is told to stop.
 *
 * Whoever starts the work may hand it a Watch; the work calls watch_tell() now and then and asks
 * watch_must_stop() where it can stop cleanly.  Both are called by the thread that does the work.
 */
#ifndef BASE_WATCH_H
#define BASE_WATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Watch {
    // what: "Posting", a constant.  total 0: not known yet.  Either may be NULL.
    void (*tell)(void *context, const char *what, int64_t done, int64_t total);
    bool (*must_stop)(void *context);
    void *context;
} Watch;

// A NULL watch is allowed: nobody looks.
static inline void watch_tell(const Watch *watch, const char *what, int64_t done, int64_t total)
{
    if (watch != NULL && watch->tell != NULL)
        watch->tell(watch->context, what, done, total);
}

static inline bool watch_must_stop(const Watch *watch)
{
    return watch != NULL && watch->must_stop != NULL && watch->must_stop(watch->context);
}

#endif
