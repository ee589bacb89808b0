/* Any bytes as the name of a series: what is found leads back to the name, and nothing is read outside. */
#include <stdint.h>
#include <stdlib.h>

#include "vocab/metrics.h"
#include "vocab/tables.h"
#include "vocab/units.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds) {
    if (!holds)
        abort();
}

static void check_found(str name) {
    struct vocab_metrics found = vocab_metric_find(name);
    check((found.count == 0) == (found.rows == NULL));
    for (size_t i = 0; i < found.count; i++) {
        str row = vocab_text_str(found.rows[i].name), base = name;
        vocab_part_cut(name, found.part, &base);
        bool created = found.part == VOCAB_PART_CREATED && str_ends_with(row, STR("_total"));
        if (created)
            row.len -= 6;
        check(found.pattern ? vocab_pattern_covers(row, name) : str_equal(row, base));
        check(vocab_metric_labels(&found.rows[i]).count == 0 || (found.rows[i].flags & VOCAB_METRIC_LABELS_KNOWN));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    str name = {(const char *)data, size};
    check_found(name);
    const struct vocab_prefix *prefix = vocab_prefix_find(name);
    check(!prefix || str_starts_with(name, vocab_text_str(prefix->name)));
    struct vocab_nearest nearest = vocab_metric_nearest(name);
    check(!nearest.metric || nearest.metric->until == VOCAB_VERSION_UNKNOWN);
    check(nearest.metric || nearest.part == VOCAB_PART_WHOLE);
    for (size_t i = 0; i < vocab_renamed_find(name).count; i++)
        check(str_starts_with(name, vocab_text_str(vocab_renamed_find(name).rows[i].name)));
    str label = name, metric = str_split(&label, ' ');
    const struct vocab_label_renaming *renaming = vocab_label_renamed_find(metric, label);
    check(!renaming || str_equal(vocab_text_str(renaming->old_label), label));
    struct vocab_guess guess = vocab_unit_guess(name);
    check(guess.unit < VOCAB_UNIT_TOTAL && guess.base < VOCAB_UNIT_TOTAL && !(guess.info && guess.counter));
    vocab_version version;
    check(!vocab_version_parse(name, &version) || (version != VOCAB_VERSION_UNKNOWN && version != VOCAB_VERSION_NEXT));
    return 0;
}
