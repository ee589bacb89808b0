/* Rows of several products under one name must all be out of the question; so must all installed versions. */
#include "project/metric_name.h"

/* The labels of one value that monitors select, as label_key. */
static struct map selected_labels(struct arena *arena, const struct project *project) {
    struct map labels = {0};
    for (size_t i = 0; i < project->monitors.len; i++) {
        const struct selector_fact *selector = &project->monitors.at[i]->selector;
        for (size_t k = 0; k < selector->len; k++) {
            const struct requirement *requirement = &selector->at[k];
            if (requirement->operator== SELECTOR_IN && requirement->value_count == 1)
                map_put(arena, &labels, label_key(arena, requirement->key.text, requirement->values[0].text),
                        (void *)requirement);
        }
    }
    return labels;
}

/* Files whose chart may make a monitor itself. */
static struct map own_monitors(struct arena *arena, const struct project *project) {
    struct map files = {0};
    for (size_t i = 0; i < project->fragments.len; i++) {
        const struct fragment_fact *fragment = project->fragments.at[i];
        if (!str_equal(fragment->enabled.text, STR("false")))
            map_put(arena, &files, fragment->where.source->path, (void *)fragment);
    }
    return files;
}

static bool is_selected(struct arena *arena, const struct map *labels, const struct install_fact *install) {
    const struct vocab_install *what = &install->install;
    return what->label.len && map_get(labels, label_key(arena, what->label, vocab_product_name(what->product)));
}

/* Where two charts bring the same product, and the monitors of the set select the labels of one only, the other one is
 * not measured. */
void metric_names_init(struct metric_names *names, struct arena *arena, const struct project *project) {
    *names = (struct metric_names){.project = project};
    if (!project->installs.len)
        return;
    struct map labels = selected_labels(arena, project), own = own_monitors(arena, project);
    bool selected[VOCAB_PRODUCT_COUNT] = {false};
    for (size_t i = 0; i < project->installs.len; i++)
        if (is_selected(arena, &labels, project->installs.at[i]))
            selected[project->installs.at[i]->install.product] = true;
    for (size_t i = 0; i < project->installs.len; i++) {
        const struct install_fact *install = project->installs.at[i];
        enum vocab_product product = install->install.product;
        if (!selected[product] || !install->install.label.len || is_selected(arena, &labels, install) ||
            map_get(&own, install->at.source->path))
            vec_push(arena, &names->installs[product], install);
    }
}

/* Whether every installed version lacks the row's metric; *known: one is installed. The project file's version goes
 * before what the files show; *by is NULL then. */
static enum vocab_lack lack_of(const struct metric_names *names, const struct vocab_metric *row, str path,
                               const struct install_fact **by, bool *known) {
    enum vocab_lack lack = VOCAB_HAS;
    version stated = names->project->config->loki_version;
    *known = row->product == VOCAB_PRODUCT_LOKI && stated;
    if (*known) {
        vocab_version is = VOCAB_VERSION(stated / 1000000, stated / 1000 % 1000);
        struct vocab_install install = {.product = VOCAB_PRODUCT_LOKI, .low = is, .high = is};
        return vocab_install_lacks(&install, row->since, row->until);
    }
    for (size_t i = 0; i < names->installs[row->product].len; i++) {
        const struct install_fact *install = names->installs[row->product].at[i];
        if (!paths_may_meet(names->project, install->at.source->path, path))
            continue;
        enum vocab_lack here = vocab_install_lacks(&install->install, row->since, row->until);
        if (here == VOCAB_HAS || (*known && here != lack)) {
            *known = true;
            return VOCAB_HAS;
        }
        lack = here;
        *by = *known ? *by : install;
        *known = true;
    }
    return lack;
}

static const struct vocab_renaming *renaming_of(str name, enum vocab_product product, enum vocab_part *part) {
    struct vocab_renamings found = vocab_renamed_find(name);
    *part = found.part;
    for (size_t i = 0; i < found.count; i++)
        if (found.rows[i].product == product &&
            (found.rows[i].kind == VOCAB_RENAME_RENAMED || found.rows[i].kind == VOCAB_RENAME_REMOVED))
            return &found.rows[i];
    return NULL;
}

/* Rule libraries for an old version carry it in their path: "traefik/embedded-exporter-v1.yml". */
static bool path_names(str path, vocab_version last) {
    char word[] = {'v', (char)('0' + vocab_version_major(last) % 10)};
    return last != VOCAB_VERSION_UNKNOWN && str_contains(path, (str){word, 2});
}

/* A row without an installed version that says more, and that the path does not explain. */
static enum name_fault_kind age_of(const struct vocab_metric *row, const struct vocab_renaming *renaming) {
    vocab_version first = renaming ? renaming->version : (vocab_version)(row->until + 1);
    if (renaming && vocab_version_is_settled((enum vocab_product)row->product, first))
        return NAME_GONE;
    return renaming ? NAME_RETIRED : NAME_FINE;
}

static bool is_of_today(const struct vocab_metric *row, str path) {
    return row->until == VOCAB_VERSION_UNKNOWN || row->until == VOCAB_VERSION_NEXT || path_names(path, row->until);
}

