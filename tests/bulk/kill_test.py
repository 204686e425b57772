#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""kill -9 of the program and of the server's process under it at random moments, in loading and in posting, and run again:
every line is loaded once and posted once.

The program survives the loss of its connection by itself; after a kill -9 it is started again, with the same request id or
with a new one.  In the end two terminals and the worker post one file at the same time.
"""
import os
import random
import signal
import sys
import time
import uuid

from paying import Bank, make_lines, query, value, write_csv, write_pain

LONG = bool(os.environ.get("PAYDESK_LONG"))
COUNT, BAD, KILLS = (100000, 100, 40) if LONG else (6000, 100, 6)
LIMIT = "500"
SEED = int(os.environ.get("PAYDESK_SEED", random.randrange(10 ** 6)))


def start(bank, label, operation, request, given):
    words = ["do", operation, *("%s=%s" % pair for pair in given.items()), "--json", "--request", request]
    return bank.program.start(bank.staff[label], words)


def run_killed(bank, rng, label, operation, given, seconds):
    """Runs it until it is done, killing it now and then; how often it was started."""
    request, kills = str(uuid.uuid4()), KILLS
    for starts in range(1, 1000):
        process = start(bank, label, operation, request, given)
        while kills > 0 and process.poll() is None:
            time.sleep(rng.uniform(0.02, seconds / 3))
            kills -= 1
            if rng.random() < 0.5:
                bank.kill_backends()
            else:
                process.send_signal(signal.SIGKILL)
                break
        out, err = process.communicate()
        if process.returncode == 0:
            return starts
        bank.wanted("%s ended with %s: %r %r" % (operation, process.returncode, out[-300:], err[-300:]),
                    process.returncode in (-signal.SIGKILL, 3))
        if rng.random() < 0.5:
            request = str(uuid.uuid4())
    raise RuntimeError("%s does not come to an end" % operation)


def check_loaded(bank, bulk, lines):
    got = query(bank.super, "SELECT given, name, text, reference FROM pd.bulk_line WHERE bulk = %s AND state <> 'bad' ORDER BY place", bulk)
    wanted = [(line.account, line.name, line.text, line.reference) for line in lines if not line.fault]
    bank.wanted("the lines of the file, in its order: %d, wanted %d" % (len(got), len(wanted)), got == wanted)
    told = len(bank.pages("tina", bulk, filter="bad"))
    bank.wanted("%d bad lines told" % told, told == BAD)


def check_file(bank, rng, path, lines):
    began = time.monotonic()
    given = {"payer": bank.payer, "file": path}
    loads = run_killed(bank, rng, "tina", "bulk.load", given, COUNT / 6000)
    bulk = value(bank.super, "SELECT max(id) FROM pd.bulk")
    bank.wanted("one bulk of one file", value(bank.super, "SELECT count(*) FROM pd.bulk WHERE file = %s", os.path.basename(path)) == 1)
    check_loaded(bank, bulk, lines)
    bank.done("vera", "bulk.accept", bulk=str(bulk), skip_bad="yes")
    posts = run_killed(bank, rng, "tina", "bulk.post", {"bulk": str(bulk), "limit": LIMIT}, COUNT / 6000)
    print("%s: loading started %d times, posting %d times, %.1f s" % (path, loads, posts, time.monotonic() - began), flush=True)
    return [line for line in lines if not line.fault]


def check_interrupt(bank, path, lines):
    """Ctrl-C stops between two chunks; posting again goes on."""
    bulk = str(bank.load(path)["bulk"])
    bank.done("vera", "bulk.accept", bulk=bulk, skip_bad="yes")
    process = start(bank, "tina", "bulk.post", str(uuid.uuid4()), {"bulk": bulk, "limit": "50"})
    while not value(bank.super, "SELECT posted FROM pd.bulk WHERE id = %s", bulk):
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    posted = value(bank.super, "SELECT posted FROM pd.bulk WHERE id = %s", bulk)
    bank.wanted("interrupted: %s %r %r" % (process.returncode, out, err), process.returncode == 3 and b"CANCELLED" in err
                and 0 < posted < len(lines) and ("%d of " % posted).encode() in err)
    return bulk


def check_together(bank, bulk):
    """Two terminals and the worker, all at once."""
    processes = [start(bank, label, "bulk.post", str(uuid.uuid4()), {"bulk": bulk, "limit": "40"}) for label in ("tina", "vera")]
    query(bank.super, "UPDATE pd.bulk SET touched_at = touched_at - interval '1 hour' WHERE id = %s", bulk)
    while query(bank.super, "SELECT FROM pd.bulk WHERE id = %s AND state <> 'posted'", bulk):
        query(bank.super, "SELECT pd.job_bulk(60)")
    for process in processes:
        out, err = process.communicate()
        bank.wanted("both are told that it is finished: %s %r %r" % (process.returncode, out[-200:], err[-200:]),
                    process.returncode == 0 and b'"finished":true' in out.replace(b" ", b""))


def main():
    rng = random.Random(SEED)
    print("PAYDESK_SEED=%d" % SEED, flush=True)
    bank = Bank().open(500)
    try:
        folder = bank.program.path
        lines = make_lines(bank, COUNT, BAD, SEED)
        paid = check_file(bank, rng, write_csv(folder("a.csv"), lines), lines)
        bank.posted_once("csv", paid)
        lines = make_lines(bank, COUNT, BAD, SEED + 1)
        paid += check_file(bank, rng, write_pain(folder("b.xml"), lines, bank.payer), lines)
        bank.posted_once("csv and pain.001", paid)
        lines = make_lines(bank, 3000, 16, SEED + 2)
        check_together(bank, check_interrupt(bank, write_csv(folder("c.csv"), lines), lines))
        bank.posted_once("together", paid + [line for line in lines if not line.fault])
        bank.proved()
    finally:
        status = bank.finish()
    return status


sys.exit(main())
