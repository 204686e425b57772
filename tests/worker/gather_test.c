// SPDX-License-Identifier: Apache-2.0
#include "worker/gather.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "support/suite.h"

enum {
    ACCOUNTS = 20,
    USERS = 100,
    PAYMENTS = 20,
    MONEY = 1000000,
};

// Accounts with money, and the questions that the tests ask; the database is this test's own copy.
static const char *const bank =
    "INSERT INTO pd.customer (ledger, id, number, kind, since)"
    "  VALUES (1, 1, '10000012', 'person', current_date) ON CONFLICT DO NOTHING;"
    "CREATE OR REPLACE FUNCTION admin.test_open() RETURNS bigint LANGUAGE plpgsql AS $$"
    "  DECLARE v_number text := pd.account_number_next(1::smallint); v_id bigint; BEGIN"
    "  v_id := pd.account_add(1::smallint, v_number, 1, 'basic', 978::smallint, 'Test', "
    "current_date);"
    "  PERFORM admin.opening_balance(gen_random_uuid(), 1::smallint, v_number, 1000000);"
    "  RETURN v_id; END $$;"
    "CREATE OR REPLACE FUNCTION admin.test_journals(p_request uuid) RETURNS bigint LANGUAGE sql AS"
    "  $$ SELECT count(*) FROM pd.journal WHERE request = p_request $$;"
    "CREATE OR REPLACE FUNCTION admin.test_posted(p_account bigint) RETURNS bigint LANGUAGE sql AS"
    "  $$ SELECT posted FROM pd.balance WHERE ledger = 1 AND account = p_account $$;"
    "CREATE OR REPLACE FUNCTION admin.test_lock(p_account bigint) RETURNS bigint LANGUAGE sql AS"
    "  $$ SELECT account FROM pd.balance WHERE ledger = 1 AND account = p_account FOR UPDATE $$;"
    "CREATE OR REPLACE FUNCTION admin.test_kill() RETURNS bigint LANGUAGE sql AS"
    "  $$ SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
    "      WHERE application_name = 'gather_test' AND datname = current_database() $$;"
    "CREATE OR REPLACE FUNCTION admin.test_wrong() RETURNS bigint LANGUAGE sql AS"
    "  $$ SELECT coalesce(sum(bad), 0)::bigint FROM pd.prove() $$;"
    "CREATE OR REPLACE FUNCTION admin.test_closed(p_closed boolean) RETURNS void LANGUAGE sql AS"
    "  $$ UPDATE pg_database SET datallowconn = NOT p_closed WHERE datname = current_database() $$";

static Db *root;
static int64_t accounts[ACCOUNTS];
static Clock the_clock;

static int64_t ask(const char *function, const DbParam *params, size_t count)
{
    Error err = ERROR_EMPTY;
    AUTO(db_rows_free) DbRows *rows = NULL;
    ck_assert_done(db_call(root, function, params, count, DB_ONE_VALUE, &rows, &err), &err);
    const char *single = db_rows_single(rows);
    return single ? strtoll(single, NULL, 10) : 0;
}

static int64_t ask_account(const char *function, int64_t account)
{
    char number[DB_NUMBER_SIZE];
    const DbParam params[] = {db_number("p_account", account, number)};
    return ask(function, params, COUNT_OF(params));
}

static int64_t journals_of(Uuid request)
{
    char text[UUID_TEXT_SIZE];
    const DbParam params[] = {db_uuid("p_request", uuid_to_text(request, text))};
    return ask("admin.test_journals", params, COUNT_OF(params));
}

static int64_t money_of_all(void)
{
    int64_t sum = 0;
    for (size_t i = 0; i < ACCOUNTS; i++)
        sum += ask_account("admin.test_posted", accounts[i]);
    return sum;
}

static void setup(void)
{
    Error err = ERROR_EMPTY;
    the_clock = clock_system();
    // What the program would tell its log is not for the test's output.
    ck_assert_done(log_open(NULL, &err), &err);
    ck_assert_done(db_open(&(DbConfig){.application_name = "root"}, &root, &err), &err);
    ck_assert_done(db_run_script(root, "bank", bank, NULL, &err), &err);
    for (size_t i = 0; i < ACCOUNTS; i++)
        accounts[i] = ask("admin.test_open", NULL, 0);
}

static void teardown(void)
{
    db_free(root);
    root = NULL;
}

