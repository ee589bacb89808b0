/* Growth by doubling; the old elements stay behind in the arena. */
#include "base/vec.h"

#include <string.h>

void *vec_reserve(struct arena *arena, void *elements, size_t len, size_t *cap, size_t size) {
    if (len == *cap) {
        size_t wanted = *cap ? *cap * 2 : 4;
        char *moved = arena_zeroed(arena, wanted, size);
        if (len)
            memcpy(moved, elements, len * size);
        *cap = wanted;
        return moved;
    }
    return elements;
}
