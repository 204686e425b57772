// SPDX-License-Identifier: Apache-2.0
#ifndef PAYDESK_IMPORT_LAYOUT_H
#define PAYDESK_IMPORT_LAYOUT_H
/*
 * layout: which files a bank comes in, which columns they have, and what a cell of each may hold.
 *
 * One table, read by the checks and by the staging.  The numbers of the columns are the positions
 * in the table, not in the file: files may have their columns in any order.
 */
#include <stdbool.h>
#include <stddef.h>

#define IMPORT_COLUMNS_MAX 10

typedef enum ImportFile {
    IMPORT_DISTRICTS,
    IMPORT_CLIENTS,
    IMPORT_ACCOUNTS,
    IMPORT_HOLDERS,
    IMPORT_STANDING_ORDERS,
    IMPORT_TRANSACTIONS
} ImportFile;

#define IMPORT_FILES 6

typedef enum ImportColumnType {
    IMPORT_ID,     // 1 to 34 of A-Z 0-9 and hyphen
    IMPORT_COUNT,  // a whole number from 1 (seq) or 0 (inhabitants) up to 10^15
    IMPORT_AMOUNT, // minor units, not zero, within 10^15
    IMPORT_BALANCE,
    IMPORT_DATE,   // YYYY-MM-DD, a real day, not after today
    IMPORT_CHOICE, // one of a list
    IMPORT_TEXT    // up to 70 characters, clean
} ImportColumnType;

typedef struct ImportColumn {
    const char *name;
    ImportColumnType type;
    bool may_be_empty;
    const char *const *choices; // ended by NULL
} ImportColumn;

typedef struct ImportLayout {
    const char *file;
    bool may_be_absent;
    const ImportColumn *columns;
    size_t count;
} ImportLayout;

enum { DISTRICT_ID, DISTRICT_NAME, DISTRICT_REGION, DISTRICT_INHABITANTS };
enum { CLIENT_ID, CLIENT_BORN, CLIENT_SEX, CLIENT_DISTRICT };
enum { ACCOUNT_ID, ACCOUNT_DISTRICT, ACCOUNT_STATEMENT, ACCOUNT_OPENED };
enum { HOLDER_ACCOUNT, HOLDER_CLIENT, HOLDER_ROLE };
enum { ORDER_ID, ORDER_ACCOUNT, ORDER_TO_BANK, ORDER_TO_ACCOUNT, ORDER_AMOUNT, ORDER_PURPOSE };
enum {
    TRANSACTION_DATE,
    TRANSACTION_ACCOUNT,
    TRANSACTION_SEQ,
    TRANSACTION_SOURCE,
    TRANSACTION_OPERATION,
    TRANSACTION_PURPOSE,
    TRANSACTION_AMOUNT,
    TRANSACTION_BALANCE,
    TRANSACTION_PARTNER_BANK,
    TRANSACTION_PARTNER_ACCOUNT
};

extern const ImportLayout import_layouts[IMPORT_FILES];

#endif
