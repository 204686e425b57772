# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
#
# The worker: one process beside the demo's database, its log in $RUN/worker.log.

worker_pid() {
    local pid
    pid=$(cat "$RUN/worker.pid" 2>/dev/null) || return 1
    # The number may be another program's by now.
    [[ -r /proc/$pid/cmdline ]] && tr '\0' ' ' <"/proc/$pid/cmdline" | grep -q 'paydesk worker' && echo "$pid"
}

worker_stop() {
    local pid waited=0
    if ! pid=$(worker_pid); then
        rm -f "$RUN/worker.pid"
        return 0
    fi
    kill -TERM "$pid" 2>/dev/null || true
    # It finishes the job in hand first.
    while kill -0 "$pid" 2>/dev/null; do
        sleep 0.1
        waited=$((waited + 1))
        if ((waited > 300)); then
            kill -KILL "$pid" 2>/dev/null || true
        fi
    done
    rm -f "$RUN/worker.pid"
}

# A terminal's signals and its end are not the worker's business.
worker_start() (
    if worker_pid >/dev/null; then
        exit 0
    fi
    environment_use
    setsid "$PAYDESK" worker >>"$RUN/worker.log" 2>&1 </dev/null &
    echo $! >"$RUN/worker.pid"
    step "The worker is running; its log is $RUN/worker.log"
)
