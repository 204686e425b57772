// SPDX-License-Identifier: Apache-2.0
/*
 * bank: a small good bank in a directory of its own, of which a test replaces what it wants to be
 * wrong.
 */
#ifndef TESTS_IMPORT_BANK_H
#define TESTS_IMPORT_BANK_H

#include "import/import.h"

typedef struct Bank {
    char directory[64];
} Bank;

Bank bank_make(void);
// Writes a file of the bank anew; NULL bytes: takes the file away.
void bank_file(const Bank *bank, const char *file, const void *bytes, size_t length);
void bank_text(const Bank *bank, const char *file, const char *text);
void bank_remove(const Bank *bank);

// A dry run; what import_report_bad() says goes to bad.
bool bank_check(const Bank *bank, ImportReport *ret_report, Text *bad, Error *err);

#define BANK_HEADER                                                                                \
    "date,account,seq,source_id,operation,purpose,amount_minor,balance_after_minor,"               \
    "partner_bank,partner_account\n"

#endif
