/* Damerau's distance (optimal string alignment) over short names. */
#include "promql/suggest.h"

#include "promql/functions.h"

enum { LONGEST_NAME = 64 };

static char folded(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

size_t promql_distance(str a, str b, size_t limit) {
    size_t rows[3][LONGEST_NAME + 1];
    size_t longer = a.len > b.len ? a.len : b.len, difference = longer - least(a.len, b.len);
    if (longer > LONGEST_NAME || difference > limit)
        return limit + 1;
    for (size_t k = 0; k <= b.len; k++)
        rows[0][k] = k;
    for (size_t i = 1; i <= a.len; i++) {
        const size_t *above = rows[(i - 1) % 3], *two_above = rows[(i + 1) % 3];
        size_t *row = rows[i % 3];
        row[0] = i;
        for (size_t k = 1; k <= b.len; k++) {
            char x = folded(a.ptr[i - 1]), y = folded(b.ptr[k - 1]);
            row[k] = least(least(above[k], row[k - 1]) + 1, above[k - 1] + (x != y));
            if (i > 1 && k > 1 && x == folded(b.ptr[k - 2]) && y == folded(a.ptr[i - 2]))
                row[k] = least(row[k], two_above[k - 2] + 1);
        }
    }
    size_t distance = rows[a.len % 3][b.len];
    return distance > limit ? limit + 1 : distance;
}

str promql_nearest_function(str name) {
    size_t limit = name.len / 3 < 3 ? name.len / 3 : 3;
    str nearest = {0};
    for (size_t i = 0; i < PROMQL_FUNCTION_COUNT + PROMQL_AGGREGATOR_COUNT; i++) {
        str known = i < PROMQL_FUNCTION_COUNT ? promql_function_at(i)->name
                                              : promql_aggregator_at(i - PROMQL_FUNCTION_COUNT)->name;
        size_t distance = promql_distance(name, known, limit);
        if (distance > limit)
            continue;
        nearest = known;
        if (distance == 0)
            break;
        limit = distance - 1;
    }
    return nearest;
}
