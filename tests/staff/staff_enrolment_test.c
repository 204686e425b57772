// SPDX-License-Identifier: Apache-2.0
#include <string.h>

#include "base/utf8.h"
#include "staff/staff.h"
#include "support/suite.h"

#define SEED "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"

START_TEST(a_given_seed_stands_in_the_uri)
{
    AUTO(secret_free) Secret *base32 = secret_from_bytes(SEED, strlen(SEED));
    AUTO(staff_enrolment_free) StaffEnrolment *enrolment = NULL;
    Error error = ERROR_EMPTY;
    ck_assert_done(staff_enrolment_new("tina", base32, &enrolment, &error), &error);
    ck_assert_str_eq(secret_text(enrolment->base32), SEED);
    ck_assert_str_eq(secret_text(enrolment->uri),
                     "otpauth://totp/Paydesk:tina?secret=" SEED "&issuer=Paydesk");
}
END_TEST

START_TEST(seeds_differ_and_have_their_length)
{
    AUTO(staff_enrolment_free) StaffEnrolment *one = NULL;
    AUTO(staff_enrolment_free) StaffEnrolment *two = NULL;
    AUTO(secret_free) Secret *seed = NULL;
    Error error = ERROR_EMPTY;
    ck_assert_done(staff_enrolment_new("tina", NULL, &one, &error), &error);
    ck_assert_done(staff_enrolment_new("tina", NULL, &two, &error), &error);
    ck_assert(!secret_equal(one->base32, two->base32));
    ck_assert_done(secret_base32_decode(secret_text(one->base32), &seed, &error), &error);
    ck_assert_uint_eq(secret_length(seed), STAFF_SEED_BYTES);
}
END_TEST

// The longest name there is must still fit a terminal of 80 x 24.
START_TEST(the_code_fits_a_small_terminal)
{
    AUTO(staff_enrolment_free) StaffEnrolment *enrolment = NULL;
    Error error = ERROR_EMPTY;
    ck_assert_done(staff_enrolment_new("a234567890123456789012345678901", NULL, &enrolment, &error),
                   &error);
    ck_assert_int_le(enrolment->qr_width, 60);
    ck_assert_int_le(enrolment->qr_height, 23);
    int lines = 0;
    for (const char *at = secret_text(enrolment->qr); *at != '\0'; lines++) {
        size_t length = strcspn(at, "\n");
        AUTO_FREE char *line = text_copy_bytes(at, length);
        ck_assert_int_eq(utf8_width(line), enrolment->qr_width);
        at += length + 1;
    }
    ck_assert_int_eq(lines, enrolment->qr_height);
}
END_TEST

static const char *const not_seeds[] = {"", "GEZD", "not base32!", "01890189018901890189018901"};

START_TEST(refuses_what_is_no_seed)
{
    const char *typed = not_seeds[_i];
    AUTO(secret_free) Secret *base32 = secret_from_bytes(typed, strlen(typed));
    StaffEnrolment *enrolment = NULL;
    Error error = ERROR_EMPTY;
    ck_assert_refused(staff_enrolment_new("tina", base32, &enrolment, &error), &error,
                      ERROR_MALFORMED);
    ck_assert_str_eq(error.field, "seed");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("staff_enrolment");
    TCase *cases = tcase_create("enrolment");
    tcase_add_test(cases, a_given_seed_stands_in_the_uri);
    tcase_add_test(cases, seeds_differ_and_have_their_length);
    tcase_add_test(cases, the_code_fits_a_small_terminal);
    tcase_add_loop_test(cases, refuses_what_is_no_seed, 0, COUNT_OF(not_seeds));
    suite_add_tcase(suite, cases);
    return suite_run(suite);
}
