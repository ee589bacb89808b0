/* unknown-severity: a severity outside the vocabulary.
 *
 * kube-prometheus and the mixins use critical, warning, info and none; policy.severities sets another vocabulary. Words
 * of another scale, and words that several of the set's own alerts use, are a team's vocabulary: then this is only a
 * remark, unless the set has the nearest known word too. */
#include <monlint/rule.h>

#include <string.h>

enum { TEAM_USES = 3, TEAM_SHARE = 5 }; /* so many alerts, or two of them and a fifth of all, make a team's word */

/* Prometheus' own examples page; the SRE workbook, Sloth and Pyrra page and open tickets; alarms of X.733 are major and
 * minor; syslog (RFC 5424) has the rest. */
static bool is_of_another_scale(str value) {
    static const char *const words[] = {"alert", "debug", "emergency", "error", "high",   "indeterminate",
                                        "low",   "major", "medium",    "minor", "notice", "notify",
                                        "page",  "sev1",  "sev2",      "sev3",  "sev4",   "ticket"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_is(value, words[i]))
            return true;
    return value.len == 2 && strchr("pPsS", value.ptr[0]) && value.ptr[1] >= '0' && value.ptr[1] <= '5';
}

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
    return label && !label->value.opaque && !str_contains(label->value.text, STR("{{")) &&
           !variable_stands_in(label->value.text);
}

struct use {
    size_t count;
    bool told; /* as a team's word, which is one remark for all alerts */
};

/* How many alerts of the set have which severity. */
struct tally {
    struct map uses; /* struct use by word */
    size_t all;
};

static void count_uses(struct pass *pass, const struct project *project, struct tally *tally) {
    for (size_t i = 0; i < project->rules.len; i++) {
        const struct label_pair *label = severity_of(project->rules.at[i]);
        if (!label)
            continue;
        struct use *use = map_get(&tally->uses, label->value.text);
        if (!use) {
            use = arena_new(pass->scratch, struct use);
            map_put(pass->scratch, &tally->uses, label->value.text, use);
        }
        use->count++;
        tally->all++;
    }
}

static size_t uses(const struct tally *tally, str value) {
    const struct use *use = map_get(&tally->uses, value);
    return use ? use->count : 0;
}

static bool keeps_to(const struct tally *tally, const struct str_list *vocabulary) {
    for (size_t i = 0; i < vocabulary->len; i++)
        if (uses(tally, vocabulary->at[i]))
            return true;
    return false;
}

/* Does the team mean this word? Where it uses the known one as well, the other is a slip; where it uses no known word
 * at all (pageteam and slack, as Sloth is told to write), its words are its own. */
static bool is_team_word(const struct tally *tally, const struct str_list *vocabulary, str value, str nearest) {
    size_t same = uses(tally, value);
    if (nearest.len && uses(tally, nearest))
        return false;
    if (!nearest.len && !keeps_to(tally, vocabulary))
        return true;
    return (is_of_another_scale(value) && !nearest.len) || same >= TEAM_USES ||
           (same > 1 && same * TEAM_SHARE >= tally->all);
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

/* The word that was meant; empty: none. */
static str nearest_of(const struct str_list *allowed, str value) {
    size_t nearest = suggest_nearest(value, allowed->at, allowed->len);
    if (nearest == SUGGEST_NONE)
        nearest = abbreviated(value, allowed);
    return nearest != SUGGEST_NONE ? allowed->at[nearest] : STR("");
}

static void judge(struct pass *pass, const struct tally *tally, const struct label_pair *label) {
    const struct str_list *allowed = &pass->config->policy.severities;
    str value = label->value.text;
    str near = nearest_of(allowed, value);
    bool team = !pass->config->policy.severities_stated && is_team_word(tally, allowed, value, near);
    struct use *use = map_get(&tally->uses, value);
    if (team && use->told)
        return;
    use->told = team;
    struct diag *diag = report_as(pass, team ? SEVERITY_INFO : SEVERITY_WARNING, label->value.at,
                                  "severity \"%.*s\" is not in the vocabulary", STR_ARG(value));
    if (team && use->count > 1)
        report_help(pass, diag, "%zu alerts have it", use->count);
    str list = {"", 0};
    for (size_t i = 0; i < allowed->len; i++)
        list = arena_format(pass->scratch, "%.*s%s%.*s", STR_ARG(list), i ? ", " : "", STR_ARG(allowed->at[i]));
    if (near.len) {
        report_help(pass, diag, "did you mean %.*s?", STR_ARG(near));
        report_text_fix(pass, diag, !team, &label->value, near, "use the nearest severity");
    } else {
        report_help(pass, diag, "known are %.*s; policy.severities in the project file sets others", STR_ARG(list));
    }
}

static void check(struct pass *pass, const struct project *project) {
    struct tally tally = {0};
    count_uses(pass, project, &tally);
    for (size_t i = 0; i < project->rules.len; i++) {
        const struct label_pair *label = severity_of(project->rules.at[i]);
        if (is_judged(label) && !is_allowed(pass->config, label->value.text))
            judge(pass, &tally, label);
    }
}

const struct rule rule_unknown_severity = {
    .id = "unknown-severity",
    .category = CATEGORY_CONVENTION,
    .severity = SEVERITY_WARNING,
    .summary = "a severity that is not in the vocabulary",
    .why = "Routes compare severities letter by letter. A value that nobody expects matches none of them.",
    .remedy = "Use one of the vocabulary, or set policy.severities in the project file.",
    .reads = READS_STRUCTURE,
    .project = check,
};
