// SPDX-License-Identifier: Apache-2.0
#include "base/memory.h"

#include <stdint.h>

static void *memory_given(void *memory)
{
    if (!memory)
        abort();
    return memory;
}

void *memory_new(size_t count, size_t size)
{
    return memory_given(calloc(count ? count : 1, size ? size : 1));
}

void *memory_resize(void *memory, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        abort();
    size_t bytes = count * size;
    return memory_given(realloc(memory, bytes ? bytes : 1));
}

void *memory_copy(const void *bytes, size_t length)
{
    void *copy = memory_new(length, 1);
    if (length > 0)
        memcpy(copy, bytes, length);
    return copy;
}
