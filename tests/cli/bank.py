# SPDX-License-Identifier: Apache-2.0
"""A small bank for the tests of the command line, the one that the examples in forms/ speak of.

A person of each role with a live session; a drawer in EUR and one in USD, rates of USD and JPY; customers 10000012 (a
person) and 10000029 (a business); five accounts of which the third is not in EUR and the fifth is empty; three postings of
today, 1-00000007 to 1-00000009; two standing orders, 1 and 2; two bulk files that are
loaded, 1 and 2; a hold on the first account, 1. The numbers are those that a fresh database gives out, so an example can be run as it is written.
"""
import glob
import json
import os
import sys
import uuid

from program import SOURCE, Program

sys.path.insert(0, os.path.join(SOURCE, "tests", "attack"))
from people import Desk, query, use_token, value

ROLES = ("teller", "support", "supervisor", "administrator", "auditor")
DRAWER_MINOR = 2000000
# currency, units, buying and selling rate in EUR
RATES = (("USD", 1, "0.9000", "0.9400"), ("JPY", 100, "0.6080", "0.6320"))
# product, currency, opening balance in minor units
ACCOUNTS = (("current", "EUR", 500000), ("basic", "EUR", 100000), ("basic", "USD", 100000), ("basic", "JPY", 100000),
            ("basic", "EUR", 0))
NUMBERS = ("1000000161", "1000000258", "1000000355", "1000000452", "1000000549")
RECEIPTS = ["1-00000007", "1-00000008", "1-00000009"]


def load_forms():
    forms = {}
    for path in sorted(glob.glob(os.path.join(SOURCE, "forms", "*.json"))):
        if not path.endswith("form.schema.json"):
            with open(path, encoding="utf-8") as file:
                form = json.load(file)
            forms[form["operation"]] = form
    return forms


