/* Searching the tables: binary search over rows that begin with their key. */
#include "vocab/tables.h"

#include <string.h>

str vocab_text_str(vocab_text text) {
    return (str){vocab_pool + (text >> 8), text & 0xffU};
}

str vocab_table_key(struct vocab_table table, size_t index) {
    vocab_text text;
    memcpy(&text, (const char *)table.rows + index * table.stride, sizeof text);
    return vocab_text_str(text);
}

size_t vocab_table_lower(struct vocab_table table, str key) {
    size_t low = 0, high = table.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (str_compare(vocab_table_key(table, middle), key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t vocab_table_equal(struct vocab_table table, size_t first, str key) {
    size_t end = first;
    while (end < table.count && str_equal(vocab_table_key(table, end), key))
        end++;
    return end - first;
}

str vocab_part_suffix(enum vocab_part part) {
    static const str suffixes[] = {
        [VOCAB_PART_WHOLE] = {"", 0},       [VOCAB_PART_BUCKET] = {"_bucket", 7},
        [VOCAB_PART_SUM] = {"_sum", 4},     [VOCAB_PART_COUNT] = {"_count", 6},
        [VOCAB_PART_TOTAL] = {"_total", 6}, [VOCAB_PART_CREATED] = {"_created", 8},
    };
    return suffixes[part];
}

bool vocab_part_cut(str name, enum vocab_part part, str *base) {
    str suffix = vocab_part_suffix(part);
    if (name.len <= suffix.len || !str_ends_with(name, suffix))
        return false;
    *base = str_slice(name, 0, name.len - suffix.len);
    return true;
}

bool vocab_pattern_covers(str pattern, str name) {
    size_t star = str_find_byte(pattern, '*');
    if (star == pattern.len)
        return str_equal(pattern, name);
    return name.len >= pattern.len && str_starts_with(name, str_slice(pattern, 0, star)) &&
           str_ends_with(name, str_slice(pattern, star + 1, pattern.len));
}
