#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every relative link in README.md and docs/ leads to a file, and to a heading of it where it names one."""
import os
import re
import sys

SOURCE = os.environ.get("PAYDESK_SOURCE") or os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FENCE = re.compile(r"^(```|~~~).*?^\1", re.DOTALL | re.MULTILINE)
CODE = re.compile(r"`[^`\n]*`")
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)|^\[[^\]]+\]:\s*(\S+)", re.MULTILINE)
HEADING = re.compile(r"^#+\s+(.*?)\s*#*$", re.MULTILINE)


def pages():
    found = [os.path.join(SOURCE, name) for name in sorted(os.listdir(SOURCE)) if name.endswith(".md")]
    for top in ("docs", "forms", "deploy"):
        for folder, _, names in os.walk(os.path.join(SOURCE, top)):
            found += [os.path.join(folder, name) for name in sorted(names) if name.endswith(".md")]
    return found


def read(path):
    with open(path, encoding="utf-8") as page:
        return FENCE.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), page.read())


def anchors(path):
    """Headings as the usual renderers name them."""
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in HEADING.findall(read(path))}


def judge(page, target):
    if re.match(r"[a-z]+:", target):
        return None
    path, _, anchor = target.partition("#")
    full = os.path.normpath(os.path.join(os.path.dirname(page), path)) if path else page
    if not os.path.exists(full):
        return "there is no %s" % path
    if os.path.commonpath([full, SOURCE]) != SOURCE:
        return "%s is outside the repository" % path
    if anchor and full.endswith(".md") and anchor not in anchors(full):
        return "%s has no heading #%s" % (os.path.relpath(full, SOURCE), anchor)
    return None


def main():
    offences, links = [], 0
    for page in pages():
        text = CODE.sub(lambda m: " " * len(m[0]), read(page))
        for match in LINK.finditer(text):
            links += 1
            reason = judge(page, match[1] or match[2])
            if reason:
                line = text.count("\n", 0, match.start()) + 1
                offences.append("%s:%d: %s" % (os.path.relpath(page, SOURCE), line, reason))
    print("\n".join(offences + ["%d links, %d offences" % (links, len(offences))]))
    return 1 if offences else 0


sys.exit(main())
