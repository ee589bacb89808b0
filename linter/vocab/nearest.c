/* The known name nearest to an unknown one.
 *
 * Suffixes come first, since they are what is mostly forgotten: name + suffix and name - suffix are looked up. Then
 * every current row under the name's prefix is compared by edit distance, cut off at a limit that grows with the name;
 * the work for one row is (2 * limit + 1) steps a letter. A shorter prefix is tried when the longest holds nothing
 * near. */
#include <string.h>

#include "vocab/metrics.h"
#include "vocab/tables.h"

enum { NAME_MAX_LENGTH = 255, LIMIT_MAX = 4, LETTERS_PER_EDIT = 8 };

static const str suffixes[] = {
    {"_total", 6},        {"_seconds", 8}, {"_bytes", 6}, {"_seconds_total", 14},
    {"_bytes_total", 12}, {"_info", 5},    {"_ratio", 6},
};

static size_t smaller(size_t a, size_t b) {
    return a < b ? a : b;
}

/* Edits (insert, delete, replace) from a to b, or limit + 1 when there are more. Both are at most NAME_MAX_LENGTH long.
 */
static size_t edit_distance(str a, str b, size_t limit) {
    if (a.len > b.len + limit || b.len > a.len + limit)
        return limit + 1;
    uint16_t row[NAME_MAX_LENGTH + 2];
    for (size_t j = 0; j <= b.len; j++)
        row[j] = (uint16_t)j;
    for (size_t i = 1; i <= a.len; i++) {
        size_t low = i > limit ? i - limit : 1, high = smaller(i + limit, b.len);
        size_t diagonal = row[low - 1], best = limit + 1;
        row[low - 1] = (uint16_t)i; /* more than limit when low is not 1 */
        if (high == i + limit)
            row[high] = (uint16_t)(limit + 1);
        for (size_t j = low; j <= high; j++) {
            size_t replaced = diagonal + (a.ptr[i - 1] != b.ptr[j - 1]);
            diagonal = row[j];
            row[j] = (uint16_t)smaller(replaced, smaller((size_t)row[j - 1] + 1, (size_t)row[j] + 1));
            best = smaller(best, row[j]);
        }
        if (best > limit)
            return limit + 1;
    }
    return smaller(row[b.len], limit + 1);
}

static bool is_current(const struct vocab_metric *metric) {
    return metric->until == VOCAB_VERSION_UNKNOWN && metric->since != VOCAB_VERSION_NEXT;
}

bool vocab_metric_begins(str beginning) {
    struct vocab_table table = VOCAB_TABLE(metric);
    for (size_t i = vocab_table_lower(table, beginning); i < table.count; i++) {
        if (!str_starts_with(vocab_table_key(table, i), beginning))
            return false;
        if (is_current(&vocab_metric_rows[i]))
            return true;
    }
    return false;
}

static const struct vocab_metric *find_current(str name) {
    struct vocab_table table = VOCAB_TABLE(metric);
    size_t first, count = vocab_table_find(table, name, &first);
    for (size_t i = 0; i < count; i++) {
        if (is_current(&vocab_metric_rows[first + i]))
            return &vocab_metric_rows[first + i];
    }
    return NULL;
}

/* A name that differs by one of the suffixes only. */
static const struct vocab_metric *find_by_suffix(str name) {
    const struct vocab_metric *metric = NULL;
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes && !metric; i++) {
        char longer[NAME_MAX_LENGTH + 16];
        memcpy(longer, name.ptr, name.len);
        memcpy(longer + name.len, suffixes[i].ptr, suffixes[i].len);
        metric = find_current((str){longer, name.len + suffixes[i].len});
        if (!metric && str_ends_with(name, suffixes[i]))
            metric = find_current(str_slice(name, 0, name.len - suffixes[i].len));
    }
    return metric;
}

struct wanted {
    str name, base;       /* as written, and without the suffix of part */
    enum vocab_part part; /* BUCKET, SUM or COUNT, or WHOLE */
};

static struct vocab_nearest scan_prefix(struct wanted wanted, str prefix) {
    struct vocab_table table = VOCAB_TABLE(metric);
    size_t limit = smaller(1 + wanted.name.len / LETTERS_PER_EDIT, LIMIT_MAX);
    struct vocab_nearest nearest = {0};
    for (size_t i = vocab_table_lower(table, prefix); i < table.count && limit > 0; i++) {
        const struct vocab_metric *metric = &vocab_metric_rows[i];
        str name = vocab_text_str(metric->name);
        if (!str_starts_with(name, prefix))
            break;
        if (!is_current(metric))
            continue;
        enum vocab_part part = vocab_metric_has_part(metric, wanted.part) ? wanted.part : VOCAB_PART_WHOLE;
        size_t distance = edit_distance(part == VOCAB_PART_WHOLE ? wanted.name : wanted.base, name, limit);
        if (distance <= limit) {
            nearest = (struct vocab_nearest){.metric = metric, .part = part};
            limit = distance > 0 ? distance - 1 : 0;
        }
    }
    return nearest;
}

struct vocab_nearest vocab_metric_nearest(str name) {
    if (name.len == 0 || name.len > NAME_MAX_LENGTH)
        return (struct vocab_nearest){0};
    struct vocab_nearest nearest = {.metric = find_by_suffix(name)};
    struct wanted wanted = {.name = name, .base = name};
    for (enum vocab_part part = VOCAB_PART_BUCKET; part <= VOCAB_PART_COUNT; part++) {
        if (vocab_part_cut(name, part, &wanted.base))
            wanted.part = part;
    }
    str rest = name;
    while (!nearest.metric) {
        const struct vocab_prefix *row = vocab_prefix_find(rest);
        if (!row)
            break;
        str prefix = vocab_text_str(row->name);
        nearest = scan_prefix(wanted, prefix);
        rest = str_slice(name, 0, prefix.len - 1);
    }
    return nearest;
}
