# SPDX-License-Identifier: Apache-2.0
"""Wrong values for a field of a form, by its type: what `paydesk do` must refuse, and what it must take as mere data."""
import re

# What a terminal, a shell, a database or a reader could trip over; no field whatsoever takes it: terminal commands,
# turned directions, what cannot be seen, what is no UTF-8.
POISON = (b"\x1b]0;x\x07", b"\xff\xfe", "\u2067".encode(), b"\x0c",
          "\u009b31m".encode(), "\u200b".encode(), b"\x7f", b"\xc0\x80",
          b"\t", b"\xed\xa0\x80", "\ufeff".encode(), b"\r", "\u2028".encode(), b"\xe2\x82", "\u00ad".encode(), b"\x08")
# Mere data in a free text, wrong everywhere else.
DATA = ("'; DROP SCHEMA pd CASCADE; --", "\" \\ $$ $1 %s%n {\"a\":1} \\u0000", "$(id) `id` <b>&amp;", "Žluťoučký 😀")
FREE_TEXT = ("text", "name", "note")
# Longer than anything else that a field is given.
HUGE = 10**6
STRIDE = 4

OVERFLOW = ("1" + "0" * 30, str(2**63), str(2**64), "9" * 40)
WRONG = {
    "account": ("acc;ount", "1000.000161", "ä000000161", "GL-4010-EUR;", "10000001'61"),
    "customer": ("1000;0012", "ä", "10_000", "*"),
    "receipt": ("abc", "1-", "-1", "1_00000001", "1-0000000a", "1-00000001-1", "1 - 1", "99999-00000001"),
    "money": ("abc", "+5", "0.00", "1.2.3", "1,2,3", "1e5", "NaN", "Infinity", "0x10", ".", "5 k k", "1,234",
              "25.00 XYZ", "25.001", "EUR", "1/2", "٣"),
    "integer": ("abc", "+1", "1.5", "1e3", "0x10", "1 0", "2147483648", "٣"),
    "date": ("2026-02-30", "2026-13-01", "2026-00-10", "30.02.2026", "0000-00-00", "tomorrow", "2026-1", "infinity", "26-01-01",
             "99999-01-01", "2026-01-01T00:00", "2026/01/01"),
    "choice": ("wrong", "0", "-1", "bothh"),
    "country": ("C", "CZE", "C1", "12", "ZZ", "Č"),
    "currency": ("EU", "EURO", "XQZ", "E1R", "978", "€"),
    "phone": ("abc", "777123456", "+0777123456", "+420", "+420 777 123 456 789 012",
              "+42077712345x", "-420777123456", "+٤٢٠٧٧٧١٢٣٤٥"),
    "email": ("anna", "anna@", "@example.org", "a@b@example.org", "a b@example.org", "anna@example", "anna@-example.org",
              "anna@example..org", "a,b@example.org", "<a@example.org>"),
    "yes_no": ("maybe", "2", "-1", "yesno", "ja"),
    "user": ("t", "1ina", "_ina", "ti na", "ti-na", "tína", "tina;"),
    "code": ("12345", "1234567", "abcdef", "-12345", "12.456", "١٢٣٤٥٦"),
    "uuid": ("123", "01890a5d-ac96-774b-bcce-b302099a805g", "01890a5dac96774bbcceb302099a80", "{}", "-1"),
}
# These have the right shape and name nothing.
UNKNOWN = {"account": ("9999999999", "DRAWER-nobody-EUR"), "customer": ("99999999",),
           "receipt": ("1-99999999", "2-00000001")}
# How a value of the type goes on when it is made longer than it may be.
LONGER = {"account": "1", "customer": "1", "receipt": "1", "money": "1", "integer": "1", "phone": "1", "code": "1", "date": "1"}


def refused(field, longest_, good, turn):
    """label -> value of what this field must refuse, whatever stands in the others: one of every kind, and of the many
    of a kind every fourth, so that four fields of a type (`turn` counts them) have had all."""
    type_ = field["type"]
    values = {} if not field.get("required") else {"empty": "", "blank": "   "}
    values["one character too long"] = LONGER.get(type_, "a") * (longest_ + 1)
    values.update({"escape": good + "\x1b[31m", "turned direction": "\u202e" + good})
    if type_ != "note":
        values["two lines"] = "a\nb"
    for kind, texts in kinds(field, good).items():
        stride = STRIDE if len(texts) > STRIDE else 1
        for text in texts[turn % stride::stride]:
            values["%s %r" % (kind, text)] = text
    return values


def kinds(field, good):
    """kind -> texts: the longer lists of wrong values."""
    type_ = field["type"]
    start, end = (b"ab", b"cd") if type_ in FREE_TEXT else (good[:1].encode(), good[1:].encode())
    found = {
        "poison": [start + poison + end for poison in POISON],
        "unknown": UNKNOWN.get(type_, ()),
        "overflow": OVERFLOW if type_ in ("money", "integer", "date") else (),
        "wrong": WRONG.get(type_, ()),
        "foreign": ("25.00 USD", "0", "-5") if type_ == "money" else ("-1",) if type_ == "integer" else (),
    }
    return found if type_ in FREE_TEXT else dict(found, data=DATA)


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
