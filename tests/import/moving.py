# SPDX-License-Identifier: Apache-2.0
"""What the tests of `paydesk import` share: running it, making a bank, and comparing files and ledger on their own."""
import csv
import hashlib
import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = os.environ["PAYDESK"]


def check(claim, what):
    print("%s  %s" % ("ok  " if claim else "FAIL", what), flush=True)
    if not claim:
        sys.exit(1)


def make_bank(directory, *arguments):
    made = subprocess.run([sys.executable, os.path.join(HERE, "make_bank.py"), directory, *arguments],
                          check=True, capture_output=True, text=True)
    return made.stdout.split()


def start(directory, *arguments):
    return subprocess.Popen([PROGRAM, "import", directory, "--json", *arguments], stdin=subprocess.DEVNULL,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def run(directory, *arguments):
    """(exit status, the report or None, stderr)"""
    process = start(directory, *arguments)
    out, errors = process.communicate()
    lines = out.strip().splitlines()
    return process.returncode, json.loads(lines[-1]) if lines else None, errors


def query(sql):
    """Rows as lists of text, asked as the superuser."""
    answer = subprocess.run(["psql", "-XqAt", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-c", sql],
                            check=True, capture_output=True, text=True)
    return [line.split("\t") for line in answer.stdout.splitlines()]


def value(sql):
    return query(sql)[0][0]


def read(directory, name):
    with open(os.path.join(directory, name + ".csv"), encoding="utf-8-sig", newline="") as file:
        return [row for row in csv.DictReader(file) if any(row.values())]


def digest(rows):
    return hashlib.sha256("\n".join("\t".join(row) for row in sorted(rows)).encode()).hexdigest()


def bank_entries(directory, prefix):
    """What the old bank says: one row per transaction."""
    return [[prefix + r["account"], r["seq"], r["amount_minor"], r["balance_after_minor"], r["date"], r["date"], r["date"]]
            for r in read(directory, "transactions")]


def ledger_entries(number):
    """What stands in the ledger for an import, read from account, entry and journal alone."""
    return query("""SELECT a.number, e.seq, e.amount, e.balance, e.booked, j.business_date, j.value_date
                      FROM pd.import_account i
                      JOIN pd.account a ON a.ledger = 1 AND a.id = i.account
                      JOIN pd.entry e ON e.ledger = 1 AND e.account = a.id
                      JOIN pd.journal j ON j.ledger = 1 AND j.id = e.journal
                     WHERE i.import = %d""" % number)


def everything():
    """A digest of the whole ledger but for times: two histories that ended alike have the same."""
    # The entries of a deferred account are numbered by their journals, and a call that was killed leaves a gap there.
    entries = query("""SELECT a.number, CASE WHEN e.balance IS NULL THEN 0 ELSE e.seq END, e.amount, e.balance, e.booked, e.what,
                              j.operation, j.text, j.partner
                         FROM pd.entry e
                         JOIN pd.account a ON a.ledger = e.ledger AND a.id = e.account
                         JOIN pd.journal j ON j.ledger = e.ledger AND j.id = e.journal""")
    balances = query("""SELECT a.number, b.version, b.posted, b.overdraft, b.flags, a.opened, p.family_name, p.external_ref
                          FROM pd.account a JOIN pd.balance b ON b.ledger = a.ledger AND b.account = a.id
                          LEFT JOIN pd.customer_person p ON p.ledger = a.ledger AND p.id = a.customer""")
    return digest(entries) + digest(balances)


def check_books():
    check(value("SELECT count(*) FROM (SELECT currency FROM pd.account_now GROUP BY ledger, currency HAVING sum(posted) <> 0) x") == "0",
          "the trial balance is zero")
    check(value("SELECT count(*) FROM pd.account_now b WHERE b.posted <> (SELECT coalesce(sum(e.amount), 0) FROM pd.entry e "
                "WHERE e.ledger = b.ledger AND e.account = b.id)") == "0", "every balance is the sum of its entries")
    check(value("SELECT count(*) FROM (SELECT journal FROM pd.entry GROUP BY ledger, journal HAVING sum(amount) <> 0) x") == "0",
          "every journal sums to zero")


def check_moved_in(directory, report):
    """The report against the files, the files against the ledger."""
    for name in ("clients", "accounts", "holders", "standing_orders", "transactions"):
        told = report["customers" if name == "clients" else name]
        check(told == len(read(directory, name)), "%s: %d told, as many as in the file" % (name, told))
    check(report["mismatches"] == 0 and report["bad_rows"] == 0, "no mismatch, no bad row")
    bank = bank_entries(directory, report["prefix"])
    check(digest(bank) == digest(ledger_entries(report["import"])),
          "all %d entries are the bank's: number, seq, amount, running balance, three dates" % len(bank))
    check(value("SELECT admin.import_verify(%d)" % report["import"]) == "0", "the database says so too")
    check(value("SELECT count(*) FROM pd.import_account i JOIN pd.balance b ON b.ledger = 1 AND b.account = i.account "
                "WHERE i.import = %d AND b.flags <> 1" % report["import"]) == "0", "all its accounts are open for business")
    check_books()
