#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Tries everything that the catalogue lists, as a teller's database login.

Without a session: every table, view, sequence and function outside PostgreSQL's own schemas, and the
dangerous ones inside; nothing may be readable or callable but api.sign_in_parameters and api.sign_in. With
a forged, expired, ended, stolen or limited session: every function of api refuses. With a session of each
role: every function whose operation is not the role's refuses, and every other one knows the caller. With
hostile values: no error tells more than a rule of ours.

It reads the catalogue, so it covers what is added later without being edited.
"""
import re
import sys
import uuid

import psycopg2

from people import Desk, outcome, query, use_token

WITHOUT_SESSION = {"sign_in", "sign_in_parameters"}
ROLES = ("teller", "support", "supervisor", "administrator", "auditor")
NOT_OURS = "^(pg_|information_schema$|tap$)"

DANGEROUS_RELATIONS = (
    "pg_authid", "pg_shadow", "pg_user_mapping", "pg_statistic", "pg_largeobject", "pg_subscription",
    "pg_stat_activity", "pg_stat_replication", "pg_stat_ssl", "pg_stat_gssapi", "pg_stat_user_tables",
    "pg_stat_all_tables", "pg_statio_all_tables", "pg_stats", "pg_stats_ext", "pg_stat_database", "pg_locks",
    "pg_settings", "pg_file_settings", "pg_hba_file_rules", "pg_ident_file_mappings", "pg_prepared_xacts",
    "pg_sequences", "pg_db_role_setting", "pg_config", "pg_shmem_allocations", "pg_backend_memory_contexts")
# Those that ask themselves who calls them (replication slots, binary upgrade, old file readers) are left out.
DANGEROUS_FUNCTIONS = (
    "^(pg_(try_)?advisory_|pg_sleep|lo_|lo$|loread$|lowrite$|pg_(cancel|terminate)_backend$|pg_notify$|pg_stat_get_"
    "|pg_read_file$|pg_read_binary_file$|pg_ls_|pg_stat_file$|pg_logical_emit_message$|pg_export_snapshot$|pg_lock_status$"
    "|pg_switch_wal$|pg_reload_conf$|pg_rotate_logfile$|pg_show_all_settings$|pg_.*_size$|pg_stat_reset|pg_promote$"
    "|pg_backup_|pg_hba_file_rules$|pg_show_all_file_settings$|pg_config$|pg_current_logfile$|pg_blocking_pids$)")
# Sizes of a value, not of a table.
HARMLESS_FUNCTIONS = ("pg_column_size", "pg_size_pretty", "pg_size_bytes")


def catalogue_functions(desk, schema_condition):
    """name, schema, kind, argument names, argument types, types' schemas, source of each function."""
    return query(desk.super, """
        SELECT p.proname, n.nspname, p.prokind::text, p.prorettype::regtype::text, p.prosrc,
               coalesce(p.proargnames[1:p.pronargs], '{}')::text[],
               ARRAY(SELECT format_type(t.oid, NULL) FROM unnest(p.proargtypes) WITH ORDINALITY a (oid, at)
                       JOIN pg_type t ON t.oid = a.oid ORDER BY a.at),
               ARRAY(SELECT k.nspname::text FROM unnest(p.proargtypes) WITH ORDINALITY a (oid, at)
                       JOIN pg_type t ON t.oid = a.oid JOIN pg_namespace k ON k.oid = t.typnamespace ORDER BY a.at),
               p.oid
          FROM pg_proc p
          JOIN pg_namespace n ON n.oid = p.pronamespace
         WHERE """ + schema_condition + " ORDER BY n.nspname, p.proname")


def typed_nulls(types, schemas):
    # A type of ours would be refused by itself; an untyped NULL leaves it to the function.
    return ", ".join("NULL" if schema != "pg_catalog" or type_ == "internal" else "NULL::" + type_
                     for type_, schema in zip(types, schemas))


