/* Growth by doubling: in place where nothing was allocated behind the elements, else the old ones stay behind. */
#include "base/vec.h"

#include <stdint.h>
#include <string.h>

#include "base/memory.h"

void *vec_reserve(struct arena *arena, void *elements, size_t len, size_t *cap, size_t size) {
    if (len < *cap)
        return elements;
    size_t wanted = *cap ? *cap * 2 : 4;
    if (wanted > SIZE_MAX / 2 / size)
        memory_exhausted();
    void *grown = arena_extend(arena, elements, len * size, wanted * size);
    if (!grown) {
        grown = arena_alloc(arena, wanted * size);
        if (len)
            memcpy(grown, elements, len * size);
    }
    *cap = wanted;
    return grown;
}