static Gather *open_gather(GatherConfig config)
{
    Error err = ERROR_EMPTY;
    Gather *gather = NULL;
    config.db = (DbConfig){.user = "paydesk_worker", .application_name = "gather_test"};
    ck_assert_done(gather_open(&config, &gather, &err), &err);
    return gather;
}

typedef struct {
    GatherLeg legs[2];
    GatherPayment payment;
} Transfer;

static void make_transfer(Transfer *transfer, int64_t from, int64_t to, int64_t amount)
{
    transfer->legs[0] = (GatherLeg){from, -amount, "principal"};
    transfer->legs[1] = (GatherLeg){to, amount, "principal"};
    transfer->payment = (GatherPayment){.request = uuid_v7(&the_clock),
                                        .operation = "payment.transfer",
                                        .text = "Rent, \"flat\" {2}\\",
                                        .legs = transfer->legs,
                                        .leg_count = 2};
}

static void check_posted(Gather *gather, const Transfer *transfer, GatherAnswer *ret_answer)
{
    Error err = ERROR_EMPTY;
    ck_assert_done(gather_post(gather, &transfer->payment, ret_answer, &err), &err);
    ck_assert_int_gt(ret_answer->journal, 0);
}

static void check_refused(Gather *gather, const Transfer *transfer, ErrorCode code)
{
    Error err = ERROR_EMPTY;
    GatherAnswer answer;
    ck_assert_refused(gather_post(gather, &transfer->payment, &answer, &err), &err, code);
    ck_assert_int_eq(answer.journal, 0);
}

START_TEST(test_one_payment)
{
    AUTO(gather_free) Gather *gather = open_gather((GatherConfig){.connections = 1});
    Transfer transfer;
    GatherAnswer answer;
    make_transfer(&transfer, accounts[0], accounts[1], 2500);
    check_posted(gather, &transfer, &answer);
    ck_assert(!answer.is_replayed);
    ck_assert_int_eq(journals_of(transfer.payment.request), 1);
    ck_assert_int_eq(ask_account("admin.test_posted", accounts[0]), MONEY - 2500);
    ck_assert_int_eq(ask_account("admin.test_posted", accounts[1]), MONEY + 2500);
    ck_assert_int_eq(gather_counts(gather).calls, 1);
}
END_TEST

START_TEST(test_asked_again)
{
    AUTO(gather_free) Gather *gather = open_gather((GatherConfig){.connections = 1});
    Transfer transfer;
    GatherAnswer first;
    GatherAnswer second;
    make_transfer(&transfer, accounts[0], accounts[1], 2500);
    check_posted(gather, &transfer, &first);
    check_posted(gather, &transfer, &second);
    ck_assert(second.is_replayed);
    ck_assert_int_eq(second.journal, first.journal);
    ck_assert_int_eq(journals_of(transfer.payment.request), 1);
    transfer.legs[0].amount = -2600;
    transfer.legs[1].amount = 2600;
    check_refused(gather, &transfer, ERROR_KEY_REUSED);
}
END_TEST

START_TEST(test_refusals)
{
    AUTO(gather_free) Gather *gather = open_gather((GatherConfig){.connections = 2});
    Transfer transfer;
    make_transfer(&transfer, accounts[0], accounts[1], MONEY + 1);
    check_refused(gather, &transfer, ERROR_INSUFFICIENT_FUNDS);
    check_refused(gather, &transfer, ERROR_INSUFFICIENT_FUNDS);
    make_transfer(&transfer, accounts[0], INT64_MAX, 1);
    check_refused(gather, &transfer, ERROR_NOT_FOUND);
    make_transfer(&transfer, accounts[0], accounts[1], 100);
    transfer.legs[1].amount = 99;
    check_refused(gather, &transfer, ERROR_UNBALANCED);
    make_transfer(&transfer, accounts[0], accounts[1], 100);
    transfer.payment.leg_count = 1;
    Error err = ERROR_EMPTY;
    GatherAnswer answer;
    ck_assert_refused(gather_post(gather, &transfer.payment, &answer, &err), &err, ERROR_MALFORMED);
    ck_assert_int_eq(money_of_all(), (int64_t)ACCOUNTS * MONEY);
}
END_TEST

// Answers that come by themselves.
typedef struct {
    atomic_int posted;
    atomic_int refused;
} Tally;

static void tally(void *context, const GatherAnswer *answer)
{
    Tally *counts = context;
    atomic_fetch_add(answer->journal != 0 ? &counts->posted : &counts->refused, 1);
}

