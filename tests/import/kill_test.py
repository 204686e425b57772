#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""kill -9 at random moments, the program and the server's process under it, and run again: the same end state as without."""
import os
import random
import signal
import subprocess
import tempfile
import time

from moving import check, check_moved_in, everything, make_bank, query, run, start, value

KILLS = 25 if os.environ.get("PAYDESK_LONG") else 8
SEED = int(os.environ.get("PAYDESK_SEED", random.randrange(10 ** 6)))


def undisturbed(directory):
    """What the end state should be: moved in in one go, in a copy of the database made before."""
    here = os.environ["PGDATABASE"]
    copy = here[:50] + "_whole"
    subprocess.run(["createdb", "-T", here, copy], check=True)
    subprocess.run(["psql", "-Xqc", "GRANT CONNECT ON DATABASE \"%s\" TO paydesk_import" % copy], check=True)
    os.environ["PGDATABASE"] = copy
    try:
        status, report, errors = run(directory)
        check(status == 0, "undisturbed: %s %s" % (report, errors))
        return everything(), report
    finally:
        os.environ["PGDATABASE"] = here
        subprocess.run(["dropdb", "--force", copy], check=True)


def kill_one(directory, rng, number, whole):
    """The first kills come while the rows are copied; later runs wait two seconds for the dead one before they post."""
    process = start(directory)
    time.sleep(rng.random() * whole * 0.4 if number < 3 else 2 + rng.random() * whole * 0.15)
    if rng.random() < 0.3:
        query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
              "AND usename = 'paydesk_import'")
    process.send_signal(signal.SIGKILL)
    process.communicate()
    return value("SELECT coalesce(max(state || ' ' || posted), 'none') FROM pd.import")


def two_at_once(directory):
    """Of two that begin together one moves in; the other is told so, or finds it done."""
    first, second = start(directory), start(directory)
    answers = []
    for process in (first, second):
        out, errors = process.communicate()
        answers.append((process.returncode, "Another run" in errors, "finished" in out))
    check(all(code == 0 and done or code == 2 and told for code, told, done in answers) and any(c == 0 for c, _, _ in answers),
          "two at once: %s" % answers)


def main():
    rng = random.Random(SEED)
    print("PAYDESK_SEED=%d" % SEED, flush=True)
    with tempfile.TemporaryDirectory() as directory:
        make_bank(directory, "--transactions", "30000", "--accounts", "300", "--untidy")
        expected, whole = undisturbed(directory)
        reached = [kill_one(directory, rng, n, whole["seconds"]) for n in range(KILLS)]
        print("reached at the kills: %s" % ", ".join(reached), flush=True)
        status, report, errors = run(directory)
        check(status == 0, "run to the end: %s %s" % (report, errors))
        check_moved_in(directory, report)
        check(everything() == expected, "the end state is that of an undisturbed run")
        make_bank(directory, "--transactions", "20000", "--accounts", "100", "--first", "900000", "--seed", "2")
        two_at_once(directory)
        status, report, errors = run(directory)
        check(status == 0, "and at the end: %s %s" % (report, errors))
        check_moved_in(directory, report)


main()
