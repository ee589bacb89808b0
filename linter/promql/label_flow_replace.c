/* label_replace and label_join: what becomes of the destination.
 *
 * label_replace writes only where the pattern matches the source (an absent label is ""), and writing "" removes the
 * destination. label_join always writes (Prometheus 3.14, promql/functions.go). */
#include "promql/label_flow_internal.h"

/* The literal arguments of label_replace. */
struct replacement {
    str destination, text, source, pattern;
    struct regex regex;
};

static bool read_text(const struct promql_node *argument, str *text) {
    const struct promql_node *inside = promql_unwrapped(argument);
    if (inside->kind != PROMQL_STRING)
        return false;
    *text = inside->as.string.value;
    return true;
}

static bool read_replacement(struct label_run *run, const struct promql_node *node, struct replacement *out) {
    const struct promql_node *argument = node->child->next;
    str *const texts[] = {&out->destination, &out->text, &out->source, &out->pattern};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++, argument = argument->next)
        if (!argument || !read_text(argument, texts[i]))
            return false;
    out->regex = regex_parse(run->arena, out->pattern, REGEX_RELABEL);
    return out->regex.valid;
}

/* What the replacement gives where the pattern matched. */
enum output { OUTPUT_EMPTY, OUTPUT_FILLED, OUTPUT_EITHER };

/* "(...)" around the whole pattern, without further brackets: its group is the whole source. */
static bool group_is_whole(str pattern) {
    if (pattern.len < 3 || pattern.ptr[0] != '(' || pattern.ptr[1] == '?' || pattern.ptr[pattern.len - 1] != ')')
        return false;
    str inside = str_slice(pattern, 1, pattern.len - 1);
    static const char brackets[] = "()[\\";
    for (size_t i = 0; i + 1 < sizeof brackets; i++)
        if (str_find_byte(inside, brackets[i]) < inside.len)
            return false;
    return true;
}

static bool is_first_group(str text) {
    return str_equal(text, STR("$1")) || str_equal(text, STR("${1}"));
}

