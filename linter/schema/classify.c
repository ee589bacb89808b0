/* What a document is: a manifest by its kind, a rule file by its groups, Promtail's file by its blocks, values by the
 * file's name, the chart beside it, or their keys. What cannot be told is left to others.
 *
 * A document without a kind is looked at from the surest sign to the weakest; a name alone makes values only of a
 * mapping that is no manifest. */
#include "schema/resource.h"

#include "schema/shape.h"

static str file_name(str path) {
    size_t start = path.len;
    while (start > 0 && path.ptr[start - 1] != '/')
        start--;
    return str_slice(path, start, path.len);
}

static str folder_name(str path) {
    str name = file_name(path);
    if (name.len == path.len)
        return STR("");
    return file_name(str_slice(path, 0, path.len - name.len - 1));
}

static bool ends_with_one_of(str text, const char *const *endings) {
    for (size_t i = 0; endings[i]; i++)
        if (str_ends_with(text, str_of(endings[i])))
            return true;
    return false;
}

/* The name without .yaml, .yml or .json. */
static str stem_of(str name) {
    static const char *const endings[] = {".yaml", ".yml", ".json", NULL};
    for (size_t i = 0; endings[i]; i++)
        if (str_ends_with(name, str_of(endings[i])))
            return str_slice(name, 0, name.len - str_of(endings[i]).len);
    return name;
}

static bool has(const struct node *root, const char *key) {
    return node_member(root, str_of(key)) != NULL;
}

/* prometheus-operator's tools and people agree on this ending for nothing but rule files. */
static bool is_named_rules(str path) {
    static const char *const endings[] = {".rules", ".rules.yml", ".rules.yaml", ".rules.json", NULL};
    return ends_with_one_of(file_name(path), endings);
}

/* vmalert's rule files hold MetricsQL, LogsQL or Graphite; these keys of their groups are known to it alone
 * (VictoriaMetrics' documentation of vmalert, "Groups", 2026). */
