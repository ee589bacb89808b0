/* Words, numbers and signs. What only looks like a number (times of day, versions, "p99", code) is a word. */
#include "prose/prose_internal.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"

enum { LONGEST_CODE = 300, BYTES_A_TOKEN = 5 }; /* of most texts, at least */

struct scan {
    struct arena *arena;
    struct prose *prose;
    size_t hole_count, hole; /* hole: the next one */
    size_t at, limit;        /* limit: where the next hole begins, or the text ends */
    bool spaced;
    VEC(struct prose_token) tokens;
};

/* What the words for numbers count. */
static const unsigned char spelt[PROSE_WORD_COUNT] = {
    [PROSE_WORD_one] = 1,  [PROSE_WORD_two] = 2,      [PROSE_WORD_three] = 3,   [PROSE_WORD_four] = 4,
    [PROSE_WORD_five] = 5, [PROSE_WORD_six] = 6,      [PROSE_WORD_seven] = 7,   [PROSE_WORD_eight] = 8,
    [PROSE_WORD_ten] = 10, [PROSE_WORD_fifteen] = 15, [PROSE_WORD_twenty] = 20, [PROSE_WORD_thirty] = 30,
};

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Bytes beyond ASCII are letters of other languages. */
static bool is_letter(char c) {
    return (unsigned char)((c | 0x20) - 'a') < 26 || (unsigned char)c >= 0x80;
}

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static char byte_at(const struct scan *scan, size_t i) {
    return i < scan->limit ? scan->prose->text.ptr[i] : '\0';
}

static void set_limit(struct scan *scan) {
    scan->limit = scan->hole < scan->hole_count ? scan->prose->holes[scan->hole].at.start : scan->prose->text.len;
}

static struct prose_token *add(struct scan *scan, enum prose_token_kind kind, size_t end) {
    struct prose_token *token = vec_add(scan->arena, &scan->tokens);
    *token =
        (struct prose_token){.at = {(uint32_t)scan->at, (uint32_t)end}, .kind = (uint8_t)kind, .spaced = scan->spaced};
    scan->spaced = false;
    scan->at = end;
    return token;
}

static void add_word(struct scan *scan, size_t end) {
    enum prose_word word = prose_word_find(str_slice(scan->prose->text, scan->at, end));
    add(scan, PROSE_WORD, end)->word = (uint16_t)word;
}

/* Digits with commas between groups of three, and one point. */
static size_t number_end(const struct scan *scan, size_t from) {
    size_t i = from;
    while (is_digit(byte_at(scan, i)))
        i++;
    while (byte_at(scan, i) == ',' && is_digit(byte_at(scan, i + 1)) && is_digit(byte_at(scan, i + 2)) &&
           is_digit(byte_at(scan, i + 3)) && !is_digit(byte_at(scan, i + 4)))
        i += 4;
    if (byte_at(scan, i) == '.' && is_digit(byte_at(scan, i + 1)))
        for (i++; is_digit(byte_at(scan, i)); i++)
            ;
    return i;
}

static size_t letters_end(const struct scan *scan, size_t from) {
    while (is_letter(byte_at(scan, from)))
        from++;
    return from;
}

static size_t run_end(const struct scan *scan, size_t from) {
    while (byte_at(scan, from) && !strchr(" \t\r\n,;()[]{}\"'", byte_at(scan, from)))
        from++;
    return from;
}

static double value_of(str digits) {
    char copy[40];
    size_t length = 0;
    for (size_t i = 0; i < digits.len && length + 1 < sizeof copy; i++)
        if (digits.ptr[i] != ',')
            copy[length++] = digits.ptr[i];
    copy[length] = '\0';
    return strtod(copy, NULL);
}

/* "10:30", "1.2.3", "2/3", "2024-01": more digits behind a sign. */
static bool goes_on(const struct scan *scan, size_t end) {
    char sign = byte_at(scan, end), next = byte_at(scan, end + 1);
    return sign == '_' || (sign && strchr(".:/-", sign) && is_digit(next));
}

static void scan_number(struct scan *scan) {
    size_t end = number_end(scan, scan->at), letters = letters_end(scan, end);
    str unit = str_slice(scan->prose->text, end, letters);
    bool compound = is_digit(byte_at(scan, letters)) && letters > end;
    bool glued = letters > end && (!prose_may_follow(unit) || (compound && unit.len > 2));
    if (glued || goes_on(scan, end) || byte_at(scan, letters) == '_')
        add_word(scan, run_end(scan, scan->at));
    else
        add(scan, PROSE_NUMBER, end);
}

