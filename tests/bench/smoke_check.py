#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""smoke_check.py FILE: whether ledger.json has every figure, each a number."""
import json
import sys

RATIOS = ["single_16_vs_tpcb", "single_32_vs_tpcb", "engine_16_vs_tpcb", "engine_32_vs_tpcb", "hot_32_vs_spread",
          "bulk_2x100_vs_tpcb", "bulk_2x1000_vs_tpcb", "gathered_100_users_vs_tpcb", "growth_entries_200_4k",
          "growth_accounts_100_2k", "growth_accounts_100_1k", "wal_bytes_single", "hot_updates_share"]
LOADS = ["%s_%d" % (name, clients) for name in ("tpcb", "single", "engine") for clients in (1, 4, 8, 16, 32)]
LOADS += ["bare_16", "hot_32", "bulk_2x100", "bulk_2x1000", "gathered_100_users", "books_16", "books_few_16", "books_many_16",
          "books_long_16"]


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        figures = json.load(file)
    wanted = RATIOS + ["%s_%s" % (load, what) for load in LOADS for what in ("tps", "spread_percent", "cpu_us", "wal_bytes")]
    faults = ["%s is missing" % name for name in wanted if name not in figures]
    faults += ["%s is no number: %r" % item for item in figures.items() if type(item[1]) not in (int, float)]
    faults += ["%s is %s" % item for item in figures.items() if item[0].endswith("_tps") and item[1] <= 0]
    # What a machine that is busy with other things cannot change.
    faults += ["hot_updates_share is %s" % figures["hot_updates_share"]] if figures["hot_updates_share"] < 0.99 else []
    for fault in faults:
        print(fault)
    print("%d figures, %d faults" % (len(figures), len(faults)))
    return 1 if faults else 0


sys.exit(main())
