#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Every C file is as clang-format 14 writes it; ./dev format makes it so.
set -euo pipefail
cd "${PAYDESK_SOURCE:?}"
offences=0
files=0
while read -r file; do
    files=$((files + 1))
    if ! difference=$(clang-format "$file" | diff -u --label "$file" --label "after clang-format" "$file" -); then
        offences=$((offences + 1))
        head -n 12 <<<"$difference"
    fi
done < <(find src ui tests -name '*.[ch]' | sort)
echo "$files files, $offences not as clang-format writes them; ./dev format mends that"
[[ $files -gt 0 && $offences -eq 0 ]]
