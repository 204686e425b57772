#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Proves that signing in and out on the command line keeps its promises.

Password and code from files and descriptors; a wrong one, a used one, none; the four exit statuses; a session that
ended, was idle too long or belongs to another; a database of another version, one that is not there; a request id
that was used for something else; secrets that a command line or an output would tell. The people here are made by
`paydesk admin staff`, so passwords go through Argon2id and codes come from oathtool.
"""
import base64
import os
import subprocess
import sys
import time
import uuid

from bank import Bank, query, value
from people import away_from_step_edge
from program import PROGRAM

PASSWORD = "correct horse battery 1"
SEED = base64.b32encode(b"12345678901234567890").decode()
DEPOSIT = {"account": "1000000161", "amount": "25.00"}


def oath_code(steps=0):
    when = "now + %d seconds" % (30 * steps)
    return subprocess.run(["oathtool", "--totp", "--base32", "-N", when, SEED], check=True, capture_output=True,
                          text=True).stdout.strip()


def make_person(bank, label, role="teller", seed=SEED):
    """By the host's administrator, as a bank's first people are made."""
    name, program = bank.mark + label, bank.program
    flags = ["--totp-seed-file", program.file("seed", seed + "\n")] if seed else []
    run = program.run(("postgres", None), "admin", "staff", name, "--full-name", "Some Body", "--role", role,
                      "--password-file", program.file("password", PASSWORD + "\n"), *flags)
    bank.people.append(name)
    bank.kept_rules(run)
    bank.wanted("%s: made" % run, run.status == 0)
    return name


def sign_in(bank, name, password=PASSWORD, code=None, flags=None, **options):
    program = bank.program
    if flags is None:
        flags = ["--password-file", program.file("password", password),
                 "--code-file", program.file("code", code or oath_code())]
    run = program.run((name, None), "login", "--user", name, *flags, **options)
    bank.kept_rules(run)
    bank.wanted("%s: no password in the output" % run, PASSWORD.encode() not in run.out + run.err)
    return run


def is_token(run):
    token = run.out.decode().strip()
    return run.status == 0 and len(token) == 64 and run.out == token.encode() + b"\n" and not run.err


def is_error(run, status, *codes):
    error = run.error()
    return run.status == status and error.get("code") in codes and error.get("sentence") and not run.out


def through_pipes(*secrets):
    """Descriptors to read each secret from."""
    found = []
    for secret in secrets:
        reader, writer = os.pipe()
        os.write(writer, secret.encode())
        os.close(writer)
        found.append(reader)
    return found


def try_login(bank):
    """The right way, with files; the token then works, for this person only, until he signs out."""
    name, other = make_person(bank, "ina"), make_person(bank, "otto")
    away_from_step_edge()
    run = sign_in(bank, name)
    if not bank.wanted("%s: a token and nothing else" % run, is_token(run)):
        return
    token = run.out.decode().strip()
    bank.wanted("the database has not the token itself", not query(
        bank.super, "SELECT staff FROM pd.session WHERE token_hash = decode(%s, 'hex')", token))
    session = bank.program.do((name, token), "staff.session", {})
    bank.wanted("%s: who I am" % session, session.status == 0 and session.json()["name"] == name)
    bank.wanted("%s: a used code" % run, is_error(sign_in(bank, name), 2, "28000"))
    stolen = bank.program.do((other, token), "staff.session", {})
    bank.wanted("%s: somebody else's token" % stolen, is_error(stolen, 2, "PD003"))
    logout = bank.program.run((name, token), "logout")
    bank.kept_rules(logout)
    bank.wanted("%s: signed out" % logout, logout.status == 0)
    for words in (("do", "staff.session", "--json"), ("logout",)):
        after = bank.program.run((name, token), *words)
        bank.kept_rules(after)
        bank.wanted("%s: after signing out" % after, is_error(after, 2, "PD003"))


def try_descriptors(bank):
    name = make_person(bank, "dora")
    away_from_step_edge()
    password, code = through_pipes(PASSWORD + "\n", oath_code())
    run = sign_in(bank, name, flags=["--password-fd", str(password), "--code-fd", str(code)], pass_fds=(password, code))
    bank.wanted("%s: by descriptors" % run, is_token(run))
    for fd in (password, code):
        os.close(fd)
    run = sign_in(bank, name, flags=["--password-fd", "77", "--code-file", bank.program.file("code", "000000")])
    bank.wanted("%s: a descriptor that is not open" % run, run.status == 2 and run.error()["field"] == "password")


def try_wrong_factors(bank):
    """All look the same from outside, also for somebody who does not exist as a person or as a login."""
    name = make_person(bank, "willi")
    away_from_step_edge()
    told = []
    for what, who, options in (
            ("a wrong password", name, {"password": "wrong horse battery 1"}),
            ("a wrong code", name, {"code": "000000"}),
            ("an old code", name, {"code": oath_code(-10)}),
            ("no code", name, {"code": "\n"}),
            ("letters for a code", name, {"code": "abcdef"}),
            ("a long code", name, {"code": "1" * 4000}),
            ("quotes for a password", name, {"password": "' OR true; -- 12345"})):
        run = sign_in(bank, who, **options)
        bank.wanted("%s: %s" % (run, what), is_error(run, 2, "28000", "PD001"))
        told.append(run.error().get("sentence"))
    bank.wanted("wrong password and wrong code look the same: %s" % told, told[0] == told[1] == told[2])
    bank.wanted("the right ones still do", is_token(sign_in(bank, name)))
    for nobody in (bank.mark + "nobody", "x; DROP ROLE", "", "postgres", "a" * 100000, "x\x1b[2J"):
        run = sign_in(bank, nobody, flags=None) if nobody.startswith(bank.mark) else bank.program.run(
            None, "login", "--user", nobody, "--password-file", bank.program.file("password", PASSWORD),
            "--code-file", bank.program.file("code", "000000"))
        bank.kept_rules(run)
        bank.wanted("%s: nobody" % run, run.status in (1, 2) and not run.out and run.error().get("sentence"))


def try_lockout(bank):
    name = make_person(bank, "lena")
    away_from_step_edge(20)
    for _ in range(10):
        sign_in(bank, name, code="000000")
    run = sign_in(bank, name)
    bank.wanted("%s: locked after ten failures" % run, is_error(run, 2, "28000"))


def try_newcomer(bank):
    """Without a second factor the session is good for one thing at a time; with a bad file nothing is tried."""
    name = make_person(bank, "nora", seed=None)
    flags = ["--password-file", bank.program.file("password", PASSWORD)]
    run = sign_in(bank, name, flags=flags)
    token = run.out.decode().strip()
    bank.wanted("%s: a limited session, and what comes first" % run, run.status == 0 and len(token) == 64 and run.err)
    refused = bank.program.do((name, token), "customer.find", {"query": "Nov"})
    bank.wanted("%s: first finish signing in" % refused, is_error(refused, 2, "PD006"))
    new = bank.program.file("new", "another horse battery 2")
    change = bank.program.do((name, token), "staff.change_password", {}, *flags, "--new-password-file", new)
    bank.kept_rules(change)
    bank.wanted("%s: the password changed" % change, change.status == 0 and change.json()["next"] == "enrol")
    away_from_step_edge()
    enrol = bank.program.do((name, token), "staff.enrol", {"code": oath_code()}, "--password-file", new, "--seed-file",
                            bank.program.file("seed", SEED))
    bank.kept_rules(enrol)
    bank.wanted("%s: enrolled" % enrol, enrol.status == 0 and enrol.json()["next"] == "")
    found = bank.program.do((name, token), "customer.find", {"query": "Nov"})
    bank.wanted("%s: and now works" % found, found.status == 0)
    bank.wanted("the old password is no more", is_error(sign_in(bank, name, code=oath_code(1)), 2, "28000"))
    for run in (change, enrol):
        told = [s for s in (PASSWORD, SEED, "another horse") if s.encode() in run.out + run.err]
        bank.wanted("%s: tells no secret" % run, not told)


def try_files(bank):
    """A secret is read from a private file of one's own, and never from the command line."""
    name, program = bank.mark + "teller", bank.program
    code = ["--code-file", program.file("code", "000000")]
    os.symlink(program.file("private", PASSWORD), program.path("link"))
    for what, path in (("open to everybody", program.file("open", PASSWORD, 0o644)), ("not there", program.path("none")),
                       ("a link", program.path("link")), ("a folder", program.path("state")), ("a device", "/dev/zero"),
                       ("huge", program.file("huge", "1" * 10**6))):
        run = program.run((name, None), "login", "--user", name, "--password-file", path, *code)
        bank.kept_rules(run)
        bank.wanted("%s: a file that is %s" % (run, what), run.status == 2 and run.error().get("field") == "password")
    for words in (("--password", PASSWORD), ("--password=" + PASSWORD,), ("--code", "123456"), (PASSWORD,)):
        run = program.run((name, None), "login", "--user", name, *words)
        bank.kept_rules(run)
        bank.wanted("%s: a secret on the command line" % run, is_error(run, 1, "USAGE"))
        bank.wanted("%s: is not repeated" % run, PASSWORD.encode() not in run.err)


