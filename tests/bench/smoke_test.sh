#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# The bench in a tiny setting: that every figure is there, not how large it is; and what no stranger on the machine
# can disturb.
set -euo pipefail

ROOT=$PAYDESK_SOURCE
# shellcheck source=dev.d/lib.sh
source "$ROOT/dev.d/lib.sh"
# shellcheck source=dev.d/cluster.sh
source "$ROOT/dev.d/cluster.sh"
# shellcheck source=dev.d/bench.sh
source "$ROOT/dev.d/bench.sh"

program=$PAYDESK
RUN=$PAYDESK_BUILD/bench-smoke
BUILD=$PAYDESK_BUILD
PAYDESK=$program
mkdir -p "$RUN/bench"
trap 'rm -rf "$RUN"' EXIT
bench_check_tools
bench_run --tiny
"$ROOT/tests/bench/smoke_check.py" "$RUN/bench/ledger.json"
