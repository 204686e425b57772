#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# generate_docs.sh PROGRAM FOLDER: writes the pages that are made of the program's own tables.
# ./dev docs writes them into docs/, the check "generated" beside it.
set -euo pipefail

program=$1
folder=$2
mkdir -p "$folder/forms"
# A form that is gone takes its page along.
rm -f "$folder"/forms/*.md
"$program" forms --markdown "$folder/forms"
"$program" errors --markdown >"$folder/errors.md"
