/* A hash map from strings to pointers, in an arena. Keys are views: the caller keeps their bytes alive.
 *
 * A zeroed struct is an empty map. Nothing is ever removed, and the order of entries means nothing. Keys that were
 * chosen to have one hash cost no more than others: the map hashes them anew, in another way, once it meets many. */
#ifndef MONLINT_BASE_MAP_H
#define MONLINT_BASE_MAP_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

struct map_entry {
    const char *key;
    uint32_t length, hash;
    void *value; /* NULL: the slot is free */
};

struct map {
    struct map_entry *slots;
    uint32_t capacity; /* a power of two, or 0 */
    uint32_t len;
    uint32_t seed; /* of the hashes, from 0 */
};

/* The entry's key. */
static inline str map_key(const struct map_entry *entry) {
    return (str){entry->key, entry->length};
}

/* The value, or NULL. */
void *map_get(const struct map *map, str key);

/* Sets the value, which must not be NULL, and returns the one before it, or NULL. */
void *map_put(struct arena *arena, struct map *map, str key, void *value);

/* Makes room for so many entries at once. */
void map_reserve(struct arena *arena, struct map *map, size_t count);

/* A hash of the bytes, the same in every run. */
uint64_t map_hash(str key);

#endif
