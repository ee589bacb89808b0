/* timeout-exceeds-interval: a scrape may take longer than the time to the next.
 *
 * Operator 0.93 (resource_selector.go) rejects the whole object when a written scrapeTimeout is strictly above the
 * interval; an unset interval is that of the selecting Prometheus, 30s by default (project/scrape_default.h). */
#include <monlint/rule.h>

static void tell_default(struct pass *pass, struct diag *diag, const struct scrape_default *standard) {
    if (standard->stated)
        report_note(pass, diag, standard->at, "the interval");
    else if (standard->sure)
        report_note(pass, diag, standard->at, "this Prometheus states no interval: the operator's default is 30s");
    else
        report_help(pass, diag, "no interval is set here; the operator's default is 30s");
}

static struct diag *say(struct pass *pass, const struct text_fact *timeout, int64_t interval, bool sure) {
    return report_as(pass, sure ? SEVERITY_ERROR : SEVERITY_WARNING, timeout->at,
                     "scrape timeout %.*s is longer than the interval of %.*s", STR_ARG(timeout->text),
                     STR_ARG(duration_format(pass->scratch, interval)));
}

static struct diag *judge(struct pass *pass, const struct selection *selection, const struct text_fact *interval,
                          const struct text_fact *timeout, const struct object_fact *monitor) {
    int64_t ms, every;
    if (!text_milliseconds(timeout, &ms) || interval->opaque)
        return NULL;
    if (interval->text.len == 0) {
        struct scrape_default standard = scrape_default_of(selection, monitor);
        if (standard.ms == 0 || ms <= standard.ms)
            return NULL;
        struct diag *diag = say(pass, timeout, standard.ms, standard.sure);
        tell_default(pass, diag, &standard);
        return diag;
    }
    if (!text_milliseconds(interval, &every) || ms <= every)
        return NULL;
    struct diag *diag = say(pass, timeout, every, true);
    report_note(pass, diag, interval->at, "the interval");
    return diag;
}

static void judge_monitors(struct pass *pass, const struct project *project, const struct selection *selection) {
    for (size_t i = 0; i < project->monitors.len; i++) {
        const struct monitor_fact *monitor = project->monitors.at[i];
        for (size_t k = 0; k < monitor->endpoint_count; k++) {
            const struct endpoint_fact *endpoint = &monitor->endpoints[k];
            struct diag *diag = judge(pass, selection, &endpoint->interval, &endpoint->timeout, &monitor->object);
            if (diag)
                report_object(diag, &monitor->object);
        }
    }
}

static void check(struct pass *pass, const struct project *project) {
    struct selection selection;
    selection_init(&selection, pass->scratch, project);
    judge_monitors(pass, project, &selection);
    for (size_t i = 0; i < project->fragments.len; i++) {
        const struct fragment_fact *fragment = project->fragments.at[i];
        if (!str_equal(fragment->enabled.text, STR("false")))
            judge(pass, &selection, &fragment->interval, &fragment->timeout, NULL);
    }
    for (size_t i = 0; i < project->prometheuses.len; i++) {
        const struct prometheus_fact *prometheus = project->prometheuses.at[i];
        struct selection nobody = {.project = project};
        struct diag *diag =
            judge(pass, &nobody, &prometheus->scrape_interval, &prometheus->scrape_timeout, &prometheus->object);
        if (diag)
            report_object(diag, &prometheus->object);
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
    .reads = READS_STRUCTURE,
    .project = check,
};
