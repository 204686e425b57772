#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""make_bank.py DIRECTORY [--seed N] [--accounts N] [--transactions N] [--first N] [--untidy] [--bad N]

Writes a made-up bank in the layout of docs/import.md. The same arguments give the same bytes. --first is the first
account number. --untidy writes what is allowed but unusual: byte order mark, CRLF, quoted cells, columns in another order,
rows in no order, a column nobody knows. --bad spoils so many transactions, each in one of several ways, and prints the
file:line of each."""
import argparse
import csv
import datetime
import os
import random

FILES = {
    "districts": ["district", "name", "region", "inhabitants"],
    "clients": ["client", "born", "sex", "district"],
    "accounts": ["account", "branch_district", "statement", "opened"],
    "holders": ["account", "client", "role"],
    "standing_orders": ["order", "account", "to_bank", "to_account", "amount_minor", "purpose"],
    "transactions": ["date", "account", "seq", "source_id", "operation", "purpose", "amount_minor", "balance_after_minor",
                     "partner_bank", "partner_account"],
}
KINDS = [
    ("cash_deposit", "", 1), ("cash_withdrawal", "", -1), ("cash_withdrawal", "statement_fee", -1),
    ("cash_withdrawal", "overdraft_interest", -1), ("transfer_in", "pension", 1), ("transfer_out", "household", -1),
    ("transfer_out", "loan_payment", -1), ("card_withdrawal", "", -1), ("interest", "interest", 1),
]
BEGIN = datetime.date(2001, 1, 1)


def make_people(options, rng):
    rows = {name: [] for name in FILES}
    rows["districts"] = [[d, "District %d" % d, "Region", 1000 * d] for d in range(1, 8)]
    for n in range(options.accounts):
        account, client = options.first + n, options.first + 2 * n
        rows["clients"].append([client, "19%02d-0%d-1%d" % (rng.randrange(20, 80), rng.randrange(1, 10), rng.randrange(10)),
                                rng.choice("FM"), rng.randrange(1, 8)])
        rows["accounts"].append([account, rng.randrange(1, 8), "monthly", BEGIN])
        rows["holders"].append([account, client, "owner"])
        if n % 5 == 0:
            rows["clients"].append([client + 1, "", "", ""])
            rows["holders"].append([account, client + 1, "signatory"])
        if n % 3 == 0:
            rows["standing_orders"].append([n + 1, account, "ST", 89597016 + n, 1000 + n, "household"])
    return rows


def make_transactions(options, rng, rows):
    balance, seq, last = {}, {}, None
    for n in range(options.transactions):
        account = options.first + rng.randrange(options.accounts)
        operation, purpose, sign = rng.choice(KINDS)
        amount = sign * rng.randrange(1, 100000)
        date = BEGIN + datetime.timedelta(days=n * 700 // options.transactions)
        balance[account] = balance.get(account, 0) + amount
        seq[account] = seq.get(account, 0) + 1
        outside = operation.startswith("transfer")
        rows["transactions"].append([date, account, seq[account], options.first * 10 ** 7 + n, operation, purpose, amount,
                                     balance[account], "YZ" if outside else "", 62457513 + n % 9 if outside else ""])


def spoil(rng, row, number):
    """Breaks one row in one way that no other row suffers from; returns what was done."""
    way = number % 5
    if way == 0:
        row[7] = "12x"
    elif way == 1:
        row[0] = "2001-02-30"
    elif way == 2:
        row[4] = "cheque"
    elif way == 3:
        row[6] = "9223372036854775808"
    else:
        row[9] = "\x1b[2J"
    return ["balance_after_minor", "date", "operation", "amount_minor", "partner_account"][way]


def write(options, name, rows, rng):
    columns = list(range(len(FILES[name])))
    if options.untidy:
        rng.shuffle(columns)
        rng.shuffle(rows)
    path = os.path.join(options.directory, name + ".csv")
    with open(path, "w", encoding="utf-8-sig" if options.untidy else "utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n" if options.untidy else "\n",
                            quoting=csv.QUOTE_ALL if options.untidy else csv.QUOTE_MINIMAL)
        writer.writerow([FILES[name][c] for c in columns] + (["remark"] if options.untidy else []))
        for row in rows:
            writer.writerow([row[c] for c in columns] + (["=1+1, \"so\""] if options.untidy else []))
        if options.untidy:
            file.write("\r\n")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("directory")
    for name, default in (("seed", 1), ("accounts", 50), ("transactions", 2000), ("first", 5000), ("bad", 0)):
        parser.add_argument("--" + name, type=int, default=default)
    parser.add_argument("--untidy", action="store_true")
    options = parser.parse_args()
    rng = random.Random(options.seed)
    os.makedirs(options.directory, exist_ok=True)
    rows = make_people(options, rng)
    make_transactions(options, rng, rows)
    for number, at in enumerate(sorted(rng.sample(range(options.transactions), options.bad))):
        column = spoil(rng, rows["transactions"][at], number)
        print("transactions.csv:%d:%s" % (at + 2, column))
    for name in FILES:
        write(options, name, rows[name], rng)


main()
