#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Proves that a reservation is resolved once, whoever comes at the same time.

First duels: four sessions resolve one pending transfer at one moment, and one of them wins. Then a crowd: sessions that
open, post and void pending transfers in both directions between three accounts, place, reduce, capture and release holds,
and let some of either expire within milliseconds, beside two runs of the job. No session meets a deadlock or an
error that is not a rule, nobody is overdrawn, no money appears or vanishes, and every proof holds.
"""
import os
import random
import sys
import threading
import time
import uuid

import psycopg2

SOURCE = os.environ["PAYDESK_SOURCE"]
sys.path.insert(0, os.path.join(SOURCE, "tests", "cli"))
from bank import Bank

DUELS = 40
CROWD = 6
SECONDS = 6
# PD001: a busy machine comes to the opening when its two milliseconds are over.
RULES = {"PD001", "PD012", "PD018", "PD019", "PD030", "PD031", "PD032"}


class Session:
    """A connection of the database's administrator, one transaction a statement."""

    def __init__(self):
        self.connection = psycopg2.connect(os.environ["PAYDESK_TEST_DB"])
        self.connection.autocommit = True
        self.cursor = self.connection.cursor()

    def value(self, sql, *values):
        self.cursor.execute(sql, values)
        return self.cursor.fetchone()[0]

    def code(self, sql, *values):
        """None, or the SQLSTATE it failed with."""
        try:
            self.value(sql, *values)
        except psycopg2.Error as error:
            return error.pgcode
        return None


