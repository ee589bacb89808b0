/* smelly-regex: a pattern that picks a part out of the middle of a label that its owners choose.
 *
 * What pint calls smelly (promql/regexp, 0.7x): a wildcard between two texts, or a text between two wildcards, a text
 * of digits apart. Such a pattern also takes what nobody thought of: .*thanos-query.* takes thanos-query-frontend. Only
 * labels that are given on purpose are looked at, since the values of path, pod or device are made elsewhere. The same
 * pattern is shown once for a file, as one decision is behind all of them. */
#include <monlint/rule.h>

static const str chosen_labels[] = {{"job", 3},       {"service", 7},  {"app", 3},         {"application", 11},
                                    {"component", 9}, {"cluster", 7},  {"env", 3},         {"environment", 11},
                                    {"region", 6},    {"zone", 4},     {"datacenter", 10}, {"dc", 2},
                                    {"team", 4},      {"namespace", 9}};

static bool is_chosen(str label) {
    for (size_t i = 0; i < sizeof chosen_labels / sizeof *chosen_labels; i++)
        if (str_equal(label, chosen_labels[i]))
            return true;
    return false;
}

struct smell {
    const struct expression *expression;
    const struct promql_matcher *matcher;
    enum regex_middle middle;
    str name;
    size_t more; /* further times in the file */
};

struct smells {
    struct arena *arena;
    struct map by_pattern;
    VEC(struct smell *) list;
};

static void note_matcher(struct smells *smells, const struct expression *expression,
                         const struct promql_matcher *matcher) {
    bool is_pattern = matcher->op == PROMQL_MATCH_RE || matcher->op == PROMQL_MATCH_NRE;
    if (!is_pattern || !is_chosen(matcher->name) || promql_matcher_is_placeholder(matcher))
        return;
    str key = arena_format(smells->arena, "%.*s\n%.*s\n%.*s", STR_ARG(expression->source->path), STR_ARG(matcher->name),
                           STR_ARG(matcher->value));
    struct smell *known = map_get(&smells->by_pattern, key);
    if (known) {
        known->more++;
        return;
    }
    struct smell *smell = arena_new(smells->arena, struct smell);
    *smell = (struct smell){.expression = expression, .matcher = matcher, .name = {"", 0}};
    struct regex regex = regex_parse(smells->arena, matcher->value, REGEX_MATCHER);
    smell->middle = regex_middle_of(smells->arena, &regex, &smell->name);
    map_put(smells->arena, &smells->by_pattern, key, smell);
    vec_push(smells->arena, &smells->list, smell);
}

static void note_expression(struct smells *smells, const struct expression *expression) {
    for (size_t i = 0; i < expression->parsed.node_count; i++) {
        const struct promql_node *node = expression->parsed.nodes[i];
        for (size_t k = 0; node->kind == PROMQL_SELECTOR && k < node->as.selector.matcher_count; k++)
            note_matcher(smells, expression, &node->as.selector.matchers[k]);
    }
}

static void judge(struct pass *pass, const struct smell *smell) {
    place at = expression_place(smell->expression, smell->matcher->value_at);
    struct diag *diag = smell->middle == REGEX_MIDDLE_OPEN
                            ? report(pass, at, "takes any value that begins and ends so, whatever is between")
                            : report(pass, at, "takes any value with \"%.*s\" somewhere in it", STR_ARG(smell->name));
    report_help(pass, diag, "name the values, or give the series a label of its own for what is sought");
    if (smell->more)
        report_help(pass, diag, "the same pattern stands in this file %zu more time%s", smell->more,
                    smell->more == 1 ? "" : "s");
}

/* .+/ingester.*: jobs called <namespace>/<name>, as the mixins of Loki, Cortex and Mimir have them. */
static bool is_of_namespace(const struct smell *smell) {
    return str_starts_with(smell->name, STR("/"));
}

static void *begin(struct pass *pass, const struct project *project) {
    struct smells *smells = arena_new(pass->kept, struct smells);
    (void)project;
    smells->arena = pass->kept;
    return smells;
}

static void visit(struct pass *pass, void *smells, const struct rule_view *view) {
    (void)pass;
    if (view->expression)
        note_expression(smells, view->expression);
}

static void end(struct pass *pass, void *state) {
    const struct smells *smells = state;
    for (size_t i = 0; i < smells->list.len; i++)
        if (smells->list.at[i]->middle != REGEX_MIDDLE_NONE && !is_of_namespace(smells->list.at[i]))
            judge(pass, smells->list.at[i]);
}

const struct rule rule_smelly_regex = {
    .id = "smelly-regex",
    .category = CATEGORY_SUSPICIOUS,
    .severity = SEVERITY_INFO,
    .summary = "a pattern that looks for a part in the middle of a label",
    .why =
        "job=~\".*web.*\" takes web-admin, old-web and the web of another team as well, and nobody sees it when such "
        "a job is added. What the pattern digs out of the value should be a label.",
    .remedy = "Name the values, or relabel what is sought into a label of its own.",
    .begin = begin,
    .visit = visit,
    .end = end,
};