static void submit(Gather *gather, const Transfer *transfer, Tally *counts)
{
    Error err = ERROR_EMPTY;
    ck_assert_done(gather_submit(gather, &transfer->payment, tally, counts, &err), &err);
}

static void sleep_ms(long wait_ms)
{
    struct timespec wait = {.tv_sec = wait_ms / 1000, .tv_nsec = wait_ms % 1000 * 1000000};
    (void)nanosleep(&wait, NULL);
}

// While the first call waits for a locked account, others pile up and then go together.
START_TEST(test_what_piled_up_goes_in_one_call)
{
    Error err = ERROR_EMPTY;
    Tally counts = {0};
    Transfer transfer;
    AUTO(gather_free)
    Gather *gather = open_gather((GatherConfig){.connections = 1, .waiting_max = 5});
    ck_assert_done(db_begin(root, &err), &err);
    (void)ask_account("admin.test_lock", accounts[0]);
    make_transfer(&transfer, accounts[0], accounts[1], 1);
    submit(gather, &transfer, &counts);
    sleep_ms(200);
    for (int i = 0; i < 4; i++) {
        make_transfer(&transfer, accounts[2], accounts[3], 1);
        submit(gather, &transfer, &counts);
    }
    make_transfer(&transfer, accounts[2], accounts[3], MONEY * 2);
    submit(gather, &transfer, &counts);
    ck_assert_refused(gather_submit(gather, &transfer.payment, tally, &counts, &err), &err,
                      ERROR_BUSY);
    ck_assert_done(db_commit(root, &err), &err);
    gather_close(gather);
    ck_assert_int_eq(atomic_load(&counts.posted), 5);
    ck_assert_int_eq(atomic_load(&counts.refused), 1);
    ck_assert_int_eq(gather_counts(gather).calls, 2);
    ck_assert_int_eq(gather_counts(gather).largest, 5);
    ck_assert_refused(gather_submit(gather, &transfer.payment, tally, &counts, &err), &err,
                      ERROR_CANCELLED);
}
END_TEST

// The same request in one pile: the second finds the answer of the first.
START_TEST(test_twice_in_one_pile)
{
    Error err = ERROR_EMPTY;
    Tally counts = {0};
    Transfer first;
    Transfer transfer;
    AUTO(gather_free) Gather *gather = open_gather((GatherConfig){.connections = 2});
    ck_assert_done(db_begin(root, &err), &err);
    (void)ask_account("admin.test_lock", accounts[0]);
    for (int i = 0; i < 2; i++) {
        make_transfer(&first, accounts[0], accounts[1], 1);
        submit(gather, &first, &counts);
        sleep_ms(100);
    }
    make_transfer(&transfer, accounts[2], accounts[3], 7);
    for (int i = 0; i < 6; i++)
        submit(gather, &transfer, &counts);
    ck_assert_done(db_commit(root, &err), &err);
    gather_close(gather);
    ck_assert_int_eq(atomic_load(&counts.posted), 8);
    ck_assert_int_eq(journals_of(transfer.payment.request), 1);
    ck_assert_int_eq(ask_account("admin.test_posted", accounts[3]), MONEY + 7);
}
END_TEST

START_TEST(test_closing_answers_everybody)
{
    Tally counts = {0};
    AUTO(gather_free)
    Gather *gather = open_gather((GatherConfig){.connections = 2, .call_max = 50});
    for (int i = 0; i < 500; i++) {
        Transfer transfer;
        make_transfer(&transfer, accounts[i % ACCOUNTS], accounts[(i + 1) % ACCOUNTS],
                      i % 10 == 0 ? MONEY * 10 : 3);
        submit(gather, &transfer, &counts);
    }
    gather_close(gather);
    ck_assert_int_eq(atomic_load(&counts.posted), 450);
    ck_assert_int_eq(atomic_load(&counts.refused), 50);
    ck_assert_int_le(gather_counts(gather).largest, 50);
    ck_assert_int_eq(money_of_all(), (int64_t)ACCOUNTS * MONEY);
}
END_TEST

