/* Looking up a metric by the name of one of its series.
 *
 * A row of the name itself goes before a cut suffix: kafka_consumergroup_lag_sum is a gauge of its own. A suffix is cut
 * only where the base name's type has such a part. */
#include "vocab/metrics.h"

#include <string.h>

#include "vocab/tables.h"

bool vocab_metric_has_part(const struct vocab_metric *metric, enum vocab_part part) {
    unsigned type = metric->type;
    bool distribution = type == VOCAB_TYPE_HISTOGRAM || type == VOCAB_TYPE_SUMMARY;
    switch (part) {
    case VOCAB_PART_WHOLE:
        return true;
    case VOCAB_PART_BUCKET:
        return type == VOCAB_TYPE_HISTOGRAM || (metric->flags & VOCAB_METRIC_MAY_BUCKET);
    case VOCAB_PART_SUM:
    case VOCAB_PART_COUNT:
        return distribution;
    case VOCAB_PART_TOTAL:
        return type == VOCAB_TYPE_COUNTER;
    case VOCAB_PART_CREATED:
        return distribution || type == VOCAB_TYPE_COUNTER;
    }
    return false;
}

static struct vocab_metrics find_rows(str name, enum vocab_part part) {
    size_t first, count = vocab_table_find(VOCAB_TABLE(metric), name, &first);
    if (count == 0 || !vocab_metric_has_part(&vocab_metric_rows[first], part))
        return (struct vocab_metrics){0};
    return (struct vocab_metrics){.rows = &vocab_metric_rows[first], .count = count, .part = part};
}

/* x_created is of the counter x_total. */
static struct vocab_metrics find_created(str base) {
    char counter[256 + sizeof "_total"];
    if (base.len > 256)
        return (struct vocab_metrics){0};
    memcpy(counter, base.ptr, base.len);
    memcpy(counter + base.len, "_total", sizeof "_total" - 1);
    return find_rows((str){counter, base.len + sizeof "_total" - 1}, VOCAB_PART_CREATED);
}

static struct vocab_metrics find_base(str name) {
    str base;
    enum vocab_part part = vocab_part_of(name, &base);
    if (part == VOCAB_PART_WHOLE)
        return (struct vocab_metrics){0};
    struct vocab_metrics found = find_rows(base, part);
    if (found.count == 0 && part == VOCAB_PART_CREATED)
        found = find_created(base);
    return found;
}

static struct vocab_metrics find_pattern(str name) {
    struct vocab_metrics found = {0};
    size_t longest = 0;
    unsigned char letter = name.len ? (unsigned char)name.ptr[0] : 0;
    for (size_t i = 0; i < vocab_pattern_count; i++) {
        vocab_text text = vocab_pattern_rows[i].name;
        unsigned char first = (unsigned char)vocab_pool[text >> 8];
        if (first != '*' && first > letter) /* the patterns are sorted */
            break;
        if (first != '*' && first != letter)
            continue;
        str pattern = vocab_text_str(text);
        if (pattern.len > longest && vocab_pattern_covers(pattern, name)) {
            longest = pattern.len;
            found = (struct vocab_metrics){.rows = &vocab_pattern_rows[i], .count = 1, .pattern = true};
        }
    }
    return found;
}

struct vocab_metrics vocab_metric_find(str name) {
    struct vocab_metrics found = find_rows(name, VOCAB_PART_WHOLE);
    if (found.count == 0)
        found = find_base(name);
    if (found.count == 0)
        found = find_pattern(name);
    return found;
}

const struct vocab_metric *vocab_metric_of(struct vocab_metrics found, enum vocab_product product) {
    for (size_t i = 0; i < found.count; i++) {
        if (found.rows[i].product == product)
            return &found.rows[i];
    }
    return NULL;
}

struct vocab_metrics vocab_metric_all(void) {
    return (struct vocab_metrics){.rows = vocab_metric_rows, .count = vocab_metric_count};
}

struct vocab_metrics vocab_metric_patterns(void) {
    return (struct vocab_metrics){.rows = vocab_pattern_rows, .count = vocab_pattern_count, .pattern = true};
}

struct vocab_labels vocab_metric_labels(const struct vocab_metric *metric) {
    if (metric->labels == VOCAB_LABELS_UNKNOWN)
        return (struct vocab_labels){0};
    const uint16_t *set = &vocab_label_sets[metric->labels];
    return (struct vocab_labels){.at = set + 1, .count = set[0]};
}

str vocab_label(struct vocab_labels labels, size_t index) {
    return vocab_text_str(vocab_label_names[labels.at[index]]);
}

bool vocab_metric_may_have_label(const struct vocab_metric *metric, str label) {
    if (!(metric->flags & VOCAB_METRIC_LABELS_KNOWN))
        return true;
    struct vocab_labels labels = vocab_metric_labels(metric);
    for (size_t i = 0; i < labels.count; i++) {
        if (vocab_pattern_covers(vocab_label(labels, i), label))
            return true;
    }
    return false;
}
