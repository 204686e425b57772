#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Proves that a posting is taken back once, however many people take it back at the same moment.

Each of a number of transfers is reversed, corrected and given its fee back by supervisors at once, each with a request
of his own. One reversal at most is done; nothing else is done with what was reversed, and what was put right in part is
not reversed. The losers are told so by PD033 or PD034, or asked to come again; never by anything else.
"""
import collections
import sys
import threading
import uuid

import psycopg2

from bank import Bank, NUMBERS, query, use_token

TRANSFERS = 12
ATTEMPTS = (("payment_reverse", ("Mistake",)), ("payment_reverse", ("Mistake",)), ("payment_reverse", ("Mistake", True)),
            ("payment_correct", ("1.00", "Mistake")), ("fee_waive", ("Goodwill",)), ("fee_waive", ("Goodwill",)))
AGAIN = ("40001", "40P01")


class Race:
    def __init__(self, bank):
        self.bank = bank
        self.connections = [bank.connect(bank.staff["supervisor"][0]) for _ in ATTEMPTS]
        for connection in self.connections:
            use_token(connection, bank.staff["supervisor"][1])
        self.start = threading.Barrier(len(ATTEMPTS))
        self.answers = [None] * len(ATTEMPTS)

    def attempt(self, number, receipt):
        function, more = ATTEMPTS[number]
        sql = "SELECT api.%s(%%s, %%s%s)" % (function, ", %s" * len(more))
        request = str(uuid.uuid4())
        self.start.wait()
        code = AGAIN[0]
        while code in AGAIN:
            try:
                answer = query(self.connections[number], sql, request, receipt, *more)[0][0]
                code = answer.get("refused", {}).get("code", "done")
            except psycopg2.Error as error:
                code = error.pgcode
        self.answers[number] = code

    def run(self, receipt):
        threads = [threading.Thread(target=self.attempt, args=(n, receipt)) for n in range(len(ATTEMPTS))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return collections.Counter((ATTEMPTS[n][0], code) for n, code in enumerate(self.answers))


def check(bank, receipt, told):
    journal = int(receipt.split("-")[1])
    links = collections.Counter(row[0] for row in query(
        bank.super, "SELECT kind FROM pd.journal_link WHERE ledger = 1 AND target = %s", journal))
    what = "%s: %s, %s" % (receipt, dict(told), dict(links))
    bank.wanted(what + ": nothing but done and refused", {code for _, code in told} <= {"done", "PD033", "PD034"})
    bank.wanted(what + ": one reversal and nothing else, or none",
                links["reversal"] == 0 or links == {"reversal": 1})
    bank.wanted(what + ": one waiver at most", links["waiver"] <= 1)
    bank.wanted(what + ": something was done", sum(links.values()) >= 1)
    bank.wanted(what + ": every link was answered as done",
                sum(links.values()) == sum(n for (_, code), n in told.items() if code == "done"))


def main():
    bank = Bank()
    try:
        bank.open()
        race, kinds = Race(bank), collections.Counter()
        for _ in range(TRANSFERS):
            receipt = bank.call("teller", "SELECT api.payment_transfer(gen_random_uuid(), %s, %s, '10.00')", *NUMBERS[:2])["receipt"]
            told = race.run(receipt)
            kinds.update(told)
            check(bank, receipt, told)
        bank.proved()
        print(dict(kinds))
    finally:
        status = bank.finish()
    return status


if __name__ == "__main__":
    sys.exit(main())
