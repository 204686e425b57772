#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# A check that cannot fail checks nothing: each one is given a small tree with one offence and must name it.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd -P)
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
export PAYDESK_SOURCE=$tree PAYDESK_BUILD=$tree/build
failed=0

begin() {
    rm -rf "${tree:?}"/*
    mkdir -p "$tree"/{src/{base,db,staff,account},ui/{canvas,screen,terminal},docs,build/{src/base,ui},tests}
    printf '// SPDX-License-Identifier: Apache-2.0\nint base_one(void);\n' >"$tree/src/base/base.h"
    printf '// SPDX-License-Identifier: Apache-2.0\n#include "base/base.h"\n' >"$tree/src/account/account.h"
}

# put FILE TEXT
put() {
    printf '// SPDX-License-Identifier: Apache-2.0\n%b\n' "$2" >"$tree/$1"
}

passes() {
    local output
    if ! output=$("$here/$1" 2>&1); then
        printf '%s fails on a tree without offence:\n%s\n' "$1" "$output"
        failed=1
    fi
}

# names CHECK PATTERN: the check fails and says why.
names() {
    local output
    if output=$("$here/$1" 2>&1); then
        printf '%s does not see the offence "%s"\n' "$1" "$2"
        failed=1
    elif ! grep -q -- "$2" <<<"$output"; then
        printf '%s fails, but does not say "%s":\n%s\n' "$1" "$2" "$output"
        failed=1
    fi
}

begin
passes layers.py
passes banned.py
passes docs_links.py

begin && put src/base/base.c '#include "account/account.h"'
names layers.py 'base may not include account/account.h'
begin && put src/staff/staff.c '#include "account/account.h"'
names layers.py 'staff may not include account/account.h'
begin && put ui/screen/home.c '#include <curses.h>'
names layers.py '<curses.h> belongs to terminal'
begin && put src/account/account.c '#include <libpq-fe.h>'
names layers.py '<libpq-fe.h> belongs to db'
begin && put src/account/account.c '#include "account.h"'
names layers.py 'not a header by path'

begin && put src/base/rate.c 'static double rate;'
names banned.py 'rate.c:2: floating point'
begin && put src/account/list.c 'static const char *q = "SELECT a FROM b";'
names banned.py 'SQL text belongs'
begin && put src/db/list.c 'static const char *q = "SELECT a FROM b"; // not a double'
passes banned.py
begin && printf 'int x;\n' >"$tree/src/base/x.c"
names banned.py 'no SPDX line'

begin && printf 'See [this](missing.md).\n' >"$tree/docs/a.md"
names docs_links.py 'docs/a.md:1: there is no missing.md'
begin && printf '# One\n\n[a](#two)\n' >"$tree/docs/a.md"
names docs_links.py 'has no heading #two'
begin && printf '# One two\n\n[a](#one-two)\n' >"$tree/docs/a.md"
passes docs_links.py

begin && put src/base/base.c 'int  f( void ){return 1;}'
cp "$here/../../.clang-format" "$tree/"
names format.sh 'clang-format'

# Objects as the build lays them out.
object() {
    mkdir -p "$tree/build/src/base/CMakeFiles/pd_base.dir"
    printf '%s\n' "$1" | cc -x c -c -o "$tree/build/src/base/CMakeFiles/pd_base.dir/money.c.o" -
}
begin && object 'int money_add(void) { return 1; } int base_x; static int other; int *money_p(void) { return &other; }'
passes symbols.sh
begin && object 'int add(void) { return 1; }'
names symbols.sh 'exports add'

exit "$failed"
