/* Limits of the containers that a selector names.
 *
 * Everything that goes by the name is looked at: a limit raises the answer, the lack of one ends it. What only may be
 * meant (loki-gateway for the pods loki-.*) can end or raise it too, but never makes one. */
#include "project/allowance.h"

#include "project/allowance_internal.h"
#include "project/kustomize.h"
#include "promql/selectors.h"
#include "text/regex.h"
#include "text/size.h"

enum { MOST_NAMES = 16 }; /* in one pattern */

/* What is known so far. */
struct search {
    const struct project *project;
    struct arena *arena;
    const struct rule_fact *rule;
    const struct promql_node *selector;
    enum allowance_kind kind;
    bool is_sum;
    const struct regex *pods; /* of the pod matcher, = or =~; NULL: none */
    str prefix;               /* that all names of such pods begin with */
    struct allowance answer;  /* is_known: something that the name surely means is limited */
    bool is_unlimited;        /* something has no limit */
    bool is_hidden;           /* a limit is not known before it is deployed */
    bool has_component;       /* the name is that of a chart's part */
    bool has_workload;        /* or of what the set deploys as it is */
    bool is_unstated;         /* some values leave the part to the chart's defaults */
};

/* ---- Limits ---- */

enum limit_state { LIMIT_NONE, LIMIT_HIDDEN, LIMIT_KNOWN };

static enum limit_state read_limit(const struct text_fact *text, double *value) {
    if (!text->text.ptr || !text->text.len)
        return text->opaque ? LIMIT_HIDDEN : LIMIT_NONE;
    return !text->opaque && size_parse_quantity(text->text, value) && *value > 0 ? LIMIT_KNOWN : LIMIT_HIDDEN;
}

static const struct text_fact *container_limit(const struct search *search, const struct container_fact *container) {
    return search->kind == ALLOWANCE_CPU ? &container->cpu_limit : &container->memory_limit;
}

static void note(struct search *search, bool is_meant, double limit, double most, const struct text_fact *written,
                 size_t parts) {
    struct allowance *answer = &search->answer;
    answer->is_known |= is_meant;
    if (most <= answer->most)
        return;
    answer->limit = limit;
    answer->most = most;
    answer->written = *written;
    answer->parts = parts;
}

static void note_lack(struct search *search, enum limit_state state) {
    search->is_unlimited |= state == LIMIT_NONE;
    search->is_hidden |= state == LIMIT_HIDDEN;
}

/* What the container has instead of a limit. */
static enum limit_state lacking(const struct search *search, const struct workload_fact *workload,
                                const struct container_fact *container) {
    bool hidden = container->limits_open || kustomize_may_set_limits(search->project, &workload->object);
    return hidden ? LIMIT_HIDDEN : LIMIT_NONE;
}

/* One container, or all of a pod. */
static void add_workload(struct search *search, const struct allowance_entry *entry, bool is_meant) {
    const struct workload_fact *workload = entry->workload;
    const struct text_fact *written = NULL;
    double sum = 0;
    size_t parts = 0;
    for (size_t i = 0; i < workload->container_count; i++) {
        const struct container_fact *container = &workload->containers[i];
        if (container->init || (entry->container && entry->container != container))
            continue;
        double value;
        enum limit_state state = read_limit(container_limit(search, container), &value);
        if (state == LIMIT_NONE)
            state = lacking(search, workload, container);
        if (state != LIMIT_KNOWN) {
            note_lack(search, state);
            return;
        }
        sum += value;
        parts++;
        written = written ? written : container_limit(search, container);
    }
    bool patched = kustomize_may_set_limits(search->project, &workload->object) &&
                   !kustomize_is_patch(search->project, &workload->object);
    if (patched || search->project->allowances->resizes)
        search->is_hidden = true;
    if (!written)
        return;
    search->has_workload |= is_meant;
    note(search, is_meant, sum, sum, written, parts);
}

/* A chart's container shares its pod with others that the values do not show. */
static void add_component(struct search *search, const struct component_fact *component, bool is_meant, bool is_pod) {
    const struct text_fact *written = search->kind == ALLOWANCE_CPU ? &component->cpu_limit : &component->memory_limit;
    double value;
    if (component->off ||
        !paths_may_meet(search->project, search->rule->where.source->path, component->where.source->path))
        return;
    enum limit_state state = read_limit(written, &value);
    if (state != LIMIT_KNOWN) {
        note_lack(search, state);
        return;
    }
    search->has_component |= is_meant;
    note(search, is_meant, value, is_pod ? 2 * value : value, written, 1);
}

