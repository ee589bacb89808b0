/* unscoped-alert: an alert that is named after one product and asks for every target.
 *
 * up and the metrics of the client libraries, of cAdvisor and of kube-state-metrics are there for everything that is
 * scraped. Without a matcher such an alert fires under the name of one product for any other. It speaks only if no
 * selector of the expression is narrower, and the alert's name, or the subject of its summary, has the name of known
 * software (vocab/software.h). */
#include <monlint/rule.h>

static bool begins_with_any(str name, const str *list) {
    for (size_t i = 0; list[i].len; i++)
        if (name.len && name.ptr[0] == list[i].ptr[0] && str_starts_with(name, list[i]))
            return true;
    return false;
}

/* Which metrics everything has, and which products' own names begin like them. */
static bool is_generic(str metric, str software) {
    static const str of_targets[] = {{"scrape_", 7}, {"process_", 8}, {"go_", 3}, {"promhttp_", 9}, {NULL, 0}};
    static const str of_pods[] = {{"container_", 10},       {"kube_pod_", 9},
                                  {"kube_deployment_", 16}, {"kube_statefulset_", 17},
                                  {"kube_daemonset_", 15},  {"kube_persistentvolumeclaim_", 27},
                                  {"kubelet_volume_", 15},  {NULL, 0}};
    if (str_equal(metric, STR("up")) || begins_with_any(metric, of_targets))
        return true;
    return begins_with_any(metric, of_pods) && !str_equal(software, STR("cadvisor")) &&
           !str_equal(software, STR("kubestatemetrics"));
}

/* Labels that tell states of a thing, not things. */
static bool is_state(str label) {
    static const char *const states[] = {"__name__", "area",  "code",   "condition", "device",   "fstype",
                                         "id",       "le",    "method", "mode",      "phase",    "quantile",
                                         "reason",   "state", "status", "type",      "resource", "unit"};
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (str_is(label, states[i]))
            return true;
    return false;
}

static bool narrows(const struct promql_matcher *matcher) {
    bool positive = matcher->op == PROMQL_MATCH_EQ || matcher->op == PROMQL_MATCH_RE;
    bool anything = matcher->op == PROMQL_MATCH_RE &&
                    (str_equal(matcher->value, STR(".*")) || str_equal(matcher->value, STR(".+")));
    return positive && matcher->value.len && !anything && !is_state(matcher->name);
}

static bool is_open(const struct promql_node *selector, str software) {
    if (!is_generic(promql_selector_metric(selector), software))
        return false;
    for (size_t i = 0; i < selector->as.selector.matcher_count; i++)
        if (narrows(&selector->as.selector.matchers[i]))
            return false;
    return true;
}

/* The first selector, if all are open. */
static const struct promql_node *open_selector(const struct promql_expr *expr, str software) {
    const struct promql_node *first = NULL;
    for (size_t i = 0; i < expr->node_count; i++) {
        if (expr->nodes[i]->kind != PROMQL_SELECTOR)
            continue;
        if (!is_open(expr->nodes[i], software))
            return NULL;
        first = first ? first : expr->nodes[i];
    }
    return first;
}

/* What the summary speaks of: "Redis" of "Redis is down"; empty where a template fills it in. */
static str subject_of(const struct rule_fact *rule) {
    static const char *const verbs[] = {" is ", " are ", " has ", " have "};
    const struct label_pair *summary = labels_find(&rule->annotations, STR("summary"));
    str text = summary ? summary->value.text : STR(""), subject = STR("");
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs && !subject.len; i++) {
        size_t at = str_find(text, str_of(verbs[i]));
        subject = at < text.len ? str_slice(text, 0, at) : STR("");
    }
    return str_contains(subject, STR("{{")) ? STR("") : subject;
}

static void check(struct pass *pass, const struct rule_view *view) {
    const struct rule_fact *rule = view->rule;
    if (rule->kind != RULE_KIND_ALERT || rule->name.opaque || !view->expression ||
        !open_selector(&view->expression->parsed, STR("")))
        return;
    str software = vocab_software_in(rule->name.text);
    if (!software.len)
        software = vocab_software_in(subject_of(rule));
    const struct promql_node *selector = software.len ? open_selector(&view->expression->parsed, software) : NULL;
    if (!selector)
        return;
    str metric = promql_selector_metric(selector);
    bool pods = str_starts_with(metric, STR("kube")) || str_starts_with(metric, STR("container_"));
    struct diag *diag = report(pass, expression_place(view->expression, promql_selector_metric_at(selector)),
                               "every %s has this metric, but the alert speaks of %.*s alone", pods ? "pod" : "target",
                               STR_ARG(software));
    report_note(pass, diag, rule->name.at, "it fires for any other %s too", pods ? "pod" : "target");
    report_help(pass, diag, "narrow it with a matcher, %.*s{%s=\"...\"}", STR_ARG(metric), pods ? "namespace" : "job");
}

const struct rule rule_unscoped_alert = {
    .id = "unscoped-alert",
    .category = CATEGORY_SUSPICIOUS,
    .severity = SEVERITY_WARNING,
    .summary = "an alert about one product that asks for every target",
    .why =
        "up, process_, go_, container_ and kube_pod_ metrics exist for everything that is scraped. Without a matcher "
        "the alert pages the owners of one product for the faults of all others.",
    .remedy = "Add a matcher on job, namespace or another label of the product.",
    .rule = check,
};
