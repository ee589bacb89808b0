/* The lexer of text/template (Go 1.26).
 *
 * Two modes: text up to the next {{, and the inside of an action. A trim marker needs white space on its inner side,
 * so that {{-1}} is a number. A comment is not a token: it must fill its action, and vanishes. A name must be followed
 * by something that can end it, so that $a-b and $a["b"] fail here and not in the parser. */
#include "gotmpl/lexer.h"

#include <string.h>

#include "base/vec.h"
#include "gotmpl/literal.h"
#include "gotmpl/rune.h"

struct lexer {
    struct arena *arena;
    str text;
    size_t at;
    size_t action; /* first byte of the action it is in */
    VEC(struct token) tokens;
    VEC(uint32_t) parentheses; /* open ones of this action */
    str message;
    span opened;
};

static const struct word {
    const char *text;
    enum token_kind kind;
} words[] = {
    {"block", TOKEN_BLOCK}, {"break", TOKEN_BREAK}, {"continue", TOKEN_CONTINUE}, {"define", TOKEN_DEFINE},
    {"else", TOKEN_ELSE},   {"end", TOKEN_FINISH},  {"false", TOKEN_BOOL},        {"if", TOKEN_IF},
    {"nil", TOKEN_NIL},     {"range", TOKEN_RANGE}, {"template", TOKEN_TEMPLATE}, {"true", TOKEN_BOOL},
    {"with", TOKEN_WITH},
};

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool is_space_at(const struct lexer *lexer, size_t at) {
    return at < lexer->text.len && is_space(lexer->text.ptr[at]);
}

static bool is_byte_at(const struct lexer *lexer, size_t at, char byte) {
    return at < lexer->text.len && lexer->text.ptr[at] == byte;
}

static bool is_pair_at(const struct lexer *lexer, size_t at, char pair) {
    return is_byte_at(lexer, at, pair) && is_byte_at(lexer, at + 1, pair);
}

/* Bytes of the end of an action at `at`: 2 for }}, 4 for the space, the dash and }}, otherwise 0. */
static size_t right_length(const struct lexer *lexer, size_t at) {
    if (is_pair_at(lexer, at, '}'))
        return 2;
    return is_space_at(lexer, at) && is_byte_at(lexer, at + 1, '-') && is_pair_at(lexer, at + 2, '}') ? 4 : 0;
}

static void emit(struct lexer *lexer, enum token_kind kind, size_t start) {
    span at = {(uint32_t)start, (uint32_t)lexer->at};
    vec_push(lexer->arena, &lexer->tokens, (struct token){kind, at});
}

/* The last token: what is wrong with the bytes from start. */
static bool fail(struct lexer *lexer, size_t start, str message) {
    lexer->message = message;
    emit(lexer, TOKEN_ERROR, start);
    return false;
}

static void skip_spaces(struct lexer *lexer) {
    while (is_space_at(lexer, lexer->at))
        lexer->at++;
}

/* ---- inside an action ---- */

/* The next byte is in the set. */
static bool is_one_of(const struct lexer *lexer, const char *set) {
    char next = lexer->at < lexer->text.len ? lexer->text.ptr[lexer->at] : '\0';
    return next != '\0' && strchr(set, next);
}

static bool is_terminated(const struct lexer *lexer) {
    if (lexer->at >= lexer->text.len)
        return true;
    char next = lexer->text.ptr[lexer->at];
    return is_space(next) || next == '.' || next == ',' || next == '|' || next == ':' || next == '(' || next == ')' ||
           is_pair_at(lexer, lexer->at, '}');
}

static bool is_ascii_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static void skip_word(struct lexer *lexer) {
    for (;;) {
        while (lexer->at < lexer->text.len && is_ascii_word(lexer->text.ptr[lexer->at]))
            lexer->at++;
        if (lexer->at >= lexer->text.len || (unsigned char)lexer->text.ptr[lexer->at] < 0x80)
            return;
        struct rune rune = gotmpl_rune_at(lexer->text, lexer->at);
        if (rune.width == 0 || !gotmpl_rune_is_word(rune.code))
            return;
        lexer->at += rune.width;
    }
}

static bool fail_at_rune(struct lexer *lexer, const char *problem) {
    struct rune rune = gotmpl_rune_at(lexer->text, lexer->at);
    size_t start = lexer->at;
    lexer->at += rune.width;
    str shown = gotmpl_literal_code_point(lexer->arena, rune.code);
    return fail(lexer, start, arena_format(lexer->arena, "%s %.*s", problem, STR_ARG(shown)));
}

static enum token_kind word_kind(str word) {
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_is(word, words[i].text))
            return words[i].kind;
    return TOKEN_NAME;
}

static bool lex_word(struct lexer *lexer) {
    size_t start = lexer->at;
    skip_word(lexer);
    if (!is_terminated(lexer))
        return fail_at_rune(lexer, "bad character");
    emit(lexer, word_kind(str_slice(lexer->text, start, lexer->at)), start);
    return true;
}

