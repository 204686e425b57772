# SPDX-License-Identifier: Apache-2.0
"""People of the attack tests: each with a database login of his own, made and removed by the test."""
import hashlib
import hmac
import os
import struct
import time
import uuid

import psycopg2

SEED = b"12345678901234567890"


def key_of(name):
    """K as the terminal would derive it; here without the Argon2id."""
    return hashlib.sha256(name.encode()).digest()


def code(steps=0):
    """The TOTP code of now plus so many steps."""
    digest = hmac.new(SEED, struct.pack(">Q", int(time.time() // 30) + steps), hashlib.sha1).digest()
    at = digest[-1] & 15
    return "%06d" % ((struct.unpack(">I", digest[at:at + 4])[0] & 0x7FFFFFFF) % 1000000)


def away_from_step_edge(seconds=6):
    """Waits when a TOTP step is about to end, so that the codes of a test are of the steps it means."""
    left = 30 - time.time() % 30
    if left < seconds:
        time.sleep(left + 0.1)


class Desk:
    """The test's database: the superuser, people, and a tally of what was tried."""

    def __init__(self):
        self.conninfo = os.environ["PAYDESK_TEST_DB"]
        self.mark = "at%d_" % os.getpid()
        self.connections = []
        self.people = []
        self.tried = 0
        self.holes = []
        self.super = self.connect(None)

    def connect(self, name, autocommit=True):
        connection = psycopg2.connect(self.conninfo, **({"user": name} if name else {}))
        connection.autocommit = autocommit
        self.connections.append(connection)
        return connection

    def disconnect(self, kept):
        """Closes the connections that were made after the first so many."""
        for connection in self.connections[kept:]:
            connection.close()
        del self.connections[kept:]

    def person(self, role, label, ready=True):
        name = self.mark + label
        query(self.super, "SELECT admin.staff_bootstrap(%s, 'Somebody', %s, 1::smallint, %s, 3, 65536, %s, %s)",
              name, role, key_of("salt")[:16], key_of(name), SEED if ready else None)
        self.people.append(name)
        return name

    def session(self, name):
        """A live session, without the sign-in: its token."""
        token = hashlib.sha256(uuid.uuid4().bytes).hexdigest()
        query(self.super, """
            INSERT INTO pd.session (token_hash, staff, login, credential)
            SELECT sha256(decode(%s, 'hex')), s.id, s.name, (pd.credential_current(s.id, s.generation)).id
              FROM pd.staff s WHERE s.name = %s""", token, name)
        return token

    def refused(self, what, connection, sql, *values, by):
        """Tries it; anything but an error with one of these SQLSTATEs is a hole."""
        self.tried += 1
        got = outcome(connection, sql, *values)
        if got not in by:
            self.holes.append("%s: %s instead of %s" % (what, got, " or ".join(by)))

    def wanted(self, what, truth):
        self.tried += 1
        if not truth:
            self.holes.append(what)

    def finish(self):
        """Removes what outlives the database, tells the result and gives the exit status."""
        for connection in self.connections[1:]:
            connection.close()
        for name in self.people:
            query(self.super, 'DROP ROLE IF EXISTS "%s"' % name)
        self.super.close()
        for hole in self.holes:
            print("HOLE", hole)
        print("%d tried, %d holes" % (self.tried, len(self.holes)))
        return 1 if self.holes or not self.tried else 0


def query(connection, sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values or None)
        return cursor.fetchall() if cursor.description else None


def value(connection, sql, *values):
    return query(connection, sql, *values)[0][0]


def use_token(connection, token):
    query(connection, "SELECT set_config('paydesk.session', %s, false)", token)


def outcome(connection, sql, *values):
    """The SQLSTATE of an attempt, or 'done'. What it did is rolled back."""
    try:
        if connection.autocommit:
            query(connection, "BEGIN")
        query(connection, sql, *values)
        return "done"
    except psycopg2.Error as error:
        return error.pgcode or "no connection"
    finally:
        if not connection.closed:
            connection.rollback() if not connection.autocommit else query(connection, "ROLLBACK")
