// SPDX-License-Identifier: Apache-2.0
#include "import/idmap.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

typedef struct Item {
    size_t at; // of its text in `bytes`
    uint64_t hash;
} Item;

struct IdMap {
    char *bytes; // all identifiers, each ended by NUL
    size_t bytes_used;
    size_t bytes_room;
    Item *items;
    size_t count;
    size_t items_room;
    size_t *slots; // item number + 1, or 0; a power of two of them, at most half in use
    size_t slot_count;
    uint64_t seed;
};

IdMap *idmap_new(void)
{
    IdMap *map = NEW(IdMap);
    map->slot_count = 1024;
    map->slots = memory_new(map->slot_count, sizeof *map->slots);
    // The place in memory differs from run to run, so a file cannot be made to collide on purpose.
    map->seed = (uint64_t)(uintptr_t)map * UINT64_C(0x9E3779B97F4A7C15);
    return map;
}

static uint64_t hash_of(const IdMap *map, const char *text, size_t size)
{
    uint64_t hash = map->seed ^ (UINT64_C(0xCBF29CE484222325) + size);
    for (size_t i = 0; i < size; i++) {
        hash = (hash ^ (unsigned char)text[i]) * UINT64_C(0x100000001B3);
        hash ^= hash >> 29;
    }
    return hash * UINT64_C(0xBF58476D1CE4E5B9) ^ hash >> 32;
}

// The slot that holds the identifier, or the empty one where it belongs.
static size_t slot_of(const IdMap *map, uint64_t hash, const char *text, size_t size)
{
    size_t slot = (size_t)hash & (map->slot_count - 1);
    for (; map->slots[slot] != 0; slot = (slot + 1) & (map->slot_count - 1)) {
        const Item *item = &map->items[map->slots[slot] - 1];
        const char *known = map->bytes + item->at;
        if (item->hash == hash && memcmp(known, text, size) == 0 && known[size] == '\0')
            break;
    }
    return slot;
}

static void more_slots(IdMap *map)
{
    map->slot_count *= 2;
    free(map->slots);
    map->slots = memory_new(map->slot_count, sizeof *map->slots);
    for (size_t number = 0; number < map->count; number++) {
        size_t slot = (size_t)map->items[number].hash & (map->slot_count - 1);
        while (map->slots[slot] != 0)
            slot = (slot + 1) & (map->slot_count - 1);
        map->slots[slot] = number + 1;
    }
}

static size_t store(IdMap *map, uint64_t hash, const char *text, size_t size)
{
    if (map->bytes_used + size + 1 > map->bytes_room) {
        map->bytes_room = 2 * (map->bytes_room + size + 1) + 4096;
        map->bytes = memory_resize(map->bytes, map->bytes_room, 1);
    }
    if (map->count == map->items_room) {
        map->items_room = 2 * map->items_room + 256;
        map->items = memory_resize(map->items, map->items_room, sizeof *map->items);
    }
    memcpy(map->bytes + map->bytes_used, text, size);
    map->bytes[map->bytes_used + size] = '\0';
    map->items[map->count] = (Item){.at = map->bytes_used, .hash = hash};
    map->bytes_used += size + 1;
    return map->count++;
}

size_t idmap_add(IdMap *map, const char *text, size_t size, bool *ret_is_new)
{
    uint64_t hash = hash_of(map, text, size);
    size_t slot = slot_of(map, hash, text, size);
    *ret_is_new = map->slots[slot] == 0;
    if (!*ret_is_new)
        return map->slots[slot] - 1;
    size_t number = store(map, hash, text, size);
    map->slots[slot] = number + 1;
    if (2 * map->count > map->slot_count)
        more_slots(map);
    return number;
}

size_t idmap_find(const IdMap *map, const char *text, size_t size)
{
    size_t slot = slot_of(map, hash_of(map, text, size), text, size);
    return map->slots[slot] == 0 ? IDMAP_NONE : map->slots[slot] - 1;
}

size_t idmap_count(const IdMap *map)
{
    return map->count;
}

const char *idmap_text(const IdMap *map, size_t number)
{
    return map->bytes + map->items[number].at;
}

void idmap_free(IdMap *map)
{
    if (map == NULL)
        return;
    free(map->bytes);
    free(map->items);
    free(map->slots);
    free(map);
}
