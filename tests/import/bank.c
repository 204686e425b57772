// SPDX-License-Identifier: Apache-2.0
#include "import/bank.h"

#include <stdio.h>
#include <unistd.h>

#include <check.h>

static const struct {
    const char *file;
    const char *text;
} good[] = {
    {"districts.csv", "district,name,region,inhabitants\n1,Praha,Prague,1204953\n2,Benešov,,\n"},
    {"clients.csv", "client,born,sex,district\n7,1945-02-04,M,1\n8,1950-12-31,F,2\n9,,,\n"},
    {"accounts.csv", "account,branch_district,statement,opened\n100,1,monthly,1993-01-01\n"
                     "200,2,weekly,1993-02-01\n"},
    {"holders.csv", "account,client,role\n100,7,owner\n100,8,signatory\n200,8,owner\n"},
    {"standing_orders.csv",
     "order,account,to_bank,to_account,amount_minor,purpose\n1,100,ST,89597016,337270,\n"},
    {"transactions.csv", BANK_HEADER "1993-01-02,100,1,11,cash_deposit,,1000,1000,,\n"
                                     "1993-02-03,200,1,12,transfer_in,pension,500,500,YZ,62457513\n"
                                     "1993-02-04,100,2,13,cash_withdrawal,,-1500,-500,,\n"
                                     "1993-02-05,100,3,14,interest,interest,10,-490,,\n"},
};

Bank bank_make(void)
{
    Bank bank = {.directory = "/tmp/paydesk-bank-XXXXXX"};
    ck_assert_ptr_nonnull(mkdtemp(bank.directory));
    for (size_t i = 0; i < COUNT_OF(good); i++)
        bank_text(&bank, good[i].file, good[i].text);
    return bank;
}

void bank_file(const Bank *bank, const char *file, const void *bytes, size_t length)
{
    AUTO_FREE char *path = text_format("%s/%s", bank->directory, file);
    if (bytes == NULL) {
        ck_assert_int_eq(unlink(path), 0);
        return;
    }
    FILE *stream = fopen(path, "wb");
    ck_assert_ptr_nonnull(stream);
    ck_assert_uint_eq(fwrite(bytes, 1, length, stream), length);
    ck_assert_int_eq(fclose(stream), 0);
}

void bank_text(const Bank *bank, const char *file, const char *text)
{
    bank_file(bank, file, text, text == NULL ? 0 : strlen(text));
}

void bank_remove(const Bank *bank)
{
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        AUTO_FREE char *path = text_format("%s/%s", bank->directory, good[i].file);
        (void)unlink(path);
    }
    (void)rmdir(bank->directory);
}

bool bank_check(const Bank *bank, ImportReport *ret_report, Text *bad, Error *err)
{
    ImportOptions options = {.directory = bank->directory, .dry_run = true};
    if (!import_run(&options, ret_report, err))
        return false;
    import_report_bad(ret_report, bad);
    return true;
}
