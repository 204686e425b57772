# SPDX-License-Identifier: Apache-2.0
"""Wrong values for a field of a form, by its type: what `paydesk do` must refuse, and what it must take as mere data."""
import re

# What a terminal, a shell, a database or a reader could trip over; no field whatsoever takes it.
POISON = {
    "escape": "\x1b[2J", "bell": "\x07", "tab": "\t", "delete": "\x7f", "terminal command in one character": "\u009b31m",
    "turned direction": "\u202e", "invisible": "\u200b", "byte order mark": "\ufeff", "line separator": "\u2028",
    "bytes that are no UTF-8": b"\xff\xfe", "NUL written in two bytes": b"\xc0\x80", "half a character": b"\xe2\x82",
    "lone surrogate": b"\xed\xa0\x80",
}
# Mere data in a free text, wrong everywhere else.
DATA = ("'; DROP SCHEMA pd CASCADE; --", "\" \\ $$ $1 %s%n {\"a\":1} \\u0000", "$(id) `id` <b>&amp;", "Žluťoučký ﬃ 😀")
FREE_TEXT = ("text", "name", "note")
# Longer than anything else that a field is given.
HUGE = 10**6
LARGE = 100000

OVERFLOW = ("1" + "0" * 30, str(2**63), str(2**64), "9" * 40)
WRONG = {
    "account": ("acc;ount", "1000.000161", "ä000000161", "GL-4010-EUR;", "10000001'61"),
    "customer": ("1000;0012", "ä", "10_000", "*"),
    "receipt": ("abc", "1-", "-1", "1_00000001", "1-0000000a", "1-00000001-1", "1 - 1", "99999-00000001"),
    "money": ("abc", "-5", "+5", "0", "0.00", "1.2.3", "1,2,3", "1e5", "NaN", "Infinity", "0x10", ".", "5 k k", "1,234",
              "25.00 XYZ", "25.00 USD", "25.001", "EUR", "1/2", "٣", *OVERFLOW),
    "integer": ("abc", "-1", "+1", "1.5", "1e3", "0x10", "1 0", "2147483648", "٣", *OVERFLOW),
    "date": ("2026-02-30", "2026-13-01", "2026-00-10", "30.02.2026", "0000-00-00", "tomorrow", "2026-1", "infinity", "26-01-01",
             "99999-01-01", "2026-01-01T00:00", "2026/01/01", *OVERFLOW),
    "choice": ("wrong", "0", "-1", "bothh"),
    "country": ("C", "CZE", "C1", "12", "ZZ", "Č"),
    "currency": ("EU", "EURO", "XQZ", "E1R", "978", "€"),
    "phone": ("abc", "777123456", "+0777123456", "+420", "+420 777 123 456 789 012", "+42077712345x", "-420777123456", "+٤٢٠٧٧٧١٢٣٤٥"),
    "email": ("anna", "anna@", "@example.org", "a@b@example.org", "a b@example.org", "anna@example", "anna@-example.org",
              "anna@example..org", "a,b@example.org", "<a@example.org>"),
    "yes_no": ("maybe", "2", "-1", "yesno", "ja"),
    "user": ("t", "1ina", "_ina", "ti na", "ti-na", "tína", "tina;"),
    "code": ("12345", "1234567", "abcdef", "-12345", "12.456", "١٢٣٤٥٦"),
    "uuid": ("123", "01890a5d-ac96-774b-bcce-b302099a805g", "01890a5dac96774bbcceb302099a80", "{}", "-1"),
}
# These have the right shape and name nothing.
UNKNOWN = {"account": ("9999999999", "DRAWER-nobody-EUR"), "customer": ("99999999",), "receipt": ("1-99999999", "2-00000001")}
# How a value of the type goes on when it is made longer than it may be.
LONGER = {"account": "1", "customer": "1", "receipt": "1", "money": "1", "integer": "1", "phone": "1", "code": "1", "date": "1"}


def refused(field, longest, good):
    """label -> value of everything that this field must refuse, whatever stands in the others."""
    type_ = field["type"]
    values = {} if not field.get("required") else {"empty": "", "blank": "   "}
    for label, poison in POISON.items():
        start, end = ("ab", "cd") if type_ in FREE_TEXT else (good[:1], good[1:])
        values[label] = start.encode() + (poison if isinstance(poison, bytes) else poison.encode()) + end.encode()
    if type_ != "note":
        values["two lines"] = "a\nb"
    values["one character too long"] = LONGER.get(type_, "a") * (longest + 1)
    values["large"] = LONGER.get(type_, "a") * LARGE
    wrong = WRONG.get(type_, ()) + UNKNOWN.get(type_, ())
    values.update({"wrong: " + value: value for value in wrong})
    if type_ not in FREE_TEXT:
        values.update({"data: " + value: value for value in DATA})
    return values


def good_value(form, field):
    """A value that the field takes: of the form's first good example, else the field's own example."""
    given = next((e["given"] for e in form["examples"] if e["expect"] == "done"), {})
    return given.get(field["name"], field.get("example", "x"))


def longest(field, types):
    return min(field.get("max", types[field["type"]]), types[field["type"]])


def load_longest(source):
    """type -> characters at most, as forms/fields.md promises it."""
    with open(source + "/forms/fields.md", encoding="utf-8") as file:
        rows = re.findall(r"^\| (\w+) \| \w+ \| (\d+) \|", file.read(), re.MULTILINE)
    return {name: int(most) for name, most in rows}
