/* unknown-severity: a severity outside the vocabulary.
 *
 * kube-prometheus and the mixins use critical, warning, info and none; policy.severities sets another vocabulary. A
 * word that a good part of the set's own alerts use is the team's vocabulary: then this is only a remark. */
#include <monlint/rule.h>

enum { COMMON_SHARE = 5 }; /* a fifth of the alerts makes a word the team's own */

static bool is_allowed(const struct config *config, str value) {
    for (size_t i = 0; i < config->policy.severities.len; i++)
        if (str_equal(config->policy.severities.at[i], value))
            return true;
    return false;
}

static const struct label_pair *severity_of(const struct rule_fact *rule) {
    return rule->kind == RULE_KIND_ALERT ? labels_find(&rule->labels, STR("severity")) : NULL;
}

static bool is_judged(const struct label_pair *label) {
    return label && !label->value.opaque && !str_contains(label->value.text, STR("{{"));
}

static size_t uses(const struct project *project, str value, size_t *all) {
    size_t same = 0;
    *all = 0;
    for (size_t i = 0; i < project->rules.len; i++) {
        const struct label_pair *label = severity_of(project->rules.at[i]);
        *all += label != NULL;
        same += label && str_equal(label->value.text, value);
    }
    return same;
}

static bool is_common(struct pass *pass, const struct project *project, struct map *known, str value) {
    bool *answer = map_get(known, value);
    if (!answer) {
        size_t all, same = uses(project, value, &all);
        answer = arena_new(pass->scratch, bool);
        *answer = same > 1 && same * COMMON_SHARE >= all;
        map_put(pass->scratch, known, value, answer);
    }
    return *answer;
}

/* The only word of which the value is the beginning, as warn of warning, or the other way round. */
static size_t abbreviated(str value, const struct str_list *allowed) {
    enum { SHORTEST = 4 };
    size_t found = SUGGEST_NONE;
    for (size_t i = 0; i < allowed->len; i++) {
        size_t len = value.len < allowed->at[i].len ? value.len : allowed->at[i].len;
        if (len < SHORTEST || !str_equal_fold(str_slice(value, 0, len), str_slice(allowed->at[i], 0, len)))
            continue;
        if (found != SUGGEST_NONE)
            return SUGGEST_NONE;
        found = i;
    }
    return found;
}

static void judge(struct pass *pass, const struct project *project, struct map *known, const struct label_pair *label) {
    const struct str_list *allowed = &pass->config->policy.severities;
    str value = label->value.text;
    size_t nearest = suggest_nearest(value, allowed->at, allowed->len);
    bool team = !pass->config->policy.severities_stated && is_common(pass, project, known, value);
    enum severity severity = team && nearest == SUGGEST_NONE ? SEVERITY_INFO : SEVERITY_WARNING;
    struct diag *diag =
        report_as(pass, severity, label->value.at, "severity \"%.*s\" is not in the vocabulary", STR_ARG(value));
    size_t meant = nearest != SUGGEST_NONE ? nearest : abbreviated(value, allowed);
    str list = {"", 0};
    for (size_t i = 0; i < allowed->len; i++)
        list = arena_format(pass->scratch, "%.*s%s%.*s", STR_ARG(list), i ? ", " : "", STR_ARG(allowed->at[i]));
    if (meant != SUGGEST_NONE) {
        report_help(pass, diag, "did you mean %.*s?", STR_ARG(allowed->at[meant]));
        report_text_fix(pass, diag, !team, &label->value, allowed->at[meant], "use the nearest severity");
    } else {
        report_help(pass, diag, "known are %.*s; policy.severities in the project file sets others", STR_ARG(list));
    }
}

static void check(struct pass *pass, const struct project *project) {
    struct map known = {0};
    for (size_t i = 0; i < project->rules.len; i++) {
        const struct label_pair *label = severity_of(project->rules.at[i]);
        if (is_judged(label) && !is_allowed(pass->config, label->value.text))
            judge(pass, project, &known, label);
    }
}

const struct rule rule_unknown_severity = {
    .id = "unknown-severity",
    .category = CATEGORY_CONVENTION,
    .severity = SEVERITY_WARNING,
    .summary = "a severity that is not in the vocabulary",
    .why = "Routes compare severities letter by letter. A value that nobody expects matches none of them.",
    .remedy = "Use one of the vocabulary, or set policy.severities in the project file.",
    .project = check,
};
