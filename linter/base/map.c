/* Open addressing with linear probing, at most half full. */
#include "base/map.h"

#include <assert.h>
#include <string.h>

enum { FIRST_CAPACITY = 16 };

static uint64_t mixed(uint64_t hash) {
    hash ^= hash >> 32;
    hash *= UINT64_C(0xd6e8feb86659fd93);
    hash ^= hash >> 29;
    return hash;
}

uint64_t map_hash(str key) {
    uint64_t hash = UINT64_C(0x9e3779b97f4a7c15) ^ key.len;
    size_t at = 0;
    for (; at + 8 <= key.len; at += 8) {
        uint64_t word;
        memcpy(&word, key.ptr + at, sizeof word);
        hash = mixed(hash ^ word) * UINT64_C(0x9fb21c651e98df25);
    }
    for (; at < key.len; at++)
        hash = (hash ^ (unsigned char)key.ptr[at]) * UINT64_C(0x100000001b3);
    return mixed(hash);
}

static struct map_entry *slot_of(struct map_entry *slots, size_t capacity, str key, uint64_t hash) {
    size_t at = (size_t)hash & (capacity - 1);
    while (slots[at].value && (slots[at].hash != hash || !str_equal(slots[at].key, key)))
        at = (at + 1) & (capacity - 1);
    return &slots[at];
}

void *map_get(const struct map *map, str key) {
    if (map->len == 0)
        return NULL;
    return slot_of(map->slots, map->capacity, key, map_hash(key))->value;
}

static void grow(struct arena *arena, struct map *map) {
    size_t capacity = map->capacity ? map->capacity * 2 : FIRST_CAPACITY;
    struct map_entry *slots = arena_array(arena, struct map_entry, capacity);
    for (size_t i = 0; i < map->capacity; i++)
        if (map->slots[i].value)
            *slot_of(slots, capacity, map->slots[i].key, map->slots[i].hash) = map->slots[i];
    map->slots = slots;
    map->capacity = capacity;
}

void *map_put(struct arena *arena, struct map *map, str key, void *value) {
    assert(value);
    if (map->len * 2 >= map->capacity)
        grow(arena, map);
    uint64_t hash = map_hash(key);
    struct map_entry *slot = slot_of(map->slots, map->capacity, key, hash);
    void *before = slot->value;
    *slot = (struct map_entry){before ? slot->key : key, hash, value};
    map->len += before == NULL;
    return before;
}
