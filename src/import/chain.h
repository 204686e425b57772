// SPDX-License-Identifier: Apache-2.0
#ifndef PAYDESK_IMPORT_CHAIN_H
#define PAYDESK_IMPORT_CHAIN_H
/*
 * chain: the rows of each account follow one another: seq dense from 1, dates never going back,
 * every balance the one before plus the amount.
 *
 * Rows are judged as they come.  One that comes before its turn waits until the end of the file, so
 * that a file in any order is understood; a file in the usual order needs no memory per row.
 */
#include "import/idmap.h"
#include "import/import.h"

// How far one account has come.
typedef struct ChainAccount {
    int64_t opened; // day number
    int64_t last_seq;
    int64_t last_date;
    int64_t last_balance;
    int64_t last_line;
    bool is_unsure; // a bad row was left out: the next good one is taken as it is
} ChainAccount;

typedef struct ChainRow {
    size_t account;
    int64_t line;
    int64_t seq;
    int64_t date;
    int64_t amount;
    int64_t balance;
} ChainRow;

typedef struct Chain Chain;

Chain *chain_new(ImportReport *report);
// Accounts are numbered from 0, in the order of these calls.
void chain_add_account(Chain *chain, int64_t opened);
void chain_row(Chain *chain, const ChainRow *row);
// A row of this account could not be read; no more is said about what follows from that.
void chain_skip(Chain *chain, size_t account);
// A row was lost without our knowing whose it was: one missing seq, of any account, is forgiven.
void chain_lose(Chain *chain);
// Judges the rows that waited. `names` gives the accounts' numbers for the reasons.
void chain_close(Chain *chain, const IdMap *names);
void chain_free(Chain *chain);

#endif
