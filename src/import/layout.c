// SPDX-License-Identifier: Apache-2.0
#include "import/layout.h"

#include "base/auto.h"

static const char *const sexes[] = {"F", "M", NULL};
static const char *const statements[] = {"monthly", "weekly", "after_transaction", NULL};
static const char *const roles[] = {"owner", "signatory", NULL};
static const char *const order_purposes[] = {"household",    "insurance", "leasing",
                                             "loan_payment", "pension",   NULL};
static const char *const operations[] = {
    "cash_deposit",    "cash_withdrawal", "transfer_in", "transfer_out",
    "card_withdrawal", "interest",        NULL};
static const char *const purposes[] = {"household", "insurance",     "interest",
                                       "leasing",   "loan_payment",  "overdraft_interest",
                                       "pension",   "statement_fee", NULL};

static const ImportColumn districts[] = {
    [DISTRICT_ID] = {"district", IMPORT_ID, false, NULL},
    [DISTRICT_NAME] = {"name", IMPORT_TEXT, false, NULL},
    [DISTRICT_REGION] = {"region", IMPORT_TEXT, true, NULL},
    [DISTRICT_INHABITANTS] = {"inhabitants", IMPORT_COUNT, true, NULL},
};

static const ImportColumn clients[] = {
    [CLIENT_ID] = {"client", IMPORT_ID, false, NULL},
    [CLIENT_BORN] = {"born", IMPORT_DATE, true, NULL},
    [CLIENT_SEX] = {"sex", IMPORT_CHOICE, true, sexes},
    [CLIENT_DISTRICT] = {"district", IMPORT_ID, true, NULL},
};

static const ImportColumn accounts[] = {
    [ACCOUNT_ID] = {"account", IMPORT_ID, false, NULL},
    [ACCOUNT_DISTRICT] = {"branch_district", IMPORT_ID, true, NULL},
    [ACCOUNT_STATEMENT] = {"statement", IMPORT_CHOICE, true, statements},
    [ACCOUNT_OPENED] = {"opened", IMPORT_DATE, false, NULL},
};

static const ImportColumn holders[] = {
    [HOLDER_ACCOUNT] = {"account", IMPORT_ID, false, NULL},
    [HOLDER_CLIENT] = {"client", IMPORT_ID, false, NULL},
    [HOLDER_ROLE] = {"role", IMPORT_CHOICE, false, roles},
};

static const ImportColumn standing_orders[] = {
    [ORDER_ID] = {"order", IMPORT_ID, false, NULL},
    [ORDER_ACCOUNT] = {"account", IMPORT_ID, false, NULL},
    [ORDER_TO_BANK] = {"to_bank", IMPORT_ID, true, NULL},
    [ORDER_TO_ACCOUNT] = {"to_account", IMPORT_ID, false, NULL},
    [ORDER_AMOUNT] = {"amount_minor", IMPORT_AMOUNT, false, NULL},
    [ORDER_PURPOSE] = {"purpose", IMPORT_CHOICE, true, order_purposes},
};

static const ImportColumn transactions[] = {
    [TRANSACTION_DATE] = {"date", IMPORT_DATE, false, NULL},
    [TRANSACTION_ACCOUNT] = {"account", IMPORT_ID, false, NULL},
    [TRANSACTION_SEQ] = {"seq", IMPORT_COUNT, false, NULL},
    [TRANSACTION_SOURCE] = {"source_id", IMPORT_ID, false, NULL},
    [TRANSACTION_OPERATION] = {"operation", IMPORT_CHOICE, false, operations},
    [TRANSACTION_PURPOSE] = {"purpose", IMPORT_CHOICE, true, purposes},
    [TRANSACTION_AMOUNT] = {"amount_minor", IMPORT_AMOUNT, false, NULL},
    [TRANSACTION_BALANCE] = {"balance_after_minor", IMPORT_BALANCE, false, NULL},
    [TRANSACTION_PARTNER_BANK] = {"partner_bank", IMPORT_ID, true, NULL},
    [TRANSACTION_PARTNER_ACCOUNT] = {"partner_account", IMPORT_ID, true, NULL},
};

// In the order in which they are read: what is referred to comes first.
const ImportLayout import_layouts[IMPORT_FILES] = {
    [IMPORT_DISTRICTS] = {"districts.csv", true, districts, COUNT_OF(districts)},
    [IMPORT_CLIENTS] = {"clients.csv", false, clients, COUNT_OF(clients)},
    [IMPORT_ACCOUNTS] = {"accounts.csv", false, accounts, COUNT_OF(accounts)},
    [IMPORT_HOLDERS] = {"holders.csv", false, holders, COUNT_OF(holders)},
    [IMPORT_STANDING_ORDERS] = {"standing_orders.csv", true, standing_orders,
                                COUNT_OF(standing_orders)},
    [IMPORT_TRANSACTIONS] = {"transactions.csv", false, transactions, COUNT_OF(transactions)},
};
