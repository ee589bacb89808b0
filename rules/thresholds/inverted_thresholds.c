/* inverted-thresholds: of two alerts on one expression the more severe has the laxer threshold, or the same.
 *
 * Prometheus' practices for alerting want a warning before the page. An alert that waits longer (`for`) may have the
 * laxer threshold on purpose: a little too much for long is as bad as far too much for a moment. Equal thresholds with
 * a longer `for` escalate. Expressions are the same when their texts are, numbers apart; labels other than severity
 * that differ are of different audiences. Files of other folders may be of other teams. */
#include <monlint/rule.h>

enum { MOST_OF_ONE = 8, MOST_THRESHOLDS = 8 };

/* One alert with a severity that has a rank. */
struct graded {
    const struct rule_fact *rule;
    const struct label_pair *severity;
    int rank;
    int64_t wait; /* ms of `for` */
    struct promql_thresholds thresholds;
    bool is_told; /* against one milder alert: the others have the same fault */
};

struct graded_list {
    VEC(struct graded) alerts;
};

/* The words of kube-prometheus and the mixins, and what others use in their place. */
static int rank_of(str severity) {
    static const struct {
        str word;
        int rank;
    } ranks[] = {{{"critical", 8}, 4}, {{"page", 4}, 4},   {{"emergency", 9}, 5}, {{"fatal", 5}, 5},
                 {{"disaster", 8}, 5}, {{"error", 5}, 3},  {{"major", 5}, 3},     {{"high", 4}, 3},
                 {{"warning", 7}, 2},  {{"warn", 4}, 2},   {{"minor", 5}, 2},     {{"medium", 6}, 2},
                 {{"info", 4}, 1},     {{"notice", 6}, 1}, {{"low", 3}, 1},       {{"informational", 13}, 1}};
    for (size_t i = 0; i < sizeof ranks / sizeof *ranks; i++)
        if (str_equal_fold(ranks[i].word, severity))
            return ranks[i].rank;
    return 0;
}

/* False where the time to wait is not known. */
static bool read_wait(const struct text_fact *text, int64_t *ms) {
    struct duration_error error;
    *ms = 0;
    return !text->text.len || (!text->opaque && duration_parse_prometheus(text->text, ms, &error));
}

/* ---- The expression without its thresholds ---- */

