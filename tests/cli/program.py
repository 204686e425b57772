# SPDX-License-Identifier: Apache-2.0
"""The program as the tests of the command line run it: one process, and everything that every run must keep to."""
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time

PROGRAM = os.environ["PAYDESK"]
SOURCE = os.environ["PAYDESK_SOURCE"]
# Much longer than any run takes, also on a busy machine with sanitizers.
PATIENCE = 60
SANITIZER = re.compile(rb"(Address|Leak|UndefinedBehavior)Sanitizer|runtime error:|Assertion .* failed|stack smashing")


class Run:
    """What became of a run."""

    def __init__(self, arguments, status, out, err, seconds):
        self.arguments, self.status, self.out, self.err, self.seconds = arguments, status, out, err, seconds

    def json(self):
        """The answer on stdout, None if it is no JSON."""
        return parse(self.out)

    def error(self):
        """The error on stderr, an empty one if there is none."""
        told = parse(self.err)
        return told.get("error", {}) if isinstance(told, dict) else {}

    def faults(self):
        """What no run may do, whatever it was given."""
        found = []
        if self.status is None:
            found.append("did not end in %d s" % PATIENCE)
        elif self.status not in (0, 1, 2, 3, 4):
            found.append("ended with %d" % self.status)
        if SANITIZER.search(self.err) or SANITIZER.search(self.out):
            found.append("a report of a sanitizer: " + self.err.decode(errors="replace"))
        for name, stream in (("stdout", self.out), ("stderr", self.err)):
            if not is_clean(stream):
                found.append("%s is not clean text: %r" % (name, stream[:300]))
        return found

    def __str__(self):
        shown = " ".join(a if len(a) <= 80 else a[:60] + "…(%d)" % len(a) for a in map(os.fsdecode, self.arguments))
        return "%r: status %s, stdout %r, stderr %r" % (shown, self.status, self.out[:300], self.err[:400])


def parse(stream):
    try:
        return json.loads(stream)
    except ValueError:
        return None


def is_clean(stream):
    """UTF-8 without anything that a terminal would obey: control characters, turned directions, invisible signs."""
    try:
        text = stream.decode()
    except UnicodeDecodeError:
        return False
    return not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]", text)


class Program:
    """Runs paydesk; its state and files are in a folder of the test's own."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="paydesk-cli-")
        os.makedirs(self.path("state"))

    def path(self, name):
        return os.path.join(self.folder, name)

    def file(self, name, content, mode=0o600):
        """Writes a file of that name; its path."""
        with open(self.path(name), "wb") as file:
            os.fchmod(file.fileno(), mode)
            file.write(content if isinstance(content, bytes) else content.encode())
        return self.path(name)

    def environment(self, person, more=()):
        """That of a person with a session (name, token), of a login only (name, None), or of nobody (None)."""
        keep = ("PATH", "LC_ALL", "PGHOST", "PGPORT", "PGDATABASE", "ASAN_OPTIONS", "UBSAN_OPTIONS", "TZ")
        env = {name: os.environ[name] for name in keep if name in os.environ}
        env.update(HOME=self.folder, PAYDESK_STATE=self.path("state"), TERM="dumb", COLUMNS="100")
        if person:
            env["PGUSER"] = person[0]
            if person[1]:
                env["PAYDESK_SESSION"] = person[1]
        env.update(more)
        return env

    def start(self, person, arguments, env=(), **options):
        return subprocess.Popen([PROGRAM, *arguments], env=self.environment(person, env), cwd=self.folder,
                                stdin=options.pop("stdin", subprocess.DEVNULL), stdout=subprocess.PIPE,
                                stderr=options.pop("stderr", subprocess.PIPE), **options)

    def run(self, person, *arguments, env=(), **options):
        began = time.monotonic()
        process = self.start(person, arguments, env, **options)
        try:
            out, err = process.communicate(timeout=PATIENCE)
            status = process.returncode
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            out, err = process.communicate()
            status = None
        return Run(arguments, status, out, err, time.monotonic() - began)

    def do(self, person, operation, values, *flags, **options):
        """paydesk do OPERATION name=value … --json"""
        return self.run(person, "do", operation, *assignments(values), "--json", *flags, **options)

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)


def assignments(values):
    """name=value as arguments; a value may be bytes that are no UTF-8."""
    pairs = values.items() if isinstance(values, dict) else values
    return [os.fsencode(name) + b"=" + (value if isinstance(value, bytes) else value.encode()) for name, value in pairs]
