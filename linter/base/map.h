/* A hash map from strings to pointers, in an arena. Keys are views: the caller keeps their bytes alive.
 *
 * A zeroed struct is an empty map. Nothing is ever removed, and the order of entries means nothing. */
#ifndef MONLINT_BASE_MAP_H
#define MONLINT_BASE_MAP_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

struct map_entry {
    str key;
    uint64_t hash;
    void *value; /* NULL: the slot is free */
};

struct map {
    struct map_entry *slots;
    size_t capacity; /* a power of two, or 0 */
    size_t len;
};

/* The value, or NULL. */
void *map_get(const struct map *map, str key);

/* Sets the value, which must not be NULL, and returns the one before it, or NULL. */
void *map_put(struct arena *arena, struct map *map, str key, void *value);

/* A hash of the bytes, the same in every run. */
uint64_t map_hash(str key);

#endif
