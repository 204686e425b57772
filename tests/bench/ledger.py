#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""./dev bench ledger: our postings beside pgbench's TPC-B, on the cluster that dev.d/bench.sh has started.

Each round runs every load once, in order, so that A and B alternate and a busy minute of the machine touches both; a
ratio is the median of the ratios within a round.  Writes $PAYDESK_BENCH/ledger.json, prints a table, and with
--write-docs puts it into docs/performance.md.
"""
import argparse
import os
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import bank
import report
from load import CORES, Failed, Load, Meter, ask, connect, sample


@dataclass
class Plan:
    """How much of everything."""
    scale: int            # of pgbench: 100,000 of its accounts each
    accounts: int         # of ours, where nothing else is said
    few_accounts: int
    many_accounts: int
    few_entries: int
    many_entries: int
    rounds: int           # of the figures with a goal
    seconds: int          # per sample
    side_rounds: int      # of the figures at other numbers of clients
    side_seconds: int
    growth_rounds: int


PLANS = {
    "full": Plan(50, 100000, 1000, 1000000, 10000, 10000000, 5, 3, 2, 2, 5),
    "quick": Plan(50, 100000, 1000, 100000, 10000, 400000, 2, 1, 1, 1, 1),
    "tiny": Plan(1, 1000, 100, 2000, 200, 4000, 1, 0, 1, 0, 1),
}
SIDE_CLIENTS = (1, 4, 8)
MAIN_CLIENTS = (16, 32)
USERS = 100
CONNECTIONS = 2           # of the gatherer


BEGAN = time.monotonic()


def say(text):
    seconds = int(time.monotonic() - BEGAN)
    print("── %d:%02d %s" % (seconds // 60, seconds % 60, text), file=sys.stderr, flush=True)


class Bench:
    """The databases, the loads and what they have got so far."""

    def __init__(self, plan, folder):
        self.plan, self.folder = plan, folder
        self.meter = Meter(os.environ["PAYDESK_BENCH_DATA"])
        self.samples = {}                           # (name, clients) -> list of Sample, one per round
        self.loads = {}
        self.token = None

    def make(self):
        plan = self.plan
        bank.check_durable()
        say("Making the databases")
        bank.deploy("bank")
        for name in ("books", "books_few", "books_many", "books_long"):
            bank.copy("bank", name)
        # The largest first; psql and pgbench do the work, so threads are enough.
        with ThreadPoolExecutor(max_workers=CORES) as pool:
            makers = [pool.submit(bank.fill, "books_long", plan.accounts, plan.many_entries),
                      pool.submit(bank.fill, "books_many", plan.many_accounts, plan.few_entries),
                      pool.submit(bank.make_tpcb, plan.scale),
                      pool.submit(bank.fill, "bank", plan.accounts, plan.few_entries),
                      pool.submit(bank.fill, "books", plan.accounts, plan.few_entries),
                      pool.submit(bank.fill, "books_few", plan.few_accounts, plan.few_entries)]
            for maker in makers:
                maker.result()
        self.token = bank.hire("bank", self.folder)
        bank.check_payment("bank", self.folder, self.token)
        self.define()

    def add(self, name, database, script=None, accounts=None, worker=True, **more):
        variables = {"accounts": accounts or self.plan.accounts, **more.pop("variables", {})}
        beside = self.fold(database) if worker else None
        self.loads[name] = Load(name, database, script, variables=variables, beside=beside, **more)

    def add_gathered(self):
        """Users who each keep one payment outstanding, through the gatherer and the worker's own login."""
        command = [os.environ["PAYDESK_BENCH_GATHER"], str(self.plan.accounts), str(CONNECTIONS)]
        self.loads["gathered_100_users"] = Load("gathered_100_users", "bank", user="paydesk_worker", program=command,
                                                beside=self.fold("bank"))

    def fold(self, database):
        """The worker's job that folds deferred balances, where there is one."""
        return "SELECT pd.job_fold(1000)" if database != "tpcb" and self.knows(database, "pd.job_fold") else None

    @staticmethod
    def knows(database, function):
        connection = connect(database)
        known = ask(connection, "SELECT to_regproc(%s)", function)
        connection.close()
        return known is not None

    def define(self):
        connection = connect("books")
        hot = ask(connection, "SELECT id FROM pd.account WHERE number = 'GL-2100-EUR'")
        connection.close()
        self.add("tpcb", "tpcb")
        self.add("single", "bank", "single", user=bank.TELLER, token=self.token)
        self.add("engine", "books", "engine")
        self.add("bare", "books", "engine", worker=False)
        self.add("hot", "books", "hot", variables={"hot": hot})
        self.add("bulk_2x100", "bank", "bulk", size=100)
        self.add("bulk_2x1000", "bank", "bulk", size=1000)
        self.add_gathered()
        self.add("books", "books", "engine")
        self.add("books_few", "books_few", "engine", accounts=self.plan.few_accounts)
        self.add("books_many", "books_many", "engine", accounts=self.plan.many_accounts)
        self.add("books_long", "books_long", "engine")

    def run(self, rounds, seconds, cells):
        for turn in range(rounds):
            for name, clients in cells:
                got = sample(self.meter, self.loads[name], clients, seconds)
                self.samples.setdefault((name, clients), []).append(got)
                say("round %d of %d: %-11s %2d clients %7.0f/s %5.0f us %6.0f B (others: %.1f cores)" % (
                    turn + 1, rounds, name, clients, got.tps, got.cpu_us, got.wal_bytes, got.strangers))

    def touch(self, cells):
        """The first touch of a page after a checkpoint costs a whole page of WAL; what is measured is the steady state."""
        say("Warming up")
        for name, clients in cells:
            sample(self.meter, self.loads[name], clients, self.plan.side_seconds)

    def measure(self):
        plan = self.plan
        growth = [(name, 16) for name in ("books", "books_long", "books_few", "books_many")]
        main = [cell for clients in MAIN_CLIENTS
                for cell in (("tpcb", clients), ("single", clients), ("engine", clients))]
        main += [("bare", 16), ("hot", 32), ("bulk_2x100", 2), ("bulk_2x1000", 2), ("gathered_100_users", USERS)]
        side = [(name, clients) for clients in SIDE_CLIENTS for name in ("tpcb", "single", "engine")]
        self.touch(growth)
        say("As the books grow")
        self.run(plan.growth_rounds, plan.seconds, growth)
        say("Beside TPC-B")
        self.run(plan.rounds, plan.seconds, main)
        self.run(plan.side_rounds, plan.side_seconds, side)

    def prove(self):
        say("Proving the bank's books")
        wrong = bank.wrong_books("bank")
        if wrong:
            raise Failed("pd.prove() finds %d rows wrong after the bench." % wrong)


def parse():
    parser = argparse.ArgumentParser(description=__doc__)
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--quick", dest="size", action="store_const", const="quick", help="at most two minutes")
    size.add_argument("--tiny", dest="size", action="store_const", const="tiny", help="only whether it works")
    parser.add_argument("--write-docs", action="store_true", help="write the figures into docs/performance.md")
    parser.set_defaults(size="full")
    return parser.parse_args()


def stop(_signal, _frame):
    raise Failed("stopped")


def main():
    options = parse()
    folder = os.environ["PAYDESK_BENCH"]
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, stop)
    try:
        bench = Bench(PLANS[options.size], folder)
        bench.make()
        bench.measure()
        bench.prove()
        figures = report.figures(bench, bank.hot_share("books"), time.monotonic() - BEGAN)
    except Failed as failure:
        print("bench: %s" % failure, file=sys.stderr)
        return 1
    report.write_json(os.path.join(folder, "ledger.json"), figures)
    table = report.table(bench.plan, figures)
    print(table)
    if options.write_docs:
        report.write_docs(os.path.join(os.environ["PAYDESK_SOURCE"], "docs", "performance.md"), table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
