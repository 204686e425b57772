// SPDX-License-Identifier: Apache-2.0
// Every rule with a file that breaks it, and what the report must say: exactly that, and nothing
// besides.
#include "import/bank.h"
#include "support/suite.h"

#define CLIENTS  "client,born,sex,district\n"
#define ACCOUNTS "account,branch_district,statement,opened\n"
#define HOLDERS  "account,client,role\n"
#define ORDERS   "order,account,to_bank,to_account,amount_minor,purpose\n"
#define TWO      "7,1945-02-04,M,1\n8,1950-12-31,F,2\n"
#define T        "transactions.csv"
#define FIRST    "1993-01-02,100,1,11,cash_deposit,,1000,1000,,\n"
#define OPERATIONS                                                                                 \
    "cash_deposit, cash_withdrawal, transfer_in, transfer_out, card_withdrawal, interest"

static const struct {
    const char *file;
    const char *text;
    const char *bad;
} rules[] = {
    // Header and shape.
    {T, "", T ":1: the file has no header row\n"},
    {T, "\n\n", T ":1: the file has no header row\n"},
    {"clients.csv", "client,sex,district\n7,M,1\n",
     "clients.csv:1: born: is missing from the header row\n"},
    {T, "date," BANK_HEADER, T ":1: date: stands twice in the header row\n"},
    {T, BANK_HEADER "1993-01-02,100,1,11,cash_deposit,,1000,1000,\n",
     T ":2: the row has 9 cells, the header row has 10\n"},
    {T, BANK_HEADER "\n" FIRST, T ":2: the line is empty\n"},
    {T, BANK_HEADER "1993-01-02,100,1,11,cash_\"deposit\",,1000,1000,,\n",
     T ":2: a quote stands inside a cell that is not quoted (cell 5)\n"},
    {T, BANK_HEADER "1993-01-02,100,1,11,\"cash_deposit\" ,,1000,1000,,\n",
     T ":2: text follows a closing quote (cell 5)\n"},
    {T, BANK_HEADER FIRST "1993-01-02,100,2,12,\"cash_deposit,,1000,1000,,\n\n",
     T ":3: a quoted cell is never closed (cell 5)\n"},
    {"districts.csv", "district,name,region,inhabitants\n1,\"Pra\nha\",,\n2,x,,-1\n",
     "districts.csv:2: name: contains a control character: \"Pra ha\"\n"
     "districts.csv:4: inhabitants: may not be negative: \"-1\"\n"},
    // Cells.
    {"districts.csv", "district,name,region,inhabitants\n1,\xff,,\n2,a\x1b[2J,,\n",
     "districts.csv:2: name: is not UTF-8: \"\xEF\xBF\xBD\"\n"
     "districts.csv:3: name: contains a control character: \"a\xEF\xBF\xBD[2J\"\n"},
    {"clients.csv", CLIENTS TWO ",,,\n", "clients.csv:4: client: is empty\n"},
    {"clients.csv", CLIENTS TWO "a1,,,\n",
     "clients.csv:4: client: may hold only A-Z, 0-9 and hyphens: \"a1\"\n"},
    {"clients.csv", CLIENTS TWO "=1+1,,,\n",
     "clients.csv:4: client: may hold only A-Z, 0-9 and hyphens: \"=1+1\"\n"},
    {"clients.csv", CLIENTS TWO " 9,,,\n",
     "clients.csv:4: client: may hold only A-Z, 0-9 and hyphens: \" 9\"\n"},
    {"clients.csv", CLIENTS TWO "12345678901234567890123456789012345,,,\n",
     "clients.csv:4: client: is longer than 34 characters: "
     "\"12345678901234567890123456789012345\"\n"},
    {"clients.csv", CLIENTS TWO "9,1945-02-30,,\n",
     "clients.csv:4: born: is not a day of the calendar written YYYY-MM-DD: \"1945-02-30\"\n"},
    {"clients.csv", CLIENTS TWO "9,4.2.1945,,\n",
     "clients.csv:4: born: is not a day of the calendar written YYYY-MM-DD: \"4.2.1945\"\n"},
    {"clients.csv", CLIENTS TWO "9,9999-12-31,,\n",
     "clients.csv:4: born: lies in the future: \"9999-12-31\"\n"},
    {"clients.csv", CLIENTS TWO "9,1799-12-31,,\n",
     "clients.csv:4: born: is before 1800: \"1799-12-31\"\n"},
    {"clients.csv", CLIENTS TWO "9,,X,\n", "clients.csv:4: sex: is not one of F, M: \"X\"\n"},
    {T, BANK_HEADER "1993-01-02,100,1,11,cheque,,1000,1000,,\n",
     T ":2: operation: is not one of " OPERATIONS ": \"cheque\"\n"},
    {T, BANK_HEADER "1993-01-02,100,1,11,cash_deposit,gift,1000,1000,,\n",
     T ":2: purpose: is not one of household, insurance, interest, leasing, loan_payment, "
       "overdraft_interest, pension, statement_fee: \"gift\"\n"},
    {T, BANK_HEADER "1993-01-02,100,1,11,cash_deposit,,0,0,,\n",
     T ":2: amount_minor: may not be zero: \"0\"\n"},
    {T, BANK_HEADER "1993-01-02,100,1,11,cash_deposit,,10.00,1000,,\n",
     T ":2: amount_minor: is not a whole number: \"10.00\"\n"},
    {T, BANK_HEADER "1993-01-02,100,1,11,cash_deposit,,+10,10,,\n",
     T ":2: amount_minor: is not a whole number: \"+10\"\n"},
    {T, BANK_HEADER "1993-01-02,100,1,11,cash_deposit,,9223372036854775808,1000,,\n",
     T ":2: amount_minor: is outside ±1000000000000000: \"9223372036854775808\"\n"},
    {T,
     BANK_HEADER "1993-01-02,100,1,11,cash_deposit,,-9223372036854775808,"
                 "9223372036854775807,,\n",
     T ":2: amount_minor: is outside ±1000000000000000: \"-9223372036854775808\"\n" T
       ":2: balance_after_minor: is outside ±1000000000000000: \"9223372036854775807\"\n"},
    {T, BANK_HEADER "1993-01-02,100,1,11,cash_deposit,,1000000000000001,1,,\n",
     T ":2: amount_minor: is outside ±1000000000000000: \"1000000000000001\"\n"},
    // Identity and references.
    {"clients.csv", CLIENTS TWO "7,,,\n",
     "clients.csv:4: client: \"7\" stands twice in this file\n"},
    {"clients.csv", CLIENTS TWO "9,,,3\n",
     "clients.csv:4: district: \"3\" is not in districts.csv\n"},
    {"accounts.csv",
     ACCOUNTS "100,1,monthly,1993-01-01\n200,2,weekly,1993-02-01\n100,1,monthly,1993-01-01\n",
     "accounts.csv:4: account: \"100\" stands twice in this file\n"},
    {"accounts.csv",
     ACCOUNTS "100,1,monthly,1993-01-01\n200,2,weekly,1993-02-01\n300,,,1993-01-01\n",
     "accounts.csv:4: account: \"300\" has no owner in holders.csv\n"},
    {"accounts.csv", ACCOUNTS "100,1,daily,1993-01-01\n200,2,weekly,\n",
     "accounts.csv:2: statement: is not one of monthly, weekly, after_transaction: \"daily\"\n"
     "accounts.csv:3: opened: is empty\n"},
    {"holders.csv", HOLDERS "100,7,owner\n200,8,owner\n300,8,owner\n200,9999,signatory\n",
     "holders.csv:4: account: \"300\" is not in accounts.csv\n"
     "holders.csv:5: client: \"9999\" is not in clients.csv\n"},
    {"holders.csv", HOLDERS "100,7,owner\n200,8,owner\n200,7,owner\n",
     "holders.csv:4: role: account 200 has an owner already, on line 3\n"},
    {"holders.csv", HOLDERS "100,7,owner\n200,8,owner\n200,8,signatory\n",
     "holders.csv:4: client: 8 holds account 200 already\n"},
    {"holders.csv", HOLDERS "100,7,owner\n200,8,boss\n",
     "holders.csv:3: role: is not one of owner, signatory: \"boss\"\n"
     "accounts.csv:3: account: \"200\" has no owner in holders.csv\n"},
    {"clients.csv", CLIENTS "7,1993-01-02,M,1\n8,1950-12-31,F,2\n",
     "holders.csv:2: client: 7 was born after account 100 was opened\n"},
    {"standing_orders.csv", ORDERS "1,100,ST,89597016,337270,\n1,300,ST,1,5,gift\n",
     "standing_orders.csv:3: purpose: is not one of household, insurance, leasing, loan_payment, "
     "pension: \"gift\"\n"
     "standing_orders.csv:3: account: \"300\" is not in accounts.csv\n"
     "standing_orders.csv:3: order: \"1\" stands twice in this file\n"},
    {"standing_orders.csv", ORDERS "1,100,ST,89597016,-5,\n",
     "standing_orders.csv:2: amount_minor: is -5; an order pays out, so it is positive\n"},
    {T, BANK_HEADER FIRST "1993-01-03,100,2,11,cash_deposit,,5,1005,,\n",
     T ":3: source_id: \"11\" stands twice in this file\n"},
    {T, BANK_HEADER "1993-01-03,101,1,11,cash_deposit,,5,5,,\n",
     T ":2: account: \"101\" is not in accounts.csv\n"},
    // The chain.
    {T,
     BANK_HEADER FIRST "1993-01-03,100,2,12,cash_deposit,,5,1006,,\n"
                       "1993-01-03,100,3,13,cash_deposit,,4,1010,,\n",
     T ":3: balance_after_minor: does not follow: 1000 before and 5 make 1005, not 1006\n"},
    {T, BANK_HEADER "1993-01-02,100,1,11,cash_deposit,,1000,1001,,\n",
     T ":2: balance_after_minor: does not follow: 0 before and 1000 make 1000, not 1001\n"},
    {T, BANK_HEADER FIRST "1993-01-01,100,2,12,cash_deposit,,5,1005,,\n",
     T ":3: date: is before that of the account's row before, 1993-01-02 on line 2\n"},
    {T, BANK_HEADER "1992-12-31,100,1,11,cash_deposit,,5,5,,\n",
     T ":2: date: is before the account was opened (1993-01-01)\n"},
    {T, BANK_HEADER FIRST "1993-01-03,100,1,12,cash_deposit,,5,1005,,\n",
     T ":3: seq: 1 stands twice for account 100\n"},
    {T, BANK_HEADER FIRST "1993-01-03,100,3,12,cash_deposit,,5,1005,,\n",
     T ":3: seq: is 3 where 2 of account 100 is due\n"},
    {T, BANK_HEADER "1993-01-02,100,0,11,cash_deposit,,1000,1000,,\n",
     T ":2: seq: is 0; the first of an account is 1\n"},
    {T, BANK_HEADER "1993-01-02,100,2,11,cash_deposit,,1000,1000,,\n",
     T ":2: seq: is 2 where 1 of account 100 is due\n"},
    // One mistake is told once, not again in all that follows.
    {T,
     BANK_HEADER FIRST "1993-01-33,100,2,12,cash_deposit,,5,1005,,\n"
                       "1993-01-03,100,3,13,cash_deposit,,5,1010,,\n",
     T ":3: date: is not a day of the calendar written YYYY-MM-DD: \"1993-01-33\"\n"},
    {T, BANK_HEADER FIRST "1993-01-03,100\n1993-01-03,100,3,13,cash_deposit,,5,1010,,\n",
     T ":3: the row has 2 cells, the header row has 10\n"},
};

