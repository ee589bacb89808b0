/* The usual slips of writing. The wording assumes nothing about where the expression came from. */
#include "promql/slips.h"

static bool follows(str text, span at, const char *before) {
    return str_ends_with(str_trim(str_slice(text, 0, at.start)), str_of(before));
}

static bool is_word_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == ':';
}

/* The word that stands before, with nothing but blanks between. */
static str word_before(str text, span at) {
    str before = str_trim(str_slice(text, 0, at.start));
    size_t start = before.len;
    while (start > 0 && is_word_byte(before.ptr[start - 1]))
        start--;
    return str_slice(before, start, before.len);
}

static bool is_clause(enum promql_token_kind kind) {
    return kind == TOKEN_BY || kind == TOKEN_WITHOUT || kind == TOKEN_ON || kind == TOKEN_IGNORING;
}

static str behind_word(str text, struct promql_token token) {
    int value;
    enum promql_token_kind before = promql_keyword(word_before(text, token.at), &value);
    str word = str_slice(text, token.at.start, token.at.end);
    if (is_clause(before))
        return STR("labels stand in parentheses, as in by (job)");
    if (before == TOKEN_AGGREGATOR)
        return STR("an aggregation has parentheses, as in sum(up)");
    if (str_equal_fold(word, STR("for")))
        return STR("how long a condition must last is said by the field for of the alert");
    return (str){0};
}

static str in_braces_unexpected(str text, struct promql_token token) {
    str word = str_slice(text, token.at.start, token.at.end);
    if (token.kind == TOKEN_EQL)
        return STR("a label is matched with a single =, values are compared with ==");
    if (token.kind != TOKEN_IDENTIFIER)
        return (str){0};
    if (follows(text, token.at, "=") || follows(text, token.at, "~"))
        return STR("the value stands in quotes");
    if (str_equal_fold(word, STR("or")))
        return STR("matchers are separated by commas; one of several values is =~\"a|b\"");
    bool behind_value = follows(text, token.at, "\"") || follows(text, token.at, "'") || follows(text, token.at, "`");
    return behind_value ? STR("matchers are separated by commas") : (str){0};
}

static str unexpected_operator(str text, struct promql_token token) {
    if (token.value == PROMQL_GT && follows(text, token.at, "<"))
        return STR("unequal is written !=");
    if (token.value == PROMQL_MUL && follows(text, token.at, "*"))
        return STR("a power is written ^");
    if (token.value == PROMQL_DIV && follows(text, token.at, "/"))
        return STR("a comment begins with #");
    return (str){0};
}

static str unexpected_equals(str text, struct promql_token token) {
    if (follows(text, token.at, "=") || follows(text, token.at, ">") || follows(text, token.at, "<"))
        return STR("the comparisons are == != < <= > >=");
    return STR("equality is written ==");
}

static str misplaced_keyword(enum promql_token_kind kind) {
    if (kind == TOKEN_LEFT_BRACE)
        return STR("labels stand directly behind the metric name");
    if (kind == TOKEN_IGNORING || kind == TOKEN_ON)
        return STR("on and ignoring stand once, directly behind the operator");
    if (kind == TOKEN_GROUP_LEFT || kind == TOKEN_GROUP_RIGHT)
        return STR("group_left and group_right need on(...) or ignoring(...) before them");
    if (kind == TOKEN_BOOL)
        return STR("bool stands directly behind a comparison");
    if (kind == TOKEN_BY || kind == TOKEN_WITHOUT)
        return STR("by and without stand once, before or behind the parentheses of an aggregation");
    return (str){0};
}

str slips_unexpected(str text, struct promql_token token, bool in_braces) {
    if (in_braces && token.kind != TOKEN_LEFT_BRACE)
        return in_braces_unexpected(text, token);
    if (token.kind == TOKEN_EQL)
        return unexpected_equals(text, token);
    if (token.kind == TOKEN_OPERATOR)
        return unexpected_operator(text, token);
    if (token.kind == TOKEN_IDENTIFIER)
        return behind_word(text, token);
    if (token.kind == TOKEN_RIGHT_BRACKET && follows(text, token.at, "["))
        return STR("a range is a duration, as in [5m]");
    if (token.kind == TOKEN_EOF && follows(text, token.at, "%"))
        return STR("% is the remainder of a division; 5 % as a share is 0.05");
    return misplaced_keyword(token.kind);
}

