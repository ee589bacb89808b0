/* How often rules are evaluated and jobs are scraped, as far as the set says it. */
#include "project/intervals.h"
#include "project/wiring.h"

#include "text/duration.h"

/* What is known of one job: the shortest interval, unless an endpoint does not tell its own. */
struct job {
    struct known_interval shortest;
    bool unknown;
};

bool text_milliseconds(const struct text_fact *text, int64_t *ms) {
    struct duration_error error;
    return text->text.len && !text->opaque && duration_parse_prometheus(text->text, ms, &error) && *ms > 0;
}

/* The value if all Prometheuses of the set state the same. */
static struct known_interval agreed(const struct project *project, bool evaluation) {
    struct known_interval found = {0};
    for (size_t i = 0; i < project->prometheuses.len; i++) {
        const struct prometheus_fact *prometheus = project->prometheuses.at[i];
        const struct text_fact *text = evaluation ? &prometheus->evaluation_interval : &prometheus->scrape_interval;
        int64_t ms;
        if (prometheus->ruler && !evaluation)
            continue;
        if (!text_milliseconds(text, &ms) || (found.ms && ms != found.ms))
            return (struct known_interval){0};
        found = (struct known_interval){ms, *text};
    }
    return found;
}

struct known_interval group_evaluation(const struct project *project, const struct group_fact *group) {
    int64_t ms;
    if (group && text_milliseconds(&group->interval, &ms))
        return (struct known_interval){ms, group->interval};
    bool stated = group && group->interval.text.len;
    return stated ? (struct known_interval){0} : agreed(project, true);
}

static struct known_interval find_retention(const struct project *project) {
    struct known_interval longest = {0};
    for (size_t i = 0; i < project->prometheuses.len; i++) {
        const struct prometheus_fact *prometheus = project->prometheuses.at[i];
        int64_t ms;
        if (prometheus->ruler || !text_milliseconds(&prometheus->retention, &ms))
            return (struct known_interval){0};
        if (ms > longest.ms)
            longest = (struct known_interval){ms, prometheus->retention};
    }
    return longest;
}

struct known_interval longest_retention(const struct project *project) {
    return *project->retention;
}

struct known_interval job_scrape(const struct project *project, str job) {
    const struct job *known = map_get(&project->jobs, job);
    return known && !known->unknown ? known->shortest : (struct known_interval){0};
}

static struct job *job_of(struct project *project, str name) {
    struct job *job = map_get(&project->jobs, name);
    if (!job) {
        job = arena_new(project->arena, struct job);
        map_put(project->arena, &project->jobs, name, job);
    }
    return job;
}

/* What the endpoints of a monitor say together. */
static struct job of_endpoints(const struct monitor_fact *monitor, const struct known_interval *standard) {
    struct job job = {0};
    for (size_t i = 0; i < monitor->endpoint_count; i++) {
        const struct text_fact *written = &monitor->endpoints[i].interval;
        struct known_interval interval = {.written = *written};
        if (!text_milliseconds(written, &interval.ms))
            interval = written->text.len ? (struct known_interval){0} : *standard;
        job.unknown |= interval.ms == 0;
        if (!job.shortest.ms || interval.ms < job.shortest.ms)
            job.shortest = interval;
    }
    return job;
}

static void add_endpoints(struct project *project, str name, const struct job *endpoints) {
    struct job *job = job_of(project, name);
    job->unknown |= endpoints->unknown;
    if (!job->shortest.ms || (endpoints->shortest.ms && endpoints->shortest.ms < job->shortest.ms))
        job->shortest = endpoints->shortest;
}

/* The value that a selector demands of a label; empty when it leaves a choice. */
static str demanded(const struct selector_fact *selector, str label) {
    for (size_t i = 0; i < selector->len; i++) {
        const struct requirement *requirement = &selector->at[i];
        if (str_equal(requirement->key.text, label) &&
            requirement->operator== SELECTOR_IN && requirement->value_count == 1 && !requirement->values[0].opaque)
            return requirement->values[0].text;
    }
    return (str){"", 0};
}

static str service_job(const struct monitor_fact *monitor, const struct service_fact *service) {
    const struct label_pair *label =
        monitor->job_label.text.len ? labels_find(&service->object.labels, monitor->job_label.text) : NULL;
    if (label && label->value.text.len)
        return label->value.opaque ? (str){"", 0} : label->value.text;
    return service->object.name.opaque ? (str){"", 0} : service->object.name.text;
}

struct selected {
    struct project *project;
    const struct monitor_fact *monitor;
    const struct job *endpoints;
};

static bool add_selected(void *context, const struct target *target, enum match match) {
    struct selected *selected = context;
    if (match != MATCH_YES || !target->service)
        return true;
    str job = service_job(selected->monitor, target->service);
    if (job.len)
        add_endpoints(selected->project, job, selected->endpoints);
    return true;
}

/* False if the monitor may select more than was looked at. */
static bool index_monitor(struct project *project, const struct monitor_fact *monitor,
                          const struct known_interval *standard) {
    if (monitor->selector.opaque || monitor->job_label.opaque)
        return true;
    struct job endpoints = of_endpoints(monitor, standard);
    str label = monitor->job_label.text;
    str fixed = label.len ? demanded(&monitor->selector, label) : (str){"", 0};
    if (monitor->pods && !label.len)
        fixed = arena_format(project->arena, "%.*s/%.*s", STR_ARG(monitor->object.namespace.text),
                             STR_ARG(monitor->object.name.text));
    struct selected selected = {project, monitor, &endpoints};
    if (fixed.len)
        add_endpoints(project, fixed, &endpoints);
    else if (!monitor->pods)
        return wiring_visit(project, project->arena, monitor, add_selected, &selected);
    return true;
}

/* Where a monitor was not followed to its end, any job may be scraped more often than is known. */
void index_intervals(struct project *project) {
    struct known_interval standard = agreed(project, false);
    struct known_interval *retention = arena_new(project->arena, struct known_interval);
    *retention = find_retention(project);
    project->retention = retention;
    bool whole = true;
    for (size_t i = 0; i < project->monitors.len; i++)
        whole &= index_monitor(project, project->monitors.at[i], &standard);
    if (!whole)
        project->jobs = (struct map){0};
}
