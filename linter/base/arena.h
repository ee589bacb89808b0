/* Memory that is freed all at once.
 *
 * An arena belongs to one owner and one thread. What allocates takes an arena first; what it returns lives until
 * the arena is reset or freed. A zeroed struct is an empty arena. Under AddressSanitizer, bytes that no allocation
 * holds are poisoned, so that a use after a reset is found. */
#ifndef MONLINT_BASE_ARENA_H
#define MONLINT_BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/memory.h"
#include "base/str.h"

struct arena_block;

struct arena {
    struct arena_block *blocks; /* newest first */
    char *next;                 /* first free byte of the newest block */
    char *end;                  /* end of the newest block */
    size_t held;                /* bytes taken from the system */
};

/* size bytes, aligned for any type, not zeroed; ends the process when there are none. */
void *arena_alloc(struct arena *arena, size_t size) __attribute__((returns_nonnull));

/* count * size bytes, zeroed; ends the process when the product does not fit. */
__attribute__((returns_nonnull)) static inline void *arena_zeroed(struct arena *arena, size_t count, size_t size) {
    if (size && count > SIZE_MAX / 2 / size)
        memory_exhausted();
    return memset(arena_alloc(arena, count * size), 0, count * size);
}

#define arena_new(arena, type) ((type *)arena_zeroed((arena), 1, sizeof(type)))
#define arena_array(arena, type, count) ((type *)arena_zeroed((arena), (count), sizeof(type)))

/* A copy of the bytes, followed by a NUL that does not count. */
str arena_copy(struct arena *arena, str s);

/* printf into the arena; the result is followed by a NUL that does not count. */
str arena_format(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
str arena_format_list(struct arena *arena, const char *format, __builtin_va_list arguments)
    __attribute__((format(printf, 2, 0)));

/* Makes an allocation of `held` bytes one of `size` bytes without leaving the old one behind: where it stands if it is
 * the newest and there is room, and a large one, which has a block of its own, wherever the system puts it. NULL if
 * neither is so. The bytes that come to it are not zeroed. */
void *arena_extend(struct arena *arena, void *memory, size_t held, size_t size);

/* A point in the life of an arena. What is allocated behind it is forgotten by arena_release(); what stood before
 * stays. Marks are released in reverse order. */
struct arena_mark {
    struct arena_block *block;
    char *next;
};

struct arena_mark arena_mark(const struct arena *arena);
void arena_release(struct arena *arena, struct arena_mark mark);

/* Forgets all allocations and keeps one block for the next. */
void arena_reset(struct arena *arena);

/* Gives all memory back; the arena is empty and usable again. */
void arena_free(struct arena *arena);

#endif
