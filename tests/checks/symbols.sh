#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Every external symbol begins with the name of its folder, of its source file, or of what that file's name begins
# with: src/db/rows.c may export db_… and rows_…, ui/screen/desk_jobs.c also desk_….  In ui/screen the name may say
# which screen first: help_screen_new.  So a reader knows from a name where it lives, and two rooms never fight for one.
set -euo pipefail

: "${PAYDESK_BUILD:?}"

# Words that belong to a folder although no file is named for them.
declare -A WORDS=([widget]="field" [command]="screen")

# belongs SYMBOL FOLDER FILE
belongs() {
    local symbol=$1 folder=$2 file=$3 word
    # What the compiler, the sanitizers and cmake/embed.cmake add; main has no room.
    [[ $symbol != _* && $symbol != *.* && $symbol != embedded_* && $symbol != main ]] || return 0
    [[ $symbol != *_"$folder"_* ]] || return 0
    for word in "$folder" "${folder}s" "$file" "${file%s}" "${file%%_*}" ${WORDS[$folder]:-}; do
        [[ $symbol != "$word" && $symbol != "$word"_* ]] || return 0
    done
    return 1
}

offences=0
objects=0
while read -r object; do
    # …/src/db/CMakeFiles/pd_db.dir/rows.c.o, or …/pd_rooms.dir/__/staff/staff.c.o for a folder that joins a library.
    file=$(basename "$object" .c.o)
    folder=$(sed -E 's#.*/(src|ui)/([a-z]+)/.*#\2#' <<<"${object#"$PAYDESK_BUILD"}")
    if [[ $object == *.dir/*/* ]]; then
        folder=$(basename "$(dirname "$object")")
    fi
    objects=$((objects + 1))
    while read -r symbol; do
        if ! belongs "$symbol" "$folder" "$file"; then
            echo "$folder/$file.c exports $symbol, which begins with neither ${folder}_ nor ${file%%_*}_."
            offences=$((offences + 1))
        fi
    done < <(nm --extern-only --defined-only --format=posix "$object" | awk '$2 ~ /^[TDBRV]$/ { print $1 }')
done < <(find "$PAYDESK_BUILD/src" "$PAYDESK_BUILD/ui" -name '*.c.o' | sort)
echo "$objects objects, $offences offences"
[[ $objects -gt 0 && $offences -eq 0 ]]
