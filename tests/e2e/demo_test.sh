#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# The demo without a terminal, in a folder of its own: it plays the business day, ends with a zero trial balance,
# leaves nothing running, and does the same again from what is there.
set -euo pipefail

: "${PAYDESK_SOURCE:?}" "${PAYDESK_BUILD:?}"
unset PGHOST PGPORT PGUSER PGDATABASE PAYDESK_SESSION
PAYDESK_RUN=$(mktemp -d /tmp/paydesk-demo-XXXXXX)
export PAYDESK_RUN PAYDESK_BUILD
# As root the server's own user must be able to pass.
chmod 755 "$PAYDESK_RUN"

finish() {
    "$PAYDESK_SOURCE/dev" down >/dev/null 2>&1 || true
    rm -rf "$PAYDESK_RUN"
}
trap finish EXIT

fail() {
    echo "demo_test: $1"
    echo "--- stdout"
    cat "$PAYDESK_RUN/out"
    echo "--- stderr"
    cat "$PAYDESK_RUN/err"
    exit 1
}

must_show() {
    grep -q -- "$1" "$PAYDESK_RUN/out" || fail "the output does not show \"$1\"."
}

play() {
    "$PAYDESK_SOURCE/dev" demo </dev/null >"$PAYDESK_RUN/out" 2>"$PAYDESK_RUN/err" || fail "./dev demo ended with $?."
    must_show 'Receipt'
    must_show 'Refused (exit status 2, PD018)'
    must_show 'COPY'
    must_show 'Savings plan'
    must_show 'Due dates so far.*paid 1-'
    if [[ -e $PAYDESK_RUN/worker.pid ]]; then
        fail "the worker that the demo started is still running."
    fi
    must_show 'Trial balance: zero'
    must_show 'The business day is over'
    if "$PAYDESK_SOURCE/dev" psql -c 'SELECT 1' >/dev/null 2>&1; then
        fail "the database that the demo started is still running."
    fi
}

play
play

# Started before, it must still run afterwards.
"$PAYDESK_SOURCE/dev" up >/dev/null 2>&1 || fail "./dev up failed."
play_again() {
    "$PAYDESK_SOURCE/dev" demo </dev/null >"$PAYDESK_RUN/out" 2>"$PAYDESK_RUN/err" || fail "./dev demo ended with $?."
}
play_again
"$PAYDESK_SOURCE/dev" psql -c 'SELECT 1' >/dev/null || fail "the demo stopped a database that it had not started."
"$PAYDESK_SOURCE/dev" demo --stop >/dev/null 2>&1
if "$PAYDESK_SOURCE/dev" psql -c 'SELECT 1' >/dev/null 2>&1; then
    fail "the database runs on after ./dev demo --stop."
fi
echo "the demo played three times"
