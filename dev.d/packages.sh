# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
#
# packages_install: installs the Debian packages listed in dev.d/packages that are missing; silent when none is.

packages_missing() {
    local package
    while read -r package; do
        if [[ $(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) != installed ]]; then
            printf '%s\n' "$package"
        fi
    done < <(grep -v -e '^#' -e '^$' "$ROOT/dev.d/packages")
}

packages_apt() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -y -q -o DPkg::Lock::Timeout=300 \
        -o Dpkg::Options::=--force-confold --no-install-recommends "$@"
}

# Debian's PostgreSQL package makes and starts a cluster of its own, which nobody here needs.  Its own switch
# for that is a line in this file; it is set for the time of the installation only.
readonly CREATECLUSTER=/etc/postgresql-common/createcluster.conf
readonly CREATECLUSTER_LINE='create_main_cluster = false  # set by paydesk ./dev during installation'

packages_hold_main_cluster() {
    packages_apt install postgresql-common >>"$1" 2>&1 || return 1
    if ! grep -qs '^ *create_main_cluster' "$CREATECLUSTER"; then
        printf '%s\n' "$CREATECLUSTER_LINE" | as_root tee -a "$CREATECLUSTER" >/dev/null
    fi
}

packages_release_main_cluster() {
    if grep -qsF "$CREATECLUSTER_LINE" "$CREATECLUSTER"; then
        as_root sed -i '/set by paydesk .\/dev during installation/d' "$CREATECLUSTER"
    fi
}

packages_install() {
    local missing log
    mapfile -t missing < <(packages_missing)
    [[ ${#missing[@]} -gt 0 ]] || return 0
    step "Installing ${#missing[@]} Debian packages: ${missing[*]}"
    command -v apt-get >/dev/null ||
        fail "this is not a Debian system; ./dev cannot install packages here." \
            "Install the equivalents of: ${missing[*]}"
    if ! is_root && ! sudo -n true 2>/dev/null && [[ ! -t 0 ]]; then
        fail "packages are missing and sudo would ask for a password, but there is no terminal." \
            "Run this once: sudo apt-get install ${missing[*]}"
    fi
    mkdir -p "$RUN"
    log=$RUN/packages.log
    : >"$log"
    packages_apt update >>"$log" 2>&1 ||
        { tail -n 20 "$log" >&2; fail "apt-get update failed." "Check the network and /etc/apt/sources.list."; }
    if [[ " ${missing[*]} " == *" postgresql-15 "* ]]; then
        packages_hold_main_cluster "$log" || fail "postgresql-common could not be installed." "See $log."
    fi
    if ! packages_apt install "${missing[@]}" >>"$log" 2>&1; then
        packages_release_main_cluster
        tail -n 20 "$log" >&2
        fail "apt-get install failed." "See $log; then try: sudo apt-get install ${missing[*]}"
    fi
    packages_release_main_cluster
}
