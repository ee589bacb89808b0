/* The states of the lexer; lexer_scan.c reads the literals. */
#include "promql/lexer.h"

#include "promql/ast.h"
#include "promql/lexer_scan.h"
#include "promql/quote.h"
#include "promql/slips.h"

void promql_lexer_init(struct promql_lexer *lexer, struct arena *arena, str text) {
    *lexer = (struct promql_lexer){.text = text, .arena = arena};
}

struct promql_token lexer_emit(struct promql_lexer *lexer, enum promql_token_kind kind, int value) {
    struct promql_token token = {kind, value, {lexer->start, lexer->pos}};
    lexer->start = lexer->pos;
    return token;
}

struct promql_token lexer_fail(struct promql_lexer *lexer, str message, str help) {
    lexer->message = message;
    lexer->help = help;
    lexer->is_done = true;
    return (struct promql_token){TOKEN_ERROR, 0, {lexer->start, lexer->pos}};
}

static struct promql_token fail_at_rune(struct promql_lexer *lexer, const char *what, size_t at, const char *tail,
                                        str help) {
    str quoted = promql_quote_rune(lexer->arena, lexer->text, at);
    if (at < lexer->text.len) {
        uint32_t rune;
        lexer->pos = (uint32_t)(at + promql_rune(lexer->text, at, &rune));
    }
    return lexer_fail(lexer, arena_format(lexer->arena, "%s %.*s%s", what, STR_ARG(quoted), tail), help);
}

static bool next_is(const struct promql_lexer *lexer, char c) {
    return lexer_peek(lexer) == (unsigned char)c;
}

static struct promql_token emit_operator(struct promql_lexer *lexer, uint32_t len, enum promql_operator op) {
    lexer->pos += len;
    return lexer_emit(lexer, TOKEN_OPERATOR, (int)op);
}

static struct promql_token emit_bytes(struct promql_lexer *lexer, uint32_t len, enum promql_token_kind kind) {
    lexer->pos += len;
    return lexer_emit(lexer, kind, 0);
}

static struct promql_token right_paren(struct promql_lexer *lexer) {
    struct promql_token token = emit_bytes(lexer, 1, TOKEN_RIGHT_PAREN);
    if (--lexer->parens < 0)
        return lexer_fail(lexer, STR("unexpected right parenthesis ')'"), (str){0});
    return token;
}

static struct promql_token left_paren(struct promql_lexer *lexer) {
    lexer->parens++;
    return emit_bytes(lexer, 1, TOKEN_LEFT_PAREN);
}

/* step, range, min_of or max_of inside [ ]; TOKEN_ERROR when the word is none of them. */
static enum promql_token_kind duration_word(struct promql_lexer *lexer) {
    int value;
    uint32_t end = lexer->pos;
    while (end < lexer->text.len && lexer_is_alpha((unsigned char)lexer->text.ptr[end]))
        end++;
    enum promql_token_kind kind = promql_keyword(str_slice(lexer->text, lexer->pos, end), &value);
    if (kind != TOKEN_STEP && kind != TOKEN_RANGE && kind != TOKEN_MIN_OF && kind != TOKEN_MAX_OF)
        return TOKEN_ERROR;
    lexer->pos = end;
    return kind;
}

static bool followed_by_paren(const struct promql_lexer *lexer) {
    for (size_t at = lexer->pos; at < lexer->text.len; at++)
        if (!lexer_is_space((unsigned char)lexer->text.ptr[at]))
            return lexer->text.ptr[at] == '(';
    return false;
}

static struct promql_token word(struct promql_lexer *lexer) {
    if (lexer_skip(lexer, LEXER_ALPHA | LEXER_DIGIT | LEXER_COLON) & LEXER_COLON)
        return lexer_emit(lexer, TOKEN_METRIC_IDENTIFIER, 0);
    int value;
    enum promql_token_kind kind = promql_keyword(str_slice(lexer->text, lexer->start, lexer->pos), &value);
    bool is_fill = kind == TOKEN_FILL || kind == TOKEN_FILL_LEFT || kind == TOKEN_FILL_RIGHT;
    if (is_fill && !followed_by_paren(lexer))
        kind = TOKEN_IDENTIFIER;
    return lexer_emit(lexer, kind, value);
}

/* A letter or a colon in [ ] after a number. */
static struct promql_token word_in_brackets(struct promql_lexer *lexer) {
    if (next_is(lexer, ':')) {
        if (lexer->saw_colon)
            return fail_at_rune(lexer, "unexpected colon", lexer->pos, "", (str){0});
        lexer->saw_colon = true;
        return emit_bytes(lexer, 1, TOKEN_COLON);
    }
    enum promql_token_kind kind = duration_word(lexer);
    if (kind != TOKEN_ERROR)
        return lexer_emit(lexer, kind, 0);
    return fail_at_rune(lexer, "unexpected character:", lexer->pos, ", expected ':'",
                        STR("a range is a duration without spaces, as in [5m], a subquery [1h:5m]"));
}

