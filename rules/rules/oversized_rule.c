/* oversized-rule: more rules in one object than the operator or the API server takes.
 *
 * Prometheus operator 0.93 (pkg/operator/rules.go): the spec of a PrometheusRule, written as YAML again, may have half
 * of 1 MiB; above, the whole object is rejected. Kubernetes 1.34 (ValidateConfigMap): the values of a ConfigMap may
 * have 1 MiB together, which the API server refuses otherwise. The YAML that the operator writes is counted from below:
 * keys, values and their indentation, without quotes, escapes and the marks of block scalars, nor what it leaves out
 * for an old Prometheus. */
#include <monlint/rule.h>

enum { KIB = 1024, MOST_OF_SPEC = 512 * KIB, MOST_OF_CONFIG_MAP = 1024 * KIB };

static const struct node *name_of(const struct node *root) {
    const struct node *metadata = node_member(root, STR("metadata"));
    const struct node *name = metadata ? node_member(metadata, STR("name")) : NULL;
    return name ? name : root;
}

/* ---- What the operator writes ---- */

/* "key: value\n" below its indentation, or "- value\n"; the first member of an item stands behind its dash. A line
 * break within a value is indented or escaped: one byte more at least. */
static size_t size_of_line(const struct node *node, size_t indent) {
    size_t size = node->key ? indent + node->key->value.len + 2 : node->kind == NODE_SCALAR ? 2 : 0;
    if (node->kind != NODE_SCALAR)
        return size;
    for (size_t i = 0; i < node->value.len; i++)
        size += node->value.ptr[i] == '\n';
    return size + node->value.len + 1;
}

/* Not what the API server prunes, what another member of the key overrides, what is empty, and what the operator takes
 * out: partial_response_strategy always, the others for versions that do not know them. */
static bool is_written(const struct node *node) {
    bool is_empty = node->kind == NODE_SCALAR ? node_value(node).len == 0 : node->child_count == 0;
    if (!node->field || is_empty || (node->key && node_member(node->parent, node_key(node)) != node))
        return false;
    return node->role != ROLE_GROUP_LABELS && node->role != ROLE_GROUP_LIMIT && node->role != ROLE_GROUP_QUERY_OFFSET &&
           node->role != ROLE_RULE_KEEP_FIRING_FOR && !str_equal(node_key(node), STR("partial_response_strategy"));
}

static const struct node *first_child(const struct node *node, const struct node *root) {
    return node == root || is_written(node) ? node->children : NULL;
}

/* The node that follows in the order of the text, below the root; *indent follows: two for each mapping. */
static const struct node *following(const struct node *node, const struct node *root, size_t *indent) {
    const struct node *child = first_child(node, root);
    if (child) {
        *indent += node->kind == NODE_MAPPING && node != root ? 2 : 0;
        return child;
    }
    while (node != root && !node->next) {
        node = node->parent;
        *indent -= node->kind == NODE_MAPPING && node != root ? 2 : 0;
    }
    return node == root ? NULL : node->next;
}

static size_t size_of_spec(const struct node *spec) {
    size_t size = 0, indent = 0;
    for (const struct node *node = following(spec, spec, &indent); node; node = following(node, spec, &indent))
        size += is_written(node) ? size_of_line(node, indent) : 0;
    return size;
}

static void judge_rules(struct pass *pass, const struct node *root) {
    const struct node *spec = node_member(root, STR("spec"));
    size_t size = spec && spec->children ? size_of_spec(spec) : 0;
    if (size <= MOST_OF_SPEC)
        return;
    struct diag *diag = report(pass, node_place(name_of(root)),
                               "at least %zuKiB of rules, above the 512KiB that the operator takes: it rejects the "
                               "whole object",
                               size / KIB);
    report_help(pass, diag, "divide the groups among several PrometheusRules");
}

/* ---- ConfigMap ---- */

static void judge_config_map(struct pass *pass, const struct node *root) {
    const struct node *data = node_member(root, STR("data"));
    size_t size = 0;
    for (const struct node *value = data ? data->children : NULL; value; value = value->next)
        size += value->kind == NODE_SCALAR && node_member(data, node_key(value)) == value ? value->value.len : 0;
    if (size <= MOST_OF_CONFIG_MAP)
        return;
    struct diag *diag =
        report(pass, node_place(name_of(root)),
               "%zuKiB of data, above the 1024KiB that a ConfigMap may hold: the API server refuses it", size / KIB);
    report_help(pass, diag, "divide the files among several ConfigMaps");
}

/* Indentation makes it a few times as long as it stands in the file, and aliases any number of times. */
static bool may_be_large(str bytes) {
    return bytes.len > MOST_OF_SPEC / 8 || str_find_byte(bytes, '&') < bytes.len;
}

static void check(struct pass *pass, const struct node *root) {
    if (pass->document->template || !may_be_large(pass->source->bytes))
        return;
    if (root->role == ROLE_PROMETHEUS_RULE)
        judge_rules(pass, root);
    else
        judge_config_map(pass, root);
}

static const enum role roles[] = {ROLE_PROMETHEUS_RULE, ROLE_CONFIG_MAP, ROLE_NONE};

const struct rule rule_oversized_rule = {
    .id = "oversized-rule",
    .category = CATEGORY_REFUSED,
    .severity = SEVERITY_ERROR,
    .summary = "a PrometheusRule above 512 KiB, or a ConfigMap above 1 MiB",
    .why = "The operator rejects a PrometheusRule whose spec takes more than 512 KiB, with all its groups: none of "
           "its alerts is loaded, or the old ones stay. A ConfigMap of more than 1 MiB is refused by the API server.",
    .remedy = "Divide the groups among several objects.",
    .roles = roles,
    .node = check,
};
