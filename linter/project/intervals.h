/* How often rules are evaluated and jobs are scraped, as far as the set says it. */
#ifndef MONLINT_PROJECT_INTERVALS_H
#define MONLINT_PROJECT_INTERVALS_H

#include <stdint.h>

#include "project/project.h"

/* A duration of the set and where it is written; ms is 0 when it is not known. */
struct known_interval {
    int64_t ms;
    struct text_fact written;
};

/* Milliseconds of a duration in Prometheus' notation; false for one that is absent, hidden or none. */
bool text_milliseconds(const struct text_fact *text, int64_t *ms);

/* The interval that a group is evaluated at: its own, or the one that all Prometheuses of the set state. */
struct known_interval group_evaluation(const struct project *project, const struct group_fact *group);

/* The shortest interval that targets of this job are scraped at, if the monitors of the set that yield the job all
 * tell theirs (their own, or the one that all Prometheuses state). The job of a ServiceMonitor is the value of the
 * Service's label that jobLabel names, else the Service's name; that of a PodMonitor the value of the pod's label, else
 * namespace/name (operator 0.93, promcfg.go). */
struct known_interval job_scrape(const struct project *project, str job);

/* The longest retention of the set's Prometheuses; unknown unless each of them states one, or when a ThanosRuler, which
 * reads older blocks, is among them. */
struct known_interval longest_retention(const struct project *project);

/* Fills project->jobs and project->retention. For the index. */
void index_intervals(struct project *project);

#endif
