/* What the words around a value say it is: available, an increase, so many minutes. */
#include "project/shown_internal.h"

#include <string.h>

#include "promql/selectors.h"

enum share_side { SIDE_UNKNOWN, SIDE_USED, SIDE_FREE };

enum { WORDS_BEHIND = 7, WORDS_BEFORE = 5 };

static enum share_side flipped(enum share_side side) {
    return side == SIDE_USED ? SIDE_FREE : side == SIDE_FREE ? SIDE_USED : SIDE_UNKNOWN;
}

static enum share_side side_of_names(const struct promql_expr *expr, const struct promql_node *node) {
    bool free = shown_names_have(expr, node, "free avail remaining");
    bool used = shown_names_have(expr, node, "used usage utilization utilisation unavailable freeze");
    return free == used ? SIDE_UNKNOWN : free ? SIDE_FREE : SIDE_USED;
}

static const struct promql_node *without_literal(const struct promql_node *node, enum promql_operator op) {
    double ignored;
    const struct promql_node *left = promql_left(node), *right = promql_right(node);
    if (promql_number(right, &ignored))
        return left;
    return op == PROMQL_MUL && promql_number(left, &ignored) ? right : NULL;
}

/* "total - free" and its like, which is used. */
static enum share_side side_of_difference(const struct promql_expr *expr, const struct promql_node *node) {
    enum share_side left = side_of_names(expr, promql_left(node)), right = side_of_names(expr, promql_right(node));
    return left == SIDE_UNKNOWN ? flipped(right) : SIDE_UNKNOWN;
}

/* Without aggregations around it and numbers that scale it. */
static const struct promql_node *unscaled(const struct promql_node *node) {
    for (;;) {
        node = promql_unwrapped(node);
        enum promql_operator op = node->kind == PROMQL_BINARY ? node->as.binary.op : PROMQL_ADD;
        const struct promql_node *scaled = op == PROMQL_MUL || op == PROMQL_DIV ? without_literal(node, op) : NULL;
        if (node->kind == PROMQL_AGGREGATE)
            node = promql_aggregated(node);
        else if (scaled)
            node = scaled;
        else
            return node;
    }
}

static bool is_binary(const struct promql_node *node, enum promql_operator op) {
    return node->kind == PROMQL_BINARY && node->as.binary.op == op;
}

/* Whether the node is the used or the free part of something; *why: what turns it around, or the name. */
static enum share_side side_of(const struct promql_expr *expr, const struct promql_node *node,
                               const struct promql_node **why) {
    bool turned = false;
    double whole = 0;
    *why = node = unscaled(node);
    while (is_binary(node, PROMQL_SUB) && promql_number(promql_left(node), &whole)) {
        turned = !turned;
        *why = node;
        node = unscaled(promql_right(node));
    }
    if (is_binary(node, PROMQL_DIV)) {
        if (side_of_names(expr, promql_right(node)) != SIDE_UNKNOWN)
            return SIDE_UNKNOWN;
        node = unscaled(promql_left(node));
    }
    bool difference = is_binary(node, PROMQL_SUB);
    if (!difference && node->kind == PROMQL_BINARY)
        return SIDE_UNKNOWN;
    enum share_side side = difference ? side_of_difference(expr, node) : side_of_names(expr, node);
    return turned ? flipped(side) : side;
}

static bool is_stop(char sign) {
    return sign && strchr(".,;()!?", sign);
}

/* "space available for", "is full."; not "of available memory". */
static bool closes(const struct prose *prose, size_t token) {
    size_t next = token + 1;
    return next >= prose->token_count || prose->tokens[next].kind == PROSE_MARK ||
           prose_has(prose, next, next + 1, PROSE_WORDS(for, on, in, at, and, of, which, but, from, with, so));
}

static enum share_side side_of_word(const struct prose *prose, size_t token, bool behind) {
    if (prose_has(prose, token, token + 1, PROSE_WORDS(available, free, remaining, left)) &&
        (!behind || closes(prose, token)))
        return SIDE_FREE;
    bool used = prose_has(prose, token, token + 1, PROSE_WORDS(used, full, utilized, utilised, occupied));
    return used && (!behind || closes(prose, token)) ? SIDE_USED : SIDE_UNKNOWN;
}

/* Between the usage and its value. */
static const struct prose_words links = PROSE_SET(is, at, currently, now, has, reached, been, was, current, value);

/* "usage is {{ $value }}%", "usage: …", "usage has reached …": the subject right before. */
static enum share_side side_before(const struct prose *prose, const struct prose_figure *figure, size_t *token) {
    size_t i = figure->first;
    for (int steps = 0; steps < WORDS_BEFORE && i > figure->sentence[0]; steps++) {
        i--;
        *token = i;
        if (prose_has(prose, i, i + 1, PROSE_WORDS(usage, utilization, utilisation)))
            return SIDE_USED;
        char sign = prose_sign(prose, i);
        bool link = sign == ':' || sign == '=' || sign == '(' || prose_has(prose, i, i + 1, links);
        if (!link)
            break;
    }
    return SIDE_UNKNOWN;
}

