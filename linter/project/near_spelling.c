/* Guesses by spelling: a Service called like the value that is asked for, a value one edit away.
 *
 * Two words one edit apart have a word in common when a byte is taken away from either: values are filed under all
 * those words, and a look-up costs as many steps as the value has bytes. */
#include "project/near_internal.h"
#include "text/suggest.h"

enum { LONGEST_VALUE = 63 }; /* of a label: Kubernetes 1.34 */

static bool same_folder(const struct source *a, const struct source *b) {
    size_t end = a->path.len;
    while (end > 0 && a->path.ptr[end - 1] != '/')
        end--;
    bool below = str_starts_with(b->path, str_slice(a->path, 0, end));
    return below && str_find_byte(str_slice(b->path, end, b->path.len), '/') == b->path.len - end;
}

/* A guess by spelling needs a place that fits: the same namespace, or a file of the same folder. */
static bool is_at_hand(const struct near_search *search, const struct target *target) {
    enum scope_fit fit = scope_fits(&search->scope, target);
    return (fit == FIT_INSIDE && !search->scope.anywhere) ||
           (fit != FIT_OUTSIDE && same_folder(search->monitor->object.where.source, target->object->where.source));
}

/* ---- By name ---- */

/* The last part of a longer name ("payments-api") says too little if it is a short word. */
static bool names_enough(str value, str name) {
    return value_is_telling(value) || str_starts_with(name, value) || str_starts_with(value, name);
}

static void offer_name(struct near_search *search, const struct target *target, const struct requirement *requirement) {
    if (requirement_match(requirement, &target->labels) == MATCH_NO &&
        names_enough(requirement->values[0].text, target->object->name.text) && is_at_hand(search, target) &&
        near_others_agree(search, requirement, &target->labels))
        near_offer(search,
                   (struct near){NEAR_NAME, target, requirement, labels_find(&target->labels, requirement->key.text)});
}

/* secret-service also finds csm-secret-service and secret-service-metrics; a word as short as "api" finds only itself
 * and its kin. */
void near_look_by_name(struct near_search *search, const struct requirement *requirement) {
    static const char *const endings[] = {"", "-service", "-svc", "-metrics", "-headless"};
    str value = requirement->values[0].text;
    if (search->monitor->pods || value.len < 3)
        return;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        str name = arena_format(search->arena, "%.*s%s", STR_ARG(value), endings[i]);
        near_each(search, BUCKET_NAME, STR(""), name, offer_name, requirement);
        if (i > 0 && str_ends_with(value, str_of(endings[i])))
            near_each(search, BUCKET_NAME, STR(""), str_slice(value, 0, value.len - str_of(endings[i]).len), offer_name,
                      requirement);
    }
}

/* ---- By value ---- */

static str entry_key(struct arena *arena, bool pods, str key, str word) {
    return arena_format(arena, "%c%.*s%c%.*s", pods ? 'p' : 's', STR_ARG(key), '\0', STR_ARG(word));
}

static str without(struct arena *arena, str word, size_t at) {
    return arena_format(arena, "%.*s%.*s", (int)at, word.ptr, (int)(word.len - at - 1), word.ptr + at + 1);
}

static void file_word(struct near_search *search, const struct target *target, str key, str word) {
    str name = entry_key(search->arena, target->workload != NULL, key, word);
    struct target_list *list = map_get(&search->values->lists, name);
    if (!list) {
        list = arena_new(search->arena, struct target_list);
        map_put(search->arena, &search->values->lists, name, list);
    }
    vec_push(search->arena, &list->targets, target);
}

static void file_values(struct near_search *search, const struct target *target) {
    for (size_t i = 0; i < target->labels.len; i++) {
        str key = target->labels.at[i].name.text, value = target->labels.at[i].value.text;
        if (!label_is_naming(key) || value.len > LONGEST_VALUE || text_is_unknown(&target->labels.at[i].value))
            continue;
        file_word(search, target, key, value);
        for (size_t at = 0; at < value.len; at++)
            file_word(search, target, key, without(search->arena, value, at));
    }
}

static void build(struct near_search *search) {
    const struct wiring *wiring = search->project->wiring;
    search->values->built = true;
    for (size_t i = 0; i < wiring->services.len; i++)
        file_values(search, &wiring->services.at[i]);
    for (size_t i = 0; i < wiring->pods.len; i++)
        file_values(search, &wiring->pods.at[i]);
}

static size_t common_prefix(str a, str b) {
    size_t len = 0;
    while (len < a.len && len < b.len && a.ptr[len] == b.ptr[len])
        len++;
    return len;
}

/* web-1 and web-2, shard-a and shard-b are two things, not one misspelt: a word that differs only in its one last
 * letter or in a digit. */
static bool counts_up(str a, str b) {
    size_t at = common_prefix(a, b);
    bool digit =
        (at < a.len && a.ptr[at] >= '0' && a.ptr[at] <= '9') || (at < b.len && b.ptr[at] >= '0' && b.ptr[at] <= '9');
    bool lone = at > 0 && (a.ptr[at - 1] == '-' || a.ptr[at - 1] == '.') && at + 1 >= a.len && at + 1 >= b.len;
    return digit || lone;
}

static void offer_value(struct near_search *search, const struct target *target,
                        const struct requirement *requirement) {
    const struct label_pair *label = labels_find(&target->labels, requirement->key.text);
    str wanted = requirement->values[0].text;
    if (!label || str_equal(label->value.text, wanted) || suggest_distance(wanted, label->value.text, 1) > 1)
        return;
    if (!counts_up(wanted, label->value.text) && is_at_hand(search, target) &&
        near_others_agree(search, requirement, &target->labels))
        near_offer(search, (struct near){NEAR_VALUE, target, requirement, label});
}

static void look_up(struct near_search *search, const struct requirement *requirement, str word) {
    const struct target_list *list =
        map_get(&search->values->lists, entry_key(search->arena, search->monitor->pods, requirement->key.text, word));
    const struct target *target;
    for (size_t i = 0; (target = near_target(search, list, i)) != NULL; i++)
        offer_value(search, target, requirement);
}

void near_look_by_spelling(struct near_search *search, const struct requirement *requirement) {
    str value = requirement->values[0].text;
    if (value.len < 4 || value.len > LONGEST_VALUE)
        return;
    if (!search->values->built)
        build(search);
    look_up(search, requirement, value);
    for (size_t at = 0; at < value.len; at++)
        look_up(search, requirement, without(search->arena, value, at));
}
