/* Which findings the ignores hide, and which ignores hid one.
 *
 * Both may be many, so neither is held against each of the other: ignores of one rule lie sorted by their start with
 * the furthest end so far, and the findings that were hidden are sorted before ignores look for theirs. */
#include <stdlib.h>

#include "engine/ignore.h"

/* One ignore that is in force. */
struct stretch {
    struct ignore *ignore;
    uint32_t reach; /* the furthest end of this and those before it, of the same rule */
};

/* A finding that was hidden. */
struct hit {
    str rule;
    uint32_t start;
};

struct ignore_index {
    struct stretch *at;
    size_t len;
    VEC(struct hit) hits;
};

static int compare_places(str rule, uint32_t start, str other_rule, uint32_t other_start) {
    int order = str_compare(rule, other_rule);
    return order ? order : (start > other_start) - (start < other_start);
}

static int compare_stretches(const void *a, const void *b) {
    const struct ignore *left = ((const struct stretch *)a)->ignore, *right = ((const struct stretch *)b)->ignore;
    return compare_places(left->id, left->hides.start, right->id, right->hides.start);
}

static int compare_hits(const void *a, const void *b) {
    const struct hit *left = a, *right = b;
    return compare_places(left->rule, left->start, right->rule, right->start);
}

static void extend_reach(struct ignore_index *index) {
    for (size_t i = 0; i < index->len; i++) {
        struct stretch *here = &index->at[i], *before = i > 0 ? here - 1 : NULL;
        here->reach = here->ignore->hides.end;
        if (before && str_equal(before->ignore->id, here->ignore->id) && before->reach > here->reach)
            here->reach = before->reach;
    }
}

struct ignore_index *ignores_index(struct arena *arena, struct ignore_list *ignores, uint32_t today) {
    if (ignores->ignores.len == 0)
        return NULL;
    struct ignore_index *index = arena_new(arena, struct ignore_index);
    index->at = arena_array(arena, struct stretch, ignores->ignores.len);
    for (size_t i = 0; i < ignores->ignores.len; i++) {
        struct ignore *ignore = &ignores->ignores.at[i];
        ignore->used = false;
        if (!ignore->until || today <= ignore->until)
            index->at[index->len++].ignore = ignore;
    }
    if (index->len)
        qsort(index->at, index->len, sizeof *index->at, compare_stretches);
    extend_reach(index);
    return index;
}

bool ignores_hide(struct ignore_index *index, struct arena *arena, const struct diag *diag) {
    struct hit hit = {str_of(diag->rule), diag->at.span.start};
    size_t low = 0, high = index ? index->len : 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct ignore *ignore = index->at[middle].ignore;
        if (compare_places(ignore->id, ignore->hides.start, hit.rule, hit.start) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0 || !str_equal(index->at[low - 1].ignore->id, hit.rule) || index->at[low - 1].reach <= hit.start)
        return false;
    vec_push(arena, &index->hits, hit);
    return true;
}

/* The first hit of the rule that starts at the ignore's start or behind it. */
static const struct hit *first_hit(const struct ignore_index *index, const struct ignore *ignore) {
    size_t low = 0, high = index->hits.len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct hit *hit = &index->hits.at[middle];
        if (compare_places(hit->rule, hit->start, ignore->id, ignore->hides.start) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < index->hits.len ? &index->hits.at[low] : NULL;
}

void ignores_settle(struct ignore_index *index) {
    if (!index || index->hits.len == 0)
        return;
    qsort(index->hits.at, index->hits.len, sizeof *index->hits.at, compare_hits);
    for (size_t i = 0; i < index->len; i++) {
        struct ignore *ignore = index->at[i].ignore;
        const struct hit *hit = first_hit(index, ignore);
        ignore->used = hit && str_equal(hit->rule, ignore->id) && hit->start < ignore->hides.end;
    }
}
