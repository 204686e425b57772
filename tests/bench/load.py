# SPDX-License-Identifier: Apache-2.0
"""One sample of one kind of load: what it got done, what it cost, and how much the machine's other users took."""
import os
import re
import resource
import subprocess
import threading
import time
from dataclasses import dataclass, field

import psycopg2

HERE = os.path.dirname(os.path.abspath(__file__))
HERTZ = os.sysconf("SC_CLK_TCK")
CORES = os.cpu_count()
FEW = 20                   # transactions per client where a sample has no duration
WARM_CALLS = 12            # per connection; after five, PostgreSQL plans no more
WARM_SECONDS_MAX = 15


@dataclass
class Load:
    """What to run: pgbench with a script of ours (none: TPC-B), or a program of ours."""
    name: str
    database: str
    script: str = None
    user: str = "postgres"
    token: str = None
    size: int = 1                                  # payments per transaction
    variables: dict = field(default_factory=dict)
    program: list = None                           # instead of pgbench; the number of clients is added
    beside: str = None                             # what the worker does meanwhile, again and again


@dataclass
class Sample:
    """What one run got: payments per second; per payment CPU and WAL; cores that strangers kept busy."""
    tps: float
    cpu_us: float
    wal_bytes: float
    strangers: float
    p99_us: float = 0                              # time of all but the slowest hundredth, where the client tells


class Failed(Exception):
    """A run that did not do what was asked; its text is for a person."""


def connect(database, name="bench"):
    connection = psycopg2.connect(dbname=database, user="postgres", application_name=name)
    connection.autocommit = True
    return connection


def ask(connection, sql, *values):
    """The first value of the first row."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values or None)
        return cursor.fetchone()[0] if cursor.description else None


class Meter:
    """Reads the counters of machine, server and write-ahead log."""

    def __init__(self, data):
        with open(os.path.join(data, "postmaster.pid"), encoding="ascii") as file:
            self.postmaster = int(file.readline())
        self.connection = connect("postgres")

    def machine_seconds(self):
        with open("/proc/stat", encoding="ascii") as file:
            ticks = [int(word) for word in file.readline().split()[1:9]]
        return (sum(ticks) - ticks[3] - ticks[4]) / HERTZ

    def server_seconds(self):
        """The postmaster with the children it has buried, and its living children."""
        ticks = 0
        for process in filter(str.isdigit, os.listdir("/proc")):
            try:
                with open("/proc/%s/stat" % process, encoding="utf-8", errors="replace") as file:
                    words = file.read().rpartition(")")[2].split()
            except OSError:
                continue
            if int(process) == self.postmaster:
                ticks += sum(map(int, words[11:15]))
            elif int(words[1]) == self.postmaster:
                ticks += int(words[11]) + int(words[12])
        return ticks / HERTZ

    def client_seconds(self, client):
        """Clients that have ended, and the one that still runs."""
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = used.ru_utime + used.ru_stime
        if client:
            with open("/proc/%d/stat" % client, encoding="utf-8", errors="replace") as file:
                words = file.read().rpartition(")")[2].split()
            seconds += (int(words[11]) + int(words[12])) / HERTZ
        return seconds

    def wal_bytes(self):
        return int(ask(self.connection, "SELECT pg_current_wal_insert_lsn() - '0/0'"))

    def settle(self, database):
        """Waits until the server has buried the connections of the last run, whose time it then knows."""
        while ask(self.connection, "SELECT count(*) FROM pg_stat_activity WHERE datname = %s"
                                   " AND backend_type = 'client backend' AND application_name <> 'beside'", database):
            time.sleep(0.01)
        time.sleep(0.05)

    def read(self, client=None):
        """Seconds of clock, of server and client, of the whole machine; bytes of log."""
        return (time.monotonic(), self.server_seconds() + self.client_seconds(client), self.machine_seconds(),
                self.wal_bytes())


class Beside:
    """The worker's share of the work, done on a connection of its own while a sample runs."""

    def __init__(self, database, sql):
        self.sql, self.stop, self.failure = sql, threading.Event(), None
        self.connection = connect(database, "beside") if sql else None
        self.thread = threading.Thread(target=self.work) if sql else None

    def work(self):
        try:
            while not self.stop.wait(1):
                # As the worker does: at once again while there is more.
                while ask(self.connection, self.sql) and not self.stop.is_set():
                    pass
        except psycopg2.Error as error:
            self.failure = error

    def __enter__(self):
        if self.thread:
            self.thread.start()
        return self

    def __exit__(self, *_):
        if self.thread:
            self.stop.set()
            self.thread.join()
            self.connection.close()
        if self.failure:
            raise Failed("%s: %s" % (self.sql, self.failure))