START_TEST(test_rule)
{
    Bank bank = bank_make();
    Error err = ERROR_EMPTY;
    AUTO(text_done) Text bad = TEXT_EMPTY;
    AUTO(import_report_done) ImportReport report = {.outcome = IMPORT_OUTCOME_REFUSED};
    // Whatever else the file's absence of rows would raise is avoided by leaving out what refers to
    // it.
    if (text_equal(rules[_i].file, "accounts.csv") || text_equal(rules[_i].file, "clients.csv"))
        bank_text(&bank, T, BANK_HEADER);
    bank_text(&bank, rules[_i].file, rules[_i].text);
    ck_assert_done(bank_check(&bank, &report, &bad, &err), &err);
    ck_assert_str_eq(text_string(&bad), rules[_i].bad);
    ck_assert_int_eq(report.outcome, IMPORT_OUTCOME_REFUSED);
    ck_assert_int_eq(import_report_exit(&report), 2);
    bank_remove(&bank);
}
END_TEST

// What is not wrong, though it looks unusual.
static const struct {
    const char *text;
    int64_t transactions;
} fine[] = {
    {BANK_HEADER, 0},
    {BANK_HEADER "\n\n", 0},
    {BANK_HEADER FIRST "\n", 1},
    {BANK_HEADER "1993-01-02,100,1,11,cash_deposit,,1000,1000,,", 1},
    {"\xEF\xBB\xBF" BANK_HEADER FIRST, 1},
    {"date,account,seq,source_id,operation,purpose,amount_minor,balance_after_minor,partner_bank,"
     "partner_account\r\n1993-01-02,100,1,11,cash_deposit,,1000,1000,,\r\n\r\n",
     1},
    {BANK_HEADER "\"1993-01-02\",\"100\",1,\"11\",\"cash_deposit\",\"\",1000,1000,,\n", 1},
    {"account,date,note,seq,source_id,operation,purpose,amount_minor,balance_after_minor,"
     "partner_bank,partner_account\n100,1993-01-02,\"=cmd()\n\xff\",1,11,cash_deposit,,1000,1000,,"
     "\n",
     1},
    // In any order: an account's rows are put in theirs.
    {BANK_HEADER "1993-01-04,100,3,13,cash_deposit,,1,1002,,\n" FIRST
                 "1993-01-03,200,1,14,cash_deposit,,9,9,,\n"
                 "1993-01-03,100,2,12,cash_deposit,,1,1001,,\n",
     4},
    {BANK_HEADER "1993-01-02,100,1,11,cash_deposit,,1000000000000000,1000000000000000,,\n"
                 "1993-01-02,100,2,12,cash_withdrawal,,-1000000000000000,0,,\n",
     2},
};

