/* Where a template's actions stood. */
#include "yaml/node.h"

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

bool node_is_opaque(const struct node *node) {
    return node && node->tree->blank_count && spans_touch(node->tree->blanks, node->tree->blank_count, node->span);
}

uint32_t node_branch(const struct node *node) {
    const struct tree *tree = node->tree;
    size_t low = 0, high = tree->branches ? tree->blank_count : 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (tree->blanks[middle].start <= node->span.start)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 ? tree->branches[low - 1] : 0;
}
