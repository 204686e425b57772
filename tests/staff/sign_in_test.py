#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Signing in from the command line, the whole way: a new person's first day, what is refused, and that no
secret is ever seen anywhere but where it belongs. Real Argon2id, real one-time codes."""
import base64
import hashlib
import hmac
import json
import os
import pty
import re
import select
import shutil
import struct
import subprocess
import sys
import tempfile
import time

PROGRAM = os.environ["PAYDESK"]
MARK = "si%d_" % os.getpid()
FIRST, SECOND = "correct horse 42", "battery staple 7"


def one_time_code(base32, steps=0):
    seed = base64.b32decode(base32)
    digest = hmac.new(seed, struct.pack(">Q", int(time.time() // 30) + steps), hashlib.sha1).digest()
    at = digest[-1] & 15
    return "%06d" % ((struct.unpack(">I", digest[at:at + 4])[0] & 0x7FFFFFFF) % 1000000)


class Place:
    """A folder of private files, the environment of a person, and all that was ever printed."""

    def __init__(self):
        self.folder = tempfile.mkdtemp()
        self.environment = dict(os.environ, PAYDESK_STATE=os.path.join(self.folder, "state"))
        self.environment.pop("PAYDESK_SESSION", None)
        self.printed = ""
        self.tried = 0
        self.faults = []

    def wanted(self, what, truth):
        self.tried += 1
        if not truth:
            self.faults.append(what)

    def file(self, name, text, mode=0o600):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text + "\n")
        os.chmod(path, mode)
        return path

    def run(self, *words, user=None, session=None, stdin=None):
        environment = dict(self.environment)
        if user:
            environment["PGUSER"] = user
        if session:
            environment["PAYDESK_SESSION"] = session
        ended = subprocess.run([PROGRAM, *words], env=environment, input=stdin, capture_output=True,
                               text=True, timeout=60, check=False)
        self.printed += ended.stdout + ended.stderr
        return ended

    def refused(self, what, ended, status, code, field=None):
        try:
            error = json.loads(ended.stderr)["error"]
        except (ValueError, KeyError):
            error = {}
        told = (ended.returncode, error.get("code"), error.get("field"))
        self.wanted("%s: %s %s" % (what, told, ended.stderr), told == (status, code, field))
        self.wanted("%s: printed %r" % (what, ended.stdout), ended.stdout == "")

    def done(self, what, ended):
        self.wanted("%s: %s %s" % (what, ended.returncode, ended.stderr), ended.returncode == 0)
        try:
            return json.loads(ended.stdout)
        except ValueError:
            return {}


class Person:
    def __init__(self, place, name):
        self.place, self.name, self.session = place, MARK + name, None
        self.seed = base64.b32encode(os.urandom(20)).decode()

    def login(self, password, code=None):
        words = ["login", "--user", self.name, "--password-file", self.place.file("password", password)]
        if code:
            words += ["--code-file", self.place.file("code", code)]
        ended = self.place.run(*words, user=self.name)
        if ended.returncode == 0:
            self.session = ended.stdout.strip()
            self.place.wanted("a token of 64 digits", re.fullmatch("[0-9a-f]{64}", self.session))
            # The token is where it belongs: on standard output of this one command.
            self.place.printed = self.place.printed.replace(self.session, "")
        return ended

    def do(self, *words):
        return self.place.run("do", *words, "--json", user=self.name, session=self.session)


def make_administrator(place):
    adam = Person(place, "adam")
    ended = place.run("admin", "staff", adam.name, "--full-name", "Adam", "--role", "administrator", "--password-file",
                      place.file("first", FIRST), "--totp-seed-file", place.file("seed", adam.seed))
    place.wanted("admin staff: " + ended.stderr, ended.returncode == 0)
    place.wanted("admin staff shows no seed that it was given", ended.stdout == "")
    return adam


def what_is_refused(place, adam):
    place.refused("a wrong password", adam.login("wrong password 1", one_time_code(adam.seed)), 2, "28000")
    place.refused("a wrong code", adam.login(FIRST, "000000"), 2, "28000")
    place.refused("no code", adam.login(FIRST), 2, "28000")
    place.wanted("signing in", adam.login(FIRST, one_time_code(adam.seed)).returncode == 0)
    spent = one_time_code(adam.seed)
    place.refused("the same code again", Person.login(adam, FIRST, spent), 2, "28000")


def how_secrets_come_in(place, adam):
    open_file, link = place.file("open", FIRST, 0o644), os.path.join(place.folder, "link")
    os.symlink(place.file("private", FIRST), link)
    words = ["login", "--user", adam.name]
    ended = place.run("do", "staff.unlock_screen", "password=" + FIRST, user=adam.name, session=adam.session)
    place.refused("a password on the command line", ended, 1, "USAGE", "password")
    place.refused("a file that others read", place.run(*words, "--password-file", open_file), 2, "FILE", "password")
    place.refused("a link", place.run(*words, "--password-file", link), 2, "FILE", "password")
    place.refused("no file", place.run(*words, "--password-file", link + "x"), 2, "FILE", "password")
    place.refused("nothing to ask on", place.run(*words, stdin=""), 1, "USAGE")
    place.refused("an empty password", place.run(*words, "--password-fd", "0", stdin="\n"), 2, "PD001", "password")
    ended = place.run("do", "staff.unlock_screen", "--password-fd", "0", "--json", user=adam.name,
                      session=adam.session, stdin=FIRST + "\n")
    place.wanted("a descriptor", place.done("a descriptor", ended).get("status") == "ok")
    ended = place.run("do", "staff.unlock_screen", "--password-fd", "0", user=adam.name, session=adam.session,
                      stdin="wrong password 1\n")
    place.refused("unlocking with a wrong password", ended, 2, "28000", "password")


def hire(place, adam):
    nina = Person(place, "nina")
    answer = place.done("create", adam.do("staff.create", "name=" + nina.name, "full_name=Nina", "role=teller"))
    password = answer.get("one_time_password", "")
    place.wanted("a one-time password", len(password) >= 16)
    place.printed = place.printed.replace(password, "")
    place.wanted("not to be signed in before the host has made the login", answer.get("provisioned") is False)
    place.refused("before provisioning", nina.login(password), 2, "28000")
    ended = place.run("admin", "provision")
    place.wanted("provision: " + ended.stdout, ended.stdout == nina.name + "\n")
    return nina, password


def first_day(place, nina, password):
    ended = nina.login(password)
    place.wanted("the first sign-in says what comes first", "staff.change_password" in ended.stderr)
    place.refused("work before the password is changed", nina.do("desk.today"), 2, "PD006")
    old = place.file("old", password)

    def change(new):
        return nina.do("staff.change_password", "--password-file", old, "--new-password-file", place.file("new", new))

    place.refused("a short password", change("short 1"), 2, "PD001", "new_password")
    place.refused("one's own name", change("I am %s 1" % nina.name), 2, "PD001", "new_password")
    place.refused("the same password", change(password), 2, "PD001", "new_password")
    place.wanted("then enrol", place.done("change", change(SECOND)).get("next") == "enrol")
    place.refused("work before enrolment", nina.do("desk.today"), 2, "PD006")
    words = ["staff.enrol", "--password-file", place.file("second", SECOND)]
    place.refused("enrolment without a seed", nina.do(*words, "code=123456"), 2, "PD001", "seed")
    words += ["--seed-file", place.file("nina.seed", nina.seed)]
    wrong = "%06d" % ((int(one_time_code(nina.seed)) + 7) % 1000000)
    place.refused("enrolment with a wrong code", nina.do(*words, "code=" + wrong), 2, "PD001", "code")
    words.append("--code-file")
    answer = place.done("enrol", nina.do(*words, place.file("code", one_time_code(nina.seed))))
    place.wanted("nothing left to do", answer.get("next") == "")
    place.wanted("work", place.done("today", nina.do("desk.today")) == [])
    place.refused("enrolling twice", nina.do(*words, place.file("code", one_time_code(nina.seed, 1))), 2, "PD029")
    place.refused("the one-time password", nina.login(password, one_time_code(nina.seed, 1)), 2, "28000")
    place.wanted("the new one", nina.login(SECOND, one_time_code(nina.seed, 1)).returncode == 0)


def what_an_administrator_does(place, adam, nina):
    place.done("disable", adam.do("staff.disable", "name=" + nina.name))
    place.refused("a disabled person's session", nina.do("desk.today"), 2, "PD003")
    place.refused("disabling twice", adam.do("staff.disable", "name=" + nina.name), 2, "PD029", "name")
    place.done("enable", adam.do("staff.enable", "name=" + nina.name))
    password = place.done("reset", adam.do("staff.reset", "name=" + nina.name)).get("one_time_password", "")
    place.printed = place.printed.replace(password, "")
    place.refused("the password before the reset", nina.login(SECOND), 2, "28000")
    place.wanted("the one after it", nina.login(password).returncode == 0)
    listed = {row["name"]: row for row in place.done("list", adam.do("staff.list"))}
    place.wanted("the list", listed.get(nina.name, {}).get("must_change") is True)
    place.refused("resetting oneself", adam.do("staff.reset", "name=" + adam.name), 2, "PD004", "name")


class Terminal:
    """The program on a terminal of its own."""

    def __init__(self, place, *words, user, session=None):
        environment = dict(place.environment, PGUSER=user, TERM="xterm", **({"PAYDESK_SESSION": session} if session else {}))
        self.process, self.fd = pty.fork()
        if self.process == 0:
            os.execve(PROGRAM, [PROGRAM, *words], environment)
        self.text = ""

    def wait_for(self, part, seconds=30):
        end = time.time() + seconds
        while part not in self.text and time.time() < end:
            if select.select([self.fd], [], [], 0.2)[0]:
                try:
                    self.text += os.read(self.fd, 65536).decode(errors="replace")
                except OSError:
                    break
        return part in self.text

    def type(self, text):
        os.write(self.fd, (text + "\r").encode())

    def finish(self):
        self.wait_for("\0", 0)
        while True:
            try:
                part = os.read(self.fd, 65536)
            except OSError:
                break
            if not part:
                break
            self.text += part.decode(errors="replace")
        return os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])


def at_a_terminal(place, nina):
    """nina has a one-time password's session again; she changes it and enrols by answering questions."""
    password = re.escape(SECOND)
    screen = Terminal(place, "login", "--user", nina.name, user=nina.name)
    place.wanted("asks for the password", screen.wait_for("Password: "))
    screen.type("wrong password 1")
    place.wanted("asks for the code", screen.wait_for("One-time code: "))
    screen.type("")
    place.wanted("exit status 2", screen.finish() == 2)
    place.wanted("a sentence, no JSON: %r" % screen.text, "The sign-in was refused." in screen.text and "{" not in screen.text)
    place.wanted("no echo", "wrong password" not in screen.text and not re.search(password, screen.text))
    screen = Terminal(place, "do", "staff.enrol", user=nina.name, session=nina.session)
    place.wanted("shows the QR code", screen.wait_for("issuer=Paydesk") and "▀" in screen.text)
    place.wanted("asks for the password then", screen.wait_for("Password: "))
    os.write(screen.fd, b"\x03")
    place.wanted("Ctrl-C leaves with 3", screen.finish() == 3)


