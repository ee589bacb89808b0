/* Open addressing with linear probing, at most three quarters full: maps are many, and most hold a handful. */
#include "base/map.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

#include "base/memory.h"

/* Three quarters full, the furthest of 1.5 million keys of six kinds lie 143 to 176 slots off. */
enum { FIRST_CAPACITY = 8, LONGEST_PROBE = 512, MOST_SEEDS = 16 };

static uint64_t mixed(uint64_t hash, uint64_t word) {
    hash = (hash ^ word) * UINT64_C(0xd6e8feb86659fd93);
    return hash ^ hash >> 32;
}

static uint64_t eight_at(const char *bytes) {
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

static uint32_t four_at(const char *bytes) {
    uint32_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

/* All bytes of a text of at most eight in one word: the halves overlap. */
static uint64_t few_bytes(str key) {
    if (key.len >= 4)
        return four_at(key.ptr) | (uint64_t)four_at(key.ptr + key.len - 4) << 32;
    uint64_t word = 0;
    for (size_t at = 0; at < key.len; at++)
        word = word << 8 | (unsigned char)key.ptr[at];
    return word;
}

static uint64_t hash_of(str key, uint32_t seed) {
    uint64_t hash = UINT64_C(0x9e3779b97f4a7c15) * (seed + UINT64_C(1)) ^ key.len;
    if (key.len <= 8)
        return mixed(mixed(hash, few_bytes(key)), 0);
    for (size_t at = 0; at + 8 < key.len; at += 8)
        hash = mixed(hash, eight_at(key.ptr + at));
    return mixed(mixed(hash, eight_at(key.ptr + key.len - 8)), 0);
}

uint64_t map_hash(str key) {
    return hash_of(key, 0);
}

static struct map_entry *slot_of(struct map_entry *slots, uint32_t capacity, str key, uint32_t hash) {
    uint32_t at = hash & (capacity - 1);
    while (slots[at].value && (slots[at].hash != hash || !str_equal(map_key(&slots[at]), key)))
        at = (at + 1) & (capacity - 1);
    return &slots[at];
}

/* Whether the slot lies further from where the hash points than chance explains. */
static bool is_far(const struct map *map, const struct map_entry *slot, uint32_t hash) {
    return (((uint32_t)(slot - map->slots) - hash) & (map->capacity - 1)) > LONGEST_PROBE;
}

static bool is_full(uint32_t capacity, size_t count) {
    return count > capacity / 4 * (size_t)3;
}

static void move_to(struct map *map, struct map_entry *slots, uint32_t capacity) {
    for (uint32_t i = 0; i < map->capacity; i++)
        if (map->slots[i].value)
            *slot_of(slots, capacity, map_key(&map->slots[i]), map->slots[i].hash) = map->slots[i];
    map->slots = slots;
    map->capacity = capacity;
}

/* All keys get other hashes. */
static void reseed(struct arena *arena, struct map *map) {
    map->seed++;
    for (uint32_t i = 0; i < map->capacity; i++)
        if (map->slots[i].value)
            map->slots[i].hash = (uint32_t)hash_of(map_key(&map->slots[i]), map->seed);
    move_to(map, arena_array(arena, struct map_entry, map->capacity), map->capacity);
}

static void grow(struct arena *arena, struct map *map, size_t count) {
    uint32_t capacity = map->capacity ? map->capacity : FIRST_CAPACITY;
    while (is_full(capacity, count)) {
        if (capacity > UINT32_MAX / 2)
            memory_exhausted();
        capacity *= 2;
    }
    move_to(map, arena_array(arena, struct map_entry, capacity), capacity);
}

void map_reserve(struct arena *arena, struct map *map, size_t count) {
    if (is_full(map->capacity, count))
        grow(arena, map, count);
}

void *map_get(const struct map *map, str key) {
    if (map->len == 0)
        return NULL;
    return slot_of(map->slots, map->capacity, key, (uint32_t)hash_of(key, map->seed))->value;
}

void *map_put(struct arena *arena, struct map *map, str key, void *value) {
    assert(value && key.len <= UINT32_MAX);
    map_reserve(arena, map, map->len + (size_t)1);
    uint32_t hash = (uint32_t)hash_of(key, map->seed);
    struct map_entry *slot = slot_of(map->slots, map->capacity, key, hash);
    while (map->seed < MOST_SEEDS && is_far(map, slot, hash)) {
        reseed(arena, map);
        hash = (uint32_t)hash_of(key, map->seed);
        slot = slot_of(map->slots, map->capacity, key, hash);
    }
    void *before = slot->value;
    *slot = (struct map_entry){before ? slot->key : key.ptr, (uint32_t)key.len, hash, value};
    map->len += before == NULL;
    return before;
}
