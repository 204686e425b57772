#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The include direction: every folder of src/ and ui/ may include only what this table allows.

A new arrow between two rooms is a new line here, so that it is seen when the change is read.
"""
import os
import re
import sys

SOURCE = os.environ.get("PAYDESK_SOURCE") or os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

BASE = {"base"}
LOW = BASE | {"db", "form"}
ROOMS = {"staff", "customer", "account", "payment", "import", "bulk", "worker"}
BELOW_UI = LOW | ROOMS | {"app"}
DRAWING = {"canvas", "widget"}

ALLOWED = {
    "base": set(),
    "db": BASE,
    "form": BASE,
    "staff": LOW,
    "customer": LOW,
    "account": LOW,
    "payment": LOW,
    "import": LOW,
    "bulk": LOW,
    "worker": LOW,
    "app": LOW | ROOMS,
    "canvas": BASE,
    "widget": BASE | {"canvas"},
    "terminal": BASE | {"canvas"},
    "screen": BELOW_UI | DRAWING | {"command"},
    "command": BELOW_UI | DRAWING | {"screen"},
    "cli": BELOW_UI,
    "main": BELOW_UI | DRAWING | {"terminal", "screen", "command", "cli"},
}

# Single files that may see what their folder may not, and why.
EXCEPTIONS = {
    # The loop that joins screens and terminal; only ui/main.c pulls it in.
    "ui/screen/terminal_main.c": {"terminal/terminal.h"},
}

# Headers of libraries, and the folders that may include them.  What is not here is the C library and free.
LIBRARIES = {
    r"libpq|postgres|pg_config": {"db"},
    r"curses|ncurses|term\.h$|panel\.h$|form\.h$|menu\.h$": {"terminal"},
    r"sodium": {"base", "staff"},
    r"json-c/": {"base", "form", "db", "payment", "app", "cli"},
    r"utf8proc": {"base"},
    r"libxml/": {"bulk"},
    r"qrencode": {"staff", "screen", "widget", "cli"},
    r"check\.h$": set(),
}

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)


def folder_of(path):
    parts = path.split("/")
    return "main" if len(parts) == 2 else parts[1]


def own_headers():
    found = set()
    for root in ("src", "ui"):
        for folder, _, files in os.walk(os.path.join(SOURCE, root)):
            found.update(os.path.relpath(os.path.join(folder, name), os.path.join(SOURCE, root))
                         for name in files if name.endswith(".h"))
    return found


def judge(path, quote, header, ours):
    folder = folder_of(path)
    if folder not in ALLOWED:
        return "folder %s has no line in tests/checks/layers.py" % folder
    if quote == '"':
        if header.startswith("embedded_"):
            return None
        if header not in ours:
            return "%s is not a header by path from src/ or ui/" % header
        target = header.split("/")[0]
        if target == folder or target in ALLOWED[folder] or header in EXCEPTIONS.get(path, ()):
            return None
        return "%s may not include %s" % (folder, header)
    for pattern, folders in LIBRARIES.items():
        if re.match(pattern, header) and folder not in folders:
            return "<%s> belongs to %s" % (header, " and ".join(sorted(folders)) or "the tests")
    return None


def main():
    ours, offences, files = own_headers(), [], 0
    for root in ("src", "ui"):
        for folder, _, names in os.walk(os.path.join(SOURCE, root)):
            for name in sorted(n for n in names if n.endswith((".c", ".h"))):
                full = os.path.join(folder, name)
                path, files = os.path.relpath(full, SOURCE), files + 1
                with open(full, encoding="utf-8") as source:
                    text = source.read()
                for match in INCLUDE.finditer(text):
                    reason = judge(path, match[1], match[2], ours)
                    if reason:
                        offences.append("%s:%d: %s" % (path, text.count("\n", 0, match.start(2)) + 1, reason))
    print("\n".join(offences + ["%d files, %d offences" % (files, len(offences))]))
    return 1 if offences or files == 0 else 0


sys.exit(main())
