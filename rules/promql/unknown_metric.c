/* unknown-metric: a name that no exporter exposes, or not in the version that the files install.
 *
 * Names come from the dated tables of linter/vocab, versions from images, charts and their values in the set. Not
 * judged: an alternative of "or" beside another metric, which is how one rule serves several versions; Micrometer's own
 * names, unless the same file reads those of its Prometheus registry (OTLP pipelines keep the former; micrometer 1.13,
 * PrometheusNamingConvention); names of kube-state-metrics 1 where OpenCost, which exposes them too, is in the set. */
#include <monlint/rule.h>

struct state {
    const struct project *project;
    struct metric_names known;
    struct map names;    /* -> struct entry */
    struct map registry; /* path -> bool: reads names of Micrometer's Prometheus registry */
    int opencost;        /* 0: not looked for yet, 1: no, 2: yes */
};

struct entry {
    const struct source *source; /* that the fault was judged for */
    struct name_fault fault;
    const struct rule_fact *told; /* the last rule in which it was reported: the name is not reported twice there */
};

static struct entry *judge(struct pass *pass, struct state *state, const struct metric_facts *metric,
                           const struct source *source) {
    str name = metric->name;
    struct entry *entry = map_get(&state->names, name);
    if (!entry) {
        entry = arena_new(pass->kept, struct entry);
        map_put(pass->kept, &state->names, name, entry);
    }
    if (entry->source != source)
        *entry = (struct entry){.source = source,
                                .fault = metric_name_judge(&state->known, name, metric->rows, source->path)};
    return entry;
}

static bool reads_another(const struct promql_expr *expr, const struct promql_node *side, str name) {
    for (size_t i = side->first; i <= side->index; i++) {
        const struct promql_node *node = expr->nodes[i];
        if (node->kind == PROMQL_SELECTOR && !str_equal(promql_selector_metric(node), name))
            return true;
    }
    return false;
}

/* new_name or old_name */
static bool has_alternative(const struct promql_expr *expr, const struct promql_node *selector, str name) {
    for (const struct promql_node *node = selector; node->parent; node = node->parent) {
        const struct promql_node *above = node->parent;
        if (above->kind != PROMQL_BINARY || above->as.binary.op != PROMQL_OR)
            continue;
        const struct promql_node *other = promql_left(above) == node ? promql_right(above) : promql_left(above);
        if (reads_another(expr, other, name))
            return true;
    }
    return false;
}

/* jvm_memory_used_bytes: what a meter is called once the registry has added its unit. */
static bool is_registry_name(str name) {
    struct vocab_metrics found = vocab_metric_find(name);
    const struct vocab_metric *metric = vocab_metric_of(found, VOCAB_PRODUCT_MICROMETER);
    if (!metric)
        return false;
    enum vocab_part part;
    return metric_name_before(VOCAB_PRODUCT_MICROMETER, VOCAB_RENAME_METER, name, &part) != NULL;
}

static bool file_reads_registry(const struct facts *file) {
    for (size_t i = 0; i < file->rules.len; i++) {
        const struct expression *expression = file->rules.at[i].expression;
        for (size_t k = 0; expression && k < expression->parsed.node_count; k++) {
            const struct promql_node *node = expression->parsed.nodes[k];
            if (node->kind == PROMQL_SELECTOR && is_registry_name(promql_selector_metric(node)))
                return true;
        }
    }
    return false;
}

static bool reads_registry(struct pass *pass, struct state *state, const struct source *source) {
    bool *known = map_get(&state->registry, source->path);
    if (!known) {
        known = arena_new(pass->kept, bool);
        *known = file_reads_registry(state->project->files[source->file]);
        map_put(pass->kept, &state->registry, source->path, known);
    }
    return *known;
}

static bool contains_fold(str text, str word) {
    for (size_t i = 0; i + word.len <= text.len; i++)
        if (str_equal_fold(str_slice(text, i, i + word.len), word))
            return true;
    return false;
}

/* Where others have metrics of the same name (Mimir and Cortex those of old Loki), the rule must name the product. */
static bool names_product(const struct state *state, const struct rule_fact *rule, enum vocab_product product) {
    str word = vocab_product_name(product);
    const struct group_fact *group = rule_group(state->project, rule);
    return contains_fold(rule->name.text, word) || contains_fold(rule->expr.text, word) ||
           (group && contains_fold(group->name.text, word));
}

static bool has_opencost(struct state *state) {
    for (size_t i = 0; state->opencost == 0 && i < state->project->objects.len; i++) {
        str name = state->project->objects.at[i]->name.text;
        if (contains_fold(name, STR("opencost")) || contains_fold(name, STR("kubecost")))
            state->opencost = 2;
    }
    state->opencost = state->opencost ? state->opencost : 1;
    return state->opencost == 2;
}

static bool is_doubtful(struct pass *pass, struct state *state, const struct rule_fact *rule,
                        const struct name_fault *fault) {
    if (fault->kind == NAME_METER)
        return !reads_registry(pass, state, rule->expression->source);
    if (fault->shared && fault->kind == NAME_LACKS_NOW)
        return !names_product(state, rule, fault->product);
    return fault->kind == NAME_GONE && fault->product == VOCAB_PRODUCT_KUBE_STATE_METRICS && has_opencost(state);
}

static str version_text(struct pass *pass, vocab_version at) {
    if (at == VOCAB_VERSION_UNKNOWN)
        return STR("");
    return arena_format(pass->arena, " %u.%u", vocab_version_major(at), vocab_version_minor(at));
}