/* The unit that a number ran into: the "h" of "1h30m". */
static bool is_glued(const struct scan *scan) {
    return !scan->spaced && scan->tokens.len && scan->tokens.at[scan->tokens.len - 1].kind == PROSE_NUMBER;
}

/* A word with its digits inside: "p99", "node_load1", "https://x/5". */
static void scan_word(struct scan *scan) {
    size_t end = letters_end(scan, scan->at);
    char next = byte_at(scan, end);
    if (is_glued(scan)) {
        add_word(scan, end);
        return;
    }
    bool link = next == ':' && str_starts_with(str_slice(scan->prose->text, end, scan->prose->text.len), STR("://"));
    if (link || is_digit(next) || next == '_') {
        add_word(scan, run_end(scan, scan->at));
        return;
    }
    if (next == '\'' && is_letter(byte_at(scan, end + 1)))
        end = letters_end(scan, end + 1);
    add_word(scan, end);
    struct prose_token *token = &scan->tokens.at[scan->tokens.len - 1];
    if (spelt[token->word])
        token->kind = PROSE_NUMBER;
}

/* Code in backquotes and in brackets is one word. */
static bool scan_code(struct scan *scan) {
    char close = byte_at(scan, scan->at) == '`' ? '`' : ']';
    for (size_t end = scan->at + 1; end < scan->at + LONGEST_CODE && byte_at(scan, end); end++)
        if (byte_at(scan, end) == close) {
            add(scan, PROSE_WORD, end + 1);
            return true;
        }
    return false;
}

/* The signs beyond ASCII: not less than, not more than. */
static bool is_wide(str rest) {
    return str_starts_with(rest, STR("\xe2\x89\xa5")) || str_starts_with(rest, STR("\xe2\x89\xa4"));
}

static void scan_sign(struct scan *scan) {
    str rest = str_slice(scan->prose->text, scan->at, scan->prose->text.len);
    bool wide = (unsigned char)rest.ptr[0] == 0xe2 && is_wide(rest);
    add(scan, PROSE_MARK, scan->at + (wide ? 3 : 1));
}

static void scan_one(struct scan *scan) {
    char c = byte_at(scan, scan->at);
    if ((c == '`' || c == '[') && scan_code(scan))
        return;
    if (is_digit(c) || (c == '.' && is_digit(byte_at(scan, scan->at + 1))))
        scan_number(scan);
    else if (is_letter(c) && (unsigned char)c != 0xe2)
        scan_word(scan);
    else
        scan_sign(scan);
}

/* An empty line ends a sentence: a mark of its own. */
static void skip_space(struct scan *scan) {
    size_t lines = 0, start = scan->at;
    for (; is_space(byte_at(scan, scan->at)); scan->at++)
        lines += byte_at(scan, scan->at) == '\n';
    if (scan->at > start)
        scan->spaced = true;
    if (lines > 1) {
        size_t end = scan->at;
        scan->at = start;
        add(scan, PROSE_MARK, end);
        scan->spaced = true;
    }
}

void prose_scan(struct arena *arena, struct prose *prose, size_t hole_count) {
    struct scan scan = {.arena = arena, .prose = prose, .hole_count = hole_count, .spaced = true};
    scan.tokens.cap = prose->text.len / BYTES_A_TOKEN + 4;
    scan.tokens.at = arena_alloc(arena, scan.tokens.cap * sizeof *scan.tokens.at);
    set_limit(&scan);
    while (scan.at < prose->text.len) {
        if (scan.hole < hole_count && scan.at >= prose->holes[scan.hole].at.start) {
            struct prose_token *token = add(&scan, PROSE_HOLE, prose->holes[scan.hole].at.end);
            token->hole = (uint32_t)scan.hole++;
            set_limit(&scan);
            continue;
        }
        skip_space(&scan);
        if (byte_at(&scan, scan.at))
            scan_one(&scan);
        else if (scan.hole >= hole_count || scan.at < prose->holes[scan.hole].at.start)
            scan.at++;
    }
    prose->tokens = scan.tokens.at;
    prose->token_count = scan.tokens.len;
}

double prose_number(const struct prose *prose, size_t token) {
    unsigned spelled = spelt[prose->tokens[token].word];
    return spelled ? spelled : value_of(prose_text(prose, token));
}
