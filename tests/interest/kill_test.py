#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Proves that the runs of interest and statement fees do every account once, whatever happens to who does them.

Workers in threads do the jobs in chunks while a killer ends their database connections at random moments and
customers pay each other, some of it valued back. Each worker goes on with a new connection, as the real one would.
Afterwards every account has one first accrual for every day, one posting and one fee, and the books are right. Then
a call is killed between its work and its commit, and a supervisor asks twice with one request id.
"""
import os
import random
import sys
import threading
import time
import uuid

import psycopg2

sys.path.insert(0, os.path.join(os.environ["PAYDESK_SOURCE"], "tests", "attack"))
from people import Desk, query, use_token, value

ACCOUNTS, DAYS, CHUNK, WORKERS = 500, 30, 20, 2
KILLS = 20

SETUP = """
INSERT INTO pd.ledger (id, code, name, business_date, base_currency) VALUES (9, 'TEST', 'Test branch', '2023-04-01', 978);
INSERT INTO pd.customer (ledger, id, number, kind, since) VALUES (9, 900001, '99000001', 'person', '2020-01-01');
INSERT INTO pd.product (code, name) VALUES ('t_kill', 'Killed');
INSERT INTO pd.interest_term (product, currency, side, valid_from, band_from, rate, banding, day_count, withholding, frequency)
VALUES ('t_kill', 978, 'credit', '2023-04-01', '{0}', '{12345}', 'whole', 'ACT/365', 2500, 'month'),
       ('t_kill', 978, 'debit', '2023-04-01', '{0}', '{99999}', 'whole', 'ACT/360', 0, 'month');
INSERT INTO pd.statement_fee (product, currency, valid_from, frequency, fee_minor, tax_basis_points)
VALUES ('t_kill', 978, '2023-04-01', 'month', 100, 2000);
INSERT INTO pd.account (ledger, number, kind, gl, currency, side, customer, product, name, opened)
SELECT 9, 'K' || n, 'customer', '2010', 978, 1, 900001, 't_kill', 'Killed', '2023-04-01' FROM generate_series(1, %s) n;
INSERT INTO pd.balance (ledger, account, currency, side, flags, overdraft)
SELECT 9, a.id, 978, 1, 1, 1000000 FROM pd.account a WHERE a.ledger = 9 AND a.kind = 'customer';
SELECT pd.post_batch(9::smallint, NULL, array_agg(a.n::integer ORDER BY a.n, k.side), array_agg(k.account ORDER BY a.n, k.side),
           array_agg(k.side * (a.n * 977 %% 100000 + 50000) ORDER BY a.n, k.side),
           array_agg('principal'::text ORDER BY a.n, k.side), array_fill('test.open'::text, ARRAY[%s]),
           array_fill(date '2023-04-01', ARRAY[%s]), array_fill(date '2023-04-01', ARRAY[%s]))
  FROM (SELECT row_number() OVER (ORDER BY id) AS n, id FROM pd.account WHERE ledger = 9 AND kind = 'customer') a
 CROSS JOIN LATERAL (VALUES (a.id, 1), (pd.internal_account(9::smallint, '2200', 978::smallint), -1)) AS k(account, side);
