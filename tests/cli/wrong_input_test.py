#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Proves that wrong input on any field of any form gives an error that names the field, and changes nothing.

Everything is generated from forms/: each field of each form is given each wrong value of its type while all other
fields are right; then fields missing, twice, unknown, of 10^6 characters, and secrets on the command line. Every
run must end with status 2 (1 for a misused command), tell one JSON error without control characters that names the
field, and leave every table as it was; a refusal by a rule of the business is kept against its request and nothing
else is. Last come values that are strange but mere data: refused, or stored as they are.
"""
import collections
import concurrent.futures
import json
import os
import sys
import time
import uuid

from bank import Bank, load_forms, query, value
from program import SOURCE
from wrong_values import DATA, FREE_TEXT, HUGE, good_value, load_longest, longest, refused

THREADS = 4
# An answer takes a tenth of a second; a busy machine may take longer, a scan of 10^6 characters by steps far longer.
SECONDS = 20
PASSWORD = "correct horse battery"
NOBODY = {"staff.disable", "staff.enable", "staff.reset"}

# What takes two fields to be wrong: operation, changes to the good values, the field to blame.
TOGETHER = (
    ("payment.transfer", {"to": "1000000161"}, "to"),
    ("payment.transfer", {"to": "1000000355"}, "to"),
    ("payment.transfer", {"from": "1000000452", "to": "JPY2", "amount": "5.5"}, "amount"),
    ("payment.transfer", {"from": "1000000452", "to": "JPY2", "amount": "5 EUR"}, "amount"),
    ("payment.transfer", {"amount": "9000000.00"}, "from"),
    ("payment.transfer", {"from": "GL-1010-EUR"}, "from"),
    ("payment.transfer", {"to": "GL-4010-EUR"}, "to"),
    ("payment.transfer", {"value_date": "2000-01-01"}, "value_date"),
    ("payment.reverse", {"receipt": "1-00000001"}, "receipt"),
    ("payment.correct", {"amount": "abc"}, "amount"),
    ("payment.correct", {"amount": "-1"}, "amount"),
    ("payment.correct", {"amount": "10.00"}, "amount"),
    ("fee.set", {"from": "5.00", "to": "5.00"}, "to"),
    ("fee.set", {"minimum": "5.00", "maximum": "4.99"}, "maximum"),
    ("fee.set", {"basis_points": "10001"}, "basis_points"),
    ("fee.set", {"valid_from": "2000-01-01"}, "valid_from"),
    ("period.close", {"until": "2099-12-31"}, "until"),
    ("cash.deposit", {"account": "1000000452", "amount": "5"}, "account"),
    ("cash.withdraw", {"account": "1000000161", "amount": "999999999.00"}, "amount"),
    ("exchange.buy", {"from": "1000000161"}, "from"),
    ("exchange.buy", {"currency": "EUR"}, "currency"),
    ("exchange.buy", {"currency": "USD", "from": ""}, "rate"),
    ("exchange.buy", {"amount": "0.5 EUR", "rate": "JPY-999"}, "rate"),
    ("exchange.buy", {"against": "KWD", "to": ""}, "to"),
    ("exchange.sell", {"amount": "999999999"}, "from"),
    ("exchange.sell", {"currency": "CHF", "to": ""}, "to"),
    ("exchange.rate_set", {"buy": "0.65"}, "sell"),
    ("exchange.rate_set", {"mid": "0.65"}, "mid"),
    ("exchange.rate_set", {"buy": "1.1", "sell": "1.2", "mid": ""}, "mid"),
    ("exchange.rate_set", {"per": "3"}, "per"),
    ("exchange.rate_set", {"hours": "0"}, "hours"),
    ("exchange.rate_set", {"currency": "EUR"}, "currency"),
    ("account.statement", {"from": "2026-02-01", "to": "2026-01-01"}, "to"),
    ("account.statement", {"limit": "0"}, "limit"),
    ("account.statement", {"limit": "201"}, "limit"),
    ("account.statement", {"before": "0"}, "before"),
    ("account.open", {"customer": "10000029", "product": "savings"}, "product"),
    ("account.change", {"overdraft": "-1"}, "overdraft"),
    ("account.change", {"overdraft": "1000000.01"}, "overdraft"),
    ("account.change", {"overdraft": "5 USD"}, "overdraft"),
    ("account.change", {"overdraft": "1" + "0" * 30}, "overdraft"),
    ("account.change", {"overdraft": "abc"}, "overdraft"),
    ("customer.open", {"business_name": "Both Ltd"}, "business_name"),
    ("customer.open", {"born": "2999-01-01"}, "born"),
    ("customer.open", {"born": "1850-01-01"}, "born"),
    ("customer.open", {"document_expires": "2020-01-01"}, "document_expires"),
    ("customer.open", {"family_name": ""}, "family_name"),
    ("customer.open", {"document_number": "P1000001", "document_type": "passport"}, "document_number"),
    ("customer.change", {"document_number": "C1000002", "document_type": "registration", "document_country": "CZ",
                         "document_expires": "2049-01-01"}, "document_number"),
    ("staff.create", {"name": "postgres"}, "name"),
    ("staff.create", {"name": "paydesk_owner"}, "name"),
)


class Case:
    """One run that must be refused."""

    def __init__(self, form, what, values, field, status=2, more=()):
        self.form, self.what, self.values, self.field, self.status, self.more = form, what, values, field, status, more
        self.request = str(uuid.uuid4())
        self.run = None

    def __str__(self):
        return "%s, %s: %s" % (self.form["operation"], self.what, self.run)


def good_values(bank, form):
    """All fields right, but for the secrets, which are files."""
    given = next((e["given"] for e in form["examples"] if e["expect"] == "done"), None)
    if given is None:
        given = {f["name"]: f["example"] for f in form["fields"] if f.get("required") and f["type"] != "secret"}
    if form["operation"] == "staff.sign_in":
        given = dict(given, name=bank.who_may(form)[0])
    return dict(given)


def secret_flags(bank, form, but=None):
    """Each required secret from a private file; --seed-file and --code-file are the callers' own."""
    flags = []
    for field in form["fields"]:
        if field["type"] == "secret" and field.get("required") and field["name"] != but:
            flags += [flag_of(field), bank.program.file("good-secret", PASSWORD)]
    return flags


