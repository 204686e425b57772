# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
#
# build, up, down, env, psql: the program and its database.

# Where there is no terminal, one line of ninja's in twenty is progress enough.
build_progress() {
    tee "$1" | awk '/^\[[0-9]+\/[0-9]+\] (Build|Link|Embed)/ { if (++n % 20 == 0) print "   " $1; fflush() }' >&2
}

# program_build PRESET FOLDER TARGET WHAT
program_build() {
    local preset=$1 folder=$2 target=$3 what=$4 log
    mkdir -p "$folder"
    log=$folder/build.log
    if [[ ! -f $folder/build.ninja ]]; then
        step "Configuring $what in $folder"
        cmake -S "$ROOT" --preset "$preset" -B "$folder" >"$log" 2>&1 ||
            { tail -n 40 "$log" >&2; fail "cmake failed." "The whole output is in $log."; }
    fi
    step "Building $what"
    if [[ -t 2 ]]; then
        cmake --build "$folder" --target "$target" >&2 || fail "the build failed." "See the first error above."
    else
        cmake --build "$folder" --target "$target" 2>&1 </dev/null | build_progress "$log" ||
            { grep -A 20 -m 1 'error\|FAILED' "$log" >&2; fail "the build failed." "The whole output is in $log."; }
    fi
}

command_build() {
    check_writable "$BUILD"
    packages_install
    program_build release "$BUILD" paydesk "the program"
}

command_down() {
    if [[ ! -e $RUN/pg ]]; then
        say "The database is not running."
        return
    fi
    cluster_use "$RUN/pg"
    worker_stop
    if cluster_is_running; then
        cluster_stop
        step "The database is stopped."
    else
        say "The database is not running."
    fi
}

# The stamp stands beside the data it speaks of, so a removed cluster takes it along.
database_migrate() {
    local stamp=$CLUSTER_HOME/migrated program
    program=$(sha256sum <"$PAYDESK" | cut -d' ' -f1)
    if [[ -f $stamp && $(cat "$stamp") == "$program" ]]; then
        return 0
    fi
    if [[ $(cluster_sql -d postgres -c "SELECT 1 FROM pg_database WHERE datname = 'paydesk'") != 1 ]]; then
        cluster_sql -d postgres -c 'CREATE DATABASE paydesk'
    fi
    step "Bringing the database to this version's schema"
    # One of the version before would go on with what it knows.
    worker_stop
    PGHOST=$CLUSTER_SOCKET PGPORT=5432 PGUSER=postgres PGDATABASE=paydesk run_quietly migrate "$PAYDESK" admin migrate
    printf '%s\n' "$program" >"$stamp"
}

# Everything but the demo's data: packages, program, cluster, schema.
program_up() {
    check_writable "$RUN" "$BUILD"
    packages_install
    program_build release "$BUILD" paydesk "the program"
    mkdir -p "$RUN"
    cluster_use "$RUN/pg"
    ln -sfn "$CLUSTER_HOME/log" "$RUN/log"
    if ! cluster_is_running; then
        cluster_start
        step "PostgreSQL is running; its socket is in $CLUSTER_SOCKET"
    fi
    database_migrate
}

command_up() {
    program_up
    people_make
    bank_load
    worker_start
    say "Paydesk is up. Next: ./dev demo, or eval \"\$(./dev env)\"; eval \"\$(./dev as tina)\"; paydesk do customer.find query=…"
}

environment_export() {
    local name
    for name in "$@"; do
        printf 'export %s=%q\n' "$name" "${!name}"
    done
}

# Sets in this shell what command_env prints.
environment_use() {
    cluster_use "$RUN/pg"
    PATH=$(dirname "$PAYDESK"):$PATH
    PGHOST=$CLUSTER_SOCKET
    PGPORT=5432
    PGDATABASE=paydesk
    unset PGUSER PGSERVICE PGHOSTADDR PGPASSWORD PAYDESK_SESSION
    export PATH PGHOST PGPORT PGDATABASE
}

command_env() {
    [[ -e $RUN/pg ]] || fail "there is no database in $RUN yet." "Make it with ./dev up."
    environment_use
    cluster_is_running || say "dev: the database is not running; ./dev up starts it."
    environment_export PGHOST PGPORT PGDATABASE
    printf "export PATH=%q:\"\$PATH\"\n" "$(dirname "$PAYDESK")"
    printf 'unset PGSERVICE PGHOSTADDR PGPASSWORD\n'
}

database_must_run() {
    [[ -e $RUN/pg ]] || fail "there is no database in $RUN yet." "Make it with ./dev up."
    environment_use
    cluster_is_running || fail "the database is not running." "Start it with ./dev up."
}

command_psql() {
    database_must_run
    PGUSER=postgres exec psql "$@"
}