static void look_for_defaults(struct search *search, const struct allowance_list *components, str name) {
    search->is_unstated |=
        components && !allowance_is_stated(search->project, search->arena, search->rule, components, name);
}

/* ---- By container ---- */

static const struct regex *parsed(struct arena *arena, str pattern) {
    struct regex *regex = arena_new(arena, struct regex);
    *regex = regex_parse(arena, pattern, REGEX_MATCHER);
    return regex;
}

/* How a controller names its pods, as a pattern. */
static const struct regex *pod_names(struct arena *arena, const struct workload_fact *workload) {
    str name = workload->object.name.text, kind = workload->object.kind.text;
    const char *ending = str_equal(kind, STR("Pod"))           ? ""
                         : str_equal(kind, STR("StatefulSet")) ? "-[0-9]+"
                         : str_equal(kind, STR("Deployment"))  ? "-[a-z0-9]{5,10}-[a-z0-9]{5}"
                         : str_equal(kind, STR("CronJob"))     ? "-[0-9]{5,10}-[a-z0-9]{5}"
                                                               : "-[a-z0-9]{5}";
    return parsed(arena, arena_format(arena, "%.*s%s", STR_ARG(name), ending));
}

/* Two patterns are much work: first whether the pods that are asked for begin like the workload's. */
static bool may_be_pod(struct search *search, const struct workload_fact *workload) {
    enum { COST = 100 };
    str name = workload->object.name.text, prefix = search->prefix;
    size_t common = name.len < prefix.len ? name.len : prefix.len;
    if (!search->pods)
        return true;
    if (!str_equal(str_slice(name, 0, common), str_slice(prefix, 0, common)))
        return false;
    if (!allowance_may_look(search->project, COST)) {
        search->is_unlimited = true;
        return false;
    }
    return regex_overlap(search->arena, search->pods, pod_names(search->arena, workload)) != REGEX_NO;
}

static bool may_be_meant(struct search *search, const struct workload_fact *workload) {
    return allowance_meets(search->project, search->arena, search->rule, search->selector, &workload->object) &&
           may_be_pod(search, workload);
}

static bool asks(const struct promql_matcher *matcher) {
    return matcher && (matcher->op == PROMQL_MATCH_EQ || matcher->op == PROMQL_MATCH_RE);
}

/* Names that containers of many applications bear. */
static bool is_common(str name) {
    static const str common[] = {{"app", 3},    {"main", 4},    {"web", 3},         {"api", 3},
                                 {"server", 6}, {"worker", 6},  {"controller", 10}, {"manager", 7},
                                 {"proxy", 5},  {"backend", 7}, {"frontend", 8}};
    for (size_t i = 0; i < sizeof common / sizeof *common; i++)
        if (str_equal(common[i], name))
            return true;
    return false;
}

/* A common name speaks of the set's own only together with where it runs. */
static bool is_telling(const struct search *search, str name) {
    return !is_common(name) || search->pods || asks(promql_selector_matcher(search->selector, STR("namespace")));
}

static bool may_look_at(struct search *search, const struct allowance_list *list) {
    if (!list || allowance_may_look(search->project, list->entries.len))
        return true;
    search->is_unlimited = true;
    return false;
}

static void look_at_container(struct search *search, str name) {
    const struct allowance_list *workloads =
        allowance_find(search->project, search->arena, ALLOWANCE_KEY_CONTAINER, name);
    const struct allowance_list *components =
        allowance_find(search->project, search->arena, ALLOWANCE_KEY_COMPONENT, name);
    if (!may_look_at(search, workloads) || !may_look_at(search, components))
        return;
    for (size_t i = 0; workloads && i < workloads->entries.len; i++) {
        const struct allowance_entry *entry = &workloads->entries.at[i];
        if (may_be_meant(search, entry->workload))
            add_workload(search, entry, true);
    }
    for (size_t i = 0; components && i < components->entries.len; i++)
        add_component(search, components->entries.at[i].component, !components->entries.at[i].is_default, false);
    look_for_defaults(search, components, name);
}

