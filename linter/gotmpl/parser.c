/* The parser of text/template (Go 1.26): lists of text and actions.
 *
 *   list   := ( text | action )*
 *   action := {{pipe}} | {{if pipe}} list [{{else if pipe}} list]* [{{else}} list] {{end}} | {{with ...}} likewise
 *           | {{range pipe}} list [{{else}} list] {{end}} | {{break}} | {{continue}} | {{template "n" [pipe]}}
 *           | {{block "n" pipe}} list {{end}} | {{define "n"}} list {{end}}   (define: outermost list only)
 *
 * Variables live to the end of the control structure that declares them; a define or block sees only $. Chains of
 * else-if are read in a loop, so that only real nesting costs depth. */
#include "gotmpl/parser.h"

#include "gotmpl/literal.h"
#include "gotmpl/rune.h"

/* ---- lists ---- */

/* What ended a list. */
enum ending { END_FAILED, END_FINISH, END_ELSE, END_TEXT };

static enum ending parse_list(struct parser *parser, struct gotmpl_node **first, bool outermost, span *ending);

static span action_from(const struct parser *parser, uint32_t start) {
    return (span){start, parser->tokens.at[parser->at - 1].span.end};
}

static struct gotmpl_node *new_node(struct parser *parser, enum gotmpl_node_kind kind, uint32_t start) {
    struct gotmpl_node *node = arena_new(parser->arena, struct gotmpl_node);
    node->kind = kind;
    node->head = node->span = action_from(parser, start);
    return node;
}

/* Past the end of an action without operands. */
static bool expect_right(struct parser *parser, const char *context) {
    struct token token = gotmpl_parser_next(parser);
    if (token.kind != TOKEN_RIGHT)
        gotmpl_parser_unexpected(parser, token, context);
    return !parser->failed;
}

/* "unexpected EOF": the list that began with this action never ends. */
static enum ending fail_unended(struct parser *parser, span head) {
    uint32_t end = (uint32_t)parser->text.len;
    gotmpl_parser_fail(parser, (span){end, end}, "unexpected EOF");
    if (!parser->error->opened.end)
        parser->error->opened = head;
    return END_FAILED;
}

/* The body of head up to its end or else; *ending is that action. */
static enum ending parse_body(struct parser *parser, struct gotmpl_node **first, span head, span *ending) {
    enum ending how = parse_list(parser, first, false, ending);
    return how == END_TEXT ? fail_unended(parser, head) : how;
}

/* ---- if, with, range ---- */

static const struct control {
    enum token_kind token;
    enum gotmpl_node_kind node;
    const char *context;
} controls[] = {
    {TOKEN_IF, GOTMPL_IF, "if"},
    {TOKEN_WITH, GOTMPL_WITH, "with"},
    {TOKEN_RANGE, GOTMPL_RANGE, "range"},
};

/* The pipeline and the body of one branch; the keyword is past, start is the action's {{. */
static struct gotmpl_node *parse_branch(struct parser *parser, const struct control *control, uint32_t start,
                                        enum ending *how, span *ending) {
    struct gotmpl_pipe *pipe = gotmpl_parser_pipe(parser, control->context, TOKEN_RIGHT);
    if (!pipe)
        return NULL;
    struct gotmpl_node *node = new_node(parser, control->node, start);
    node->pipe = pipe;
    bool is_range = control->node == GOTMPL_RANGE;
    parser->range_depth += is_range;
    *how = parse_body(parser, &node->body, node->head, ending);
    parser->range_depth -= is_range;
    node->span.end = ending->end;
    return *how == END_FAILED ? NULL : node;
}

/* The list after a plain else, and the end. */
static bool parse_otherwise(struct parser *parser, struct gotmpl_node *node, span *ending) {
    span opened = *ending;
    enum ending how = parse_body(parser, &node->otherwise, node->head, ending);
    if (how == END_ELSE) {
        gotmpl_parser_fail(parser, *ending, "expected end; found {{else}}");
        parser->error->opened = opened;
    }
    return how == END_FINISH;
}

/* All branches; each else-if is the lone node of the else before it, and all end at the one end. */
static struct gotmpl_node *parse_control(struct parser *parser, const struct control *control, uint32_t start) {
    size_t declared = parser->scope->declared.len;
    struct gotmpl_node *whole = NULL, **branch = &whole, *node = NULL;
    enum ending how = END_FAILED;
    span ending = {0};
    for (bool more = true; more; branch = &node->otherwise) {
        node = *branch = parse_branch(parser, control, start, &how, &ending);
        if (!node)
            return NULL;
        node->chained = branch != &whole;
        more = how == END_ELSE && control->node != GOTMPL_RANGE && gotmpl_parser_peek(parser).kind == control->token;
        start = ending.start;
        parser->at += more;
    }
    if (how == END_ELSE && !parse_otherwise(parser, node, &ending))
        return NULL;
    gotmpl_parser_undeclare(parser, declared);
    whole->span.end = ending.end;
    for (node = whole->otherwise; node && node->chained; node = node->otherwise)
        node->span.end = ending.end;
    return whole;
}

