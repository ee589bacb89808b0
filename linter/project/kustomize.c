/* Which files a kustomization reaches: those it lists, folders with what their own kustomizations list, and so on.
 *
 * Each kustomization walks what it takes in with a stack of its own and leaves its marks on paths; a file is touched
 * if it, or a folder above it, carries a mark. */
#include "project/kustomize.h"

#include <ctype.h>

enum { MOST_STEPS = 200000, DEEPEST = 64, MOST_KEYS = 64 };

/* What all kustomizations together do to what lies at a path. */
struct touch {
    bool any_labels, any_limits, namespace, ports;
    VEC(str) keys;
    const struct kustomization_fact *last; /* that left a mark here */
};

struct kustomize {
    struct map by_folder; /* folder -> struct kustomization_fact of a kustomization.yaml there */
    struct map touched;   /* path -> struct touch */
    struct map from_root; /* path that Flux names -> struct touch */
    struct map patches;   /* path of a patch -> its kustomization */
    struct map patched;   /* kind and name of an object that a patch is for -> struct touch */
    bool gave_up;
};

/* folder/relative with "." and ".." taken away; ptr NULL if it leads out of everything or to a URL. */
static str path_join(struct arena *arena, str folder, str relative) {
    if (str_contains(relative, STR("://")) || str_starts_with(relative, STR("git@")))
        return (str){NULL, 0};
    str rest = arena_format(arena, "%.*s/%.*s", STR_ARG(folder), STR_ARG(relative));
    str parts[DEEPEST];
    size_t count = 0;
    while (rest.ptr) {
        str part = str_split(&rest, '/');
        if (part.len == 0 || str_equal(part, STR(".")))
            continue;
        bool up = str_equal(part, STR("..")) && count > 0 && !str_equal(parts[count - 1], STR(".."));
        if (up)
            count--;
        else if (count < DEEPEST)
            parts[count++] = part;
    }
    str path = {"", 0};
    for (size_t i = 0; i < count; i++)
        path =
            arena_format(arena, "%.*s%s%.*s", STR_ARG(path), i || folder.ptr[0] == '/' ? "/" : "", STR_ARG(parts[i]));
    return path;
}

static struct touch *touch_at(struct arena *arena, struct map *map, str path) {
    struct touch *touch = map_get(map, path);
    if (!touch) {
        touch = arena_new(arena, struct touch);
        map_put(arena, map, path, touch);
    }
    return touch;
}

/* Beyond a bound of labels any may be set. */
static void add_key(struct arena *arena, struct touch *touch, str key) {
    for (size_t i = 0; i < touch->keys.len; i++)
        if (str_equal(touch->keys.at[i], key))
            return;
    if (touch->keys.len == MOST_KEYS)
        touch->any_labels = true;
    else
        vec_push(arena, &touch->keys, key);
}

static void mark(struct arena *arena, struct touch *touch, const struct kustomization_fact *fact) {
    touch->any_labels |= fact->any_labels || fact->label_count > MOST_KEYS;
    touch->any_limits |= fact->any_limits;
    touch->namespace |= fact->namespace;
    touch->last = fact;
    for (size_t i = 0; i < fact->label_count && !touch->any_labels; i++)
        add_key(arena, touch, fact->label_keys[i]);
}

static bool changes_anything(const struct kustomization_fact *fact) {
    return fact->any_labels || fact->any_limits || fact->namespace || fact->label_count;
}

static void follow(struct arena *arena, struct kustomize *kustomize, const struct kustomization_fact *fact,
                   size_t *steps) {
    VEC(const struct kustomization_fact *) stack = {0};
    struct map *map = fact->from_root ? &kustomize->from_root : &kustomize->touched;
    vec_push(arena, &stack, fact);
    while (stack.len && !kustomize->gave_up) {
        const struct kustomization_fact *from = stack.at[--stack.len];
        for (size_t i = 0; i < from->path_count; i++) {
            str path = path_join(arena, from->folder.ptr ? from->folder : STR(""), from->paths[i]);
            struct touch *touch = path.ptr ? touch_at(arena, map, path) : NULL;
            kustomize->gave_up |= ++*steps > MOST_STEPS;
            if (!touch || touch->last == fact)
                continue;
            mark(arena, touch, fact);
            const struct kustomization_fact *next = map_get(&kustomize->by_folder, path);
            if (next)
                vec_push(arena, &stack, next);
        }
    }
}

