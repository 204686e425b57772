#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""A file of payments from the first line to the last: 100 bad lines are all named, nothing is posted before it is accepted,
every good line is posted once.

10,000 lines, 100,000 with PAYDESK_LONG; as CSV with commas and semicolons and as pain.001.
"""
import os
import sys

from paying import FAULTS, SOURCE, Bank, make_lines, minor, query, value, write_csv, write_pain

COUNT = 100000 if os.environ.get("PAYDESK_LONG") else 10000
BAD = 100
SAMPLES = os.path.join(SOURCE, "..", "shared", "data", "iso20022", "samples", "pain001")


def check_bad_lines(bank, bulk, lines, line_of):
    """Every bad line with its place, line, field, code, reason and way out, and no other."""
    told = {row["number"]: row for row in bank.pages("audrey", bulk, filter="bad")}
    wanted = {place: line for place, line in enumerate(lines, 1) if line.fault}
    bank.wanted("bad lines: told %d, wanted %d" % (len(told), len(wanted)), sorted(told) == sorted(wanted))
    for place, line in wanted.items():
        row = told.get(place, {})
        bank.wanted("line %d (%s): %s" % (place, line.fault, row), (row.get("code"), row.get("field")) == FAULTS[line.fault]
                    and row["line"] == line_of(place) and row["reason"] and row["hint"])


def check_nothing_posted(bank, bulk, what):
    bank.refused("PD029", "vera", "bulk.post", bulk=str(bulk))
    bank.wanted("%s: nothing is posted" % what, not bank.journals() and value(
        bank.super, "SELECT count(*) FROM pd.balance WHERE flags <> 1 OR version > 1") == 3)


def check_whole(bank, path, lines, line_of, limit):
    """Load, judge, accept, post; the good lines are paid, once."""
    good = [line for line in lines if not line.fault]
    before = bank.journals()
    loaded = bank.load(path)
    bulk = str(loaded["bulk"])
    bank.wanted("counts: %s" % loaded, (loaded["lines"], loaded["good"], loaded["bad"], loaded["amount_minor"], loaded["state"])
                == (len(lines), len(good), len(lines) - len(good), sum(minor(line.amount) for line in good), "loaded"))
    check_bad_lines(bank, bulk, lines, line_of)
    if not before:
        check_nothing_posted(bank, bulk, path)
    bank.refused("PD036", "vera", "bulk.accept", bulk=bulk)
    bank.refused("PD004", "tina", "bulk.accept", bulk=bulk, skip_bad="yes")
    bank.done("vera", "bulk.accept", bulk=bulk, skip_bad="yes")
    posted = bank.done("tina", "bulk.post", bulk=bulk, limit=str(limit))
    bank.wanted("posted: %s" % posted, (posted["posted"], posted["refused_lines"], posted["finished"]) == (len(good), 0, True))
    bank.done("tina", "bulk.post", bulk=bulk)
    return good


def check_again(bank, path):
    """The same file a second time: refused, unless it is meant; then it is a bulk of its own, which can be cancelled."""
    bank.refused("PD027", "tina", "bulk.load", payer=bank.payer, file=path)
    bank.refused("PD027", "vera", "bulk.load", payer=bank.payer, file=path)
    second = bank.done("vera", "bulk.load", payer=bank.payer, file=path, again="yes")
    bank.refused("PD037", "vera", "bulk.accept", bulk=str(second["bulk"]), skip_bad="yes")
    bank.done("vera", "bulk.cancel", bulk=str(second["bulk"]))
    bank.refused("PD029", "viktor", "bulk.accept", bulk=str(second["bulk"]), skip_bad="yes")
    bank.refused("PD029", "tina", "bulk.post", bulk=str(second["bulk"]))


def check_samples(bank):
    """pain.001 files of other people pay from their own accounts: refused with the place and the account."""
    if not os.path.isdir(SAMPLES):
        print("no samples in %s: skipped" % SAMPLES)
        return
    for name in sorted(os.listdir(SAMPLES)):
        error = bank.refused("PD001", "tina", "bulk.load", payer=bank.payer, file=os.path.join(SAMPLES, name))
        bank.wanted("%s: %s" % (name, error), "the file pays from " in error.get("sentence", ""))


def main():
    bank = Bank().open(500)
    try:
        folder = bank.program.path
        lines = make_lines(bank, COUNT, BAD, 1)
        paid = check_whole(bank, write_csv(folder("a.csv"), lines), lines, lambda place: place + 1, 2000)
        bank.posted_once("csv", paid)
        check_again(bank, folder("a.csv"))
        small = make_lines(bank, 400, 32, 2)
        paid += check_whole(bank, write_csv(folder("b.csv"), small, ";"), small, lambda place: place + 1, 150)
        for version in ("03", "09", "11"):
            some = make_lines(bank, 400, 16, "pain %s" % version)
            # The header is three lines, each group adds one before its payments and one behind.
            paid += check_whole(bank, write_pain(folder(version + ".xml"), some, bank.payer, version), some,
                                lambda place: place + (4 if place <= 200 else 6), 1000)
        bank.posted_once("all", paid)
        check_samples(bank)
        bank.wanted("faults are for bad and refused lines only", value(bank.super, """
            SELECT count(*) FROM pd.bulk_fault f JOIN pd.bulk_line l USING (ledger, bulk, place)
             WHERE l.state IN ('good', 'posted')""") == 0)
        bank.wanted("no file's end is left open", not query(bank.super, "SELECT FROM pd.bulk WHERE state = 'loading'"))
        bank.proved()
    finally:
        status = bank.finish()
    return status


sys.exit(main())