static bool is_vmalert_group(const struct node *group) {
    static const char *const keys[] = {"concurrency",      "eval_alignment", "eval_delay", "eval_offset", "headers",
                                       "notifier_headers", "params",         "tenant",     "type"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (has(group, keys[i]))
            return true;
    return false;
}

static bool is_of_vmalert(const struct node *groups) {
    for (const struct node *group = groups->kind == NODE_SEQUENCE ? groups->children : NULL; group; group = group->next)
        if (group->kind == NODE_MAPPING && is_vmalert_group(group))
            return true;
    return false;
}

/* apiVersion: 1 stands at the root of what Grafana provisions. */
static bool is_rule_file(const struct node *root, str path) {
    if (root->kind == NODE_SEQUENCE)
        return is_named_rules(path) && node_member(root->children, STR("groups"));
    if (has(root, "apiVersion"))
        return false;
    const struct node *groups = node_member(root, STR("groups"));
    if (!groups)
        return is_named_rules(path);
    if (is_of_vmalert(groups))
        return false;
    if (shape_is_groups(groups))
        return true;
    bool grafana = groups->kind == NODE_SEQUENCE && node_member(groups->children, STR("orgId"));
    return is_named_rules(path) || (!grafana && str_contains(file_name(path), STR("rules")));
}

static bool is_promtail_file(const struct node *root) {
    bool clients = has(root, "clients") || has(root, "client");
    bool scrapes = has(root, "scrape_configs");
    return (clients && (scrapes || has(root, "positions") || has(root, "server"))) ||
           (scrapes && has(root, "positions"));
}

static bool is_named_values(str path) {
    str stem = stem_of(file_name(path));
    return str_equal(stem, STR("values")) || str_starts_with(stem, STR("values-")) ||
           str_starts_with(stem, STR("values.")) || str_starts_with(stem, STR("values_")) ||
           str_ends_with(stem, STR("-values")) || str_ends_with(stem, STR(".values")) ||
           str_ends_with(stem, STR("_values")) || str_equal(folder_name(path), STR("values")) ||
           str_equal(folder_name(path), STR("helm-values"));
}

/* The chart that the file's name speaks of: promtail-values.yaml, values-promtail.yaml, values/promtail.yaml. */
static const struct chart *chart_of_name(str path) {
    str stem = stem_of(file_name(path));
    if (str_ends_with(stem, STR("values")) && stem.len > STR("values").len)
        return chart_find(str_slice(stem, 0, stem.len - STR("-values").len));
    if (str_starts_with(stem, STR("values")) && stem.len > STR("values").len)
        return chart_find(str_slice(stem, STR("values-").len, stem.len));
    return chart_find(stem);
}

/* The chart beside the file settles it, whether we know it or not. Else keys outweigh a name that none of them bears
 * out: a file in a folder "prometheus" is often another chart's. */
static const struct chart *chart_of(const struct node *root, const struct file_hint *hint) {
    if (hint->chart)
        return chart_find(str_of(hint->chart));
    const struct chart *named = chart_of_name(hint->path);
    const struct chart *guessed = chart_guess(root);
    if (named && (!guessed || chart_score(named, root) > 0))
        return named;
    if (guessed)
        return guessed;
    const struct chart *folder = chart_find(folder_name(hint->path));
    return folder && chart_score(folder, root) > 0 ? folder : NULL;
}

static bool is_values(const struct node *root, const struct file_hint *hint) {
    if (has(root, "apiVersion") || str_equal(stem_of(file_name(hint->path)), STR("Chart")))
        return false;
    return is_named_values(hint->path) || chart_guess(root) != NULL;
}

static bool set_resource(struct document *document, const struct resource *resource) {
    document->resource = resource;
    if (resource)
        document->reader = resource->reader;
    return resource != NULL;
}

static void read_names(struct document *document, const struct node *root) {
    const struct node *metadata = node_member(root, STR("metadata"));
    document->root = root;
    document->resource = NULL;
    document->reader = READER_API_SERVER;
    document->chart = NULL;
    document->api_version = node_value(node_member(root, STR("apiVersion")));
    document->kind = node_value(node_member(root, STR("kind")));
    document->namespace = node_value(node_member(metadata, STR("namespace")));
    document->name = node_value(node_member(metadata, STR("name")));
}

static bool set_values(struct document *document, const struct node *root, const struct file_hint *hint) {
    const struct chart *chart = chart_of(root, hint);
    document->chart = chart ? chart->name : hint->chart;
    return set_resource(document, &values_resource);
}

/* A kind alone is common elsewhere, in values too. */
static bool is_manifest(const struct document *document, const struct file_hint *hint) {
    if (document->kind.len == 0 || document->api_version.len > 0)
        return document->kind.len > 0;
    return !is_named_values(hint->path) && (has(document->root, "spec") || has(document->root, "metadata"));
}

bool document_classify(struct document *document, const struct node *root, const struct file_hint *hint) {
    read_names(document, root);
    if (!root || root->kind == NODE_SCALAR)
        return false;
    if (is_manifest(document, hint))
        return set_resource(document, resource_find(document->api_version, document->kind));
    if (is_rule_file(root, hint->path))
        return set_resource(document, &rule_file_resource);
    if (root->kind == NODE_SEQUENCE)
        return false;
    if (is_promtail_file(root))
        return set_resource(document, &promtail_file_resource);
    return !hint->chart_template && is_values(root, hint) && set_values(document, root, hint);
}

const struct field *document_root_field(const struct document *document) {
    if (document->resource != &values_resource)
        return document->resource ? document->resource->row : NULL;
    const struct chart *chart = document->chart ? chart_find(str_of(document->chart)) : NULL;
    return chart ? chart->root : values_resource.row;
}

const char *values_chart(const struct document *document, const struct node *section) {
    if (section->role == ROLE_VALUES)
        return document->chart;
    return section->role == ROLE_VALUES_CHART && section->field ? section->field->table->name : NULL;
}
