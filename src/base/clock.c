// SPDX-License-Identifier: Apache-2.0
#include "base/clock.h"

#include <time.h>

static int64_t clock_system_now_us(void *context)
{
    (void)context;
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static Date clock_system_business_day(void *context)
{
    (void)context;
    time_t now = time(NULL);
    struct tm local = {0};
    (void)localtime_r(&now, &local);
    return (Date){.year = local.tm_year + 1900, .month = local.tm_mon + 1, .day = local.tm_mday};
}

static int64_t clock_fixed_now_us(void *context)
{
    const ClockFixed *fixed = context;
    return fixed->now_us;
}

static Date clock_fixed_business_day(void *context)
{
    const ClockFixed *fixed = context;
    return fixed->business_day;
}

Clock clock_system(void)
{
    return (Clock){.now_us = clock_system_now_us, .business_day = clock_system_business_day};
}

Clock clock_fixed(ClockFixed *fixed)
{
    return (Clock){
        .now_us = clock_fixed_now_us, .business_day = clock_fixed_business_day, .context = fixed};
}

int64_t clock_now_us(const Clock *clock)
{
    return clock->now_us(clock->context);
}

Date clock_business_day(const Clock *clock)
{
    return clock->business_day(clock->context);
}
