/* What the text of an alert claims of its rule, where the rule says otherwise: how long, over which window, beyond
 * which threshold.
 *
 * A figure that anything in the rule explains is no claim against it: any duration of the rule or a sum of for with
 * one, any number of the expression in any of the usual scales, what is left of a whole. So is one in a sentence that
 * advises or supposes, one beside another that is explained, and a text that alerts of different thresholds share. */
#ifndef MONLINT_PROJECT_CLAIMS_H
#define MONLINT_PROJECT_CLAIMS_H

#include "project/alert_text.h"
#include "project/flow.h"

enum claim_kind {
    CLAIM_FOR,        /* "down for more than 5 minutes", and for: 10m */
    CLAIM_FOR_ABSENT, /* likewise, and no for */
    CLAIM_WINDOW,     /* "in the last 1m", and [5m] */
    CLAIM_THRESHOLD,  /* "threshold: 2s", and > 5 */
    CLAIM_SHARE,      /* "above 5%", and rate() > 0.05 of errors */
    CLAIM_PERIOD,     /* "above 100 per minute", and rate() > 100 */
    CLAIM_COUNT,      /* "more than 20 failures in the last 5m", and rate() > 20 */
};

struct claim {
    enum claim_kind kind;
    const struct alert_text *text;
    const struct prose_figure *figure;
    place where;      /* what the rule says; unused for CLAIM_FOR_ABSENT */
    double actual;    /* seconds, or the threshold */
    struct unit unit; /* CLAIM_THRESHOLD: of the compared side */
};

struct claim_list {
    const struct claim *at;
    size_t len;
};

/* The claims of all annotations of an alert that the rule contradicts, in their order. */
struct claim_list claims_judge(struct arena *arena, const struct rule_view *view);

#endif
