// SPDX-License-Identifier: Apache-2.0
// The machine: from byte to byte.  What a finished sequence means stands in decoder_table.c.
#include "terminal/decoder.h"

#include "terminal/decoder_internal.h"

enum {
    BYTE_BELL = 0x07,
    BYTE_CANCEL = 0x18,
    BYTE_SUBSTITUTE = 0x1A,
    BYTE_ESCAPE = 0x1B,
    BYTE_DELETE = 0x7F,
    PARAMETER_LIMIT = 10000000, // larger than any code point
};

// Back to waiting for anything; a paste goes on.
static void reset(Decoder *decoder)
{
    bool is_pasting = decoder->is_pasting;
    *decoder = (Decoder){.state = DECODER_GROUND, .is_pasting = is_pasting};
}

static size_t put_key(const Decoder *decoder, Key key, Key *ret_keys)
{
    if (key.name == KEY_NONE)
        return 0;
    if (decoder->is_pasting) {
        // Of a paste only plain characters are left.
        if (key.name != KEY_CHARACTER || key.is_ctrl)
            return 0;
        key = key_character(key.point);
        key.is_pasted = true;
    }
    ret_keys[0] = key;
    return 1;
}

static size_t put_point(const Decoder *decoder, uint32_t point, bool is_alt, Key *ret_keys)
{
    Key key = key_character(point);
    key.is_alt = is_alt;
    return put_key(decoder, decoder->is_pasting ? key : decoder_table_twin(key), ret_keys);
}

static size_t put_paste_mark(Decoder *decoder, bool begins, Key *ret_keys)
{
    if (decoder->is_pasting == begins)
        return 0;
    decoder->is_pasting = begins;
    ret_keys[0] = key_named(begins ? KEY_PASTE_BEGIN : KEY_PASTE_END);
    ret_keys[0].is_pasted = true;
    return 1;
}

static size_t feed_ground(Decoder *decoder, unsigned char byte, bool is_alt, Key *ret_keys)
{
    reset(decoder);
    if (byte == BYTE_ESCAPE) {
        decoder->state = DECODER_ESCAPE;
        return 0;
    }
    if (byte < 0x20 || byte == BYTE_DELETE) {
        Key key = decoder_table_control_key(byte);
        key.is_alt = is_alt;
        return put_key(decoder, key, ret_keys);
    }
    if (byte < 0x80)
        return put_point(decoder, byte, is_alt, ret_keys);
    if (byte < 0xC2 || byte > 0xF4)
        return 0; // no character begins with it
    decoder->state = DECODER_CHARACTER;
    decoder->is_alt = is_alt;
    decoder->wanted = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3;
    decoder->point = byte & (0x3FU >> decoder->wanted);
    decoder->point_min = byte < 0xE0 ? 0x80 : byte < 0xF0 ? 0x800 : 0x10000;
    return 0;
}

static size_t feed_character(Decoder *decoder, unsigned char byte, Key *ret_keys)
{
    if ((byte & 0xC0) != 0x80)
        return feed_ground(decoder, byte, false, ret_keys);
    decoder->point = decoder->point << 6 | (byte & 0x3FU);
    if (--decoder->wanted > 0)
        return 0;
    uint32_t point = decoder->point;
    bool is_good = point >= decoder->point_min && decoder_table_is_text(point);
    bool is_alt = decoder->is_alt;
    reset(decoder);
    return is_good ? put_point(decoder, point, is_alt, ret_keys) : 0;
}

static size_t feed_escape(Decoder *decoder, unsigned char byte, Key *ret_keys)
{
    bool second = decoder->is_alt;
    switch (byte) {
    case BYTE_ESCAPE:
        // Two of them may still become Alt with a sequence; of three the first was the key.
        decoder->is_alt = true;
        return second ? put_key(decoder, key_named(KEY_ESCAPE), ret_keys) : 0;
    case '[':
        decoder->state = DECODER_CSI;
        return 0;
    case 'O':
        decoder->state = DECODER_SS3;
        return 0;
    case ']':
    case 'P':
    case 'X':
    case '^':
    case '_':
        decoder->state = DECODER_STRING;
        decoder->point = byte;
        decoder->string_length = 0;
        return 0;
    default: {
        size_t count = second ? put_key(decoder, key_named(KEY_ESCAPE), ret_keys) : 0;
        return count + feed_ground(decoder, byte, true, ret_keys + count);
    }
    }
}

static size_t finish_csi(Decoder *decoder, unsigned char final, Key *ret_keys)
{
    DecoderSequence sequence = {
        .final = (char) final,
        .number = decoder->parameters[0],
        .modifier = decoder->parameters[1],
        .code = decoder->parameters[2],
        .is_alt = decoder->is_alt,
    };
    bool is_foreign = decoder->is_private;
    bool is_mouse = final == 'M' && decoder->parameter_count == 0 && !is_foreign;
    reset(decoder);
    if (is_foreign)
        return 0;
    if (is_mouse) {
        decoder->state = DECODER_MOUSE;
        decoder->wanted = 3;
        return 0;
    }
    if (final == '~' && (sequence.number == 200 || sequence.number == 201))
        return put_paste_mark(decoder, sequence.number == 200, ret_keys);
    return put_key(decoder, decoder_table_csi_key(&sequence), ret_keys);
}

static void add_digit(Decoder *decoder, unsigned char byte)
{
    if (decoder->parameter_count == 0)
        decoder->parameter_count = 1;
    size_t at = decoder->parameter_count - 1;
    if (at < DECODER_PARAMETERS && decoder->parameters[at] < PARAMETER_LIMIT && !decoder->is_sub)
        decoder->parameters[at] = decoder->parameters[at] * 10 + (byte - '0');
}

