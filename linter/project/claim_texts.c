/* Which annotations are held against their rule. */
#include "project/claims_internal.h"
#include "project/rule_names.h"

/* Annotations that speak of what to do, or of something else. */
static const char *const other_texts[] = {"runbook",  "url",  "link",     "action",    "resol", "remed", "mitig",
                                          "playbook", "dash", "impact",   "query",     "fix",   "help",  "expr",
                                          "grafana",  "note", "solution", "procedure", "owner", "next"};

static bool speaks_of_rule(const struct label_pair *annotation) {
    for (size_t i = 0; i < sizeof other_texts / sizeof *other_texts; i++)
        if (str_contains(annotation->name.text, str_of(other_texts[i])))
            return false;
    return true;
}

static bool may_claim(str text) {
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] >= '0' && text.ptr[i] <= '9')
            return true;
    return str_contains(text, STR("last ")) || str_contains(text, STR("past ")) || str_contains(text, STR("minutes")) ||
           str_contains(text, STR(" hour")) || str_contains(text, STR(" a day")) || str_contains(text, STR(" a week"));
}

bool claims_may_stand_in(const struct label_pair *annotation) {
    return annotation->templated && may_claim(annotation->templated->text) && speaks_of_rule(annotation);
}

bool claims_are_shared(const struct rule_view *view, const struct label_pair *annotation) {
    const struct named_rules *named = rule_names_find(&view->project->alerts, view->rule->name.text);
    for (size_t i = 0; named && i < named->rules.len && i < 16; i++) {
        const struct rule_fact *other = named->rules.at[i];
        if (other == view->rule || other->where.source != view->rule->where.source)
            continue;
        for (size_t k = 0; k < other->annotations.len; k++)
            if (str_equal(other->annotations.at[k].value.text, annotation->value.text))
                return true;
    }
    return false;
}