static bool is_word(char c) {
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Bytes of the reference to a group at i, which holds "$"; 0: the dollar is text (Go, regexp Expand). */
static size_t reference_length(str text, size_t i) {
    bool is_braced = i + 1 < text.len && text.ptr[i + 1] == '{';
    size_t start = i + 1 + is_braced, end = start;
    while (end < text.len && is_word(text.ptr[end]))
        end++;
    if (end == start || (is_braced && (end == text.len || text.ptr[end] != '}')))
        return 0;
    return end + is_braced - i;
}

static bool has_literal(str text) {
    for (size_t i = 0; i < text.len;) {
        size_t len = text.ptr[i] == '$' ? reference_length(text, i) : 0;
        if (!len)
            return true;
        i += len;
    }
    return false;
}

/* The group copies the whole source. */
static bool copies_source(const struct replacement *replacement) {
    return is_first_group(replacement->text) && group_is_whole(replacement->pattern);
}

static enum output output_of(const struct replacement *replacement, const struct label_fact *source) {
    if (has_literal(replacement->text))
        return OUTPUT_FILLED;
    if (!replacement->text.len || source->presence == LABEL_IMPOSSIBLE)
        return OUTPUT_EMPTY;
    bool takes_empty = regex_matches_empty(&replacement->regex) != REGEX_NO;
    if (copies_source(replacement) && (!takes_empty || source->presence == LABEL_CERTAIN))
        return OUTPUT_FILLED;
    return OUTPUT_EITHER;
}

/* Whether the pattern matches the source of every series (YES) or of none (NO). */
static enum regex_answer matches_source(const struct replacement *replacement, const struct label_fact *source) {
    enum regex_answer empty = regex_matches_empty(&replacement->regex);
    if (source->presence == LABEL_IMPOSSIBLE)
        return empty;
    int covered = regex_covers_from(&replacement->regex);
    if (covered == 0 || (covered == 1 && source->presence == LABEL_CERTAIN))
        return REGEX_YES;
    return REGEX_UNKNOWN;
}

static const struct label_reason *replaced(struct label_run *run, const struct promql_node *node) {
    return label_reason_new(run, LABEL_GONE_REPLACED, node->at);
}

static void set_constant(struct label_run *run, struct label_fact *fact, str text) {
    str *value = arena_new(run->arena, str);
    *value = text;
    fact->values = value;
    fact->value_count = 1;
}

/* The destination where the pattern surely matched. */
static struct label_fact written(struct label_run *run, const struct promql_node *node,
                                 const struct replacement *replacement, const struct label_fact *source) {
    struct label_fact fact = {.name = replacement->destination, .presence = LABEL_POSSIBLE};
    switch (output_of(replacement, source)) {
    case OUTPUT_EMPTY:
        fact.presence = LABEL_IMPOSSIBLE;
        fact.why = replaced(run, node);
        break;
    case OUTPUT_FILLED:
        fact.presence = LABEL_CERTAIN;
        if (str_find_byte(replacement->text, '$') == replacement->text.len)
            set_constant(run, &fact, replacement->text);
        else if (copies_source(replacement)) {
            fact.values = source->values;
            fact.value_count = source->value_count;
        }
        break;
    case OUTPUT_EITHER:
        break;
    }
    return fact;
}

static void replace(struct label_run *run, const struct promql_node *node, const struct replacement *replacement,
                    struct label_draft *draft) {
    struct label_fact source = {.presence = LABEL_IMPOSSIBLE}; /* no series has a label without name */
    if (replacement->source.len)
        source = *label_draft_at(draft, replacement->source);
    enum regex_answer matches = matches_source(replacement, &source);
    if (matches == REGEX_NO)
        return;
    struct label_fact after = written(run, node, replacement, &source);
    if (matches == REGEX_UNKNOWN) {
        struct label_fact before = *label_draft_at(draft, replacement->destination);
        after = label_fact_either(run->arena, &before, &after);
    }
    label_draft_set(draft, replacement->destination, &after);
}

static void check_source(struct label_run *run, const struct promql_node *node, const struct label_flow *inner,
                         const struct promql_node *argument, str name) {
    if (!name.len || label_flow_may_have(inner, name))
        return;
    struct label_fault *fault = label_fault_add(run, LABEL_FAULT_GONE, node, argument->at);
    fault->clause = LABEL_CLAUSE_SOURCE;
    fault->name = name;
    fault->why = label_flow_why_not(inner, name, NULL);
}

struct label_flow label_flow_replace(struct label_run *run, const struct promql_node *node) {
    const struct label_flow *inner = &run->nodes[node->child->index];
    struct replacement replacement = {0};
    struct label_flow flow = *inner;
    struct label_set *sets = arena_array(run->arena, struct label_set, inner->len);
    if (!read_replacement(run, node, &replacement)) {
        for (size_t i = 0; i < inner->len; i++)
            sets[i] = label_set_unknown;
        flow.sets = sets;
        return flow;
    }
    if (regex_matches_empty(&replacement.regex) == REGEX_NO) /* else a constant is set on purpose */
        check_source(run, node, inner, promql_child(node, 3), replacement.source);
    for (size_t i = 0; i < inner->len; i++) {
        struct label_draft draft;
        label_draft_copy(&draft, &inner->sets[i]);
        replace(run, node, &replacement, &draft);
        sets[i] = label_draft_finish(run, &draft);
    }
    flow.sets = sets;
    return flow;
}

/* What label_join writes into the destination of this alternative. */
static struct label_fact joined(struct label_run *run, const struct promql_node *node, const struct label_set *set,
                                str destination, str separator) {
    struct label_fact out = {.name = destination, .presence = LABEL_IMPOSSIBLE};
    size_t count = 0;
    for (const struct promql_node *source = promql_child(node, 3); source; source = source->next, count++) {
        str name;
        struct label_fact fact = {.presence = LABEL_POSSIBLE};
        if (read_text(source, &name))
            fact = label_set_fact(set, name);
        if (fact.presence == LABEL_CERTAIN)
            out.presence = LABEL_CERTAIN;
        else if (fact.presence == LABEL_POSSIBLE && out.presence != LABEL_CERTAIN)
            out.presence = LABEL_POSSIBLE;
    }
    if (count > 1 && separator.len)
        out.presence = LABEL_CERTAIN;
    if (out.presence == LABEL_IMPOSSIBLE)
        out.why = replaced(run, node);
    return out;
}

struct label_flow label_flow_join(struct label_run *run, const struct promql_node *node) {
    const struct label_flow *inner = &run->nodes[node->child->index];
    struct label_flow flow = *inner;
    struct label_set *sets = arena_array(run->arena, struct label_set, inner->len);
    str destination, separator, source;
    bool is_known = read_text(promql_child(node, 1), &destination) && read_text(promql_child(node, 2), &separator);
    for (size_t i = 0; i < inner->len; i++) {
        struct label_draft draft;
        label_draft_copy(&draft, &inner->sets[i]);
        if (is_known && label_work(run, node->child_count)) {
            struct label_fact fact = joined(run, node, &inner->sets[i], destination, separator);
            label_draft_set(&draft, destination, &fact);
        }
        sets[i] = is_known ? label_draft_finish(run, &draft) : label_set_unknown;
    }
    for (const struct promql_node *label = promql_child(node, 3); label; label = label->next)
        if (read_text(label, &source) && label_work(run, inner->len))
            check_source(run, node, inner, label, source);
    flow.sets = sets;
    return flow;
}
