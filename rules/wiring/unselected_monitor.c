/* unselected-monitor: a monitor that no Prometheus of the set takes, and settings of a chart that make such a one.
 *
 * The selectors of a Prometheus read the labels of the monitor's metadata (prometheus-operator 0.93). */
#include <monlint/rule.h>

static void tell(struct pass *pass, struct diag *diag, const struct untaken *untaken) {
    report_note(pass, diag, untaken->note_at, "%.*s", STR_ARG(untaken->note));
    if (untaken->help.len)
        report_help(pass, diag, "%.*s", STR_ARG(untaken->help));
}

static void check_objects(struct pass *pass, const struct selection *selection) {
    struct untaken_list list = selection_untaken(selection, pass->scratch, false);
    for (size_t i = 0; i < list.objects.len; i++) {
        const struct untaken *untaken = &list.objects.at[i];
        enum severity severity = untaken->sure ? SEVERITY_WARNING : SEVERITY_INFO;
        struct diag *diag = report_as(pass, severity, untaken->at, "%.*s", STR_ARG(untaken->message));
        report_object(diag, untaken->object);
        tell(pass, diag, untaken);
    }
}

static bool holds_prometheus(const struct selection *selection, const struct source *source) {
    for (size_t i = 0; i < selection->prometheuses.len; i++)
        if (selection->prometheuses.at[i]->where.source == source)
            return true;
    return false;
}

static bool is_bare(const struct selection *selection, const struct fragment_fact *fragment) {
    return str_equal(fragment->enabled.text, STR("true")) && !fragment->labels.open &&
           !labels_find(&fragment->labels, STR("release")) &&
           !selection_is_default(selection, fragment->where.source->path) &&
           !holds_prometheus(selection, fragment->where.source);
}

static str folder_of(str path) {
    size_t end = path.len;
    while (end > 0 && path.ptr[end - 1] != '/')
        end--;
    return str_slice(path, 0, end);
}

/* A chart's monitor gets the labels that its values say. That the switch is set on the command line cannot be seen:
 * files beside each other speak for each other, for others it is a hint. */
static void check_fragments(struct pass *pass, const struct selection *selection, const struct project *project) {
    const struct prometheus_fact *prometheus = selection_release_only(selection, SELECTED_SERVICE_MONITOR);
    for (size_t i = 0; prometheus && i < project->fragments.len; i++) {
        const struct fragment_fact *fragment = project->fragments.at[i];
        if (!is_bare(selection, fragment))
            continue;
        bool beside = str_equal(folder_of(prometheus->where.source->path), folder_of(fragment->where.source->path));
        enum severity severity =
            beside && !selection->other_stack && !selection->other_values ? SEVERITY_WARNING : SEVERITY_INFO;
        struct diag *diag = report_as(pass, severity, fragment->enabled.at,
                                      "no Prometheus takes the monitor that this makes: it has no label release");
        struct untaken untaken = {0};
        selection_tell_release(&untaken, pass->scratch, prometheus, SELECTED_SERVICE_MONITOR);
        tell(pass, diag, &untaken);
    }
}

static void check(struct pass *pass, const struct project *project) {
    struct selection selection;
    selection_init(&selection, pass->scratch, project);
    check_objects(pass, &selection);
    if (project->world.whole)
        check_fragments(pass, &selection, project);
}

const struct rule rule_unselected_monitor = {
    .id = "unselected-monitor",
    .category = CATEGORY_SILENT,
    .severity = SEVERITY_WARNING,
    .summary = "no Prometheus of the files takes this monitor",
    .why = "A Prometheus takes the monitors whose metadata.labels match its selector for their kind, in the namespaces "
           "that its namespace selector takes. Without a selector it takes none. kube-prometheus-stack asks for "
           "release: <name of its release> until the switch named ...SelectorNilUsesHelmValues is false. A monitor "
           "that nobody takes gives no targets, without an error.",
    .remedy = "Add the label that the selector asks for, or widen the selector.",
    .reads = READS_STRUCTURE,
    .project = check,
};
