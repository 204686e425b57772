// SPDX-License-Identifier: Apache-2.0
#include "base/uuid.h"

#include <string.h>

#include "base/digest.h"
#include "base/secret.h"

static const char uuid_shape[] = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

Uuid uuid_v7(const Clock *clock)
{
    Uuid uuid;
    secret_random(uuid.bytes, sizeof uuid.bytes);
    uint64_t now_ms = (uint64_t)(clock_now_us(clock) / 1000);
    for (int i = 0; i < 6; i++)
        uuid.bytes[i] = (uint8_t)(now_ms >> (40 - 8 * i));
    uuid.bytes[6] = (uint8_t)((uuid.bytes[6] & 0x0f) | 0x70);
    uuid.bytes[8] = (uint8_t)((uuid.bytes[8] & 0x3f) | 0x80);
    return uuid;
}

static int uuid_hex_value(char digit)
{
    static const char digits[] = "0123456789abcdef";
    char lower = digit >= 'A' && digit <= 'F' ? (char)(digit - 'A' + 'a') : digit;
    const char *found = lower ? strchr(digits, lower) : NULL;
    return found ? (int)(found - digits) : -1;
}

Uuid uuid_derived(Uuid parent, const char *label)
{
    Uuid uuid;
    char hex[DIGEST_TEXT_SIZE];
    AUTO(digest_free) Digest *digest = digest_new();
    digest_add(digest, parent.bytes, sizeof parent.bytes);
    digest_add(digest, label, strlen(label));
    digest_finish(digest, hex);
    for (size_t i = 0; i < sizeof uuid.bytes; i++)
        uuid.bytes[i] = (uint8_t)(uuid_hex_value(hex[2 * i]) << 4 | uuid_hex_value(hex[2 * i + 1]));
    uuid.bytes[6] = (uint8_t)((uuid.bytes[6] & 0x0f) | 0x80);
    uuid.bytes[8] = (uint8_t)((uuid.bytes[8] & 0x3f) | 0x80);
    return uuid;
}

bool uuid_from_text(const char *text, Uuid *ret_uuid, Error *err)
{
    Uuid uuid = {.bytes = {0}};
    size_t nibble = 0;
    bool is_shaped = strlen(text) == sizeof uuid_shape - 1;
    for (size_t i = 0; is_shaped && uuid_shape[i]; i++) {
        int value = uuid_hex_value(text[i]);
        if (uuid_shape[i] == '-') {
            is_shaped = text[i] == '-';
        } else if (value < 0) {
            is_shaped = false;
        } else {
            uuid.bytes[nibble / 2] = (uint8_t)(uuid.bytes[nibble / 2] << 4 | value);
            nibble++;
        }
    }
    if (!is_shaped)
        return error_set_field(err, ERROR_MALFORMED, NULL,
                               "It looks like 0197a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b.",
                               "This is not a request id.");
    *ret_uuid = uuid;
    return true;
}

const char *uuid_to_text(Uuid uuid, char ret_text[UUID_TEXT_SIZE])
{
    static const char digits[] = "0123456789abcdef";
    size_t nibble = 0;
    for (size_t i = 0; uuid_shape[i]; i++) {
        if (uuid_shape[i] == '-') {
            ret_text[i] = '-';
            continue;
        }
        uint8_t byte = uuid.bytes[nibble / 2];
        ret_text[i] = digits[nibble % 2 == 0 ? byte >> 4 : byte & 0x0f];
        nibble++;
    }
    ret_text[UUID_TEXT_SIZE - 1] = '\0';
    return ret_text;
}

bool uuid_equal(Uuid left, Uuid right)
{
    return memcmp(left.bytes, right.bytes, sizeof left.bytes) == 0;
}
