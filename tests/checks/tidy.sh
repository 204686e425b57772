#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# clang-tidy over every C file of src/ and ui/.  A file that passed is not looked at again until it, a header or
# the rules change; the marks stand in the build folder.
set -euo pipefail

cd "${PAYDESK_SOURCE:?}"
: "${PAYDESK_BUILD:?}"
marks=$PAYDESK_BUILD/tidy
mkdir -p "$marks"
headers=$( (cat .clang-tidy cmake/paydesk_flags.cmake; find src ui -name '*.h' -print0 | sort -z | xargs -0 -r cat) |
    sha256sum | cut -c1-16)

check_one() {
    local file=$1 mark
    mark=$marks/$( (echo "$2"; cat "$file") | sha256sum | cut -c1-32)
    [[ ! -e $mark ]] || return 0
    if clang-tidy --quiet -p "$PAYDESK_BUILD" "$file" 2>"$mark.stderr"; then
        rm -f "$mark.stderr"
        touch "$mark"
    else
        grep -v 'warnings\? generated' "$mark.stderr" || true
        return 1
    fi
}
export -f check_one
export marks

# Only what is compiled: the list is the compiler's own.
mapfile -t files < <(grep -oE '"file": "[^"]*"' "$PAYDESK_BUILD/compile_commands.json" | cut -d'"' -f4 |
    grep -E "^$PAYDESK_SOURCE/(src|ui)/.*\.c$" | sort -u)
[[ ${#files[@]} -gt 0 ]] || { echo "There is no C file in compile_commands.json."; exit 1; }
echo "${#files[@]} files"
# shellcheck disable=SC2016  # the inner shell expands them
printf '%s\n' "${files[@]}" | xargs -r -P 2 -I{} bash -c 'check_one "$1" "$2"' check {} "$headers"