static enum share_side side_in_text(const struct prose *prose, const struct prose_figure *figure, size_t *token) {
    for (size_t i = figure->last + 1; i < figure->sentence[1] && i <= figure->last + WORDS_BEHIND; i++) {
        if (is_stop(prose_sign(prose, i)))
            break;
        enum share_side side = side_of_word(prose, i, true);
        *token = i;
        if (side != SIDE_UNKNOWN)
            return side;
    }
    return side_before(prose, figure, token);
}

static bool prints_percent(const struct shown *shown) {
    return shown->figure->unit.measure == PROSE_PERCENT || alert_text_form(shown->read) == SHOWN_PERCENTAGE ||
           alert_text_prints_percent(shown->read);
}

static void judge_side(const struct shown_value *value, struct shown *shown) {
    const struct promql_node *why;
    size_t token;
    if (!prints_percent(shown))
        return;
    enum share_side text = side_in_text(&shown->text->prose, shown->figure, &token);
    if (text == SIDE_UNKNOWN)
        return;
    enum share_side side = side_of(value->expr, value->root, &why);
    if (side == SIDE_UNKNOWN || side == text)
        return;
    shown->fault = SHOWN_COMPLEMENT;
    shown->at = shown->text->prose.tokens[token].at;
    shown->why = why;
}

/* up == 0, absent(x): what passes is always the same number, and not a number of anything. */
static bool is_fixed_state(const struct shown_value *value) {
    if (!value->range.constant)
        return false;
    const struct promql_node *root = value->root;
    if (root->kind == PROMQL_CALL)
        return root->as.call.function->id == PROMQL_FUNCTION_absent ||
               root->as.call.function->id == PROMQL_FUNCTION_absent_over_time;
    struct value_range before = value_flow_at(&value->flow->values, root)->range;
    return root->kind == PROMQL_SELECTOR && before.integer && before.known && before.low >= 0 && before.high <= 1;
}

static bool counts_failures(const struct shown *shown) {
    const struct prose *prose = &shown->text->prose;
    size_t next = shown->figure->last + 1;
    if (next >= prose->token_count || prose->tokens[next].kind != PROSE_WORD ||
        !str_ends_with(prose_text(prose, next), STR("s")) || prose_text(prose, next).len < 4)
        return false;
    return prose_has(prose, next + 1, next + 4,
                     PROSE_WORDS(down, unavailable, unreachable, failing, failed, missing, offline, dead));
}

/* "for {{ $value }} minutes" of x == 0; "{{ $value }} requests in the last 5m" of "x == 0 and increase(y[5m])". */
static bool is_fixed_amount(const struct shown_value *value, const struct shown *shown) {
    const struct promql_node *expr = promql_unwrapped(value->expr->root);
    if (!value->range.constant || value->unit.dimension == VOCAB_DIMENSION_TIME)
        return false;
    bool lasts = shown->figure->relation == PROSE_FOR;
    const struct promql_node *other = is_binary(expr, PROMQL_AND) ? promql_unwrapped(promql_right(expr)) : NULL;
    if (other && other->kind == PROMQL_BINARY && promql_operator_is_comparison(other->as.binary.op))
        other = promql_left(other);
    bool counts = other && shown_is_count_in_window(other);
    return lasts || (counts && prose_window_behind(&shown->text->prose, shown->figure));
}

static void judge_fixed(const struct shown_value *value, struct shown *shown) {
    enum prose_measure measure = shown->figure->unit.measure;
    enum shown_form form = alert_text_form(shown->read);
    bool measured = measure == PROSE_TIME || measure == PROSE_PERCENT || measure == PROSE_TIMES ||
                    form == SHOWN_DURATION || form == SHOWN_PERCENTAGE;
    bool state = is_fixed_state(value) && (measured || (value->range.low <= 0 && counts_failures(shown)));
    if (!state && !is_fixed_amount(value, shown))
        return;
    shown->fault = SHOWN_FIXED;
    shown->at = shown->read->whole;
    shown->number = value->range.low;
    shown->why = value->expr->root;
}

static const struct promql_node *only_selector(const struct promql_expr *expr, const struct promql_node *node) {
    const struct promql_node *found = NULL;
    for (size_t i = node->first; i <= node->index; i++) {
        if (expr->nodes[i]->kind != PROMQL_SELECTOR)
            continue;
        if (found)
            return NULL;
        found = expr->nodes[i];
    }
    return found;
}

static bool is_shifted(const struct promql_expr *expr, const struct promql_node *node) {
    for (size_t i = node->first; i <= node->index; i++)
        if (expr->nodes[i]->modifiers && expr->nodes[i]->modifiers->offset)
            return true;
    return false;
}

