/* Which files tell of the same thing: overlays, environments, copies.
 *
 * A path's family is the path with the parts blanked that tell variants apart: the folder below overlays/ and its
 * kin, folders and file endings named like an environment. */
#include <string.h>

#include "project/project.h"

static const str holders[] = {{"overlays", 8}, {"environments", 12}, {"envs", 4},    {"env", 3},
                              {"clusters", 8}, {"stages", 6},        {"regions", 7}, {"tenants", 7}};

static const str environments[] = {{"dev", 3},     {"development", 11}, {"staging", 7}, {"stage", 5},
                                   {"prod", 4},    {"production", 10},  {"qa", 2},      {"test", 4},
                                   {"testing", 7}, {"uat", 3},          {"local", 5},   {"preprod", 7},
                                   {"sandbox", 7}, {"base", 4},         {"default", 7}, {"integration", 11},
                                   {"canary", 6},  {"minikube", 8},     {"kind", 4}};

static bool is_in(const str *list, size_t count, str word) {
    for (size_t i = 0; i < count; i++)
        if (list[i].len == word.len && str_equal_fold(list[i], word))
            return true;
    return false;
}

static bool is_environment(str word) {
    return is_in(environments, sizeof environments / sizeof *environments, word);
}

static char *put(char *end, str text) {
    if (text.len)
        memcpy(end, text.ptr, text.len);
    return end + text.len;
}

/* "values-prod.yaml" without its environment: "values.yaml". */
static char *put_file(char *end, str file) {
    size_t dot = str_find_byte(file, '.');
    str stem = str_slice(file, 0, dot), rest = str_slice(file, dot, file.len);
    for (size_t at = 0; at < stem.len; at++)
        if ((stem.ptr[at] == '-' || stem.ptr[at] == '_') && is_environment(str_slice(stem, at + 1, stem.len)))
            return put(put(end, str_slice(stem, 0, at)), rest);
    str ending = str_slice(rest, 1, rest.len);
    str word = str_split(&ending, '.');
    if (ending.ptr && is_environment(word))
        return put(put(put(end, stem), STR(".")), ending);
    return put(end, file);
}

/* Every part gets a slash before it, and none grows but to a star. */
str path_family(struct arena *arena, str path) {
    char *family = arena_alloc(arena, 2 * path.len + 2), *end = family;
    str rest = path;
    bool held = false;
    while (rest.ptr) {
        str part = str_split(&rest, '/');
        bool last = rest.ptr == NULL;
        bool variant = !last && (held || is_environment(part));
        held = is_in(holders, sizeof holders / sizeof *holders, part);
        *end++ = '/';
        end = variant ? put(end, STR("*")) : last ? put_file(end, part) : put(end, part);
    }
    return (str){family, (size_t)(end - family)};
}

bool objects_are_variants(const struct object_fact *a, const struct object_fact *b) {
    return str_equal(a->kind.text, b->kind.text) && str_equal(a->namespace.text, b->namespace.text) &&
           str_equal(a->name.text, b->name.text);
}

/* Folders whose content nobody deploys together: what lies in one of their folders belongs only to that folder. */
static const str showcases[] = {{"example", 7}, {"examples", 8}, {"sample", 6},   {"samples", 7}, {"test", 4},
                                {"tests", 5},   {"testdata", 8}, {"fixtures", 8}, {"e2e", 3},     {"docs", 4},
                                {"doc", 3},     {"hack", 4},     {"demo", 4}};

static str folder_of(str path) {
    size_t end = path.len;
    while (end > 0 && path.ptr[end - 1] != '/')
        end--;
    return str_slice(path, 0, end);
}

static bool is_showcase(str folder) {
    bool held = false;
    for (str rest = folder; rest.ptr;) {
        str part = str_split(&rest, '/');
        if (!held && is_in(showcases, sizeof showcases / sizeof *showcases, part))
            return true;
        held = is_in(holders, sizeof holders / sizeof *holders, part);
    }
    return false;
}

/* The folder below the first of the holders on the path, "prod" of deploy/overlays/prod/; empty if none. */
static str environment_of(str folder) {
    bool held = false;
    for (str rest = folder; rest.ptr;) {
        str part = str_split(&rest, '/');
        if (held && part.len)
            return part;
        held = is_in(holders, sizeof holders / sizeof *holders, part);
    }
    return STR("");
}

void common_folder(str *common, str path) {
    str folder = folder_of(path);
    size_t len = 0, end = 0;
    for (; common->ptr && len < folder.len && len < common->len && folder.ptr[len] == common->ptr[len]; len++)
        if (folder.ptr[len] == '/')
            end = len + 1;
    *common = common->ptr ? str_slice(*common, 0, end) : folder;
}

/* True if the two part right below a folder that holds environments. */
static bool part_below_holder(str a, str b) {
    str parent = {"", 0};
    while (a.ptr && b.ptr) {
        str left = str_split(&a, '/'), right = str_split(&b, '/');
        if (!str_equal(left, right))
            return a.ptr && b.ptr && is_in(holders, sizeof holders / sizeof *holders, parent);
        parent = left;
    }
    return false;
}

bool paths_may_meet(const struct project *project, str a, str b) {
    str left = str_slice(folder_of(a), project->common.len, a.len);
    str right = str_slice(folder_of(b), project->common.len, b.len);
    if ((is_showcase(left) || is_showcase(right)) && !str_equal(left, right))
        return false;
    if (part_below_holder(a, b))
        return false;
    left = environment_of(left);
    right = environment_of(right);
    return left.len == 0 || right.len == 0 || str_equal(left, right);
}

static str variant_name(struct arena *arena, const struct object_fact *object) {
    return arena_format(arena, "%.*s/%.*s/%.*s", STR_ARG(object->kind.text), STR_ARG(object->namespace.text),
                        STR_ARG(object->name.text));
}

static str variant_path(struct arena *arena, const struct object_fact *object) {
    return arena_format(arena, "%.*s/%.*s%.*s", STR_ARG(object->kind.text), STR_ARG(object->name.text),
                        STR_ARG(path_family(arena, object->where.source->path)));
}

void variants_note(struct variants *variants, struct arena *arena, const struct object_fact *object) {
    map_put(arena, &variants->by_name, variant_name(arena, object), (void *)object);
    map_put(arena, &variants->by_path, variant_path(arena, object), (void *)object);
}

bool variants_hold(const struct variants *variants, struct arena *arena, const struct object_fact *object) {
    return map_get(&variants->by_name, variant_name(arena, object)) ||
           map_get(&variants->by_path, variant_path(arena, object));
}