def try_sessions(bank):
    """Sessions that are none any more, and tokens that never were one."""
    name, token = bank.hire("teller", "sess")
    for what, change in (("idle", "last_seen = clock_timestamp() - interval '15 min'"),
                         ("old", "opened = clock_timestamp() - interval '10 h'"), ("ended", "ended = clock_timestamp()")):
        token = bank.session(name)
        query(bank.super, "UPDATE pd.session SET " + change + " WHERE token_hash = sha256(decode(%s, 'hex'))", token)
        run = bank.program.do((name, token), "staff.session", {})
        bank.kept_rules(run)
        bank.wanted("%s: a session that is %s" % (run, what), is_error(run, 2, "PD003"))
    for token in (None, "0" * 64, "x", "' OR true --", "0" * 100000, "\x1b[2J"):
        run = bank.program.do((name, token), "staff.session", {})
        bank.kept_rules(run)
        bank.wanted("%s: a token that is none" % run, is_error(run, 2, "PD003"))
        bank.wanted("%s: is not repeated" % run, not token or len(token) < 2 or token.encode() not in run.err)
    run = bank.program.do(bank.staff["teller"], "staff.list", {})
    bank.wanted("%s: not a teller's" % run, is_error(run, 2, "PD004"))


def try_requests(bank):
    """The same id again is the same request; with another body, operation or person it is refused."""
    who, request = bank.staff["teller"], str(uuid.uuid4())
    first = bank.program.do(who, "cash.deposit", DEPOSIT, "--request", request)
    bank.wanted("%s: done" % first, first.status == 0 and first.json()["request"] == request)
    again = bank.program.do(who, "cash.deposit", dict(DEPOSIT, request=request.upper()))
    bank.kept_rules(again)
    bank.wanted("%s: the id in capitals, as a field" % again, again.status == 0 and again.json()["replayed"] is True)
    for person, operation, values in (
            (who, "cash.deposit", dict(DEPOSIT, amount="26.00")), (who, "cash.withdraw", DEPOSIT),
            (bank.hire("teller", "second"), "cash.deposit", DEPOSIT)):
        run = bank.program.do(person, operation, values, "--request", request)
        bank.kept_rules(run)
        bank.wanted("%s: the id was used" % run, is_error(run, 2, "PD002") and run.error()["field"] == "request")
    count = value(bank.super, "SELECT count(*) FROM pd.journal WHERE request = %s", request)
    bank.wanted("posted once, not %d times" % count, count == 1)


