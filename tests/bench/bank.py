# SPDX-License-Identifier: Apache-2.0
"""The databases of the bench: pgbench's own, a bank with people who sign in, and books of several sizes."""
import json
import os
import re

from load import HERE, Failed, ask, connect, run

PAYDESK = os.environ["PAYDESK"]
TELLER = "bench"
PASSWORD = "measured-with-care-2026"
SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
DURABLE = (("fsync", "on"), ("synchronous_commit", "on"), ("full_page_writes", "on"), ("data_checksums", "on"),
           ("wal_level", "replica"))


def check_durable():
    """What is measured here must be as durable as what is promised."""
    connection = connect("postgres")
    for setting, wanted in DURABLE:
        found = ask(connection, "SELECT current_setting(%s)", setting)
        if found != wanted:
            raise Failed("%s is %s; a bank needs %s." % (setting, found, wanted))
    connection.close()


def psql(database, *arguments):
    return run(["psql", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1", "-U", "postgres",
                "-d", database, *arguments])


def make_tpcb(scale):
    psql("postgres", "-c", "CREATE DATABASE tpcb")
    run(["pgbench", "-i", "-q", "-s", str(scale), "-U", "postgres", "tpcb"])
    psql("tpcb", "-c", "VACUUM (ANALYZE, FREEZE)")


def deploy(database):
    psql("postgres", "-c", "CREATE DATABASE %s" % database)
    run([PAYDESK, "admin", "migrate"], {"PGDATABASE": database})


def copy(origin, database):
    """Another database that was deployed and is still empty."""
    psql("postgres", "-c", "CREATE DATABASE %s TEMPLATE %s" % (database, origin))


def fill(database, accounts, entries):
    psql(database, "-v", "accounts=%d" % accounts, "-v", "entries=%d" % entries, "-f", os.path.join(HERE, "books.sql"))


def hire(database, folder):
    """A teller with password and second factor who signs in as at a terminal; the token of the session."""
    secrets = {"password": PASSWORD, "seed": SEED, "code": run(["oathtool", "--totp", "--base32", SEED])}
    files = {name: os.path.join(folder, name) for name in secrets}
    for name, path in files.items():
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
            file.write(secrets[name].strip() + "\n")
    try:
        here = {"PGDATABASE": database, "PAYDESK_STATE": folder}
        run([PAYDESK, "admin", "staff", TELLER, "--full-name", "Bench Teller", "--role", "teller", "--ledger", "1",
             "--password-file", files["password"], "--totp-seed-file", files["seed"]], here)
        told = run([PAYDESK, "login", "--user", TELLER, "--password-file", files["password"], "--code-file", files["code"]],
                   {**here, "PGUSER": TELLER})
    finally:
        for path in files.values():
            os.remove(path)
    token = re.search(r"[0-9a-f]{64}", told)
    if not token:
        raise Failed("paydesk login printed no token: %s" % told)
    return token[0]


def check_payment(database, folder, token):
    """What a single payment is said to contain, it does: a fee that is taken, and an audit event."""
    told = run([PAYDESK, "do", "payment.transfer", "from=1000000161", "to=1000000258", "amount=1.00", "--json"],
               {"PGDATABASE": database, "PGUSER": TELLER, "PAYDESK_SESSION": token, "PAYDESK_STATE": folder})
    answer = json.loads(told)
    connection = connect(database)
    events = ask(connection, "SELECT count(*) FROM pd.event WHERE request = %s", answer["request"])
    connection.close()
    if not answer["fee_minor"] > 0 or events != 1:
        raise Failed("The payment that is measured has no fee or no event: %s" % told)


def wrong_books(database):
    """The number of rows that the database's own proof finds wrong."""
    return int(psql(database, "-c", "SELECT coalesce(sum(bad), 0) FROM pd.prove()"))


def hot_share(database):
    """Share of the updates of balances that needed no index entry."""
    connection = connect(database)
    ask(connection, "SELECT pg_stat_force_next_flush()")
    share = ask(connection, "SELECT n_tup_hot_upd::float8 / nullif(n_tup_upd, 0) FROM pg_stat_user_tables"
                            " WHERE relid = 'pd.balance'::regclass")
    connection.close()
    return float(share or 0)
