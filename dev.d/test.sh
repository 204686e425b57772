# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
#
# test [--long] [-R REGEX]: the sanitized build and all of CTest.

command_test() {
    local folder=${PAYDESK_BUILD:-$ROOT/build-test} options=()
    while [[ $# -gt 0 ]]; do
        case $1 in
        --long) export PAYDESK_LONG=1 ;;
        -R)
            [[ $# -ge 2 ]] || fail "-R wants a pattern of test names."
            options+=(-R "$2")
            shift
            ;;
        *) fail "./dev test does not know $1." "It knows --long and -R REGEX." ;;
        esac
        shift
    done
    check_writable "$folder"
    packages_install
    program_build asan "$folder" all "the program and its tests, with sanitizers,"
    step "Running the tests"
    # What the caller's shell says about databases and sessions is not the tests' business.
    unset PGHOST PGPORT PGUSER PGDATABASE PGSERVICE PGHOSTADDR PGPASSWORD PAYDESK_SESSION PAYDESK_RUN
    exec ctest --test-dir "$folder" --output-on-failure -j 2 "${options[@]}"
}
