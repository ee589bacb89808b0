/* What both halves of the parser stand on: tokens, errors, variables. */
#include "gotmpl/parser.h"

#include <stdarg.h>

#include "gotmpl/literal.h"
#include "gotmpl/variables.h"

/* ---- tokens ---- */

str gotmpl_parser_text(const struct parser *parser, span at) {
    return str_slice(parser->text, at.start, at.end);
}

/* ---- errors ---- */

void *gotmpl_parser_fail_text(struct parser *parser, span at, str message) {
    if (parser->failed)
        return NULL;
    parser->error->message = message;
    parser->error->at = at;
    parser->failed = true;
    return NULL;
}

void *gotmpl_parser_fail(struct parser *parser, span at, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    str message = arena_format_list(parser->arena, format, arguments);
    va_end(arguments);
    return gotmpl_parser_fail_text(parser, at, message);
}

static uint32_t line_of(const struct parser *parser, uint32_t offset) {
    uint32_t line = 1;
    for (uint32_t i = 0; i < offset; i++)
        line += parser->text.ptr[i] == '\n';
    return line;
}

/* Go names the line where the action began if it is another one; a message about an action does not repeat the word. */
static void *fail_lexing(struct parser *parser, struct token token) {
    str message = parser->tokens.message;
    uint32_t began = line_of(parser, parser->action.start);
    parser->error->opened = parser->tokens.opened;
    if (parser->action.end == 0 || began == line_of(parser, token.span.start))
        return gotmpl_parser_fail(parser, token.span, "%.*s", STR_ARG(message));
    const char *in = str_ends_with(message, STR(" action")) ? "" : " in action";
    return gotmpl_parser_fail(parser, token.span, "%.*s%s started at line %u", STR_ARG(message), in, (unsigned)began);
}

static str describe(struct parser *parser, struct token token) {
    str text = gotmpl_parser_text(parser, token.span);
    if (token.kind == TOKEN_END)
        return STR("EOF");
    if (token.kind >= TOKEN_DOT)
        return arena_format(parser->arena, "<%.*s>", STR_ARG(text));
    if (token.kind == TOKEN_RIGHT)
        text = STR("}}");
    if (text.len <= 10)
        return gotmpl_literal_quote(parser->arena, text, text.len);
    str quoted = gotmpl_literal_quote(parser->arena, text, 10);
    return arena_format(parser->arena, "%.*s...", STR_ARG(quoted));
}

void *gotmpl_parser_unexpected(struct parser *parser, struct token token, const char *context) {
    if (token.kind == TOKEN_ERROR)
        return fail_lexing(parser, token);
    str shown = describe(parser, token);
    return gotmpl_parser_fail(parser, token.span, "unexpected %.*s in %s", STR_ARG(shown), context);
}

bool gotmpl_parser_enter(struct parser *parser, span at) {
    if (parser->depth >= GOTMPL_MAX_DEPTH) {
        gotmpl_parser_fail(parser, at, "nested too deeply");
        parser->error->too_deep = true;
        return false;
    }
    parser->depth++;
    return true;
}

/* ---- variables ---- */

void gotmpl_parser_declare(struct parser *parser, str name) {
    struct scope *scope = parser->scope;
    struct variable *variable = map_get(&scope->names, name);
    if (!variable) {
        variable = arena_new(parser->arena, struct variable);
        map_put(parser->arena, &scope->names, name, variable);
    }
    variable->live++;
    vec_push(parser->arena, &scope->declared, variable);
}

bool gotmpl_parser_is_declared(const struct parser *parser, str name) {
    const struct scope *scope = parser->scope;
    if (str_equal(name, STR("$")) || (scope->has_predefined && gotmpl_variable_find(name) != GOTMPL_VARIABLES))
        return true;
    const struct variable *variable = map_get(&scope->names, name);
    return variable && variable->live > 0;
}

void gotmpl_parser_undeclare(struct parser *parser, size_t count) {
    struct scope *scope = parser->scope;
    while (scope->declared.len > count)
        scope->declared.at[--scope->declared.len]->live--;
}
