/* Claims that nothing makes. */
#include "project/allowance_internal.h"
#include "project/kustomize.h"
#include "promql/selectors.h"
#include "text/regex.h"

enum { MOST_WORDS = 8 }; /* of a claim's name */

/* Words of claim names that say what is stored, not whose it is. */
static bool is_general(str word) {
    static const str general[] = {{"data", 4},    {"storage", 7}, {"volume", 6}, {"server", 6},
                                  {"primary", 7}, {"master", 6},  {"claim", 5},  {"logs", 4}};
    for (size_t i = 0; i < sizeof general / sizeof *general; i++)
        if (str_equal(general[i], word))
            return true;
    return word.len < 4;
}

/* What makes the claims of one selector. */
struct claims {
    const struct project *project;
    struct arena *arena;
    const struct rule_fact *rule;
    const struct promql_node *selector;
    const struct regex *names;
    bool may_exist;
    struct text_fact off; /* a setting that leaves them out */
};

static bool may_be_claim(const struct claims *claims, str pattern) {
    struct regex regex = regex_parse(claims->arena, pattern, REGEX_MATCHER);
    return !regex.valid || regex_overlap(claims->arena, claims->names, &regex) != REGEX_NO;
}

static void look_at_objects(struct claims *claims) {
    const struct allowances *all = claims->project->allowances;
    claims->may_exist = !allowance_may_look(claims->project, all->claims.len + all->sets.len);
    for (size_t i = 0; i < all->claims.len && !claims->may_exist; i++)
        claims->may_exist =
            text_is_unknown(&all->claims.at[i]->name) || may_be_claim(claims, all->claims.at[i]->name.text);
    for (size_t i = 0; i < all->sets.len && !claims->may_exist; i++) {
        const struct workload_fact *set = all->sets.at[i];
        for (size_t k = 0; k < set->claim_count && !claims->may_exist; k++)
            claims->may_exist =
                text_is_unknown(&set->object.name) || text_is_unknown(&set->claims[k]) ||
                may_be_claim(claims, arena_format(claims->arena, "%.*s-%.*s-[0-9]+", STR_ARG(set->claims[k].text),
                                                  STR_ARG(set->object.name.text)));
    }
}

/* The volume of any part of the chart may be meant, but only the part of that name says that there is none: others
 * have defaults. */
static void look_at_word(struct claims *claims, str word) {
    const struct allowance_list *list = allowance_find(claims->project, claims->arena, ALLOWANCE_KEY_VOLUME, word);
    if (!list || is_general(word))
        return;
    if (!allowance_may_look(claims->project, list->entries.len)) {
        claims->may_exist = true;
        return;
    }
    for (size_t i = 0; i < list->entries.len; i++) {
        const struct component_fact *component = list->entries.at[i].component;
        if (component->off ||
            !paths_may_meet(claims->project, claims->rule->where.source->path, component->where.source->path))
            continue;
        claims->may_exist |= component->is_persistent;
        if (!claims->off.text.ptr && str_equal(component->name, word) && !list->entries.at[i].is_default)
            claims->off = component->persistence;
    }
    claims->may_exist |= !allowance_is_stated(claims->project, claims->arena, claims->rule, list, word);
}

struct text_fact allowance_no_volume(const struct project *project, struct arena *arena, const struct rule_fact *rule,
                                     const struct promql_node *selector) {
    const struct promql_matcher *matcher = promql_selector_matcher(selector, STR("persistentvolumeclaim"));
    struct text_fact none = {0};
    if (!matcher || (matcher->op != PROMQL_MATCH_EQ && matcher->op != PROMQL_MATCH_RE))
        return none;
    struct regex regex = regex_parse(arena, matcher->value, REGEX_MATCHER);
    if (!regex.valid)
        return none;
    struct claims claims = {.project = project, .arena = arena, .rule = rule, .selector = selector, .names = &regex};
    str rest = matcher->op == PROMQL_MATCH_EQ ? matcher->value : regex_prefix(arena, &regex);
    for (size_t i = 0; rest.ptr && i < MOST_WORDS; i++)
        look_at_word(&claims, str_split(&rest, '-'));
    if (!claims.off.text.ptr || claims.may_exist)
        return none;
    look_at_objects(&claims);
    return claims.may_exist ? none : claims.off;
}
