// SPDX-License-Identifier: Apache-2.0
#include "canvas/key.h"

#include <ctype.h>
#include <strings.h>

#include "base/text.h"
#include "base/utf8.h"

static const char *const key_names[KEY_NAME_COUNT] = {
#define KEY_TEXT(name, text) [name] = (text),
    KEY_TABLE(KEY_TEXT)
#undef KEY_TEXT
};

Key key_named(KeyName name)
{
    return (Key){.name = name};
}

Key key_character(uint32_t point)
{
    return (Key){.name = KEY_CHARACTER, .point = point};
}

Key key_ctrl(char letter)
{
    return (Key){.name = KEY_CHARACTER, .point = (uint32_t)(unsigned char)letter, .is_ctrl = true};
}

Key key_alt(uint32_t point)
{
    return (Key){.name = KEY_CHARACTER, .point = point, .is_alt = true};
}

bool key_equal(Key left, Key right)
{
    return left.name == right.name && left.point == right.point && left.is_alt == right.is_alt &&
           left.is_ctrl == right.is_ctrl && left.is_shift == right.is_shift &&
           left.is_pasted == right.is_pasted;
}

bool key_is(Key key, KeyName name)
{
    return key.name == name && !key.is_alt && !key.is_ctrl;
}

bool key_is_character(Key key, uint32_t point)
{
    return key_is(key, KEY_CHARACTER) && key.point == point;
}

bool key_is_text(Key key)
{
    return key_is(key, KEY_CHARACTER);
}

bool key_is_ctrl(Key key, char letter)
{
    return key.name == KEY_CHARACTER && key.is_ctrl && !key.is_alt &&
           key.point == (uint32_t)(unsigned char)letter;
}

bool key_is_back(Key key)
{
    return key_is(key, KEY_ESCAPE) || key_is(key, KEY_F12);
}

size_t key_bytes(Key key, char ret_bytes[KEY_BYTES_SIZE])
{
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    uint32_t point = key.name == KEY_CHARACTER ? key.point : 0;
    size_t length = 0;
    if (point != 0 && point <= 0x10FFFF)
        length = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    ret_bytes[length] = '\0';
    for (size_t i = length; i > 1; i--) {
        ret_bytes[i - 1] = (char)(0x80 | (point & 0x3F));
        point >>= 6;
    }
    if (length > 0)
        ret_bytes[0] = (char)(lead[length] | point);
    return length;
}

const char *key_format(Key key, char ret_text[KEY_TEXT_SIZE])
{
    char bytes[KEY_BYTES_SIZE];
    const char *name = key.name < KEY_NAME_COUNT ? key_names[key.name] : NULL;
    if (name == NULL) {
        key_bytes(key, bytes);
        if (key.is_ctrl)
            bytes[0] = (char)toupper((unsigned char)bytes[0]);
        name = key.point == ' ' ? "Space" : bytes;
    }
    (void)snprintf(ret_text, KEY_TEXT_SIZE, "%s%s%s%s", key.is_ctrl ? "Ctrl+" : "",
                   key.is_alt ? "Alt+" : "", key.is_shift ? "Shift+" : "", name);
    return ret_text;
}

static bool take_prefix(const char **text, const char *prefix)
{
    size_t length = strlen(prefix);
    // "+" alone, and the plus of "Ctrl++", are characters.
    if (strncasecmp(*text, prefix, length) != 0 || (*text)[length] == '\0')
        return false;
    *text += length;
    return true;
}

static KeyName find_name(const char *text)
{
    for (KeyName name = KEY_CHARACTER + 1; name < KEY_NAME_COUNT; name++) {
        if (strcasecmp(text, key_names[name]) == 0)
            return name;
    }
    return KEY_NONE;
}

// The code point of a text that is exactly one; 0 if it is not.
static uint32_t only_point(const char *text)
{
    size_t length = strlen(text);
    if (!utf8_is_valid(text, length) || utf8_count_characters(text) != 1)
        return 0;
    const unsigned char *bytes = (const unsigned char *)text;
    if (length == 1)
        return bytes[0];
    uint32_t point = bytes[0] & (0x7FU >> length);
    for (size_t i = 1; i < length; i++)
        point = point << 6 | (bytes[i] & 0x3FU);
    return point;
}

bool key_parse(const char *text, Key *ret_key)
{
    Key key = {.name = KEY_NONE};
    key.is_ctrl = take_prefix(&text, "Ctrl+");
    key.is_alt = take_prefix(&text, "Alt+");
    key.is_shift = take_prefix(&text, "Shift+");
    key.name = find_name(text);
    if (key.name == KEY_NONE) {
        key.name = KEY_CHARACTER;
        key.point = strcasecmp(text, "Space") == 0 ? ' ' : only_point(text);
        if (key.is_ctrl && key.point < 0x80)
            key.point = (uint32_t)tolower((int)key.point);
    }
    if (key.is_shift && key.name == KEY_TAB) {
        key.name = KEY_BACKTAB;
        key.is_shift = false;
    }
    if (key.name == KEY_CHARACTER && (key.point == 0 || key.is_shift))
        return false;
    *ret_key = key;
    return true;
}