START_TEST(test_fine)
{
    Bank bank = bank_make();
    Error err = ERROR_EMPTY;
    AUTO(text_done) Text bad = TEXT_EMPTY;
    AUTO(import_report_done) ImportReport report = {.outcome = IMPORT_OUTCOME_REFUSED};
    bank_text(&bank, "accounts.csv", ACCOUNTS "100,1,monthly,1993-01-01\n200,,,1993-01-01\n");
    bank_text(&bank, T, fine[_i].text);
    ck_assert_done(bank_check(&bank, &report, &bad, &err), &err);
    ck_assert_str_eq(text_string(&bad), "");
    ck_assert_int_eq(report.outcome, IMPORT_OUTCOME_CHECKED);
    ck_assert_int_eq(report.transactions, fine[_i].transactions);
    bank_remove(&bank);
}
END_TEST

START_TEST(test_counts_and_report)
{
    Bank bank = bank_make();
    Error err = ERROR_EMPTY;
    AUTO(text_done) Text bad = TEXT_EMPTY;
    AUTO(text_done) Text line = TEXT_EMPTY;
    AUTO(import_report_done) ImportReport report = {.outcome = IMPORT_OUTCOME_REFUSED};
    ck_assert_done(bank_check(&bank, &report, &bad, &err), &err);
    report.elapsed_ms = 1002;
    import_report_json(&report, &line);
    ck_assert_str_eq(text_string(&line),
                     "{\"customers\":3,\"accounts\":2,\"holders\":3,\"standing_orders\":1,"
                     "\"transactions\":4,\"mismatches\":0,\"bad_rows\":0,\"import\":0,"
                     "\"seconds\":1.002,\"outcome\":\"checked\",\"currency\":\"CZK\","
                     "\"prefix\":\"\",\"warnings\":[],\"bad\":[]}");
    bank_remove(&bank);
}
END_TEST

