/* short-rate-window: too short a window for the interval that the job is scraped at.
 *
 * Prometheus 3.14 (promql/functions.go): rate and its kin need two samples in the window. Below two scrape intervals
 * there is often one, and no result; below four a single failed scrape has the same effect. Only the interval of the
 * job that the selector names, or whose exporter has this metric, counts, and only if the monitors of the set tell
 * it. */
#include <monlint/rule.h>

enum { MOST_JOBS = 32 }; /* in one pattern */

static bool needs_two(enum promql_function_id id) {
    return id == PROMQL_FUNCTION_rate || id == PROMQL_FUNCTION_irate || id == PROMQL_FUNCTION_increase ||
           id == PROMQL_FUNCTION_delta || id == PROMQL_FUNCTION_idelta || id == PROMQL_FUNCTION_deriv ||
           id == PROMQL_FUNCTION_predict_linear;
}

/* The job and the interval that its targets are scraped at. */
struct scraped {
    str job;
    struct known_interval interval;
};

static void consider(const struct project *project, str job, struct scraped *slowest) {
    struct known_interval interval = job_scrape(project, job);
    if (interval.ms > slowest->interval.ms)
        *slowest = (struct scraped){job, interval};
}

/* The job of the exporter that has the metric, if the set scrapes one of that name. */
static void consider_product(struct pass *pass, const struct rule_view *view, const struct promql_node *selector,
                             struct scraped *slowest) {
    const struct metric_facts *metric = value_flow_at(&view->flow->values, selector)->metric;
    struct vocab_metrics found = metric->is_recorded ? vocab_metric_find(metric->name) : metric->rows;
    if (found.count != 1)
        return;
    char *name = (char *)arena_copy(pass->scratch, vocab_product_name(found.rows[0].product)).ptr;
    for (char *at = name; *at; at++)
        *at = *at == '_' ? '-' : *at;
    consider(view->project, str_of(name), slowest);
}

static struct scraped scraped_of(struct pass *pass, const struct rule_view *view, const struct promql_node *selector) {
    const struct promql_matcher *matcher = promql_selector_matcher(selector, STR("job"));
    struct scraped slowest = {0};
    const str *jobs = NULL;
    size_t count = 0;
    if (!matcher)
        consider_product(pass, view, selector, &slowest);
    else if (matcher->op == PROMQL_MATCH_EQ || matcher->op == PROMQL_MATCH_RE)
        count = promql_matcher_texts(matcher, MOST_JOBS, &jobs);
    for (size_t i = 0; i < count; i++)
        consider(view->project, jobs[i], &slowest);
    return slowest;
}

static void judge(struct pass *pass, const struct rule_view *view, const struct promql_node *matrix,
                  const struct promql_function *function) {
    struct scraped scraped = scraped_of(pass, view, promql_unwrapped(matrix->child));
    double window = matrix->as.range.range->seconds * 1000, interval = (double)scraped.interval.ms;
    bool instant = function->id == PROMQL_FUNCTION_irate || function->id == PROMQL_FUNCTION_idelta;
    bool short_of_two = window < 2 * interval;
    if (!scraped.interval.ms || (!short_of_two && (instant || window >= 4 * interval)))
        return;
    place at = expression_place(view->expression, matrix->as.range.brackets_at);
    str every = scraped.interval.written.text;
    const char *cause = window <= interval ? "two samples never fit"
                        : short_of_two     ? "often there is one sample, and no result"
                                           : "two failed scrapes leave no result";
    struct diag *diag = report_as(pass, short_of_two ? SEVERITY_WARNING : SEVERITY_INFO, at,
                                  "job %.*s is scraped every %.*s: %s", STR_ARG(scraped.job), STR_ARG(every), cause);
    report_note(pass, diag, scraped.interval.written.at, "the interval");
    report_help(pass, diag, "use at least %.*s", STR_ARG(duration_format(pass->scratch, scraped.interval.ms * 4)));
}

static void check(struct pass *pass, const struct rule_view *view) {
    if (!view->expression || !view->project->jobs.len)
        return;
    for (size_t i = 0; i < view->expression->parsed.node_count; i++) {
        const struct promql_node *node = view->expression->parsed.nodes[i];
        if (node->kind != PROMQL_MATRIX || !node->as.range.range->is_constant ||
            (node->modifiers && (node->modifiers->anchored || node->modifiers->smoothed)))
            continue;
        const struct promql_node *call = promql_caller(node);
        if (call && needs_two(call->as.call.function->id))
            judge(pass, view, node, call->as.call.function);
    }
}

const struct rule rule_short_rate_window = {
    .id = "short-rate-window",
    .category = CATEGORY_SILENT,
    .severity = SEVERITY_WARNING,
    .summary = "a rate window shorter than two scrape intervals",
    .why =
        "rate() and its kin need two samples in their window. With less than two scrape intervals they find one most "
        "of the time and return nothing; with less than four a lost scrape is enough.",
    .remedy = "Use a window of four scrape intervals or more.",
    .rule = check,
};