static struct promql_token colon_before_number(struct promql_lexer *lexer) {
    struct promql_token token = emit_bytes(lexer, 1, TOKEN_COLON);
    if (!lexer->saw_number)
        return lexer_fail(lexer, STR("unexpected colon before duration in duration expression"),
                          STR("a subquery needs its range first, as in [1h:5m]"));
    if (lexer->saw_colon)
        return lexer_fail(lexer, STR("unexpected repeated colon in duration expression"), (str){0});
    lexer->saw_colon = true;
    return token;
}

static enum promql_operator arithmetic(int c) {
    switch (c) {
    case '+':
        return PROMQL_ADD;
    case '-':
        return PROMQL_SUB;
    case '*':
        return PROMQL_MUL;
    case '/':
        return PROMQL_DIV;
    case '%':
        return PROMQL_MOD;
    default:
        return PROMQL_POW;
    }
}

static bool starts_number(const struct promql_lexer *lexer, int c) {
    if (c != '.')
        return lexer_is_digit(c);
    return lexer->pos + 1 < lexer->text.len && lexer_is_digit((unsigned char)lexer->text.ptr[lexer->pos + 1]);
}

/* Inside [ ] before the first number: no comments, no words but four. */
static struct promql_token next_before_number(struct promql_lexer *lexer) {
    int c = lexer_peek(lexer);
    if (starts_number(lexer, c)) {
        lexer->saw_number = true;
        lexer->before_number = false;
        return lexer_number(lexer);
    }
    switch (c) {
    case -1:
        return lexer_fail(lexer, STR("unexpected end of input in duration expression"), (str){0});
    case ']':
        lexer->in_brackets = lexer->before_number = lexer->saw_colon = false;
        return emit_bytes(lexer, 1, TOKEN_RIGHT_BRACKET);
    case ':':
        return colon_before_number(lexer);
    case '(':
        return left_paren(lexer);
    case ')':
        return right_paren(lexer);
    case ',':
        return emit_bytes(lexer, 1, TOKEN_COMMA);
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
    case '^':
        return emit_operator(lexer, 1, arithmetic(c));
    default:
        break;
    }
    enum promql_token_kind kind = duration_word(lexer);
    if (kind != TOKEN_ERROR)
        return lexer_emit(lexer, kind, 0);
    return fail_at_rune(lexer, "unexpected character in duration expression:", lexer->pos, "",
                        slips_stray(lexer->text, lexer->pos, SLIPS_IN_RANGE));
}

static struct promql_token matcher_negation(struct promql_lexer *lexer) {
    lexer->pos++;
    if (next_is(lexer, '~'))
        return emit_bytes(lexer, 1, TOKEN_NEQ_REGEX);
    if (next_is(lexer, '='))
        return emit_operator(lexer, 1, PROMQL_NE);
    return fail_at_rune(lexer, "unexpected character after '!' inside braces:", lexer->pos, "",
                        slips_stray(lexer->text, lexer->pos, SLIPS_IN_BRACES));
}

static struct promql_token next_in_braces(struct promql_lexer *lexer) {
    int c = lexer_peek(lexer);
    if (lexer_is_alpha(c)) {
        lexer_skip(lexer, LEXER_ALPHA | LEXER_DIGIT);
        return lexer_emit(lexer, TOKEN_IDENTIFIER, 0);
    }
    switch (c) {
    case -1:
        return lexer_fail(lexer, STR("unexpected end of input inside braces"), (str){0});
    case ',':
        return emit_bytes(lexer, 1, TOKEN_COMMA);
    case '"':
    case '\'':
    case '`':
        return lexer_string(lexer);
    case '=':
        lexer->pos++;
        return next_is(lexer, '~') ? emit_bytes(lexer, 1, TOKEN_EQL_REGEX) : lexer_emit(lexer, TOKEN_EQL, 0);
    case '!':
        return matcher_negation(lexer);
    case '{':
        return fail_at_rune(lexer, "unexpected left brace", lexer->pos, "",
                            STR("templates are not expanded in an expression"));
    case '}':
        lexer->in_braces = false;
        return emit_bytes(lexer, 1, TOKEN_RIGHT_BRACE);
    default:
        return fail_at_rune(lexer, "unexpected character inside braces:", lexer->pos, "",
                            slips_stray(lexer->text, lexer->pos, SLIPS_IN_BRACES));
    }
}