def flag_of(field):
    return "--%s-file" % field["name"].replace("_", "-")


def field_cases(bank, form, types, turns):
    good, flags = good_values(bank, form), secret_flags(bank, form)
    for field in form["fields"]:
        name = field["name"]
        turns[field["type"]] += 1
        if field["type"] == "secret":
            yield from secret_cases(bank, form, good, field)
            continue
        for label, wrong in refused(field, longest(field, types), good_value(form, field), turns[field["type"]]).items():
            yield Case(form, "%s: %s" % (name, label), dict(good, **{name: wrong}), name, more=flags)
        if field.get("required"):
            yield Case(form, name + " left out", {k: v for k, v in good.items() if k != name}, name, more=flags)
        if name in good:
            yield Case(form, name + " twice", list(good.items()) + [(name, good[name])], name, 1, flags)
        for label, content in (("10^6 characters", "1" * HUGE), ("NUL", "1\0" + good_value(form, field))):
            path = bank.program.file("values-%s-%s-%s" % (form["operation"], name, label.split()[-1]),
                                     json.dumps(dict(good, **{name: content})))
            yield Case(form, "%s: %s in a file" % (name, label), {}, name, more=["--values-file", path, *flags])
        if form["operation"] in NOBODY:
            yield Case(form, name + " of nobody", dict(good, **{name: "nobody_here"}), name)


def secret_cases(bank, form, good, field):
    """A secret comes from a private file or not at all."""
    name, operation = field["name"], form["operation"]
    flags = secret_flags(bank, form, but=name)

    def file(label, content, mode=0o600):
        return [flag_of(field), bank.program.file("%s-%s-%s" % (operation, name, label), content, mode)]

    yield Case(form, name + " on the command line", dict(good, **{name: PASSWORD}), name, 1, flags)
    values = bank.program.file("%s-%s-values" % (operation, name), json.dumps(dict(good, **{name: PASSWORD})))
    yield Case(form, name + " in the values file", {}, name, 1, ["--values-file", values, *flags])
    yield Case(form, name + " in a missing file", good, name, more=[flag_of(field), bank.program.path("none"), *flags])
    yield Case(form, name + " in a file for everybody", good, name, more=[*file("open", PASSWORD, 0o644), *flags])
    for label, content in (("escape", "a\x1b[2Jbcdefghijkl"), ("long", "a" * 129), ("huge", "1" * HUGE),
                           ("bytes", b"\xff" * 16), ("nul", b"abcdefgh\0ijklmnop")):
        yield Case(form, "%s: %s" % (name, label), good, name, more=[*file(label, content), *flags])
    if field.get("required"):
        yield Case(form, name + " left out", good, name, more=flags)
        yield Case(form, name + " empty", good, name, more=[*file("empty", ""), *flags])


