#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Proves that every changing operation may be asked again.

Each changing example of forms/ is asked of the database as a terminal would ask, with one request id:

  never told     the server ends the connection after the commit: asked again, the first answer, marked as replayed
  same again     the first answer, marked as replayed, nothing written
  other body     PD002, nothing written
  after refusal  the same refusal, even where the rule would let it pass by now
  while running  a second connection with the same id waits, is told to ask again, and then gets the first answer;
                 when the first one is rolled back, the second does the work

Operations with a C flow make their secrets there; their functions are asked in the same way with given ones by the
tests of their rooms (tests/sql/staff/request.sql, tests/bulk).
"""
import datetime
import sys
import threading
import uuid

import psycopg2

from bank import Bank, load_forms, query, use_token, value

REFUSALS_KEPT = "PD006"  # codes above are answers and kept; up to here they are raised and keep nothing


class Replay:
    """One example of a form, asked again and again."""

    def __init__(self, bank, form, example):
        self.bank, self.form, self.example = bank, form, example
        self.person = bank.who_may(form)
        self.names = sorted(example["given"])
        self.request = str(uuid.uuid4())
        self.connections = []

    def connect(self):
        connection = self.bank.connect(self.person[0])
        use_token(connection, self.person[1])
        self.connections.append(connection)
        return connection

    def close(self):
        """A person may have so many connections; the examples are more."""
        for connection in self.connections:
            connection.close()

    def ask(self, connection, request=None, given=None):
        """What the api answers, or the SQLSTATE that it raises."""
        given = given or self.example["given"]
        words = ["p_request => %s"] + ["p_%s => %%s" % name for name in self.names]
        try:
            return value(connection, "SELECT %s(%s)" % (self.form["calls"], ", ".join(words)), request or self.request,
                         *(given[name] for name in self.names))
        except psycopg2.Error as error:
            return error.pgcode or "no connection"

    def wanted(self, what, truth):
        return self.bank.wanted("%s %s: %s" % (self.form["operation"], self.example["given"], what), truth)

    def other_body(self):
        """The same call with another value in one field."""
        changed = dict(self.example["given"])
        for field in self.form["fields"]:
            if field["name"] in changed and field["type"] in ("text", "note", "name", "money", "date"):
                changed[field["name"]] = other_value(field["type"], changed[field["name"]])
                return changed
        return None


def other_value(kind, text):
    if kind == "date":
        return str(datetime.date.fromisoformat(text) + datetime.timedelta(days=1))
    return text + "1" if kind == "money" and "." not in text else text[:-1] + ("1" if text[-1] != "1" else "2")


def is_replay(first, again):
    return isinstance(again, dict) and again.get("replayed") is True and dict(again, replayed=False) == first


def never_told(replay):
    """The commit is done, the answer is lost: who asks again gets it."""
    lost = replay.connect()
    query(lost, "BEGIN")
    first = replay.ask(lost)
    query(lost, "COMMIT")
    query(replay.bank.super, "SELECT pg_terminate_backend(%s)", lost.get_backend_pid())
    again = replay.ask(replay.connect())
    replay.wanted("told after the answer was lost: %s, first %s" % (again, first), is_replay(first, again))
    return first


def same_again(replay, first):
    before = replay.bank.digest()
    again = replay.ask(replay.connect())
    replay.wanted("asked again: %s, first %s" % (again, first), is_replay(first, again))
    replay.wanted("asked again writes nothing", replay.bank.digest() == before)


def other_body(replay):
    changed = replay.other_body()
    if changed:
        before = replay.bank.digest()
        got = replay.ask(replay.connect(), given=changed)
        replay.wanted("another body: %s" % (got,), got == "PD002")
        replay.wanted("another body writes nothing", replay.bank.digest() == before)


def while_running(replay):
    """A second call with an id that is being answered, which is rolled back in the end: the second does the work."""
    request, told = str(uuid.uuid4()), []
    slow, quick = replay.connect(), replay.connect()
    query(slow, "BEGIN")
    first = replay.ask(slow, request)
    second = threading.Thread(target=lambda: told.append(replay.ask(quick, request)))
    second.start()
    wait_for_lock(replay.bank, quick)
    query(slow, "ROLLBACK")
    second.join()
    done = isinstance(told[0], dict) and told[0].get("replayed") is False and ("refused" in told[0]) == ("refused" in first)
    return replay.wanted("while the first was running and was then undone: %s" % told, done) and (request, told[0])


def while_committing(replay):
    """The same, but the first is done: the second is told to ask again, and gets the first answer."""
    told, slow, quick = [], replay.connect(), replay.connect()
    query(slow, "BEGIN")
    first = replay.ask(slow)
    second = threading.Thread(target=lambda: told.append(replay.ask(quick)))
    second.start()
    wait_for_lock(replay.bank, quick)
    query(slow, "COMMIT")
    second.join()
    replay.wanted("while the first was running: %s" % told, told[0] in ("40001", "40P01") or is_replay(first, told[0]))
    again = replay.ask(quick)
    replay.wanted("asked again afterwards: %s, first %s" % (again, first), is_replay(first, again))
    return first


def wait_for_lock(bank, connection):
    """Until that connection waits for somebody, or has its answer."""
    for _ in range(2000):
        state = query(bank.super, "SELECT wait_event_type, state FROM pg_stat_activity WHERE pid = %s",
                      connection.get_backend_pid())
        if not state or state[0][0] == "Lock" or state[0][1] == "idle":
            return


def replay_done(bank, form, example):
    """One example can be done once: the ways of asking take turns over the examples of all forms."""
    replay = Replay(bank, form, example)
    replay_done.turn += 1
    if replay_done.turn % 3 == 0:
        first = while_committing(replay)
    elif replay_done.turn % 3 == 1:
        first = never_told(replay)
    else:
        replay.request, first = while_running(replay) or (replay.request, None)
    if replay.wanted("done: %s" % (first,), isinstance(first, dict) and "refused" not in first):
        same_again(replay, first)
        other_body(replay)
    replay.close()


replay_done.turn = 0


def replay_refused(bank, form, example):
    replay = Replay(bank, form, example)
    if example["expect"] <= REFUSALS_KEPT:
        replay.wanted("raised", replay.ask(replay.connect()) == example["expect"])
        kept = value(bank.super, "SELECT count(*) FROM pd.request WHERE id = %s", replay.request)
        return replay.wanted("what was raised is not kept", kept == 0)
    first = never_told(replay)
    replay.wanted("refused: %s" % (first,), isinstance(first, dict) and first["refused"]["code"] == example["expect"])
    same_again(replay, first)
    other_body(replay)
    return replay.close()


def main():
    bank, count = Bank(), 0
    try:
        bank.open()
        for operation, form in load_forms().items():
            if form["kind"] != "change":
                continue
            if "hook" in form:
                # Later examples count on what it makes.
                for example in form["examples"]:
                    bank.kept_rules(bank.program.do(bank.who_may(form), operation, example["given"]))
                continue
            for example in form["examples"]:
                count += 1
                kept = len(bank.connections)
                (replay_done if example["expect"] == "done" else replay_refused)(bank, form, example)
                bank.disconnect(kept)
        bank.wanted("there are examples", count > 15)
        bank.proved()
    finally:
        status = bank.finish()
    print("%d examples of changing operations" % count)
    return status


if __name__ == "__main__":
    sys.exit(main())
