#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# pgtap.sh FOLDER: runs every .sql file of a folder of tests/sql as pgTAP, each on its own copy of the template
# and inside a transaction that is rolled back.  prove fails on "not ok", on a missing or wrong plan, and on an
# SQL error.  pgTAP's functions are in the search path; everything of Paydesk is called by its full name.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd -P)
shopt -s nullglob
files=("$1"/*.sql)
if [[ ${#files[@]} -eq 0 ]]; then
    echo "There is no pgTAP file in $1." >&2
    exit 1
fi
exec prove --nocolor --failures --comments --exec "$here/pgtap_one.sh" "${files[@]}"
