// SPDX-License-Identifier: Apache-2.0
// What a finished sequence means, in the dialects of xterm, VT220, linux console, PuTTY and rxvt.
#include <ctype.h>

#include "base/auto.h"
#include "terminal/decoder_internal.h"

typedef struct Meaning {
    unsigned code; // a number before ~, or a final letter
    KeyName name;
} Meaning;

// Esc [ number ~
static const Meaning number_keys[] = {
    {1, KEY_HOME},      {2, KEY_INSERT}, {3, KEY_DELETE}, {4, KEY_END},  {5, KEY_PAGE_UP},
    {6, KEY_PAGE_DOWN}, {7, KEY_HOME},   {8, KEY_END},    {11, KEY_F1},  {12, KEY_F2},
    {13, KEY_F3},       {14, KEY_F4},    {15, KEY_F5},    {17, KEY_F6},  {18, KEY_F7},
    {19, KEY_F8},       {20, KEY_F9},    {21, KEY_F10},   {23, KEY_F11}, {24, KEY_F12},
};

// The VT220's F13 to F20 are what a PC keyboard sends for Shift+F1 to Shift+F8.
static const Meaning shifted_number_keys[] = {
    {25, KEY_F1}, {26, KEY_F2}, {28, KEY_F3}, {29, KEY_F4},
    {31, KEY_F5}, {32, KEY_F6}, {33, KEY_F7}, {34, KEY_F8},
};

// Esc [ letter and Esc O letter
static const Meaning letter_keys[] = {
    {'A', KEY_UP},  {'B', KEY_DOWN}, {'C', KEY_RIGHT}, {'D', KEY_LEFT}, {'H', KEY_HOME},
    {'F', KEY_END}, {'P', KEY_F1},   {'Q', KEY_F2},    {'R', KEY_F3},   {'S', KEY_F4},
    {'a', KEY_UP},  {'b', KEY_DOWN}, {'c', KEY_RIGHT}, {'d', KEY_LEFT},
};

// Esc [ [ letter
static const Meaning linux_keys[] = {
    {'A', KEY_F1}, {'B', KEY_F2}, {'C', KEY_F3}, {'D', KEY_F4}, {'E', KEY_F5},
};

static KeyName look_up(const Meaning *table, size_t count, unsigned code)
{
    for (size_t i = 0; i < count; i++) {
        if (table[i].code == code)
            return table[i].name;
    }
    return KEY_NONE;
}

static Key with_modifier(Key key, unsigned modifier)
{
    unsigned bits = modifier > 0 ? modifier - 1 : 0;
    key.is_shift = key.is_shift || (bits & 1) != 0;
    key.is_alt = key.is_alt || (bits & (2 | 8)) != 0;
    key.is_ctrl = key.is_ctrl || (bits & 4) != 0;
    return key;
}

bool decoder_table_is_text(uint32_t point)
{
    return point >= 0x20 && point != 0x7F && !(point >= 0x80 && point < 0xA0) &&
           !(point >= 0xD800 && point < 0xE000) && point <= 0x10FFFF;
}

Key decoder_table_twin(Key key)
{
    static const char digits[] = "1234567890-=";
    if (key.name != KEY_CHARACTER || !key.is_alt || key.is_ctrl || key.point >= 0x80)
        return key;
    for (size_t i = 0; digits[i] != '\0'; i++) {
        if (key.point == (uint32_t)(unsigned char)digits[i])
            return key_named((KeyName)(KEY_F1 + i));
    }
    return key;
}

Key decoder_table_control_key(unsigned char byte)
{
    switch (byte) {
    case '\r':
    case '\n':
        return key_named(KEY_ENTER);
    case '\t':
        return key_named(KEY_TAB);
    case '\b':
    case 0x7F:
        return key_named(KEY_BACKSPACE);
    case 0:
        return key_ctrl(' ');
    default:
        return key_ctrl((char)tolower(byte | 0x40));
    }
}

