/* A growable array in an arena: VEC(struct service) services = {0}; vec_push(arena, &services, service).
 *
 * Elements move when the array grows, so keep indices, not pointers, while it does. */
#ifndef MONLINT_BASE_VEC_H
#define MONLINT_BASE_VEC_H

#include <stddef.h>
#include <string.h>

#include "base/arena.h"

#define VEC(type)                                                                                                      \
    struct {                                                                                                           \
        type *at;                                                                                                      \
        size_t len, cap;                                                                                               \
    }

/* Appends a zeroed element and gives its address. */
#define vec_add(arena, vec)                                                                                            \
    (vec_room((arena), (vec)), memset(&(vec)->at[(vec)->len], 0, sizeof *(vec)->at), &(vec)->at[(vec)->len++])

/* Appends a copy of value. */
#define vec_push(arena, vec, ...) (vec_room((arena), (vec)), (void)((vec)->at[(vec)->len++] = (__VA_ARGS__)))

/* For the macros above. */
#define vec_room(arena, vec)                                                                                           \
    ((void)((vec)->len < (vec)->cap ||                                                                                 \
            ((vec)->at = vec_reserve((arena), (vec)->at, (vec)->len, &(vec)->cap, sizeof *(vec)->at))))

/* Room for one more element of this size, not zeroed; *cap follows. */
void *vec_reserve(struct arena *arena, void *elements, size_t len, size_t *cap, size_t size)
    __attribute__((returns_nonnull));

#endif
