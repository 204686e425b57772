// SPDX-License-Identifier: Apache-2.0
#include "base/utf8.h"

#include <assert.h>
#include <string.h>

#include <utf8proc.h>

static const char utf8_replacement[] = "\xef\xbf\xbd";
static const char utf8_ellipsis[] = "\xe2\x80\xa6";

// The length of the character at the start of a terminated text, and what it is; 0 if it is broken.
static size_t utf8_decode(const char *text, int32_t *ret_character)
{
    // The NUL is no continuation byte, so a character cut short ends the reading in time.
    utf8proc_ssize_t length = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, ret_character);
    return length > 0 ? (size_t)length : 0;
}

bool utf8_is_valid(const char *bytes, size_t length)
{
    size_t at = 0;
    while (at < length) {
        int32_t character = 0;
        utf8proc_ssize_t step = utf8proc_iterate((const utf8proc_uint8_t *)bytes + at,
                                                 (utf8proc_ssize_t)(length - at), &character);
        if (step <= 0)
            return false;
        at += (size_t)step;
    }
    return true;
}

static bool utf8_is_control(int32_t character)
{
    return character < 0x20 || character == 0x7f || character == 0x2028 || character == 0x2029;
}

static bool utf8_is_bidi(int32_t character)
{
    return character == 0x061c || character == 0x200e || character == 0x200f ||
           (character >= 0x202a && character <= 0x202e) ||
           (character >= 0x2066 && character <= 0x2069);
}

// Format characters, and the letters that are made to be invisible.
static bool utf8_is_zero_width(int32_t character)
{
    static const int32_t fillers[] = {0x034f, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x3164, 0xffa0};
    for (size_t i = 0; i < COUNT_OF(fillers); i++)
        if (character == fillers[i])
            return true;
    return utf8proc_category(character) == UTF8PROC_CATEGORY_CF;
}

static bool utf8_is_noncharacter(int32_t character)
{
    return (character & 0xfffe) == 0xfffe || (character >= 0xfdd0 && character <= 0xfdef);
}

static Utf8Fault utf8_fault(int32_t character)
{
    if (utf8_is_control(character))
        return UTF8_CONTROL;
    if (character >= 0x80 && character <= 0x9f)
        return UTF8_C1;
    if (utf8_is_bidi(character))
        return UTF8_BIDI;
    if (utf8_is_zero_width(character))
        return UTF8_ZERO_WIDTH;
    if (utf8_is_noncharacter(character))
        return UTF8_NONCHARACTER;
    if (utf8proc_category(character) == UTF8PROC_CATEGORY_CO)
        return UTF8_PRIVATE_USE;
    return UTF8_CLEAN;
}

static Utf8Fault utf8_find_fault(const char *text, bool has_lines, size_t *ret_offset)
{
    const char *at = text;
    while (*at) {
        int32_t character = 0;
        size_t length = utf8_decode(at, &character);
        Utf8Fault fault = length ? utf8_fault(character) : UTF8_INVALID;
        if (fault != UTF8_CLEAN && !(has_lines && character == '\n')) {
            if (ret_offset)
                *ret_offset = (size_t)(at - text);
            return fault;
        }
        at += length;
    }
    return UTF8_CLEAN;
}

Utf8Fault utf8_clean_check(const char *text, size_t *ret_offset)
{
    return utf8_find_fault(text, false, ret_offset);
}

Utf8Fault utf8_clean_check_lines(const char *text, size_t *ret_offset)
{
    return utf8_find_fault(text, true, ret_offset);
}

const char *utf8_fault_sentence(Utf8Fault fault)
{
    switch (fault) {
    case UTF8_CLEAN:
        return "is clean";
    case UTF8_INVALID:
        return "is not UTF-8";
    case UTF8_CONTROL:
        return "contains a control character";
    case UTF8_C1:
        return "contains a terminal control character";
    case UTF8_BIDI:
        return "contains a character that turns the direction of the text";
    case UTF8_ZERO_WIDTH:
        return "contains a character that cannot be seen";
    case UTF8_NONCHARACTER:
        return "contains a code that is no character";
    case UTF8_PRIVATE_USE:
        return "contains a character of private use";
    }
    return "";
}

// A mark has no width of its own, wherever it stands: it is drawn onto what is before it.
static int utf8_character_width(int32_t character)
{
    switch ((int)utf8proc_category(character)) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
        return 0;
    default:
        return utf8proc_charwidth(character);
    }
}

// Adds a character to a cluster if it belongs there.  What joins a wide cluster is drawn within its
// two columns; anything else adds its own, and what does not fit stands for itself, as terminals
// show it.
static bool utf8_join(int32_t character, int32_t next, utf8proc_int32_t *state, int *width)
{
    int sum = *width + utf8_character_width(next);
    if (utf8proc_grapheme_break_stateful(character, next, state) || (sum > 2 && *width < 2))
        return false;
    *width = sum > 2 ? 2 : sum;
    return true;
}