def form_cases(bank, form):
    """What is wrong with the command as a whole."""
    good, flags = good_values(bank, form), secret_flags(bank, form)
    yield Case(form, "an unknown field", dict(good, nonsense="1"), "nonsense", 1, flags)
    yield Case(form, "an unknown field with an escape", dict(good, **{"no\x1b[2Jsense": "1"}), None, 1, flags)
    yield Case(form, "an unknown option", good, None, 1, ["--nonsense", *flags])
    yield Case(form, "a word", good, None, 1, ["nonsense", *flags])
    required = [f["name"] for f in form["fields"] if f.get("required")]
    if required:
        yield Case(form, "nothing given", {}, required[0])
    if form["kind"] == "change":
        yield Case(form, "a request id that is none", dict(good, request="1'; --"), "request", more=flags)
    else:
        yield Case(form, "a request id for what changes nothing", dict(good, request=str(uuid.uuid4())), None, 1, flags)


def file_cases(bank, form):
    """What is wrong with a values file."""
    good = good_values(bank, form)
    whole = json.dumps(good)
    for label, content in (("no JSON", "account=1"), ("a list", "[]"), ("text", '"a"'), ("nothing", ""),
                           ("half", '{"account": "1'), ("a backslash", '{"\\'), ("deep", "[" * 100000),
                           ("two objects", whole + "{}"), ("garbage after it", whole + " x"),
                           ("NUL after it", whole + "\0x"), ("5 MB", " " * 5000000 + whole)):
        path = bank.program.file("values-" + label.replace(" ", "-"), content)
        yield Case(form, "a values file with " + label, {}, None, (1, 2), ["--values-file", path])
    yield Case(form, "a values file that is not there", {}, None, (1, 2), ["--values-file", bank.program.path("none")])
    name, text = next(iter(good.items()))
    for label, content, field in (
            ("a number", json.dumps(dict(good, **{name: 5})), name),
            ("a field twice", "{%s: %s, %s" % (json.dumps(name), json.dumps(text), json.dumps(good)[1:]), None)):
        path = bank.program.file("values-" + label.replace(" ", "-"), content)
        yield Case(form, "a values file with " + label, {}, field, 1, ["--values-file", path])
    path = bank.program.file("values-also", json.dumps(good))
    yield Case(form, "a field in the file and beside it", {name: text}, name, 1, ["--values-file", path])


def together_cases(bank, forms):
    second = bank.open_accounts((("basic", "JPY", 1000),))[0]
    for operation, changes, field in TOGETHER:
        form = forms[operation]
        values = dict(good_values(bank, form), **changes)
        values = {name: second if text == "JPY2" else text for name, text in values.items() if text != ""}
        yield Case(form, "%s" % changes, values, field)


def make_cases(bank, forms):
    types, turns = load_longest(SOURCE), collections.Counter()
    for form in forms.values():
        yield from field_cases(bank, form, types, turns)
        yield from form_cases(bank, form)
    yield from file_cases(bank, forms["payment.transfer"])
    yield from together_cases(bank, forms)


def run_case(bank, case):
    who = bank.who_may(case.form)
    request = ["--request", case.request]
    if case.form["kind"] != "change" or isinstance(case.values, dict) and "request" in case.values:
        request = []
    case.run = bank.program.do(who, case.form["operation"], case.values, *request, *case.more)
    return case


def run_all(bank, cases):
    with concurrent.futures.ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(lambda case: run_case(bank, case), cases))


def check_refused(bank, case):
    run, error = case.run, case.run.error()
    bank.kept_rules(run)
    statuses = case.status if isinstance(case.status, tuple) else (case.status,)
    bank.wanted("%s: a status of %s" % (case, statuses), run.status in statuses)
    bank.wanted("%s: nothing on stdout" % case, not run.out)
    bank.wanted("%s: one JSON error" % case, set(error) >= {"code", "name", "field", "sentence", "hint"})
    if case.field:
        bank.wanted("%s: the field %s" % (case, case.field), error.get("field") == case.field)
    bank.wanted("%s: a sentence" % case, (error.get("sentence") or "").endswith((".", "?")))
    bank.wanted("%s: a way out" % case, bool(error.get("hint")))
    bank.wanted("%s: no more text than a person reads" % case, len(run.err) < 2500)
    bank.wanted("%s: quick, not %.0f s" % (case, run.seconds), run.seconds < SECONDS)
    bank.wanted("%s: no secret" % case, PASSWORD.encode() not in run.err)