/* Each name must be known: the limit of one says nothing of the other. */
static void look_at_containers(struct search *search, const struct promql_matcher *matcher) {
    const str *names;
    size_t count = promql_matcher_texts(matcher, MOST_NAMES, &names);
    bool all = count > 0;
    for (size_t i = 0; i < count; i++) {
        search->answer.is_known = false;
        look_at_container(search, names[i]);
        all &= search->answer.is_known && is_telling(search, names[i]);
    }
    search->answer.is_known = all;
    if (search->is_sum)
        search->answer.most *= (double)count;
}

/* ---- By pod ---- */

/* What else the values of the same file run may bear the release's name, and match too. */
static void add_neighbours(struct search *search, const struct component_fact *component) {
    const struct facts *facts = search->project->files[component->where.source->file];
    if (!allowance_may_look(search->project, facts->components.len)) {
        search->is_unlimited = true;
        return;
    }
    for (size_t i = 0; i < facts->components.len; i++)
        if (facts->components.at[i].has_limits)
            add_component(search, &facts->components.at[i], false, true);
}

static void look_at_pods(struct search *search, str word) {
    const struct allowance_list *workloads =
        allowance_find(search->project, search->arena, ALLOWANCE_KEY_WORKLOAD, word);
    const struct allowance_list *components =
        allowance_find(search->project, search->arena, ALLOWANCE_KEY_COMPONENT, word);
    if (!may_look_at(search, workloads) || !may_look_at(search, components))
        return;
    for (size_t i = 0; workloads && i < workloads->entries.len; i++) {
        const struct allowance_entry *entry = &workloads->entries.at[i];
        if (may_be_meant(search, entry->workload))
            add_workload(search, entry, str_equal(entry->workload->object.name.text, word));
    }
    for (size_t i = 0; components && i < components->entries.len; i++) {
        add_component(search, components->entries.at[i].component, !components->entries.at[i].is_default, true);
        add_neighbours(search, components->entries.at[i].component);
    }
    look_for_defaults(search, components, word);
}

static bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

/* "loki" of the prefix "loki-", and of the pod loki-0; empty for a prefix that may go on with letters. */
static str controller_of(str prefix, bool whole) {
    size_t end = prefix.len;
    while (whole && end > 0 && is_digit(prefix.ptr[end - 1]))
        end--;
    return end > 1 && prefix.ptr[end - 1] == '-' ? str_slice(prefix, 0, end - 1) : STR("");
}

/* The pod's own cgroup has neither container nor image, and counts all of them once more. */
static bool leaves_out_pods(const struct promql_node *selector) {
    return promql_selector_matcher(selector, STR("container")) || promql_selector_matcher(selector, STR("image"));
}

static void look_at_pod_pattern(struct search *search, const struct promql_matcher *matcher) {
    bool is_text = matcher->op == PROMQL_MATCH_EQ;
    str text = matcher->value, prefix = is_text ? text : regex_prefix(search->arena, search->pods);
    bool whole = is_text || regex_literal(search->arena, search->pods, &text);
    look_at_pods(search, controller_of(prefix, whole));
    if (search->is_sum && !leaves_out_pods(search->selector))
        search->answer.most *= 2;
}

/* ---- Which ---- */

static bool is_of_kubelet(const struct promql_node *selector) {
    return str_starts_with(promql_selector_metric(selector), STR("container_"));
}

static void look(struct search *search) {
    const struct promql_matcher *container = promql_selector_matcher(search->selector, STR("container"));
    const struct promql_matcher *pod = promql_selector_matcher(search->selector, STR("pod"));
    const struct promql_matcher *job = promql_selector_matcher(search->selector, STR("job"));
    const str *names;
    if (asks(pod)) {
        search->pods = parsed(search->arena, pod->value);
        if (!search->pods->valid)
            return;
        search->prefix = regex_prefix(search->arena, search->pods);
    }
    if (asks(container) && promql_matcher_texts(container, MOST_NAMES, &names)) {
        look_at_containers(search, container);
    } else if (asks(pod)) {
        look_at_pod_pattern(search, pod);
    } else if (asks(job) && !is_of_kubelet(search->selector)) {
        look_at_containers(search, job);
    }
}

struct allowance allowance_of(const struct project *project, struct arena *arena, const struct rule_fact *rule,
                              const struct promql_node *selector, enum allowance_kind kind, bool is_sum) {
    struct search search = {
        .project = project, .arena = arena, .rule = rule, .selector = selector, .kind = kind, .is_sum = is_sum};
    look(&search);
    if (search.is_unlimited || (search.is_hidden && !search.has_component) ||
        (search.is_unstated && !search.has_workload))
        search.answer.is_known = false;
    return search.answer;
}
