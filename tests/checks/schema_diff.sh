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
    PGDATABASE=$1 "$PAYDESK" admin migrate
}

sql() {
    psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --dbname="$1" "${@:2}"
}

# What changes with every dump, and the order of ACL items, which depends on history and means nothing.
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

createdb "$upgraded"
sql "$upgraded" --file="$PAYDESK_SOURCE/sql/roles.sql"
count=0
while read -r migration; do
    # The deploy's own book-keeping is asked for the shape of pd.migration, so that it finds what was done.
    sql "$upgraded" --single-transaction --command='SET ROLE paydesk_owner' \
        --file="$PAYDESK_SOURCE/sql/migrations/$migration"
    count=$((count + 1))
done < <(grep -v '^#' "$PAYDESK_SOURCE/tests/checks/first_release.list")
echo "$count migrations of the first release"
