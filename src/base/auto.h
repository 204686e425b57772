// SPDX-License-Identifier: Apache-2.0
/*
 * auto: the compiler attributes the house uses, behind names that read as words.
 *
 *     AUTO(db_rows_free) DbRows *rows = NULL;   // freed on every return below
 *     AUTO(text_done) Text line = TEXT_EMPTY;   // emptied on every return below
 *     AUTO_FREE char *name = text_copy("tina"); // plain memory
 *     *ret_rows = TAKE(rows);                   // moves out; rows is NULL now, nothing is freed
 *
 * A header makes its own type fit for AUTO with AUTO_DEFINE (heap objects) or AUTO_DEFINE_VALUE
 * (things that live in memory you were given), once, right after the prototype of the destructor.
 * Always initialise an AUTO variable where it is declared.
 */
#ifndef BASE_AUTO_H
#define BASE_AUTO_H

#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

#define MUST_CHECK               __attribute__((warn_unused_result))
#define PRINTF_LIKE(text, first) __attribute__((format(printf, text, first)))
#define NO_RETURN                __attribute__((noreturn))

#define AUTO(destructor) __attribute__((cleanup(destructor##_auto)))
#define AUTO_FREE        __attribute__((cleanup(auto_free)))

// NOLINTBEGIN(bugprone-macro-parentheses): a type cannot stand in parentheses
#define AUTO_DEFINE(Type, destructor)                                                              \
    static inline void destructor##_auto(Type **object)                                            \
    {                                                                                              \
        destructor(*object);                                                                       \
    }                                                                                              \
    struct auto_needs_a_semicolon

#define AUTO_DEFINE_VALUE(Type, destructor)                                                        \
    static inline void destructor##_auto(Type *object)                                             \
    {                                                                                              \
        destructor(object);                                                                        \
    }                                                                                              \
    struct auto_needs_a_semicolon
// NOLINTEND(bugprone-macro-parentheses)

// The value of an owning pointer, which is NULL afterwards: ownership moves to the caller.
#define TAKE(pointer)                                                                              \
    __extension__({                                                                                \
        __typeof__(pointer) taken_ = (pointer);                                                    \
        (pointer) = NULL;                                                                          \
        taken_;                                                                                    \
    })

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

// The attribute hands over the address of a pointer of any type; only a copy may look at it.
static inline void auto_free(void *address)
{
    void *memory = NULL;
    memcpy(&memory, address, sizeof memory);
    free(memory);
}

#endif
