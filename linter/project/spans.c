/* Ascending lists of spans. */
#include "project/collect.h"

bool spans_touch(const span *spans, size_t count, span at) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (spans[middle].end <= at.start)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && spans[low].start < at.end;
}