static struct promql_token at_end(struct promql_lexer *lexer) {
    if (lexer->parens != 0)
        return lexer_fail(lexer, STR("unclosed left parenthesis"), (str){0});
    if (lexer->in_brackets)
        return lexer_fail(lexer, STR("unclosed left bracket"), (str){0});
    lexer->is_done = true;
    return lexer_emit(lexer, TOKEN_EOF, 0);
}

static struct promql_token bracket(struct promql_lexer *lexer, int c) {
    if (c == ']' && !lexer->in_brackets)
        return fail_at_rune(lexer, "unexpected right bracket", lexer->pos, "", (str){0});
    if (c == '[' && lexer->in_brackets)
        return fail_at_rune(lexer, "unexpected left bracket", lexer->pos, "", (str){0});
    lexer->in_brackets = lexer->before_number = c == '[';
    if (c == '[')
        lexer->saw_colon = false;
    return emit_bytes(lexer, 1, c == '[' ? TOKEN_LEFT_BRACKET : TOKEN_RIGHT_BRACKET);
}

static struct promql_token equality(struct promql_lexer *lexer, int c) {
    str help = STR("regular expressions match labels alone, inside { }");
    str negation = STR("there is no negation: compare with == 0, or take away with unless");
    lexer->pos++;
    if (c == '=' && next_is(lexer, '='))
        return emit_operator(lexer, 1, PROMQL_EQ);
    if (c == '!' && next_is(lexer, '='))
        return emit_operator(lexer, 1, PROMQL_NE);
    if (c == '=' && !next_is(lexer, '~'))
        return lexer_emit(lexer, TOKEN_EQL, 0);
    return fail_at_rune(
        lexer, c == '=' ? "unexpected character after '=':" : "unexpected character after '!':", lexer->pos, "",
        next_is(lexer, '~') ? help
        : c == '!'          ? negation
                            : (str){0});
}

static struct promql_token order(struct promql_lexer *lexer, int c) {
    lexer->pos++;
    if (next_is(lexer, '='))
        return emit_operator(lexer, 1, c == '<' ? PROMQL_LE : PROMQL_GE);
    if (next_is(lexer, '/'))
        return emit_operator(lexer, 1, c == '<' ? PROMQL_TRIM_UPPER : PROMQL_TRIM_LOWER);
    return emit_operator(lexer, 0, c == '<' ? PROMQL_LT : PROMQL_GT);
}

static struct promql_token next_in_expression(struct promql_lexer *lexer) {
    int c = lexer_peek(lexer);
    if (lexer_is_alpha(c) || c == ':')
        return lexer->in_brackets ? word_in_brackets(lexer) : word(lexer);
    if (starts_number(lexer, c))
        return lexer_number(lexer);
    switch (c) {
    case -1:
        return at_end(lexer);
    case ',':
        return emit_bytes(lexer, 1, TOKEN_COMMA);
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
    case '^':
        return emit_operator(lexer, 1, arithmetic(c));
    case '=':
    case '!':
        return equality(lexer, c);
    case '<':
    case '>':
        return order(lexer, c);
    case '"':
    case '\'':
    case '`':
        return lexer_string(lexer);
    case '(':
        return left_paren(lexer);
    case ')':
        return right_paren(lexer);
    case '{':
        lexer->in_braces = true;
        return emit_bytes(lexer, 1, TOKEN_LEFT_BRACE);
    case '[':
    case ']':
        return bracket(lexer, c);
    case '@':
        return emit_bytes(lexer, 1, TOKEN_AT);
    default:
        return fail_at_rune(lexer, "unexpected character:", lexer->pos, "",
                            slips_stray(lexer->text, lexer->pos, SLIPS_OUTSIDE));
    }
}

static void skip_blanks(struct promql_lexer *lexer) {
    lexer_skip(lexer, LEXER_SPACE);
    while (lexer_peek(lexer) == '#' && !lexer->before_number) {
        for (int c = '#'; c >= 0 && c != '\n' && c != '\r'; c = lexer_peek(lexer))
            lexer->pos++;
        lexer_skip(lexer, LEXER_SPACE);
    }
    lexer->start = lexer->pos;
}

struct promql_token promql_lexer_next(struct promql_lexer *lexer) {
    if (lexer->is_done)
        return (struct promql_token){TOKEN_EOF, 0, {(uint32_t)lexer->text.len, (uint32_t)lexer->text.len}};
    skip_blanks(lexer);
    if (lexer->in_braces)
        return next_in_braces(lexer);
    if (lexer->before_number)
        return next_before_number(lexer);
    return next_in_expression(lexer);
}
