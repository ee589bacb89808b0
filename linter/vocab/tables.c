/* Searching the tables: by hash for a key, by binary search for where keys that begin so would stand. */
#include "vocab/tables.h"

#include <string.h>

#include "base/map.h"

str vocab_text_str(vocab_text text) {
    return (str){vocab_pool + (text >> 8), text & 0xffU};
}

static vocab_text text_at(const struct vocab_table *table, size_t index) {
    vocab_text text;
    memcpy(&text, (const char *)table->rows + index * table->stride, sizeof text);
    return text;
}

str vocab_table_key(struct vocab_table table, size_t index) {
    return vocab_text_str(text_at(&table, index));
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

static bool is_text(vocab_text text, str key) {
    return (text & 0xffU) == key.len && memcmp(vocab_pool + (text >> 8), key.ptr, key.len) == 0;
}

/* A text stands in the pool once, so rows of one key have one number. */
static size_t count_equal(const struct vocab_table *table, size_t first) {
    size_t end = first + 1;
    while (end < table->count && text_at(table, end) == text_at(table, first))
        end++;
    return end - first;
}

size_t vocab_table_find(struct vocab_table table, str key, size_t *first) {
    size_t mask = table.slot_count - 1;
    if (!key.len)
        return 0;
    for (size_t at = (size_t)map_hash(key) & mask; table.slots[at]; at = (at + 1) & mask) {
        *first = table.slots[at] - 1U;
        if (is_text(text_at(&table, *first), key))
            return count_equal(&table, *first);
    }
    return 0;
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

/* The last letter of a suffix tells, but for "t". */
enum vocab_part vocab_part_of(str name, str *base) {
    static const unsigned char parts[256] = {
        ['m'] = VOCAB_PART_SUM, ['l'] = VOCAB_PART_TOTAL, ['d'] = VOCAB_PART_CREATED, ['t'] = VOCAB_PART_BUCKET};
    unsigned char part = name.len ? parts[(unsigned char)name.ptr[name.len - 1]] : VOCAB_PART_WHOLE;
    if (part == VOCAB_PART_WHOLE)
        return VOCAB_PART_WHOLE;
    if (vocab_part_cut(name, (enum vocab_part)part, base))
        return (enum vocab_part)part;
    bool is_count = part == VOCAB_PART_BUCKET && vocab_part_cut(name, VOCAB_PART_COUNT, base);
    return is_count ? VOCAB_PART_COUNT : VOCAB_PART_WHOLE;
}

bool vocab_pattern_covers(str pattern, str name) {
    size_t star = str_find_byte(pattern, '*');
    if (star == pattern.len)
        return str_equal(pattern, name);
    return name.len >= pattern.len && str_starts_with(name, str_slice(pattern, 0, star)) &&
           str_ends_with(name, str_slice(pattern, star + 1, pattern.len));
}
