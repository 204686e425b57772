// SPDX-License-Identifier: Apache-2.0
/*
 * memory: allocation that does not fail.
 *
 * A small allocation that fails ends the program: the open transaction rolls back, and there is no
 * fallback path that nobody ever ran.  What comes from outside is bounded before it is allocated.
 */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <stddef.h>

#include "base/auto.h"

// Zeroed memory for one object of a type.
#define NEW(Type) ((Type *)memory_new(1, sizeof(Type)))

// Zeroed memory for an array; the caller frees it.
void *memory_new(size_t count, size_t size);
// Grows or shrinks an array; what is new is not zeroed.
void *memory_resize(void *memory, size_t count, size_t size);
void *memory_copy(const void *bytes, size_t length);

#endif