def try_relations(desk, who, connection):
    relations = query(desk.super, """
        SELECT c.oid::regclass::text, c.relkind::text
          FROM pg_class c
          JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE n.nspname !~ %s AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') ORDER BY 1""", NOT_OURS)
    desk.wanted("the catalogue lists tables", len(relations) > 10)
    for name, kind in relations:
        attempts = ["SELECT FROM %s LIMIT 0", "COPY %s TO STDOUT", "SELECT 1 FROM %s WHERE false"]
        if kind == "S":
            attempts += ["SELECT nextval('%s')", "SELECT setval('%s', 1)", "SELECT last_value FROM %s"]
        else:
            attempts += ["INSERT INTO %s DEFAULT VALUES", "DELETE FROM %s WHERE false", "TRUNCATE %s",
                         "LOCK TABLE %s IN ACCESS SHARE MODE", "EXPLAIN SELECT * FROM %s", "TABLE %s"]
        for attempt in attempts:
            if not (attempt.startswith("COPY") and kind == "S"):
                desk.refused("%s: %s" % (who, attempt % name), connection, attempt % name, by=("42501",))
    for name in DANGEROUS_RELATIONS:
        if query(desk.super, "SELECT to_regclass('pg_catalog.' || %s)", name)[0][0]:
            attempt = "SELECT * FROM pg_catalog.%s LIMIT 0" % name
            desk.refused("%s: %s" % (who, attempt), connection, attempt, by=("42501",))


def try_functions(desk, who, connection, allowed):
    """Every function but the allowed (a predicate of schema and name) is refused, by grant and by trial."""
    role = query(connection, "SELECT session_user")[0][0]
    functions = catalogue_functions(desk, "n.nspname !~ '%s'" % NOT_OURS)
    desk.wanted("the catalogue lists functions", len(functions) > 40)
    for name, schema, kind, returns, _, _, types, schemas, oid in functions:
        if allowed(schema, name):
            continue
        what = "%s: %s.%s(%s)" % (who, schema, name, ", ".join(types))
        open_ = query(desk.super, "SELECT has_function_privilege(%s, %s::oid, 'EXECUTE')", role, oid)[0][0]
        desk.wanted(what + " is granted", not open_)
        if returns != "trigger" and kind in ("f", "p"):
            call = "%s %s.%s(%s)" % ("CALL" if kind == "p" else "SELECT", schema, name, typed_nulls(types, schemas))
            desk.refused(what, connection, call, by=("42501",))
    dangerous = query(desk.super, """
        SELECT p.oid::regprocedure::text FROM pg_proc p
         WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.proname ~ %s AND p.proname <> ALL (%s)
           AND has_function_privilege(%s, p.oid, 'EXECUTE')""", DANGEROUS_FUNCTIONS, list(HARMLESS_FUNCTIONS), role)
    desk.wanted("%s: PostgreSQL's %s" % (who, ", ".join(row[0] for row in dangerous)), not dangerous)


class Api:
    """The functions of schema api, and which operation each belongs to."""

    def __init__(self, desk):
        self.functions = []
        for name, _, _, _, source, names, types, schemas, _ in catalogue_functions(desk, "n.nspname = 'api'"):
            found = re.search(r"pd\.(?:caller|call_begin)\(\s*'([^']+)'", source)
            desk.wanted("api.%s does not ask who calls" % name, found or name in WITHOUT_SESSION)
            if name not in WITHOUT_SESSION:
                call = "SELECT * FROM api.%s(%s)" % (name, typed_nulls(types, schemas))
                self.functions.append((name, found.group(1) if found else None, call, names, types))
        desk.wanted("the catalogue lists api functions", len(self.functions) > 10)


def try_sessions(desk, api, name):
    """Every api function with every kind of session that is none."""
    connection = desk.connect(name)

    def all_refused(what, by="PD003", but=()):
        for function, operation, call, _, _ in api.functions:
            if operation not in but:
                desk.refused("api.%s with %s" % (function, what), connection, call, by=(by,))

    all_refused("no session")
    use_token(connection, "")
    all_refused("an empty token")
    for what, token in (("a forged token", "0" * 64), ("half a token", "0" * 32), ("no token", "' OR true --")):
        use_token(connection, token)
        all_refused(what)
    colleague = desk.person("teller", "colleague")
    use_token(connection, desk.session(colleague))
    all_refused("somebody else's token")
    for what, change in (
            ("an idle session", "last_seen = clock_timestamp() - interval '15 min'"),
            ("an old session", "opened = clock_timestamp() - interval '10 h'"),
            ("an ended session", "ended = clock_timestamp()")):
        token = desk.session(name)
        query(desk.super, "UPDATE pd.session SET " + change + " WHERE token_hash = sha256(decode(%s, 'hex'))", token)
        use_token(connection, token)
        all_refused(what)
    query(desk.super, "SELECT pd.credential_add(id, generation, %s, 3, 65536, %s, NULL, false, NULL) FROM pd.staff"
                      " WHERE name = %s", b"s" * 16, b"k" * 32, name)
    all_refused("a session of an earlier password")
    query(desk.super, "UPDATE pd.staff SET active = false WHERE name = %s", name)
    use_token(connection, desk.session(name))
    all_refused("a disabled person's session")

    limited = query(desk.super, "SELECT pd.limited_operations()")[0][0]
    newcomer = desk.person("supervisor", "newcomer", ready=False)
    connection = desk.connect(newcomer)
    use_token(connection, desk.session(newcomer))
    all_refused("a limited session", by="PD006", but=limited)


