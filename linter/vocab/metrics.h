/* The metrics of well-known products: what they are, which names are surely wrong, and what they are called now.
 *
 * The rows are sorted constants that the build makes from data/ (which names sources and date); a look-up reads nothing
 * else, allocates nothing and takes O(log n). A caller first excludes names that rules record, and kube_ names where a
 * CustomResourceState configuration may add its own. */
#ifndef MONLINT_VOCAB_METRICS_H
#define MONLINT_VOCAB_METRICS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "vocab/kinds.h"
#include "vocab/version.h"

/* A text of the tables: 24 bits of offset in the pool, 8 bits of length. */
typedef uint32_t vocab_text;

/* The text's bytes, constant. */
str vocab_text_str(vocab_text text);

enum vocab_metric_flag {
    VOCAB_METRIC_LABELS_KNOWN = 1, /* else the list is empty */
    VOCAB_METRIC_LABELS_OPEN = 2,  /* labels that the list does not name may be there (label_* of kube-state-metrics) */
    VOCAB_METRIC_HAS_RANGE = 4,    /* else min and max are 0 */
    VOCAB_METRIC_TYPE_INFERRED = 8, /* the type was concluded from the name */
    VOCAB_METRIC_MAY_BUCKET =
        16 /* a summary that has buckets where the application asks for them (Micrometer's timers) */
};

struct vocab_metric {
    vocab_text name; /* first member: the tables are searched by it */
    vocab_text note; /* what else decides whether the metric is there, "" for nothing */
    uint16_t labels; /* use vocab_metric_labels() */
    vocab_version since, until;
    int16_t min, max;
    uint8_t product; /* enum vocab_product */
    uint8_t type;    /* enum vocab_type */
    uint8_t unit;    /* enum vocab_unit; of a histogram or summary: of what it observes */
    uint8_t flags;   /* of enum vocab_metric_flag */
};

/* Which series of the metric a name means. BUCKET is of histograms and of summaries
 * with MAY_BUCKET, SUM and COUNT of histograms and summaries.
 * TOTAL: the name of a counter without "_total", asked for with it, as an OpenMetrics exposition writes it; CREATED:
 * the creation time that such an exposition adds to counters, histograms and summaries (prometheus/common, expfmt). */
enum vocab_part {
    VOCAB_PART_WHOLE,
    VOCAB_PART_BUCKET,
    VOCAB_PART_SUM,
    VOCAB_PART_COUNT,
    VOCAB_PART_TOTAL,
    VOCAB_PART_CREATED
};

/* Rows of one name, one for each product that has it. */
struct vocab_metrics {
    const struct vocab_metric *rows; /* NULL when count is 0 */
    size_t count;
    enum vocab_part part;
    bool pattern; /* no row has this very name; the row's name has a "*" that stands for the rest */
};

/* What is known of a series name: its own rows, else those of its base name, else the pattern that fits and has most
 * letters (one row). count is 0 for a name that is not known. */
struct vocab_metrics vocab_metric_find(str name);

/* Whether a series of this part belongs to the metric. */
bool vocab_metric_has_part(const struct vocab_metric *metric, enum vocab_part part);

/* The row of this product among those found, or NULL. */
const struct vocab_metric *vocab_metric_of(struct vocab_metrics found, enum vocab_product product);

/* All rows with a name of its own, sorted by name and product; the rows with patterns. */
struct vocab_metrics vocab_metric_all(void);
struct vocab_metrics vocab_metric_patterns(void);

/* Label names without those that the scrape adds, sorted: for (size_t i = 0; i < labels.count; i++) vocab_label(labels,
 * i). */
struct vocab_labels {
    const uint16_t *at;
    size_t count;
};

struct vocab_labels vocab_metric_labels(const struct vocab_metric *metric);

/* The name of a label; it may end in "*" where the set is open. */
str vocab_label(struct vocab_labels labels, size_t index);

/* Whether the metric may have the label: it does, its labels are not known, or its open set covers the name. */
bool vocab_metric_may_have_label(const struct vocab_metric *metric, str label);

enum { VOCAB_PREFIX_PRODUCTS = 3 };

struct vocab_prefix {
    vocab_text name;
    vocab_text note;
    vocab_version since, until; /* the versions that were read; UNKNOWN: all, or not recorded */
    uint8_t products[VOCAB_PREFIX_PRODUCTS];
    uint8_t product_count;
    uint8_t coverage; /* enum vocab_coverage */
    bool exact;       /* the whole name, not a prefix */
};

/* The longest row that the name begins with, or NULL. One that does not end in "_" counts only before "_", a digit or
 * the end, so that "up" is not found in "upstream_requests". */
const struct vocab_prefix *vocab_prefix_find(str name);

struct vocab_renaming {
    vocab_text name;     /* the old one */
    vocab_text new_name; /* "" for REMOVED */
    vocab_text matchers; /* what the new name needs in braces to mean the same, "" for nothing */
    vocab_text note;
    vocab_version version;     /* first with the new name only, or with both where last is later */
    vocab_version last, first; /* last seen with the old name, first seen with the new one; UNKNOWN: not measured */
    uint8_t product, kind;     /* enum vocab_product, enum vocab_rename */
};

/* Rows of one old name, one for each product. */
struct vocab_renamings {
    const struct vocab_renaming *rows;
    size_t count;
    enum vocab_part part; /* WHOLE, or the part that was cut off to find the rows; it goes with the new name too */
};

/* What a name that was used once, or is written by mistake, is called now. The old name may still be right for an old
 * version or another product: ask vocab_metric_find() too. */
struct vocab_renamings vocab_renamed_find(str name);
struct vocab_renamings vocab_renamed_all(void);

/* The row by which the same product renamed the row's new name later, or NULL; a loop over it ends (the test holds it).
 * Example: coredns_forward_request_count_total, coredns_forward_requests_total, coredns_proxy_request_duration_seconds.
 */
const struct vocab_renaming *vocab_renamed_again(const struct vocab_renaming *row);

struct vocab_label_renaming {
    vocab_text name; /* of the metric; "*" at the end: every metric that begins so */
    vocab_text old_label, new_label, note;
    vocab_version version; /* first with the new label only */
    uint8_t product;
};

/* How a label of this metric is called now, or NULL. */
const struct vocab_label_renaming *vocab_label_renamed_find(str metric, str label);

/* Whether the newest version has a metric whose name begins so. */
bool vocab_metric_begins(str beginning);

struct vocab_nearest {
    const struct vocab_metric *metric; /* NULL: nothing near */
    enum vocab_part part;              /* to append to the metric's name: WHOLE, BUCKET, SUM or COUNT */
};

/* For "did you mean": the metric in the newest version whose name is nearest to one that is not known, among those with
 * a known prefix of the name. A missing or superfluous suffix such as "_total" is nearer than a wrong letter. It reads
 * at most all rows of the prefix, with a few steps a letter: ask only when there is a finding. */
struct vocab_nearest vocab_metric_nearest(str name);

/* "_bucket", "_sum", ...; "" for WHOLE. */
str vocab_part_suffix(enum vocab_part part);

#endif
