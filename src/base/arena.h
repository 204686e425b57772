// SPDX-License-Identifier: Apache-2.0
/*
 * arena: memory for one turn (one key press, one command), given back all at once.
 *
 * Whatever is shown or computed on the way lives here; what must outlive the turn does not. Nothing
 * from an arena is freed singly.  Its ceiling is a limit on our own appetite: going past it is our
 * bug and ends the program.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

#include "base/auto.h"

typedef struct Arena Arena;

#define ARENA_NEW(arena, Type)          ((Type *)arena_alloc((arena), 1, sizeof(Type)))
#define ARENA_ARRAY(arena, Type, count) ((Type *)arena_alloc((arena), (count), sizeof(Type)))

MUST_CHECK Arena *arena_new(size_t ceiling);
void arena_free(Arena *arena);
AUTO_DEFINE(Arena, arena_free);

// Zeroed and aligned for any type; valid until arena_reset().
void *arena_alloc(Arena *arena, size_t count, size_t size);
// Copying NULL gives NULL.
char *arena_copy(Arena *arena, const char *string);
char *arena_copy_bytes(Arena *arena, const void *bytes, size_t length);
char *arena_format(Arena *arena, const char *format, ...) PRINTF_LIKE(2, 3);

// Everything given out so far is gone; the memory is kept for the next turn.
void arena_reset(Arena *arena);
size_t arena_used(const Arena *arena);

#endif