/* now / before of one metric, from which nothing is taken away. */
static const struct promql_node *find_quotient(const struct shown_value *value) {
    const struct promql_node *found = NULL;
    for (size_t i = value->root->first; i <= value->root->index; i++) {
        const struct promql_node *node = value->expr->nodes[i];
        if (node->kind != PROMQL_BINARY)
            continue;
        if (node->as.binary.op == PROMQL_SUB || (node->as.binary.op == PROMQL_DIV && found))
            return NULL;
        if (node->as.binary.op == PROMQL_DIV)
            found = node;
    }
    const struct promql_node *now = found ? only_selector(value->expr, promql_left(found)) : NULL;
    const struct promql_node *then = found ? only_selector(value->expr, promql_right(found)) : NULL;
    if (!now || !then || !str_equal(promql_selector_metric(now), promql_selector_metric(then)))
        return NULL;
    return is_shifted(value->expr, promql_right(found)) ? found : NULL;
}

static const struct prose_words changes =
    PROSE_SET(increase, decrease, drop, growth, rise, increased, decreased, dropped, grown, rising);

static void judge_quotient(const struct shown_value *value, struct shown *shown) {
    const struct prose *prose = &shown->text->prose;
    size_t first = shown->figure->first, behind = shown->figure->last + 1;
    size_t before = first >= 2 && first - 2 >= shown->figure->sentence[0] ? first - 2 : first;
    bool by = before < first && prose_has(prose, first - 1, first, PROSE_WORDS(by, of));
    bool is_behind = prose_has(prose, behind, behind + 1, changes);
    if (!prints_percent(shown) || !(is_behind || (by && prose_has(prose, before, before + 1, changes))))
        return;
    const struct promql_node *quotient = find_quotient(value);
    if (!quotient)
        return;
    shown->fault = SHOWN_QUOTIENT;
    shown->at = prose->tokens[is_behind ? behind : before].at;
    shown->why = quotient;
}

static void judge_difference(const struct shown_value *value, struct shown *shown) {
    const struct prose *prose = &shown->text->prose;
    const struct promql_node *root = value->root;
    size_t first = shown->figure->first, behind = shown->figure->last + 1;
    if (root->kind != PROMQL_BINARY || root->as.binary.op != PROMQL_SUB || promql_left(root)->type == PROMQL_SCALAR ||
        promql_right(root)->type == PROMQL_SCALAR)
        return;
    size_t before = first && prose_has(prose, first - 1, first, PROSE_WORDS(of, is)) ? first - 2 : first - 1;
    bool total_before = before < prose->token_count && before >= shown->figure->sentence[0] &&
                        prose_has(prose, before, before + 1, PROSE_WORDS(total));
    bool total_behind = prose_has(prose, behind, behind + 1, PROSE_WORDS(total)) ||
                        (prose_has(prose, behind, behind + 1, PROSE_WORDS(in)) &&
                         prose_has(prose, behind + 1, behind + 2, PROSE_WORDS(total)));
    if (!total_before && !total_behind)
        return;
    shown->fault = SHOWN_DIFFERENCE;
    shown->at = shown->read->whole;
    shown->why = root;
}

/* "takes {{ $value }}s on average" of histogram_quantile(0.95, …). */
static void judge_quantile(const struct shown_value *value, struct shown *shown) {
    const struct prose *prose = &shown->text->prose;
    const struct promql_node *root = value->root;
    double quantile;
    if (root->kind != PROMQL_CALL || root->as.call.function->id != PROMQL_FUNCTION_histogram_quantile ||
        !promql_number(promql_child(root, 0), &quantile) || (quantile > 0.4 && quantile < 0.6) ||
        prose_around(prose, shown->figure, PROSE_WORDS(percentile, quantile, median, p50, p90, p95, p99, than)))
        return;
    for (size_t i = shown->figure->last + 1; i < shown->figure->sentence[1] && i <= shown->figure->last + 2; i++)
        if (prose_has(prose, i, i + 1, PROSE_WORDS(average, avg))) {
            shown->fault = SHOWN_QUANTILE;
            shown->at = prose->tokens[i].at;
            shown->number = quantile;
            shown->why = root;
        }
}

void shown_judge_meaning(const struct shown_value *value, struct shown *shown) {
    if (alert_text_form(shown->read) == SHOWN_OTHERWISE)
        return;
    judge_fixed(value, shown);
    if (shown->fault == SHOWN_FINE)
        judge_side(value, shown);
    if (shown->fault == SHOWN_FINE)
        judge_quotient(value, shown);
    if (shown->fault == SHOWN_FINE)
        judge_difference(value, shown);
    if (shown->fault == SHOWN_FINE)
        judge_quantile(value, shown);
}

str shown_describe(struct arena *arena, struct unit unit) {
    if (unit.dimension == VOCAB_DIMENSION_COUNT)
        return unit.per_second ? STR("a rate of events") : STR("a number of things");
    str name = unit_describe(arena, unit);
    if (str_equal(name, STR("ratio")))
        return STR("a ratio of 0 to 1");
    return name.len ? arena_format(arena, "in %.*s", STR_ARG(name)) : STR("in another unit");
}
