// SPDX-License-Identifier: Apache-2.0
/*
 * clock: where the time comes from.
 *
 * Nothing asks the machine directly: a Clock is handed in, so that a test can replay any day.  The
 * business day is the branch's, not the calendar's; it may be later or earlier than today.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdint.h>

#include "base/date.h"

typedef struct {
    int64_t (*now_us)(void *context); // microseconds since 1970-01-01 00:00 UTC
    Date (*business_day)(void *context);
    void *context;
} Clock;

// A clock that stands still until it is moved.
typedef struct {
    int64_t now_us;
    Date business_day;
} ClockFixed;

// The machine's clock; its business day is the calendar day in local time.
Clock clock_system(void);
// Reads from fixed, which must outlive the clock.
Clock clock_fixed(ClockFixed *fixed);

int64_t clock_now_us(const Clock *clock);
Date clock_business_day(const Clock *clock);

#endif