static struct diag *say(struct pass *pass, place at, const struct name_fault *fault) {
    str product = vocab_product_name(fault->product), since = version_text(pass, fault->version);
    str versions = vocab_product_versions(fault->product);
    bool removed = fault->renaming && fault->renaming->kind == VOCAB_RENAME_REMOVED;
    switch (fault->kind) {
    case NAME_METER:
        return report(pass, at, "Prometheus sees this meter of Micrometer under a name with its unit");
    case NAME_GONE:
    case NAME_RETIRED:
        return report_as(pass, fault->kind == NAME_GONE ? SEVERITY_WARNING : SEVERITY_INFO, at,
                         "%.*s%.*s has %s this metric: newer versions have no series of it", STR_ARG(product),
                         STR_ARG(since), removed ? "removed" : "renamed");
    case NAME_LACKS_YET:
        return report(pass, at, "%.*s has this metric from%.*s on, and an older version is installed", STR_ARG(product),
                      STR_ARG(since));
    case NAME_LACKS_NOW:
        return report(pass, at, "%.*s has this metric no longer since%.*s, and a newer version is installed",
                      STR_ARG(product), STR_ARG(since));
    case NAME_UNLISTED:
        return report_as(pass, SEVERITY_INFO, at, "not among the metrics of %.*s%s%.*s", STR_ARG(product),
                         versions.len ? " " : "", STR_ARG(versions));
    case NAME_FINE:
    case NAME_UNKNOWN:
    case NAME_NEVER:
        break;
    }
    return report(pass, at, "%.*s has no metric of this name: it selects nothing", STR_ARG(product));
}

static void suggest(struct pass *pass, struct diag *diag, const struct name_fault *fault, str name, place at,
                    bool verbatim) {
    if (fault->kind == NAME_LACKS_YET) {
        enum vocab_part part;
        const struct vocab_renaming *before = metric_name_before(fault->product, VOCAB_RENAME_RENAMED, name, &part);
        str suffix = before ? vocab_part_suffix(part) : STR("");
        if (before)
            report_help(pass, diag, "until then it is %.*s%.*s", STR_ARG(vocab_text_str(before->name)),
                        STR_ARG(suffix));
    } else if (fault->nearest.metric) {
        str near = vocab_text_str(fault->nearest.metric->name), suffix = vocab_part_suffix(fault->nearest.part);
        report_help(pass, diag, "did you mean %.*s%.*s?", STR_ARG(near), STR_ARG(suffix));
    } else if (fault->renaming && fault->renaming->kind != VOCAB_RENAME_REMOVED) {
        str now = vocab_text_str(fault->renaming->new_name), suffix = vocab_part_suffix(fault->part);
        str matchers = vocab_text_str(fault->renaming->matchers);
        report_help(pass, diag, matchers.len ? "write %.*s%.*s{%.*s}" : "write %.*s%.*s%.*s", STR_ARG(now),
                    STR_ARG(suffix), STR_ARG(matchers));
        if (!matchers.len && verbatim)
            report_fix(pass, diag, false, at, arena_format(pass->arena, "%.*s%.*s", STR_ARG(now), STR_ARG(suffix)),
                       "use the name of today");
    }
}

static void check_selector(struct pass *pass, struct state *state, const struct rule_view *view,
                           const struct promql_node *selector) {
    const struct rule_fact *rule = view->rule;
    const struct expression *expression = rule->expression;
    const struct metric_facts *metric = value_flow_at(&view->flow->values, selector)->metric;
    str name = metric->name;
    if (!name.len || metric->is_recorded)
        return;
    struct entry *entry = judge(pass, state, metric, expression->source);
    const struct name_fault *fault = &entry->fault;
    if (fault->kind == NAME_FINE || entry->told == rule || has_alternative(&expression->parsed, selector, name) ||
        is_doubtful(pass, state, rule, fault))
        return;
    entry->told = rule;
    span part = promql_selector_metric_at(selector);
    place at = expression_place(expression, part);
    struct diag *diag = say(pass, at, fault);
    if (fault->install)
        report_note(pass, diag, fault->install->at, "%.*s is installed here", STR_ARG(fault->install->what));
    suggest(pass, diag, fault, name, at, expression_verbatim(expression, part) && selector->as.selector.name.len);
}

static void *begin(struct pass *pass, const struct project *project) {
    struct state *state = arena_new(pass->kept, struct state);
    state->project = project;
    metric_names_init(&state->known, pass->kept, project);
    map_reserve(pass->kept, &state->names, project->rules.len / 2);
    return state;
}

static void visit(struct pass *pass, void *state, const struct rule_view *view) {
    if (!view->expression || view->rule->dialect != DIALECT_PROMQL)
        return;
    const struct promql_expr *expr = &view->expression->parsed;
    for (size_t i = 0; i < expr->node_count; i++)
        if (expr->nodes[i]->kind == PROMQL_SELECTOR)
            check_selector(pass, state, view, expr->nodes[i]);
}

const struct rule rule_unknown_metric = {
    .id = "unknown-metric",
    .category = CATEGORY_SILENT,
    .severity = SEVERITY_WARNING,
    .summary = "a metric that its exporter does not have",
    .why = "A selector of a name that nothing exposes is empty, and an alert on it never fires. Names change with the "
           "versions of exporters: kube-state-metrics 2.0 took the units out of its names, Micrometer's Prometheus "
           "registry adds them, Loki 3.0 renamed cortex_ to loki_.",
    .remedy = "Use the name that the installed version exposes.",
    .begin = begin,
    .visit = visit,
};
