# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
#
# demo: the screen for a person at a terminal, a scripted business day for everybody else.

day_heading() {
    printf '\n═══ %s ═══\n' "$*"
}

day_type() {
    local name=$1 word
    shift
    printf '\n%s$ paydesk do' "$name"
    for word in "$@"; do
        if [[ $word == *[[:space:]]* ]]; then printf ' "%s"' "$word"; else printf ' %s' "$word"; fi
    done
    printf '\n'
}

# play NAME OPERATION FIELD=VALUE…: shows what a person types and what he sees.
play() {
    local name=$1
    shift
    people_use "$name"
    day_type "$name" "$@"
    "$PAYDESK" "do" "$@" || fail "$name could not do $1, and the business day ends here."
}

# The same for what a rule forbids.
play_refused() {
    local name=$1 status=0 answer
    shift
    people_use "$name"
    day_type "$name" "$@"
    answer=$("$PAYDESK" "do" "$@" --json 2>&1) || status=$?
    [[ $status == 2 ]] || fail "$1 should have been refused (exit status 2), but ended with $status."
    REFUSALS=$((REFUSALS + 1))
    sed -nE 's/.*"code":"([^"]*)".*"sentence":"([^"]*)".*/Refused (exit status 2, \1): \2/p' <<<"$answer"
}

# play_money NAME OPERATION …: the answer is asked for as JSON, and what the customer takes home is printed: the receipt.
play_money() {
    local name=$1 answer
    shift
    people_use "$name"
    day_type "$name" "$@"
    answer=$("$PAYDESK" "do" "$@" --json) || fail "$name could not do $1, and the business day ends here."
    RECEIPT=$(answer_value receipt <<<"$answer")
    RECEIPTS=$((RECEIPTS + 1))
    "$PAYDESK" "do" receipt.view "receipt=$RECEIPT"
}

# ask NAME KEY OPERATION …: one value of an answer, for the script itself.
ask() {
    local name=$1 key=$2
    shift 2
    people_use "$name"
    "$PAYDESK" "do" "$@" --json | answer_value "$key" ||
        fail "$name could not do $1, and the business day ends here."
}

# The morning's second factors first, so that the day runs on without a pause.
day_sign_in() {
    local name
    day_heading "The desk opens"
    for name in tina vera audrey; do
        people_use "$name"
        printf '%s has signed in with password and one-time code.\n' "$name"
    done
    play tina staff.session
    play tina drawer.view
}

day_customers() {
    day_heading "A customer is known, another one is new"
    play tina customer.find query=muster
    ANNA=$(ask tina number customer.find query=mustermann)
    play tina customer.view "customer=$ANNA"
    ANNA_ACCOUNT=$(ask tina number account.list "customer=$ANNA")
    # Every day brings somebody else, so the document's number is of this moment.
    NEW=$(ask tina customer customer.open kind=person given_name=Léa "family_name=Nouvelle-Exemple" born=1999-06-01 \
        phone=+33199004321 email=lea@example.org "street=3 place du Modèle" city=Paris postcode=75001 country=FR \
        document_type=passport "document_number=DEMO$(date +%s)" document_country=FR document_expires=2035-05-31 \
        consent_marketing=no)
    play tina customer.view "customer=$NEW"
    NEW_ACCOUNT=$(ask tina account account.open "customer=$NEW" product=current currency=EUR "name=Compte courant")
    play tina account.view "account=$NEW_ACCOUNT"
}

day_money() {
    day_heading "Cash and transfers"
    play_money tina cash.deposit "account=$NEW_ACCOUNT" amount=500.00 "text=First deposit"
    play_money tina cash.withdraw "account=$NEW_ACCOUNT" amount=120.00
    play tina payment.transfer "from=$NEW_ACCOUNT" "to=$ANNA_ACCOUNT" amount=45.50 "text=Rent of the bicycle" --preview
    play_money tina payment.transfer "from=$NEW_ACCOUNT" "to=$ANNA_ACCOUNT" amount=45.50 "text=Rent of the bicycle"
}

# The worker has paid them by now, or is about to: asked to do what is due, a second one finds nothing or does it.
day_orders() {
    day_heading "Standing orders, paid by the worker"
    people_use tina
    "$PAYDESK" worker --once 2>>"$RUN/worker.log" || fail "the worker could not do what is due." "See $RUN/worker.log."
    play tina order.list
    ORDER=$(ask tina order order.list limit=1)
    play tina order.view "order=$ORDER"
    play tina order.create "from=$NEW_ACCOUNT" "to=$ANNA_ACCOUNT" amount=15.00 first=2099-01-31 every=month "text=Savings" --preview
    play tina calendar.list limit=6
}

day_rules() {
    day_heading "What the rules forbid"
    play_refused tina payment.transfer "from=$NEW_ACCOUNT" "to=$ANNA_ACCOUNT" amount=99000.00
    play_refused tina account.block "account=$NEW_ACCOUNT" what=debits "reason=A teller may not"
    play vera account.block "account=$NEW_ACCOUNT" what=debits "reason=Card reported lost by the owner"
    play_refused tina cash.withdraw "account=$NEW_ACCOUNT" amount=10.00
    play vera account.unblock "account=$NEW_ACCOUNT" what=debits "reason=Card found again"
}

day_papers() {
    day_heading "Papers"
    play tina account.statement "account=$NEW_ACCOUNT"
    play tina receipt.copy "receipt=$RECEIPT"
    play tina desk.today
}

# Debits and credits are equal in every currency, counted here once more from the report's own rows.
day_summary() {
    local sums proof
    day_heading "The day's books"
    play audrey report.trial_balance
    people_use audrey
    sums=$("$PAYDESK" "do" report.trial_balance --json | python3 "$ROOT/dev.d/trial_balance.py") ||
        fail "the trial balance is not zero: $sums"
    printf '\n%s\n' "$sums"
    proof=$(PGUSER=postgres "$PAYDESK" admin prove) || fail "the books are wrong: $proof"
    printf '%s\n' "$proof"
    printf 'The business day is over: %d receipts, %d refusals, everything posted by a person with a session, or by the worker.\n' \
        "$RECEIPTS" "$REFUSALS"
}

day_play() (
    RECEIPTS=0
    REFUSALS=0
    environment_use
    day_sign_in
    day_customers
    day_money
    day_orders
    day_rules
    day_papers
    day_summary
)

# A person at the terminal reads who there is, and then has the screen to himself.
day_screen() (
    environment_use
    printf '\nThese people can sign in.  A code works once and for half a minute;\nin another terminal ./dev code NAME prints the next one.\n\n'
    people_show
    printf '\nPress Enter to open the sign-in screen. '
    read -r _ || exit 0
    # The screen signs in by itself: it connects as the person whose name is typed.
    unset PGUSER PAYDESK_SESSION
    "$PAYDESK"
)

demo_finish() {
    if [[ $DEMO_STARTED == yes ]]; then
        worker_stop
        cluster_stop
    fi
}

command_demo() {
    local was_running=no
    if [[ ${1:-} == --stop ]]; then
        command_down
        return
    fi
    [[ $# == 0 ]] || fail "./dev demo does not know $1." "It knows --stop."
    cluster_use "$RUN/pg"
    if cluster_is_running; then
        was_running=yes
    fi
    DEMO_STARTED=no
    trap demo_finish EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP
    if [[ $was_running == no ]]; then
        DEMO_STARTED=yes
    fi
    program_up
    people_make
    bank_load
    worker_start
    if [[ -t 0 && -t 1 ]]; then
        day_screen
    else
        day_play
    fi
}
