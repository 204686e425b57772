#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A real bank's first fifteen months: every running balance, date and contra account; and again, which posts nothing."""
import os
import sys

from moving import check, check_moved_in, everything, query, run, value

DIRECTORY = os.path.join(os.environ["PAYDESK_SOURCE"], "..", "shared", "data", "bank1993")
CONTRAS = {"1090": "cash_deposit cash_withdrawal", "1100": "card_withdrawal transfer_in transfer_out",
           "4010": "cash_withdrawal", "4060": "cash_withdrawal", "5070": "interest"}

if not os.path.exists(os.path.join(DIRECTORY, "transactions.csv")):
    print("Skipped: %s is not there." % os.path.normpath(DIRECTORY))
    sys.exit(77)

status, report, errors = run(DIRECTORY, "--dry-run")
check(status == 0 and report["outcome"] == "checked" and report["transactions"] == 38168, "dry run: %s %s" % (report, errors))
check(value("SELECT count(*) FROM pd.import") == "0", "it left nothing in the database")

status, report, errors = run(DIRECTORY)
check(status == 0 and report["outcome"] == "finished", "moved in: %s %s" % (report, errors))
check((report["customers"], report["accounts"], report["transactions"]) == (1177, 969, 38168), "the figures are those of the README")
check_moved_in(DIRECTORY, report)
check(report["prefix"] == "", "account numbers are kept")
for gl, operations in CONTRAS.items():
    found = query("SELECT DISTINCT j.operation FROM pd.account a JOIN pd.entry e ON e.ledger = 1 AND e.account = a.id "
                  "JOIN pd.journal j ON j.ledger = 1 AND j.id = e.journal WHERE a.number = 'GL-%s-CZK'" % gl)
    check(" ".join(sorted(o[0].removeprefix("import.") for o in found)) == operations, "contra account %s" % gl)
check(value("SELECT min(-overdraft) FROM pd.balance") == "-544660", "the deepest balance became that account's overdraft")
check(value("SELECT count(*) FROM pd.balance WHERE flags & 1 = 1 AND side * posted + overdraft < 0") == "0", "every floor holds")
check(value("SELECT count(*) FROM pd.journal WHERE created_at < now() - interval '1 hour'") == "0", "booking times are now")
check(value("SELECT count(*) FROM pd.event WHERE operation = 'admin.import_begin' AND detail ? 'unix_user'") == "1",
      "the audit log names the Unix user")

before = everything()
status, again, errors = run(DIRECTORY)
check(status == 0 and again["outcome"] == "finished_before", "again: %s %s" % (again, errors))
check({**again, "outcome": ""} == {**report, "outcome": ""}, "the same figures, to the second")
check(everything() == before, "nothing was posted")
print("%d transactions a second" % (38168 / report["seconds"]))
