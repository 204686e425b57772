// SPDX-License-Identifier: Apache-2.0
/*
 * digest: SHA-256 of bytes that come in pieces.
 *
 * For telling whether two things are the same.  Not for passwords: those are derived, see secret.h.
 */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include <stddef.h>

#include "base/auto.h"

typedef struct Digest Digest;

enum { DIGEST_TEXT_SIZE = 65 };

MUST_CHECK Digest *digest_new(void);
void digest_free(Digest *digest);
AUTO_DEFINE(Digest, digest_free);

void digest_add(Digest *digest, const void *bytes, size_t length);
// 64 lower-case hexadecimal digits; returns ret_text.  Nothing may be added afterwards.
const char *digest_finish(Digest *digest, char ret_text[DIGEST_TEXT_SIZE]);

#endif
