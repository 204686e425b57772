// SPDX-License-Identifier: Apache-2.0
#include "base/secret.h"

#include <assert.h>
#include <string.h>

#include <sodium.h>

#include "base/memory.h"

struct Secret {
    uint8_t *bytes; // guarded memory, capacity + 1 bytes
    size_t length;
    size_t capacity;
};

// Harmless when done before, and safe from any thread; without it there is no good randomness.
static void secret_ready(void)
{
    if (sodium_init() < 0)
        abort();
}

Secret *secret_new(size_t capacity)
{
    assert(capacity <= SECRET_MAX);
    secret_ready();
    Secret *secret = NEW(Secret);
    secret->bytes = sodium_malloc(capacity + 1);
    if (!secret->bytes)
        abort();
    secret->capacity = capacity;
    sodium_memzero(secret->bytes, capacity + 1);
    return secret;
}

Secret *secret_from_bytes(const void *bytes, size_t length)
{
    Secret *secret = secret_new(length);
    bool is_added = secret_add(secret, bytes, length);
    assert(is_added);
    (void)is_added;
    return secret;
}

Secret *secret_random_new(size_t length)
{
    Secret *secret = secret_new(length);
    secret_random(secret->bytes, length);
    secret->length = length;
    return secret;
}

void secret_free(Secret *secret)
{
    if (!secret)
        return;
    sodium_free(secret->bytes);
    free(secret);
}

bool secret_add(Secret *secret, const void *bytes, size_t length)
{
    if (length > secret->capacity - secret->length)
        return false;
    if (length > 0)
        memcpy(secret->bytes + secret->length, bytes, length);
    secret->length += length;
    secret->bytes[secret->length] = '\0';
    return true;
}

void secret_cut(Secret *secret, size_t length)
{
    assert(length <= secret->length);
    sodium_memzero(secret->bytes + length, secret->length - length);
    secret->length = length;
}

size_t secret_length(const Secret *secret)
{
    return secret->length;
}

const uint8_t *secret_bytes(const Secret *secret)
{
    return secret->bytes;
}

const char *secret_text(const Secret *secret)
{
    return (const char *)secret->bytes;
}

bool secret_equal(const Secret *left, const Secret *right)
{
    return left->length == right->length &&
           sodium_memcmp(left->bytes, right->bytes, left->length) == 0;
}

void secret_wipe(void *memory, size_t length)
{
    sodium_memzero(memory, length);
}

void secret_random(void *memory, size_t length)
{
    secret_ready();
    randombytes_buf(memory, length);
}

uint32_t secret_random_below(uint32_t bound)
{
    secret_ready();
    return randombytes_uniform(bound);
}

bool secret_derive_key(const Secret *password, const uint8_t salt[SECRET_SALT_SIZE], uint64_t ops,
                       size_t mem_kib, Secret **ret_key, Error *err)
{
    static_assert(SECRET_SALT_SIZE == crypto_pwhash_SALTBYTES, "Argon2id takes this salt");
    // The parameters come from the database; one that is not ours must not stall the terminal.
    const uint64_t ops_max = 16;
    const size_t mem_kib_min = 8;
    const size_t mem_kib_max = 1024 * 1024;
    if (ops < 1 || ops > ops_max || mem_kib < mem_kib_min || mem_kib > mem_kib_max)
        return error_set(err, ERROR_MALFORMED, __func__,
                         "The database asks for a password hash out of all reason.");
    AUTO(secret_free) Secret *key = secret_new(SECRET_KEY_SIZE);
    if (crypto_pwhash(key->bytes, SECRET_KEY_SIZE, secret_text(password), password->length, salt,
                      ops, mem_kib * 1024, crypto_pwhash_ALG_ARGON2ID13) != 0)
        return error_set(err, ERROR_INTERNAL, __func__,
                         "There is not enough memory to check the password.");
    key->length = SECRET_KEY_SIZE;
    *ret_key = TAKE(key);
    return true;
}

static const char secret_base32_digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

Secret *secret_base32_encode(const Secret *secret)
{
    Secret *text = secret_new((secret->length * 8 + 4) / 5);
    for (size_t bit = 0; bit < secret->length * 8; bit += 5) {
        // The bytes end in a NUL, so the second half of the last digit is there, and zero.
        unsigned pair = (unsigned)secret->bytes[bit / 8] << 8 | secret->bytes[bit / 8 + 1];
        text->bytes[text->length++] = (uint8_t)secret_base32_digits[pair >> (11 - bit % 8) & 31];
    }
    return text;
}

bool secret_base32_decode(const char *text, Secret **ret_secret, Error *err)
{
    size_t length = strlen(text);
    if (length > SECRET_MAX)
        return error_set(err, ERROR_MALFORMED, __func__, "The seed is too long.");
    AUTO(secret_free) Secret *secret = secret_new(length);
    unsigned bits = 0;
    unsigned bit_count = 0;
    for (const char *at = text; *at; at++) {
        if (*at == ' ' || *at == '=')
            continue;
        char upper = *at >= 'a' && *at <= 'z' ? (char)(*at - 'a' + 'A') : *at;
        const char *digit = strchr(secret_base32_digits, upper);
        if (!digit)
            return error_set(err, ERROR_MALFORMED, __func__, "The seed is not base32.");
        bits = (bits << 5 | (unsigned)(digit - secret_base32_digits)) & 0xfff;
        bit_count += 5;
        if (bit_count >= 8) {
            bit_count -= 8;
            secret->bytes[secret->length++] = (uint8_t)(bits >> bit_count);
        }
    }
    *ret_secret = TAKE(secret);
    return true;
}

Secret *secret_one_time_password(void)
{
    // Without 0 O 1 l i, which look alike on paper.
    static const char letters[] = "abcdefghjkmnpqrstuvwxyz";
    static const char digits[] = "23456789";
    const int length = 16;
    Secret *password = secret_new((size_t)length);
    for (int i = 0; i < length; i++) {
        // Every fourth is a digit, so that it reads in groups and passes the rule.
        const char *alphabet = i % 4 == 3 ? digits : letters;
        char byte = alphabet[secret_random_below((uint32_t)strlen(alphabet))];
        (void)!secret_add(password, &byte, 1);
    }
    return password;
}
