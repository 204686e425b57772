# SPDX-License-Identifier: Apache-2.0
"""From samples to figures, and from figures to a file, a table and a page of the documentation."""
import json
import os
import statistics

from load import CORES

BEGIN = "<!-- figures: written by ./dev bench ledger --write-docs -->"
END = "<!-- end of figures -->"


def short(count):
    """10000 -> 10k"""
    for size, letter in ((1000000, "m"), (1000, "k")):
        if count >= size and count % size == 0:
            return "%d%s" % (count // size, letter)
    return str(count)


def median(samples, what):
    return statistics.median(getattr(sample, what) for sample in samples)


def ratio(above, below):
    """Median of the ratios within a round."""
    return statistics.median(a.tps / b.tps for a, b in zip(above, below))


def cheaper(above, below):
    """The same by what a payment costs in CPU, which strangers on the machine disturb less."""
    return median(below, "cpu_us") / median(above, "cpu_us")


def spread(samples):
    """Largest less smallest, in percent of the median."""
    speeds = [sample.tps for sample in samples]
    return 100 * (max(speeds) - min(speeds)) / statistics.median(speeds)


def growth_names(plan):
    entries = "growth_entries_%s_%s" % (short(plan.few_entries), short(plan.many_entries))
    accounts = "growth_accounts_%s_%s" % (short(plan.few_accounts), short(plan.many_accounts))
    middle = "growth_accounts_%s_%s" % (short(plan.few_accounts), short(plan.accounts))
    return entries, accounts, middle


def is_alone(name):
    """Loads with one number of clients, which stands in their name."""
    return name.startswith(("bulk", "gathered"))


def cell_key(name, clients):
    return name if is_alone(name) else "%s_%d" % (name, clients)


def ratios(plan, samples):
    found = {}
    for (name, clients), got in samples.items():
        if name in ("single", "engine") or is_alone(name):
            yardstick = samples["tpcb", 16 if is_alone(name) else clients]
            found[cell_key(name, clients) + "_vs_tpcb"] = ratio(got, yardstick)
            found[cell_key(name, clients) + "_vs_tpcb_by_cpu"] = cheaper(got, yardstick)
    found["hot_32_vs_spread"] = ratio(samples["hot", 32], samples["engine", 32])
    entries, accounts, middle = growth_names(plan)
    # Time per posting is the other way round than postings per time.
    found[entries] = ratio(samples["books", 16], samples["books_long", 16])
    found[accounts] = ratio(samples["books_few", 16], samples["books_many", 16])
    if middle != accounts:
        found[middle] = ratio(samples["books_few", 16], samples["books", 16])
    return found


def figures(bench, hot_share, seconds):
    """One flat object of numbers."""
    found = ratios(bench.plan, bench.samples)
    found["wal_bytes_single"] = median(bench.samples["bare", 16], "wal_bytes")
    found["hot_updates_share"] = hot_share
    for (name, clients), samples in bench.samples.items():
        key = cell_key(name, clients)
        found[key + "_tps"] = median(samples, "tps")
        found[key + "_spread_percent"] = spread(samples)
        found[key + "_cpu_us"] = median(samples, "cpu_us")
        found[key + "_wal_bytes"] = median(samples, "wal_bytes")
        found[key + "_strangers_cores"] = median(samples, "strangers")
        if name.startswith("gathered"):
            found[key + "_p99_us"] = median(samples, "p99_us")
    found["cores"] = CORES
    found["seconds"] = seconds
    return {name: round(value, 4) for name, value in found.items()}


def goals(plan):
    """(figure, at least or at most, goal, what it is)"""
    entries, accounts, middle = growth_names(plan)
    rows = [
        ("single_16_vs_tpcb", ">=", 1.0, "whole payment with session, fee and audit, 16 clients"),
        ("single_32_vs_tpcb", ">=", 1.0, "the same, 32 clients"),
        ("engine_16_vs_tpcb", ">=", 1.5, "posting engine alone, 16 clients"),
        ("engine_32_vs_tpcb", ">=", 1.5, "the same, 32 clients"),
        ("hot_32_vs_spread", ">=", 0.9, "every payment credits one internal account"),
        ("bulk_2x100_vs_tpcb", ">=", 5.0, "two connections, 100 payments per call"),
        ("bulk_2x1000_vs_tpcb", None, None, "two connections, 1,000 payments per call"),
        ("gathered_100_users_vs_tpcb", ">=", 3.0, "100 users, gathered on the way"),
        (entries, "<=", 1.3, "time per posting, as the journal grows"),
        (accounts, "<=", 1.3, "time per posting, as accounts grow"),
        (middle, "<=", 1.3, "the same, halfway"),
        ("wal_bytes_single", "<=", 1000, "write-ahead log per two-leg posting, bytes"),
        ("hot_updates_share", ">=", 0.99, "balance updates without an index entry"),
    ]
    return [row for place, row in enumerate(rows) if row[0] not in [before[0] for before in rows[:place]]]


def verdict(value, sense, goal):
    if goal is None:
        return ""
    reached = value >= goal if sense == ">=" else value <= goal
    return "yes" if reached else "no"


def shown(value):
    return "%d" % value if value >= 100 else "%.2f" % value


def goal_lines(plan, found):
    lines = ["| figure | measured | goal | reached | what |", "| --- | ---: | ---: | --- | --- |"]
    for name, sense, goal, what in goals(plan):
        if name in found:
            wanted = "" if goal is None else "%s %s" % ({">=": "≥", "<=": "≤"}[sense], shown(goal))
            lines.append("| %s | %s | %s | %s | %s |" % (
                name, shown(found[name]), wanted, verdict(found[name], sense, goal), what))
    return lines


def load_lines(plan, found):
    lines = ["| load | payments/s | spread | × TPC-B | by CPU | CPU µs | WAL bytes |",
             "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"]
    for key in [name[:-4] for name in found if name.endswith("_tps")]:
        beside = [shown(found[name]) if name in found else "" for name in (key + "_vs_tpcb", key + "_vs_tpcb_by_cpu")]
        lines.append("| %s | %.0f | %.0f %% | %s | %s | %.0f | %.0f |" % (
            key, found[key + "_tps"], found[key + "_spread_percent"], *beside, found[key + "_cpu_us"],
            found[key + "_wal_bytes"]))
    lines += ["", "books: %s accounts and %s entries; few: %s accounts; many: %s accounts; long: %s entries." % tuple(
        format(count, ",") for count in (plan.accounts, plan.few_entries, plan.few_accounts, plan.many_accounts,
                                         plan.many_entries))]
    return lines


def table(plan, found):
    return "\n".join(goal_lines(plan, found) + [""] + load_lines(plan, found))


def write_json(path, found):
    part = path + ".part"
    with open(part, "w", encoding="utf-8") as file:
        json.dump(found, file, indent=1)
        file.write("\n")
    os.replace(part, path)


def write_docs(path, text):
    """Puts the table between the marks of the page."""
    with open(path, encoding="utf-8") as file:
        page = file.read()
    before, mark, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not mark or not end:
        raise SystemExit("bench: %s has no marks to write the figures between." % path)
    with open(path, "w", encoding="utf-8") as file:
        file.write("%s%s\n\n%s\n\n%s%s" % (before, mark, text, end, after))
