// SPDX-License-Identifier: Apache-2.0
#ifndef PAYDESK_IMPORT_IDMAP_H
#define PAYDESK_IMPORT_IDMAP_H
/*
 * idmap: which identifiers were seen, and at which place.
 *
 * Numbers the identifiers from 0 in the order of their first appearance, so that plain arrays can
 * hold what belongs to them. It keeps one copy of each identifier and about 24 bytes beside it.
 * Memory that cannot be had ends the program.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/auto.h"

#define IDMAP_NONE SIZE_MAX

typedef struct IdMap IdMap;

IdMap *idmap_new(void);

// The identifier's number.  *ret_is_new tells whether this call gave it; otherwise it is that of
// the first appearance.
size_t idmap_add(IdMap *map, const char *text, size_t size, bool *ret_is_new);

// IDMAP_NONE when it was never added.
size_t idmap_find(const IdMap *map, const char *text, size_t size);

size_t idmap_count(const IdMap *map);

// The identifier with this number; valid until the next idmap_add().
const char *idmap_text(const IdMap *map, size_t number);

void idmap_free(IdMap *map);
AUTO_DEFINE(IdMap, idmap_free);

#endif
