#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""House rules that no compiler knows: no floating point near money, no SQL text in C outside src/db,
an SPDX line atop every file, no reminder left in a comment."""
import os
import re
import sys

SOURCE = os.environ.get("PAYDESK_SOURCE") or os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TOKEN = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.DOTALL)
SQL_TEXT = re.compile(r"\b(SELECT\s.+\bFROM\b|INSERT INTO|UPDATE\s.+\bSET\b|DELETE FROM|CREATE (TABLE|ROLE)|ALTER |GRANT )", re.S)
# Written in pieces, so that this file does not accuse itself; XXX is no reminder but a currency.
REMINDER = re.compile(r"\b(TO" r"DO|FIX" r"ME|HA" r"CK)\b")
MARKED = (".c", ".h", ".sql", ".sh", ".py", ".cmake", "CMakeLists.txt")


def own_files():
    for root in ("src", "ui", "tests", "sql", "cmake", "dev.d", "dev", ".ci"):
        top = os.path.join(SOURCE, root)
        if os.path.isfile(top):
            yield top
        for folder, _, names in os.walk(top):
            for name in sorted(names):
                yield os.path.join(folder, name)


def blank(match):
    """Keeps the line count and removes the text."""
    return re.sub(r"[^\n]", " ", match[0])


def judge_c(path, text):
    code = TOKEN.sub(blank, text)
    for match in re.finditer(r"\b(float|double|long double)\b", code):
        yield match.start(), "floating point: amounts are whole minor units, and nothing else needs it"
    if not path.startswith("tests/") and not path.startswith("src/db/"):
        for match in TOKEN.finditer(text):
            if match[0].startswith('"') and SQL_TEXT.search(match[0]):
                yield match.start(), "SQL text belongs to src/db or to a file under sql/"


def judge(path, text):
    if path.endswith(MARKED) and "SPDX-License-Identifier: Apache-2.0" not in text[:200]:
        yield 0, "no SPDX line"
    for match in REMINDER.finditer(text):
        yield match.start(), "a reminder: do it, or write an issue"
    if path.endswith((".c", ".h")):
        yield from judge_c(path, text)


def main():
    offences, files = [], 0
    for full in own_files():
        path = os.path.relpath(full, SOURCE)
        try:
            with open(full, encoding="utf-8") as source:
                text = source.read()
        except UnicodeDecodeError:
            continue
        files += 1
        for position, reason in judge(path, text):
            offences.append("%s:%d: %s" % (path, text.count("\n", 0, position) + 1, reason))
    print("\n".join(offences + ["%d files, %d offences" % (files, len(offences))]))
    return 1 if offences or files == 0 else 0


sys.exit(main())
