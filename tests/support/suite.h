// SPDX-License-Identifier: Apache-2.0
/*
 * suite: what every Check program has in common.
 */
#ifndef TESTS_SUPPORT_SUITE_H
#define TESTS_SUPPORT_SUITE_H

#include <stdlib.h>

#include <check.h>

#include "base/error.h"

// Fails with the error's own sentence.
#define ck_assert_done(call, err)                                                                  \
    do {                                                                                           \
        Error *error_ = (err);                                                                     \
        error_clear(error_);                                                                       \
        ck_assert_msg((call), "%s: %s %s (%s)", #call, error_name(error_->code), error_->sentence, \
                      error_->hint);                                                               \
    } while (0)

// The call must fail, with this code.
#define ck_assert_refused(call, err, expected)                                                     \
    do {                                                                                           \
        Error *error_ = (err);                                                                     \
        error_clear(error_);                                                                       \
        ck_assert_msg(!(call), "%s succeeded", #call);                                             \
        ck_assert_msg(error_->code == (expected), "%s: %s %s", #call, error_name(error_->code),    \
                      error_->sentence);                                                           \
    } while (0)

// Runs the suite and frees it; the result is for main() to return.
static inline int suite_run(Suite *suite)
{
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

#endif
