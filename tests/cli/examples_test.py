#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Proves that every example in forms/ does what it says there.

The examples are run as they are written, in the order of the forms, by a person of each form's first role, on the
bank of bank.py: they are one story. What is done is done once: asked again with the same request id it answers the
same, and for a person to read it answers too; what is refused is refused with the code that the form tells, and a
preview refuses as the posting does.
"""
import sys
import uuid

from bank import Bank, load_forms


def without_replayed(answer):
    return {name: text for name, text in answer.items() if name != "replayed"} if isinstance(answer, dict) else answer


def shown_names(form):
    return {column["name"] + ("_minor" if column["type"] == "money" else "")
            for column in form.get("columns", []) + form.get("shows", [])}


def check_shown(bank, form, run, seen):
    """The answer has what the form shows: every row of a list; a record, which may tell of two things, in one example."""
    answer = run.json()
    if isinstance(answer, list):
        bank.wanted("%s: each row has %s" % (run, shown_names(form)), all(shown_names(form) <= set(row) for row in answer))
        seen.update(shown_names(form))
    else:
        seen.update(answer)


def run_done(bank, form, who, given, seen):
    request = ["--request", str(uuid.uuid4())] if form["kind"] == "change" else []
    first = bank.program.do(who, form["operation"], given, *request)
    bank.kept_rules(first)
    if not bank.wanted("%s: done" % first, first.status == 0 and first.json() is not None and not first.err):
        return
    bank.wanted("%s: a list is a list" % first, isinstance(first.json(), list) == (form["kind"] == "list"))
    check_shown(bank, form, first, seen)
    # A flow that makes a secret makes another one the next time, so it is another request.
    if request and "hook" not in form:
        again = bank.program.do(who, form["operation"], given, *request)
        bank.wanted("%s: the first answer" % again, without_replayed(again.json()) == without_replayed(first.json()))
        bank.wanted("%s: told to be the first" % again, (again.json() or {}).get("replayed") is True)
    if "hook" not in form:
        told = bank.program.run(who, "do", form["operation"], *("%s=%s" % pair for pair in given.items()), *request)
        bank.kept_rules(told)
        bank.wanted("%s: for a person" % told, told.status == 0 and told.out and not told.out.startswith(b"{"))


def run_refused(bank, form, who, given, code):
    run = bank.program.do(who, form["operation"], given)
    bank.kept_rules(run)
    bank.wanted("%s: %s" % (run, code), run.status == 2 and run.error().get("code") == code and not run.out)


def run_preview(bank, form, who, given, code):
    run = bank.program.do(who, form["operation"], given, "--preview")
    bank.kept_rules(run)
    if code == "done":
        bank.wanted("%s: a preview" % run, run.status == 0 and (run.json() or {}).get("entries"))
    else:
        bank.wanted("%s: %s" % (run, code), run.status == 2 and run.error().get("code") == code)


def run_example(bank, form, example, seen):
    who, given, code = bank.who_may(form), example["given"], example["expect"]
    if "preview" in form:
        before = bank.digest()
        run_preview(bank, form, who, given, code)
        bank.wanted("a preview of %s changes nothing" % form["operation"], bank.digest() == before)
    if code == "done":
        run_done(bank, form, who, given, seen)
    else:
        run_refused(bank, form, who, given, code)


def run_help(bank, form):
    run = bank.program.run(None, "help", form["operation"])
    bank.kept_rules(run)
    text = run.out.decode()
    bank.wanted("%s: help names every field that is not hidden" % run,
                run.status == 0 and all(f["name"] in text for f in form["fields"] if not f.get("hidden")))


def main():
    bank, count = Bank(), 0
    try:
        bank.open()
        for form in load_forms().values():
            run_help(bank, form)
            seen = set()
            for example in form["examples"]:
                count += 1
                run_example(bank, form, example, seen)
            if any(example["expect"] == "done" for example in form["examples"]):
                missing = shown_names(form) - seen
                bank.wanted("%s: no answer has %s" % (form["operation"], missing), not missing)
        bank.wanted("there are examples", count > 40)
        bank.proved()
    finally:
        status = bank.finish()
    print("%d examples" % count)
    return status


if __name__ == "__main__":
    sys.exit(main())