START_TEST(test_the_database_stays_away)
{
    AUTO(gather_free)
    Gather *gather = open_gather((GatherConfig){.connections = 1, .patience_ms = 300});
    Transfer transfer;
    GatherAnswer answer;
    const DbParam closed[] = {db_boolean("p_closed", true)};
    const DbParam open[] = {db_boolean("p_closed", false)};
    (void)ask("admin.test_closed", closed, 1);
    (void)ask("admin.test_kill", NULL, 0);
    make_transfer(&transfer, accounts[0], accounts[1], 2500);
    check_refused(gather, &transfer, ERROR_CONNECTION);
    ck_assert_int_eq(gather_counts(gather).failed, 1);
    (void)ask("admin.test_closed", open, 1);
    check_posted(gather, &transfer, &answer);
    ck_assert_int_eq(journals_of(transfer.payment.request), 1);
}
END_TEST

// A hundred people who pay all the time, while somebody kills the connections.
typedef struct {
    Gather *gather;
    int number;
    Uuid posted[PAYMENTS];
    int posted_count;
    Uuid refused[PAYMENTS];
    int refused_count;
    int wrong;
} Person;

static void *pay_all_the_time(void *context)
{
    Person *person = context;
    for (int i = 0; i < PAYMENTS; i++) {
        Error err = ERROR_EMPTY;
        GatherAnswer answer;
        Transfer transfer;
        bool is_too_much = (person->number + i) % 10 == 0;
        make_transfer(&transfer, accounts[(person->number + i) % ACCOUNTS],
                      accounts[(person->number + i * 3 + 1 + person->number % 3) % ACCOUNTS],
                      is_too_much ? MONEY * 100 : 1 + i);
        if (transfer.legs[0].account == transfer.legs[1].account)
            transfer.legs[1].account = accounts[(person->number + i + 1) % ACCOUNTS];
        bool is_posted = gather_post(person->gather, &transfer.payment, &answer, &err);
        if (is_posted != !is_too_much || (!is_posted && err.code != ERROR_INSUFFICIENT_FUNDS)) {
            person->wrong++;
            (void)fprintf(stderr, "%s %s\n", error_name(err.code), err.sentence);
        }
        if (is_posted)
            person->posted[person->posted_count++] = transfer.payment.request;
        else
            person->refused[person->refused_count++] = transfer.payment.request;
    }
    return NULL;
}

static void check_person(const Person *person)
{
    ck_assert_int_eq(person->wrong, 0);
    for (int i = 0; i < person->posted_count; i++)
        ck_assert_int_eq(journals_of(person->posted[i]), 1);
    for (int i = 0; i < person->refused_count; i++)
        ck_assert_int_eq(journals_of(person->refused[i]), 0);
}

START_TEST(test_killed_connections)
{
    AUTO(gather_free) Gather *gather = open_gather((GatherConfig){.connections = 2});
    AUTO_FREE Person *people = memory_new(USERS, sizeof *people);
    pthread_t threads[USERS];
    for (int i = 0; i < USERS; i++) {
        people[i] = (Person){.gather = gather, .number = i};
        ck_assert_int_eq(pthread_create(&threads[i], NULL, pay_all_the_time, &people[i]), 0);
    }
    for (int i = 0; i < 8; i++) {
        sleep_ms(15);
        (void)ask("admin.test_kill", NULL, 0);
    }
    for (int i = 0; i < USERS; i++)
        ck_assert_int_eq(pthread_join(threads[i], NULL), 0);
    gather_close(gather);
    GatherCounts counts = gather_counts(gather);
    ck_assert_int_eq(counts.posted, USERS * PAYMENTS * 9 / 10);
    ck_assert_int_eq(counts.refused, USERS * PAYMENTS / 10);
    ck_assert_int_gt(counts.lost, 0);
    ck_assert_int_lt(counts.calls, USERS * PAYMENTS / 2);
    for (int i = 0; i < USERS; i++)
        check_person(&people[i]);
    ck_assert_int_eq(money_of_all(), (int64_t)ACCOUNTS * MONEY);
    ck_assert_int_eq(ask("admin.test_wrong", NULL, 0), 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("gather");
    TCase *tests = tcase_create("gather");
    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, test_one_payment);
    tcase_add_test(tests, test_asked_again);
    tcase_add_test(tests, test_refusals);
    tcase_add_test(tests, test_what_piled_up_goes_in_one_call);
    tcase_add_test(tests, test_twice_in_one_pile);
    tcase_add_test(tests, test_closing_answers_everybody);
    tcase_add_test(tests, test_the_database_stays_away);
    tcase_add_test(tests, test_killed_connections);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
