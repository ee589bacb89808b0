/* The optimal string alignment distance over folded words.
 *
 * Words are at most 64 bytes and a row that holds nothing within the limit ends the comparison, so that a hostile word
 * costs a bounded amount for each candidate. */
#include "text/suggest.h"

#include <string.h>

enum { LONGEST = 64 };

struct folded {
    char bytes[LONGEST];
    size_t len;
};

/* Lower case without separators; false when the word is too long. */
static bool fold(str word, struct folded *folded) {
    folded->len = 0;
    if (word.len > LONGEST)
        return false;
    for (size_t i = 0; i < word.len; i++) {
        char c = word.ptr[i];
        if (c == '_' || c == '-')
            continue;
        folded->bytes[folded->len++] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    return true;
}

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

static size_t distance(const struct folded *a, const struct folded *b, size_t limit) {
    size_t rows[3][LONGEST + 1];
    if ((a->len > b->len ? a->len - b->len : b->len - a->len) > limit)
        return limit + 1;
    for (size_t j = 0; j <= b->len; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a->len; i++) {
        size_t *row = rows[i % 3], *above = rows[(i + 2) % 3], *second = rows[(i + 1) % 3];
        size_t nearest = row[0] = i;
        for (size_t j = 1; j <= b->len; j++) {
            bool same = a->bytes[i - 1] == b->bytes[j - 1];
            row[j] = least(least(above[j], row[j - 1]) + 1, above[j - 1] + !same);
            if (i > 1 && j > 1 && a->bytes[i - 1] == b->bytes[j - 2] && a->bytes[i - 2] == b->bytes[j - 1])
                row[j] = least(row[j], second[j - 2] + 1);
            nearest = least(nearest, row[j]);
        }
        if (nearest > limit)
            return limit + 1;
    }
    return least(rows[a->len % 3][b->len], limit + 1);
}

size_t suggest_distance(str a, str b, size_t limit) {
    struct folded x, y;
    if (!fold(a, &x) || !fold(b, &y))
        return limit + 1;
    return distance(&x, &y, limit);
}

/* Bytes that stand in the same place from the start on. */
static size_t common_start(str a, str b) {
    size_t len = 0;
    while (len < a.len && len < b.len && a.ptr[len] == b.ptr[len])
        len++;
    return len;
}

/* How far two spellings are apart when their folded forms are equally near: fewer is better. */
static size_t spelling_gap(str word, str candidate) {
    size_t longer = word.len > candidate.len ? word.len : candidate.len;
    return longer - common_start(word, candidate);
}

size_t suggest_nearest(str word, const str *candidates, size_t count) {
    struct folded wanted, other;
    size_t best = SUGGEST_NONE, best_gap = 0;
    if (!fold(word, &wanted) || wanted.len == 0)
        return SUGGEST_NONE;
    size_t limit = wanted.len / 3 > 1 ? wanted.len / 3 : 1;
    size_t best_distance = limit + 1;
    for (size_t i = 0; i < count; i++) {
        if (!fold(candidates[i], &other) || other.len == 0)
            continue;
        size_t edits = distance(&wanted, &other, limit);
        size_t gap = spelling_gap(word, candidates[i]);
        if (edits > limit || edits > best_distance || (edits == best_distance && gap >= best_gap))
            continue;
        best = i;
        best_distance = edits;
        best_gap = gap;
    }
    return best;
}
