# SPDX-License-Identifier: Apache-2.0
"""What the tests of bulk files share: a bank with many payees, files with known faults, running the program, and the books.

A file is a list of Line; what is wrong with a line is known here, independently of the program.
"""
import collections
import json
import os
import random
import subprocess
import sys
import uuid
from xml.sax.saxutils import escape

SOURCE = os.environ["PAYDESK_SOURCE"]
sys.path.insert(0, os.path.join(SOURCE, "tests", "attack"))
sys.path.insert(0, os.path.join(SOURCE, "tests", "cli"))
from people import Desk, query, value
from program import Program

PAYER_MINOR = 90000000000
Line = collections.namedtuple("Line", "account amount name text reference fault")
# name -> code and field that the program must tell; how to make such a line out of a good one
FAULTS = {
    "unknown account": ("PD012", "account"), "closed account": ("PD013", "account"), "blocked account": ("PD014", "account"),
    "other currency": ("PD015", "currency"), "the payer itself": ("PD001", "account"), "no account": ("PD001", "account"),
    "zero": ("PD001", "amount"), "negative": ("PD001", "amount"), "too exact": ("PD001", "amount"), "no number": ("PD001", "amount"),
    "too large": ("PD001", "amount"), "long name": ("PD001", "name"), "long text": ("PD001", "text"),
    "invisible": ("PD001", "text"), "long reference": ("PD001", "reference"), "same reference": ("PD027", "reference"),
}


class Bank(Desk):
    """The desk's people, a payer with money, payees, and one account for each thing that can be wrong with it."""

    def __init__(self):
        super().__init__()
        self.mark = "bu%d_" % os.getpid()
        self.program = Program()
        self.staff = {label: (self.person(role, label),) for label, role in
                      (("tina", "teller"), ("vera", "supervisor"), ("viktor", "supervisor"), ("audrey", "auditor"))}
        self.staff = {label: (name, self.session(name)) for label, (name,) in self.staff.items()}

    def wanted(self, what, truth):
        super().wanted(what, truth)
        if not truth:
            print("HOLE %s" % what, flush=True)
        return bool(truth)

    def open(self, payees):
        """Accounts by SQL: the program opens them one by one, and here thousands are needed."""
        query(self.super, """
            WITH holder AS (
                INSERT INTO pd.customer (ledger, number, kind, since) VALUES (1, '90000001', 'business', '2020-01-01')
                RETURNING id
            ), person AS (
                INSERT INTO pd.customer_personal (ledger, customer, business_name, search_name, search_full)
                SELECT 1, id, 'Works', 'works', 'works' FROM holder
            ), opened AS (
                INSERT INTO pd.account (ledger, number, kind, gl, currency, side, customer, product, name, opened)
                SELECT 1, n.number, 'customer', '2010', n.currency, 1, holder.id, 'basic', 'Account', '2020-01-01'
                  FROM holder,
                       (SELECT 'P' || lpad(i::text, 9, '0') AS number, 978 AS currency FROM generate_series(0, %s) AS i
                        UNION ALL
                        VALUES ('CLOSED', 978), ('BLOCKED', 978), ('DOLLARS', 840), ('SPARE', 978)) AS n
                RETURNING id, number, currency
            )
            INSERT INTO pd.balance (ledger, account, currency, side, flags)
            SELECT 1, id, currency, 1, CASE number WHEN 'CLOSED' THEN 9 WHEN 'BLOCKED' THEN 5 ELSE 1 END FROM opened""", payees)
        query(self.super, "UPDATE pd.account SET status = 'closed', closed = opened WHERE number = 'CLOSED'")
        self.payer, self.payees = "P000000000", ["P%09d" % i for i in range(1, payees + 1)]
        self.fund(self.payer, PAYER_MINOR)
        return self

    def fund(self, account, minor):
        query(self.super, "SELECT admin.opening_balance(%s, 1::smallint, %s, %s)", str(uuid.uuid4()), account, minor)

    # ---- The program ----

    def do(self, label, operation, **given):
        return self.program.do(self.staff[label], operation, given)

    def done(self, label, operation, **given):
        run = self.do(label, operation, **given)
        self.wanted("%s" % run, run.status == 0 and not run.faults())
        return run.json()

    def refused(self, code, label, operation, **given):
        run = self.do(label, operation, **given)
        self.wanted("%s: %s" % (run, code), run.status == 2 and run.error().get("code") == code and not run.faults())
        return run.error()

    def load(self, path, label="tina", **more):
        return self.done(label, "bulk.load", payer=self.payer, file=path, **more)

    def pages(self, label, bulk, **given):
        """All lines of a bulk, page by page."""
        after, rows = 0, []
        while True:
            page = self.done(label, "bulk.lines", bulk=str(bulk), after=str(after), limit="200", **given)
            if not page:
                return rows
            rows += page
            after = page[-1]["number"]

    # ---- The books ----

    def journals(self):
        """What the bulks have posted: (payee, amount, text) of each journal, read from the entries alone."""
        return collections.Counter(query(self.super, """
            SELECT a.number, i.amount, j.text
              FROM pd.journal j
              JOIN pd.entry o ON o.ledger = j.ledger AND o.account = j.entry_account[1] AND o.seq = j.entry_seq[1]
              JOIN pd.entry i ON i.ledger = j.ledger AND i.account = j.entry_account[2] AND i.seq = j.entry_seq[2]
              JOIN pd.account p ON p.ledger = 1 AND p.id = o.account AND p.number = %s
              JOIN pd.account a ON a.ledger = 1 AND a.id = i.account
             WHERE j.operation = 'bulk.payment' AND o.amount = -i.amount""", self.payer))

    def posted_once(self, what, lines):
        """Exactly these lines, each once."""
        wanted = collections.Counter((l.account, minor(l.amount), "%s %s" % (l.text, l.reference)) for l in lines)
        got = self.journals()
        twice, lost = got - wanted, wanted - got
        return self.wanted("%s: %d posted too often, %d not: %s %s" % (what, sum(twice.values()), sum(lost.values()),
                           list(twice)[:3], list(lost)[:3]), got == wanted)

    def proved(self):
        wrong = query(self.super, "SELECT check_name, bad FROM pd.prove() WHERE bad <> 0")
        self.wanted("the books: %s" % wrong, not wrong)

    def kill_backends(self):
        query(self.super, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = ANY (%s)",
              [name for name, _ in self.staff.values()])

    def finish(self):
        self.program.close()
        return super().finish()