/* $ or . and a name, which may be missing. */
static bool lex_prefixed(struct lexer *lexer, enum token_kind alone, enum token_kind named) {
    size_t start = lexer->at++;
    if (is_terminated(lexer)) {
        emit(lexer, alone, start);
        return true;
    }
    skip_word(lexer);
    if (!is_terminated(lexer))
        return fail_at_rune(lexer, "bad character");
    emit(lexer, named, start);
    return true;
}

/* A literal between two quotes; a backslash takes the next character with it. Neither spans lines. */
static bool lex_quoted(struct lexer *lexer, char quote, enum token_kind kind, str problem) {
    size_t start = lexer->at++;
    for (;;) {
        if (is_byte_at(lexer, lexer->at, '\\'))
            lexer->at++;
        else if (is_byte_at(lexer, lexer->at, quote))
            break;
        if (lexer->at >= lexer->text.len || lexer->text.ptr[lexer->at] == '\n')
            return fail(lexer, start, problem);
        lexer->at++;
    }
    lexer->at++;
    emit(lexer, kind, start);
    return true;
}

static bool lex_raw(struct lexer *lexer) {
    size_t start = lexer->at++;
    lexer->at += str_find_byte(str_slice(lexer->text, lexer->at, lexer->text.len), '`');
    if (lexer->at >= lexer->text.len)
        return fail(lexer, start, STR("unterminated raw quoted string"));
    lexer->at++;
    emit(lexer, TOKEN_RAW_STRING, start);
    return true;
}

static bool accept(struct lexer *lexer, const char *set) {
    bool found = is_one_of(lexer, set);
    lexer->at += found;
    return found;
}

static void accept_run(struct lexer *lexer, const char *set) {
    while (accept(lexer, set))
        continue;
}

/* What looks like a number; false if a letter or digit follows it, which is taken too. */
static bool scan_number(struct lexer *lexer) {
    static const char decimal[] = "0123456789_", hexadecimal[] = "0123456789abcdefABCDEF_";
    const char *digits = decimal;
    accept(lexer, "+-");
    if (accept(lexer, "0"))
        digits = accept(lexer, "xX")   ? hexadecimal
                 : accept(lexer, "oO") ? "01234567_"
                 : accept(lexer, "bB") ? "01_"
                                       : decimal;
    accept_run(lexer, digits);
    if (accept(lexer, "."))
        accept_run(lexer, digits);
    if ((digits == decimal && accept(lexer, "eE")) || (digits == hexadecimal && accept(lexer, "pP"))) {
        accept(lexer, "+-");
        accept_run(lexer, decimal);
    }
    accept(lexer, "i");
    struct rune next = gotmpl_rune_at(lexer->text, lexer->at);
    if (next.width == 0 || !gotmpl_rune_is_word(next.code))
        return true;
    lexer->at += next.width;
    return false;
}

static bool lex_number(struct lexer *lexer) {
    size_t start = lexer->at;
    bool right = scan_number(lexer);
    bool is_complex = right && (is_byte_at(lexer, lexer->at, '+') || is_byte_at(lexer, lexer->at, '-'));
    if (is_complex)
        right = scan_number(lexer) && lexer->text.ptr[lexer->at - 1] == 'i';
    if (right) {
        emit(lexer, is_complex ? TOKEN_COMPLEX : TOKEN_NUMBER, start);
        return true;
    }
    str shown = gotmpl_literal_quote(lexer->arena, str_slice(lexer->text, start, lexer->at), SIZE_MAX);
    return fail(lexer, start, arena_format(lexer->arena, "bad number syntax: %.*s", STR_ARG(shown)));
}

/* Spaces up to, not including, the one that belongs to a trim marker. */
static bool lex_space(struct lexer *lexer) {
    size_t start = lexer->at;
    skip_spaces(lexer);
    if (right_length(lexer, lexer->at - 1) > 2)
        lexer->at--;
    emit(lexer, TOKEN_SPACE, start);
    return true;
}

static bool lex_sign(struct lexer *lexer, enum token_kind kind) {
    lexer->at++;
    emit(lexer, kind, lexer->at - 1);
    return true;
}

static bool lex_colon(struct lexer *lexer) {
    size_t start = lexer->at++;
    if (!is_byte_at(lexer, lexer->at, '='))
        return fail(lexer, start, STR("expected :="));
    lexer->at++;
    emit(lexer, TOKEN_DECLARE, start);
    return true;
}

static bool lex_open(struct lexer *lexer) {
    vec_push(lexer->arena, &lexer->parentheses, (uint32_t)lexer->at);
    return lex_sign(lexer, TOKEN_OPEN);
}

static bool lex_close(struct lexer *lexer) {
    if (lexer->parentheses.len == 0) {
        lexer->at++;
        return fail(lexer, lexer->at - 1, STR("unexpected right paren"));
    }
    lexer->parentheses.len--;
    return lex_sign(lexer, TOKEN_CLOSE);
}

/* A dot begins a number, a field, or stands alone. */
static bool lex_dot(struct lexer *lexer) {
    if (lexer->at + 1 >= lexer->text.len)
        return lex_number(lexer);
    char next = lexer->text.ptr[lexer->at + 1];
    return next >= '0' && next <= '9' ? lex_number(lexer) : lex_prefixed(lexer, TOKEN_DOT, TOKEN_FIELD);
}

