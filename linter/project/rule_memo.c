/* Each answer is made once. */
#include "project/rule_memo.h"

static void note_calls(const struct promql_expr *expr, bool *calls) {
    for (size_t i = 0; i < expr->node_count; i++)
        if (expr->nodes[i]->kind == PROMQL_CALL)
            calls[expr->nodes[i]->as.call.function->id] = true;
}

bool view_calls(const struct rule_view *view, enum promql_function_id function) {
    struct rule_memo *memo = view->memo;
    if (!memo->has_calls)
        note_calls(&view->expression->parsed, memo->calls);
    memo->has_calls = true;
    return memo->calls[function];
}

struct value_thresholds view_thresholds(const struct rule_view *view) {
    struct rule_memo *memo = view->memo;
    if (!memo->has_thresholds)
        memo->thresholds = value_thresholds(memo->arena, &view->flow->values);
    memo->has_thresholds = true;
    return memo->thresholds;
}

enum threshold_kind view_threshold_kind(const struct rule_view *view, size_t threshold) {
    struct value_thresholds thresholds = view_thresholds(view);
    struct rule_memo *memo = view->memo;
    if (!memo->threshold_kinds) {
        memo->threshold_kinds = arena_array(memo->arena, enum threshold_kind, thresholds.len);
        for (size_t i = 0; i < thresholds.len; i++)
            memo->threshold_kinds[i] = threshold_judge(view->flow, &thresholds.items[i]);
    }
    return memo->threshold_kinds[threshold];
}

struct promql_thresholds view_written_thresholds(const struct rule_view *view) {
    struct rule_memo *memo = view->memo;
    if (!memo->has_written)
        memo->written = promql_find_thresholds(memo->arena, &view->expression->parsed);
    memo->has_written = true;
    return memo->written;
}

struct kind_faults view_kind_faults(const struct rule_view *view) {
    struct rule_memo *memo = view->memo;
    if (!memo->has_kinds)
        memo->kinds = unit_kind_faults(memo->arena, &view->flow->values);
    memo->has_kinds = true;
    return memo->kinds;
}

const struct alert_text *view_text(const struct rule_view *view, size_t annotation) {
    const struct labels_fact *annotations = &view->rule->annotations;
    struct rule_memo *memo = view->memo;
    if (!memo->texts)
        memo->texts = arena_array(memo->arena, struct alert_text, annotations->len);
    struct alert_text *text = &memo->texts[annotation];
    if (!text->is_read)
        text->is_known = alert_text_read(memo->arena, &annotations->at[annotation], text);
    text->is_read = true;
    return text->is_known ? text : NULL;
}
