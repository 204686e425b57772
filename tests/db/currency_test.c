// SPDX-License-Identifier: Apache-2.0
// The database and the program each have a list of currencies; they must be the same list.
#include "base/currency.h"

#include "db/db.h"
#include "support/suite.h"

START_TEST(test_both_lists_are_the_same)
{
    Error err = ERROR_EMPTY;
    AUTO(db_free) Db *db = NULL;
    AUTO(db_rows_free) DbRows *rows = NULL;
    Currency currency;
    size_t count = 0;
    ck_assert_done(db_open(&(DbConfig){.user = NULL}, &db, &err), &err);
    ck_assert_done(db_run_script(db, "currencies",
                                 "SELECT code, number, exponent FROM pd.currency"
                                 " ORDER BY code COLLATE \"C\"",
                                 &rows, &err),
                   &err);
    for (; currency_at(count, &currency) && count < db_rows_count(rows); count++) {
        ck_assert_str_eq(currency.code, db_rows_text(rows, count, "code"));
        ck_assert_int_eq(currency.number, db_rows_int64(rows, count, "number"));
        ck_assert_int_eq(currency.exponent, db_rows_int64(rows, count, "exponent"));
    }
    ck_assert_uint_eq(count, db_rows_count(rows));
    ck_assert(!currency_at(count, &currency));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("currency");
    TCase *tests = tcase_create("currency");
    tcase_add_test(tests, test_both_lists_are_the_same);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
