// SPDX-License-Identifier: Apache-2.0
//
// gather_bench ACCOUNTS CONNECTIONS USERS SECONDS: users who each keep one payment outstanding,
// through the gatherer. Prints payments per second, how many there were, how many went in one call,
// and how long they took.
#include <inttypes.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/memory.h"
#include "worker/gather.h"

enum { TIMES_MAX = 2000000 };

typedef struct {
    Gather *gather;
    Clock clock;
    uint64_t accounts;
    atomic_bool is_over;
    atomic_size_t failed;
    atomic_size_t times_count;
    int64_t *times_us;
} Bench;

typedef struct {
    Bench *bench;
    uint64_t noise;
    int64_t began_us;
} User;

static uint64_t user_random(User *user, uint64_t below)
{
    user->noise ^= user->noise << 13;
    user->noise ^= user->noise >> 7;
    user->noise ^= user->noise << 17;
    return user->noise % below;
}

static void user_answered(void *context, const GatherAnswer *answer);

static void user_pay(User *user)
{
    Bench *bench = user->bench;
    Error err = ERROR_EMPTY;
    uint64_t payer = user_random(user, bench->accounts);
    uint64_t payee = (payer + 1 + user_random(user, bench->accounts - 1)) % bench->accounts;
    int64_t amount = 1 + (int64_t)user_random(user, 100);
    const GatherLeg legs[] = {{(int64_t)payer + 1, -amount, "principal"},
                              {(int64_t)payee + 1, amount, "principal"}};
    const GatherPayment payment = {.request = uuid_v7(&bench->clock),
                                   .operation = "payment.transfer",
                                   .text = "Rent",
                                   .legs = legs,
                                   .leg_count = COUNT_OF(legs)};
    user->began_us = clock_now_us(&bench->clock);
    // When time is over the gatherer closes, and may do so just before this one.
    if (!gather_submit(bench->gather, &payment, user_answered, user, &err) &&
        !atomic_load(&bench->is_over))
        atomic_fetch_add(&bench->failed, 1);
}

// On a thread of the gatherer: an event loop would do the same with a queue of its own.
static void user_answered(void *context, const GatherAnswer *answer)
{
    User *user = context;
    Bench *bench = user->bench;
    size_t place = atomic_fetch_add(&bench->times_count, 1);
    if (place < TIMES_MAX)
        bench->times_us[place] = clock_now_us(&bench->clock) - user->began_us;
    if (answer->journal == 0) {
        atomic_fetch_add(&bench->failed, 1);
        (void)fprintf(stderr, "%s\n", answer->error.sentence);
    } else if (!atomic_load(&bench->is_over)) {
        user_pay(user);
    }
}

static int compare_times(const void *left, const void *right)
{
    const int64_t *one = left;
    const int64_t *other = right;
    return (*one > *other) - (*one < *other);
}

static volatile sig_atomic_t is_told_to_stop;

static void stop(int number)
{
    (void)number;
    is_told_to_stop = 1;
}

static void bench_print(Bench *bench)
{
    size_t count = atomic_load(&bench->times_count);
    size_t kept = count < TIMES_MAX ? count : TIMES_MAX;
    GatherCounts counts = gather_counts(bench->gather);
    qsort(bench->times_us, kept, sizeof *bench->times_us, compare_times);
    (void)printf("payments = %" PRId64 " calls = %" PRId64 " largest = %" PRId64
                 " p50_us = %" PRId64 " p99_us = %" PRId64 "\n",
                 counts.posted, counts.calls, counts.largest,
                 kept > 0 ? bench->times_us[kept / 2] : 0,
                 kept > 0 ? bench->times_us[kept * 99 / 100] : 0);
}

static void bench_watch(Bench *bench)
{
    int64_t before = 0;
    int64_t before_us = clock_now_us(&bench->clock);
    for (unsigned second = 1; !is_told_to_stop; second++) {
        if (sleep(1) > 0)
            return;
        int64_t now = gather_counts(bench->gather).posted;
        int64_t now_us = clock_now_us(&bench->clock);
        (void)printf("progress: %u.0 s, %" PRId64 ".0 tps\n", second,
                     (now - before) * 1000000 / (now_us - before_us));
        (void)fflush(stdout);
        before = now;
        before_us = now_us;
    }
}

static void bench_run(Bench *bench, size_t users)
{
    AUTO_FREE User *all = memory_new(users, sizeof *all);
    uint64_t seed = (uint64_t)clock_now_us(&bench->clock);
    for (size_t i = 0; i < users; i++) {
        all[i] = (User){.bench = bench, .noise = seed * 2654435761U + i * 7919 + 1};
        user_pay(&all[i]);
    }
    bench_watch(bench);
    atomic_store(&bench->is_over, true);
    gather_close(bench->gather);
    bench_print(bench);
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        (void)fputs("gather_bench ACCOUNTS CONNECTIONS USERS\n", stderr);
        return 1;
    }
    Error err = ERROR_EMPTY;
    AUTO(gather_free) Gather *gather = NULL;
    AUTO_FREE int64_t *times = memory_new(TIMES_MAX, sizeof *times);
    const GatherConfig config = {.db = {.application_name = "gather_bench"},
                                 .connections = (int)strtol(argv[2], NULL, 10)};
    if (!gather_open(&config, &gather, &err)) {
        (void)fprintf(stderr, "%s %s\n", err.sentence, err.hint);
        return 1;
    }
    Bench bench = {.gather = gather,
                   .clock = clock_system(),
                   .accounts = strtoull(argv[1], NULL, 10),
                   .times_us = times};
    (void)signal(SIGTERM, stop);
    bench_run(&bench, strtoul(argv[3], NULL, 10));
    return atomic_load(&bench.failed) == 0 ? 0 : 1;
}
