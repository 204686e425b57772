# SPDX-License-Identifier: Apache-2.0
"""A teller's terminal for the tests: paydesk in a real terminal (tmux), on a real database.

Nothing sleeps blindly: every wait is for a text, or for its absence, with a deadline.
"""
import contextlib
import json
import os
import shutil
import subprocess
import tempfile
import time
import uuid

PROGRAM = os.environ["PAYDESK"]
DEADLINE = 30
SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "correct horse 42"


class Failed(Exception):
    """What was wanted did not come, with the screen as it was."""


def run(*arguments, **options):
    done = subprocess.run(arguments, check=False, capture_output=True, text=True, timeout=DEADLINE, **options)
    if done.returncode != 0:
        raise Failed("%s: %s %s" % (" ".join(arguments), done.stdout, done.stderr))
    return done.stdout.strip()


class Bank:
    """Two tellers with drawers; the second has made a customer with two accounts and some money."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="paydesk-e2e-")
        # Logins are the cluster's, not the database's, and other tests run beside this one; captures are made alone.
        self.mark = "" if os.environ.get("PAYDESK_WRITE_SCREENS") else "e%d_" % os.getpid()
        self.last_code = ""
        self.teller, self.maker = self.mark + "tina", self.mark + "tom"
        self.environment = dict(os.environ, PAYDESK_STATE=self.path("state"), PAYDESK_RECEIPTS=self.path("receipts"),
                                HOME=self.folder, TZ="UTC")
        for name in ("PAYDESK_SESSION", "TMUX", "TMUX_PANE"):
            self.environment.pop(name, None)
        for name, text in (("password", PASSWORD), ("seed", SEED)):
            with open(os.open(self.path(name), os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="utf-8") as file:
                file.write(text + "\n")

    def path(self, name):
        return os.path.join(self.folder, name)

    def hire(self, name, full_name):
        run(PROGRAM, "admin", "staff", name, "--full-name", full_name, "--role", "teller", "--ledger", "1",
            "--password-file", self.path("password"), "--totp-seed-file", self.path("seed"),
            env=dict(self.environment, PGUSER="postgres"))
        self.sql("SELECT admin.opening_float('%s', 1::smallint, '%s', 'EUR', 1000000)" % (uuid.uuid4(), name))

    def sql(self, text):
        return run("psql", "-XAtq", "-U", "postgres", "-c", text)

    def code(self):
        self.last_code = run("oathtool", "--totp", "--base32", SEED)
        return self.last_code

    def next_code(self):
        """One that was not used yet."""
        last = self.last_code
        end = time.monotonic() + 2 * DEADLINE
        while self.code() == last and time.monotonic() < end:
            time.sleep(0.2)
        return self.code()

    @contextlib.contextmanager
    def lock(self, account):
        """Someone else is in the middle of posting to the account."""
        holder = subprocess.Popen(["psql", "-XAtq", "-U", "postgres"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        holder.stdin.write("BEGIN; SELECT 'held' FROM pd.balance b JOIN pd.account a ON a.ledger = b.ledger AND a.id = b.account"
                           " WHERE a.number = '%s' FOR UPDATE OF b;\n" % account)
        holder.stdin.flush()
        if holder.stdout.readline().strip() != "held":
            raise Failed("the account could not be held")
        try:
            yield
        finally:
            holder.communicate("ROLLBACK;\n", timeout=DEADLINE)

    def open(self):
        self.hire(self.teller, "Tina Tellerová")
        self.hire(self.maker, "Tom Maker")
        env = dict(self.environment, PGUSER=self.maker)
        with open(os.open(self.path("code"), os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="utf-8") as file:
            file.write(self.code() + "\n")
        env["PAYDESK_SESSION"] = run(PROGRAM, "login", "--user", self.maker, "--password-file", self.path("password"),
                                     "--code-file", self.path("code"), env=env)
        customer = self.do(env, "customer.open", "kind=person", "given_name=Žofie", "family_name=山田-Nováková",
                           "born=1986-04-21", "phone=+420777123456", "street=Dlouhá 12", "city=Praha", "postcode=110 00",
                           "country=CZ", "document_type=passport", "document_number=P1", "document_country=CZ",
                           "document_expires=2049-01-01", "consent_marketing=no")["customer"]
        accounts = [self.do(env, "account.open", "customer=" + customer, "product=basic", "currency=EUR", "name=" + name)["account"]
                    for name in ("Household", "Travel")]
        for amount in ("100.00", "50.00"):
            self.do(env, "cash.deposit", "account=" + accounts[0], "amount=" + amount)
        return customer, accounts

    def do(self, env, *arguments):
        return json.loads(run(PROGRAM, "do", *arguments, "--json", env=env))

    def balance(self, account):
        return int(self.sql("SELECT balance FROM pd.account_now WHERE number = '%s'" % account))

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)


class Terminal:
    """One tmux of its own with paydesk in it, and a shell behind it that says how it ended."""

    def __init__(self, environment, width, height):
        # A server that is just leaving would take the next one's session with it: each has its own.
        self.socket = "paydesk-%s" % uuid.uuid4().hex[:12]
        self.environment = environment
        self.keys = 0
        self.strokes = 0
        program = "%s; echo ENDED $?; stty -a | grep -o '.echo ' | head -1; exec cat" % PROGRAM
        self.tmux("-f", "/dev/null", "new-session", "-d", "-s", "desk", "-x", str(width), "-y", str(height), program)
        self.tmux("set", "-g", "status", "off")
        self.tmux("set", "-g", "escape-time", "0")

    def tmux(self, *arguments):
        return run("tmux", "-L", self.socket, *arguments, env=self.environment)

    def screen(self):
        return subprocess.run(["tmux", "-L", self.socket, "capture-pane", "-p", "-t", "desk"], check=False,
                              capture_output=True, text=True, timeout=DEADLINE).stdout

    def wait(self, *texts, gone=()):
        end = time.monotonic() + DEADLINE
        while True:
            screen = self.screen()
            if all(text in screen for text in texts) and not any(text in screen for text in gone):
                return screen
            if time.monotonic() > end:
                raise Failed("wanted %s, not %s; the screen:\n%s" % (texts, gone, screen))
            time.sleep(0.05)

    def wait_painted(self, height):
        """After a resize: the key line stands on the last line again."""
        end = time.monotonic() + DEADLINE
        while True:
            lines = self.screen().split("\n")
            if len(lines) >= height and lines[height - 1].startswith("F1"):
                return
            if time.monotonic() > end:
                raise Failed("not painted at %d lines:\n%s" % (height, "\n".join(lines)))
            time.sleep(0.05)

    def key(self, *names):
        """Keys by tmux's names; each is a stroke."""
        for name in names:
            self.tmux("send-keys", "-t", "desk", name)
            self.strokes += 1

    def type(self, text):
        """Text as it is; digits and points are no strokes."""
        self.tmux("send-keys", "-t", "desk", "-l", text)
        self.strokes += sum(1 for letter in text if letter not in "0123456789.,")

    def answer(self, letter, *texts):
        """Waits for the question, then presses the letter until it is taken: at first it is dead for a moment."""
        self.wait(*texts)
        end = time.monotonic() + DEADLINE
        while texts[0] in self.screen():
            self.tmux("send-keys", "-t", "desk", letter)
            if time.monotonic() > end:
                raise Failed("%s does not go away:\n%s" % (texts[0], self.screen()))
            time.sleep(0.15)
        self.strokes += 1

    def resize(self, width, height):
        self.tmux("resize-window", "-t", "desk", "-x", str(width), "-y", str(height))

    def signal(self, name):
        child = run("pgrep", "-P", self.tmux("display", "-p", "-t", "desk", "#{pane_pid}"), "-x", "paydesk")
        run("kill", "-" + name, child)

    def close(self):
        subprocess.run(["tmux", "-L", self.socket, "kill-server"], check=False, capture_output=True)
