/* The level of a recorded name as labels: "cluster_status_code" is cluster and status_code where an expression names a
 * label status_code. */
#ifndef MONLINT_PROMQL_RECORD_LEVEL_H
#define MONLINT_PROMQL_RECORD_LEVEL_H

#include "base/arena.h"
#include "promql/promql.h"

struct level_label {
    str name;
    span at;    /* in the recorded name */
    bool named; /* the expression names it in a clause, a matcher or a call */
};

struct record_level {
    const struct level_label *at;
    size_t len;
};

/* Words that are no label stay words. level is a part of name; one of an absurd length gives no labels. */
struct record_level record_level_split(struct arena *arena, str name, span level, const struct promql_expr *expr);

bool record_level_has(const struct record_level *level, str label);

/* The level is about the label in other words: it is part of one of its words, or the other way round. */
bool record_level_hints(const struct record_level *level, str label);

/* A matcher of the expression pins the label with =. */
bool record_level_is_pinned(const struct promql_expr *expr, str label);

#endif
