#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# with_database.sh NAME COMMAND…: runs the command with a fresh private copy of paydesk_template and drops the
# copy afterwards.  The command sees PAYDESK_TEST_DB (a conninfo as the superuser), PGHOST, PGDATABASE and PGUSER.
# Roles belong to the whole cluster: a test that makes a login role gives it a name of its own.
set -euo pipefail

name=$1
shift
: "${PAYDESK_BUILD:?}"
if [[ ! -f $PAYDESK_BUILD/cluster.host ]]; then
    echo "The test cluster is not running; CTest starts it as the fixture \"cluster\"." >&2
    exit 1
fi

unset PGPORT PGSERVICE PGHOSTADDR PGPASSWORD PAYDESK_SESSION
PGHOST=$(cat "$PAYDESK_BUILD/cluster.host")
PGDATABASE=$(printf 't_%.40s_%d' "$name" $$ | tr -c 'a-z0-9_' _)
export PGHOST PGDATABASE PGUSER=postgres
export PAYDESK_TEST_DB="host=$PGHOST dbname=$PGDATABASE user=$PGUSER"

drop() {
    dropdb --maintenance-db=postgres --force --if-exists "$PGDATABASE" 2>/dev/null || true
}
trap drop EXIT
# A copy does not inherit who may connect to the template and its settings, and both are part of what is tested.
psql --no-psqlrc --quiet --dbname=postgres --set=ON_ERROR_STOP=1 --set=copy="$PGDATABASE" <<'SQL' >/dev/null
CREATE DATABASE :"copy" TEMPLATE paydesk_template;
UPDATE pg_database
   SET datacl = (SELECT datacl FROM pg_database WHERE datname = 'paydesk_template')
 WHERE datname = :'copy';
INSERT INTO pg_db_role_setting (setdatabase, setrole, setconfig)
SELECT copy.oid, s.setrole, s.setconfig
  FROM pg_db_role_setting s
  JOIN pg_database origin ON origin.oid = s.setdatabase AND origin.datname = 'paydesk_template'
  JOIN pg_database copy ON copy.datname = :'copy';
SQL
"$@"