bool utf8_next_cluster(const char **cursor, Utf8Cluster *ret_cluster)
{
    const char *start = *cursor;
    if (*start == '\0')
        return false;
    int32_t character = 0;
    size_t length = utf8_decode(start, &character);
    if (length == 0) {
        *ret_cluster = (Utf8Cluster){.bytes = start, .length = 1, .width = 1, .is_valid = false};
        *cursor = start + 1;
        return true;
    }
    int width = utf8_character_width(character);
    utf8proc_int32_t state = 0;
    const char *at = start + length;
    int32_t next = 0;
    while (*at && (length = utf8_decode(at, &next)) > 0 &&
           utf8_join(character, next, &state, &width)) {
        character = next;
        at += length;
    }
    *ret_cluster = (Utf8Cluster){
        .bytes = start, .length = (size_t)(at - start), .width = width, .is_valid = true};
    *cursor = at;
    return true;
}

size_t utf8_previous_cluster(const char *text, size_t offset)
{
    const char *at = text;
    size_t previous = 0;
    Utf8Cluster cluster;
    while (utf8_next_cluster(&at, &cluster) && (size_t)(cluster.bytes - text) < offset)
        previous = (size_t)(cluster.bytes - text);
    return previous;
}

size_t utf8_count_clusters(const char *text)
{
    size_t count = 0;
    Utf8Cluster cluster;
    while (utf8_next_cluster(&text, &cluster))
        count++;
    return count;
}

size_t utf8_count_characters(const char *text)
{
    size_t count = 0;
    while (*text) {
        int32_t character = 0;
        size_t length = utf8_decode(text, &character);
        text += length ? length : 1;
        count++;
    }
    return count;
}

int utf8_width(const char *text)
{
    int width = 0;
    Utf8Cluster cluster;
    while (utf8_next_cluster(&text, &cluster))
        width += cluster.width;
    return width;
}

size_t utf8_fit(const char *text, int columns)
{
    const char *at = text;
    int width = 0;
    size_t length = 0;
    Utf8Cluster cluster;
    while (utf8_next_cluster(&at, &cluster) && width + cluster.width <= columns) {
        width += cluster.width;
        length = (size_t)(at - text);
    }
    return length;
}

size_t utf8_fit_bytes(const char *text, size_t size)
{
    size_t fitting = 0;
    while (text[fitting]) {
        int32_t character = 0;
        size_t length = utf8_decode(text + fitting, &character);
        if (length == 0)
            length = 1;
        if (length > size - fitting)
            break;
        fitting += length;
    }
    return fitting;
}

void utf8_add_column(Text *page, const char *text, int columns, Utf8Align align)
{
    assert(columns >= 0);
    AUTO(text_done) Text clean = TEXT_EMPTY;
    utf8_add_cleaned(&clean, text);
    if (columns > 0 && utf8_width(text_string(&clean)) > columns) {
        text_cut(&clean, utf8_fit(text_string(&clean), columns - 1));
        text_add(&clean, utf8_ellipsis);
    } else if (columns == 0) {
        text_clear(&clean);
    }
    size_t space = (size_t)(columns - utf8_width(text_string(&clean)));
    size_t before = align == UTF8_LEFT ? 0 : align == UTF8_RIGHT ? space : space / 2;
    text_add_repeat(page, ' ', before);
    text_add(page, text_string(&clean));
    text_add_repeat(page, ' ', space - before);
}

static bool utf8_map(const char *text, utf8proc_option_t options, const char *where,
                     char **ret_text, Error *err)
{
    utf8proc_uint8_t *mapped = NULL;
    utf8proc_ssize_t length =
        utf8proc_map((const utf8proc_uint8_t *)text, 0, &mapped,
                     UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_COMPOSE | options);
    if (length < 0)
        return error_set(err, ERROR_MALFORMED, where, "The text is not UTF-8.");
    *ret_text = (char *)mapped;
    return true;
}

bool utf8_normalise(const char *text, char **ret_text, Error *err)
{
    return utf8_map(text, (utf8proc_option_t)0, __func__, ret_text, err);
}

bool utf8_fold(const char *text, char **ret_text, Error *err)
{
    return utf8_map(text, UTF8PROC_CASEFOLD, __func__, ret_text, err);
}

void utf8_add_cleaned(Text *page, const char *text)
{
    while (*text) {
        int32_t character = 0;
        size_t length = utf8_decode(text, &character);
        if (*text == '\n' || *text == '\t')
            text_add_char(page, ' ');
        else if (length > 0 && utf8_fault(character) == UTF8_CLEAN)
            text_add_bytes(page, text, length);
        else
            text_add(page, utf8_replacement);
        text += length ? length : 1;
    }
}