def try_roles(desk, api):
    """Role by role: what is not the role's is refused, what is the role's gets past that door."""
    allowed = set(query(desk.super, "SELECT role, operation FROM pd.role_operation"))
    for role in ROLES:
        name = desk.person(role, role)
        connection = desk.connect(name)
        use_token(connection, desk.session(name))
        for function, operation, call, _, _ in api.functions:
            if (role, operation) not in allowed:
                desk.refused("%s: api.%s" % (role, function), connection, call, by=("PD004",))
            else:
                got = outcome(connection, call)
                desk.wanted("%s: api.%s may be called: %s" % (role, function, got),
                            got not in ("PD003", "PD004", "PD005", "PD006"))


HOSTILE = {
    "text": (None, "", "x", "'", "\"; DROP SCHEMA pd CASCADE; --", "%s%n%I", "\\", "0", "-1", "25.00", "9" * 40, "1e400", "NaN",
             "\u202e\u200b", "\x1b[2J", "a" * 100000, "EUR", "\U0001f600" * 50, "DE", "debits", "2026-02-30"),
    "uuid": (None, "00000000-0000-7000-8000-00000000000f"),
    "bytea": (None, b"", b"\x00" * 16, b"\xff" * 32, b"x" * 100000),
    "bytea[]": (None, [], [b"x"] * 9),
    "integer": (None, 0, -1, 1, 2**31 - 1, -2**31), "bigint": (None, 0, -1, 1, 2**63 - 1, -2**63),
    "smallint": (None, 0, -1, 32767), "boolean": (None, True, False),
    "date": (None, "0001-01-01", "2026-02-28", "infinity", "-infinity", "5874897-12-31"),
}


# What an argument of this name would be given; others are given NULL. With all others right, a hostile value
# gets as far into a function as it can.
PLAUSIBLE = {
    "p_request": "00000000-0000-7000-8000-00000000000e", "p_id": "00000000-0000-7000-8000-00000000000e",
    "p_salt": b"s" * 16, "p_new_salt": b"n" * 16, "p_key": b"k" * 32, "p_new_key": b"n" * 32, "p_seed": b"s" * 20,
    "p_name": "somebody", "p_full_name": "Somebody Else", "p_role": "teller", "p_kind": "person", "p_given_name": "Ada",
    "p_family_name": "Lovelace", "p_born": "1980-12-10", "p_street": "Main Street 1", "p_city": "Bremen",
    "p_postcode": "28195", "p_country": "DE", "p_consent_marketing": True, "p_product": "current", "p_currency": "EUR",
    "p_amount": "25.00", "p_what": "debits", "p_reason": "a reason", "p_query": "Love", "p_limit": 20,
    "p_document_type": "passport", "p_document_number": "C01X00T47", "p_document_country": "DE",
    "p_document_expires": "2035-01-01"}


def plausible_value(name, type_):
    found = PLAUSIBLE.get(name)
    # A statement's p_from is a date, a transfer's an account.
    return None if type_ == "date" and found and not re.fullmatch(r"\d{4}-\d\d-\d\d", found) else found


