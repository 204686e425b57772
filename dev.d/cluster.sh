# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
#
# A private PostgreSQL cluster: Unix socket only, no port, reachable by one Unix user.
#
#   cluster_use HOME     names the cluster; sets CLUSTER_DATA, CLUSTER_SOCKET, CLUSTER_LOG
#   cluster_start [LINE…]  makes it if needed and starts it; LINEs are further settings
#   cluster_stop, cluster_is_running, cluster_destroy
#
# ./dev keeps the demo's cluster with it, the tests their throw-away one.

readonly PG_BIN=/usr/lib/postgresql/15/bin

# initdb and postgres refuse to run as root, so root lends them the user that Debian's package made, who may not
# even stand where root stands.
server_run() {
    if is_root; then
        env --chdir=/ setpriv --reuid=postgres --regid=postgres --clear-groups -- "$@"
    else
        "$@"
    fi
}

server_user() {
    if is_root; then echo postgres; else id -un; fi
}

server_owns_folder() {
    mkdir -p "$1"
    if is_root; then
        chown postgres: "$1"
    fi
    chmod 700 "$1"
}

# The server's user may not be able to reach the tree (a clone under /root): then the cluster lives under
# /var/lib and a link stands in its place.
cluster_place() {
    local home=$1 hash=$2 elsewhere=/var/lib/paydesk-dev-$2
    if [[ -L $home ]] || ! is_root; then
        mkdir -p "$home" 2>/dev/null || mkdir -p "$(readlink -f "$home")"
    elif server_run test -x "$(dirname "$home")"; then
        server_owns_folder "$home"
    else
        # Who removed the link wanted the cluster gone.
        if server_run "$PG_BIN/pg_ctl" status -D "$elsewhere/data" >/dev/null 2>&1; then
            server_run "$PG_BIN/pg_ctl" stop --wait --mode=immediate --silent -D "$elsewhere/data" >/dev/null || true
        fi
        rm -rf "$elsewhere" "$home"
        ln -s "$elsewhere" "$home"
    fi
    if [[ -L $home ]]; then
        server_owns_folder "$(readlink -f "$home")"
    else
        server_owns_folder "$home"
    fi
}