def signing_out(place, adam):
    ended = place.run("logout", user=adam.name, session=adam.session)
    place.wanted("logout: " + ended.stderr, ended.returncode == 0)
    place.refused("the token after it", adam.do("staff.list"), 2, "PD003")
    place.refused("nobody", place.run("do", "staff.session", user=adam.name), 2, "PD003")
    place.refused("a made-up token", place.run("do", "staff.session", user=adam.name, session="0" * 64), 2, "PD003")
    place.refused("nonsense for a token", place.run("do", "staff.session", user=adam.name, session="x'\"; --"), 2, "PD003")


def secrets_are_seen_nowhere(place):
    log = os.path.join(place.folder, "state", "paydesk.log")
    seen = place.printed
    if os.path.exists(log):
        with open(log, encoding="utf-8", errors="replace") as file:
            seen += file.read()
    for secret in (FIRST, SECOND, "wrong password 1"):
        place.wanted("a password is seen: %r" % secret, secret not in seen)
    left = [name for name in os.listdir(os.path.join(place.folder, "state")) if name.startswith("request-")]
    place.wanted("requests are left: %s" % left, not left)


def drop_people():
    names = subprocess.run(["psql", "-XAtc", "SELECT rolname FROM pg_roles WHERE starts_with(rolname, '%s')" % MARK],
                           capture_output=True, text=True, check=True).stdout.split()
    for name in names:
        subprocess.run(["psql", "-Xqc", "DROP ROLE " + name], check=True)


def main():
    place = Place()
    try:
        adam = make_administrator(place)
        what_is_refused(place, adam)
        how_secrets_come_in(place, adam)
        nina, password = hire(place, adam)
        first_day(place, nina, password)
        what_an_administrator_does(place, adam, nina)
        at_a_terminal(place, nina)
        signing_out(place, adam)
        secrets_are_seen_nowhere(place)
    finally:
        drop_people()
        shutil.rmtree(place.folder)
    for fault in place.faults:
        print("not as it should be: " + fault)
    print("%d tried, %d wrong" % (place.tried, len(place.faults)))
    return 1 if place.faults or place.tried < 80 else 0


sys.exit(main())
