/* Between the parts of claims.h. */
#ifndef MONLINT_PROJECT_CLAIMS_INTERNAL_H
#define MONLINT_PROJECT_CLAIMS_INTERNAL_H

#include "project/claims.h"

/* Every figure that a rule itself holds. */
struct rule_figures {
    VEC(double) durations;           /* seconds: ranges, steps, offsets, keep_firing_for, those in names; not for */
    VEC(double) numbers;             /* literals and what they come to, digits in names and matchers */
    VEC(double) times;               /* those of them that may count seconds, minutes, days */
    double waits;                    /* for, in seconds; 0: none */
    bool waits_known;                /* false: for is there, and hidden or no duration */
    bool has_range;                  /* a range, subquery or offset */
    bool has_record;                 /* reads a recorded name, whose windows are elsewhere */
    bool has_clock;                  /* time(), timestamp(), or times in its values */
    const struct promql_node *range; /* the first */
};

struct rule_figures rule_figures_of(struct arena *arena, const struct rule_view *view);

/* Whether the rule holds this duration, or one that adds up to it. */
bool rule_figures_explain_duration(const struct rule_figures *figures, double seconds);

/* Whether the rule holds this number, in any scale, or what it leaves of a whole. */
bool rule_figures_explain_number(const struct rule_figures *figures, double number);

/* Whether an annotation speaks of its rule and has figures: not a link, not what to do. */
bool claims_may_stand_in(const struct label_pair *annotation);

/* Alerts of one name in one file that differ in severity often have one text. */
bool claims_are_shared(const struct rule_view *view, const struct label_pair *annotation);

#endif