# The kernel allows 107 bytes for the path of a Unix socket.
cluster_socket_folder() {
    local wanted=$1/socket short=/tmp/paydesk-$2
    if ((${#wanted} + 16 <= 100)); then
        server_owns_folder "$wanted"
        printf '%s' "$wanted"
        return
    fi
    mkdir -m 700 "$short" 2>/dev/null || true
    # /tmp is everyone's: a folder that somebody else put there first is refused, never used.
    if [[ -L $short ]] || { [[ $(stat -c %U "$short") != "$(server_user)" ]] &&
        [[ $(stat -c %U "$short") != "$(id -un)" ]]; }; then
        fail "$short belongs to another user." "Ask its owner to remove it, or set PAYDESK_RUN to a shorter path."
    fi
    server_owns_folder "$short"
    printf '%s' "$short"
}

cluster_use() {
    local hash
    CLUSTER_HOME=$1
    mkdir -p "$(dirname "$CLUSTER_HOME")"
    hash=$(printf '%s' "$CLUSTER_HOME" | sha256sum | cut -c1-12)
    cluster_place "$CLUSTER_HOME" "$hash"
    CLUSTER_HOME=$(readlink -f "$CLUSTER_HOME")
    CLUSTER_DATA=$CLUSTER_HOME/data
    CLUSTER_LOG=$CLUSTER_HOME/log/postgresql.log
    CLUSTER_SOCKET=$(cluster_socket_folder "$CLUSTER_HOME" "$hash")
}

cluster_is_running() {
    [[ -d $CLUSTER_DATA ]] && server_run "$PG_BIN/pg_ctl" status -D "$CLUSTER_DATA" >/dev/null 2>&1
}

# Made under another name and renamed, so that an interrupted initdb is simply made again.
cluster_make() {
    local part=$CLUSTER_DATA.part
    [[ ! -f $CLUSTER_DATA/PG_VERSION ]] || return 0
    [[ -x $PG_BIN/initdb ]] || fail "PostgreSQL 15 is not installed." "Run ./dev up, which installs it."
    step "Making a PostgreSQL cluster in $CLUSTER_HOME"
    rm -rf "$part"
    server_run "$PG_BIN/initdb" --pgdata="$part" --username=postgres --encoding=UTF8 --locale=C.UTF-8 \
        --data-checksums --auth=trust --no-instructions >"$CLUSTER_HOME/initdb.log" 2>&1 </dev/null ||
        { cat "$CLUSTER_HOME/initdb.log" >&2; fail "initdb failed." "Is the disk full? See above."; }
    mv "$part" "$CLUSTER_DATA"
}

cluster_wal_compression() {
    local method
    for method in zstd lz4; do
        if "$PG_BIN/pg_config" --configure | grep -q -- "--with-$method"; then
            printf '%s' "$method"
            return
        fi
    done
    printf 'on'
}

cluster_settings() {
    cat <<SETTINGS
# Written by ./dev at every start; a change belongs in dev.d/cluster.sh.
listen_addresses = ''
port = 5432
unix_socket_directories = '$CLUSTER_SOCKET'
unix_socket_permissions = 0700
max_connections = 200
shared_buffers = 256MB
wal_compression = $(cluster_wal_compression)
checkpoint_timeout = 15min
max_wal_size = 2GB
jit = off
random_page_cost = 1.1
log_line_prefix = '%m [%p] %u@%d '
# Arguments of api calls are personal data and keys: they stay out of the log, also beside an error.
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
log_min_error_statement = panic
SETTINGS
    printf '%s\n' "$@"
}

cluster_configure() {
    cluster_settings "$@" | server_run tee "$CLUSTER_DATA/paydesk.conf" >/dev/null
    if ! grep -q "^include = 'paydesk.conf'" "$CLUSTER_DATA/postgresql.conf"; then
        printf "include = 'paydesk.conf'\n" | server_run tee -a "$CLUSTER_DATA/postgresql.conf" >/dev/null
    fi
    # trust, because the socket stands in a folder that only one Unix user may enter, and the demo lets that
    # one user act as every person of its bank.  A real desk maps one Unix user to one person.
    printf 'local all all trust\n' | server_run tee "$CLUSTER_DATA/pg_hba.conf" >/dev/null
}

cluster_start() {
    server_owns_folder "$(dirname "$CLUSTER_LOG")"
    cluster_make
    if cluster_is_running; then
        return 0
    fi
    cluster_configure "$@"
    server_run "$PG_BIN/pg_ctl" start --wait --timeout=60 --silent -D "$CLUSTER_DATA" -l "$CLUSTER_LOG" \
        >/dev/null 2>&1 </dev/null || {
        tail -n 20 "$CLUSTER_LOG" >&2
        fail "PostgreSQL did not start." "The whole log is in $CLUSTER_LOG."
    }
}

cluster_stop() {
    if cluster_is_running; then
        server_run "$PG_BIN/pg_ctl" stop --wait --mode=fast --silent -D "$CLUSTER_DATA" >/dev/null ||
            fail "PostgreSQL did not stop within a minute." "See $CLUSTER_LOG."
    fi
}

cluster_destroy() {
    if cluster_is_running; then
        server_run "$PG_BIN/pg_ctl" stop --wait --mode=immediate --silent -D "$CLUSTER_DATA" >/dev/null || true
    fi
    rm -rf "$CLUSTER_HOME"
    if [[ $CLUSTER_SOCKET == /tmp/paydesk-* ]]; then
        rm -rf "$CLUSTER_SOCKET"
    fi
}

# As the cluster's administrator.
cluster_sql() {
    env -u PGPORT -u PGSERVICE -u PGHOSTADDR PGHOST="$CLUSTER_SOCKET" PGUSER=postgres \
        psql --no-psqlrc --quiet --tuples-only --no-align --set=ON_ERROR_STOP=1 "$@"
}
