// SPDX-License-Identifier: Apache-2.0
#include "base/digest.h"

#include <sodium.h>

#include "base/memory.h"

struct Digest {
    crypto_hash_sha256_state state;
};

Digest *digest_new(void)
{
    Digest *digest = NEW(Digest);
    crypto_hash_sha256_init(&digest->state);
    return digest;
}

void digest_free(Digest *digest)
{
    free(digest);
}

void digest_add(Digest *digest, const void *bytes, size_t length)
{
    crypto_hash_sha256_update(&digest->state, bytes, length);
}

const char *digest_finish(Digest *digest, char ret_text[DIGEST_TEXT_SIZE])
{
    unsigned char bytes[crypto_hash_sha256_BYTES];
    crypto_hash_sha256_final(&digest->state, bytes);
    return sodium_bin2hex(ret_text, DIGEST_TEXT_SIZE, bytes, sizeof bytes);
}