def try_output(bank):
    """JSON for scripts, text for people, nothing but errors on stderr, and errors never on stdout."""
    who = bank.staff["teller"]
    for words, is_json in ((("do", "drawer.view", "--json"), True), (("do", "drawer.view"), False), (("help",), False),
                           (("--help",), False), (("do", "cash.deposit", "--help"), False), (("forms",), False), (("errors",), False),
                           (("--version",), False), (("do", "desk.today", "--json"), True), (("do", "desk.today"), False)):
        run = bank.program.run(who, *words)
        bank.kept_rules(run)
        bank.wanted("%s: an answer on stdout only" % run, run.status == 0 and run.out.endswith(b"\n") and not run.err)
        bank.wanted("%s: JSON if asked for" % run, (run.json() is not None) == is_json)
    drawer = bank.program.do(who, "drawer.view", {}).json()[0]
    bank.wanted("money as a whole number and as decimals: %s" % drawer,
                isinstance(drawer["balance_minor"], int) and drawer["balance"] == "%.2f" % (drawer["balance_minor"] / 100))
    secret = bank.program.do(bank.staff["administrator"], "staff.create", {
        "name": bank.mark + "made", "full_name": "Ma De", "role": "teller"})
    bank.wanted("%s: the one-time password, once" % secret, secret.status == 0 and secret.json().get("one_time_password"))
    kept = value(bank.super, "SELECT answer::text FROM pd.request WHERE id = %s", secret.json()["request"])
    bank.wanted("and it is not kept", secret.json()["one_time_password"] not in kept)
    for words in (("do", "staff.session"), ("do", "staff.session", "--json"), ("do", "cash.deposit", "account=1")):
        run = bank.program.run(who, *words)
        bank.wanted("%s: no token in the output" % run, who[1].encode() not in run.out + run.err)


