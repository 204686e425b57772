#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# The CTest fixture "cluster": cluster.sh start | stop.
# start makes a throw-away cluster in the build folder and in it paydesk_template: the schema, pgTAP (in schema
# tap) and what tests/support/fixture.sql adds.  Tests get copies of it from with_database.sh.
set -euo pipefail

SOURCE=${PAYDESK_SOURCE:-$(cd "$(dirname "$0")/../.." && pwd -P)}
: "${PAYDESK_BUILD:=$SOURCE/build-test}"
PROGRAM=${PAYDESK:-$PAYDESK_BUILD/ui/paydesk}
# shellcheck source=dev.d/lib.sh
source "$SOURCE/dev.d/lib.sh"
# shellcheck source=dev.d/cluster.sh
source "$SOURCE/dev.d/cluster.sh"
# shellcheck source=tests/support/template.sh
source "$SOURCE/tests/support/template.sh"

cluster_use "$PAYDESK_BUILD/cluster"
case ${1:-} in
start)
    cluster_destroy
    cluster_use "$PAYDESK_BUILD/cluster"
    # A crash of the machine loses nothing that anybody wants, so nothing waits for the disk.
    cluster_start "fsync = off" "full_page_writes = off" "synchronous_commit = off" "shared_buffers = 128MB"
    template_make "$PROGRAM"
    printf '%s\n' "$CLUSTER_SOCKET" >"$PAYDESK_BUILD/cluster.host"
    ;;
stop)
    cluster_destroy
    rm -f "$PAYDESK_BUILD/cluster.host"
    ;;
*)
    fail "cluster.sh wants start or stop."
    ;;
esac