static void next_parameter(Decoder *decoder)
{
    decoder->is_sub = false;
    if (decoder->parameter_count == 0)
        decoder->parameter_count = 1;
    if (decoder->parameter_count <= DECODER_PARAMETERS)
        decoder->parameter_count++;
}

static size_t feed_csi(Decoder *decoder, unsigned char byte, Key *ret_keys)
{
    bool is_first = decoder->parameter_count == 0 && !decoder->is_private;
    if (byte < 0x20 || byte >= BYTE_DELETE)
        return feed_ground(decoder, byte, false, ret_keys);
    if (byte >= '0' && byte <= '9')
        add_digit(decoder, byte);
    else if (byte == ';')
        next_parameter(decoder);
    else if (byte == ':')
        decoder->is_sub = true;
    else if (byte == '[' && is_first)
        decoder->state = DECODER_CSI_LINUX;
    else if (byte >= 0x40 || (byte == '$' && !is_first && !decoder->is_private))
        return finish_csi(decoder, byte, ret_keys);
    else
        decoder->is_private = true; // a private mark or an intermediate: nothing we ever asked for
    return 0;
}

static size_t feed_csi_linux(Decoder *decoder, unsigned char byte, Key *ret_keys)
{
    Key key = decoder_table_linux_key(byte);
    key.is_alt = decoder->is_alt;
    reset(decoder);
    if (byte < 0x20 || byte >= BYTE_DELETE)
        return feed_ground(decoder, byte, false, ret_keys);
    return put_key(decoder, key, ret_keys);
}

static size_t feed_ss3(Decoder *decoder, unsigned char byte, Key *ret_keys)
{
    if (byte < 0x20 || byte >= BYTE_DELETE)
        return feed_ground(decoder, byte, false, ret_keys);
    if (byte >= '0' && byte <= '9') {
        add_digit(decoder, byte);
        return 0;
    }
    if (byte == ';') {
        next_parameter(decoder);
        return 0;
    }
    DecoderSequence sequence = {
        .final = (char)byte,
        .modifier = decoder->parameters[decoder->parameter_count > 1 ? 1 : 0],
        .is_alt = decoder->is_alt,
    };
    reset(decoder);
    return put_key(decoder, decoder_table_ss3_key(&sequence), ret_keys);
}

static size_t feed_string(Decoder *decoder, unsigned char byte)
{
    if (byte == BYTE_ESCAPE) {
        decoder->state = DECODER_STRING_ESCAPE;
    } else if (byte < 0x20 || ++decoder->string_length > DECODER_STRING_MAX) {
        // BEL ends it; any other control cannot stand in one.
        reset(decoder);
    }
    return 0;
}

static size_t feed_string_escape(Decoder *decoder, unsigned char byte, Key *ret_keys)
{
    reset(decoder);
    if (byte == '\\')
        return 0;
    decoder->state = DECODER_ESCAPE;
    return feed_escape(decoder, byte, ret_keys);
}

static size_t feed_mouse(Decoder *decoder)
{
    if (--decoder->wanted == 0)
        reset(decoder);
    return 0;
}

size_t decoder_feed(Decoder *decoder, unsigned char byte, Key ret_keys[DECODER_KEYS])
{
    bool in_sequence = decoder->state != DECODER_GROUND && decoder->state != DECODER_MOUSE;
    if (in_sequence && (byte == BYTE_CANCEL || byte == BYTE_SUBSTITUTE)) {
        reset(decoder);
        return 0;
    }
    switch ((DecoderState)decoder->state) {
    case DECODER_GROUND:
        return feed_ground(decoder, byte, false, ret_keys);
    case DECODER_CHARACTER:
        return feed_character(decoder, byte, ret_keys);
    case DECODER_ESCAPE:
        return feed_escape(decoder, byte, ret_keys);
    case DECODER_CSI:
        return feed_csi(decoder, byte, ret_keys);
    case DECODER_CSI_LINUX:
        return feed_csi_linux(decoder, byte, ret_keys);
    case DECODER_SS3:
        return feed_ss3(decoder, byte, ret_keys);
    case DECODER_STRING:
        return feed_string(decoder, byte);
    case DECODER_STRING_ESCAPE:
        return feed_string_escape(decoder, byte, ret_keys);
    case DECODER_MOUSE:
        return feed_mouse(decoder);
    }
    return 0;
}

int decoder_wait_ms(const Decoder *decoder, int escape_ms)
{
    if (decoder->state == DECODER_GROUND)
        return decoder->is_pasting ? DECODER_PASTE_MS : -1;
    return decoder->state == DECODER_ESCAPE ? escape_ms : DECODER_PARTIAL_MS;
}

size_t decoder_timeout(Decoder *decoder, Key ret_keys[DECODER_KEYS])
{
    Decoder before = *decoder;
    reset(decoder);
    switch ((DecoderState)before.state) {
    case DECODER_GROUND:
        return put_paste_mark(decoder, false, ret_keys);
    case DECODER_ESCAPE: {
        size_t count = put_key(decoder, key_named(KEY_ESCAPE), ret_keys);
        return before.is_alt ? count + put_key(decoder, key_named(KEY_ESCAPE), ret_keys + count)
                             : count;
    }
    case DECODER_SS3:
        return put_point(decoder, 'O', true, ret_keys);
    case DECODER_STRING:
        return before.string_length == 0 ? put_point(decoder, before.point, true, ret_keys) : 0;
    case DECODER_CHARACTER:
    case DECODER_CSI:
    case DECODER_CSI_LINUX:
    case DECODER_STRING_ESCAPE:
    case DECODER_MOUSE:
        return 0;
    }
    return 0;
}
