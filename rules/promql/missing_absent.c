/* missing-absent: an alert on up == 0 of a job whose disappearance nobody would notice.
 *
 * Prometheus 3.14: up exists for targets that service discovery finds. A deleted Service, a renamed label or a scaled
 * down workload takes the series away, and up == 0 has nothing to return. */
#include <monlint/rule.h>

enum { MOST_PATTERNS = 256 };

/* Which jobs some rule asks absent() for. */
struct guards {
    struct map jobs;
    VEC(const struct regex_program *) patterns;
    struct map told; /* jobs that were reported */
};

static const struct regex_program *program_of(struct arena *arena, const struct promql_matcher *matcher,
                                              const str **literals, size_t *count) {
    struct regex regex = regex_parse(arena, matcher->value, REGEX_MATCHER);
    *count = 0;
    if (!regex.valid || regex_literals(arena, &regex, 64, literals, count))
        return NULL;
    return regex_compile(arena, &regex);
}

static void add_guard(struct arena *arena, struct guards *guards, const struct promql_node *selector) {
    const struct promql_matcher *matcher = promql_selector_matcher(selector, STR("job"));
    const str *literals = NULL;
    size_t count = 0;
    if (matcher && matcher->op == PROMQL_MATCH_EQ)
        map_put(arena, &guards->jobs, matcher->value, (void *)matcher);
    if (!matcher || matcher->op != PROMQL_MATCH_RE)
        return;
    const struct regex_program *program = program_of(arena, matcher, &literals, &count);
    for (size_t i = 0; i < count; i++)
        map_put(arena, &guards->jobs, literals[i], (void *)matcher);
    if (program)
        vec_push(arena, &guards->patterns, program);
}

static bool asks_for_absence(const struct promql_node *parent, const struct promql_node *child) {
    if (parent->kind == PROMQL_CALL) {
        enum promql_function_id id = parent->as.call.function->id;
        return id == PROMQL_FUNCTION_absent || id == PROMQL_FUNCTION_absent_over_time;
    }
    /* "nodes unless up{...}" */
    return parent->kind == PROMQL_BINARY && parent->as.binary.op == PROMQL_UNLESS && promql_right(parent) == child;
}

/* Also where the way up is too long to be sure. */
static bool in_absent(const struct promql_node *node) {
    enum { MOST_STEPS = 64 };
    for (unsigned step = 0; node->parent; node = node->parent, step++)
        if (step == MOST_STEPS || asks_for_absence(node->parent, node))
            return true;
    return false;
}

static bool is_guarded(const struct guards *guards, str job) {
    if (map_get(&guards->jobs, job) || guards->patterns.len > MOST_PATTERNS)
        return true;
    for (size_t i = 0; i < guards->patterns.len; i++)
        if (regex_match(guards->patterns.at[i], job) != REGEX_NO)
            return true;
    return false;
}

/* Is the node compared so that only a target that is down remains? Aggregations in between keep that. */
static bool asks_for_down(const struct promql_node *node) {
    while (node->parent && (node->parent->kind == PROMQL_PAREN || node->parent->kind == PROMQL_AGGREGATE))
        node = node->parent;
    const struct promql_node *binary = node->parent;
    double value;
    if (!binary || binary->kind != PROMQL_BINARY || promql_left(binary) != node ||
        !promql_number(promql_right(binary), &value))
        return false;
    return (binary->as.binary.op == PROMQL_EQ && value == 0) || (binary->as.binary.op == PROMQL_NE && value == 1) ||
           (binary->as.binary.op == PROMQL_LT && value == 1);
}

/* The first job that the selector names, and that is neither guarded nor reported. */
static str unguarded(struct arena *arena, struct guards *guards, const struct promql_matcher *matcher) {
    const str *jobs = &matcher->value;
    size_t count = matcher->op == PROMQL_MATCH_EQ && matcher->value.len;
    if (matcher->op == PROMQL_MATCH_RE)
        program_of(arena, matcher, &jobs, &count);
    for (size_t i = 0; i < count; i++)
        if (!is_guarded(guards, jobs[i]) && !map_put(arena, &guards->told, jobs[i], (void *)matcher))
            return jobs[i];
    return (str){"", 0};
}

static void judge(struct pass *pass, struct guards *guards, const struct rule_fact *rule,
                  const struct promql_node *selector) {
    const struct promql_matcher *matcher = promql_selector_matcher(selector, STR("job"));
    str job = matcher ? unguarded(pass->scratch, guards, matcher) : STR("");
    if (!job.len)
        return;
    struct diag *diag = report(pass, expression_place(rule->expression, selector->at),
                               "silent when every target of job %.*s is gone, and no rule asks absent()", STR_ARG(job));
    report_help(pass, diag, "add an alert on absent(up{job=\"%.*s\"})", STR_ARG(job));
}

static bool is_valid(const struct rule_fact *rule) {
    return rule->expression && rule->expression->parsed.status == PROMQL_VALID;
}

static void find_guards(struct arena *arena, const struct project *project, struct guards *guards) {
    for (size_t i = 0; i < project->rules.len; i++) {
        const struct rule_fact *rule = project->rules.at[i];
        for (size_t k = 0; is_valid(rule) && k < rule->expression->parsed.node_count; k++) {
            const struct promql_node *node = rule->expression->parsed.nodes[k];
            if (node->kind == PROMQL_SELECTOR && guards->patterns.len <= MOST_PATTERNS &&
                promql_selector_matcher(node, STR("job")) && in_absent(node))
                add_guard(arena, guards, node);
        }
    }
}

static void check(struct pass *pass, const struct project *project) {
    struct guards guards = {0};
    if (!project->world.whole)
        return;
    find_guards(pass->scratch, project, &guards);
    for (size_t i = 0; i < project->rules.len; i++) {
        const struct rule_fact *rule = project->rules.at[i];
        for (size_t k = 0; is_valid(rule) && rule->kind == RULE_KIND_ALERT && k < rule->expression->parsed.node_count;
             k++) {
            const struct promql_node *node = rule->expression->parsed.nodes[k];
            if (node->kind == PROMQL_SELECTOR && str_equal(promql_selector_metric(node), STR("up")) &&
                asks_for_down(node))
                judge(pass, &guards, rule, node);
        }
    }
}

const struct rule rule_missing_absent = {
    .id = "missing-absent",
    .category = CATEGORY_SUSPICIOUS,
    .severity = SEVERITY_INFO,
    .summary = "up == 0 of a job that no rule guards with absent()",
    .why = "up is there for discovered targets. When the last target of a job disappears from discovery, so does up, "
           "and the alert that should tell falls silent.",
    .remedy = "Add an alert on absent(up{job=\"...\"}) for each job that must be there.",
    .project = check,
};
