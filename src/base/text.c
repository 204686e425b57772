// SPDX-License-Identifier: Apache-2.0
#include "base/text.h"

#include <assert.h>
#include <stdio.h>

#include "base/memory.h"

static size_t text_ceiling(const Text *text)
{
    return text->ceiling ? text->ceiling : TEXT_MAX_DEFAULT;
}

// Makes room for so many bytes and the NUL; false, and full for good, if the ceiling forbids it.
static bool text_reserve(Text *text, size_t length)
{
    assert(text->length <= text_ceiling(text));
    if (text->is_full || length > text_ceiling(text) - text->length) {
        text->is_full = true;
        return false;
    }
    size_t needed = text->length + length + 1;
    if (needed > text->capacity) {
        size_t capacity = text->capacity < 32 ? 64 : text->capacity * 2;
        text->capacity = capacity < needed ? needed : capacity;
        text->bytes = memory_resize(text->bytes, text->capacity, 1);
    }
    return true;
}

void text_done(Text *text)
{
    free(text->bytes);
    *text = TEXT_EMPTY_MAX(text->ceiling);
}

void text_clear(Text *text)
{
    text->is_full = false;
    text_cut(text, 0);
}

void text_add(Text *text, const char *string)
{
    text_add_bytes(text, string, strlen(string));
}

void text_add_bytes(Text *text, const char *bytes, size_t length)
{
    if (length == 0 || !text_reserve(text, length))
        return;
    memcpy(text->bytes + text->length, bytes, length);
    text->length += length;
    text->bytes[text->length] = '\0';
}

void text_add_char(Text *text, char byte)
{
    text_add_bytes(text, &byte, 1);
}

void text_add_repeat(Text *text, char byte, size_t count)
{
    if (count == 0 || !text_reserve(text, count))
        return;
    memset(text->bytes + text->length, byte, count);
    text->length += count;
    text->bytes[text->length] = '\0';
}

void text_add_format(Text *text, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    text_add_format_list(text, format, arguments);
    va_end(arguments);
}

void text_add_format_list(Text *text, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    assert(length >= 0);
    if (length > 0 && text_reserve(text, (size_t)length)) {
        (void)vsnprintf(text->bytes + text->length, (size_t)length + 1, format, again);
        text->length += (size_t)length;
    }
    va_end(again);
}

void text_add_json(Text *text, const char *string)
{
    static const char named[] = "\"\\\b\f\n\r\t";
    static const char names[] = "\"\\bfnrt";
    if (!string) {
        text_add(text, "null");
        return;
    }
    text_add_char(text, '"');
    for (const char *at = string; *at; at++) {
        const char *name = strchr(named, *at);
        if (name)
            text_add_format(text, "\\%c", names[name - named]);
        else if ((unsigned char)*at < 0x20 || *at == 0x7f)
            text_add_format(text, "\\u%04x", (unsigned)*at);
        else
            text_add_char(text, *at);
    }
    text_add_char(text, '"');
}

void text_cut(Text *text, size_t length)
{
    assert(length <= text->length);
    text->length = length;
    if (text->bytes)
        text->bytes[length] = '\0';
}

const char *text_string(const Text *text)
{
    return text->bytes ? text->bytes : "";
}

bool text_check(const Text *text, Error *err)
{
    if (!text->is_full)
        return true;
    return error_set(err, ERROR_INTERNAL, __func__, "More text than the %zu bytes allowed here.",
                     text_ceiling(text));
}

char *text_take(Text *text)
{
    char *string = text->bytes ? text->bytes : text_copy("");
    *text = TEXT_EMPTY_MAX(text->ceiling);
    return string;
}

char *text_copy(const char *string)
{
    return string ? text_copy_bytes(string, strlen(string)) : NULL;
}

char *text_copy_bytes(const char *bytes, size_t length)
{
    char *copy = memory_new(length + 1, 1);
    if (length > 0)
        memcpy(copy, bytes, length);
    return copy;
}

char *text_format(const char *format, ...)
{
    Text text = TEXT_EMPTY;
    va_list arguments;
    va_start(arguments, format);
    text_add_format_list(&text, format, arguments);
    va_end(arguments);
    return text_take(&text);
}

bool text_equal(const char *left, const char *right)
{
    if (!left || !right)
        return left == right;
    return strcmp(left, right) == 0;
}

bool text_starts_with(const char *string, const char *prefix)
{
    return strncmp(string, prefix, strlen(prefix)) == 0;
}
