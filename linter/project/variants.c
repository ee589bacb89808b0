/* Which files tell of the same thing: overlays, environments, copies.
 *
 * A path's family is the path with the parts blanked that tell variants apart: the folder below overlays/ and its
 * kin, folders and file endings named like an environment. */
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
        if (str_equal_fold(list[i], word))
            return true;
    return false;
}

static bool is_environment(str word) {
    return is_in(environments, sizeof environments / sizeof *environments, word);
}

/* "values-prod.yaml" without its environment: "values.yaml". */
static str file_family(struct arena *arena, str file) {
    size_t dot = str_find_byte(file, '.');
    str stem = str_slice(file, 0, dot), rest = str_slice(file, dot, file.len);
    for (size_t at = 0; at < stem.len; at++)
        if ((stem.ptr[at] == '-' || stem.ptr[at] == '_') && is_environment(str_slice(stem, at + 1, stem.len)))
            return arena_format(arena, "%.*s%.*s", (int)at, stem.ptr, STR_ARG(rest));
    str ending = str_slice(rest, 1, rest.len);
    str word = str_split(&ending, '.');
    if (ending.ptr && is_environment(word))
        return arena_format(arena, "%.*s.%.*s", STR_ARG(stem), STR_ARG(ending));
    return file;
}

str path_family(struct arena *arena, str path) {
    str family = {"", 0}, rest = path;
    bool held = false;
    while (rest.ptr) {
        str part = str_split(&rest, '/');
        bool last = rest.ptr == NULL;
        bool variant = !last && (held || is_environment(part));
        held = is_in(holders, sizeof holders / sizeof *holders, part);
        str shown = variant ? STR("*") : last ? file_family(arena, part) : part;
        family = arena_format(arena, "%.*s/%.*s", STR_ARG(family), STR_ARG(shown));
    }
    return family;
}

bool objects_are_variants(const struct object_fact *a, const struct object_fact *b) {
    return str_equal(a->kind.text, b->kind.text) && str_equal(a->namespace.text, b->namespace.text) &&
           str_equal(a->name.text, b->name.text);
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