class Bank(Desk):
    """The desk's people and database, with customers and money, and the program to use it."""

    def __init__(self):
        super().__init__()
        self.mark = "cli%d_" % os.getpid()
        self.program = Program()
        self.staff = {}

    def wanted(self, what, truth):
        super().wanted(what, truth)
        return bool(truth)

    def hire(self, role, label):
        """A person with a session: what Program.run takes."""
        name = self.person(role, label)
        self.staff[label] = (name, self.session(name))
        return self.staff[label]

    def open(self):
        for role in ROLES:
            self.hire(role, role)
        self.float("teller", "EUR", DRAWER_MINOR)
        self.open_customers()
        self.open_accounts(ACCOUNTS)
        self.open_orders()
        self.open_hold()
        numbers = tuple(row[0] for row in query(
            self.super, "SELECT number FROM pd.account WHERE kind = 'customer' ORDER BY id"))
        assert numbers == NUMBERS, "the examples' accounts are not those of a fresh database: %s" % (numbers,)
        self.post()
        self.open_bulks()
        self.open_exchange()
        return self

    def post(self):
        """What the examples reverse and correct: a transfer with a fee, cash, another transfer."""
        transfer = "SELECT api.payment_transfer(gen_random_uuid(), %s, %s, '10.00', 'Tickets')"
        receipts = [self.call("teller", transfer, *NUMBERS[:2])["receipt"],
                    self.call("teller", "SELECT api.cash_deposit(gen_random_uuid(), %s, '5.00')", NUMBERS[1])["receipt"],
                    self.call("teller", transfer, *NUMBERS[:2])["receipt"]]
        assert receipts == RECEIPTS, "the examples' receipts are not those of a fresh database: %s" % receipts

    def float(self, label, currency, minor):
        query(self.super, "SELECT admin.opening_float(%s, 1::smallint, %s, %s, %s)",
              str(uuid.uuid4()), self.staff[label][0], currency, minor)

    def open_exchange(self):
        """Dollars in the teller's second drawer, and rates."""
        self.float("teller", "USD", DRAWER_MINOR // 10)
        for rate in RATES:
            query(self.super, "SELECT admin.opening_rate(%s, 1::smallint, %s, %s, %s, %s)", str(uuid.uuid4()), *rate)

    def call(self, label, sql, *values):
        """One value of the api, as that person."""
        connection = self.connect(self.staff[label][0])
        use_token(connection, self.staff[label][1])
        answer = value(connection, sql, *values)
        connection.close()
        assert "refused" not in answer, answer
        return answer

    def open_customers(self):
        sql = """SELECT api.customer_open(gen_random_uuid(), %s, %s, %s, %s, %s::date, '+420777123456', 'x@example.org',
                 'Dlouhá 12', 'Praha', '11000', 'CZ', %s, %s, 'CZ', %s::date, false)"""
        self.call("teller", sql, "person", "Anna", "Nováková", None, "1986-04-21", "passport", "P1000001", "2049-01-01")
        self.call("teller", sql, "business", None, None, "Novák a synové", None, "registration", "C1000002", None)

    def open_accounts(self, accounts, customer="10000012"):
        """Opens them with their money; their numbers."""
        numbers = []
        for product, currency, minor in accounts:
            answer = self.call("teller", "SELECT api.account_open(gen_random_uuid(), %s, %s, %s)", customer, product, currency)
            numbers.append(answer["account"])
            if minor:
                query(self.super, "SELECT admin.opening_balance(%s, 1::smallint, %s, %s)",
                      str(uuid.uuid4()), answer["account"], minor)
        return numbers

    def open_orders(self):
        """Orders 1 and 2, from the first account to the second, far from today."""
        for _ in range(2):
            self.call("teller", """SELECT api.order_create(gen_random_uuid(), %s, %s, '10.00', '2098-12-31'::date, 'month',
                      'Savings plan')""", NUMBERS[0], NUMBERS[1])

    def open_hold(self):
        """Hold 1, of support, on the first account."""
        answer = self.call("support", "SELECT api.account_hold_place(gen_random_uuid(), %s, '50.00', 'dispute', 'Disputed',"
                           " p_until => '2031-12-01')", NUMBERS[0])
        assert answer["hold"] == 1, answer

    def open_bulks(self):
        """Files of payments that the teller has loaded: bulk 1 is good, bulk 2 has a bad line, salaries.csv is not loaded."""
        line = "account,amount,name,text,reference\n1000000258,10.00,Anna Nováková,%s,R1\n"
        self.program.file("salaries.csv", line % "Salaries")
        for name, content in (("loaded.csv", line % "Pensions"), ("bad.csv", line % "Rents" + "1000000000,5.00,Nobody,Rent,R2\n")):
            given = {"payer": NUMBERS[0], "file": self.program.file(name, content)}
            loaded = self.program.do(self.staff["teller"], "bulk.load", given)
            assert loaded.status == 0, loaded

    def who_may(self, form):
        """A person of the first of the form's roles."""
        return self.staff[form["roles"][0]]

    def tables(self):
        """Those of schema pd, but for the ones that tell who asked what."""
        found = [row[0] for row in query(self.super, """
            SELECT c.oid::regclass::text FROM pg_class c
             WHERE c.relnamespace = 'pd'::regnamespace AND c.relkind IN ('r', 'p')
               AND c.relname NOT IN ('event', 'session', 'request') ORDER BY 1""")]
        assert len(found) > 10, found
        return found

    def digest(self):
        """table -> digest of all its rows."""
        return {table: value(self.super, "SELECT md5(coalesce(string_agg(md5(t::text), '' ORDER BY md5(t::text)), ''))"
                                         " FROM %s t" % table) for table in self.tables()}

    def proved(self):
        """Whether the books are right, judged by the database's own proof."""
        wrong = query(self.super, "SELECT check_name, bad FROM pd.prove() WHERE bad <> 0")
        self.wanted("the books: %s" % wrong, not wrong)

    def kept_rules(self, run):
        """What every run must keep to."""
        for fault in run.faults():
            self.wanted("%s %s" % (run, fault), False)

    def finish(self):
        self.program.close()
        return super().finish()
