/* Files that say how others are deployed: kustomization.yaml, Chart.yaml, and Flux's Kustomization. */
#include "project/collect.h"
#include "schema/bind.h"

typedef VEC(str) str_vec;

static str folder_of(str path) {
    size_t end = path.len;
    while (end > 0 && path.ptr[end - 1] != '/')
        end--;
    return str_slice(path, 0, end > 0 ? end - 1 : 0);
}

static str file_of(str path) {
    size_t start = folder_of(path).len;
    return str_slice(path, start > 0 ? start + 1 : 0, path.len);
}

static void add_paths(struct facts *facts, const struct node *root, const char *key, str_vec *paths) {
    const struct node *list = node_member(root, str_of(key));
    if (!list || list->kind != NODE_SEQUENCE)
        return;
    for (const struct node *item = list->children; item; item = item->next)
        if (node_value(item).len)
            vec_push(facts->arena, paths, arena_copy(facts->arena, node_value(item)));
}

static void add_keys(struct facts *facts, const struct node *pairs, str_vec *keys) {
    if (!pairs || pairs->kind != NODE_MAPPING)
        return;
    for (const struct node *pair = pairs->children; pair; pair = pair->next)
        vec_push(facts->arena, keys, arena_copy(facts->arena, node_key(pair)));
}

/* labels: [{pairs: {…}}] */
static void add_pairs(struct facts *facts, const struct node *labels, str_vec *keys) {
    if (!labels || labels->kind != NODE_SEQUENCE)
        return;
    for (const struct node *item = labels->children; item; item = item->next)
        if (item->kind == NODE_MAPPING)
            add_keys(facts, node_member(item, STR("pairs")), keys);
}

static const char *const of_labels[] = {"labels", "selector", "ports", "namespace", NULL};
static const char *const of_limits[] = {"limits", "resources", "cpu", "memory", "maxReplicas", NULL};

/* Whether a patch holds one of the words. */
static bool may_patch(const struct node *entry, const char *const *telling) {
    if (entry->kind != NODE_MAPPING)
        return false;
    str patch = node_value(node_member(entry, STR("patch")));
    for (size_t i = 0; telling[i]; i++)
        if (str_contains(patch, str_of(telling[i])))
            return true;
    /* A list of operations in a file of its own: the file names no object, so nobody looks into it. */
    return node_member(entry, STR("target")) && node_member(entry, STR("path"));
}

static bool patches(const struct node *root, const char *const *telling) {
    static const char *const lists[] = {"patches", "patchesJson6902"};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        const struct node *list = node_member(root, str_of(lists[i]));
        for (const struct node *entry = list && list->kind == NODE_SEQUENCE ? list->children : NULL; entry;
             entry = entry->next)
            if (may_patch(entry, telling))
                return true;
    }
    return node_member(root, STR("transformers")) || node_member(root, STR("components")) ||
           node_member(root, STR("replacements"));
}

/* Files that are merged into objects of others: they hold parts of objects. */
static void add_patch_files(struct facts *facts, const struct node *root, str_vec *paths) {
    const struct node *list = node_member(root, STR("patches"));
    add_paths(facts, root, "patchesStrategicMerge", paths);
    for (const struct node *entry = list && list->kind == NODE_SEQUENCE ? list->children : NULL; entry;
         entry = entry->next) {
        const struct node *path = entry->kind == NODE_MAPPING ? node_member(entry, STR("path")) : NULL;
        if (node_value(path).len)
            vec_push(facts->arena, paths, arena_copy(facts->arena, node_value(path)));
    }
}

static void push(struct facts *facts, struct kustomization_fact fact, const str_vec *paths, const str_vec *keys) {
    fact.paths = paths->at;
    fact.path_count = paths->len;
    fact.label_keys = keys->at;
    fact.label_count = keys->len;
    vec_push(facts->arena, &facts->kustomizations, fact);
}

static void collect_kustomization(struct facts *facts, const struct node *root, str folder) {
    static const char *const lists[] = {"resources", "bases", "components"};
    str_vec paths = {0}, keys = {0}, files = {0};
    struct kustomization_fact fact = {.folder = folder,
                                      .any_labels = patches(root, of_labels),
                                      .any_limits = patches(root, of_limits),
                                      .namespace = node_value(node_member(root, STR("namespace"))).len > 0};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        add_paths(facts, root, lists[i], &paths);
    add_keys(facts, node_member(root, STR("commonLabels")), &keys);
    add_pairs(facts, node_member(root, STR("labels")), &keys);
    add_patch_files(facts, root, &files);
    fact.patches = files.at;
    fact.patch_count = files.len;
    push(facts, fact, &paths, &keys);
}

static void collect_flux(struct facts *facts, const struct node *root) {
    const struct node *spec = node_member(root, STR("spec"));
    str_vec paths = {0}, keys = {0};
    if (!spec || spec->kind != NODE_MAPPING)
        return;
    struct kustomization_fact fact = {.from_root = true,
                                      .any_labels = patches(spec, of_labels),
                                      .any_limits = patches(spec, of_limits),
                                      .namespace = node_value(node_member(spec, STR("targetNamespace"))).len > 0};
    str path = node_value(node_member(spec, STR("path")));
    if (path.len)
        vec_push(facts->arena, &paths, arena_copy(facts->arena, path));
    add_keys(facts, node_at(spec, "commonMetadata.labels"), &keys);
    push(facts, fact, &paths, &keys);
}

void collect_deployment(struct facts *facts, const struct node *root) {
    str path = root->tree->source->path, file = file_of(path);
    str api_version = node_value(node_member(root, STR("apiVersion")));
    if (str_equal(file, STR("kustomization.yaml")) || str_equal(file, STR("kustomization.yml")))
        collect_kustomization(facts, root, arena_copy(facts->arena, folder_of(path)));
    else if (str_starts_with(api_version, STR("kustomize.toolkit.fluxcd.io/")))
        collect_flux(facts, root);
    else if (str_equal(file, STR("Chart.yaml")))
        vec_push(facts->arena, &facts->charts, (struct chart_fact){arena_copy(facts->arena, folder_of(path))});
}
