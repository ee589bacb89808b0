/* Which product a name's beginning tells, and what a name is called now. */
#include "vocab/metrics.h"
#include "vocab/tables.h"

/* Whether a prefix of this length may end where the name goes on. */
static bool ends_a_word(str name, size_t length) {
    if (name.ptr[length - 1] == '_' || name.len == length)
        return true;
    char next = name.ptr[length];
    return next == '_' || (next >= '0' && next <= '9');
}

const struct vocab_prefix *vocab_prefix_find(str name) {
    size_t longest = name.len < vocab_prefix_longest ? name.len : vocab_prefix_longest;
    for (size_t length = longest; length > 0; length--) {
        if (!ends_a_word(name, length))
            continue;
        size_t at;
        if (vocab_table_find(VOCAB_TABLE(prefix), str_slice(name, 0, length), &at) == 0)
            continue;
        const struct vocab_prefix *row = &vocab_prefix_rows[at];
        if (!row->exact || length == name.len)
            return row;
    }
    return NULL;
}

static struct vocab_renamings find_renamings(str name, enum vocab_part part) {
    size_t first, count = vocab_table_find(VOCAB_TABLE(renaming), name, &first);
    if (count == 0)
        return (struct vocab_renamings){0};
    return (struct vocab_renamings){.rows = &vocab_renaming_rows[first], .count = count, .part = part};
}

struct vocab_renamings vocab_renamed_find(str name) {
    struct vocab_renamings found = find_renamings(name, VOCAB_PART_WHOLE);
    str base;
    enum vocab_part part = found.count ? VOCAB_PART_WHOLE : vocab_part_of(name, &base);
    if (part == VOCAB_PART_BUCKET || part == VOCAB_PART_SUM || part == VOCAB_PART_COUNT)
        found = find_renamings(base, part);
    return found;
}

const struct vocab_renaming *vocab_renamed_again(const struct vocab_renaming *row) {
    struct vocab_renamings found = find_renamings(vocab_text_str(row->new_name), VOCAB_PART_WHOLE);
    for (size_t i = 0; i < found.count; i++) {
        if (found.rows[i].product == row->product)
            return &found.rows[i];
    }
    return NULL;
}

struct vocab_renamings vocab_renamed_all(void) {
    return (struct vocab_renamings){.rows = vocab_renaming_rows, .count = vocab_renaming_count};
}

const struct vocab_label_renaming *vocab_label_renamed_find(str metric, str label) {
    for (size_t i = 0; i < vocab_label_renaming_count; i++) {
        const struct vocab_label_renaming *row = &vocab_label_renaming_rows[i];
        if (str_equal(vocab_text_str(row->old_label), label) && vocab_pattern_covers(vocab_text_str(row->name), metric))
            return row;
    }
    return NULL;
}
