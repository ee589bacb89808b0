/* unmatched-selector: a monitor whose selector takes nothing.
 *
 * A ServiceMonitor selects Services by metadata.labels of the Service (not by spec.selector, and not by the labels of
 * the pods), a PodMonitor pods by the labels of the pod template; both look into their own namespace unless
 * namespaceSelector says otherwise. What matches nothing is no error anywhere (prometheus-operator 0.93). */
#include <assert.h>

#include <monlint/rule.h>

struct finding {
    struct pass *pass;
    const struct monitor_fact *monitor;
    struct near near;
    const struct requirement *guilty; /* that the nearest target does not meet */
    const char *noun;                 /* what a monitor of this kind selects */
    bool outside;                     /* the nearest target is where the monitor does not look */
};

static str name_of(const struct finding *finding) {
    return object_name(finding->pass->scratch, finding->near.target->object);
}

static struct diag *at_value(const struct finding *finding, const char *problem, str detail) {
    return report(finding->pass, requirement_place(finding->guilty), "%s%.*s", problem, STR_ARG(detail));
}

/* What the nearest one carries, at its labels. */
static void note_labels(const struct finding *finding, struct diag *diag) {
    const struct target *target = finding->near.target;
    str title = object_title(finding->pass->scratch, target->object), where = {"", 0};
    if (target->namespace.len)
        where = arena_format(finding->pass->scratch, " in namespace %.*s", STR_ARG(target->namespace));
    const char *verb = target->service ? "has" : "has pods with";
    report_note(finding->pass, diag, labels_place(target->object, &target->labels), "%.*s%.*s %s %.*s", STR_ARG(title),
                STR_ARG(where), verb, STR_ARG(labels_text(finding->pass->scratch, &target->labels)));
}

static void help_add(const struct finding *finding, struct diag *diag) {
    str label = requirement_text(finding->pass->scratch, finding->guilty);
    const struct target *target = finding->near.target;
    const char *where = target->service ? "metadata.labels of the Service" : "the labels of the pod template";
    const char *other = target->labels.len ? ", or select by a label that is there" : "";
    report_help(finding->pass, diag, "add %.*s to %s%s", STR_ARG(label), where, other);
}

static void help_namespace(const struct finding *finding, struct diag *diag) {
    str namespace = finding->near.target->namespace;
    if (finding->monitor->namespace_count == 0)
        report_help(finding->pass, diag, "write namespaceSelector: {matchNames: [%.*s]}", STR_ARG(namespace));
    else
        report_help(finding->pass, diag, "add %.*s to matchNames", STR_ARG(namespace));
}

static struct diag *tell_behind(const struct finding *finding) {
    struct arena *arena = finding->pass->scratch;
    str name = name_of(finding), title = object_title(arena, finding->near.target->object);
    struct diag *diag =
        finding->near.target->service
            ? at_value(finding, "no Service has this label, only the pods behind ", name)
            : at_value(finding, "no pod has this label, only ", arena_format(arena, "%.*s itself", STR_ARG(title)));
    note_labels(finding, diag);
    help_add(finding, diag);
    return diag;
}

static struct diag *tell_key(const struct finding *finding) {
    const struct label_pair *carried = finding->near.carried;
    str key = carried->name.text, value = carried->value.text;
    struct diag *diag = report(finding->pass, finding->guilty->key.at, "no %s has this label: %.*s has %.*s under %.*s",
                               finding->noun, STR_ARG(name_of(finding)), STR_ARG(value), STR_ARG(key));
    note_labels(finding, diag);
    report_help(finding->pass, diag, "write %.*s: %.*s", STR_ARG(key), STR_ARG(value));
    if (finding->outside)
        help_namespace(finding, diag);
    return diag;
}

static struct diag *tell_namespace(const struct finding *finding) {
    struct arena *arena = finding->pass->scratch;
    str other = finding->near.target->namespace, own = finding->monitor->object.namespace.text;
    str looked = finding->monitor->namespace_count == 0 ? arena_format(arena, "namespace %.*s", STR_ARG(own))
                                                        : STR("the namespaces it looks into");
    struct diag *diag =
        at_value(finding, arena_format(arena, "no %s in %.*s has this label: ", finding->noun, STR_ARG(looked)).ptr,
                 arena_format(arena, "%.*s is in namespace %.*s", STR_ARG(name_of(finding)), STR_ARG(other)));
    report_note(finding->pass, diag, finding->near.target->object->namespace.at, "%.*s is here",
                STR_ARG(object_title(arena, finding->near.target->object)));
    help_namespace(finding, diag);
    return diag;
}

