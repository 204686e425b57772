#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Every external symbol begins with the name of its folder or of its source file: src/db/rows.c may export db_… and
# rows_….  So a reader knows from a name where it lives, and two rooms never fight for one.
set -euo pipefail

: "${PAYDESK_BUILD:?}"
offences=0
objects=0
while read -r object; do
    # …/src/db/CMakeFiles/pd_db.dir/rows.c.o, or …/pd_rooms.dir/__/staff/staff.c.o, or an absolute path inside.
    file=$(basename "$object" .c.o)
    folder=$(sed -E 's#.*/(src|ui)/([a-z]+)/.*#\2#' <<<"${object#"$PAYDESK_BUILD"}")
    if [[ $object == *.dir/*/* ]]; then
        folder=$(basename "$(dirname "$object")")
    fi
    objects=$((objects + 1))
    while read -r symbol; do
        case $symbol in
        "$folder"_* | "$folder"s_* | "$file" | "$file"_* | "${file%s}"_* | embedded_* | main) ;;
        # What the compiler and the sanitizers add.
        _* | *.*) ;;
        *)
            echo "$folder/$file.c exports $symbol; its name begins with neither ${folder}_ nor ${file}_."
            offences=$((offences + 1))
            ;;
        esac
    done < <(nm --extern-only --defined-only --format=posix "$object" | awk '$2 ~ /^[TDBRV]$/ { print $1 }')
done < <(find "$PAYDESK_BUILD/src" "$PAYDESK_BUILD/ui" -name '*.c.o' | sort)
echo "$objects objects, $offences offences"
[[ $objects -gt 0 && $offences -eq 0 ]]