def at_once(work):
    threads = [threading.Thread(target=one) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def open_pending(session, debit, credit, minor, seconds=None):
    return session.value("SELECT pd.pending_open(1::smallint, 'test.pending', %s, NULL, %s, %s, %s,"
                         " clock_timestamp() + make_interval(secs => %s), NULL)", str(uuid.uuid4()), debit, credit, minor, seconds)


def duel(bank, sessions, debit, credit):
    pending = open_pending(sessions[0], debit, credit, 100)
    barrier, codes = threading.Barrier(4), [None] * 4
    calls = ["pd.pending_post(1::smallint, %s)", "pd.pending_post(1::smallint, %s, 40)", "pd.pending_void(1::smallint, %s)",
             "pd.pending_void(1::smallint, %s)"]
    random.shuffle(calls)

    def fight(place):
        barrier.wait()
        codes[place] = sessions[place].code("SELECT " + calls[place], pending)

    at_once([lambda place=place: fight(place) for place in range(4)])
    winners = [calls[place] for place in range(4) if codes[place] is None]
    state = sessions[0].value("SELECT state FROM pd.pending_state WHERE id = %s", pending)
    bank.wanted("one of four resolves it: %s" % codes, len(winners) == 1)
    lost = "PD031" if state == "voided" else "PD030"
    bank.wanted("the others are told so (%s): %s" % (state, codes), sorted(filter(None, codes)) == [lost] * 3)
    bank.wanted("the winner's state: %s, %s" % (winners, state),
                state == ("voided" if "void" in winners[0] else "partly posted" if "40" in winners[0] else "posted"))


class Crowd:
    def __init__(self, accounts, staff):
        self.accounts, self.staff = accounts, staff
        self.codes, self.lock, self.until = {}, threading.Lock(), time.monotonic() + SECONDS
        self.pendings, self.holds = [0], [0]

    def count(self, what, code):
        with self.lock:
            self.codes[(what, code)] = self.codes.get((what, code), 0) + 1

    def act(self, session, chance):
        debit, credit = chance.sample(self.accounts, 2)
        soon = chance.choice((None, 0.002, 0.02, 1))
        what = chance.choice(("open", "open", "post", "part", "void", "hold", "reduce", "capture", "release"))
        pending, hold, call = chance.choice(self.pendings[-30:]), chance.choice(self.holds[-30:]), None
        try:
            if what == "open":
                self.pendings.append(open_pending(session, debit, credit, chance.randint(1, 40000), soon))
            elif what == "hold":
                self.holds.append(session.value("""
                    SELECT pd.hold_place(1::smallint, %s, gen_random_uuid(), %s, 'card', %s, 'Because', NULL, NULL,
                           CASE WHEN %s IS NULL THEN '{}'::pd.hold_step[]
                           ELSE ARRAY[ROW(NULL, NULL, NULL, clock_timestamp() + make_interval(secs => %s), 3),
                                      ROW(NULL, NULL, NULL, clock_timestamp() + make_interval(secs => %s) * 2, 0)]
                                :: pd.hold_step[] END)""", self.staff, debit, chance.randint(4, 40000), soon, soon, soon))
            elif what == "post":
                session.value("SELECT pd.pending_post(1::smallint, %s)", pending)
            elif what == "part":
                session.value("SELECT pd.pending_post(1::smallint, %s, 1)", pending)
            elif what == "void":
                session.value("SELECT pd.pending_void(1::smallint, %s)", pending)
            else:
                session.value("SELECT pg_temp.%s(%%s, %%s)" % what, self.staff, hold)
            call = "done"
        except psycopg2.Error as error:
            call = error.pgcode
        self.count(what, call)

    def work(self, place):
        session, chance = Session(), random.Random(place)
        for what, sql in (("reduce", "PERFORM pd.hold_take(v_call, v_hold, 'reduce', 1, NULL)"),
                          ("release", "PERFORM pd.hold_take(v_call, v_hold, 'release', v_hold.remaining, NULL)"),
                          ("capture", "PERFORM pg_temp.captured(v_call, v_hold)")):
            if what == "capture":
                session.cursor.execute(CAPTURED)
            session.cursor.execute(ACTION % (what, sql))
        while time.monotonic() < self.until:
            self.act(session, chance)

    def sweep(self):
        session = Session()
        while time.monotonic() < self.until:
            self.count("job", session.code("SELECT pd.job_reservations(3)"))
            time.sleep(0.005)


# What the functions of api do with a hold, without a person's session.
ACTION = """
CREATE FUNCTION pg_temp.%s(p_staff integer, p_hold bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    v_hold pd.hold_state := pd.hold_get(1::smallint, p_staff, p_hold, NULL);
    v_call pd.call;
BEGIN
    SELECT p_staff, l.id, l.business_date, 'account.hold.capture', NULL, NULL, NULL INTO v_call
      FROM pd.ledger l WHERE l.id = 1;
    PERFORM pd.hold_free_check(v_hold, p_staff, 1);
    %s;
END $$"""
CAPTURED = """
CREATE FUNCTION pg_temp.captured(p_call pd.call, p_hold pd.hold_state) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    v_posted pd.posted := pd.reservation_post(p_call, p_hold.account, p_hold.id, 1, NULL, NULL,
        pd.pending_legs(p_hold.account, pd.internal_account(1::smallint, '2200', p_hold.currency), 1, NULL, NULL));
BEGIN
    PERFORM pd.hold_event_write(1::smallint, p_hold.id, 'capture', 1, p_hold.remaining - 1, v_posted.journal, NULL,
                                p_call.staff, p_call.request);
END $$"""


def crowd(bank, session, accounts):
    staff = session.value("SELECT min(id) FROM pd.staff WHERE role = 'supervisor'")
    session.value("SELECT pd.internal_account(1::smallint, '2200', 978::smallint)")
    people = Crowd(accounts, staff)
    at_once([lambda place=place: people.work(place) for place in range(CROWD)] + [people.sweep, people.sweep])
    for (what, code), count in sorted(people.codes.items(), key=str):
        bank.wanted("%s: %s, %d times" % (what, code, count), code in (None, "done") or code in RULES)
    for what in ("open", "post", "part", "void", "hold", "reduce", "capture", "release"):
        bank.wanted("%s was done: %s" % (what, people.codes), people.codes.get((what, "done"), 0) > 0)
    return sum(people.codes.values())


def main():
    bank = Bank()
    try:
        bank.open()
        sessions = [Session() for _ in range(4)]
        accounts = [sessions[0].value("SELECT id FROM pd.account WHERE number = %s", number)
                    for number in ("1000000161", "1000000258", "1000000549")]
        for _ in range(DUELS):
            duel(bank, sessions, accounts[0], accounts[1])
        done = crowd(bank, sessions[0], accounts)
        time.sleep(2.1)
        sessions[0].value("SELECT pd.job_reservations(100)")
        bank.wanted("nothing is due", sessions[0].value("SELECT pd.job_reservations(100)") == 0)
        for check, bad, example in proofs(sessions[0]):
            bank.wanted("%s: %s, such as %s" % (check, bad, example), bad == 0)
        bank.proved()
        bank.wanted("nobody is overdrawn", sessions[0].value(
            "SELECT count(*) FROM pd.account_now WHERE kind = 'customer' AND available < 0") == 0)
        for session in sessions:
            session.connection.close()
    finally:
        status = bank.finish()
    print("%d duels, %d actions" % (DUELS, done))
    return status


def proofs(session):
    session.cursor.execute("SELECT check_name, bad, example FROM pd.prove_reservations()")
    return session.cursor.fetchall()


if __name__ == "__main__":
    sys.exit(main())
