#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# property.sh TEST…: runs a test of this folder on a PostgreSQL cluster of its own, which the test may crash and whose
# clock it may move.  The cluster is durable (a crash must lose nothing) and lives in the build folder.
#
#   property.sh server crash      ends the cluster at once, as a loss of power would, and starts it again
#
# The clock: the file $PAYDESK_CLOCK holds the seconds by which moved_clock.c moves the server's; the test writes it.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd -P)
SOURCE=${PAYDESK_SOURCE:-$(cd "$here/../.." && pwd -P)}
: "${PAYDESK_BUILD:=$SOURCE/build-test}"
# shellcheck source=dev.d/lib.sh
source "$SOURCE/dev.d/lib.sh"
# shellcheck source=dev.d/cluster.sh
source "$SOURCE/dev.d/cluster.sh"

cluster_use "$PAYDESK_BUILD/property-cluster"
export PAYDESK_CLOCK=$CLUSTER_HOME/clock

# The server alone sees the moved clock.
start() {
    server_run env LD_PRELOAD="$PAYDESK_MOVED_CLOCK" PAYDESK_CLOCK="$PAYDESK_CLOCK" \
        "$PG_BIN/pg_ctl" start --wait --timeout=60 --silent -D "$CLUSTER_DATA" -l "$CLUSTER_LOG" >/dev/null 2>&1 </dev/null ||
        fail "PostgreSQL did not start." "The log is in $CLUSTER_LOG."
}

if [[ ${1:-} == server ]]; then
    server_run "$PG_BIN/pg_ctl" stop --wait --mode=immediate --silent -D "$CLUSTER_DATA" >/dev/null || true
    start
    exit 0
fi

trap cluster_destroy EXIT
cluster_destroy
cluster_use "$PAYDESK_BUILD/property-cluster"
head -c 8 /dev/zero >"$PAYDESK_CLOCK"
chmod 644 "$PAYDESK_CLOCK"
server_owns_folder "$(dirname "$CLUSTER_LOG")"
cluster_make
cluster_configure "shared_buffers = 128MB" "dynamic_shared_memory_type = mmap"
start
cluster_sql -d postgres -c 'CREATE DATABASE property'
export PGHOST=$CLUSTER_SOCKET PGDATABASE=property PGUSER=postgres PAYDESK_PROPERTY=$here/property.sh
"$PAYDESK" admin migrate
export PAYDESK_TEST_DB="host=$PGHOST dbname=$PGDATABASE user=$PGUSER"
for test in "$@"; do
    "$here/$test"
done