/* ---- template, block, define ---- */

static bool parse_name(struct parser *parser, const char *context, str *name, span *at) {
    struct token token = gotmpl_parser_next(parser);
    *at = token.span;
    if (token.kind != TOKEN_STRING && token.kind != TOKEN_RAW_STRING)
        gotmpl_parser_unexpected(parser, token, context);
    else if (!gotmpl_literal_unquote(parser->arena, gotmpl_parser_text(parser, token.span), name))
        gotmpl_parser_fail(parser, token.span, "invalid syntax");
    return !parser->failed;
}

static bool is_blank(str text) {
    struct rune rune = {0};
    for (size_t at = 0; at < text.len; at += rune.width) {
        rune = gotmpl_rune_at(text, at);
        if (!gotmpl_rune_is_white(rune.code))
            return false;
    }
    return true;
}

static bool is_empty(const struct parser *parser, const struct gotmpl_node *list) {
    for (; list; list = list->next)
        if (list->kind != GOTMPL_TEXT || !is_blank(gotmpl_parser_text(parser, list->span)))
            return false;
    return true;
}

/* A name may be given twice only if one of the bodies is empty. */
static bool add_template(struct parser *parser, struct gotmpl_node *node) {
    if (is_empty(parser, node->body))
        return true;
    const struct gotmpl_node *before = map_get(&parser->templates, node->name);
    if (!before) {
        map_put(parser->arena, &parser->templates, node->name, node);
        return true;
    }
    str quoted = gotmpl_literal_quote(parser->arena, node->name, node->name.len);
    gotmpl_parser_fail(parser, node->name_span, "template: multiple definition of template %.*s", STR_ARG(quoted));
    parser->error->opened = before->name_span;
    return false;
}

/* The body of a define or block, which sees nothing of what is around it. */
static bool parse_template_body(struct parser *parser, struct gotmpl_node *node, const char *context) {
    struct scope *scope = parser->scope;
    span action = parser->action, ending = {0};
    unsigned range_depth = parser->range_depth;
    parser->scope = arena_new(parser->arena, struct scope);
    parser->action = (span){0};
    parser->range_depth = 0;
    enum ending how = parse_body(parser, &node->body, node->head, &ending);
    parser->scope = scope;
    parser->action = action;
    parser->range_depth = range_depth;
    node->span.end = ending.end;
    if (how == END_ELSE)
        gotmpl_parser_fail(parser, ending, "unexpected {{else}} in %s", context);
    return how == END_FINISH && add_template(parser, node);
}

static struct gotmpl_node *parse_block(struct parser *parser, uint32_t start) {
    static const char context[] = "block clause";
    str name;
    span at;
    if (!parse_name(parser, context, &name, &at))
        return NULL;
    struct gotmpl_pipe *pipe = gotmpl_parser_pipe(parser, context, TOKEN_RIGHT);
    if (!pipe)
        return NULL;
    struct gotmpl_node *node = new_node(parser, GOTMPL_BLOCK, start);
    node->pipe = pipe;
    node->name = name;
    node->name_span = at;
    return parse_template_body(parser, node, context) ? node : NULL;
}

static struct gotmpl_node *parse_define(struct parser *parser, uint32_t start) {
    static const char context[] = "define clause";
    str name;
    span at;
    if (!parse_name(parser, context, &name, &at) || !expect_right(parser, context))
        return NULL;
    struct gotmpl_node *node = new_node(parser, GOTMPL_DEFINE, start);
    node->name = name;
    node->name_span = at;
    return parse_template_body(parser, node, context) ? node : NULL;
}

static struct gotmpl_node *parse_call(struct parser *parser, uint32_t start) {
    static const char context[] = "template clause";
    str name;
    span at;
    struct gotmpl_pipe *pipe = NULL;
    if (!parse_name(parser, context, &name, &at))
        return NULL;
    if (gotmpl_parser_peek(parser).kind == TOKEN_RIGHT)
        parser->at++;
    else if (!(pipe = gotmpl_parser_pipe(parser, context, TOKEN_RIGHT)))
        return NULL;
    struct gotmpl_node *node = new_node(parser, GOTMPL_TEMPLATE, start);
    node->pipe = pipe;
    node->name = name;
    node->name_span = at;
    return node;
}

/* ---- actions ---- */

static struct gotmpl_node *parse_jump(struct parser *parser, enum gotmpl_node_kind kind, uint32_t start) {
    const char *word = kind == GOTMPL_BREAK ? "{{break}}" : "{{continue}}";
    if (!expect_right(parser, word))
        return NULL;
    if (parser->range_depth == 0)
        return gotmpl_parser_fail(parser, action_from(parser, start), "%s outside {{range}}", word);
    return new_node(parser, kind, start);
}

static struct gotmpl_node *parse_plain(struct parser *parser, uint32_t start) {
    struct gotmpl_pipe *pipe = gotmpl_parser_pipe(parser, "command", TOKEN_RIGHT);
    if (!pipe)
        return NULL;
    struct gotmpl_node *node = new_node(parser, GOTMPL_ACTION, start);
    node->pipe = pipe;
    return node;
}