static struct diag *tell_value(const struct finding *finding) {
    str value = finding->near.carried->value.text;
    struct diag *diag =
        report(finding->pass, requirement_place(finding->guilty), "no %s has this value: %.*s has %.*s: %.*s",
               finding->noun, STR_ARG(name_of(finding)), STR_ARG(finding->near.carried->name.text), STR_ARG(value));
    note_labels(finding, diag);
    report_help(finding->pass, diag, "did you mean %.*s?", STR_ARG(value));
    return diag;
}

static struct diag *tell_labels(const struct finding *finding) {
    struct arena *arena = finding->pass->scratch;
    str carried = labels_text(arena, &finding->near.target->labels);
    struct diag *diag = report(finding->pass, requirement_place(finding->guilty), "no %s has this label: %.*s has %.*s",
                               finding->noun, STR_ARG(name_of(finding)), STR_ARG(carried));
    note_labels(finding, diag);
    help_add(finding, diag);
    return diag;
}

static struct diag *tell_nothing(const struct finding *finding) {
    return report(finding->pass, requirement_place(&finding->monitor->selector.at[0]),
                  "no %s of the files matches this selector", finding->noun);
}

static struct diag *tell(const struct finding *finding) {
    switch (finding->near.kind) {
    case NEAR_BEHIND:
        return tell_behind(finding);
    case NEAR_KEY:
        return tell_key(finding);
    case NEAR_NAMESPACE:
        return tell_namespace(finding);
    case NEAR_VALUE:
        return tell_value(finding);
    case NEAR_MISSING:
    case NEAR_NAME:
        return tell_labels(finding);
    case NEAR_NONE:
        break;
    }
    return tell_nothing(finding);
}

static void check_one(struct pass *pass, const struct project *project, const struct unmatched *unmatched) {
    struct finding finding = {.pass = pass,
                              .monitor = unmatched->monitor,
                              .near = unmatched->near,
                              .guilty = unmatched->near.requirement,
                              .noun = unmatched->monitor->pods ? "pod" : "Service"};
    assert(finding.near.kind == NEAR_NONE || finding.near.target);
    if (finding.near.target) {
        struct scope scope = monitor_scope(project, pass->scratch, finding.monitor);
        finding.outside = scope_fits(&scope, finding.near.target) == FIT_OUTSIDE;
    }
    if (finding.near.kind == NEAR_BEHIND) {
        const struct requirement *unmet = requirement_unmet(&finding.monitor->selector, &finding.near.target->labels);
        finding.guilty = unmet ? unmet : finding.guilty;
    }
    struct diag *diag = tell(&finding);
    report_object(diag, &finding.monitor->object);
}

static void check(struct pass *pass, const struct project *project) {
    const struct unmatched_list *list = project->unmatched;
    bool closed = world_is_closed(project);
    for (size_t i = 0; i < list->monitors.len; i++)
        if (list->monitors.at[i].near.kind != NEAR_NONE || closed)
            check_one(pass, project, &list->monitors.at[i]);
}

const struct rule rule_unmatched_selector = {
    .id = "unmatched-selector",
    .category = CATEGORY_SILENT,
    .severity = SEVERITY_WARNING,
    .summary = "a monitor's selector matches no Service, or no pod",
    .why = "A ServiceMonitor finds Services by the labels in the Service's own metadata, in its own namespace unless "
           "namespaceSelector names others; labels of the Deployment or of the pods do not count. A PodMonitor finds "
           "pods by the labels of the pod template. A selector that matches nothing gives no targets, and nothing in "
           "the cluster says so.",
    .remedy = "Select by labels that the Service carries, or add the label to the Service; name the Service's "
              "namespace in namespaceSelector.matchNames.",
    .reads = READS_STRUCTURE,
    .project = check,
};
