/* The durations and numbers of a rule, and what they explain. */
#include <math.h>
#include <stdlib.h>

#include "project/claims_internal.h"
#include "promql/selectors.h"
#include "text/duration.h"

struct gather {
    struct arena *arena;
    struct rule_figures *figures;
};

static void add_duration(struct gather *gather, double seconds) {
    if (seconds > 0)
        vec_push(gather->arena, &gather->figures->durations, seconds);
}

static bool parse(str text, double *seconds) {
    int64_t ms;
    struct duration_error error;
    bool valid = duration_parse_prometheus(text, &ms, &error);
    *seconds = valid ? (double)ms / 1000 : 0;
    return valid;
}

static void add_text(struct gather *gather, str text) {
    double seconds;
    if (parse(text, &seconds))
        add_duration(gather, seconds);
}

static void add_number(struct gather *gather, double number, bool may_be_time) {
    vec_push(gather->arena, &gather->figures->numbers, number);
    if (may_be_time)
        vec_push(gather->arena, &gather->figures->times, number);
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* "rate5m", "p99", "0.95": the digits in a name, and the duration that they begin. */
static void add_digits(struct gather *gather, str text) {
    for (size_t i = 0; i < text.len;) {
        char digits[32];
        size_t length = 0, end = i;
        if (!is_digit(text.ptr[i])) {
            i++;
            continue;
        }
        for (; end < text.len && length + 1 < sizeof digits && (is_digit(text.ptr[end]) || text.ptr[end] == '.'); end++)
            digits[length++] = text.ptr[end];
        digits[length] = '\0';
        add_number(gather, strtod(digits, NULL), true);
        size_t unit = end < text.len && text.ptr[end] == 'm' && end + 1 < text.len && text.ptr[end + 1] == 's' ? 2 : 1;
        add_text(gather, str_slice(text, i, end + unit));
        i = end;
    }
}

static void add_modifiers(struct gather *gather, const struct promql_node *node) {
    const struct promql_modifiers *modifiers = node->modifiers;
    if (!modifiers || !modifiers->offset || !modifiers->offset->is_constant)
        return;
    add_duration(gather, fabs(modifiers->offset->seconds));
    gather->figures->has_range = true;
    if (node->kind == PROMQL_MATRIX && node->as.range.range->is_constant)
        add_duration(gather, fabs(modifiers->offset->seconds) + node->as.range.range->seconds);
}

static void add_range(struct gather *gather, const struct promql_node *node) {
    const struct promql_range *range = &node->as.range;
    gather->figures->has_range = true;
    if (!gather->figures->range)
        gather->figures->range = node;
    if (range->range->is_constant)
        add_duration(gather, range->range->seconds);
    if (range->step && range->step->is_constant)
        add_duration(gather, range->step->seconds);
}

static void add_selector(struct gather *gather, const struct promql_node *node) {
    str name = promql_selector_metric(node);
    gather->figures->has_record |= str_contains(name, STR(":"));
    add_digits(gather, name);
    for (size_t i = 0; i < node->as.selector.matcher_count; i++)
        add_digits(gather, node->as.selector.matchers[i].value);
}

/* "* 100", "/ 1024": converts, and says nothing of its own. */
static bool converts(const struct promql_node *node, double value) {
    static const double conversions[] = {100, 1000, 1e6, 1e9, 1024, 1048576, 1073741824, 60, 24, 3600, 86400};
    const struct promql_node *parent = node->parent;
    while (parent && parent->kind == PROMQL_PAREN)
        parent = parent->parent;
    if (!parent || parent->kind != PROMQL_BINARY ||
        (parent->as.binary.op != PROMQL_MUL && parent->as.binary.op != PROMQL_DIV))
        return false;
    for (size_t i = 0; i < sizeof conversions / sizeof *conversions; i++)
        if (fabs(value - conversions[i]) < 1e-9)
            return true;
    return false;
}

/* A threshold of what is known to be no time counts no minutes: "> 5" errors beside "in the last 5 minutes". */
static bool may_be_time(const struct rule_flow *flow, const struct promql_node *node) {
    const struct promql_node *parent = node->parent;
    if (!parent || parent->kind != PROMQL_BINARY || !promql_operator_is_comparison(parent->as.binary.op))
        return true;
    const struct promql_node *other = promql_left(parent) == node ? promql_right(parent) : promql_left(parent);
    struct unit unit = unit_flow_at(&flow->units, other);
    return !unit_is_known(unit) || unit.dimension == VOCAB_DIMENSION_TIME ||
           unit.dimension == VOCAB_DIMENSION_TIMESTAMP;
}

static void add_node(struct gather *gather, const struct rule_flow *flow, const struct promql_node *node) {
    const struct value_node *value = value_flow_at(&flow->values, node);
    enum vocab_dimension dimension = unit_flow_at(&flow->units, node).dimension;
    if (value->is_literal && converts(node, value->range.low))
        add_duration(gather, value->range.low); /* "* 60" is what happens in a minute */
    else if (value->is_literal)
        add_number(gather, fabs(value->range.low), may_be_time(flow, node));
    else if (dimension == VOCAB_DIMENSION_TIMESTAMP)
        gather->figures->has_clock = true;
    if (value->metric && value->metric->is_recorded)
        gather->figures->has_record = true;
    if (node->kind == PROMQL_SELECTOR)
        add_selector(gather, node);
    else if (node->kind == PROMQL_MATRIX || node->kind == PROMQL_SUBQUERY)
        add_range(gather, node);
    add_modifiers(gather, node);
}

static void add_rule(struct gather *gather, const struct rule_view *view) {
    struct rule_figures *figures = gather->figures;
    const struct rule_fact *rule = view->rule;
    figures->waits_known = !rule->for_.opaque && (!rule->for_.text.ptr || parse(rule->for_.text, &figures->waits));
    add_text(gather, rule->keep_firing_for.text);
    if (view->group)
        add_text(gather, view->group->interval.text);
    add_digits(gather, rule->name.text);
    for (size_t i = 0; i < rule->labels.len; i++)
        add_digits(gather, rule->labels.at[i].value.text);
}

struct rule_figures rule_figures_of(struct arena *arena, const struct rule_view *view) {
    struct rule_figures figures = {0};
    struct gather gather = {arena, &figures};
    const struct promql_expr *expr = &view->expression->parsed;
    add_rule(&gather, view);
    for (size_t i = 0; i < expr->node_count; i++)
        add_node(&gather, view->flow, expr->nodes[i]);
    return figures;
}

static bool near(double a, double b) {
    return fabs(a - b) <= 0.006 * fmax(fabs(a), fabs(b));
}

static bool adds_up(const struct rule_figures *figures, double held, double seconds) {
    return near(seconds, held) || near(seconds, held + figures->waits);
}

bool rule_figures_explain_duration(const struct rule_figures *figures, double seconds) {
    static const double units[] = {0.001, 1, 60, 3600, 86400, 604800};
    if (near(seconds, figures->waits))
        return true;
    for (size_t i = 0; i < figures->durations.len; i++)
        if (adds_up(figures, figures->durations.at[i], seconds))
            return true;
    for (size_t i = 0; i < figures->times.len; i++)
        for (size_t k = 0; k < sizeof units / sizeof *units; k++)
            if (adds_up(figures, figures->times.at[i] * units[k], seconds))
                return true;
    return false;
}

/* 80% is 0.8, 20% left of a whole, and a quarter more than 1 is 1.25. */
static bool explains(double held, double number) {
    static const double scales[] = {1, 100, 1e3, 1e6, 1e9, 1e12, 1024, 1048576, 1073741824, 60, 3600, 86400, 604800};
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++)
        if (near(held * scales[i], number) || near(held, number * scales[i]))
            return true;
    return near(held, 1 - number / 100) || near(held, 100 - number) || near(held, 1 - number) ||
           near(held, 1 + number / 100) || near(held, 100 + number) || fabs(fabs(held - number) - 1) < 1e-9;
}

bool rule_figures_explain_number(const struct rule_figures *figures, double number) {
    for (size_t i = 0; i < figures->numbers.len; i++)
        if (explains(figures->numbers.at[i], number))
            return true;
    return false;
}
