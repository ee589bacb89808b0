/* Faults of a match: labels of its clauses that are not there, sides that are not unique, a match of a vector with
 * itself. */
#include "promql/label_flow_internal.h"

void label_report_mismatch(struct label_run *run, const struct label_matching *matching, enum label_fault_kind kind,
                           const struct label_mismatch *mismatch) {
    const struct promql_node *node = matching->node;
    if (matching->left->is_never || matching->right->is_never) /* nothing is left to meet: that was said below */
        return;
    struct label_fault *fault = label_fault_add(run, kind, node, node->as.binary.op_at);
    fault->name = mismatch->name;
    fault->left = mismatch->left;
    fault->right = mismatch->right;
    fault->is_value_mismatch = mismatch->kind == LABEL_CLASH_VALUE;
    for (size_t i = 0; matching->is_on && i < matching->labels->len; i++)
        if (str_equal(matching->labels->items[i].name, mismatch->name))
            fault->at = matching->labels->items[i].at;
    if (fault->is_value_mismatch)
        return;
    bool is_left_gone = mismatch->left.presence == LABEL_IMPOSSIBLE;
    fault->side = is_left_gone ? LABEL_SIDE_RIGHT : LABEL_SIDE_LEFT;
    fault->why = is_left_gone ? mismatch->left.why : mismatch->right.why;
}

/* A label of on that a side cannot have matches only series of the other without it. */
static void check_on(struct label_run *run, const struct label_matching *matching, const struct promql_label *label) {
    bool left = label_flow_may_have(matching->left, label->name);
    bool right = label_flow_may_have(matching->right, label->name);
    if (left && right)
        return;
    struct label_fault *fault = label_fault_add(run, LABEL_FAULT_GONE, matching->node, label->at);
    fault->clause = LABEL_CLAUSE_ON;
    fault->name = label->name;
    fault->side = left ? LABEL_SIDE_RIGHT : right ? LABEL_SIDE_LEFT : LABEL_SIDE_BOTH;
    fault->why = label_flow_why_not(left ? matching->right : matching->left, label->name, NULL);
}

static void check_include(struct label_run *run, const struct label_matching *matching,
                          const struct promql_label *label) {
    bool is_many_left = matching->card == PROMQL_MANY_TO_ONE;
    const struct label_flow *many = is_many_left ? matching->left : matching->right;
    const struct label_flow *one = is_many_left ? matching->right : matching->left;
    struct label_fault fault = {.kind = LABEL_FAULT_GONE};
    if (!label_flow_may_have(one, label->name)) {
        fault.side = is_many_left ? LABEL_SIDE_RIGHT : LABEL_SIDE_LEFT;
        fault.why = label_flow_why_not(one, label->name, NULL);
    } else if (label_flow_surely_has(many, label->name)) {
        bool is_equal = label_is_compared(matching, label->name);
        fault.kind = is_equal ? LABEL_FAULT_REDUNDANT : LABEL_FAULT_OVERWRITTEN;
        fault.side = is_many_left ? LABEL_SIDE_LEFT : LABEL_SIDE_RIGHT;
        fault.left = label_set_fact(&matching->left->sets[0], label->name);
        fault.right = label_set_fact(&matching->right->sets[0], label->name);
    } else {
        return;
    }
    fault.clause = LABEL_CLAUSE_INCLUDE;
    fault.node = matching->node;
    fault.name = label->name;
    fault.at = label->at;
    vec_push(run->arena, &run->faults, fault);
}

static bool is_one_of(str name, const char *const *names) {
    for (size_t i = 0; names[i]; i++)
        if (str_is(name, names[i]))
            return true;
    return false;
}

bool label_is_surrounding(str name) {
    static const char *const surroundings[] = {"environment", "env",  "cluster", "region", "zone", "datacenter", "dc",
                                               "site",        "rack", "role",    "stage",  "tier", "team",       NULL};
    return is_one_of(name, surroundings);
}

/* Is there sure to be more than one value of the label for equal matching labels? Many a label that is grouped by only
 * follows from the others: uid, node and workload_type from a pod (kube-state-metrics), instance from nodename
 * (node_exporter), and cluster is that of the whole Prometheus (clusterLabel of kubernetes-mixin). */
static bool tells_apart(const struct label_matching *matching, str name) {
    static const char *const parts[] = {
        "code",   "condition",  "container", "cpu",       "device", "fstype",      "handler",  "le",     "method",
        "mode",   "mountpoint", "operation", "partition", "path",   "phase",       "quantile", "reason", "resource",
        "result", "route",      "state",     "status",    "topic",  "status_code", "verb",     NULL};
    static const char *const members[] = {"instance", "pod", NULL};
    static const char *const wholes[] = {"cluster", "env", "job", "namespace", "region", "service", NULL};
    bool is_of_whole = matching->is_on;
    for (size_t i = 0; i < matching->labels->len && is_of_whole; i++)
        is_of_whole = is_one_of(matching->labels->items[i].name, wholes);
    if (matching->is_on && matching->labels->len == 0)
        return !str_equal(name, STR("cluster"));
    return is_one_of(name, parts) || (is_of_whole && is_one_of(name, members));
}

