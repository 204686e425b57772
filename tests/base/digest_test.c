// SPDX-License-Identifier: Apache-2.0
#include "base/digest.h"

#include "support/suite.h"

START_TEST(test_the_known_digest_in_any_pieces)
{
    // FIPS 180-2, appendix B.1.
    static const char expected[] =
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    char text[DIGEST_TEXT_SIZE];
    AUTO(digest_free) Digest *whole = digest_new();
    AUTO(digest_free) Digest *pieces = digest_new();
    digest_add(whole, "abc", 3);
    digest_add(pieces, "a", 1);
    digest_add(pieces, "", 0);
    digest_add(pieces, "bc", 2);
    ck_assert_str_eq(digest_finish(whole, text), expected);
    ck_assert_str_eq(digest_finish(pieces, text), expected);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("digest");
    TCase *tests = tcase_create("digest");
    tcase_add_test(tests, test_the_known_digest_in_any_pieces);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
