/* Memory that is freed all at once.
 *
 * An arena belongs to one owner and one thread. What allocates takes an arena first; what it returns lives until
 * the arena is reset or freed. A zeroed struct is an empty arena. Under AddressSanitizer, bytes that no allocation
 * holds are poisoned, so that a use after a reset is found. */
#ifndef MONLINT_BASE_ARENA_H
#define MONLINT_BASE_ARENA_H

#include <stddef.h>

#include "base/str.h"

struct arena_block;

struct arena {
    struct arena_block *blocks; /* newest first */
    char *next;                 /* first free byte of the newest block */
    char *end;                  /* end of the newest block */
    size_t held;                /* bytes taken from the system */
};

/* size bytes, aligned for any type, not zeroed. */
void *arena_alloc(struct arena *arena, size_t size) __attribute__((returns_nonnull));

/* count * size bytes, zeroed; ends the process when the product does not fit. */
void *arena_zeroed(struct arena *arena, size_t count, size_t size) __attribute__((returns_nonnull));

#define arena_new(arena, type) ((type *)arena_zeroed((arena), 1, sizeof(type)))
#define arena_array(arena, type, count) ((type *)arena_zeroed((arena), (count), sizeof(type)))

/* A copy of the bytes, followed by a NUL that does not count. */
str arena_copy(struct arena *arena, str s);

/* printf into the arena; the result is followed by a NUL that does not count. */
str arena_format(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
str arena_format_list(struct arena *arena, const char *format, __builtin_va_list arguments)
    __attribute__((format(printf, 2, 0)));

/* Forgets all allocations and keeps one block for the next. */
void arena_reset(struct arena *arena);

/* Gives all memory back; the arena is empty and usable again. */
void arena_free(struct arena *arena);

#endif
