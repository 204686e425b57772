#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Every shell script of the repository passes shellcheck.
set -euo pipefail
cd "${PAYDESK_SOURCE:?}"
command -v shellcheck >/dev/null || { echo "shellcheck is not installed."; exit 77; }
mapfile -t scripts < <(grep -rlE '^#!.*\b(ba)?sh$|^# shellcheck shell=' dev dev.d .ci tests sql 2>/dev/null | sort)
shellcheck --external-sources "${scripts[@]}"
echo "${#scripts[@]} scripts"
