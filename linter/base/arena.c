/* Blocks from the system, cut from the front. */
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

#if defined(__SANITIZE_ADDRESS__)
#define ARENA_POISONS 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_POISONS 1
#endif
#endif

#ifdef ARENA_POISONS
#include <sanitizer/asan_interface.h>
#define POISON(start, size) ASAN_POISON_MEMORY_REGION((start), (size))
#define UNPOISON(start, size) ASAN_UNPOISON_MEMORY_REGION((start), (size))
enum { RED_ZONE = 16 };
#else
#define POISON(start, size) ((void)(start), (void)(size))
#define UNPOISON(start, size) ((void)(start), (void)(size))
enum { RED_ZONE = 0 };
#endif

enum { FIRST_BLOCK = 4 * 1024, LARGEST_BLOCK = 1024 * 1024 };

struct arena_block {
    struct arena_block *older;
    size_t size; /* of the bytes that follow */
    alignas(max_align_t) char bytes[];
};

static size_t rounded(size_t size) {
    size_t unit = alignof(max_align_t);
    return (size + unit - 1) / unit * unit;
}

static size_t block_size(const struct arena *arena, size_t wanted) {
    size_t size = arena->blocks ? arena->blocks->size * 2 : FIRST_BLOCK;
    if (size > LARGEST_BLOCK)
        size = LARGEST_BLOCK;
    return size < wanted ? wanted : size;
}

static void add_block(struct arena *arena, size_t wanted) {
    size_t size = block_size(arena, wanted);
    struct arena_block *block = memory_allocate(sizeof *block + size);
    block->older = arena->blocks;
    block->size = size;
    arena->blocks = block;
    arena->next = block->bytes;
    arena->end = block->bytes + size;
    arena->held += size;
    POISON(block->bytes, size);
}

void *arena_alloc(struct arena *arena, size_t size) {
    if (size > SIZE_MAX / 2)
        memory_exhausted();
    size_t taken = rounded(size) + RED_ZONE;
    if (!arena->next || (size_t)(arena->end - arena->next) < taken)
        add_block(arena, taken);
    void *memory = arena->next;
    arena->next += taken;
    UNPOISON(memory, size);
    return memory;
}

/* The link to the block that holds this allocation and nothing else, or NULL. */
static struct arena_block **block_of(struct arena *arena, const char *start, size_t taken) {
    struct arena_block **link = &arena->blocks;
    if (taken <= LARGEST_BLOCK)
        return NULL;
    while (*link && (*link)->bytes != start)
        link = &(*link)->older;
    return *link && (*link)->size == taken ? link : NULL;
}

static void *resize_block(struct arena *arena, struct arena_block **link, size_t size) {
    size_t taken = rounded(size) + RED_ZONE;
    bool newest = link == &arena->blocks;
    arena->held += taken - (*link)->size;
    UNPOISON((*link)->bytes, (*link)->size);
    struct arena_block *block = memory_resize(*link, sizeof *block + taken);
    block->size = taken;
    *link = block;
    if (newest)
        arena->next = arena->end = block->bytes + taken;
    POISON(block->bytes + size, taken - size);
    return block->bytes;
}

void *arena_extend(struct arena *arena, void *memory, size_t held, size_t size) {
    char *start = memory;
    if (!start || size < held || size > SIZE_MAX / 2)
        return NULL;
    size_t before = rounded(held) + RED_ZONE, taken = rounded(size) + RED_ZONE;
    if (arena->next == start + before && (size_t)(arena->end - start) >= taken) {
        arena->next = start + taken;
        UNPOISON(start, size);
        return start;
    }
    struct arena_block **link = block_of(arena, start, before);
    return link ? resize_block(arena, link, size) : NULL;
}

str arena_copy(struct arena *arena, str s) {
    char *copy = arena_alloc(arena, s.len + 1);
    if (s.len)
        memcpy(copy, s.ptr, s.len);
    copy[s.len] = '\0';
    return (str){copy, s.len};
}

static void free_blocks(struct arena_block *block) {
    while (block) {
        struct arena_block *older = block->older;
        UNPOISON(block->bytes, block->size);
        free(block);
        block = older;
    }
}

struct arena_mark arena_mark(const struct arena *arena) {
    return (struct arena_mark){arena->blocks, arena->next};
}

void arena_release(struct arena *arena, struct arena_mark mark) {
    if (!mark.block) {
        arena_reset(arena);
        return;
    }
    while (arena->blocks != mark.block) {
        struct arena_block *newest = arena->blocks;
        arena->blocks = newest->older;
        arena->held -= newest->size;
        UNPOISON(newest->bytes, newest->size);
        free(newest);
    }
    arena->next = mark.next;
    arena->end = mark.block->bytes + mark.block->size;
    POISON(arena->next, (size_t)(arena->end - arena->next));
}

void arena_reset(struct arena *arena) {
    struct arena_block *kept = arena->blocks;
    if (!kept)
        return;
    free_blocks(kept->older);
    kept->older = NULL;
    if (kept->size > LARGEST_BLOCK) {
        arena_free(arena);
        return;
    }
    arena->held = kept->size;
    arena->next = kept->bytes;
    POISON(kept->bytes, kept->size);
}

void arena_free(struct arena *arena) {
    free_blocks(arena->blocks);
    *arena = (struct arena){0};
}
