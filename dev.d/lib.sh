# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
#
# What every ./dev command shares: where things are, how to speak, how to become root.
# ROOT is the source tree, RUN holds what runs (cluster, demo secrets), BUILD holds the program.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
RUN=${PAYDESK_RUN:-$ROOT/.run}
BUILD=${PAYDESK_BUILD:-$ROOT/build}
[[ $RUN == /* ]] || RUN=$PWD/$RUN
[[ $BUILD == /* ]] || BUILD=$PWD/$BUILD
# shellcheck disable=SC2034  # for the files that source this one
PAYDESK=$BUILD/ui/paydesk

# Progress goes to stderr, so that commands whose output is read by a shell (env, as, code) stay clean.
say() {
    printf '%s\n' "$*" >&2
}

step() {
    say "── $*"
}

# fail WHAT [WHAT TO DO]: the one way a command gives up.
fail() {
    say "dev: $1"
    if [[ -n ${2:-} ]]; then
        say "     $2"
    fi
    exit 1
}

# run_quietly WHAT COMMAND…: keeps the output, and shows its end only if the command fails.
run_quietly() {
    local what=$1 log
    shift
    mkdir -p "$RUN"
    log=$RUN/${what// /-}.log
    if "$@" >"$log" 2>&1 </dev/null; then
        rm -f "$log"
        return 0
    fi
    tail -n 40 "$log" >&2
    fail "$what failed." "The whole output is in $log."
}

is_root() {
    [[ $(id -u) == 0 ]]
}

as_root() {
    if is_root; then
        "$@"
    else
        sudo "$@"
    fi
}

# A folder made by root and then used by an ordinary user gives odd errors much later; say so at once.
check_writable() {
    local folder
    for folder in "$@"; do
        if [[ -e $folder && ! -w $folder ]]; then
            fail "$folder belongs to another user." "Remove it (sudo rm -rf $folder) and try again."
        fi
    done
}
