#include "project/scrape_default.h"

#include "project/intervals.h"
#include "project/kustomize.h"

enum { OPERATOR_DEFAULT_MS = 30000, MOST_PROMETHEUSES = 64 }; /* with more of them nothing is known */

/* Values and patches in other places may set what this Prometheus leaves out. */
static bool is_whole(const struct project *project, const struct prometheus_fact *prometheus) {
    const struct object_fact *object = &prometheus->object;
    return !prometheus->values && !object->template && !kustomize_labels(project, object, &object->labels).open;
}

static struct scrape_default default_of(const struct project *project, const struct prometheus_fact *prometheus) {
    struct scrape_default found = {.ms = OPERATOR_DEFAULT_MS, .sure = is_whole(project, prometheus)};
    const struct text_fact *written = &prometheus->scrape_interval;
    if (written->text.len == 0) {
        found.at = prometheus->object.name.at;
        return found;
    }
    if (!text_milliseconds(written, &found.ms))
        found.ms = 0;
    found.at = written->at;
    found.stated = found.sure = true;
    return found;
}

static bool may_take(const struct selection *selection, size_t i, const struct object_fact *monitor) {
    enum selected_kind kind;
    if (selection->prometheuses.at[i]->ruler)
        return false;
    if (!monitor || !selected_kind_of(monitor, &kind))
        return true;
    enum selection_verdict verdict = selection_judge(selection, i, kind, monitor);
    return verdict == SELECTION_TAKEN || verdict == SELECTION_UNKNOWN;
}

struct scrape_default scrape_default_of(const struct selection *selection, const struct object_fact *monitor) {
    struct scrape_default longest = {0};
    bool found = false, hidden = selection->prometheuses.len > MOST_PROMETHEUSES, sure = true;
    for (size_t i = 0; !hidden && i < selection->prometheuses.len; i++) {
        const struct prometheus_fact *prometheus = selection->prometheuses.at[i];
        if (!may_take(selection, i, monitor))
            continue;
        struct scrape_default one = default_of(selection->project, prometheus);
        hidden |= one.ms == 0;
        sure &= one.sure;
        if (!found || one.ms > longest.ms)
            longest = one;
        found = true;
    }
    if (hidden)
        return (struct scrape_default){0};
    if (!found && monitor && selection->prometheuses.len)
        return scrape_default_of(selection, NULL);
    longest.sure &= sure;
    return found ? longest : (struct scrape_default){.ms = OPERATOR_DEFAULT_MS};
}
