/* unknown-record: a name with colons that no rule records.
 *
 * Colons are for recording rules (Prometheus' naming practices), so such a name is either recorded somewhere or always
 * empty. Other files may record it: it is reported where the set records nearly this name, or others of the same level
 * and metric, or when the world is closed. */
#include <monlint/rule.h>

enum { MOST_LOOKED_UP = 500, NEAR = 2 };

struct state {
    struct map prefixes; /* level:metric: -> struct text_fact of a record */
    struct map known;    /* unknown name -> struct answer */
    size_t looked_up;
};

struct answer {
    str near;                     /* what it may be meant to be */
    const struct rule_fact *like; /* a record of the same level and metric */
};

/* "job:errors:" of "job:errors:rate5m"; empty without two colons. */
static str family_of(str name) {
    size_t first = str_find_byte(name, ':');
    size_t second = first < name.len ? first + 1 + str_find_byte(str_slice(name, first + 1, name.len), ':') : name.len;
    return first > 0 && second > first + 1 && second < name.len ? str_slice(name, 0, second + 1) : STR("");
}

static str nearest(const struct project *project, str name) {
    size_t best = NEAR + 1;
    str found = {"", 0};
    for (size_t i = 0; i < project->records.names.len; i++) {
        str candidate = project->records.names.at[i];
        size_t distance = str_contains(candidate, STR(":")) ? suggest_distance(name, candidate, best - 1) : best;
        if (distance < best) {
            best = distance;
            found = candidate;
        }
    }
    return found;
}

static const struct answer *ask(struct pass *pass, const struct project *project, struct state *state, str name) {
    struct answer *answer = map_get(&state->known, name);
    if (answer)
        return answer;
    answer = arena_new(pass->scratch, struct answer);
    map_put(pass->scratch, &state->known, name, answer);
    if (state->looked_up++ < MOST_LOOKED_UP)
        answer->near = nearest(project, name);
    str family = family_of(name);
    if (family.len && !answer->near.len)
        answer->like = map_get(&state->prefixes, family);
    return answer;
}

static void judge(struct pass *pass, const struct project *project, struct state *state, const struct rule_fact *rule,
                  const struct promql_node *selector) {
    str name = promql_selector_metric(selector);
    if (!str_contains(name, STR(":")) || rule_names_find(&project->records, name) || vocab_metric_find(name).count)
        return;
    const struct answer *answer = ask(pass, project, state, name);
    if (!answer->near.len && !answer->like && !project->world.closed)
        return;
    struct diag *diag = report(pass, expression_place(rule->expression, promql_selector_metric_at(selector)),
                               "no rule records this name");
    if (answer->like)
        report_note(pass, diag, answer->like->name.at, "this one is recorded");
    if (!answer->near.len)
        return;
    report_help(pass, diag, "did you mean %.*s?", STR_ARG(answer->near));
    if (selector->as.selector.name.len)
        report_expression_fix(pass, diag, false, rule->expression, promql_selector_metric_at(selector), answer->near,
                              "use the nearest record");
}

static void file_prefixes(struct pass *pass, const struct project *project, struct state *state) {
    for (size_t i = 0; i < project->rules.len; i++) {
        const struct rule_fact *rule = project->rules.at[i];
        str family = rule->kind == RULE_KIND_RECORD ? family_of(rule->name.text) : STR("");
        if (family.len && !map_get(&state->prefixes, family))
            map_put(pass->scratch, &state->prefixes, family, (void *)rule);
    }
}

static void check(struct pass *pass, const struct project *project) {
    struct state state = {0};
    if (!project->world.whole || project->records.open || !project->records.names.len)
        return;
    file_prefixes(pass, project, &state);
    for (size_t i = 0; i < project->rules.len; i++) {
        const struct rule_fact *rule = project->rules.at[i];
        if (!rule->expression || rule->expression->parsed.status != PROMQL_VALID)
            continue;
        for (size_t k = 0; k < rule->expression->parsed.node_count; k++)
            if (rule->expression->parsed.nodes[k]->kind == PROMQL_SELECTOR)
                judge(pass, project, &state, rule, rule->expression->parsed.nodes[k]);
    }
}

const struct rule rule_unknown_record = {
    .id = "unknown-record",
    .category = CATEGORY_SILENT,
    .severity = SEVERITY_WARNING,
    .summary = "a recorded name that no rule records",
    .why =
        "Names with colons come from recording rules. One that nothing records has no series, and an alert on it never "
        "fires.",
    .remedy = "Correct the name, or record it.",
    .project = check,
};