UPDATE pd.ledger SET business_date = '2023-05-01' WHERE id <> 0;
"""
PAY = """
SELECT pd.post(9::smallint, 'test.pay', NULL, NULL, '2023-05-01', date '2023-05-01' - %s, NULL,
    ARRAY[ROW(f.id, -%s, 'principal', 'from'), ROW(t.id, %s, 'principal', 'to')]::pd.leg[])
  FROM pd.account f, pd.account t
 WHERE f.ledger = 9 AND f.number = %s AND t.ledger = 9 AND t.number = %s"""


class Storm:
    """Workers, payers and a killer around one job."""

    def __init__(self, desk, job):
        self.desk, self.job = desk, job
        self.ended = threading.Event()
        self.victims, self.lock = {}, threading.Lock()
        self.kills = 0
        self.faults = []

    def connect(self, name):
        connection = psycopg2.connect(self.desk.conninfo)
        connection.autocommit = True
        with self.lock:
            self.victims[name] = connection.get_backend_pid()
        return connection

    def work(self, name):
        """Until nothing is left."""
        while True:
            try:
                connection = self.connect(name)
                while True:
                    if value(connection, "SELECT pd.job_call(%s, %s)", self.job, CHUNK) == 0:
                        connection.close()
                        return
            except (psycopg2.OperationalError, psycopg2.InterfaceError):
                continue
            except psycopg2.Error as error:
                self.faults.append("%s: %s" % (name, error))
                return

    def pay(self):
        rng = random.Random(7)
        connection = psycopg2.connect(self.desk.conninfo)
        connection.autocommit = True
        while not self.ended.is_set():
            first, second = rng.sample(range(1, ACCOUNTS + 1), 2)
            amount = rng.randrange(1, 20000)
            try:
                query(connection, PAY, rng.choice((0, 0, 0, 1, 7, 25)), amount, amount, "K%d" % first, "K%d" % second)
            except psycopg2.Error as error:
                # Short of money, or the loser of a deadlock.
                if error.pgcode not in ("PD018", "40P01"):
                    self.faults.append("payment: %s" % error)
            time.sleep(0.002)
        connection.close()

    def kill(self):
        rng = random.Random(11)
        connection = psycopg2.connect(self.desk.conninfo)
        connection.autocommit = True
        while not self.ended.is_set() and self.kills < KILLS:
            time.sleep(rng.uniform(0.01, 0.12))
            with self.lock:
                pid = rng.choice(list(self.victims.values()) or [0])
            if pid and value(connection, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                         " WHERE pid = %s AND query LIKE '%%job_call%%' UNION ALL SELECT false", pid):
                self.kills += 1
        connection.close()

    def run(self):
        workers = [threading.Thread(target=self.work, args=("worker %d" % n,)) for n in range(WORKERS)]
        others = [threading.Thread(target=self.pay), threading.Thread(target=self.kill)]
        for thread in workers + others:
            thread.start()
        for thread in workers:
            thread.join()
        self.ended.set()
        for thread in others:
            thread.join()
        for fault in self.faults:
            self.desk.wanted(fault, False)
        print("%s: %d kills" % (self.job, self.kills))
        return self.kills


def check_books(desk, when):
    wrong = query(desk.super, "SELECT check_name, bad FROM pd.prove() WHERE bad <> 0")
    desk.wanted("the books %s: %s" % (when, wrong), not wrong)


def check_once(desk):
    first = query(desk.super, "SELECT count(*), count(DISTINCT (account, day)), min(day)::text, max(day)::text"
                              " FROM pd.accrual WHERE ledger = 9 AND round = 0")[0]
    desk.wanted("every account and day once: %s" % (first,),
                first == (ACCOUNTS * DAYS, ACCOUNTS * DAYS, "2023-04-01", "2023-04-30"))
    for what, sql in (
            ("every account has a posting",
             "SELECT count(*) FROM pd.account a WHERE a.ledger = 9 AND a.kind = 'customer'"
             " AND (SELECT count(*) FROM pd.interest_posting p WHERE p.ledger = 9 AND p.account = a.id) <> 1"),
            ("every account has its fee",
             "SELECT count(*) FROM pd.account a WHERE a.ledger = 9 AND a.kind = 'customer'"
             " AND (SELECT count(*) FROM pd.statement_fee_charge c WHERE c.ledger = 9 AND c.account = a.id) <> 1"),
            ("all runs are done", "SELECT count(*) FROM pd.run WHERE ledger = 9 AND (state <> 'done' OR done <> %d)" % ACCOUNTS),
            ("every journal has one account's interest",
             "SELECT count(*) FROM pd.journal j WHERE j.ledger = 9 AND j.operation = 'interest.post'"
             " AND NOT EXISTS (SELECT FROM pd.interest_posting p WHERE p.ledger = 9 AND p.journal = j.id)")):
        desk.wanted(what, value(desk.super, sql) == 0)


def check_later(desk):
    """What was paid meanwhile is in the accruals of the next day, at the balance by value date."""
    query(desk.super, "UPDATE pd.ledger SET business_date = '2023-05-02' WHERE id = 9")
    while value(desk.super, "SELECT pd.job_accrual(500)") > 0:
        pass
    off = value(desk.super, "SELECT count(*) FROM pd.interest_account s WHERE s.ledger = 9"
                            " AND s.balance <> pd.balance_at_value(s.ledger, s.account, '2023-05-01')")
    desk.wanted("%d accounts are not at their balance by value date" % off, off == 0)
    late = value(desk.super, "SELECT count(*) FROM pd.accrual WHERE ledger = 9 AND round > 0")
    desk.wanted("there were payments valued back", late > 0)


def try_kill_before_commit(desk):
    """A call that did its work and died before its commit did nothing."""
    query(desk.super, "UPDATE pd.ledger SET business_date = '2023-06-01' WHERE id = 9")
    figures = """SELECT (SELECT count(*) FROM pd.accrual), (SELECT count(*) FROM pd.interest_posting),
                        (SELECT count(*) FROM pd.entry), (SELECT coalesce(sum(done), 0) FROM pd.run)"""
    before = query(desk.super, figures)
    connection = psycopg2.connect(desk.conninfo)
    desk.wanted("a chunk", value(connection, "SELECT pd.job_interest(100)") == 100)
    query(desk.super, "SELECT pg_terminate_backend(%s)", connection.get_backend_pid())
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and value(desk.super, "SELECT count(*) FROM pg_stat_activity WHERE pid = %s",
                                                connection.get_backend_pid()):
        time.sleep(0.02)
    desk.wanted("nothing is left of it", query(desk.super, figures) == before)


def try_request_twice(desk):
    """The same request is answered as the first time, and does no second chunk."""
    name = desk.person("supervisor", "vera")
    query(desk.super, "UPDATE pd.staff SET ledger = 9 WHERE name = %s", name)
    connection = desk.connect(name)
    use_token(connection, desk.session(name))
    request = str(uuid.uuid4())
    first = value(connection, "SELECT api.interest_post(%s, '2023-05-15', 300)", request)
    again = value(connection, "SELECT api.interest_post(%s, '2023-05-15', 300)", request)
    desk.wanted("a part is done: %s" % first, (first["done"], first["total"], first["finished"]) == (300, ACCOUNTS, False))
    desk.wanted("the first answer", dict(again, replayed=False) == first and again["replayed"] is True)
    rest = value(connection, "SELECT api.interest_post(%s, '2023-05-15', 20000)", str(uuid.uuid4()))
    desk.wanted("the rest: %s" % rest, rest["finished"] and rest["done"] == ACCOUNTS)
    after = value(connection, "SELECT api.interest_post(%s, '2023-05-15', 20000)", str(uuid.uuid4()))
    desk.wanted("and nothing more", after["finished"] and after["posted"] == rest["posted"])


def main():
    desk = Desk()
    try:
        query(desk.super, SETUP, ACCOUNTS, ACCOUNTS, ACCOUNTS, ACCOUNTS)
        kills = sum(Storm(desk, job).run() for job in ("accrual", "interest", "statement_fee"))
        desk.wanted("somebody was killed", kills > 0)
        check_once(desk)
        check_books(desk, "after the storm")
        check_later(desk)
        try_kill_before_commit(desk)
        try_request_twice(desk)
        check_books(desk, "at the end")
    finally:
        status = desk.finish()
    return status


if __name__ == "__main__":
    sys.exit(main())
