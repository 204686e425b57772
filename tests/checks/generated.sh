#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The generated pages under docs/ are what the program generates today; ./dev docs makes it so.
set -euo pipefail

: "${PAYDESK_SOURCE:?}" "${PAYDESK:?}"
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
"$PAYDESK_SOURCE/tests/checks/generate_docs.sh" "$PAYDESK" "$fresh"
status=0
diff -ru "$PAYDESK_SOURCE/docs/forms" "$fresh/forms" || status=1
diff -u "$PAYDESK_SOURCE/docs/errors.md" "$fresh/errors.md" || status=1
[[ $status == 0 ]] || echo "The pages differ; run ./dev docs."
exit "$status"
