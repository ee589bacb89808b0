/* What is asked of the expression once, and the walk over the values of the texts. */
#include "project/shown.h"

#include <math.h>
#include <string.h>

#include "project/rule_memo.h"
#include "project/shown_internal.h"
#include "project/threshold.h"
#include "promql/selectors.h"

/* Exporters that write milliseconds or seconds into names which do not say so. */
static const char time_words[] = "time duration latency delay second age lag wait stall milli elapsed response msec "
                                 "_ms uptime backoff interval";
static const char size_words[] = "byte size mem octet space disk traffic network bandwidth throughput usage storage "
                                 "capacity limit quota data heap used free";

static bool holds(str name, str part) {
    if (part.len == 0)
        return true;
    for (size_t i = 0; i + part.len <= name.len; i++)
        if (((name.ptr[i] ^ part.ptr[0]) & ~0x20) == 0 && str_equal_fold(str_slice(name, i, i + part.len), part))
            return true;
    return false;
}

bool shown_names_have(const struct promql_expr *expr, const struct promql_node *node, const char *parts) {
    for (size_t i = node->first; i <= node->index; i++) {
        if (expr->nodes[i]->kind != PROMQL_SELECTOR)
            continue;
        str name = promql_selector_metric(expr->nodes[i]), rest = str_of(parts);
        while (rest.ptr)
            if (holds(name, str_split(&rest, ' ')))
                return true;
    }
    return false;
}

bool shown_may_be_time(const struct shown_value *value) {
    return shown_names_have(value->expr, value->root, time_words);
}

bool shown_may_be_data(const struct shown_value *value) {
    return shown_names_have(value->expr, value->root, size_words);
}

double shown_window(const struct promql_expr *expr, const struct promql_node *node) {
    double window = 0;
    for (size_t i = node->first; i <= node->index; i++) {
        const struct promql_node *at = expr->nodes[i];
        if (at->kind != PROMQL_MATRIX && at->kind != PROMQL_SUBQUERY)
            continue;
        if (!at->as.range.range->is_constant || (window > 0 && fabs(window - at->as.range.range->seconds) > 0.5))
            return 0;
        window = at->as.range.range->seconds;
    }
    return window;
}

static bool keeps_counts(enum promql_function_id id) {
    return id == PROMQL_FUNCTION_round || id == PROMQL_FUNCTION_ceil || id == PROMQL_FUNCTION_floor ||
           id == PROMQL_FUNCTION_sort || id == PROMQL_FUNCTION_sort_desc;
}

static bool counts_events(enum promql_function_id id) {
    return id == PROMQL_FUNCTION_increase || id == PROMQL_FUNCTION_changes || id == PROMQL_FUNCTION_resets ||
           id == PROMQL_FUNCTION_count_over_time;
}

bool shown_is_count_in_window(const struct promql_node *node) {
    for (;;) {
        node = promql_unwrapped(node);
        if (node->kind == PROMQL_AGGREGATE) {
            enum promql_aggregator_id id = node->as.aggregate.op->id;
            if (id == PROMQL_AGGREGATOR_count || id == PROMQL_AGGREGATOR_group || id == PROMQL_AGGREGATOR_count_values)
                return false;
            node = promql_aggregated(node);
        } else if (node->kind == PROMQL_CALL && keeps_counts(node->as.call.function->id)) {
            node = promql_child(node, 0);
        } else {
            return node->kind == PROMQL_CALL && counts_events(node->as.call.function->id);
        }
    }
}

/* Through parentheses and filters to what is computed. */
static const struct promql_node *root_of(const struct promql_node *node) {
    node = promql_unwrapped(node);
    while (node->kind == PROMQL_BINARY && promql_operator_is_comparison(node->as.binary.op) &&
           !(node->as.binary.matching && node->as.binary.matching->is_bool))
        node = promql_unwrapped(promql_left(node)->type == PROMQL_SCALAR ? promql_right(node) : promql_left(node));
    return node;
}

/* The side of and and unless whose samples are kept. */
static const struct promql_node *kept_side(const struct promql_node *node) {
    node = root_of(node);
    while (node->kind == PROMQL_BINARY && (node->as.binary.op == PROMQL_AND || node->as.binary.op == PROMQL_UNLESS))
        node = root_of(promql_left(node));
    return node;
}

/* False when a threshold is in another scale than the value: then the text only follows; or when there are too many to
 * look below each. */
static bool read_thresholds(const struct rule_view *view, struct shown_value *value) {
    enum { MOST_THRESHOLDS = 64 };
    struct value_thresholds thresholds = view_thresholds(view);
    if (thresholds.len > MOST_THRESHOLDS)
        return false;
    value->threshold = NAN;
    for (size_t i = 0; i < thresholds.len; i++) {
        const struct value_comparison *at = &thresholds.items[i];
        if (view_threshold_kind(view, i) == THRESHOLD_SCALE)
            return false;
        if (at->has_value && !at->is_inside && root_of(at->compared) == value->root)
            value->threshold = fmax(fabs(at->value), value->threshold);
    }
    return true;
}

