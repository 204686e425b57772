#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# pgtap_one.sh FILE: what pgtap.sh runs for each file; prints TAP.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd -P)
file=$(readlink -f "$1")

run_file() {
    # A file may bring its own BEGIN and ROLLBACK; pgTAP files usually do.
    if grep -qi '^ *BEGIN *;' "$file"; then
        psql "${psql_options[@]}" --file="$file"
    else
        { echo 'BEGIN;'; printf '\\i %s\n' "$file"; echo 'ROLLBACK;'; } | psql "${psql_options[@]}"
    fi
}

if [[ ${2:-} == inside ]]; then
    export PGOPTIONS="--search_path=tap,pg_catalog --client_min_messages=warning"
    psql_options=(--no-psqlrc --quiet --tuples-only --no-align --set=ON_ERROR_STOP=1)
    run_file
else
    exec "$here/with_database.sh" "tap_$(basename "$file" .sql)" "$0" "$file" inside
fi