START_TEST(test_many_bad_rows_are_counted_beyond_the_kept)
{
    Bank bank = bank_make();
    Error err = ERROR_EMPTY;
    AUTO(text_done) Text file = TEXT_EMPTY;
    AUTO(text_done) Text bad = TEXT_EMPTY;
    AUTO(text_done) Text line = TEXT_EMPTY;
    AUTO(import_report_done) ImportReport report = {.outcome = IMPORT_OUTCOME_REFUSED};
    text_add(&file, BANK_HEADER);
    for (int i = 0; i < 300; i++)
        text_add(&file, "1993-01-02,100,x,,cash_deposit,,1000,1000,,\n");
    bank_text(&bank, T, text_string(&file));
    ck_assert_done(bank_check(&bank, &report, &bad, &err), &err);
    ck_assert_int_eq(report.bad_count, 600);
    ck_assert_int_eq(report.bad_rows, 300);
    ck_assert_ptr_nonnull(strstr(text_string(&bad), "\n… and 400 more\n"));
    import_report_json(&report, &line);
    ck_assert_ptr_nonnull(strstr(text_string(&line), "\"bad_rows\":300,"));
    ck_assert_ptr_nonnull(strstr(text_string(&line),
                                 "\"bad\":[{\"file\":\"transactions.csv\",\"line\":2,"
                                 "\"column\":\"seq\",\"reason\":\"is not a whole number"));
    bank_remove(&bank);
}
END_TEST

