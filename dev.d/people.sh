# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
#
# as, code: the people of the demo bank, and signing one of them in.
# Passwords, seeds and session tokens are 0600 files in $RUN/demo.

# name, role, password, full name.  The passwords are no secret; a password may not hold the person's name.
people_list() {
    cat <<'PEOPLE'
tina teller first-counter-2026 Tina Testerholm
tom teller second-counter-2026 Tom Beispiel
sam support helping-hand-2026 Sam Mustermann
vera supervisor four-eyes-open-2026 Vera Exampleova
viktor supervisor second-pair-2026 Viktor Vorlage
adam administrator key-cabinet-2026 Adam Placeholder
audrey auditor red-pencil-2026 Audrey Specimen
PEOPLE
}

people_names() {
    people_list | cut -d' ' -f1
}

people_password() {
    people_list | awk -v name="$1" '$1 == name { print $3 }'
}

people_know() {
    people_names | grep -qx -- "$1" ||
        fail "there is no demo person \"$1\"." "There are: $(people_names | paste -sd' ')."
}

people_file() {
    printf '%s/demo/%s.%s' "$RUN" "$1" "$2"
}

# Secrets that exist are kept: the people in the database were made with them.
people_secrets() {
    local name=$1 password seed
    password=$(people_file "$name" password)
    seed=$(people_file "$name" seed)
    [[ -s $password ]] || people_password "$name" >"$password"
    [[ -s $seed ]] || head -c 20 /dev/urandom | base32 >"$seed"
}

people_make() {
    local name role _ full
    mkdir -p "$RUN/demo"
    chmod 700 "$RUN/demo"
    if [[ -f $CLUSTER_HOME/people ]]; then
        return 0
    fi
    step "Hiring the demo bank's people"
    while read -r name role _ full; do
        (umask 077 && people_secrets "$name")
        if [[ $(cluster_sql -d paydesk -c "SELECT 1 FROM pd.staff WHERE name = '$name'") == 1 ]]; then
            continue
        fi
        PGHOST=$CLUSTER_SOCKET PGPORT=5432 PGUSER=postgres PGDATABASE=paydesk run_quietly "staff $name" \
            "$PAYDESK" admin staff "$name" --full-name "$full" --role "$role" --ledger 1 \
            --password-file "$(people_file "$name" password)" --totp-seed-file "$(people_file "$name" seed)"
    done < <(people_list)
    touch "$CLUSTER_HOME/people"
}

people_code() {
    local seed
    seed=$(people_file "$1" seed)
    [[ -r $seed ]] || fail "there is no second factor for $1 in $RUN/demo." "Run ./dev up first."
    oathtool --totp --base32 "@$seed"
}

command_code() {
    [[ $# == 1 ]] || fail "./dev code wants one name."
    people_know "$1"
    people_code "$1"
}

totp_step() {
    echo $(($(date +%s) / 30))
}

totp_wait() {
    local left=$((30 - $(date +%s) % 30))
    say "dev: a one-time code works once; waiting $left s for $1's next one."
    sleep "$left"
}

# One try; the step is noted first, because the database counts a refused try against the person.
people_try_sign_in() {
    local name=$1
    totp_step >"$(people_file "$name" step)"
    PGUSER=$name "$PAYDESK" login --user "$name" --password-file "$(people_file "$name" password)" \
        --code-fd 3 3< <(people_code "$name")
}

people_sign_in() {
    local name=$1 token used
    used=$(cat "$(people_file "$name" step)" 2>/dev/null || echo 0)
    if ((used >= $(totp_step))); then
        totp_wait "$name"
    fi
    if ! token=$(people_try_sign_in "$name"); then
        totp_wait "$name"
        token=$(people_try_sign_in "$name") ||
            fail "$name could not sign in." "Was the demo's password changed? Begin anew: ./dev demo --stop, then remove $RUN."
    fi
    (umask 077 && printf '%s\n' "$token" >"$(people_file "$name" session)")
}

people_session_lives() {
    local session
    session=$(people_file "$1" session)
    [[ -s $session ]] &&
        PGUSER=$1 PAYDESK_SESSION=$(cat "$session") "$PAYDESK" "do" staff.session --json >/dev/null 2>&1
}

# Sets PGUSER and PAYDESK_SESSION in this shell.  The lock keeps two shells from spending one code; whom this shell
# has used before, it does not look at again.
declare -A PEOPLE_USED=()

people_use() {
    local lock
    if [[ -n ${PEOPLE_USED[$1]:-} ]]; then
        export PGUSER=$1 PAYDESK_SESSION=${PEOPLE_USED[$1]}
        return 0
    fi
    exec {lock}>"$(people_file "$1" lock)"
    flock "$lock"
    people_session_lives "$1" || people_sign_in "$1"
    exec {lock}>&-
    PEOPLE_USED[$1]=$(cat "$(people_file "$1" session)")
    export PGUSER=$1 PAYDESK_SESSION=${PEOPLE_USED[$1]}
}

command_as() {
    [[ $# == 1 ]] || fail "./dev as wants one name."
    people_know "$1"
    database_must_run
    people_use "$1"
    environment_export PGUSER PAYDESK_SESSION
}

people_show() {
    local name role _ full
    printf '%-8s %-14s %-22s %s\n' Name Role Password "Code now"
    while read -r name role _ full; do
        printf '%-8s %-14s %-22s %s\n' "$name" "$role" "$(people_password "$name")" "$(people_code "$name")"
    done < <(people_list)
}