/* An action that holds a list, one level deeper; the keyword is past. */
static struct gotmpl_node *parse_nesting(struct parser *parser, struct token keyword, uint32_t start) {
    if (!gotmpl_parser_enter(parser, keyword.span))
        return NULL;
    struct gotmpl_node *node = NULL;
    if (keyword.kind == TOKEN_DEFINE)
        node = parse_define(parser, start);
    else if (keyword.kind == TOKEN_BLOCK)
        node = parse_block(parser, start);
    for (size_t i = 0; i < sizeof controls / sizeof *controls; i++)
        if (controls[i].token == keyword.kind)
            node = parse_control(parser, &controls[i], start);
    parser->depth--;
    return node;
}

static bool is_nesting(enum token_kind kind, bool outermost) {
    return kind == TOKEN_IF || kind == TOKEN_WITH || kind == TOKEN_RANGE || kind == TOKEN_BLOCK ||
           (kind == TOKEN_DEFINE && outermost);
}

/* An action that is neither end nor else, behind its {{ at start. */
static struct gotmpl_node *parse_action(struct parser *parser, uint32_t start, bool outermost) {
    struct token keyword = gotmpl_parser_peek(parser);
    if (keyword.kind == TOKEN_DEFINE && outermost)
        parser->action = (span){0};
    if (is_nesting(keyword.kind, outermost)) {
        parser->at++;
        return parse_nesting(parser, keyword, start);
    }
    if (keyword.kind != TOKEN_BREAK && keyword.kind != TOKEN_CONTINUE && keyword.kind != TOKEN_TEMPLATE)
        return parse_plain(parser, start);
    parser->at++;
    if (keyword.kind == TOKEN_TEMPLATE)
        return parse_call(parser, start);
    return parse_jump(parser, keyword.kind == TOKEN_BREAK ? GOTMPL_BREAK : GOTMPL_CONTINUE, start);
}

/* {{end}} or {{else}} behind its {{ at start; the if or with of an else is left for the caller. */
static enum ending parse_ending(struct parser *parser, uint32_t start, span *ending) {
    bool is_else = gotmpl_parser_next(parser).kind == TOKEN_ELSE;
    enum token_kind next = gotmpl_parser_peek(parser).kind;
    bool goes_on = is_else && (next == TOKEN_IF || next == TOKEN_WITH);
    if (goes_on)
        *ending = (span){start, gotmpl_parser_peek(parser).span.start};
    else if (expect_right(parser, is_else ? "else" : "end"))
        *ending = action_from(parser, start);
    if (parser->failed)
        return END_FAILED;
    return is_else ? END_ELSE : END_FINISH;
}

static struct gotmpl_node *parse_node(struct parser *parser, bool outermost) {
    struct token token = gotmpl_parser_next(parser);
    if (token.kind == TOKEN_TEXT)
        return new_node(parser, GOTMPL_TEXT, token.span.start);
    if (token.kind != TOKEN_LEFT)
        return gotmpl_parser_unexpected(parser, token, "input");
    parser->action = token.span;
    struct gotmpl_node *node = parse_action(parser, token.span.start, outermost);
    parser->action = (span){0};
    return node;
}

/* The nodes up to an end, an else or the end of the text. */
static enum ending parse_list(struct parser *parser, struct gotmpl_node **last, bool outermost, span *ending) {
    for (; gotmpl_parser_peek(parser).kind != TOKEN_END; last = &(*last)->next) {
        struct token left = gotmpl_parser_peek(parser);
        size_t before = parser->at;
        if (left.kind == TOKEN_LEFT) {
            parser->at++;
            enum token_kind keyword = gotmpl_parser_peek(parser).kind;
            if (keyword == TOKEN_FINISH || keyword == TOKEN_ELSE) {
                parser->action = left.span;
                enum ending how = parse_ending(parser, left.span.start, ending);
                parser->action = (span){0};
                return how;
            }
            parser->at = before;
        }
        *last = parse_node(parser, outermost);
        if (!*last)
            return END_FAILED;
    }
    return END_TEXT;
}

struct gotmpl gotmpl_parse(struct arena *arena, str text, enum gotmpl_dialect dialect) {
    struct gotmpl result = {.text = text};
    if (!str_contains(text, STR("{{")))
        return result;
    struct scope outermost = {.has_predefined = dialect == GOTMPL_PROMETHEUS};
    struct parser parser = {.arena = arena, .text = text, .dialect = dialect, .error = &result.error};
    parser.tokens = gotmpl_lexer_run(arena, text);
    parser.scope = &outermost;
    span ending = {0};
    enum ending how = parse_list(&parser, &result.nodes, true, &ending);
    if (how == END_FINISH || how == END_ELSE)
        gotmpl_parser_fail(&parser, ending, how == END_ELSE ? "unexpected {{else}}" : "unexpected {{end}}");
    if (parser.failed)
        result.nodes = NULL;
    return result;
}
