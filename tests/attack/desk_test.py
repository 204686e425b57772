#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The tricks of somebody who owns his connection: rolls back, holds locks, races himself, sets settings.

Each is tried with a teller's own database login, as psql would; what a trick must not reach is checked by
the superuser's eyes.
"""
import sys
import threading
import time
import uuid

import psycopg2
import psycopg2.extensions

from people import Desk, away_from_step_edge, code, key_of, outcome, query, use_token, value

VIEW = "SELECT name FROM api.session_view()"
SIGN_IN = "SELECT status FROM api.sign_in(%s, %s, %s)"


def try_statements(desk, name):
    """Statements that would make, change or run something outside api."""
    connection = desk.connect(name)
    use_token(connection, desk.session(name))
    for sql in (
            "CREATE TEMP TABLE session (a int)",
            "CREATE TABLE public.x (a int)", "CREATE TABLE api.x (a int)", "CREATE SCHEMA x",
            "CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "CREATE FUNCTION api.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "CREATE FUNCTION pg_temp.now() RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "CREATE OR REPLACE FUNCTION api.session_view() RETURNS text LANGUAGE sql AS 'SELECT ''x'''",
            "DROP FUNCTION api.session_view()", "ALTER FUNCTION api.session_view() RESET ALL",
            "COMMENT ON SCHEMA api IS 'another contract'", "ALTER TABLE pd.event DISABLE TRIGGER ALL",
            "DO $$ BEGIN NULL; END $$", "SELECT lo_create(0)", "SELECT pg_sleep(0)", "SELECT pg_advisory_lock(1)",
            "SELECT pg_notify('x', 'y')", "CREATE EXTENSION dblink SCHEMA api", "CREATE ROLE x",
            "COPY (SELECT 1) TO PROGRAM 'id'", "COPY (SELECT 1) TO '/tmp/x'", "LOAD 'pg_prewarm'",
            "SET ROLE paydesk_owner", "SET ROLE postgres", "SET ROLE paydesk_import", "SET ROLE paydesk_worker",
            "SET SESSION AUTHORIZATION postgres",
            'ALTER ROLE "%s" SUPERUSER' % name, 'ALTER ROLE "%s" CONNECTION LIMIT -1' % name,
            'GRANT paydesk_owner TO "%s"' % name, "ALTER ROLE paydesk_staff PASSWORD 'x'",
            "SET session_replication_role = replica", "SET log_min_messages = panic",
            "SET log_parameter_max_length = -1",
            "SELECT pd.totp('x', 1)", "SELECT pd.event_write(1, 1::smallint, 'x', 'x', NULL, 'done')", "SELECT ext.digest('x', 'sha1')",
            "SELECT nextval('pd.event_seq_seq')", "SELECT setval('pd.tries_1', 0)", "SELECT * FROM pg_sequence_last_value('pd.tries_1')",
            "SELECT admin.staff_provision()", "DECLARE c CURSOR FOR SELECT * FROM pd.staff"):
        desk.refused(sql, connection, sql, by=("42501",))
    # These refuse a transaction block before they look at rights.
    for sql in ("CREATE DATABASE x", "ALTER SYSTEM SET fsync = off", "VACUUM pd.staff"):
        try:
            query(connection, sql)
            # VACUUM only warns about what is not one's own.
            desk.wanted(sql, sql.startswith("VACUUM") and "permission denied" in " ".join(connection.notices))
        except psycopg2.Error as error:
            desk.wanted(sql, error.pgcode == "42501")
    outsider = desk.mark + "outsider"
    query(desk.super, 'CREATE ROLE "%s" LOGIN' % outsider)
    desk.people.append(outsider)
    try:
        desk.connect(outsider)
        desk.wanted("a login that is not a person's cannot connect", False)
    except psycopg2.OperationalError:
        desk.wanted("refused", True)


def try_guessing(desk):
    """Guesses that are rolled back, guesses side by side, a code used twice at once."""
    name = desk.person("teller", "guesser")
    connection = desk.connect(name, autocommit=False)
    for _ in range(12):
        query(connection, SIGN_IN, name, key_of(name), "000000")
        connection.rollback()
    staff = value(desk.super, "SELECT id FROM pd.staff WHERE name = %s", name)
    desk.wanted("ten rolled-back guesses are counted", value(desk.super, "SELECT pd.tries(%s, 'look')", staff) == 10)
    desk.wanted("and lock", value(connection, SIGN_IN, name, key_of(name), code()) == "refused")
    connection.rollback()
    query(desk.super, "SELECT pd.tries(%s, 'clear')", staff)

    query(connection, "SAVEPOINT s")
    query(connection, SIGN_IN, name, key_of("wrong"), code())
    query(connection, "ROLLBACK TO SAVEPOINT s")
    connection.rollback()
    desk.wanted("a guess behind a savepoint is counted", value(desk.super, "SELECT pd.tries(%s, 'look')", staff) == 1)

    query(connection, SIGN_IN, name, key_of("wrong"), code())
    side = desk.connect(name)
    desk.refused("a second guess while one is open", side, SIGN_IN, name, key_of(name), code(), by=("55P03",))
    connection.rollback()

    away_from_step_edge()
    now = code()
    first, second = desk.connect(name, autocommit=False), desk.connect(name, autocommit=False)
    desk.wanted("the true factors", value(first, SIGN_IN, name, key_of(name), now) == "ok")
    desk.refused("the same code at the same time", second, SIGN_IN, name, key_of(name), now, by=("55P03",))
    first.commit()
    desk.wanted("the same code afterwards", value(second, SIGN_IN, name, key_of(name), now) == "refused")
    second.rollback()

    # An old snapshot does not see that the code was used: it must fail, not pass.
    old = desk.connect(name, autocommit=False)
    old.set_isolation_level(psycopg2.extensions.ISOLATION_LEVEL_REPEATABLE_READ)
    query(old, "SELECT 1")
    following = code(1)
    desk.wanted("the next code", value(first, SIGN_IN, name, key_of(name), following) == "ok")
    first.commit()
    desk.refused("a used code in an old snapshot", old, SIGN_IN, name, key_of(name), following, by=("40001",))


def try_holding_locks(desk):
    """An open transaction of the victim does not keep an administrator from disabling or resetting him."""
    admin = desk.person("administrator", "admin")
    chief = desk.connect(admin)
    use_token(chief, desk.session(admin))
    query(chief, "SET lock_timeout = '500ms'")
    for label, sql, values in (
            ("touched his session", VIEW, ()),
            ("is signing in", SIGN_IN, ("NAME", key_of("wrong"), "000000")),
            ("is changing his password",
             "SELECT api.staff_change_password(gen_random_uuid(), %s, %s, %s, %s, ARRAY[%s])",
             ("KEY", "CODE", b"n" * 16, b"n" * 32, b"n" * 32)),
            ("signs out", "SELECT api.sign_out(gen_random_uuid())", ())):
        name = desk.person("teller", "holder%d" % len(desk.people))
        token = desk.session(name)
        query(desk.super, "UPDATE pd.session SET last_seen = clock_timestamp() - interval '1 min'"
                          " WHERE token_hash = sha256(decode(%s, 'hex'))", token)
        holder = desk.connect(name, autocommit=False)
        use_token(holder, token)
        holder.commit()
        values = [name if v == "NAME" else key_of(name) if v == "KEY" else code() if v == "CODE" else v for v in values]
        query(holder, sql, *values)
        for act, more in (("disable", ""), ("enable", ""), ("reset", ", '\\x%s', '\\x%s'" % ("ab" * 16, "cd" * 32))):
            answer = query(chief, "SELECT api.staff_%s(gen_random_uuid(), %%s%s)" % (act, more), name)[0][0]
            desk.wanted("%s while he %s: %s" % (act, label, answer), "refused" not in answer)
        holder.rollback() if label == "signs out" else holder.commit()
        desk.refused("his session after that (%s)" % label, holder, VIEW, by=("PD003",))
        desk.wanted("his own password does not come back (%s)" % label,
                    value(holder, SIGN_IN, name, b"n" * 32, code(1)) == "refused")
        holder.rollback()


def try_requests(desk):
    """One request id on two connections at once is done once, and both get the one answer."""
    admin = desk.person("administrator", "twin")
    token, request = desk.session(admin), str(uuid.uuid4())
    target = desk.person("teller", "target")
    first, second = desk.connect(admin, autocommit=False), desk.connect(admin)
    for connection in (first, second):
        use_token(connection, token)
    first.commit()
    sql = "SELECT api.staff_disable(%s, %s)"
    query(first, sql, request, target)
    got = []
    waiter = threading.Thread(target=lambda: got.append(outcome(second, sql, request, target)))
    waiter.start()
    time.sleep(0.3)
    first.commit()
    waiter.join(10)
    desk.wanted("the second of two at once is asked to try again: %s" % got, got == ["40001"])
    answer = value(second, sql, request, target)
    desk.wanted("and then gets the first answer: %s" % answer, answer.get("active") is False and answer["replayed"])
    desk.wanted("it was done once", value(desk.super, "SELECT count(*) FROM pd.event WHERE request = %s", request) == 1)


def try_settings(desk):
    """Settings that anybody may set change neither what is allowed nor which request is which."""
    admin = desk.person("administrator", "setter")
    connection = desk.connect(admin)
    use_token(connection, desk.session(admin))
    request = str(uuid.uuid4())
    sql = "SELECT api.staff_create(%s, %s, 'Ärger', 'teller', %s, %s)"
    values = (request, desk.mark + "made", b"s" * 16, b"k" * 32)
    desk.wanted("made", not value(connection, sql, *values)["replayed"])
    for setting, to in (
            ("search_path", "pg_temp, public"), ("TimeZone", "Pacific/Kiritimati"), ("DateStyle", "German"),
            ("bytea_output", "escape"), ("IntervalStyle", "iso_8601"), ("extra_float_digits", "-15"),
            ("transform_null_equals", "on"), ("lc_monetary", "C"), ("lc_time", "C"),
            ("row_security", "off"), ("array_nulls", "off"), ("quote_all_identifiers", "on"), ("xmloption", "document"),
            ("default_transaction_isolation", "serializable"), ("enable_indexscan", "off"), ("client_min_messages", "debug5"),
            ("synchronous_commit", "off"), ("constraint_exclusion", "off"), ("plan_cache_mode", "force_generic_plan")):
        query(connection, "SELECT set_config(%s, %s, false)", setting, to)
        desk.wanted("under %s = %s the request is the same" % (setting, to), value(connection, sql, *values)["replayed"])
        desk.wanted("and so is the caller", value(connection, VIEW) == admin)
        query(connection, "SELECT set_config(%s, reset_val, false) FROM (SELECT %s AS reset_val) r",
              setting, value(desk.super, "SELECT reset_val FROM pg_settings WHERE name = %s", setting))
    query(connection, "SET ROLE paydesk_staff")
    desk.wanted("SET ROLE to the group changes nobody", value(connection, VIEW) == admin)
    query(connection, "RESET ROLE")
    query(connection, "SET default_transaction_read_only = on")
    desk.refused("a change in a read-only transaction", connection, sql, str(uuid.uuid4()), desk.mark + "ro", b"s" * 16, b"k" * 32,
                 by=("25006",))


def try_bearing(desk):
    """A stolen token, the hash from a stolen dump, a key from a stolen dump."""
    owner, thief = desk.person("supervisor", "owner"), desk.person("teller", "thief")
    token = desk.session(owner)
    connection = desk.connect(thief)
    use_token(connection, token)
    desk.refused("a stolen token", connection, VIEW, by=("PD003",))
    connection = desk.connect(owner)
    use_token(connection, value(desk.super, "SELECT encode(token_hash, 'hex') FROM pd.session"
                                            " WHERE token_hash = sha256(decode(%s, 'hex'))", token))
    desk.refused("the stored hash as a token", connection, VIEW, by=("PD003",))
    verifier = value(desk.super, "SELECT c.verifier FROM pd.credential c JOIN pd.staff s ON s.id = c.staff WHERE s.name = %s", owner)
    desk.wanted("the stored verifier as a key", value(connection, SIGN_IN, owner, verifier, code()) == "refused")
    desk.wanted("somebody else's name with his factors",
                value(desk.connect(thief), SIGN_IN, owner, key_of(owner), code()) == "refused")


def main():
    desk = Desk()
    try:
        try_statements(desk, desk.person("teller", "maker"))
        try_guessing(desk)
        try_holding_locks(desk)
        try_requests(desk)
        try_settings(desk)
        try_bearing(desk)
    finally:
        status = desk.finish()
    return status


if __name__ == "__main__":
    sys.exit(main())