def make_customers(desk, api, connection_for):
    """A drawer, and two accounts made as the desk would: the account numbers among PLAUSIBLE are true ones."""
    known = {function: (operation, names, types) for function, operation, _, names, types in api.functions}
    for function in ("customer_open", "account_open", "account_open"):
        if function in known:
            operation, names, types = known[function]
            marks = ", ".join("%s => CAST(%%s AS %s)" % (n, t) for n, t in zip(names, types))
            values = [str(uuid.uuid4()) if n == "p_request" else plausible_value(n, t) for n, t in zip(names, types)]
            answer = query(connection_for(operation), "SELECT api.%s(%s)" % (function, marks), *values)[0][0]
            desk.wanted("api.%s with plausible values: %s" % (function, answer), "refused" not in answer)
            if function == "customer_open":
                PLAUSIBLE["p_customer"] = query(desk.super, "SELECT max(number) FROM pd.customer")[0][0]
    query(desk.super, "SELECT pd.drawer_make(ledger, id, 978::smallint) FROM pd.staff WHERE name = %s", desk.mark + "teller")
    accounts = query(desk.super, "SELECT number FROM pd.account WHERE kind = 'customer' ORDER BY id DESC LIMIT 2")
    if len(accounts) == 2:
        PLAUSIBLE["p_account"] = PLAUSIBLE["p_from"] = accounts[0][0]
        PLAUSIBLE["p_to"] = accounts[1][0]


def try_hostile_values(desk, api):
    """No value makes an error that is not one of our rules: PostgreSQL's own tell rows of private tables."""
    allowed = set(query(desk.super, "SELECT role, operation FROM pd.role_operation"))
    connections = {}
    for role in ROLES:
        connections[role] = desk.connect(desk.mark + role)
        use_token(connections[role], desk.session(desk.mark + role))

    def connection_for(operation):
        return next((connections[role] for role in ROLES if (role, operation) in allowed), None)

    make_customers(desk, api, connection_for)
    for function, operation, _, names, types in api.functions:
        connection = connection_for(operation)
        if not connection:
            continue
        for type_ in types:
            desk.wanted("api.%s has an argument of type %s: teach HOSTILE of it" % (function, type_), type_ in HOSTILE)
        marks = ", ".join("%s => CAST(%%s AS %s)" % (n, t) for n, t in zip(names, types))
        sql = "SELECT * FROM api.%s(%s)" % (function, marks)
        plausible = [plausible_value(n, t) for n, t in zip(names, types)]
        try_one_value(desk, connection, function, sql, plausible)
        for turn in range(max([len(HOSTILE[t]) for t in types] or [0])):
            try_one_value(desk, connection, function, sql, [HOSTILE[t][turn % len(HOSTILE[t])] for t in types])
        for at, type_ in enumerate(types):
            for hostile in HOSTILE[type_]:
                try_one_value(desk, connection, function, sql, plausible[:at] + [hostile] + plausible[at + 1:])


def try_one_value(desk, connection, function, sql, values):
    desk.tried += 1
    try:
        query(connection, "BEGIN")
        query(connection, sql, *values)
    except psycopg2.Error as error:
        state, detail = error.pgcode or "no connection", error.diag.message_detail
        shown = ", ".join(repr(v)[:40] for v in values)
        if not state.startswith("PD") or detail:
            desk.holes.append("api.%s(%s): %s %s %s" % (function, shown, state, str(error).split("\n", maxsplit=1)[0], detail or ""))
    finally:
        query(connection, "ROLLBACK")


def main():
    desk = Desk()
    try:
        teller = desk.person("teller", "nobody")
        connection = desk.connect(teller)
        try_relations(desk, "a teller", connection)
        try_functions(desk, "a teller", connection, lambda schema, name: schema == "api")
        api = Api(desk)
        for name in sorted(WITHOUT_SESSION):
            desk.wanted("api.%s is callable" % name, query(desk.super, """
                SELECT bool_and(has_function_privilege(%s, p.oid, 'EXECUTE')) FROM pg_proc p
                 WHERE p.pronamespace = 'api'::regnamespace AND p.proname = %s""", teller, name)[0][0])
        try_sessions(desk, api, teller)
        try_roles(desk, api)
        try_hostile_values(desk, api)

        for who, prefix in (("the import", "import_"), ("the worker", "worker_")):
            service = desk.connect("paydesk_" + prefix.rstrip("_"))
            try_relations(desk, who, service)
            try_functions(desk, who, service,
                          lambda schema, name, prefix=prefix: schema == "admin" and name.startswith(prefix))
    finally:
        status = desk.finish()
    return status


if __name__ == "__main__":
    sys.exit(main())