/* Nothing but a selector, perhaps of a range: a comparison may leave one series of those that are selected. */
static bool is_plain(const struct promql_node *operand) {
    const struct promql_node *node = promql_unwrapped(operand);
    while (node->kind == PROMQL_CALL || node->kind == PROMQL_MATRIX) {
        if (node->child_count != 1)
            return false;
        node = promql_unwrapped(node->child);
    }
    return node->kind == PROMQL_SELECTOR;
}

/* The first label that distinguishes series of a side which are matched as one. */
static const struct label_fact *loose_label(const struct label_matching *matching, const struct label_set *set,
                                            const struct promql_node *operand) {
    for (size_t i = 0; i < set->len; i++) {
        const struct label_fact *fact = &set->facts[i];
        bool is_grouped =
            set->others == LABEL_IMPOSSIBLE && fact->presence != LABEL_IMPOSSIBLE && tells_apart(matching, fact->name);
        bool is_listed = fact->presence == LABEL_CERTAIN && fact->value_count > 1 && is_plain(operand);
        if (fact->value_count == 1 || (!is_grouped && !is_listed) || str_equal(fact->name, LABEL_NAME))
            continue;
        if (!label_is_compared(matching, fact->name) && !label_listed(matching->include, fact->name))
            return fact;
    }
    return NULL;
}

/* topk by (a) (1, ...) is one series for each a. */
static bool is_chosen(const struct label_matching *matching, const struct promql_node *operand) {
    const struct promql_node *node = promql_unwrapped(operand);
    if (node->kind != PROMQL_AGGREGATE || node->as.aggregate.is_without)
        return false;
    enum promql_aggregator_id id = node->as.aggregate.op->id;
    const struct promql_node *parameter = promql_unwrapped(node->child);
    bool is_choice = id == PROMQL_AGGREGATOR_topk || id == PROMQL_AGGREGATOR_bottomk || id == PROMQL_AGGREGATOR_limitk;
    if (!is_choice || parameter->kind != PROMQL_NUMBER || parameter->as.number.value >= 2)
        return false;
    const struct promql_labels *groups = &node->as.aggregate.grouping;
    for (size_t i = 0; i < groups->len && i < LABEL_FLOW_LABELS; i++)
        if (!label_is_compared(matching, groups->items[i].name))
            return false;
    return true;
}

static void check_unique(struct label_run *run, const struct label_matching *matching, enum label_side side) {
    const struct label_flow *flow = side == LABEL_SIDE_LEFT ? matching->left : matching->right;
    if (flow->is_single || flow->len != 1 || !label_work(run, matching->labels->len * flow->sets[0].len))
        return;
    const struct promql_node *node = matching->node;
    const struct promql_node *operand = side == LABEL_SIDE_LEFT ? promql_left(node) : promql_right(node);
    const struct label_fact *loose = loose_label(matching, &flow->sets[0], operand);
    if (!loose || is_chosen(matching, operand))
        return;
    struct label_fault *fault = label_fault_add(run, LABEL_FAULT_MANY, node, matching->labels->at);
    fault->clause = matching->is_on ? LABEL_CLAUSE_ON : LABEL_CLAUSE_IGNORING;
    fault->side = side;
    fault->name = loose->name;
    *(side == LABEL_SIDE_LEFT ? &fault->left : &fault->right) = *loose;
}

static void check_uniqueness(struct label_run *run, const struct label_matching *matching) {
    const struct promql_matching *written = matching->node->as.binary.matching;
    if (!written || !written->has_labels || promql_operator_is_set(matching->node->as.binary.op))
        return;
    if (matching->card != PROMQL_MANY_TO_ONE)
        check_unique(run, matching, LABEL_SIDE_LEFT);
    if (matching->card != PROMQL_ONE_TO_MANY)
        check_unique(run, matching, LABEL_SIDE_RIGHT);
}

void label_check_clauses(struct label_run *run, const struct label_matching *matching, bool is_met) {
    const struct promql_labels *labels = matching->labels, *include = matching->include;
    label_clause_twice(run, matching->node, labels, matching->is_on ? LABEL_CLAUSE_ON : LABEL_CLAUSE_IGNORING);
    label_clause_twice(run, matching->node, include, LABEL_CLAUSE_INCLUDE);
    if (!is_met || matching->left->is_never || matching->right->is_never)
        return;
    for (size_t i = 0; matching->is_on && i < labels->len && label_work(run, matching->left->len); i++)
        check_on(run, matching, &labels->items[i]);
    for (size_t i = 0; i < include->len && label_work(run, labels->len); i++)
        check_include(run, matching, &include->items[i]);
    check_uniqueness(run, matching);
}
