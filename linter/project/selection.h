/* Which Prometheus takes which monitors and rules. */
#ifndef MONLINT_PROJECT_SELECTION_H
#define MONLINT_PROJECT_SELECTION_H

#include "project/project.h"

/* What the Prometheuses of the set decide, prepared once for many objects. */
struct selection {
    const struct project *project;
    struct map namespaces;                            /* name -> struct labels_fact of it */
    VEC(const struct prometheus_fact *) prometheuses; /* that count: not the defaults of a chart for others to set */
    struct map charts;                                /* folder -> struct chart_fact */
    bool other_stack;                                 /* something else in the set also reads these kinds */
    bool other_values;                                /* a release of it may have values that the files do not show */
    const str *own_namespaces;                        /* of each of the prometheuses; empty: not known */
    size_t *looks_left;
};

void selection_init(struct selection *selection, struct arena *arena, const struct project *project);

/* Which list of a Prometheus an object belongs to; false for a kind that none selects. */
bool selected_kind_of(const struct object_fact *object, enum selected_kind *kind);

/* Why a Prometheus does not take an object; SELECTION_TAKEN if it does. */
enum selection_verdict {
    SELECTION_TAKEN,
    SELECTION_UNKNOWN,
    SELECTION_NOTHING,   /* its selector is absent: it takes nothing of this kind */
    SELECTION_RELEASE,   /* kube-prometheus-stack's implicit release label */
    SELECTION_LABELS,    /* its selector asks for other labels */
    SELECTION_NAMESPACE, /* it does not look into the object's namespace */
};

/* False where the files leave room: another stack also reads these kinds, or the object is a chart's and the Prometheus
 * is not. */
bool selection_is_sure(const struct selection *selection, const struct object_fact *object,
                       const struct prometheus_fact *by);

/* True for what stands beside a Chart.yaml: the defaults of a chart, which others override. */
bool selection_is_default(const struct selection *selection, str path);

/* The verdict of the i-th Prometheus. */
enum selection_verdict selection_judge(const struct selection *selection, size_t i, enum selected_kind kind,
                                       const struct object_fact *object);

/* The verdict of all Prometheuses: taken if one takes it, unknown if one may; else that of the nearest to take it,
 * given in *by. Unknown without a Prometheus, and where many Prometheuses and many objects make too many pairs. */
enum selection_verdict selection_judge_all(const struct selection *selection, enum selected_kind kind,
                                           const struct object_fact *object, const struct prometheus_fact **by);

/* The first Prometheus that takes monitors or rules of charts only by the implicit release label; NULL if any may take
 * them otherwise. */
const struct prometheus_fact *selection_release_only(const struct selection *selection, enum selected_kind kind);

/* An object that no Prometheus takes, in words. */
struct untaken {
    const struct object_fact *object;
    place at;
    str message;
    place note_at; /* in the Prometheus */
    str note, help;
    bool sure;
};

struct untaken_list {
    VEC(struct untaken) objects; /* in file order, one of its variants each */
};

/* The monitors (or, if `rules`, the PrometheusRules) of the set that none takes. */
struct untaken_list selection_untaken(const struct selection *selection, struct arena *arena, bool rules);

/* The note and the help for an object that lacks the implicit release label. */
void selection_tell_release(struct untaken *untaken, struct arena *arena, const struct prometheus_fact *prometheus,
                            enum selected_kind kind);

#endif
