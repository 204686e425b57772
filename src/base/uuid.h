// SPDX-License-Identifier: Apache-2.0
/*
 * uuid: the identity of a request.
 *
 * Version 7: the time in front, so that neighbours in time are neighbours in the index, and 74 bits
 * of good randomness behind it.
 */
#ifndef BASE_UUID_H
#define BASE_UUID_H

#include <stdbool.h>
#include <stdint.h>

#include "base/auto.h"
#include "base/clock.h"
#include "base/error.h"

typedef struct {
    uint8_t bytes[16];
} Uuid;

enum { UUID_TEXT_SIZE = 37 };

Uuid uuid_v7(const Clock *clock);
// The same for the same parent and label, and never that of another pair: ids for the parts of a
// request, which must be the same when the whole is asked again.
Uuid uuid_derived(Uuid parent, const char *label);
// Reads the usual 36 characters, either case.  ERROR_MALFORMED.
MUST_CHECK bool uuid_from_text(const char *text, Uuid *ret_uuid, Error *err);
// Lower case; returns ret_text.
const char *uuid_to_text(Uuid uuid, char ret_text[UUID_TEXT_SIZE]);
bool uuid_equal(Uuid left, Uuid right);

#endif