def minor(amount):
    whole, _, cents = amount.partition(".")
    return int(whole) * 100 + int(cents.ljust(2, "0") or 0)


# ---- Files ----

def good_line(number, bank, rng):
    return Line(rng.choice(bank.payees), "%d.%02d" % (rng.randrange(1, 5000), rng.randrange(100)),
                "Payee %d" % number, "Salary Müller & <Söhne>" if number % 7 == 0 else "Salary", "E%07d" % number, None)


def spoil(line, fault, bank, earlier):
    changes = {
        "unknown account": {"account": "9999999999"}, "closed account": {"account": "CLOSED"}, "blocked account": {"account": "BLOCKED"},
        "other currency": {"account": "DOLLARS"}, "the payer itself": {"account": bank.payer}, "no account": {"account": ""},
        "zero": {"amount": "0.00"}, "negative": {"amount": "-5.00"}, "too exact": {"amount": "1.005"}, "no number": {"amount": "1,50"},
        "too large": {"amount": "99999999999999.00"}, "long name": {"name": "n" * 71}, "long text": {"text": "t" * 141},
        "invisible": {"text": "a\u200bb"}, "long reference": {"reference": "r" * 36}, "same reference": {"reference": earlier},
    }
    return line._replace(fault=fault, **changes[fault])


def make_lines(bank, count, bad, seed):
    """Lines of which so many are bad, each fault in its turn, spread over the file."""
    rng = random.Random(seed)
    lines = [good_line(number, bank, rng) for number in range(1, count + 1)]
    for turn, at in enumerate(sorted(rng.sample(range(1, count), bad))):
        lines[at] = spoil(lines[at], list(FAULTS)[turn % len(FAULTS)], bank, lines[0].reference)
    return lines


def write_csv(path, lines, separator=","):
    """Line i of the list stands on line i + 2 of the file."""
    def cell(text):
        return '"%s"' % text.replace('"', '""') if separator in text or '"' in text else text
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(separator.join(("account", "amount", "name", "text", "reference")) + "\r\n")
        for line in lines:
            file.write(separator.join(cell(word) for word in line[:5]) + "\r\n")
    return path


def control_sum(lines):
    """In ten-thousandths, or None where an amount cannot be read."""
    total = 0
    for line in lines:
        if line.fault in ("negative", "no number", "too large"):
            return None
        whole, _, cents = line.amount.partition(".")
        total += int(whole) * 10000 + int(cents.ljust(4, "0") or 0)
    return total


def pain_payment(line):
    return ("<CdtTrfTxInf><PmtId><EndToEndId>%s</EndToEndId></PmtId><Amt><InstdAmt Ccy=\"EUR\">%s</InstdAmt></Amt>"
            "<Cdtr><Nm>%s</Nm></Cdtr><CdtrAcct><Id><Othr><Id>%s</Id></Othr></Id></CdtrAcct>"
            "<RmtInf><Ustrd>%s</Ustrd></RmtInf></CdtTrfTxInf>\n"
            % tuple(escape(word) for word in (line.reference, line.amount, line.name, line.account, line.text)))


def pain_sums(lines):
    total = control_sum(lines)
    told = "<NbOfTxs>%d</NbOfTxs>" % len(lines)
    return told if total is None else told + "<CtrlSum>%d.%04d</CtrlSum>" % divmod(total, 10000)


def write_pain(path, lines, payer, version="09", groups=2, message=None):
    """Two groups of payments; the sums are left out where they cannot be right."""
    date = "<ReqdExctnDt>2020-01-31</ReqdExctnDt>" if version < "08" else "<ReqdExctnDt><Dt>2020-01-31</Dt></ReqdExctnDt>"
    parts = [lines[i * len(lines) // groups:(i + 1) * len(lines) // groups] for i in range(groups)]
    with open(path, "w", encoding="utf-8") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n'
                   '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.%s"><CstmrCdtTrfInitn>\n'
                   "<GrpHdr><MsgId>%s</MsgId><CreDtTm>2026-11-20T10:00:00</CreDtTm>%s"
                   "<InitgPty><Nm>Works</Nm></InitgPty></GrpHdr>\n" % (version, message or uuid.uuid4().hex, pain_sums(lines)))
        for number, part in enumerate(parts, 1):
            file.write("<PmtInf><PmtInfId>P%d</PmtInfId><PmtMtd>TRF</PmtMtd>%s%s<Dbtr><Nm>Works</Nm></Dbtr>"
                       "<DbtrAcct><Id><Othr><Id>%s</Id></Othr></Id></DbtrAcct>\n" % (number, pain_sums(part), date, payer))
            file.writelines(pain_payment(line) for line in part)
            file.write("</PmtInf>\n")
        file.write("</CstmrCdtTrfInitn></Document>\n")
    return path
