# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
#
# lint, format, docs.

command_lint() {
    local folder=${PAYDESK_BUILD:-$ROOT/build-test} check status=0
    packages_install
    [[ -f $folder/compile_commands.json ]] || program_build asan "$folder" all "the sanitized build"
    for check in layers.py banned.py symbols.sh format.sh shell.sh tidy.sh; do
        step "$check"
        PAYDESK_SOURCE=$ROOT PAYDESK_BUILD=$folder "$ROOT/tests/checks/$check" || status=1
    done
    return "$status"
}

command_format() {
    packages_install
    find "$ROOT/src" "$ROOT/ui" "$ROOT/tests" -name '*.[ch]' -print0 | xargs -0 -r clang-format -i
}

command_docs() {
    program_build release "$BUILD" paydesk "the program"
    "$ROOT/tests/checks/generate_docs.sh" "$PAYDESK" "$ROOT/docs"
}
