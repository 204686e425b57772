// SPDX-License-Identifier: Apache-2.0
/*
 * fuzz: what a fuzz target is.
 *
 * A target takes any bytes and aborts if a promise does not hold.  libFuzzer drives it for as long
 * as one likes (PAYDESK_FUZZ=ON with clang); corpus_test.c drives it over the corpus in every test
 * run.
 */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>

// The name is libFuzzer's. NOLINTNEXTLINE(readability-identifier-naming)
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

#endif
