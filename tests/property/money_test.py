#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Proves that money is never wrong: 10,000 random operations of all kinds from 16 sessions.

Two workers run the bank's jobs. While all of them are at it, transactions are rolled back, statements cancelled,
connections ended, the server is crashed and started again, and its clock jumps days forward and back. Each request is
asked with its own id until it is answered, then sometimes once more. After each round every proof of the books holds,
sums are zero per currency, no account is below its floor, available is what is posted less what is pending and held,
and what was answered is what is kept.

money_test.py [SEED]; PAYDESK_LONG=1 makes it ten times as many.
"""
import collections
import datetime
import os
import random
import struct
import subprocess
import sys
import threading
import time
import uuid

sys.path.insert(0, os.path.join(os.environ["PAYDESK_SOURCE"], "tests", "cli"))
import psycopg2

from bank import Bank, load_forms, query, use_token, value
from books import check_books
from operations import CURRENCIES, Caller, Memory, changing, choose, seeded
from workers import Workers

ROUNDS = 5 * (10 if os.environ.get("PAYDESK_LONG") else 1)
PER_ROUND = 2000
ROLES = ("teller",) * 8 + ("supervisor",) * 6 + ("support", "administrator")
ACCOUNTS = tuple((product, currency, 5000000) for currency in sorted(set(CURRENCIES)) for product in ("basic", "current"))
# A call that is not answered in this time after the last crash never will be.
PATIENCE = 60
# Answers about the call itself: nothing was kept, and asked again it would be the same.
RAISED = {"PD001", "PD002", "PD004"}
# The call never ran to its end; ask again.
AGAIN = {"40001", "40P01", "57014", "57P01", "57P02", "57P03", "08006", "08003", "53300", "55P03", "PD005", None}


class Actor(threading.Thread):
    """One session: makes calls until the round has had enough."""

    def __init__(self, world, number):
        super().__init__()
        self.world, self.role = world, ROLES[number]
        self.label = "%s%d" % (self.role, number)
        self.rng = seeded(world.seed, "%s/%d" % (self.label, world.round))
        self.connection = None

    def run(self):
        world = self.world
        caller = Caller(self.rng, world.memory, world.accounts, world.customers, world.today)
        for form in iter(lambda: world.take(self.role), None):
            try:
                self.request(form, caller.values(form))
            except Exception as error:  # noqa: BLE001 — a thread that dies must not die unseen
                world.bank.wanted("%s: %r" % (form["operation"], error), False)
        self.close()

    def request(self, form, values):
        """One request id, asked until it is answered."""
        request, until = str(uuid.UUID(int=self.rng.getrandbits(128), version=4)), time.monotonic() + PATIENCE
        if self.rng.random() < 0.05:
            self.ask(form, values, request, is_rolled_back=True)
        told = None
        while told is None and time.monotonic() < until:
            told = self.ask(form, values, request)
        self.world.tell(form, values, request, self.label, told)
        if told and told[0] != "raised" and self.rng.random() < 0.1:
            again = self.ask(form, values, request)
            if again is not None:
                self.world.bank.wanted("%s %s: first %s, again %s" % (form["operation"], request, told, again), again == told)

    def ask(self, form, values, request, is_rolled_back=False):
        """('done' | 'refused' | 'raised', what was told), or None when it is not known what became of it."""
        names = ["p_request => %s"] + ["p_%s => %%s" % name for name in values]
        sql = "SELECT %s(%s)" % (form["calls"], ", ".join(names))
        try:
            connection = self.connected()
            query(connection, "BEGIN")
            query(connection, "SET LOCAL statement_timeout = %s", 3 if self.rng.random() < 0.03 else 20000)
            answer = value(connection, sql, request, *values.values())
            query(connection, "ROLLBACK" if is_rolled_back else "COMMIT")
            return told_by(answer)
        except psycopg2.Error as error:
            return self.failed(error)

    def failed(self, error):
        code = error.pgcode
        if self.connection and not self.connection.closed:
            self.quietly_rolled_back()
        if code in RAISED:
            return "raised", code
        if code == "PD003" or self.connection is None or self.connection.closed or code in AGAIN:
            self.world.count[code or "cut"] += 1
            if code == "PD003" or code is None or code.startswith(("57P", "08")):
                self.close()
            return None
        self.world.bank.wanted("%s %s" % (code, error), False)
        return "raised", code

    def quietly_rolled_back(self):
        try:
            query(self.connection, "ROLLBACK")
        except psycopg2.Error:
            self.close()

    def connected(self):
        while self.connection is None or self.connection.closed:
            self.world.is_up.wait()
            name = self.world.bank.staff[self.label][0]
            self.connection = psycopg2.connect(self.world.bank.conninfo, user=name)
            self.connection.autocommit = True
            # The clock may have left the old session behind.
            use_token(self.connection, self.world.session(name))
        return self.connection

    def close(self):
        if self.connection:
            self.connection.close()
        self.connection = None


def told_by(answer):
    if "refused" in answer:
        return "refused", answer["refused"]["code"], str(answer["refused"])
    return "done", {name: text for name, text in answer.items() if name != "replayed"}


class World:
    """The bank, its people, and what every request was told."""

    def __init__(self, seed):
        self.seed, self.round, self.left, self.wanted = seed, 0, 0, {}
        self.bank, self.forms, self.memory = Bank(), changing(load_forms()), Memory()
        self.lock, self.is_up = threading.Lock(), threading.Event()
        self.told, self.count = {}, collections.Counter()
        self.kinds = collections.defaultdict(collections.Counter)
        self.is_up.set()

    def open(self):
        bank = self.bank
        for number, role in enumerate(ROLES):
            bank.hire(role, "%s%d" % (role, number))
            if role == "teller":
                for currency in ("EUR",):
                    bank.float("%s%d" % (role, number), currency, 20000000)
        bank.hire("teller", "teller")
        bank.open_customers()
        numbers = bank.open_accounts(ACCOUNTS)
        self.accounts = list(zip(numbers, (currency for _, currency, _ in ACCOUNTS)))
        self.customers = [row[0] for row in query(bank.super, "SELECT number FROM pd.customer ORDER BY id")]
        self.today = value(bank.super, "SELECT business_date FROM pd.ledger WHERE id = 1")
        self.workers = Workers(bank, lambda sql: query(bank.super, sql))

    def session(self, name):
        """A session as of the server's clock, whatever that says; asked of a connection of its own."""
        connection = psycopg2.connect(self.bank.conninfo)
        connection.autocommit = True
        token = uuid.uuid4().hex * 2
        query(connection, """
            INSERT INTO pd.session (token_hash, staff, login, credential)
            SELECT sha256(decode(%s, 'hex')), s.id, s.name, (pd.credential_current(s.id, s.generation)).id
              FROM pd.staff s WHERE s.name = %s""", token, name)
        connection.close()
        return token

    def draw(self):
        """What is asked in this round, and by which role."""
        rng = seeded(self.seed, "draw/%d" % self.round)
        self.left, self.wanted = PER_ROUND, collections.defaultdict(list)
        for _ in range(PER_ROUND):
            form = choose(rng, self.forms)
            self.wanted[rng.choice([role for role in ROLES if role in form["roles"]])].append(form)

    def take(self, role):
        """The next operation for somebody of that role; None when there is no more in this round."""
        with self.lock:
            if self.wanted[role]:
                self.left -= 1
                return self.wanted[role].pop()
            return None

    def tell(self, form, values, request, label, told):
        with self.lock:
            self.told[request] = (form["operation"], label, values, told)
            self.kinds[form["operation"]][told[0] if told else "unknown"] += 1
        if told and told[0] == "done":
            self.memory.learn_answer(told[1])
            if form["operation"] == "account.open":
                self.accounts.append((told[1]["account"], told[1].get("currency", "EUR")))

    def run_round(self):
        self.draw()
        actors = [Actor(self, number) for number in range(len(ROLES))]
        for actor in actors:
            actor.start()
        self.trouble(actors)
        for actor in actors:
            actor.join()
        self.round += 1

    def trouble(self, actors):
        """Ends connections, cancels statements, moves the clock; crashes the server in the middle of the round."""
        rng, is_crashed, crash_at = seeded(self.seed, "trouble/%d" % self.round), False, PER_ROUND * 2 // 3
        connection = None
        while any(actor.is_alive() for actor in actors):
            time.sleep(rng.uniform(0.02, 0.1))
            if not is_crashed and self.left < crash_at:
                is_crashed, connection = True, None
                self.jump(rng)
                self.crash()
            connection = connection or self.administrator()
            with_one = "pg_terminate_backend" if rng.random() < 0.3 else "pg_cancel_backend"
            query(connection, "SELECT " + with_one + """(pid) FROM pg_stat_activity
                               WHERE datname = current_database() AND usename LIKE %s
                               ORDER BY random() LIMIT 1""", self.bank.mark + "%")
            if rng.random() < 0.02:
                self.jump(rng)

    def administrator(self):
        connection = psycopg2.connect(self.bank.conninfo)
        connection.autocommit = True
        return connection

    def crash(self):
        self.is_up.clear()
        subprocess.run([os.environ["PAYDESK_PROPERTY"], "server", "crash"], check=True)
        self.bank.super.close()
        self.bank.super = self.administrator()
        self.count["crash"] += 1
        self.is_up.set()

    def jump(self, rng):
        """The bank was founded at +0: never before that, and at most ten days on."""
        with open(os.environ["PAYDESK_CLOCK"], "r+b", buffering=0) as file:
            file.write(struct.pack("=q", rng.randrange(60, 10 * 86400)))
        self.count["jump"] += 1


def main():
    seed = sys.argv[1] if len(sys.argv) > 1 else str(random.SystemRandom().randrange(10**9))
    print("seed", seed, flush=True)
    world = World(seed)
    try:
        world.open()
        for _ in range(ROUNDS):
            world.run_round()
            world.workers.rest()
            check_books(world)
            world.workers.work()
            print("round %d: %s" % (world.round, dict(world.count)), flush=True)
        world.workers.end()
        bank = world.bank
        bank.wanted("every request was answered", not any(told[3] is None for told in world.told.values()))
        for operation in sorted(world.forms):
            print("%-28s %s" % (operation, dict(world.kinds[operation])))
        for what in ("57014", "cut", "crash", "jump"):
            bank.wanted("there was trouble of kind %s" % what, world.count[what] > 0)
        for operation in ("cash.deposit", "cash.withdraw", "payment.transfer"):
            bank.wanted("%s was done and refused" % operation,
                        world.kinds[operation]["done"] > 100 and world.kinds[operation]["refused"] > 10)
    finally:
        status = world.bank.finish()
    return status


if __name__ == "__main__":
    sys.exit(main())
