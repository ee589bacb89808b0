/* What several rules ask of one rule of the set: computed when the first of them asks, and kept while it is judged. */
#ifndef MONLINT_PROJECT_RULE_MEMO_H
#define MONLINT_PROJECT_RULE_MEMO_H

#include "project/alert_text.h"
#include "project/flow.h"
#include "project/shown.h"
#include "project/threshold.h"
#include "promql/condition.h"

struct rule_memo {
    struct arena *arena; /* lives as long as the view */
    bool has_calls, has_thresholds, has_written, has_kinds, has_shown;
    bool calls[PROMQL_FUNCTION_COUNT]; /* which functions stand in the expression */
    struct value_thresholds thresholds;
    enum threshold_kind *threshold_kinds; /* by threshold; NULL: none was judged yet */
    struct promql_thresholds written;
    struct kind_faults kinds;
    struct shown_list shown;  /* of all families */
    struct alert_text *texts; /* by annotation; NULL: none was read yet */
};

/* Whether the expression of a view that has one calls the function: a first question that costs nothing. */
bool view_calls(const struct rule_view *view, enum promql_function_id function);

/* value_thresholds() of a view with a flow. */
struct value_thresholds view_thresholds(const struct rule_view *view);

/* threshold_judge() of the view's threshold of this number. */
enum threshold_kind view_threshold_kind(const struct rule_view *view, size_t threshold);

/* promql_find_thresholds() of a view with an expression. */
struct promql_thresholds view_written_thresholds(const struct rule_view *view);

/* unit_kind_faults() of a view with a flow. */
struct kind_faults view_kind_faults(const struct rule_view *view);

/* An annotation as it is read; NULL when nothing can be said of it. */
const struct alert_text *view_text(const struct rule_view *view, size_t annotation);

#endif
