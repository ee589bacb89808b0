/* unknown-severity: a severity outside the vocabulary.
 *
 * kube-prometheus and the mixins use critical, warning, info and none; policy.severities sets another vocabulary.
 * Alertmanager knows none: page, s1 or error are as good where the routes expect them. So another word is a warning
 * only where it stands out, because nearly all alerts of the set keep to the vocabulary, or looks like a slip: a word
 * of the vocabulary misspelt, or shortened while others of the set write it out. Else it is a remark. */
#include <monlint/rule.h>

enum {
    COMMON_SHARE = 5, /* a fifth of the alerts makes a word the team's own */
    ODD_SHARE = 20,   /* beyond a twentieth of the alerts a word is no oddity */
    KEEPING = 3,      /* so many alerts show that a set keeps to the vocabulary */
    STRANGE_SHARE = 5 /* but not when more than a fifth have other words still */
};

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

/* How the alerts of the set use a word. */
struct usage {
    size_t same, known, all; /* alerts with this severity, with one of the vocabulary, with any */
};

static struct usage count(struct pass *pass, const struct project *project, str value) {
    struct usage usage = {0};
    for (size_t i = 0; i < project->rules.len; i++) {
        const struct label_pair *label = severity_of(project->rules.at[i]);
        usage.all += label != NULL;
        usage.same += label && str_equal(label->value.text, value);
        usage.known += label && is_allowed(pass->config, label->value.text);
    }
    return usage;
}

static const struct usage *usage_of(struct pass *pass, const struct project *project, struct map *known, str value) {
    struct usage *usage = map_get(known, value);
    if (!usage) {
        usage = arena_new(pass->scratch, struct usage);
        *usage = count(pass, project, value);
        map_put(pass->scratch, known, value, usage);
    }
    return usage;
}

static bool is_common(const struct usage *usage) {
    return usage->same > 1 && usage->same * COMMON_SHARE >= usage->all;
}

/* One odd word in a set that keeps to the vocabulary otherwise. */
static bool stands_out(const struct usage *usage) {
    bool is_rare = usage->same == 1 || usage->same * ODD_SHARE <= usage->all;
    size_t strange = usage->all - usage->known - usage->same;
    return is_rare && usage->known >= KEEPING && strange * STRANGE_SHARE <= usage->all;
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

struct judged {
    str value;
    const struct usage *usage;
    size_t nearest, shortened; /* in the vocabulary: what it may be a slip for, or the beginning of */
    bool is_team;              /* the team's own word */
};

static bool is_wrong(struct pass *pass, const struct project *project, struct map *known, const struct judged *judged) {
    if (pass->config->policy.severities_stated || judged->nearest != SUGGEST_NONE)
        return true;
    if (judged->is_team)
        return false;
    const struct str_list *allowed = &pass->config->policy.severities;
    return stands_out(judged->usage) || (judged->shortened != SUGGEST_NONE &&
                                         usage_of(pass, project, known, allowed->at[judged->shortened])->same > 0);
}

static void add_help(struct pass *pass, struct diag *diag, const struct judged *judged, const struct text_fact *at) {
    const struct str_list *allowed = &pass->config->policy.severities;
    size_t meant = judged->nearest != SUGGEST_NONE ? judged->nearest : judged->shortened;
    if (meant != SUGGEST_NONE) {
        report_help(pass, diag, "did you mean %.*s?", STR_ARG(allowed->at[meant]));
        report_text_fix(pass, diag, !judged->is_team, at, allowed->at[meant], "use the nearest severity");
        return;
    }
    str list = {"", 0};
    for (size_t i = 0; i < allowed->len; i++)
        list = arena_format(pass->scratch, "%.*s%s%.*s", STR_ARG(list), i ? ", " : "", STR_ARG(allowed->at[i]));
    report_help(pass, diag, "known are %.*s; policy.severities in the project file sets others", STR_ARG(list));
}

static void judge(struct pass *pass, const struct project *project, struct map *known, const struct label_pair *label) {
    const struct str_list *allowed = &pass->config->policy.severities;
    struct judged judged = {.value = label->value.text, .shortened = SUGGEST_NONE};
    judged.usage = usage_of(pass, project, known, judged.value);
    judged.nearest = suggest_nearest(judged.value, allowed->at, allowed->len);
    if (judged.nearest == SUGGEST_NONE)
        judged.shortened = abbreviated(judged.value, allowed);
    judged.is_team = !pass->config->policy.severities_stated && is_common(judged.usage);
    enum severity severity = is_wrong(pass, project, known, &judged) ? SEVERITY_WARNING : SEVERITY_INFO;
    struct diag *diag =
        report_as(pass, severity, label->value.at, "severity \"%.*s\" is not in the vocabulary", STR_ARG(judged.value));
    add_help(pass, diag, &judged, &label->value);
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
