/* Type checking in the order of Prometheus 3.14 (promql/parser/parse.go, checkAST).
 *
 * The type of each node is known since it was made; what remains is to find the first error. Prometheus looks at a node
 * in three moments: before its children, after each child, and after all of them. The walk below visits the same
 * moments with a stack of its own. An aggregation looks at its vector before its parameter. */
#include "promql/types.h"

#include <assert.h>

#include "base/map.h"
#include "promql/quote.h"
#include "promql/slips.h"

struct visit {
    const struct promql_node *node;
    const struct promql_node *child; /* the next to visit */
    uint32_t visited;                /* children */
};

typedef VEC(struct visit) visit_stack;

static bool is_numeric(const struct promql_node *node) {
    assert(node); /* the grammar gives each operator its operands */
    return node->type == PROMQL_SCALAR || node->type == PROMQL_VECTOR;
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* What stands between the operands. */
static span operator_part(const struct promql_parser *parser, const struct promql_node *binary) {
    span at = {promql_left(binary)->at.end, promql_right(binary)->at.start};
    while (at.start < at.end && is_blank(parser->text.ptr[at.start]))
        at.start++;
    while (at.end > at.start && is_blank(parser->text.ptr[at.end - 1]))
        at.end--;
    return at;
}

/* A map, because nothing bounds the two lists. */
static bool check_label_overlap(struct promql_parser *parser, const struct promql_node *binary) {
    const struct promql_matching *matching = binary->as.binary.matching;
    struct map included = {0};
    if (!matching->is_on || matching->labels.len == 0)
        return true;
    for (size_t i = 0; i < matching->include.len; i++)
        map_put(parser->scratch, &included, matching->include.items[i].name, &matching->include.items[i]);
    for (size_t i = 0; i < matching->labels.len; i++) {
        str label = matching->labels.items[i].name;
        if (!map_get(&included, label))
            continue;
        str quoted = promql_quote(parser->arena, label);
        return parser_fail(parser, operator_part(parser, binary), (str){0},
                           "label %.*s must not occur in ON and GROUP clause at once", STR_ARG(quoted));
    }
    return true;
}

static bool check_matching(struct promql_parser *parser, const struct promql_node *binary) {
    const struct promql_matching *matching = binary->as.binary.matching;
    const char *op = promql_operator_text(binary->as.binary.op);
    bool both_vectors = promql_left(binary)->type == PROMQL_VECTOR && promql_right(binary)->type == PROMQL_VECTOR;
    bool fills = matching->fill_left.is_set || matching->fill_right.is_set;
    if (!both_vectors && matching->labels.len > 0)
        return parser_fail(parser, binary->at, (str){0}, "vector matching only allowed between instant vectors");
    if (!both_vectors && fills)
        return parser_fail(parser, binary->at, (str){0},
                           "filling in missing series only allowed between instant vectors");
    if (!both_vectors || !promql_operator_is_set(binary->as.binary.op))
        return true;
    if (matching->card != PROMQL_MANY_TO_MANY)
        return parser_fail(parser, binary->at, STR("set operators match many to many by themselves"),
                           "no grouping allowed for \"%s\" operation", op);
    if (fills)
        return parser_fail(parser, binary->at, (str){0}, "filling in missing series not allowed for set operators");
    return true;
}

static bool check_operand(struct promql_parser *parser, const struct promql_node *operand) {
    return is_numeric(operand) || parser_fail(parser, operand->at, slips_operand(operand),
                                              "binary expression must contain only scalar and instant vector types");
}

static bool check_binary(struct promql_parser *parser, const struct promql_node *node) {
    enum promql_operator op = node->as.binary.op;
    const struct promql_matching *matching = node->as.binary.matching;
    const struct promql_node *left = promql_left(node), *right = promql_right(node);
    bool is_bool = matching && matching->is_bool;
    bool has_scalar = left->type == PROMQL_SCALAR || right->type == PROMQL_SCALAR;
    if (is_bool && !promql_operator_is_comparison(op))
        return parser_fail(parser, operator_part(parser, node), (str){0},
                           "bool modifier can only be used on comparison operators");
    if (promql_operator_is_comparison(op) && !is_bool && node->type == PROMQL_SCALAR)
        return parser_fail(parser, operator_part(parser, node),
                           arena_format(parser->arena, "write %s bool", promql_operator_text(op)),
                           "comparisons between scalars must use BOOL modifier");
    if (matching && !check_label_overlap(parser, node))
        return false;
    if (!check_operand(parser, left) || !check_operand(parser, right))
        return false;
    if (matching && !check_matching(parser, node))
        return false;
    if (has_scalar && promql_operator_is_set(op))
        return parser_fail(parser, node->at, STR("vector() makes an instant vector of a scalar"),
                           "set operator \"%s\" not allowed in binary scalar expression", promql_operator_text(op));
    return true;
}

static bool check_count(struct promql_parser *parser, const struct promql_node *call) {
    const struct promql_function *function = call->as.call.function;
    int count = (int)call->child_count;
    const char *bound = function->fewest == function->most ? "" : count < function->fewest ? "at least " : "at most ";
    if (count >= function->fewest && (function->most < 0 || count <= function->most))
        return true;
    return parser_fail(parser, call->at, slips_count(parser->arena, parser->text, call),
                       "expected %s%d argument(s) in call to \"%.*s\", got %d", bound,
                       count < function->fewest ? function->fewest : function->most, STR_ARG(function->name), count);
}

/* The second argument of info() selects labels. */
static bool check_info(struct promql_parser *parser, const struct promql_node *call) {
    const struct promql_node *labels = promql_child(call, 1);
    if (!labels)
        return true;
    if (labels->type != PROMQL_VECTOR)
        return parser_fail(parser, call->at, (str){0},
                           "expected type instant vector in call to function \"info\", got %s",
                           promql_type_name(labels->type));
    if (labels->kind != PROMQL_SELECTOR)
        return parser_fail(parser, labels->at, (str){0}, "expected label selectors only");
    if (labels->as.selector.name.len > 0)
        return parser_fail(parser, labels->at, (str){0}, "expected label selectors only, got vector selector instead");
    return true;
}

static bool check_before(struct promql_parser *parser, const struct promql_node *node) {
    if (node->kind != PROMQL_CALL)
        return true;
    if (!check_count(parser, node))
        return false;
    return node->as.call.function->id != PROMQL_FUNCTION_info || check_info(parser, node);
}

static bool check_argument(struct promql_parser *parser, const struct promql_node *call,
                           const struct promql_node *argument, uint32_t i) {
    const struct promql_function *function = call->as.call.function;
    enum promql_type wanted = promql_function_argument(function, i);
    if (argument->type == wanted)
        return true;
    return parser_fail(parser, argument->at, slips_argument(parser->arena, parser->text, call, argument, wanted),
                       "expected type %s in call to function \"%.*s\", got %s", promql_type_name(wanted),
                       STR_ARG(function->name), promql_type_name(argument->type));
}

static bool check_aggregated(struct promql_parser *parser, const struct promql_node *node,
                             const struct promql_node *child) {
    bool is_vector = child == promql_aggregated(node);
    enum promql_type wanted = is_vector ? PROMQL_VECTOR : node->as.aggregate.op->parameter;
    if (child->type == wanted)
        return true;
    return parser_fail(parser, child->at, slips_aggregated(parser->arena, parser->text, node, child),
                       "expected type %s in aggregation %s, got %s", promql_type_name(wanted),
                       is_vector ? "expression" : "parameter", promql_type_name(child->type));
}

static bool check_after_child(struct promql_parser *parser, const struct promql_node *node,
                              const struct promql_node *child, uint32_t i) {
    if (node->kind == PROMQL_CALL)
        return check_argument(parser, node, child, i);
    if (node->kind == PROMQL_AGGREGATE)
        return check_aggregated(parser, node, child);
    return true;
}

/* Whether the matcher is seen to take a label that is missing; where that is unknown the selector is not refused. */
static bool takes_missing(const struct promql_matcher *matcher) {
    if (matcher->op == PROMQL_MATCH_EQ)
        return matcher->value.len == 0;
    if (matcher->op == PROMQL_MATCH_NE)
        return matcher->value.len > 0;
    return matcher->pattern->takes_empty == (matcher->op == PROMQL_MATCH_RE ? REGEX_YES : REGEX_NO);
}

static bool check_name_once(struct promql_parser *parser, const struct promql_node *node) {
    const struct promql_selector *selector = &node->as.selector;
    for (size_t i = 0; i < selector->matcher_count; i++) {
        if (!str_equal(selector->matchers[i].name, STR("__name__")))
            continue;
        str name = promql_quote(parser->arena, selector->name);
        str other = promql_quote(parser->arena, selector->matchers[i].value);
        return parser_fail(parser, node->at, (str){0}, "metric name must not be set twice: %.*s or %.*s", STR_ARG(name),
                           STR_ARG(other));
    }
    return true;
}

static bool is_info_labels(const struct promql_node *node) {
    const struct promql_node *parent = node->parent;
    return parent && parent->kind == PROMQL_CALL && parent->as.call.function->id == PROMQL_FUNCTION_info &&
           parent->child != node;
}

static bool check_selector(struct promql_parser *parser, const struct promql_node *node) {
    const struct promql_selector *selector = &node->as.selector;
    if (selector->name.len > 0)
        return check_name_once(parser, node);
    if (is_info_labels(node))
        return true;
    for (size_t i = 0; i < selector->matcher_count; i++)
        if (!takes_missing(&selector->matchers[i]))
            return true;
    return parser_fail(parser, node->at, STR("name the metric, or match a label against something that is not empty"),
                       "vector selector must contain at least one non-empty matcher");
}

static bool check_subquery(struct promql_parser *parser, const struct promql_node *node) {
    static const char *const names[] = {"none", "scalar", "string", "vector", "matrix"};
    assert(node->child);
    if (node->child->type == PROMQL_VECTOR)
        return true;
    return parser_fail(parser, node->at, (str){0}, "subquery is only allowed on instant vector, got %s instead",
                       names[node->child->type]);
}

static bool check_unary(struct promql_parser *parser, const struct promql_node *node) {
    if (is_numeric(node->child))
        return true;
    return parser_fail(parser, node->at, (str){0},
                       "unary expression only allowed on expressions of type scalar or instant vector, got \"%s\"",
                       promql_type_name(node->child->type));
}

static bool check_after(struct promql_parser *parser, const struct promql_node *node) {
    switch (node->kind) {
    case PROMQL_SELECTOR:
        return check_selector(parser, node);
    case PROMQL_SUBQUERY:
        return check_subquery(parser, node);
    case PROMQL_BINARY:
        return check_binary(parser, node);
    case PROMQL_UNARY:
        return check_unary(parser, node);
    case PROMQL_NUMBER:
    case PROMQL_STRING:
    case PROMQL_MATRIX:
    case PROMQL_CALL:
    case PROMQL_AGGREGATE:
    case PROMQL_PAREN:
        break;
    }
    return true;
}

/* Source order, but the vector of an aggregation before its parameter. */
static const struct promql_node *first_child(const struct promql_node *node) {
    return node->kind == PROMQL_AGGREGATE ? promql_aggregated(node) : node->child;
}

static const struct promql_node *next_child(const struct promql_node *node, const struct promql_node *child) {
    if (node->kind == PROMQL_AGGREGATE)
        return child == node->child ? NULL : node->child;
    return child->next;
}

void promql_check_types(struct promql_parser *parser, const struct promql_node *root) {
    enum { USUAL_DEPTH = 16 };
    struct visit usual[USUAL_DEPTH];
    visit_stack stack = {.at = usual, .cap = USUAL_DEPTH};
    if (!check_before(parser, root))
        return;
    vec_push(parser->scratch, &stack, (struct visit){root, first_child(root), 0});
    while (stack.len > 0) {
        struct visit *visit = &stack.at[stack.len - 1];
        const struct promql_node *child = visit->child;
        if (child) {
            visit->visited++;
            visit->child = next_child(visit->node, child);
            if (!check_before(parser, child))
                return;
            vec_push(parser->scratch, &stack, (struct visit){child, first_child(child), 0});
            continue;
        }
        const struct promql_node *done = visit->node;
        stack.len--;
        if (!check_after(parser, done))
            return;
        struct visit *above = stack.len ? &stack.at[stack.len - 1] : NULL;
        if (above && !check_after_child(parser, above->node, done, above->visited - 1))
            return;
    }
}
