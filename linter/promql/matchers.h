/* What the matchers of a selector let through, asked of the language of their patterns.
 *
 * Prometheus 3.14 matches a pattern against the whole value, and an absent label is the empty value. */
#ifndef MONLINT_PROMQL_MATCHERS_H
#define MONLINT_PROMQL_MATCHERS_H

#include "base/arena.h"
#include "promql/ast.h"

/* What a matcher with a pattern comes to. */
enum matcher_sense {
    MATCHER_SENSE_OWN,     /* nothing simpler says the same, or it is not known; any matcher without a pattern */
    MATCHER_SENSE_TEXT,    /* one text: = or != says the same */
    MATCHER_SENSE_ALL,     /* every value and the absent label pass: =~".*" */
    MATCHER_SENSE_NOTHING, /* none does: !~".*", =~"a$b" */
    MATCHER_SENSE_ABSENT,  /* only the absent label passes: !~".+" */
};

/* *text gets the text of MATCHER_SENSE_TEXT. Placeholders are MATCHER_SENSE_OWN. */
enum matcher_sense promql_matcher_sense(const struct promql_matcher *matcher, str *text);

/* Whether something else will stand in the place of the value when it is deployed: ${cluster}, %(job)s, {{ x }}. */
bool promql_matcher_is_placeholder(const struct promql_matcher *matcher);

/* Whether = or != compares a label that names things (pod, job, code …) with what only a pattern is spelt like:
 * "web-.*", "500|502". Labels of routes, paths and patterns may have such values. */
bool promql_matcher_spells_pattern(const struct promql_matcher *matcher);

/* Whether a label of this value passes; true where that is not known. */
bool promql_matcher_accepts(struct arena *arena, const struct promql_matcher *matcher, str value);

/* Two matchers of one label that no value passes together, nor the absent label. */
struct promql_contradiction {
    const struct promql_matcher *first, *second; /* in the order of the text */
};

/* The first contradiction of a selector; false when none is seen. */
bool promql_find_contradiction(struct arena *arena, const struct promql_selector *selector,
                               struct promql_contradiction *found);

/* Of the expression's text: the operator between label and value. */
span promql_matcher_operator_at(str text, const struct promql_matcher *matcher);

/* Of the expression's text: bytes start to end of the decoded value, if no escape stands there; else the whole value
 * with its quotes. */
span promql_matcher_part_at(str text, const struct promql_matcher *matcher, span part);

#endif
