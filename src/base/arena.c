// SPDX-License-Identifier: Apache-2.0
#include "base/arena.h"

#include <assert.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/memory.h"

enum { ARENA_BLOCK_SIZE = 64 * 1024 };

typedef struct ArenaBlock {
    struct ArenaBlock *next;
    size_t size;
    size_t used;
    alignas(max_align_t) unsigned char bytes[];
} ArenaBlock;

struct Arena {
    ArenaBlock *blocks; // the one in use first
    size_t used;
    size_t ceiling;
};

Arena *arena_new(size_t ceiling)
{
    Arena *arena = NEW(Arena);
    arena->ceiling = ceiling;
    return arena;
}

static void arena_free_blocks(ArenaBlock *block)
{
    while (block) {
        ArenaBlock *next = block->next;
        free(block);
        block = next;
    }
}

void arena_free(Arena *arena)
{
    if (!arena)
        return;
    arena_free_blocks(arena->blocks);
    free(arena);
}

static ArenaBlock *arena_add_block(Arena *arena, size_t size)
{
    size_t room = size > ARENA_BLOCK_SIZE ? size : ARENA_BLOCK_SIZE;
    ArenaBlock *block = memory_new(1, sizeof *block + room);
    block->size = room;
    block->next = arena->blocks;
    arena->blocks = block;
    return block;
}

void *arena_alloc(Arena *arena, size_t count, size_t size)
{
    if (size != 0 && count > arena->ceiling / size)
        abort();
    size_t step = alignof(max_align_t);
    size_t bytes = (count * size + step - 1) / step * step;
    if (bytes > arena->ceiling - arena->used)
        abort();
    ArenaBlock *block = arena->blocks;
    if (!block || bytes > block->size - block->used)
        block = arena_add_block(arena, bytes);
    void *memory = block->bytes + block->used;
    block->used += bytes;
    arena->used += bytes;
    return memset(memory, 0, bytes);
}

char *arena_copy(Arena *arena, const char *string)
{
    return string ? arena_copy_bytes(arena, string, strlen(string)) : NULL;
}

char *arena_copy_bytes(Arena *arena, const void *bytes, size_t length)
{
    char *copy = arena_alloc(arena, length + 1, 1);
    if (length > 0)
        memcpy(copy, bytes, length);
    return copy;
}

char *arena_format(Arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    assert(length >= 0);
    char *string = arena_alloc(arena, (size_t)length + 1, 1);
    va_start(arguments, format);
    (void)vsnprintf(string, (size_t)length + 1, format, arguments);
    va_end(arguments);
    return string;
}

void arena_reset(Arena *arena)
{
    if (arena->blocks) {
        arena_free_blocks(arena->blocks->next);
        arena->blocks->next = NULL;
        arena->blocks->used = 0;
    }
    arena->used = 0;
}

size_t arena_used(const Arena *arena)
{
    return arena->used;
}
