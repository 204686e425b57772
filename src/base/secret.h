// SPDX-License-Identifier: Apache-2.0
/*
 * secret: passwords, keys, tokens and seeds.
 *
 * A Secret lives in guarded, locked memory that is left out of core dumps, and is wiped when freed.
 * It never goes into an Error, a Text, a log line or an argument of a program; it is read from a
 * prompt, a file descriptor or a private file.  The only room that may look inside is the one that
 * sends it.
 */
#ifndef BASE_SECRET_H
#define BASE_SECRET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/auto.h"
#include "base/error.h"

typedef struct Secret Secret;

enum {
    SECRET_MAX = 4096, // bytes in one secret
    SECRET_KEY_SIZE = 32,
    SECRET_SALT_SIZE = 16,
    SECRET_PASSWORD_MIN = 12, // characters
    SECRET_PASSWORD_MAX = 128,
    SECRET_PASSWORD_BYTES_MAX = 4 * SECRET_PASSWORD_MAX,
};

// An empty secret with room for so many bytes.
MUST_CHECK Secret *secret_new(size_t capacity);
MUST_CHECK Secret *secret_from_bytes(const void *bytes, size_t length);
MUST_CHECK Secret *secret_random_new(size_t length);
// Wipes and frees.
void secret_free(Secret *secret);
AUTO_DEFINE(Secret, secret_free);

// Reads the first line, without its end. ERROR_FILE; ERROR_MALFORMED: empty, too long, a NUL.
MUST_CHECK bool secret_read_fd(int fd, Secret **ret_secret, Error *err);
// The same from a file that only its owner, who must be me, can read.
MUST_CHECK bool secret_read_file(const char *path, Secret **ret_secret, Error *err);
// Asks on the terminal without echo.  ERROR_FILE: no terminal; ERROR_CANCELLED: end of input.
MUST_CHECK bool secret_read_prompt(const char *prompt, Secret **ret_secret, Error *err);

// For editing in a field.  False if there is no room left.
MUST_CHECK bool secret_add(Secret *secret, const void *bytes, size_t length);
// Shortens and wipes what is cut off.
void secret_cut(Secret *secret, size_t length);

size_t secret_length(const Secret *secret);
// Valid until the secret changes; always followed by a NUL.
const uint8_t *secret_bytes(const Secret *secret);
const char *secret_text(const Secret *secret);
// In constant time for secrets of equal length.
bool secret_equal(const Secret *left, const Secret *right);

// Wipes memory that held a copy for a moment; the compiler cannot leave it out.
void secret_wipe(void *memory, size_t length);
// Good randomness, for secrets and for everything else.
void secret_random(void *memory, size_t length);
// Evenly spread over 0 .. bound-1.
uint32_t secret_random_below(uint32_t bound);

// Argon2id to SECRET_KEY_SIZE bytes.  Takes about half a second and mem_kib of memory, on purpose:
// call it on the executor thread.  ERROR_MALFORMED: parameters out of all reason; ERROR_INTERNAL:
// no memory.
MUST_CHECK bool secret_derive_key(const Secret *password, const uint8_t salt[SECRET_SALT_SIZE],
                                  uint64_t ops, size_t mem_kib, Secret **ret_key, Error *err);

// RFC 4648 base32 without padding, as authenticator apps want their seeds.
MUST_CHECK Secret *secret_base32_encode(const Secret *secret);
// Takes either case, spaces and padding.  ERROR_MALFORMED.
MUST_CHECK bool secret_base32_decode(const char *text, Secret **ret_secret, Error *err);

// A password for one use: 16 letters and digits that cannot be mistaken for each other.
MUST_CHECK Secret *secret_one_time_password(void);
// The rule: 12 to 128 characters of UTF-8, a letter and a digit, not the user's name in it, not one
// of the common ones.  ERROR_MALFORMED on field.
MUST_CHECK bool secret_password_check(const Secret *password, const char *user_name,
                                      const char *field, Error *err);

#endif