static struct name_fault judge_row(const struct metric_names *names, const struct vocab_metric *row, str name,
                                   str path) {
    struct name_fault fault = {.product = (enum vocab_product)row->product};
    bool known;
    enum vocab_lack lack = lack_of(names, row, path, &fault.install, &known);
    if (known ? lack == VOCAB_HAS : is_of_today(row, path))
        return fault;
    fault.renaming = renaming_of(name, fault.product, &fault.part);
    if (known) {
        fault.kind = lack == VOCAB_LACKS_YET ? NAME_LACKS_YET : NAME_LACKS_NOW;
        fault.version = lack == VOCAB_LACKS_YET ? row->since : (vocab_version)(row->until + 1);
    } else {
        fault.kind = age_of(row, fault.renaming);
        fault.version = (vocab_version)(row->until + 1);
    }
    if (fault.renaming && fault.kind != NAME_LACKS_YET)
        fault.version = fault.renaming->version;
    return fault;
}

static bool is_complete(str name, const struct vocab_prefix **prefix) {
    *prefix = vocab_prefix_find(name);
    return *prefix && (*prefix)->coverage == VOCAB_COVERAGE_COMPLETE;
}

static struct name_fault judge_known(const struct metric_names *names, struct vocab_metrics found, str name, str path) {
    struct name_fault first = {0};
    const struct vocab_prefix *prefix;
    if (found.pattern)
        return first;
    for (size_t i = 0; i < found.count; i++) {
        struct name_fault fault = judge_row(names, &found.rows[i], name, path);
        if (fault.kind == NAME_FINE || (i > 0 && fault.kind != first.kind))
            return (struct name_fault){0};
        first = i == 0 ? fault : first;
    }
    first.shared = !is_complete(name, &prefix) && !(prefix && prefix->coverage == VOCAB_COVERAGE_PRODUCT);
    if (first.shared && (first.kind == NAME_RETIRED || first.kind == NAME_GONE))
        first.kind = NAME_FINE;
    return first;
}

/* A name that the table has under no version: from before what was read, or a slip. */
static bool judge_renamed(str name, struct name_fault *fault) {
    struct vocab_renamings found = vocab_renamed_find(name);
    if (found.count != 1)
        return found.count > 0;
    const struct vocab_renaming *row = found.rows;
    struct name_fault named = {
        .product = (enum vocab_product)row->product, .version = row->version, .renaming = row, .part = found.part};
    const struct vocab_prefix *prefix;
    if (row->kind == VOCAB_RENAME_NEVER)
        named.kind = NAME_NEVER;
    else if (row->kind == VOCAB_RENAME_METER)
        named.kind = NAME_METER;
    else if ((row->kind == VOCAB_RENAME_RENAMED || row->kind == VOCAB_RENAME_REMOVED) && is_complete(name, &prefix) &&
             vocab_version_is_settled(named.product, row->version))
        named.kind = NAME_GONE;
    *fault = named;
    return true;
}

/* Three words and more in common with names of today: kube_pod_container_…. Names of node_exporter are also made by
 * scripts for its text files, and recorded without colons. */
static bool has_siblings(str name, const struct vocab_prefix *prefix) {
    size_t end = 0;
    for (int words = 0; words < 3; words++) {
        end += str_find_byte(str_slice(name, end, name.len), '_') + 1;
        if (end >= name.len)
            return false;
    }
    return prefix->products[0] != VOCAB_PRODUCT_NODE_EXPORTER && vocab_metric_begins(str_slice(name, 0, end));
}

enum { MOST_SEARCHES = 2000 };

struct name_fault metric_name_judge(struct metric_names *names, str name, struct vocab_metrics rows, str path) {
    const struct project *project = names->project;
    struct name_fault fault = {0};
    const struct vocab_prefix *prefix;
    if (!name.len || str_contains(name, STR(":")))
        return fault;
    if (rows.count)
        return judge_known(names, rows, name, path);
    if (rule_names_find(&project->records, name))
        return fault;
    if (judge_renamed(name, &fault) || !is_complete(name, &prefix) || prefix->exact || project->records.open)
        return fault;
    if (names->searches++ < MOST_SEARCHES)
        fault.nearest = vocab_metric_nearest(name);
    fault.product = (enum vocab_product)prefix->products[0];
    if (fault.nearest.metric || project->world.closed)
        fault.kind = NAME_UNKNOWN;
    else if (has_siblings(name, prefix))
        fault.kind = NAME_UNLISTED;
    return fault;
}

const struct vocab_renaming *metric_name_before(enum vocab_product product, enum vocab_rename kind, str name,
                                                enum vocab_part *part) {
    struct vocab_renamings all = vocab_renamed_all();
    for (*part = VOCAB_PART_WHOLE; *part <= VOCAB_PART_COUNT; (*part)++) {
        str suffix = vocab_part_suffix(*part);
        if (!str_ends_with(name, suffix))
            continue;
        str base = str_slice(name, 0, name.len - suffix.len);
        for (size_t i = 0; i < all.count; i++)
            if (all.rows[i].product == product && all.rows[i].kind == kind &&
                str_equal(vocab_text_str(all.rows[i].new_name), base))
                return &all.rows[i];
    }
    return NULL;
}
