#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Proves that money is conserved and every request is answered once, whatever dies in between.

Fifty streams of `paydesk do payment.transfer` run at once between ten accounts. Processes are killed with SIGKILL
at random moments and database backends are terminated under others; a stream asks again with the same request id
until it has an answer. Then the books must be right, every id must have been answered once (one journal where it
was done, none where it was refused), and asked again, each must give the answer it gave before.

parallel_test.py [SEED]; PAYDESK_LONG=1 makes it run six times as long.
"""
import collections
import os
import random
import sys
import threading
import time
import uuid

from bank import Bank, query, use_token, value
from program import parse

STREAMS = 50
TELLERS = 5
SECONDS = 25 * (6 if os.environ.get("PAYDESK_LONG") else 1)
# A request that is not answered in this time after the last kill never will be.
LAST_WORD = 120
KILLED = 0.35
# Asked again through the program; the others directly.
ASKED_BY_PROGRAM = 40
ACCOUNTS = (("basic", "EUR", 20000), ("current", "EUR", 20000)) * 5
HUGE = "90000.00"


class Request:
    """One transfer, and every answer that it was given."""

    def __init__(self, label, rng, numbers):
        self.label, self.id = label, str(uuid.UUID(int=rng.getrandbits(128), version=4))
        payer, payee = rng.sample(numbers, 2)
        amount = HUGE if rng.random() < 0.1 else "%d.%02d" % (rng.randrange(0, 40), rng.randrange(1, 100))
        self.values = {"from": payer, "to": payee, "amount": amount, "text": "stream %s" % self.id[:8]}
        self.answer = None
        self.tries = 0


class Streams:
    def __init__(self, bank, seed, numbers):
        self.bank, self.seed, self.numbers = bank, seed, numbers
        self.lock = threading.Lock()
        self.requests, self.count = [], collections.Counter()
        self.usual = 0.2
        self.until = time.monotonic() + SECONDS

    def tell(self, **counts):
        with self.lock:
            self.count.update(counts)

    def stream(self, number):
        rng, label = random.Random("%s/%d" % (self.seed, number)), "teller%d" % (number % TELLERS)
        while time.monotonic() < self.until:
            request = Request(label, rng, self.numbers)
            with self.lock:
                self.requests.append(request)
            while request.answer is None and time.monotonic() < self.until + LAST_WORD:
                self.ask(request, rng)

    def ask(self, request, rng):
        """One process; killed at some moment of its life, or left to answer."""
        request.tries += 1
        is_killed = rng.random() < KILLED and time.monotonic() < self.until
        words = ["%s=%s" % pair for pair in request.values.items()]
        began = time.monotonic()
        process = self.bank.program.start(self.bank.staff[request.label], [
            "do", "payment.transfer", *words, "--json", "--request", request.id])
        if is_killed:
            time.sleep(rng.uniform(0, self.usual * 1.2))
            process.kill()
        out, err = process.communicate()
        # Of a killed process not even an answer that it managed to write is believed.
        if not is_killed:
            self.usual += (time.monotonic() - began - self.usual) / 20
            self.take(request, process.returncode, out, err)
        self.tell(runs=1, killed=is_killed)

    def take(self, request, status, out, err):
        answer = answer_of(status, out, err)
        if answer is None:
            # A connection that was cut twice under one process: it is not known what became of it, so ask again.
            self.tell(unknown=1)
            if status != 3 or b'"request":"%s"' % request.id.encode() not in err:
                self.bank.wanted("%s: status %s %s %s" % (request.id, status, out, err), False)
        request.answer = answer
        if status == 0:
            self.tell(**{"done": 1, "done before it was killed": b'"replayed":true' in out})

    def cut(self):
        """Ends database backends now and then, as an administrator or a crash would."""
        rng, connection = random.Random("%s/cut" % self.seed), self.bank.connect(None)
        while time.monotonic() < self.until:
            time.sleep(rng.uniform(0.01, 0.05))
            ended = query(connection, """
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                 WHERE datname = current_database() AND usename LIKE %s
                 ORDER BY random() LIMIT 2""", self.bank.mark + "teller%")
            self.tell(cut=len(ended))

    def run(self):
        threads = [threading.Thread(target=self.stream, args=(n,)) for n in range(STREAMS)]
        threads.append(threading.Thread(target=self.cut))
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


def answer_of(status, out, err):
    """('done', answer) or ('refused', error) without what tells the first answer from its repetition; else None."""
    told = parse(out if status == 0 else err)
    if status == 0 and isinstance(told, dict):
        return "done", {name: text for name, text in told.items() if name != "replayed"}
    if status == 2 and isinstance(told, dict) and told["error"]["code"] > "PD006":
        return "refused", told["error"]
    return None


def check_books(bank, requests, total):
    """Each id has one row; what was done has one journal, what was refused none; the money is all there."""
    rows = {row[0]: row[1:] for row in query(bank.super, """
        SELECT r.id::text, r.outcome, r.answer, (SELECT count(*) FROM pd.journal j WHERE j.request = r.id)
          FROM pd.request r WHERE r.operation = 'payment.transfer'""")}
    bank.wanted("the requests that were answered are those that were asked", set(rows) == {r.id for r in requests})
    journals = value(bank.super, "SELECT count(*) FROM pd.journal WHERE operation = 'payment.transfer'")
    bank.wanted("a journal for each that was done", journals == sum(row[0] == "done" for row in rows.values()))
    for request in requests:
        outcome, answer, count = rows.get(request.id, (None, {}, 0))
        told = request.answer or (None, {})
        bank.wanted("%s: told %s, kept %s" % (request.id, told[0], outcome), told[0] == outcome)
        bank.wanted("%s: %d journals" % (request.id, count), count == (outcome == "done"))
        if outcome == "done":
            bank.wanted("%s: the receipt told" % request.id, told[1].get("receipt") == answer["receipt"])
    bank.wanted("the money of %d is %d" % (total, money(bank)), money(bank) == total)
    below = query(bank.super, "SELECT number FROM pd.account_now WHERE kind = 'customer' AND balance < 0")
    bank.wanted("nobody is below zero: %s" % below, not below)
    bank.proved()


def money(bank):
    """What the customers have and what they paid in fees and tax."""
    return int(value(bank.super, """
        SELECT sum(balance) FROM pd.account_now WHERE kind = 'customer' OR gl IN ('4010', '2150')"""))


def check_again(bank, requests, rng):
    """Asked again, through the program and directly, each answers as it did and nothing is posted."""
    before = money(bank), value(bank.super, "SELECT count(*) FROM pd.journal")
    direct = connect_directly(bank)
    by_program = set(r.id for r in rng.sample(requests, min(ASKED_BY_PROGRAM, len(requests))))
    for request in requests:
        again = (ask_program(bank, request) if request.id in by_program
                 else ask_directly(bank, direct[request.label], request))
        first = shape(request.answer, again)
        bank.wanted("%s: asked again %s, first %s" % (request.id, again, first), again and again == first)
    bank.wanted("asking again posts nothing", before == (money(bank), value(bank.super, "SELECT count(*) FROM pd.journal")))


def shape(answer, like):
    """What the program told, as far as `like` tells it: the database's own answer has no decimals beside minor units
    and not always a way out."""
    return answer and like and (answer[0], {name: answer[1].get(name) for name in like[1]})


def ask_program(bank, request):
    run = bank.program.do(bank.staff[request.label], "payment.transfer", request.values, "--request", request.id)
    bank.kept_rules(run)
    if run.status == 0:
        bank.wanted("%s: told to be the first answer" % run, run.json()["replayed"] is True)
    return answer_of(run.status, run.out, run.err)


def ask_directly(bank, connection, request):
    answer = value(connection, "SELECT api.payment_transfer(%s, %s, %s, %s, %s)", request.id, *request.values.values())
    bank.wanted("%s: told to be the first answer: %s" % (request.id, answer), answer["replayed"] is True)
    if "refused" in answer:
        # Where the database names no way out, the program's table of errors does.
        told = {name: answer["refused"][name] for name in ("code", "field", "sentence", "hint")}
        return "refused", told if told["hint"] else {name: told[name] for name in ("code", "field", "sentence")}
    return "done", {name: text for name, text in answer.items() if name != "replayed"}


def open_bank(bank):
    bank.hire("teller", "teller")
    bank.open_customers()
    numbers = bank.open_accounts(ACCOUNTS)
    for number in range(TELLERS):
        bank.hire("teller", "teller%d" % number)
    return numbers


def connect_directly(bank):
    """label -> a connection of that teller with his session."""
    found = {label: bank.connect(name) for label, (name, _) in bank.staff.items()}
    for label, connection in found.items():
        use_token(connection, bank.staff[label][1])
    return found


def main():
    seed = sys.argv[1] if len(sys.argv) > 1 else str(random.SystemRandom().randrange(10**9))
    print("seed", seed, flush=True)
    bank = Bank()
    try:
        numbers = open_bank(bank)
        total, streams = money(bank), Streams(bank, seed, numbers)
        streams.run()
        requests = streams.requests
        print("%d requests: %s" % (len(requests), dict(streams.count)), flush=True)
        bank.wanted("every request is answered", all(r.answer for r in requests))
        bank.wanted("some were killed, cut and asked again", all(
            streams.count[what] >= 3 for what in ("killed", "cut", "done before it was killed")))
        bank.wanted("some were done, some refused", {r.answer[0] for r in requests if r.answer} == {"done", "refused"})
        check_books(bank, requests, total)
        check_again(bank, requests, random.Random(seed))
        bank.proved()
    finally:
        status = bank.finish()
    return status


if __name__ == "__main__":
    sys.exit(main())