static void file_patches(struct arena *arena, struct kustomize *kustomize, const struct kustomization_fact *fact) {
    for (size_t i = 0; i < fact->patch_count; i++) {
        str path = path_join(arena, fact->folder, fact->patches[i]);
        if (path.ptr)
            map_put(arena, &kustomize->patches, path, (void *)fact);
    }
}

static str object_key(struct arena *arena, const struct object_fact *object) {
    return label_key(arena, object->kind.text, object->name.text);
}

/* What a patch holds is set on the object that it names. NULL: the object is no patch. */
static struct touch *touch_of_patch(const struct project *project, struct kustomize *kustomize,
                                    const struct object_fact *object) {
    if (!map_get(&kustomize->patches, object->where.source->path))
        return NULL;
    return touch_at(project->arena, &kustomize->patched, object_key(project->arena, object));
}

static void take_labels(struct arena *arena, struct touch *touch, const struct labels_fact *labels) {
    touch->any_labels |= labels->open;
    for (size_t i = 0; i < labels->len; i++)
        add_key(arena, touch, labels->at[i].name.text);
}

static void take_patches(const struct project *project, struct kustomize *kustomize) {
    struct arena *arena = project->arena;
    struct touch *touch;
    for (size_t i = 0; i < project->objects.len; i++)
        if ((touch = touch_of_patch(project, kustomize, project->objects.at[i])))
            take_labels(arena, touch, &project->objects.at[i]->labels);
    for (size_t i = 0; i < project->services.len; i++)
        if ((touch = touch_of_patch(project, kustomize, &project->services.at[i]->object)))
            touch->ports |= project->services.at[i]->port_count > 0;
    for (size_t i = 0; i < project->workloads.len; i++) {
        const struct workload_fact *workload = project->workloads.at[i];
        if (!(touch = touch_of_patch(project, kustomize, &workload->object)))
            continue;
        take_labels(arena, touch, &workload->pod_labels);
        touch->ports |= workload->container_count > 0;
    }
}

bool kustomize_is_patch(const struct project *project, const struct object_fact *object) {
    return map_get(&project->kustomize->patches, object->where.source->path) != NULL;
}

static bool is_word_end(str text, size_t at) {
    return at >= text.len || !isalnum((unsigned char)text.ptr[at]);
}

/* "patch" or "patches" as a word of the file's name, or as the name of its folder. */
static bool is_named_patch(str path) {
    str rest = path, folder = {"", 0}, name = {"", 0};
    while (rest.ptr) {
        folder = name;
        name = str_split(&rest, '/');
    }
    size_t at = str_find(name, STR("patch"));
    bool begins = at < name.len && (at == 0 || !isalnum((unsigned char)name.ptr[at - 1]));
    return str_equal(folder, STR("patches")) ||
           (begins && (is_word_end(name, at + STR("patch").len) || is_word_end(name, at + STR("patches").len)));
}

bool kustomize_is_patch_file(const struct project *project, str path) {
    return is_named_patch(path) || map_get(&project->kustomize->patches, path) != NULL;
}

const struct kustomize *kustomize_index(struct project *project) {
    struct kustomize *kustomize = arena_new(project->arena, struct kustomize);
    size_t steps = 0;
    for (size_t i = 0; i < project->kustomizations.len; i++) {
        const struct kustomization_fact *fact = project->kustomizations.at[i];
        if (fact->from_root)
            continue;
        map_put(project->arena, &kustomize->by_folder, fact->folder, (void *)fact);
        file_patches(project->arena, kustomize, fact);
    }
    if (kustomize->patches.len)
        take_patches(project, kustomize);
    for (size_t i = 0; i < project->kustomizations.len; i++)
        if (changes_anything(project->kustomizations.at[i]))
            follow(project->arena, kustomize, project->kustomizations.at[i], &steps);
    return kustomize;
}

