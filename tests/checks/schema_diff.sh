#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# An upgraded database is the same as a fresh one.
#   fresh     paydesk admin migrate on an empty database
#   upgraded  the migrations of the first release, each in a transaction of its own, and then today's deploy
#   again     a second deploy over the fresh one: deploying is idempotent
# The three pg_dump -s must be equal.
set -euo pipefail

: "${PAYDESK_SOURCE:?}" "${PAYDESK_BUILD:?}" "${PAYDESK:?}"
PGHOST=$(cat "$PAYDESK_BUILD/cluster.host")
export PGHOST PGUSER=postgres PGOPTIONS="--client_min_messages=warning"
unset PGPORT PGDATABASE PGSERVICE
work=$(mktemp -d)
fresh=schema_fresh_$$
upgraded=schema_upgraded_$$

finish() {
    dropdb --force --if-exists "$fresh"
    dropdb --force --if-exists "$upgraded"
    rm -rf "$work"
}
trap finish EXIT

deploy() {
    PGDATABASE=$1 "$PAYDESK" admin migrate >/dev/null
}

# Without what changes with every dump.
dump() {
    pg_dump --schema-only --dbname="$1" |
        sed -e "s/$1/DATABASE/g" -e '/^\\\(un\)\?restrict/d' -e '/^-- Dumped/d'
}

compare() {
    diff -u "$work/$1" "$work/$2" && return 0
    echo "The schema $1 (-) differs from $2 (+)."
    return 1
}

createdb "$fresh"
deploy "$fresh"
dump "$fresh" >"$work/fresh"
deploy "$fresh"
dump "$fresh" >"$work/again"

# One migration as a deploy of that time would have done it: begin.sql, the file, the record.
migrate_alone() {
    local file=$PAYDESK_SOURCE/sql/migrations/$1
    psql --no-psqlrc --quiet --single-transaction --set=ON_ERROR_STOP=1 --dbname="$upgraded" \
        --set=name="migrations/$1" --set=sha256="$(sha256sum <"$file" | cut -d' ' -f1)" \
        --file="$PAYDESK_SOURCE/sql/deploy/begin.sql" --file="$file" --file=- <<'SQL'
INSERT INTO pd.migration (name, sha256) VALUES (:'name', :'sha256');
SQL
}

createdb "$upgraded"
psql --no-psqlrc --quiet --single-transaction --set=ON_ERROR_STOP=1 --dbname="$upgraded" \
    --file="$PAYDESK_SOURCE/sql/roles.sql"
count=0
while read -r migration; do
    migrate_alone "$migration"
    count=$((count + 1))
done < <(grep -v '^#' "$PAYDESK_SOURCE/tests/checks/first_release.list")
deploy "$upgraded"
dump "$upgraded" >"$work/upgraded"

status=0
compare fresh again || status=1
compare fresh upgraded || status=1
echo "$(wc -l <"$work/fresh") lines of schema, $count migrations of the first release"
[[ $count -gt 0 && $status == 0 ]]
