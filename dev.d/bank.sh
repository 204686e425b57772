# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
#
# The demo bank: vault, drawers, customers, accounts and their first money, see sql/demo/.
# Everything that a person does goes through `paydesk do`, with request ids that depend on the line in the file
# alone; a load that was interrupted is simply done again, and what was done answers as before.

# The id of a line: bank_request KIND LINE
bank_request() {
    printf '01980000-0000-7000-8%03d-%012d' "$1" "$2"
}

# The value of one key in a JSON answer, of the first row if it has several; fails if there is none.
answer_value() {
    local value
    value=$(sed -nE "s/.*\"$1\" *: *\"?([^\",}]*)\"?.*/\1/p" | sed -n 1p)
    [[ -n $value ]] || fail "an answer has no value for \"$1\"."
    printf '%s\n' "$value"
}

bank_lines() {
    grep -v -e '^#' -e '^$' "$ROOT/sql/demo/$1"
}

# bank_do REQUEST OPERATION FIELD=VALUE…: fields without a value are left out.
bank_do() {
    local request=$1 operation=$2 field fields=() answer
    shift 2
    for field in "$@"; do
        [[ $field == *= ]] || fields+=("$field")
    done
    answer=$("$PAYDESK" "do" "$operation" "${fields[@]}" --request "$request" --json 2>&1) || {
        say "$answer"
        fail "$operation was refused while loading the demo bank." "The fields were: ${fields[*]}"
    }
    printf '%s\n' "$answer"
}

# Prints the customer numbers, one a line.
bank_customers() {
    local line=0 kind given family business born phone email street city postcode country
    local document number issued expires offers
    while IFS='|' read -r kind given family business born phone email street city postcode country \
        document number issued expires offers; do
        line=$((line + 1))
        bank_do "$(bank_request 1 $line)" customer.open "kind=$kind" "given_name=$given" "family_name=$family" \
            "business_name=$business" "born=$born" "phone=$phone" "email=$email" "street=$street" "city=$city" \
            "postcode=$postcode" "country=$country" "document_type=$document" "document_number=$number" \
            "document_country=$issued" "document_expires=$expires" "consent_marketing=$offers" |
            answer_value customer
    done < <(bank_lines customers.txt)
}

bank_accounts() {
    local numbers line=0 customer product currency name cash brought account
    mapfile -t numbers <<<"$1"
    while IFS='|' read -r customer product currency name cash brought; do
        line=$((line + 1))
        account=$(bank_do "$(bank_request 2 $line)" account.open "customer=${numbers[customer - 1]}" \
            "product=$product" "currency=$currency" "name=$name" | answer_value account)
        if [[ -n $cash ]]; then
            bank_do "$(bank_request 3 $line)" cash.deposit "account=$account" "amount=$cash" \
                "text=First payment" >/dev/null
        fi
        if [[ -n $brought ]]; then
            cluster_sql -d paydesk -v account="$account" -v amount="$brought" -v currency="$currency" \
                -v request="$(bank_request 4 $line)" -f "$ROOT/sql/demo/incoming.sql" >/dev/null
        fi
    done < <(bank_lines accounts.txt)
}

# Standing orders between the demo's own customers, the first payments due today: the worker makes them when it starts.
bank_orders() {
    local accounts today
    mapfile -t accounts < <(cluster_sql -d paydesk -c "SELECT number FROM pd.account WHERE kind = 'customer' ORDER BY id")
    today=$(cluster_sql -d paydesk -c 'SELECT business_date FROM pd.ledger WHERE id = 1')
    bank_do "$(bank_request 5 1)" order.create "from=${accounts[0]}" "to=${accounts[1]}" amount=50.00 "first=$today" \
        every=month day_rule=any "text=Savings plan" >/dev/null
    bank_do "$(bank_request 5 2)" order.create "from=${accounts[14]}" "to=${accounts[16]}" amount=1200.00 "first=$today" \
        every=quarter day_rule=any times=8 "text=Rent of the shop" >/dev/null
}

bank_load() (
    environment_use
    if [[ -f $CLUSTER_HOME/bank ]]; then
        cluster_sql -d paydesk -f "$ROOT/sql/demo/floats.sql" >/dev/null
        exit 0
    fi
    step "Loading the demo bank: $(bank_lines customers.txt | wc -l) customers, $(bank_lines accounts.txt | wc -l) accounts"
    cluster_sql -d paydesk -f "$ROOT/sql/demo/floats.sql" >/dev/null
    cluster_sql -d paydesk -f "$ROOT/sql/demo/calendar.sql" >/dev/null
    people_use tom
    customers=$(bank_customers)
    bank_accounts "$customers"
    bank_orders
    touch "$CLUSTER_HOME/bank"
)