static bool is_space(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

/* Begins a string, a comment or white space, or ends a string. Most bytes do not. */
static bool is_special(char byte) {
    static const bool special[256] = {[' '] = true, ['\t'] = true, ['\n'] = true, ['\r'] = true,
                                      ['#'] = true, ['"'] = true,  ['\''] = true, ['`'] = true};
    return special[(unsigned char)byte];
}

static size_t limit_start(const struct promql_thresholds *found, size_t which) {
    return which < found->len ? found->at[which].limit->at.start : SIZE_MAX;
}

/* The text without white space and comments, each threshold as "\1". */
static str shape_of(struct arena *arena, const struct expression *expression, const struct promql_thresholds *found) {
    str text = expression->text;
    char *bytes = arena_alloc(arena, text.len + 1), quote = 0;
    size_t len = 0, next = 0, limit = limit_start(found, 0);
    for (size_t i = 0; i < text.len; i++) {
        if (i == limit) {
            bytes[len++] = '\1';
            i = found->at[next++].limit->at.end - 1;
            limit = limit_start(found, next);
            continue;
        }
        char byte = text.ptr[i];
        if (!quote && !is_special(byte)) {
            bytes[len++] = byte;
            continue;
        }
        if (!quote && byte == '#')
            while (i + 1 < text.len && text.ptr[i + 1] != '\n')
                i++;
        else if (quote || !is_space(byte))
            bytes[len++] = byte;
        if (quote && byte == '\\' && quote != '`' && i + 1 < text.len)
            bytes[len++] = text.ptr[++i];
        else if (byte == quote)
            quote = 0;
        else if (!quote && (byte == '"' || byte == '\'' || byte == '`'))
            quote = byte;
    }
    return (str){bytes, len};
}

/* Thresholds come in the order of the text unless one stands on the left of a chain. */
static bool is_in_order(const struct promql_thresholds *found) {
    for (size_t i = 1; i < found->len; i++)
        if (found->at[i].limit->at.start < found->at[i - 1].limit->at.end)
            return false;
    return true;
}

/* ---- Two alerts ---- */

static str folder_of(str path) {
    size_t end = path.len;
    while (end && path.ptr[end - 1] != '/')
        end--;
    return str_slice(path, 0, end);
}

static bool are_of_one_audience(const struct project *project, const struct rule_fact *a, const struct rule_fact *b) {
    if (!str_equal(folder_of(a->where.source->path), folder_of(b->where.source->path)) ||
        rules_are_alternatives(project, a, b))
        return false;
    for (size_t i = 0; i < a->labels.len; i++) {
        const struct label_pair *mine = &a->labels.at[i], *other = rule_label(project, b, mine->name.text);
        bool is_severity = str_equal(mine->name.text, STR("severity"));
        if (!is_severity && other && !str_equal(mine->value.text, other->value.text))
            return false;
    }
    return true;
}

/* > 0: the first asks for more; < 0: for less. false: they cannot be compared. */
static bool compare(const struct promql_threshold *a, const struct promql_threshold *b, int *order) {
    bool is_rising = a->op == PROMQL_GT || a->op == PROMQL_GE, is_falling = a->op == PROMQL_LT || a->op == PROMQL_LE;
    double difference = is_falling ? b->number - a->number : a->number - b->number;
    *order = (difference > 0) - (difference < 0);
    return is_rising || is_falling || *order == 0;
}

static void tell(struct pass *pass, const struct graded *high, const struct graded *low, size_t at) {
    const struct promql_threshold *mine = &high->thresholds.at[at], *other = &low->thresholds.at[at];
    str severity = high->severity->value.text, milder = low->severity->value.text;
    place where = expression_place(high->rule->expression, mine->limit->at);
    bool is_laxer = mine->number < other->number || mine->number > other->number;
    struct diag *diag = is_laxer
                            ? report(pass, where, "%.*s has the laxer threshold: %g is passed before the %g of %.*s",
                                     STR_ARG(severity), mine->number, other->number, STR_ARG(milder))
                        : high->wait < low->wait
                            ? report(pass, where, "%.*s has the threshold of %.*s and a shorter for: it fires first",
                                     STR_ARG(severity), STR_ARG(milder))
                            : report(pass, where, "%.*s has the threshold of %.*s: both fire at once",
                                     STR_ARG(severity), STR_ARG(milder));
    report_note(pass, diag, expression_place(low->rule->expression, other->limit->at), "the threshold of %.*s",
                STR_ARG(milder));
    report_help(pass, diag, "let the milder alert fire first, or keep one of them");
}

static void judge(struct pass *pass, struct graded *a, struct graded *b) {
    struct graded *high = a->rank > b->rank ? a : b, *low = high == a ? b : a;
    size_t laxer = high->thresholds.len;
    if (a->rank == b->rank || high->wait > low->wait || high->is_told)
        return;
    for (size_t i = high->thresholds.len; i > 0; i--) {
        int order;
        if (!compare(&high->thresholds.at[i - 1], &low->thresholds.at[i - 1], &order) || order > 0)
            return;
        if (order < 0)
            laxer = i - 1;
    }
    high->is_told = true;
    tell(pass, high, low, laxer < high->thresholds.len ? laxer : 0);
}

/* ---- All ---- */

/* A key that alerts on one expression of one folder share, whatever their numbers; others seldom do. Made of the kinds
 * of its nodes and the names of its metrics. */
static str loose_key(struct arena *arena, const struct rule_fact *rule) {
    uint64_t hash = map_hash(folder_of(rule->where.source->path));
    const struct promql_expr *expr = &rule->expression->parsed;
    for (size_t i = 0; i < expr->node_count; i++) {
        const struct promql_node *node = expr->nodes[i];
        uint64_t part = node->kind == PROMQL_SELECTOR ? map_hash(promql_selector_metric(node)) : (uint64_t)node->kind;
        hash = (hash ^ part) * 1099511628211u; /* FNV-1a */
    }
    return arena_copy(arena, (str){(const char *)&hash, sizeof hash});
}

/* The first alert of a loose key. */
struct first {
    const struct rule_fact *rule;
    bool is_shared;
};

struct state {
    const struct project *project;
    struct map first;                     /* key -> struct first */
    VEC(const struct rule_fact *) shared; /* that share their key with another one, each behind the first of it */
};

static void *begin(struct pass *pass, const struct project *project) {
    struct state *state = arena_new(pass->kept, struct state);
    state->project = project;
    map_reserve(pass->kept, &state->first, project->rules.len / 2);
    return state;
}

static void visit(struct pass *pass, void *kept, const struct rule_view *view) {
    struct state *state = kept;
    if (view->rule->kind != RULE_KIND_ALERT || !view->expression)
        return;
    str key = loose_key(pass->kept, view->rule);
    struct first *first = map_get(&state->first, key);
    if (!first) {
        first = arena_new(pass->kept, struct first);
        first->rule = view->rule;
        map_put(pass->kept, &state->first, key, first);
        return;
    }
    if (!first->is_shared)
        vec_push(pass->kept, &state->shared, first->rule);
    first->is_shared = true;
    vec_push(pass->kept, &state->shared, view->rule);
}

static bool grade(struct pass *pass, const struct project *project, const struct rule_fact *rule,
                  struct graded *graded) {
    graded->rule = rule;
    graded->severity = rule_label(project, rule, STR("severity"));
    graded->rank = graded->severity && !graded->severity->value.opaque ? rank_of(graded->severity->value.text) : 0;
    if (!graded->rank || !read_wait(&rule->for_, &graded->wait))
        return false;
    graded->thresholds = promql_find_thresholds(pass->scratch, &rule->expression->parsed);
    return graded->thresholds.len > 0 && graded->thresholds.len <= MOST_THRESHOLDS && is_in_order(&graded->thresholds);
}

/* Each alert is held against those before it that differ in nothing but numbers. */
static void end(struct pass *pass, void *kept) {
    const struct state *state = kept;
    struct map seen = {0};
    for (size_t i = 0; i < state->shared.len; i++) {
        struct graded graded = {0};
        if (!grade(pass, state->project, state->shared.at[i], &graded))
            continue;
        str shape = shape_of(pass->scratch, graded.rule->expression, &graded.thresholds);
        struct graded_list *list = map_get(&seen, shape);
        if (!list) {
            list = arena_new(pass->scratch, struct graded_list);
            map_put(pass->scratch, &seen, shape, list);
        }
        for (size_t k = 0; k < list->alerts.len; k++)
            if (are_of_one_audience(state->project, list->alerts.at[k].rule, graded.rule))
                judge(pass, &list->alerts.at[k], &graded);
        if (list->alerts.len < MOST_OF_ONE)
            vec_push(pass->scratch, &list->alerts, graded);
    }
}

const struct rule rule_inverted_thresholds = {
    .id = "inverted-thresholds",
    .category = CATEGORY_SILENT,
    .severity = SEVERITY_WARNING,
    .summary = "the more severe of two alerts on one expression has the laxer threshold, or the same",
    .why = "A warning is there to come before the page. When the critical alert has the lower bar, or the same, the "
           "warning never comes first: people are paged for what was meant as a hint, or told twice.",
    .remedy = "Exchange the thresholds, or give the more severe alert the stricter one.",
    .begin = begin,
    .visit = visit,
    .end = end,
};