/* One token of an action, of which neither the end nor the end of the text stands here. */
static bool lex_token(struct lexer *lexer) {
    struct rune rune = gotmpl_rune_at(lexer->text, lexer->at);
    switch (rune.code) {
    case ' ':
    case '\t':
    case '\r':
    case '\n':
        return lex_space(lexer);
    case '=':
        return lex_sign(lexer, TOKEN_ASSIGN);
    case ':':
        return lex_colon(lexer);
    case '|':
        return lex_sign(lexer, TOKEN_PIPE);
    case '"':
        return lex_quoted(lexer, '"', TOKEN_STRING, STR("unterminated quoted string"));
    case '`':
        return lex_raw(lexer);
    case '$':
        return lex_prefixed(lexer, TOKEN_VARIABLE, TOKEN_VARIABLE);
    case '\'':
        return lex_quoted(lexer, '\'', TOKEN_CHARACTER, STR("unterminated character constant"));
    case '.':
        return lex_dot(lexer);
    case '(':
        return lex_open(lexer);
    case ')':
        return lex_close(lexer);
    default:
        break;
    }
    if (rune.code == '+' || rune.code == '-' || (rune.code >= '0' && rune.code <= '9'))
        return lex_number(lexer);
    if (gotmpl_rune_is_word(rune.code))
        return lex_word(lexer);
    if (rune.code < 0x80 && gotmpl_rune_is_printable(rune.code))
        return lex_sign(lexer, TOKEN_SIGN);
    return fail_at_rune(lexer, "unrecognized character in action:");
}

/* From behind {{ to behind }}. */
static bool lex_action(struct lexer *lexer) {
    lexer->parentheses.len = 0;
    for (;;) {
        size_t start = lexer->at, right = right_length(lexer, start);
        size_t open = lexer->parentheses.len;
        if (right > 0 && open > 0) {
            uint32_t parenthesis = lexer->parentheses.at[open - 1];
            lexer->opened = (span){parenthesis, parenthesis + 1};
            lexer->at += right;
            return fail(lexer, start, STR("unclosed left paren"));
        }
        if (right > 0) {
            lexer->at += right;
            emit(lexer, TOKEN_RIGHT, start);
            if (right > 2)
                skip_spaces(lexer);
            return true;
        }
        if (start >= lexer->text.len) {
            lexer->opened = (span){(uint32_t)lexer->action, (uint32_t)lexer->action + 2};
            return fail(lexer, start, STR("unclosed action"));
        }
        if (!lex_token(lexer))
            return false;
    }
}

/* ---- between actions ---- */

/* From behind the slash and star to behind the action. */
static bool lex_comment(struct lexer *lexer, size_t start) {
    str rest = str_slice(lexer->text, lexer->at, lexer->text.len);
    size_t length = str_find(rest, STR("*/"));
    lexer->at += length;
    if (length == rest.len)
        return fail(lexer, start, STR("unclosed comment"));
    lexer->at += 2;
    size_t right = right_length(lexer, lexer->at);
    if (right == 0)
        return fail(lexer, start, STR("comment ends before closing delimiter"));
    lexer->at += right;
    if (right > 2)
        skip_spaces(lexer);
    return true;
}

/* The text before the {{ at `end`, without the spaces that a dash behind the braces removes. */
static void lex_text(struct lexer *lexer, size_t start, size_t end, bool trims) {
    while (trims && end > start && is_space(lexer->text.ptr[end - 1]))
        end--;
    lexer->at = end;
    if (end > start)
        emit(lexer, TOKEN_TEXT, start);
}

/* The text up to the next {{, and the action or comment there. */
static bool lex_piece(struct lexer *lexer) {
    size_t start = lexer->at;
    size_t left = start + str_find(str_slice(lexer->text, start, lexer->text.len), STR("{{"));
    bool trims = is_byte_at(lexer, left + 2, '-') && is_space_at(lexer, left + 3);
    lex_text(lexer, start, left, trims);
    if (left == lexer->text.len)
        return false;
    size_t inside = left + (trims ? 4 : 2);
    lexer->action = left;
    if (is_byte_at(lexer, inside, '/') && is_byte_at(lexer, inside + 1, '*')) {
        lexer->at = inside + 2;
        return lex_comment(lexer, inside);
    }
    lexer->at = left + (trims ? 3 : 2);
    emit(lexer, TOKEN_LEFT, left);
    lexer->at = inside;
    return lex_action(lexer);
}

struct tokens gotmpl_lexer_run(struct arena *arena, str text) {
    enum { USUAL_TOKENS = 32 };
    struct lexer lexer = {.arena = arena, .text = text};
    lexer.tokens.at = arena_alloc(arena, USUAL_TOKENS * sizeof *lexer.tokens.at);
    lexer.tokens.cap = USUAL_TOKENS;
    while (lex_piece(&lexer))
        continue;
    if (lexer.message.len == 0)
        emit(&lexer, TOKEN_END, lexer.at);
    return (struct tokens){lexer.tokens.at, lexer.tokens.len, lexer.message, lexer.opened};
}
