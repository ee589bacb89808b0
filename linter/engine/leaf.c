/* Leaves that hold a language: parsed once, kept for facts and rules.
 *
 * What a template's action hides is not parsed, nor is a value of a chart that passes through Helm's own templating. */
#include "engine/walk.h"
#include "gotmpl/gotmpl.h"
#include "gotmpl/slips.h"
#include "logql/detect.h"
#include "text/regex.h"
#include "text/variable.h"

/* The API server stores no object that is larger. */
enum { LEAF_LONGEST = 1024 * 1024 };

static bool is_hidden(const struct document *document, const struct node *leaf) {
    if (node_is_opaque(leaf))
        return true;
    bool helm = document->reader == READER_HELM && leaf->field->flags & FIELD_TEMPLATED;
    return helm && str_contains(leaf->value, STR("{{"));
}

static struct promql_options promql_options_of(const struct config *config, struct arena *scratch) {
    version stated = config->prometheus.version;
    return (struct promql_options){
        .version = stated / 1000,
        .experimental_functions = config->prometheus.experimental_functions,
        .duration_expressions = config->prometheus.duration_expressions,
        .extended_range_selectors = config->prometheus.extended_range_selectors,
        .binop_fill = config->prometheus.binop_fill,
        .scratch = scratch,
    };
}

static void tell_limit(struct walk *walk, const struct node *leaf, str message) {
    struct violation violation = {
        .kind = VIOLATION_RESOURCE_LIMIT, .at = node_place(leaf), .node = leaf, .message = message};
    walk->result->incomplete = true;
    walk_violation(walk, &violation);
}

static void tell_too_deep(struct walk *walk, const struct node *leaf) {
    tell_limit(walk, leaf, STR("the expression nests beyond the bounds of this parser"));
}

/* What is larger is parsed, not analysed. Questions about a node go up to the root, or over all that is below it; and
 * the nodes of all expressions of a file are kept together, which of files that people write have 25 bytes each and
 * more. */
enum { MOST_HEIGHT = 1000, MOST_NODES = 20 * 1000, NODES_OF_FILE = 100 * 1000, BYTES_OF_NODE = 8 };

/* NULL if the expression can be analysed. */
static const char *size_fault(struct walk *walk, const struct promql_expr *parsed) {
    size_t together = walk->promql_nodes + parsed->node_count;
    if (parsed->root && parsed->root->height > MOST_HEIGHT)
        return "the expression nests more than 1,000 operators and is not analysed";
    if (parsed->node_count > MOST_NODES)
        return "the expression has more than 20,000 parts and is not analysed";
    if (together > NODES_OF_FILE + walk->result->source.bytes.len / BYTES_OF_NODE)
        return "the expressions of the file have too many parts, and this one is not analysed";
    walk->promql_nodes = together;
    return NULL;
}

/* "expr:" without a value is a missing one, which rules about the structure tell; "" is an expression. */
static bool is_null(const struct node *leaf) {
    return leaf->value.len == 0 && leaf->style == STYLE_PLAIN;
}

static void parse_promql(struct walk *walk, const struct document *document, struct node *leaf) {
    struct arena *arena = walk->result->arena;
    if (document->dialect == DIALECT_LOGQL || is_null(leaf))
        return;
    struct promql_options options = promql_options_of(walk->engine->config, walk->scratch);
    struct arena_mark kept = arena_mark(arena), mark = arena_mark(walk->scratch);
    struct expression *expression = arena_new(arena, struct expression);
    expression->text = source_keep(leaf->tree->source, arena, leaf->value);
    expression->parsed = promql_parse(arena, expression->text, &options);
    arena_release(walk->scratch, mark);
    expression->source = leaf->tree->source;
    if (expression->parsed.status == PROMQL_TOO_DEEP) {
        tell_too_deep(walk, leaf);
        return;
    }
    const char *fault = size_fault(walk, &expression->parsed);
    if (fault && expression->parsed.status == PROMQL_VALID) {
        arena_release(arena, kept);
        tell_limit(walk, leaf, str_of(fault));
        return;
    }
    if (expression->parsed.status == PROMQL_INVALID &&
        (logql_looks_like(leaf->value) || variable_stands_in(leaf->value)))
        return;
    expression->spelling = spelling_keep(arena, leaf);
    leaf->parsed = expression;
    run_expression_rules(&walk->pass, &walk->engine->registry->expressions, expression);
}

/* Only the labels and annotations of alerts are templates. */
static bool is_of_alert(const struct node *leaf) {
    const struct node *rule = node_ancestor(leaf, ROLE_RULE);
    return rule && node_field(rule, ROLE_RULE_ALERT);
}