def run(command, environment=None):
    done = subprocess.run(command, env={**os.environ, **(environment or {})}, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors="replace", check=False)
    if done.returncode != 0:
        # Every client of pgbench says the same.
        told = "\n".join((done.stdout + done.stderr).splitlines()[:20])
        raise Failed("%s\nended with %d\n%s" % (" ".join(command), done.returncode, told))
    return done.stdout


def number(pattern, text):
    found = re.search(pattern, text)
    if not found:
        raise Failed("This answer has no %s:\n%s" % (pattern, text))
    return float(found[1])


def pgbench(load, clients):
    """The command and its environment."""
    command = ["pgbench", "-n", "-M", "prepared", "-c", str(clients), "-j", str(min(clients, CORES)), "--max-tries=10",
               "-U", load.user]
    if load.script:
        command += ["-f", os.path.join(HERE, "load", load.script + ".pgb")]
        variables = {"n": 0, "start": int(time.time() * 1000), "size": load.size, **load.variables}
        command += ["-D%s=%s" % item for item in variables.items()]
    return command + [load.database], {"PGOPTIONS": "-c paydesk.session=" + load.token} if load.token else {}


def program(load, clients):
    return [*load.program, str(clients)], {"PGDATABASE": load.database, "PGUSER": load.user}


class Running:
    """A client that runs until it is stopped and tells its speed every second."""

    def __init__(self, command, environment):
        self.told = []
        self.process = subprocess.Popen(command, env={**os.environ, **environment}, stdin=subprocess.DEVNULL,
                                        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")

    def second(self):
        """Waits for the next report; the transactions of that second."""
        for line in self.process.stdout:
            found = re.match(r"progress: [\d.]+ s, ([\d.]+) tps", line)
            if found:
                return float(found[1])
            self.told.append(line)
            if "error:" in line:
                break
        raise Failed("%s\n%s" % (" ".join(self.process.args), "".join(self.told[:20])))

    def stop(self):
        self.process.terminate()
        self.told += self.process.stdout.readlines()
        self.process.wait()
        return "".join(self.told)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.stop()


def warm_up(running, clients):
    """Until every connection has done so much that its functions are compiled and planned for good: a terminal's
    connection lives all day, and what it costs to begin is not the price of a payment."""
    done = 0
    for _ in range(WARM_SECONDS_MAX):
        done += running.second()
        if done >= WARM_CALLS * clients:
            break


def steady(meter, load, clients, seconds):
    """One run, measured from when it is warm: speed, payments and the counters before and after."""
    command, environment = (program if load.program else pgbench)(load, clients)
    with Running(command + ([] if load.program else ["-P", "1", "-T", "3600"]), environment) as running:
        warm_up(running, clients)
        before = meter.read(running.process.pid)
        transactions = sum(running.second() for _ in range(seconds))
        after = meter.read(running.process.pid)
        told = running.stop()
    return transactions * load.size, before, after, told


def few(meter, load, clients):
    """The same for a few transactions without a warm-up, where only whether it works is asked."""
    before = meter.read()
    if load.program:
        command, environment = program(load, clients)
        with Running(command, environment) as running:
            payments = running.second()
            told = running.stop()
    else:
        command, environment = pgbench(load, clients)
        told = run(command + ["-t", str(max(1, FEW // load.size))], environment)
        payments = number(r"actually processed: (\d+)", told) * load.size
    meter.settle(load.database)
    return payments, before, meter.read(), told


def sample(meter, load, clients, seconds):
    """One run of one load."""
    if not load.script and not load.program:
        # As pgbench does before each of its own runs: its small tables shall not bloat.
        connection = connect(load.database)
        ask(connection, "VACUUM pgbench_branches, pgbench_tellers")
        connection.close()
    with Beside(load.database, load.beside):
        payments, before, after, told = steady(meter, load, clients, seconds) if seconds else few(meter, load, clients)
    elapsed, own, machine, wal = (b - a for a, b in zip(before, after))
    payments = max(payments, 1)
    p99_us = number(r"p99_us = (\d+)", told) if load.program else 0
    return Sample(payments / elapsed, own * 1e6 / payments, wal / payments, max(0.0, machine - own) / elapsed, p99_us)
