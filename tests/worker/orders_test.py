#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""paydesk worker pays orders, each due date once, whatever is killed.

Two workers at a time pay what orders have due over several business days, and are killed at random moments, the program
or the server's process under it; whoever comes next goes on. At the end every due date is paid once, the balances are
those that the orders say, and the books prove. Then how a worker ends: by signal, once, with a job that fails, without
a database.
"""
import os
import random
import signal
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.environ["PAYDESK_SOURCE"], "tests", "cli"))
from bank import NUMBERS, Bank
from people import query, value
from program import PROGRAM

ORDERS, DAYS = 40, 4
KILLS = 40 if os.environ.get("PAYDESK_LONG") else 12
SEED = int(os.environ.get("PAYDESK_SEED", random.randrange(10 ** 6)))


def start(bank, *arguments, env=()):
    return bank.program.start(None, ["worker", *arguments], env)


def end(bank, process, expected, what):
    """Waits for its end; its log."""
    _, err = process.communicate(timeout=60)
    bank.wanted("%s: ended with %s, not %s: %r" % (what, process.returncode, expected, err), process.returncode == expected)
    bank.wanted("%s: nothing of a sanitizer: %r" % (what, err), b"Sanitizer" not in err and b"runtime error" not in err)
    return err.decode()


def make_orders(bank):
    """Daily orders from the first account, an odd amount each, of which every fifth has no money behind it."""
    today = value(bank.super, "SELECT business_date FROM pd.ledger WHERE id = 1")
    for n in range(ORDERS):
        poor = n % 5 == 4
        bank.call("teller", "SELECT api.order_create(gen_random_uuid(), %s, %s, %s, %s, 'day', p_times => %s, p_day_rule => 'any')",
                  NUMBERS[4] if poor else NUMBERS[1], NUMBERS[0], "9000.00" if poor else "0.%02d" % (n + 1), today, DAYS)


def left(bank):
    return value(bank.super, """SELECT count(*) FROM pd.standing_order o JOIN pd.ledger l ON l.id = o.ledger
                                 WHERE o.status = 'active' AND o.next_run <= l.business_date""")


def kill_one(bank, rng, process):
    """The program, or the server's process under it: then the worker itself goes on."""
    if rng.random() < 0.4:
        query(bank.super, """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                              WHERE datname = current_database() AND usename = 'paydesk_worker' LIMIT 1""")
        time.sleep(rng.random() * 0.1)
    process.send_signal(signal.SIGKILL)
    process.communicate()


def play_day(bank, rng, kills):
    workers = [start(bank), start(bank)]
    for _ in range(kills):
        time.sleep(rng.random() * 0.25)
        place = rng.randrange(2)
        kill_one(bank, rng, workers[place])
        workers[place] = start(bank)
    patience = time.monotonic() + 60
    while left(bank) and time.monotonic() < patience:
        time.sleep(0.05)
    bank.wanted("all of the day is done", left(bank) == 0)
    for process in workers:
        process.send_signal(signal.SIGTERM)
        # One that had hardly begun knows no signals yet, and has nothing in hand.
        _, err = process.communicate(timeout=60)
        bank.wanted("a worker that was asked to end: %s %r" % (process.returncode, err),
                    process.returncode == 0 or process.returncode == -signal.SIGTERM and not err)


def balance(bank, number):
    return value(bank.super, "SELECT balance FROM pd.account_now WHERE ledger = 1 AND number = %s", number)


def check_paid(bank, before):
    rich = [n + 1 for n in range(ORDERS) if n % 5 != 4]
    moved = DAYS * sum(rich)
    bank.wanted("the payees have what the orders say", balance(bank, NUMBERS[0]) - before[0] == moved)
    bank.wanted("and the payer paid it", before[1] - balance(bank, NUMBERS[1]) == moved)
    states = dict(query(bank.super, """SELECT state, count(*) FROM pd.order_execution WHERE standing_order > 2 GROUP BY state"""))
    poor = ORDERS - len(rich)
    # The third failure in a row suspends the order: the fourth day is not tried.
    bank.wanted("each due date has one end: %s" % states, states == {"paid": DAYS * len(rich), "failed": 3 * poor})
    bank.wanted("each paid one has one journal", value(bank.super, """
        SELECT count(DISTINCT journal) = count(*) FILTER (WHERE state = 'paid') AND bool_and(tries = 1) FILTER (WHERE state = 'paid')
          FROM pd.order_execution""") is True)
    bank.wanted("no journal is nobody's", value(bank.super, """
        SELECT count(*) FROM pd.journal j WHERE j.operation = 'order.execute' AND NOT EXISTS (
               SELECT FROM pd.order_execution e WHERE e.ledger = j.ledger AND e.journal = j.id)""") == 0)
    bank.wanted("each failure has a notice", value(bank.super,
        "SELECT count(*) FROM pd.notice WHERE kind = 'order.failed'") == 3 * poor)
    bank.proved()


def try_ends(bank):
    query(bank.super, "UPDATE pd.job SET next_run = clock_timestamp(), is_enabled = name = 'orders'")
    told = end(bank, start(bank, "--once"), 0, "once, with nothing to do")
    bank.wanted("says no more than that it was there: %r" % told, told.count("\n") == 1)
    query(bank.super, "INSERT INTO pd.job (name, every, chunk) VALUES ('nothing_here', '1 hour', 1)")
    told = end(bank, start(bank, "--once"), 3, "once, with a job that fails")
    bank.wanted("the log names it: %r" % told, "nothing_here: failed with 42883" in told)
    query(bank.super, "DELETE FROM pd.job WHERE name = 'nothing_here'")
    end(bank, start(bank, "--once", env={"PGHOST": "/nowhere"}), 3, "once, without a database")
    end(bank, start(bank, "now"), 1, "with a word that means nothing")
    process = start(bank, env={"PGHOST": "/nowhere"})
    time.sleep(0.5)
    bank.wanted("without a database it waits for one", process.poll() is None)
    process.send_signal(signal.SIGINT)
    told = end(bank, process, 0, "and ends when asked")
    bank.wanted("it said so once: %r" % told, told.count("Trying again") == 1)
    plain = subprocess.run([PROGRAM, "do", "customer.find", "query=x"], env=bank.program.environment(("paydesk_worker", None)),
                           capture_output=True, check=False)
    bank.wanted("the worker's login is nobody's desk: %r" % plain.stderr, plain.returncode in (2, 3))


def main():
    rng = random.Random(SEED)
    print("PAYDESK_SEED=%d" % SEED, flush=True)
    bank = Bank()
    try:
        bank.open()
        query(bank.super, "UPDATE pd.order_policy SET tries = 2, retry_wait = '0', suspend_after = 3")
        # Small steps, so that a kill finds much left to do; and nothing but the orders.
        query(bank.super, "UPDATE pd.job SET is_enabled = name = 'orders', chunk = 3, every = '100 milliseconds'")
        make_orders(bank)
        before = balance(bank, NUMBERS[0]), balance(bank, NUMBERS[1])
        for day in range(DAYS):
            if day:
                query(bank.super, "UPDATE pd.ledger SET business_date = business_date + 1 WHERE id = 1")
            play_day(bank, rng, KILLS // DAYS)
        check_paid(bank, before)
        try_ends(bank)
    finally:
        status = bank.finish()
    return status


sys.exit(main())