static void tell_template(struct walk *walk, const struct node *leaf, const struct gotmpl *parsed) {
    const struct gotmpl_error *error = &parsed->error;
    struct violation violation = {.kind = VIOLATION_TEMPLATE,
                                  .at = node_place_within(leaf, error->at),
                                  .node = leaf,
                                  .field = leaf->field,
                                  .message = error->message,
                                  .help = gotmpl_help(walk->scratch, parsed, GOTMPL_PROMETHEUS),
                                  .has_note = error->opened.end > error->opened.start};
    if (violation.has_note) {
        violation.note_at = node_place_within(leaf, error->opened);
        violation.note = STR("opened here");
    }
    walk_violation(walk, &violation);
}

/* Keeps what the template reads, not its tree. What a finding leaves in the scratch arena has to stay there. */
static bool read_actions(struct walk *walk, const struct node *leaf, struct templated *templated) {
    struct gotmpl parsed = gotmpl_parse(walk->scratch, templated->text, GOTMPL_PROMETHEUS);
    if (parsed.error.too_deep) {
        tell_limit(walk, leaf, STR("the template nests beyond the bounds of this parser"));
        return false;
    }
    if (parsed.error.message.len) {
        tell_template(walk, leaf, &parsed);
        return false;
    }
    struct gotmpl_reads reads = gotmpl_find_reads(walk->scratch, &parsed);
    templated->has_actions = true;
    templated->reads = gotmpl_keep_reads(walk->result->arena, &reads, templated->text);
    templated->calls = gotmpl_check_calls(walk->result->arena, &parsed, GOTMPL_PROMETHEUS);
    templated->holes = gotmpl_find_holes(walk->result->arena, &parsed);
    return true;
}

static void parse_template(struct walk *walk, struct node *leaf) {
    struct arena *arena = walk->result->arena;
    if (!is_of_alert(leaf))
        return;
    struct templated *templated = arena_new(arena, struct templated);
    templated->text = source_keep(leaf->tree->source, arena, leaf->value);
    templated->source = leaf->tree->source;
    templated->spelling = spelling_keep(arena, leaf);
    if (str_contains(leaf->value, STR("{{"))) {
        struct arena_mark mark = arena_mark(walk->scratch);
        if (!read_actions(walk, leaf, templated))
            return;
        arena_release(walk->scratch, mark);
    }
    leaf->parsed = templated;
}

static void parse_regex(struct walk *walk, struct node *leaf) {
    if (leaf->value.len > REGEX_LONGEST) {
        tell_limit(walk, leaf, STR("the pattern is longer than 256 KiB"));
        return;
    }
    struct regex *regex = arena_new(walk->scratch, struct regex);
    *regex = regex_parse(walk->scratch, leaf->value, REGEX_RELABEL);
    if (regex->valid) {
        leaf->parsed = regex;
        return;
    }
    struct violation violation = {.kind = VIOLATION_REGEX,
                                  .at = node_place_within(leaf, regex->at),
                                  .node = leaf,
                                  .field = leaf->field,
                                  .message = regex->message,
                                  .help = regex_help(leaf->value, regex)};
    walk_violation(walk, &violation);
}

static bool is_of_record(const struct node *leaf) {
    const struct node *rule = node_ancestor(leaf, ROLE_RULE);
    return rule && node_field(rule, ROLE_RULE_RECORD);
}

/* An expression or an annotation that no rule looks into. */
static bool is_unread(const struct walk *walk, const struct node *leaf) {
    const bool *reads = walk->engine->registry->reads;
    if (reads[READS_LANGUAGES])
        return false;
    if (leaf->field->type == FIELD_PROMQL)
        return !reads[READS_RECORDS] || !is_of_record(leaf);
    return leaf->role == ROLE_RULE_ANNOTATION;
}

void walk_leaf(struct walk *walk, const struct document *document, struct node *leaf) {
    enum field_type type = leaf->field->type;
    if ((type != FIELD_PROMQL && type != FIELD_TEMPLATE && type != FIELD_REGEX) || is_unread(walk, leaf) ||
        is_hidden(document, leaf))
        return;
    if (leaf->value.len > LEAF_LONGEST)
        tell_limit(walk, leaf, STR("the value is longer than 1 MiB"));
    else if (type == FIELD_PROMQL)
        parse_promql(walk, document, leaf);
    else if (type == FIELD_TEMPLATE)
        parse_template(walk, leaf);
    else
        parse_regex(walk, leaf);
}
