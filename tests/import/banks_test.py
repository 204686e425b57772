#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Several banks, one after another: clashing numbers, options, bad rows, nothing at all."""
import os
import tempfile

from moving import check, check_moved_in, everything, make_bank, run, value


def bad_bank(directory):
    before = everything()
    expected = make_bank(directory, "--bad", "20", "--first", "70000", "--seed", "9")
    for arguments in ((), ("--dry-run",)):
        status, report, errors = run(directory, *arguments)
        found = ["%s:%d:%s" % (b["file"], b["line"], b["column"]) for b in report["bad"]]
        check(status == 2 and report["outcome"] == "refused" and report["bad_rows"] == 20, "20 bad rows are refused")
        check(sorted(found) == sorted(expected), "each is named by file, line and column, and nothing else is")
        check(errors.count("transactions.csv:") == 20, "stderr has a line for each")
    check(everything() == before and value("SELECT count(*) FROM pd.import WHERE state <> 'finished'") == "0", "nothing was loaded")


def main():
    with tempfile.TemporaryDirectory() as top:
        directory = os.path.join(top, "first")
        make_bank(directory)
        status, report, errors = run(directory, "--currency", "EUR")
        check(status == 0 and report["currency"] == "EUR" and report["prefix"] == "", "a bank in euro: %s %s" % (report, errors))
        check_moved_in(directory, report)
        status, _, errors = run(directory, "--currency", "USD")
        check(status == 2 and "currency" in errors, "the same files in another currency are refused")

        directory = os.path.join(top, "clash")
        make_bank(directory, "--seed", "2")
        status, _, errors = run(directory, "--prefix", "")
        check(status == 2 and "taken" in errors, "numbers that are taken are refused where no prefix may be chosen: %s" % errors)
        check(value("SELECT count(*) FROM pd.account WHERE number ~ '^[0-9]' AND currency = 203") == "0", "and nothing was loaded")
        status, report, errors = run(directory)
        check(status == 0 and report["prefix"] == "%d-" % report["import"], "a prefix is chosen: %s %s" % (report, errors))
        check_moved_in(directory, report)
        status, _, errors = run(directory, "--prefix", "OLD-")
        check(status == 2 and "prefix" in errors, "which does not change any more")

        directory = os.path.join(top, "asked")
        make_bank(directory, "--seed", "4", "--transactions", "1", "--accounts", "3", "--untidy")
        status, report, errors = run(directory, "--prefix", "OLD-")
        check(status == 0 and report["prefix"] == "OLD-", "a prefix that was asked for: %s %s" % (report, errors))
        check("remark" in " ".join(report["warnings"]), "an unknown column is told")
        check_moved_in(directory, report)

        directory = os.path.join(top, "quiet")
        make_bank(directory, "--seed", "5", "--first", "800000", "--transactions", "1")
        with open(os.path.join(directory, "transactions.csv"), encoding="utf-8") as file:
            header = file.readline()
        with open(os.path.join(directory, "transactions.csv"), "w", encoding="utf-8") as file:
            file.write(header)
        status, report, errors = run(directory)
        check(status == 0 and report["transactions"] == 0, "a bank without transactions: %s %s" % (report, errors))
        check_moved_in(directory, report)

        bad_bank(os.path.join(top, "bad"))
        os.remove(os.path.join(top, "bad", "clients.csv"))
        status, report, errors = run(os.path.join(top, "bad"))
        check(status == 2 and report is None and "clients.csv" in errors, "a missing file: %s" % errors)


main()
