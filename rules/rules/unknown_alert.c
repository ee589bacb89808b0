/* unknown-alert: ALERTS{alertname="X"} where no rule of the set is an alert of that name.
 *
 * Prometheus 3.14 rules/alerting.go writes ALERTS and ALERTS_FOR_STATE with the rule's name as alertname. pint (0.87,
 * promql/series) looks for the name in the files that it scans. Other files may hold the alert (a chart's defaults), so
 * it is reported where the set has an alert of nearly this name, or when the world is closed. A matcher that excludes
 * a name is judged by near misses only: excluding what may come later harms nobody. */
#include <monlint/rule.h>

enum {
    MOST_NAMES = 16,                 /* in one pattern */
    MOST_LOOKED_UP = 500,            /* near misses, in one run */
    MOST_COMPARED = 2 * 1000 * 1000, /* pairs of names, in one run */
    LONG_NAME = 12                   /* letters, from which on two edits are a slip; below it is one */
};

struct state {
    struct map known; /* unknown name -> str, the near one or empty */
    size_t looked_up;
};

static bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

/* "LatencyP95" beside "LatencyP99": numbers are told apart on purpose. */
static bool differ_in_numbers(str a, str b) {
    size_t i = 0, k = 0;
    for (;;) {
        while (i < a.len && !is_digit(a.ptr[i]))
            i++;
        while (k < b.len && !is_digit(b.ptr[k]))
            k++;
        if (i == a.len || k == b.len)
            return i != a.len || k != b.len;
        if (a.ptr[i++] != b.ptr[k++])
            return true;
    }
}

static str nearest(const struct project *project, str name) {
    size_t best = (name.len >= LONG_NAME ? 2 : 1) + 1;
    str found = {"", 0};
    for (size_t i = 0; i < project->alerts.names.len && best; i++) {
        str candidate = project->alerts.names.at[i];
        size_t distance = suggest_distance(name, candidate, best - 1);
        if (distance >= best || differ_in_numbers(name, candidate))
            continue;
        best = distance;
        found = candidate;
    }
    return found;
}

static str near_name(struct pass *pass, const struct project *project, struct state *state, str name) {
    str *known = map_get(&state->known, name);
    if (known)
        return *known;
    known = arena_new(pass->scratch, str);
    map_put(pass->scratch, &state->known, name, known);
    if (state->looked_up++ < MOST_LOOKED_UP && state->looked_up * project->alerts.names.len <= MOST_COMPARED)
        *known = nearest(project, name);
    return *known;
}

/* The name inside the quotes where it is spelt as it is read, else the whole value. */
static span name_at(const struct expression *expression, const struct promql_matcher *matcher, str name) {
    str written = str_slice(expression->text, matcher->value_at.start, matcher->value_at.end);
    size_t at = str_find(written, name);
    if (at == written.len)
        return matcher->value_at;
    size_t start = matcher->value_at.start + at;
    return (span){start, start + name.len};
}

static void judge(struct pass *pass, const struct project *project, struct state *state,
                  const struct expression *expression, const struct promql_matcher *matcher, str name) {
    bool excludes = matcher->op == PROMQL_MATCH_NE || matcher->op == PROMQL_MATCH_NRE;
    if (rule_names_find(&project->alerts, name))
        return;
    str near = near_name(pass, project, state, name);
    if (!near.len && (excludes || !project->world.closed))
        return;
    struct diag *diag =
        report(pass, expression_place(expression, name_at(expression, matcher, name)),
               "no rule is an alert of this name, so %s", excludes ? "nothing is excluded" : "ALERTS never has it");
    const struct named_rules *meant = near.len ? rule_names_find(&project->alerts, near) : NULL;
    if (!meant)
        return;
    report_note(pass, diag, meant->rules.at[0]->name.at, "this one is nearly called so");
    report_help(pass, diag, "did you mean %.*s?", STR_ARG(near));
}

static void look(struct pass *pass, const struct project *project, struct state *state,
                 const struct expression *expression, const struct promql_node *selector) {
    str metric = promql_selector_metric(selector);
    if (!str_equal(metric, STR("ALERTS")) && !str_equal(metric, STR("ALERTS_FOR_STATE")))
        return;
    for (size_t i = 0; i < selector->as.selector.matcher_count; i++) {
        const struct promql_matcher *matcher = &selector->as.selector.matchers[i];
        const str *names;
        size_t count =
            str_equal(matcher->name, STR("alertname")) ? promql_matcher_texts(matcher, MOST_NAMES, &names) : 0;
        for (size_t k = 0; k < count; k++)
            judge(pass, project, state, expression, matcher, names[k]);
    }
}

static void check(struct pass *pass, const struct project *project) {
    struct state state = {0};
    if (!project->world.whole || project->alerts.open)
        return;
    for (size_t i = 0; i < project->rules.len; i++) {
        const struct expression *expression = project->rules.at[i]->expression;
        if (!expression || expression->parsed.status != PROMQL_VALID || !str_contains(expression->text, STR("ALERTS")))
            continue;
        for (size_t k = 0; k < expression->parsed.node_count; k++)
            if (expression->parsed.nodes[k]->kind == PROMQL_SELECTOR)
                look(pass, project, &state, expression, expression->parsed.nodes[k]);
    }
}

const struct rule rule_unknown_alert = {
    .id = "unknown-alert",
    .category = CATEGORY_SILENT,
    .severity = SEVERITY_WARNING,
    .summary = "ALERTS is asked for an alert that no rule defines",
    .why = "ALERTS holds one series for each alert that is pending or firing, under the name that its rule gives it. "
           "Nothing is found under a misspelt or renamed one: what should be inhibited is not, and an alert that "
           "builds on another never fires.",
    .remedy = "Write the name as the alerting rule has it.",
    .project = check,
};