START_TEST(test_a_wrong_amount_is_one_mismatch_a_wrong_balance_two)
{
    Bank bank = bank_make();
    Error err = ERROR_EMPTY;
    AUTO(text_done) Text bad = TEXT_EMPTY;
    AUTO(import_report_done) ImportReport report = {.outcome = IMPORT_OUTCOME_REFUSED};
    bank_text(&bank, T,
              BANK_HEADER FIRST "1993-02-04,100,2,13,cash_deposit,,5,1006,,\n"
                                "1993-02-05,100,3,14,cash_deposit,,5,1010,,\n");
    ck_assert_done(bank_check(&bank, &report, &bad, &err), &err);
    ck_assert_int_eq(report.mismatches, 2);
    ck_assert_int_eq(report.bad_rows, 2);
    bank_remove(&bank);
}
END_TEST

START_TEST(test_hostile_cells)
{
    Bank bank = bank_make();
    Error err = ERROR_EMPTY;
    AUTO(text_done) Text file = TEXT_EMPTY_MAX(4 * 1024 * 1024);
    AUTO(text_done) Text bad = TEXT_EMPTY;
    AUTO(import_report_done) ImportReport report = {.outcome = IMPORT_OUTCOME_REFUSED};
    text_add(&file, "district,name,region,inhabitants\n1,");
    text_add_repeat(&file, 'x', 1000000);
    text_add(&file, ",,\n2,a");
    text_add_bytes(&file, "\0", 1);
    text_add(&file, "b,,\n3,=HYPERLINK(1),,\n4,\"");
    text_add_repeat(&file, '"', 2000000);
    text_add(&file, "\",,\n");
    text_add_repeat(&file, ',', 1000000);
    bank_file(&bank, "districts.csv", text_string(&file), file.length);
    ck_assert_done(bank_check(&bank, &report, &bad, &err), &err);
    ck_assert_str_eq(
        text_string(&bad),
        "districts.csv:2: name: is longer than 1024 bytes: "
        "\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…\"\n"
        "districts.csv:3: name: contains a NUL byte: \"a\"\n"
        "districts.csv:5: name: is longer than 1024 bytes: "
        "\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"…\"\n"
        "districts.csv:6: the row has too many cells (cell 65)\n");
    bank_remove(&bank);
}
END_TEST

START_TEST(test_files_that_are_not_there)
{
    Bank bank = bank_make();
    Error err = ERROR_EMPTY;
    AUTO(text_done) Text bad = TEXT_EMPTY;
    AUTO(import_report_done) ImportReport report = {.outcome = IMPORT_OUTCOME_REFUSED};
    bank_text(&bank, "districts.csv", NULL);
    bank_text(&bank, "standing_orders.csv", NULL);
    ck_assert_done(bank_check(&bank, &report, &bad, &err), &err);
    ck_assert_uint_eq(report.warning_count, 2);
    ck_assert_str_eq(report.warnings[0], "There is no districts.csv.");
    bank_text(&bank, "clients.csv", NULL);
    bank_text(&bank, "holders.csv", NULL);
    import_report_done(&report);
    ck_assert_refused(bank_check(&bank, &report, &bad, &err), &err, ERROR_FILE);
    ck_assert_ptr_nonnull(
        strstr(err.sentence, "clients.csv (No such file or directory), holders.csv (No such file"));
    ImportOptions options = {.directory = "/tmp/paydesk-no-such-bank", .dry_run = true};
    ck_assert_refused(import_run(&options, &report, &err), &err, ERROR_FILE);
    options.directory = "/dev/null";
    ck_assert_refused(import_run(&options, &report, &err), &err, ERROR_FILE);
    ck_assert_str_eq(err.sentence, "/dev/null is not a directory.");
    options = (ImportOptions){.directory = bank.directory, .prefix = "x;"};
    ck_assert_refused(import_run(&options, &report, &err), &err, ERROR_MALFORMED);
    ck_assert_str_eq(err.field, "prefix");
    options = (ImportOptions){.directory = bank.directory, .currency = "XYZ"};
    ck_assert_refused(import_run(&options, &report, &err), &err, ERROR_MALFORMED);
    ck_assert_str_eq(err.field, "currency");
    bank_remove(&bank);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("import_rules");
    TCase *tests = tcase_create("rules");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, test_rule, 0, (int)COUNT_OF(rules));
    tcase_add_loop_test(tests, test_fine, 0, (int)COUNT_OF(fine));
    tcase_add_test(tests, test_counts_and_report);
    tcase_add_test(tests, test_many_bad_rows_are_counted_beyond_the_kept);
    tcase_add_test(tests, test_a_wrong_amount_is_one_mismatch_a_wrong_balance_two);
    tcase_add_test(tests, test_hostile_cells);
    tcase_add_test(tests, test_files_that_are_not_there);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