def try_full_disk(bank):
    """An answer that cannot be written is no success."""
    with open("/dev/full", "wb") as full:
        process = subprocess.run([PROGRAM, "do", "drawer.view"], stdout=full, stderr=subprocess.PIPE, check=False,
                                 env=bank.program.environment(bank.staff["teller"]), timeout=60)
    status, told = process.returncode, process.stderr
    bank.wanted("an answer on a full disk: %s %s" % (status, told), status != 0 and told)


def try_outside(bank):
    """Status 3: the database is not there, or is of another version; nothing else is told, and soon."""
    empty = bank.program.path("empty")
    os.mkdir(empty)
    who, name = bank.staff["teller"], bank.staff["teller"][0]
    login = ("login", "--user", name, "--password-file", bank.program.file("password", PASSWORD), "--code-file",
             bank.program.file("code", "000000"))
    deposit = ("do", "cash.deposit", "account=1000000161", "amount=25.00")
    for words in (("do", "staff.session", "--json"), deposit, login, ("admin", "migrate"), ("admin", "prove")):
        run = bank.program.run(who, *words, env={"PGHOST": empty})
        bank.kept_rules(run)
        bank.wanted("%s: no database" % run, is_error(run, 3, "08006") and run.seconds < 15)
    run = bank.program.run(who, *deposit, env={"PGHOST": empty})
    bank.wanted("%s: the request id to ask again with" % run, run.error().get("request"))
    run = bank.program.do(who, "staff.session", {}, env={"PGDATABASE": "no_such_database"})
    bank.wanted("%s: no such database" % run, run.status == 3 and not run.out)
    comment = value(bank.super, "SELECT obj_description('api'::regnamespace, 'pg_namespace')")
    for other in ("paydesk contract " + "0" * 64, "something else", None):
        query(bank.super, "COMMENT ON SCHEMA api IS %s", other)
        for words in (("do", "staff.session"), deposit, login):
            run = bank.program.run(who, *words)
            bank.kept_rules(run)
            bank.wanted("%s: a database of another version" % run, is_error(run, 3, "CONTRACT"))
    query(bank.super, "COMMENT ON SCHEMA api IS %s", comment)
    run = bank.program.do(who, "staff.session", {})
    bank.wanted("%s: and back" % run, run.status == 0)


def try_admin(bank):
    """What is the host administrator's is nobody else's."""
    for words in (("admin", "migrate"), ("admin", "provision"), ("admin", "prove"),
                  ("admin", "staff", bank.mark + "thief", "--full-name", "T", "--role", "administrator", "--password-file",
                   bank.program.file("password", PASSWORD))):
        run = bank.program.run(bank.staff["administrator"], *words)
        bank.kept_rules(run)
        bank.wanted("%s: refused to staff" % run, run.status in (2, 3) and run.error().get("sentence"))
    proved = bank.program.run(("postgres", None), "admin", "prove")
    bank.kept_rules(proved)
    bank.wanted("%s: the books" % proved, proved.status == 0)
    again = bank.program.run(("postgres", None), "admin", "migrate")
    bank.kept_rules(again)
    bank.wanted("%s: nothing left to migrate" % again, again.status == 0)


def main():
    bank, began = Bank(), time.monotonic()
    try:
        bank.open()
        for part in (try_login, try_descriptors, try_wrong_factors, try_lockout, try_newcomer, try_files, try_sessions,
                     try_requests, try_output, try_full_disk, try_outside, try_admin):
            part(bank)
        bank.proved()
    finally:
        status = bank.finish()
    print("%.0f s" % (time.monotonic() - began))
    return status


if __name__ == "__main__":
    sys.exit(main())
