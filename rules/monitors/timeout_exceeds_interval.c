/* timeout-exceeds-interval: a scrape may take longer than the time to the next.
 *
 * Operator 0.93 (resource_selector.go) rejects the whole object when a written scrapeTimeout is strictly above the
 * interval; an unset interval is that of the selecting Prometheus, 30s by default. */
#include <monlint/rule.h>

struct interval {
    int64_t ms;
    struct text_fact written; /* absent: the operator's default */
    bool known;               /* written somewhere in the files */
};

static bool milliseconds(const struct text_fact *text, int64_t *ms) {
    struct duration_error error;
    return text->text.len && !text->opaque && duration_parse_prometheus(text->text, ms, &error);
}

/* The longest scrape interval that a Prometheus of the set gives to monitors without one. */
static struct interval default_interval(const struct project *project) {
    struct interval longest = {.ms = 30000};
    for (size_t i = 0; i < project->prometheuses.len; i++) {
        const struct prometheus_fact *prometheus = project->prometheuses.at[i];
        int64_t ms;
        if (!milliseconds(&prometheus->scrape_interval, &ms) || (longest.known && ms <= longest.ms))
            continue;
        longest = (struct interval){ms, prometheus->scrape_interval, true};
    }
    return longest;
}

static void judge(struct pass *pass, const struct interval *standard, const struct text_fact *interval,
                  const struct text_fact *timeout, const struct object_fact *object) {
    struct interval effective = {.written = *interval, .known = true};
    int64_t ms;
    if (!milliseconds(timeout, &ms) || interval->opaque)
        return;
    if (interval->text.len == 0)
        effective = *standard;
    else if (!milliseconds(interval, &effective.ms))
        return;
    if (ms <= effective.ms)
        return;
    struct diag *diag = report_as(pass, effective.known ? SEVERITY_ERROR : SEVERITY_WARNING, timeout->at,
                                  "scrape timeout %.*s is longer than the interval of %.*s", STR_ARG(timeout->text),
                                  STR_ARG(duration_format(pass->scratch, effective.ms)));
    if (effective.known)
        report_note(pass, diag, effective.written.at, "the interval");
    else
        report_help(pass, diag, "no interval is set here; the operator's default is 30s");
    if (object)
        report_object(diag, object);
}

static void check(struct pass *pass, const struct project *project) {
    struct interval standard = default_interval(project);
    for (size_t i = 0; i < project->monitors.len; i++) {
        const struct monitor_fact *monitor = project->monitors.at[i];
        for (size_t k = 0; k < monitor->endpoint_count; k++)
            judge(pass, &standard, &monitor->endpoints[k].interval, &monitor->endpoints[k].timeout, &monitor->object);
    }
    for (size_t i = 0; i < project->fragments.len; i++) {
        const struct fragment_fact *fragment = project->fragments.at[i];
        if (!str_equal(fragment->enabled.text, STR("false")))
            judge(pass, &standard, &fragment->interval, &fragment->timeout, NULL);
    }
    for (size_t i = 0; i < project->prometheuses.len; i++) {
        const struct prometheus_fact *prometheus = project->prometheuses.at[i];
        judge(pass, &standard, &prometheus->scrape_interval, &prometheus->scrape_timeout, &prometheus->object);
    }
}

const struct rule rule_timeout_exceeds_interval = {
    .id = "timeout-exceeds-interval",
    .category = CATEGORY_REFUSED,
    .severity = SEVERITY_ERROR,
    .summary = "a scrape timeout above the interval",
    .why = "The operator rejects the whole monitor, all its endpoints with it, and says so only in an event and its "
           "log. Prometheus refuses a configuration with such a job.",
    .remedy = "Lower the timeout or raise the interval; equal is allowed.",
    .project = check,
};