// A character with modifiers, as xterm (Esc [ 27 ; modifier ; code ~) and kitty (Esc [ code ;
// modifier u) can be told to send it.
static Key modified_character(unsigned code, unsigned modifier)
{
    Key key = key_named(KEY_NONE);
    if (code == 27)
        key = key_named(KEY_ESCAPE);
    else if (code < 0x20 || code == 0x7F)
        key = decoder_table_control_key((unsigned char)code);
    else if (decoder_table_is_text(code))
        key = key_character(code);
    if (key.name == KEY_CHARACTER && code < 0x20)
        return key_named(KEY_NONE);
    key = with_modifier(key, modifier);
    if (key.name == KEY_TAB && key.is_shift)
        key.name = KEY_BACKTAB;
    if (key.name == KEY_CHARACTER && key.is_ctrl && code < 0x80)
        key.point = (uint32_t)tolower((int)code);
    if (key.name == KEY_CHARACTER || key.name == KEY_BACKTAB)
        key.is_shift = false;
    return decoder_table_twin(key);
}

static Key number_key(const DecoderSequence *sequence)
{
    Key key = key_named(look_up(number_keys, COUNT_OF(number_keys), sequence->number));
    if (key.name == KEY_NONE) {
        key.name = look_up(shifted_number_keys, COUNT_OF(shifted_number_keys), sequence->number);
        key.is_shift = key.name != KEY_NONE;
    }
    // rxvt says the modifier with another final byte.
    key.is_ctrl = sequence->final == '^' || sequence->final == '@';
    key.is_shift = key.is_shift || sequence->final == '$' || sequence->final == '@';
    return with_modifier(key, sequence->modifier);
}

static Key letter_key(const DecoderSequence *sequence)
{
    if (sequence->number > 1)
        return key_named(KEY_NONE); // a cursor report, not a key
    if (sequence->final == 'Z')
        return key_named(KEY_BACKTAB);
    unsigned letter = (unsigned char)sequence->final;
    Key key = key_named(look_up(letter_keys, COUNT_OF(letter_keys), letter));
    key.is_shift = letter >= 'a';
    return with_modifier(key, sequence->modifier);
}

Key decoder_table_csi_key(const DecoderSequence *sequence)
{
    Key key;
    switch (sequence->final) {
    case '~':
        key = sequence->number == 27 ? modified_character(sequence->code, sequence->modifier)
                                     : number_key(sequence);
        break;
    case '^':
    case '@':
    case '$':
        key = number_key(sequence);
        break;
    case 'u':
        key = modified_character(sequence->number, sequence->modifier);
        break;
    default:
        key = letter_key(sequence);
        break;
    }
    key.is_alt = key.is_alt || sequence->is_alt;
    return key;
}

// The keypad in application mode: PuTTY and Windows Terminal fall into it easily, and then every
// digit of an amount comes like this.
static Key keypad_key(char final)
{
    static const char signs[] = "jkmnol";
    static const char meant[] = "*+-./,";
    if (final >= 'p' && final <= 'y')
        return key_character((uint32_t)('0' + (final - 'p')));
    for (size_t i = 0; signs[i] != '\0'; i++) {
        if (final == signs[i])
            return key_character((uint32_t)(unsigned char)meant[i]);
    }
    switch (final) {
    case 'M':
        return key_named(KEY_ENTER);
    case 'I':
        return key_named(KEY_TAB);
    case 'X':
        return key_character('=');
    case ' ':
        return key_character(' ');
    default:
        return key_named(KEY_NONE);
    }
}

Key decoder_table_ss3_key(const DecoderSequence *sequence)
{
    Key key = keypad_key(sequence->final);
    if (key.name == KEY_NONE) {
        unsigned letter = (unsigned char)sequence->final;
        key = key_named(look_up(letter_keys, COUNT_OF(letter_keys), letter));
        key.is_ctrl = letter >= 'a'; // rxvt
        key = with_modifier(key, sequence->modifier);
    }
    key.is_alt = key.is_alt || sequence->is_alt;
    return key;
}

Key decoder_table_linux_key(unsigned char byte)
{
    return key_named(look_up(linux_keys, COUNT_OF(linux_keys), byte));
}