def check_kept(bank, cases):
    """Of all these requests only the business refusals are kept, each as refused."""
    outcomes = dict(query(bank.super, "SELECT id::text, outcome FROM pd.request"))
    for case in cases:
        code = case.run.error().get("code") or ""
        is_final = case.form["kind"] == "change" and code.startswith("PD") and code > "PD006"
        got = outcomes.get(case.request)
        bank.wanted("%s: kept as %s" % (case, got), got == ("refused" if is_final else None))


def check_unchanged(bank, before, events):
    after = bank.digest()
    for table in before:
        bank.wanted("%s changed" % table, after.get(table) == before[table])
    done = query(bank.super, "SELECT operation, object FROM pd.event WHERE seq > %s AND outcome = 'done'", events)
    bank.wanted("events of what was refused: %s" % done, not done)


def try_wrong(bank, forms):
    cases = list(make_cases(bank, forms))
    before, events = bank.digest(), value(bank.super, "SELECT max(seq) FROM pd.event")
    run_all(bank, cases)
    for case in cases:
        check_refused(bank, case)
    check_kept(bank, cases)
    check_unchanged(bank, before, events)
    return len(cases)


def try_commands(bank):
    """Commands that name no operation of ours."""
    who = bank.staff["teller"]
    for words in (("do",), ("do", "cash.deposits"), ("do", "x\x1b[2J"), ("do", "a" * 100000), ("do", "--json"),
                  ("nonsense",), ("\x1b[2J",), (), ("--json",), ("help", "no.such"), ("admin",), ("admin", "x\x1b[31m"), ("login", "x"),
                  ("do", "staff.session", "--json=1"), ("do", "staff.session", "--request"), (b"do", b"\xff\xfe"), ("do", "")):
        run = bank.program.run(who, *words)
        bank.kept_rules(run)
        bank.wanted("%s: usage" % run, run.status == 1 and run.error().get("sentence"))


# Values that are mere data

def stored(bank, text):
    """In how many rows the text stands as it is, but for capitals and spaces, which some fields fold."""
    needle = json.dumps(text, ensure_ascii=False)[1:-1]
    sql = """SELECT count(*) FROM %s t
              WHERE strpos(upper(replace(row_to_json(t)::text, ' ', '')), upper(replace(%%s, ' ', ''))) > 0"""
    return sum(value(bank.super, sql % table, needle) for table in bank.tables())


def data_cases(bank, forms):
    """Each strange text in each free text, one at a time. What must be unique is made so."""
    count = 0
    for form in forms.values():
        for field in form["fields"]:
            for text in DATA if field["type"] in FREE_TEXT else ():
                count += 1
                good = good_values(bank, form)
                if "document_number" in good:
                    good["document_number"] = "N%d" % count
                yield Case(form, "%s = %s" % (field["name"], text), dict(good, **{field["name"]: text}), field["name"])


def try_data(bank, forms):
    before, done = bank.tables(), 0
    for case in run_all(bank, data_cases(bank, forms)):
        bank.kept_rules(case.run)
        bank.wanted("%s: done or refused" % case, case.run.status in (0, 2))
        if case.run.status == 2:
            bank.wanted("%s: a field" % case, case.run.error().get("field"))
        elif case.form["kind"] == "change":
            done += 1
            bank.wanted("%s: stored as it is" % case, stored(bank, case.values[case.field]) > 0)
    bank.wanted("some of it is stored (%d)" % done, done > 20)
    bank.wanted("the tables are still there", bank.tables() == before)
    bank.proved()


def try_lines(bank, forms):
    """A note may have several lines, as forms/fields.md says: kept as lines, shown without breaking the page."""
    form, reason = forms["account.block"], "First line.\nSecond line."
    values = {"account": "1000000355", "what": "debits", "reason": reason}
    run = bank.program.do(bank.who_may(form), form["operation"], values)
    bank.kept_rules(run)
    bank.wanted("%s: a note of two lines" % run, run.status == 0)
    bank.wanted("a note keeps its lines", query(bank.super, "SELECT id FROM pd.account_note WHERE reason = %s", reason))


def main():
    began = time.monotonic()
    forms, bank = load_forms(), Bank()
    try:
        bank.open()
        count = try_wrong(bank, forms)
        print("%d wrong inputs in %.0f s" % (count, time.monotonic() - began))
        try_commands(bank)
        try_data(bank, forms)
        try_lines(bank, forms)
    finally:
        status = bank.finish()
    print("%.0f s" % (time.monotonic() - began))
    return status


if __name__ == "__main__":
    sys.exit(main())