/* What word processors and editors make of operators. */
static const struct {
    str seen, help;
} pretty[] = {
#define PRETTY(seen, help)                                                                                             \
    {                                                                                                                  \
        {seen, sizeof seen - 1}, {                                                                                     \
            help, sizeof help - 1                                                                                      \
        }                                                                                                              \
    }
    PRETTY("\xe2\x80\x9c", "strings stand in plain quotes, \" or '"),
    PRETTY("\xe2\x80\x9d", "strings stand in plain quotes, \" or '"),
    PRETTY("\xe2\x80\x98", "strings stand in plain quotes, \" or '"),
    PRETTY("\xe2\x80\x99", "strings stand in plain quotes, \" or '"),
    PRETTY("\xe2\x89\xa5", "at least is written >="),
    PRETTY("\xe2\x89\xa4", "at most is written <="),
    PRETTY("\xe2\x89\xa0", "unequal is written !="),
    PRETTY("\xe2\x80\x93", "minus is a plain hyphen, -"),
    PRETTY("\xe2\x80\x94", "minus is a plain hyphen, -"),
    PRETTY("\xe2\x88\x92", "minus is a plain hyphen, -"),
    PRETTY("\xc3\x97", "times is written *"),
    PRETTY("\xc3\xb7", "a division is written /"),
    PRETTY("\xc2\xa0", "this blank is a no-break space; a plain one is wanted"),
    PRETTY("&gt;", "an HTML entity: write >"),
    PRETTY("&lt;", "an HTML entity: write <"),
    PRETTY("&amp;", "an HTML entity; the set operator is written and"),
    PRETTY("&", "the set operator is written and"),
    PRETTY("|", "the set operator is written or"),
    PRETTY("$", "variables of a dashboard mean nothing in a rule"),
#undef PRETTY
};

str slips_stray(str text, size_t at, enum slips_where where) {
    str rest = str_slice(text, at, text.len);
    for (size_t i = 0; i < sizeof pretty / sizeof pretty[0]; i++)
        if (str_starts_with(rest, pretty[i].seen))
            return pretty[i].help;
    char c = rest.len ? rest.ptr[0] : '\0', before = at ? text.ptr[at - 1] : '\0';
    if (where == SLIPS_IN_RANGE)
        return c == '"' || c == '\'' ? STR("a range stands without quotes, as in [5m]") : (str){0};
    if (c == '.' && where == SLIPS_IN_BRACES)
        return STR("a label with other characters is written in quotes, as in {\"a.b\"=\"c\"}");
    if (c == '.')
        return STR("a name with dots is written {\"a.b\"}");
    if (where != SLIPS_IN_BRACES)
        return (str){0};
    if (c == '-')
        return STR("a label with other characters is written in quotes, as in {\"a-b\"=\"c\"}");
    if (c == '~' && before == '=')
        return STR("the negated regular expression match is written !~, inside { }");
    if (c == '~')
        return STR("a regular expression is matched with =~");
    if (c == '<' || c == '>' || before == '!')
        return STR("the matchers are = != =~ !~; values are compared outside of { }");
    return (str){0};
}

static bool is_among(char c, const char *set) {
    for (; *set; set++)
        if (*set == c)
            return true;
    return false;
}

str slips_number(str text, span at, bool in_range) {
    str written = str_slice(text, at.start, at.end);
    size_t digits = 0;
    while (digits < written.len && (is_among(written.ptr[digits], "0123456789._")))
        digits++;
    size_t unit = at.start + digits;
    char last = written.len ? written.ptr[written.len - 1] : '\0', first = unit < text.len ? text.ptr[unit] : '\0';
    bool has_unit = digits < written.len && is_among(written.ptr[digits], "smhdwy");
    if (has_unit && is_among(last, "0123456789"))
        return STR("every number in a duration needs a unit, as in 1h30m");
    if (in_range && is_word_byte(first))
        return STR("the units of a duration are ms, s, m, h, d, w and y");
    if (is_among(first, "kKMGT"))
        return STR("numbers have no units of size: 5 GiB are 5 * 1024 ^ 3");
    return (str){0};
}

str slips_duration(str text) {
    if (str_find_byte(text, '.') < text.len)
        return STR("a duration has no fractions: 1.5h is 1h30m");
    return STR("a duration is made of whole numbers with the units y, w, d, h, m, s and ms, in this order, each once");
}
