// SPDX-License-Identifier: Apache-2.0
// A short run of the fuzz target on mutated rows, so that it cannot rot; the long run is
// libFuzzer's.
#include "base/secret.h"
#include "base/text.h"
#include "support/suite.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static const char seed_file[] =
    "\xEF\xBB\xBF"
    "date,account,seq\r\n1993-01-01,576,1\n\"a \"\"q\"\" b\",-9223372036854775808,\"x\ny\"\n"
    "=1+1,\xC3\xA9\xE2\x80\xAE,cash_deposit\n";

START_TEST(test_mutations)
{
    for (int round = 0; round < 3000; round++) {
        uint8_t bytes[sizeof seed_file];
        memcpy(bytes, seed_file, sizeof bytes);
        for (uint32_t n = secret_random_below(12); n > 0; n--) {
            static const uint8_t sharp[] = {'"', ',', '\n', '\r', 0, 0xFF, '-', '\t'};
            uint32_t at = secret_random_below(sizeof bytes);
            bytes[at] = secret_random_below(2) == 0 ? sharp[secret_random_below(sizeof sharp)]
                                                    : (uint8_t)secret_random_below(256);
        }
        ck_assert_int_eq(LLVMFuzzerTestOneInput(bytes, secret_random_below(sizeof bytes + 1)), 0);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("csv_fuzz");
    TCase *tests = tcase_create("csv_fuzz");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, test_mutations);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