/* `arena` takes the labels; NULL: they are not asked for. */
static void merge(struct arena *arena, struct touch *sum, const struct touch *touch) {
    if (!touch)
        return;
    sum->any_labels |= touch->any_labels;
    sum->any_limits |= touch->any_limits;
    sum->namespace |= touch->namespace;
    for (size_t i = 0; arena && i < touch->keys.len; i++)
        add_key(arena, sum, touch->keys.at[i]);
}

/* The root that Flux's paths start from may be any folder on the way to the file. */
static void merge_from_root(const struct kustomize *kustomize, struct arena *arena, struct touch *sum, str path) {
    for (size_t start = 0; start < path.len; start++)
        for (size_t end = start; (start == 0 || path.ptr[start - 1] == '/') && end < path.len; end++)
            if (path.ptr[end] == '/')
                merge(arena, sum, map_get(&kustomize->from_root, str_slice(path, start, end)));
}

static size_t depth_of(str path) {
    size_t depth = 0;
    for (size_t i = 0; i < path.len; i++)
        depth += path.ptr[i] == '/';
    return depth;
}

static struct touch touch_of(const struct kustomize *kustomize, struct arena *arena, str path) {
    bool unknown = kustomize->gave_up || depth_of(path) > DEEPEST;
    struct touch sum = {.any_labels = unknown, .any_limits = unknown, .namespace = unknown};
    if (unknown)
        return sum;
    if (kustomize->touched.len) {
        merge(arena, &sum, map_get(&kustomize->touched, path));
        for (size_t end = 0; end < path.len; end++)
            if (path.ptr[end] == '/')
                merge(arena, &sum, map_get(&kustomize->touched, str_slice(path, 0, end)));
    }
    if (kustomize->from_root.len)
        merge_from_root(kustomize, arena, &sum, path);
    return sum;
}

static struct label_pair set_label(str key) {
    return (struct label_pair){.name = {.text = key}, .value = {.text = {"", 0}, .opaque = true}};
}

struct labels_fact kustomize_labels(const struct project *project, const struct object_fact *object,
                                    const struct labels_fact *labels) {
    struct labels_fact result = *labels;
    struct touch touch = touch_of(project->kustomize, project->arena, object->where.source->path);
    if (project->kustomize->patched.len)
        merge(project->arena, &touch, map_get(&project->kustomize->patched, object_key(project->arena, object)));
    result.open |= touch.any_labels;
    if (touch.keys.len == 0)
        return result;
    struct label_pair *at = arena_array(project->arena, struct label_pair, touch.keys.len + labels->len);
    for (size_t i = 0; i < touch.keys.len; i++)
        at[i] = set_label(touch.keys.at[i]);
    for (size_t i = 0; i < labels->len; i++)
        at[touch.keys.len + i] = labels->at[i];
    result.at = at;
    result.len = touch.keys.len + labels->len;
    return result;
}

bool kustomize_patches_ports(const struct project *project, const struct object_fact *object) {
    const struct map *patched = &project->kustomize->patched;
    const struct touch *touch = patched->len ? map_get(patched, object_key(project->arena, object)) : NULL;
    return touch && touch->ports;
}

str kustomize_namespace(const struct project *project, const struct object_fact *object) {
    const struct text_fact *namespace = &object->namespace;
    if (namespace->text.len == 0 || text_is_unknown(namespace) ||
        touch_of(project->kustomize, NULL, object->where.source->path).namespace)
        return STR("");
    return namespace->text;
}

bool kustomize_may_set_limits(const struct project *project, const struct object_fact *object) {
    return kustomize_is_patch(project, object) ||
           touch_of(project->kustomize, NULL, object->where.source->path).any_limits;
}
