// SPDX-License-Identifier: Apache-2.0
/*
 * The key decoder against anything a terminal, a paste or an attacker may send.
 *
 * The first byte of the input says after how many bytes time runs out.  Whatever comes, every key
 * is one that the rest of the program expects, and after two timeouts the decoder is back at its
 * start.
 *
 *     clang -fsanitize=fuzzer,address,undefined -Isrc -Iui tests/fuzz/key_decoder.c \
 *         ui/terminal/decoder*.c ui/canvas/key.c … && ./a.out tests/fuzz/key_corpus
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "terminal/decoder.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(int condition)
{
    if (!condition)
        abort();
}

static void check_keys(const Key *keys, size_t count)
{
    require(count <= DECODER_KEYS);
    for (size_t i = 0; i < count; i++) {
        Key key = keys[i];
        bool is_mark = key.name == KEY_PASTE_BEGIN || key.name == KEY_PASTE_END;
        require(key.name > KEY_NONE && key.name < KEY_NAME_COUNT);
        require(key.is_pasted ? is_mark || key.name == KEY_CHARACTER : !is_mark);
        if (key.name != KEY_CHARACTER)
            continue;
        require(key.point >= 0x20 && key.point != 0x7F && key.point <= 0x10FFFF);
        require(key.point < 0x80 || key.point >= 0xA0);
        require(key.point < 0xD800 || key.point > 0xDFFF);
        require(!(key.is_pasted && (key.is_alt || key.is_ctrl)));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Decoder decoder = DECODER_START;
    Key keys[DECODER_KEYS];
    size_t pause = size > 0 ? data[0] : 0;
    for (size_t i = 1; i < size; i++) {
        check_keys(keys, decoder_feed(&decoder, data[i], keys));
        if (pause > 0 && i % pause == 0)
            check_keys(keys, decoder_timeout(&decoder, keys));
    }
    check_keys(keys, decoder_timeout(&decoder, keys));
    check_keys(keys, decoder_timeout(&decoder, keys));
    require(decoder_wait_ms(&decoder, 25) == -1);
    return 0;
}
