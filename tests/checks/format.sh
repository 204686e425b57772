#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Every C file is as clang-format 14 writes it; ./dev format makes it so.
set -euo pipefail
cd "${PAYDESK_SOURCE:?}"
find src ui tests -name '*.[ch]' -print0 | xargs -0 -r clang-format --dry-run -Werror
