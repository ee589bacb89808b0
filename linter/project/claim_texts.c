/* Which annotations are held against their rule. */
#include "project/claims_internal.h"

#include <string.h>

#include "project/rule_names.h"

/* Annotations that speak of what to do, or of something else. */
static const char *const other_texts[] = {"runbook",  "url",  "link",     "action",    "resol", "remed", "mitig",
                                          "playbook", "dash", "impact",   "query",     "fix",   "help",  "expr",
                                          "grafana",  "note", "solution", "procedure", "owner", "next"};

/* What nearly all annotations with figures are called. */
static const char *const usual_names[] = {"summary", "description", "message"};

static bool speaks_of_rule(const struct label_pair *annotation) {
    str name = annotation->name.text;
    for (size_t i = 0; i < sizeof usual_names / sizeof *usual_names; i++)
        if (str_is(name, usual_names[i]))
            return true;
    for (size_t i = 0; i < sizeof other_texts / sizeof *other_texts; i++)
        if (str_contains(name, str_of(other_texts[i])))
            return false;
    return true;
}

static bool begins(str text, size_t at, str word) {
    return at + word.len <= text.len && memcmp(text.ptr + at, word.ptr, word.len) == 0;
}

/* "last ", "past ", " hour", " a day", " a week" at this blank. */
static bool is_time_around(str text, size_t blank) {
    size_t next = blank + 1;
    if (blank >= 4 && text.ptr[blank - 1] == 't' &&
        (begins(text, blank - 4, STR("last")) || begins(text, blank - 4, STR("past"))))
        return true;
    if (next == text.len)
        return false;
    return (text.ptr[next] == 'h' && begins(text, next, STR("hour"))) ||
           (text.ptr[next] == 'a' && (begins(text, next, STR("a day")) || begins(text, next, STR("a week"))));
}

/* What a claim begins with, or stands beside. */
static const bool is_anchor[256] = {
    ['0'] = true, ['1'] = true, ['2'] = true, ['3'] = true, ['4'] = true, ['5'] = true,
    ['6'] = true, ['7'] = true, ['8'] = true, ['9'] = true, [' '] = true, ['m'] = true,
};

/* Whether there is a digit, or a time without one. */
static bool may_claim(str text) {
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (!is_anchor[(unsigned char)c])
            continue;
        bool found = c == ' ' ? is_time_around(text, i) : c != 'm' || begins(text, i, STR("minutes"));
        if (found)
            return true;
    }
    return false;
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
