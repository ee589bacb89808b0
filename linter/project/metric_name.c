/* Rows of several products under one name must all be out of the question; so must all installed versions. */
#include "project/metric_name.h"

static bool selects_label(const struct project *project, str key, str value) {
    for (size_t i = 0; i < project->monitors.len; i++) {
        const struct selector_fact *selector = &project->monitors.at[i]->selector;
        for (size_t k = 0; k < selector->len; k++) {
            const struct requirement *requirement = &selector->at[k];
            if (requirement->operator== SELECTOR_IN && requirement->value_count == 1 &&
                str_equal(requirement->key.text, key) &&
                str_equal(requirement->values[0].text, value))
                return true;
        }
    }
    return false;
}

/* The chart may make a monitor itself. */
static bool has_own_monitor(const struct project *project, const struct install_fact *install) {
    for (size_t i = 0; i < project->fragments.len; i++) {
        const struct fragment_fact *fragment = project->fragments.at[i];
        if (fragment->where.source == install->at.source && !str_equal(fragment->enabled.text, STR("false")))
            return true;
    }
    return false;
}

static bool is_selected(const struct project *project, const struct install_fact *install) {
    str product = vocab_product_name(install->install.product);
    return install->install.label.len && selects_label(project, install->install.label, product);
}

/* Where two charts bring the same product, and the monitors of the set select the labels of one only, the other one is
 * not measured. */
static bool is_measured(const struct project *project, const struct install_fact *install) {
    if (!install->install.label.len || is_selected(project, install) || has_own_monitor(project, install))
        return true;
    for (size_t i = 0; i < project->installs.len; i++) {
        const struct install_fact *other = project->installs.at[i];
        if (other->install.product == install->install.product && is_selected(project, other))
            return false;
    }
    return true;
}

/* Whether every installed version lacks the row's metric; *known: one is installed. */
static enum vocab_lack lack_of(const struct project *project, const struct vocab_metric *row, str path,
                               const struct install_fact **by, bool *known) {
    enum vocab_lack lack = VOCAB_HAS;
    *known = false;
    for (size_t i = 0; i < project->installs.len; i++) {
        const struct install_fact *install = project->installs.at[i];
        if (install->install.product != row->product || !paths_may_meet(project, install->at.source->path, path) ||
            !is_measured(project, install))
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

/* A row without an installed version that says more. */
static enum name_fault_kind age_of(const struct vocab_metric *row, const struct vocab_renaming *renaming, str path) {
    if (row->until == VOCAB_VERSION_UNKNOWN || row->until == VOCAB_VERSION_NEXT || path_names(path, row->until))
        return NAME_FINE;
    vocab_version first = renaming ? renaming->version : (vocab_version)(row->until + 1);
    if (renaming && vocab_version_is_settled((enum vocab_product)row->product, first))
        return NAME_GONE;
    return renaming ? NAME_RETIRED : NAME_FINE;
}

static struct name_fault judge_row(const struct project *project, const struct vocab_metric *row, str name, str path) {
    struct name_fault fault = {.product = (enum vocab_product)row->product};
    bool known;
    enum vocab_lack lack = lack_of(project, row, path, &fault.install, &known);
    fault.renaming = renaming_of(name, fault.product, &fault.part);
    if (known) {
        fault.kind = lack == VOCAB_LACKS_YET ? NAME_LACKS_YET : lack == VOCAB_LACKS_NOW ? NAME_LACKS_NOW : NAME_FINE;
        fault.version = lack == VOCAB_LACKS_YET ? row->since : (vocab_version)(row->until + 1);
    } else {
        fault.kind = age_of(row, fault.renaming, path);
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

static struct name_fault judge_known(const struct project *project, struct vocab_metrics found, str name, str path) {
    struct name_fault first = {0};
    const struct vocab_prefix *prefix;
    if (found.pattern)
        return first;
    for (size_t i = 0; i < found.count; i++) {
        struct name_fault fault = judge_row(project, &found.rows[i], name, path);
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

struct name_fault metric_name_judge(const struct project *project, str name, str path) {
    struct name_fault fault = {0};
    const struct vocab_prefix *prefix;
    if (!name.len || str_contains(name, STR(":")) || rule_names_find(&project->records, name))
        return fault;
    struct vocab_metrics found = vocab_metric_find(name);
    if (found.count)
        return judge_known(project, found, name, path);
    if (judge_renamed(name, &fault) || !is_complete(name, &prefix) || prefix->exact || project->records.open)
        return fault;
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
