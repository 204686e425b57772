# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
#
# bench ledger [--quick] [--write-docs]: how fast the ledger is beside pgbench's TPC-B, on a cluster of its own that is
# as durable as a bank's and is removed afterwards.  The harness itself stands in tests/bench.

# A quarter of the memory, as PostgreSQL's manual advises, and not more than the figures need.
bench_shared_buffers() {
    awk '/^MemTotal/ { mb = int($2 / 4096); print (mb > 4096 ? 4096 : mb < 128 ? 128 : mb) "MB" }' /proc/meminfo
}

bench_settings() {
    printf '%s\n' "fsync = on" "synchronous_commit = on" "full_page_writes = on" \
        "shared_buffers = $(bench_shared_buffers)" "max_wal_size = 32GB" "checkpoint_timeout = 30min"
}

# bench_check_disk MEGABYTES
bench_check_disk() {
    local free
    mkdir -p "$RUN/bench"
    free=$(df --output=avail --block-size=1M "$(readlink -f "$RUN/bench")" | tail -n 1)
    ((free >= $1)) || fail "the bench needs $1 MB of disk in $RUN/bench, and $free MB are free." \
        "Free some, set PAYDESK_RUN to a folder on a larger disk, or try --quick."
}

bench_check_tools() {
    [[ -x $PG_BIN/pgbench ]] ||
        fail "pgbench is not in $PG_BIN." "It comes with Debian's package postgresql-15; ./dev up installs it."
    command -v oathtool >/dev/null || fail "oathtool is missing." "./dev up installs it."
}

bench_remove_cluster() {
    cluster_destroy
    # The link, where the cluster stands elsewhere because its user may not enter the tree.
    rm -f "$RUN/bench/pg" 2>/dev/null || true
}

# bench_run OPTION…: the harness, on a fresh cluster.
bench_run() (
    # A second bench would remove the cluster of the first.  The server itself must not keep the lock.
    exec 9>"$RUN/bench/lock"
    flock --nonblock 9 || fail "a bench is running in $RUN/bench already." "Wait for it, or set PAYDESK_RUN to another folder."
    cluster_use "$RUN/bench/pg"
    cluster_destroy
    cluster_use "$RUN/bench/pg"
    trap bench_remove_cluster EXIT
    trap 'exit 130' INT TERM
    mapfile -t settings < <(bench_settings)
    cluster_start "${settings[@]}" 9>&-
    unset PGPORT PGSERVICE PGHOSTADDR PGPASSWORD PGOPTIONS PGDATABASE PAYDESK_SESSION
    PATH=$PG_BIN:$PATH PGHOST=$CLUSTER_SOCKET PGUSER=postgres PAYDESK=$PAYDESK PAYDESK_SOURCE=$ROOT \
        PAYDESK_BENCH=$RUN/bench PAYDESK_BENCH_DATA=$CLUSTER_DATA PAYDESK_BENCH_GATHER=$BUILD/tests/bench/gather_bench \
        "$ROOT/tests/bench/ledger.py" "$@"
)

command_bench() {
    local what=${1:-} disk=24000 option
    [[ $what == ledger ]] || fail "./dev bench does not know \"$what\"." "There is: ./dev bench ledger [--quick] [--write-docs]"
    shift
    for option in "$@"; do
        case $option in
        --quick) disk=5000 ;;
        --write-docs) ;;
        *) fail "./dev bench ledger does not know $option." "It knows --quick and --write-docs." ;;
        esac
    done
    check_writable "$RUN" "$RUN/bench" "$BUILD"
    packages_install
    bench_check_tools
    bench_check_disk "$disk"
    program_build release "$BUILD" paydesk "the program"
    program_build release "$BUILD" gather_bench "the users of the gatherer"
    bench_run "$@"
}
