/* Pipelines:
 *
 *   pipe    := [ $v [, $v] ( ':=' | '=' ) ] command ( '|' command )*
 *   command := term ( space term )*
 *   term    := ( literal | '.' | .field | $v | function | '(' pipe ')' ) .field*
 *
 * The order of the checks is Go's, because the first error is the one a user has seen before. */
#include "gotmpl/parser.h"

#include <string.h>

#include "gotmpl/functions.h"
#include "gotmpl/literal.h"

/* By the token that a term begins with: one more than its kind; 0: none begins with it. */
static const unsigned char term_kinds[] = {
    [TOKEN_NUMBER] = GOTMPL_TERM_NUMBER + 1,     [TOKEN_COMPLEX] = GOTMPL_TERM_NUMBER + 1,
    [TOKEN_CHARACTER] = GOTMPL_TERM_NUMBER + 1,  [TOKEN_STRING] = GOTMPL_TERM_STRING + 1,
    [TOKEN_RAW_STRING] = GOTMPL_TERM_STRING + 1, [TOKEN_BOOL] = GOTMPL_TERM_BOOL + 1,
    [TOKEN_NIL] = GOTMPL_TERM_NIL + 1,           [TOKEN_DOT] = GOTMPL_TERM_DOT + 1,
    [TOKEN_FIELD] = GOTMPL_TERM_FIELD + 1,       [TOKEN_VARIABLE] = GOTMPL_TERM_VARIABLE + 1,
    [TOKEN_NAME] = GOTMPL_TERM_FUNCTION + 1,     [TOKEN_OPEN] = GOTMPL_TERM_PIPE + 1,
};

static bool begins_term(enum token_kind token, enum gotmpl_term_kind *kind) {
    unsigned found = token < sizeof term_kinds ? term_kinds[token] : 0;
    if (found)
        *kind = (enum gotmpl_term_kind)(found - 1);
    return found > 0;
}

/* A value that cannot be called, so that it cannot take what a pipe brings. */
static bool is_literal(enum gotmpl_term_kind kind) {
    return kind == GOTMPL_TERM_NUMBER || kind == GOTMPL_TERM_STRING || kind == GOTMPL_TERM_BOOL ||
           kind == GOTMPL_TERM_NIL || kind == GOTMPL_TERM_DOT;
}

/* ---- terms ---- */

/* before "name" after */
static void fail_naming(struct parser *parser, span at, const char *before, str name, const char *after) {
    str quoted = gotmpl_literal_quote(parser->arena, name, name.len);
    gotmpl_parser_fail(parser, at, "%s %.*s%s", before, STR_ARG(quoted), after);
}

static bool check_number(struct parser *parser, struct token token, str text) {
    str problem = token.kind == TOKEN_CHARACTER ? gotmpl_literal_check_character(parser->arena, text)
                  : token.kind == TOKEN_COMPLEX ? gotmpl_literal_check_complex(parser->arena, text)
                                                : gotmpl_literal_check_number(parser->arena, text);
    if (problem.len > 0)
        gotmpl_parser_fail_text(parser, token.span, problem);
    return problem.len == 0;
}

static bool read_string(struct parser *parser, struct gotmpl_term *term) {
    if (!gotmpl_literal_unquote(parser->arena, term->text, &term->value)) {
        gotmpl_parser_fail(parser, term->span, "invalid syntax");
        return false;
    }
    term->escaped = term->value.ptr != term->text.ptr + 1;
    return true;
}

static struct gotmpl_field *new_field(struct parser *parser, span at) {
    struct gotmpl_field *field = arena_new(parser->arena, struct gotmpl_field);
    field->span = (span){at.start + 1, at.end};
    field->name = gotmpl_parser_text(parser, field->span);
    return field;
}

static bool read_parentheses(struct parser *parser, struct gotmpl_term *term) {
    if (!gotmpl_parser_enter(parser, term->span))
        return false;
    term->pipe = gotmpl_parser_pipe(parser, "parenthesized pipeline", TOKEN_CLOSE);
    parser->depth--;
    term->span.end = parser->tokens.at[parser->at - 1].span.end;
    return term->pipe;
}

/* What the kind of the term asks for beyond its token. */
static bool complete_term(struct parser *parser, struct gotmpl_term *term, struct token token) {
    switch (term->kind) {
    case GOTMPL_TERM_NUMBER:
        return check_number(parser, token, term->text);
    case GOTMPL_TERM_STRING:
        return read_string(parser, term);
    case GOTMPL_TERM_FIELD:
        term->fields = new_field(parser, token.span);
        return true;
    case GOTMPL_TERM_VARIABLE:
        if (!gotmpl_parser_is_declared(parser, term->text))
            fail_naming(parser, token.span, "undefined variable", term->text, "");
        return !parser->failed;
    case GOTMPL_TERM_FUNCTION:
        if (!gotmpl_function_find(term->text, parser->dialect))
            fail_naming(parser, token.span, "function", term->text, " not defined");
        return !parser->failed;
    case GOTMPL_TERM_PIPE:
        return read_parentheses(parser, term);
    case GOTMPL_TERM_BOOL:
    case GOTMPL_TERM_NIL:
    case GOTMPL_TERM_DOT:
        break;
    }
    return true;
}

/* The fields that follow a term without a space. */
static bool read_fields(struct parser *parser, struct gotmpl_term *term) {
    struct gotmpl_field **last = &term->fields;
    while (*last)
        last = &(*last)->next;
    if (gotmpl_parser_peek_raw(parser).kind != TOKEN_FIELD)
        return true;
    span first = gotmpl_parser_peek_raw(parser).span;
    for (; gotmpl_parser_peek_raw(parser).kind == TOKEN_FIELD; last = &(*last)->next) {
        *last = new_field(parser, gotmpl_parser_next(parser).span);
        term->span.end = (*last)->span.end;
    }
    if (is_literal(term->kind))
        fail_naming(parser, first, "unexpected . after term", term->text, "");
    return !parser->failed;
}