/* "/ 4294967296" makes a share of a known capacity, "/ 24" days of hours; only the author knows. */
static bool has_odd_scale(const struct shown_value *value) {
    for (size_t i = value->root->first; i <= value->root->index; i++) {
        const struct promql_node *node = value->expr->nodes[i];
        if (node->kind != PROMQL_BINARY || (node->as.binary.op != PROMQL_MUL && node->as.binary.op != PROMQL_DIV))
            continue;
        const struct value_node *left = value_flow_at(&value->flow->values, promql_left(node));
        const struct value_node *right = value_flow_at(&value->flow->values, promql_right(node));
        if (left->is_literal != right->is_literal &&
            !unit_is_conversion(left->is_literal ? left->range.low : right->range.low))
            return true;
    }
    return false;
}

static bool describe(const struct rule_view *view, struct shown_value *value) {
    const struct promql_expr *expr = &view->expression->parsed;
    value->expr = expr;
    value->flow = view->flow;
    value->root = kept_side(expr->root);
    value->unit = unit_flow_at(&view->flow->units, expr->root);
    value->range = value_flow_at(&view->flow->values, expr->root)->range;
    if (!read_thresholds(view, value))
        return false;
    value->odd_scale = has_odd_scale(value);
    return true;
}

static bool prints_value(const struct label_pair *annotation) {
    for (size_t i = 0; annotation->templated && i < annotation->templated->reads.read_count; i++)
        if (annotation->templated->reads.reads[i].kind == GOTMPL_READ_VALUE)
            return true;
    return false;
}

/* The sign, or the word in whatever case its first letter is. */
static bool says_percent(str text) {
    if (str_find_byte(text, '%') < text.len)
        return true;
    str rest = text; /* its rarest letter is looked for */
    while (str_split(&rest, 'c').ptr && rest.ptr) {
        size_t at = (size_t)(rest.ptr - text.ptr);
        if (at >= 3 && str_starts_with(rest, STR("ent")) && memcmp(rest.ptr - 3, "er", 2) == 0)
            return true;
    }
    return false;
}

/* What shown_judge_meaning() finds is a fixed value, a percentage, a difference or a quantile; shown_judge_unit() finds
 * the other side of an "and". */
static bool may_mean_other(const struct shown_value *value, str text) {
    const struct promql_node *root = value->root, *whole = promql_unwrapped(value->expr->root);
    bool difference = root->kind == PROMQL_BINARY && root->as.binary.op == PROMQL_SUB;
    bool quantile = root->kind == PROMQL_CALL && root->as.call.function->id == PROMQL_FUNCTION_histogram_quantile;
    bool has_sides = whole->kind == PROMQL_BINARY && whole->as.binary.op == PROMQL_AND;
    return value->range.constant || has_sides || difference || quantile || says_percent(text) ||
           holds(text, STR("percent")) || holds(text, STR("pct"));
}

/* A quick look, before the text is read. */
static bool may_misprint(const struct shown_value *value, str text, enum shown_family family) {
    if (family == SHOWN_PERCENTAGES)
        return says_percent(text);
    if (family == SHOWN_UNITS)
        return unit_is_known(value->unit) && !value->odd_scale;
    return may_mean_other(value, text);
}

static enum shown_family family_of(enum shown_fault fault) {
    return fault <= SHOWN_SIGN_TWICE ? SHOWN_PERCENTAGES : fault <= SHOWN_RATIO_AS_COUNT ? SHOWN_UNITS : SHOWN_MEANINGS;
}

struct found {
    struct shown *at;
    size_t len, cap;
};

static void judge_text(struct arena *arena, const struct shown_value *value, const struct alert_text *text,
                       unsigned families, struct found *found) {
    for (size_t i = 0; i < text->prose.figure_count; i++) {
        const struct prose_figure *figure = &text->prose.figures[i];
        struct shown shown = {.text = text, .figure = figure, .value = value->unit};
        shown.read = alert_text_value(text, figure);
        if (!shown.read)
            continue;
        shown_judge_unit(value, &shown);
        if (shown.fault == SHOWN_FINE)
            shown_judge_meaning(value, &shown);
        if (shown.fault != SHOWN_FINE && (families & 1u << family_of(shown.fault)))
            vec_push(arena, found, shown);
    }
}

static unsigned families_of(const struct shown_value *value, str text) {
    unsigned families = 0;
    for (enum shown_family family = SHOWN_PERCENTAGES; family <= SHOWN_MEANINGS; family++)
        families |= may_misprint(value, text, family) ? 1u << family : 0;
    return families;
}

static struct shown_list judge_all(struct arena *arena, const struct rule_view *view) {
    struct found found = {0};
    struct shown_value value = {0};
    const struct labels_fact *annotations = &view->rule->annotations;
    bool known = false;
    for (size_t i = 0; i < annotations->len; i++) {
        if (!prints_value(&annotations->at[i]))
            continue;
        if (!known && !describe(view, &value))
            break;
        known = true;
        unsigned families = families_of(&value, annotations->at[i].templated->text);
        const struct alert_text *text = families ? view_text(view, i) : NULL;
        if (text)
            judge_text(arena, &value, text, families, &found);
    }
    return (struct shown_list){found.at, found.len};
}

bool shown_next(const struct rule_view *view, enum shown_family family, const struct shown **shown) {
    struct rule_memo *memo = view->memo;
    if (!view->flow || view->rule->kind != RULE_KIND_ALERT)
        return false;
    if (!memo->has_shown)
        memo->shown = judge_all(memo->arena, view);
    memo->has_shown = true;
    for (size_t i = *shown ? (size_t)(*shown - memo->shown.at) + 1 : 0; i < memo->shown.len; i++) {
        *shown = &memo->shown.at[i];
        if (family_of((*shown)->fault) == family)
            return true;
    }
    return false;
}