/* A term of this kind, whose first token is next. */
static struct gotmpl_term *parse_term(struct parser *parser, enum gotmpl_term_kind kind) {
    struct token token = gotmpl_parser_next(parser);
    struct gotmpl_term *term = arena_new(parser->arena, struct gotmpl_term);
    term->kind = kind;
    term->span = token.span;
    term->text = gotmpl_parser_text(parser, token.span);
    return complete_term(parser, term, token) && read_fields(parser, term) ? term : NULL;
}

/* ---- commands ---- */

/* Past what may follow a term; *more if another may. False: it may not stand here. */
static bool end_term(struct parser *parser, bool *more) {
    struct token token = gotmpl_parser_peek_raw(parser);
    *more = token.kind == TOKEN_SPACE;
    if (token.kind == TOKEN_SPACE || token.kind == TOKEN_PIPE)
        parser->at++;
    else if (token.kind != TOKEN_RIGHT && token.kind != TOKEN_CLOSE)
        gotmpl_parser_unexpected(parser, token, "operand");
    return !parser->failed;
}

/* A command whose first term is next. A space after it may be followed by nothing; a pipe is taken. */
static struct gotmpl_command *parse_command(struct parser *parser) {
    struct gotmpl_command *command = arena_new(parser->arena, struct gotmpl_command);
    struct gotmpl_term **last = &command->terms;
    command->span = gotmpl_parser_peek(parser).span;
    for (bool more = true; more;) {
        enum gotmpl_term_kind kind;
        if (begins_term(gotmpl_parser_peek(parser).kind, &kind)) {
            *last = parse_term(parser, kind);
            if (!*last)
                return NULL;
            command->span.end = (*last)->span.end;
            last = &(*last)->next;
        }
        if (!end_term(parser, &more))
            return NULL;
    }
    return command;
}

/* ---- pipelines ---- */

static bool is_comma(const struct parser *parser, struct token token) {
    return token.kind == TOKEN_SIGN && parser->text.ptr[token.span.start] == ',';
}

/* Whether another variable may be declared after a comma. */
static bool another_variable(struct parser *parser, const struct gotmpl_pipe *pipe, const char *context) {
    if (strcmp(context, "range") != 0 || pipe->declaration_count > 1) {
        span last = pipe->declarations[pipe->declaration_count - 1].span;
        gotmpl_parser_fail(parser, last, "too many declarations in %s", context);
        return false;
    }
    struct token next = gotmpl_parser_peek(parser);
    if (next.kind == TOKEN_VARIABLE)
        return true;
    if (next.kind != TOKEN_RIGHT && next.kind != TOKEN_CLOSE)
        gotmpl_parser_fail(parser, next.span, "range can only initialize variables");
    return false;
}

/* The variables before := or =; a variable that neither of them nor a comma follows is a term, and left. */
static void parse_declarations(struct parser *parser, struct gotmpl_pipe *pipe, const char *context) {
    for (bool more = true; more && gotmpl_parser_peek(parser).kind == TOKEN_VARIABLE;) {
        struct token variable = gotmpl_parser_next(parser);
        size_t behind = parser->at;
        struct token next = gotmpl_parser_next(parser);
        if (next.kind != TOKEN_ASSIGN && next.kind != TOKEN_DECLARE && !is_comma(parser, next)) {
            parser->at = behind - 1;
            return;
        }
        str name = gotmpl_parser_text(parser, variable.span);
        if (pipe->declaration_count < 2)
            pipe->declarations[pipe->declaration_count++] = (struct gotmpl_declaration){name, variable.span};
        gotmpl_parser_declare(parser, name);
        pipe->assigns = next.kind == TOKEN_ASSIGN;
        more = is_comma(parser, next) && another_variable(parser, pipe, context);
    }
}

/* Only the first command may begin with a value. */
static bool check_stages(struct parser *parser, const struct gotmpl_pipe *pipe) {
    unsigned stage = 2;
    for (const struct gotmpl_command *command = pipe->commands->next; command; command = command->next, stage++) {
        if (!is_literal(command->terms->kind))
            continue;
        gotmpl_parser_fail(parser, command->terms->span, "non executable command in pipeline stage %u", stage);
        return false;
    }
    return true;
}

static struct gotmpl_pipe *end_pipe(struct parser *parser, struct gotmpl_pipe *pipe, const char *context, span end) {
    if (!pipe->commands) {
        span at = parser->action.end > 0 ? (span){parser->action.start, end.end} : end;
        return gotmpl_parser_fail(parser, at, "missing value for %s", context);
    }
    return check_stages(parser, pipe) ? pipe : NULL;
}

struct gotmpl_pipe *gotmpl_parser_pipe(struct parser *parser, const char *context, enum token_kind end) {
    struct gotmpl_pipe *pipe = arena_new(parser->arena, struct gotmpl_pipe);
    pipe->span = gotmpl_parser_peek(parser).span;
    parse_declarations(parser, pipe, context);
    for (struct gotmpl_command **last = &pipe->commands; !parser->failed; last = &(*last)->next) {
        struct token token = gotmpl_parser_peek(parser);
        enum gotmpl_term_kind kind;
        if (token.kind == end) {
            parser->at++;
            return end_pipe(parser, pipe, context, token.span);
        }
        if (!begins_term(token.kind, &kind))
            return gotmpl_parser_unexpected(parser, token, context);
        *last = parse_command(parser);
        if (!*last)
            return NULL;
        pipe->span.end = (*last)->span.end;
    }
    return NULL;
}
