/* Single matchers. */
#include "promql/matchers.h"

#include "text/regex.h"

static bool is_pattern(const struct promql_matcher *matcher) {
    return matcher->op == PROMQL_MATCH_RE || matcher->op == PROMQL_MATCH_NRE;
}

/* [[ is also how a class of a class begins: [[:alpha:]]. */
static bool holds_bracket_action(str value) {
    size_t at = str_find(value, STR("[["));
    return at + 2 < value.len && value.ptr[at + 2] != ':';
}

/* Most values hold none of the bytes that such things begin with. */
static bool may_be_placeholder(str value) {
    for (size_t i = 0; i < value.len; i++) {
        char c = value.ptr[i];
        if (c == '$' || c == '{' || c == '%' || c == '<' || c == '@' || c == '[')
            return true;
    }
    return false;
}

bool promql_matcher_is_placeholder(const struct promql_matcher *matcher) {
    static const str openers[] = {{"${", 2}, {"$(", 2}, {"{{", 2}, {"%(", 2},
                                  {"<%", 2}, {"%s", 2}, {"%d", 2}, {"@@", 2}};
    str value = matcher->value;
    if (!may_be_placeholder(value))
        return false;
    for (size_t i = 0; i < sizeof openers / sizeof *openers; i++)
        if (str_contains(value, openers[i]))
            return true;
    bool is_named = str_starts_with(value, STR("<")) && str_ends_with(value, STR(">"));
    return is_named || holds_bracket_action(value);
}

static bool names_things(str label) {
    static const char *const labels[] = {"instance",    "job",        "pod",         "namespace",
                                         "container",   "node",       "service",     "name",
                                         "device",      "deployment", "statefulset", "daemonset",
                                         "cronjob",     "job_name",   "cluster",     "host",
                                         "hostname",    "fqdn",       "app",         "env",
                                         "phase",       "reason",     "environment", "status",
                                         "status_code", "code",       "state",       "region",
                                         "fstype",      "mode",       "condition",   "persistentvolumeclaim"};
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (str_equal(label, str_of(labels[i])))
            return true;
    return false;
}

static bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '*' || c == '.';
}

/* a|b, without blanks and with a word on either side. */
static bool has_alternatives(str value) {
    bool found = false;
    for (size_t i = 0; i < value.len; i++) {
        if (value.ptr[i] == ' ' || value.ptr[i] == '/')
            return false;
        found |=
            value.ptr[i] == '|' && i > 0 && i + 1 < value.len && is_word(value.ptr[i - 1]) && is_word(value.ptr[i + 1]);
    }
    return found;
}

bool promql_matcher_spells_pattern(const struct promql_matcher *matcher) {
    str value = matcher->value;
    if (is_pattern(matcher))
        return false;
    bool spells = str_contains(value, STR(".*")) || str_contains(value, STR(".+")) || has_alternatives(value);
    return spells && names_things(matcher->name) && !promql_matcher_is_placeholder(matcher);
}

/* Letters, digits and signs that mean themselves to RE2 and to templates. */
static bool is_plain_text(str value) {
    for (size_t i = 0; i < value.len; i++) {
        char c = value.ptr[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
              c == '/' || c == ':'))
            return false;
    }
    return value.len > 0;
}

enum matcher_sense promql_matcher_sense(const struct promql_matcher *matcher, str *text) {
    const struct promql_pattern *pattern = matcher->pattern;
    if (pattern && is_plain_text(matcher->value)) {
        *text = matcher->value;
        return MATCHER_SENSE_TEXT;
    }
    if (!pattern || promql_matcher_is_placeholder(matcher))
        return MATCHER_SENSE_OWN;
    bool excludes = matcher->op == PROMQL_MATCH_NRE;
    if (pattern->takes_nothing || (pattern->is_listed && pattern->text_count == 0))
        return excludes ? MATCHER_SENSE_ALL : MATCHER_SENSE_NOTHING;
    if (pattern->covers_from == 0)
        return excludes ? MATCHER_SENSE_NOTHING : MATCHER_SENSE_ALL;
    if (pattern->covers_from == 1 && excludes && pattern->takes_empty == REGEX_NO)
        return MATCHER_SENSE_ABSENT;
    if (!pattern->is_listed || pattern->text_count > 1)
        return MATCHER_SENSE_OWN;
    *text = pattern->texts[0];
    return MATCHER_SENSE_TEXT;
}

static bool pattern_accepts(struct arena *arena, const struct promql_matcher *matcher, str value, bool want) {
    const struct promql_pattern *pattern = matcher->pattern;
    if (pattern->is_listed && pattern->text_count == 1)
        return str_equal(pattern->texts[0], value) == want;
    struct regex regex = regex_parse(arena, matcher->value, REGEX_MATCHER);
    enum regex_answer answer = regex_match(regex_compile(arena, &regex), value);
    return answer == REGEX_UNKNOWN || (answer == REGEX_YES) == want;
}

bool promql_matcher_accepts(struct arena *arena, const struct promql_matcher *matcher, str value) {
    switch (matcher->op) {
    case PROMQL_MATCH_EQ:
        return str_equal(matcher->value, value);
    case PROMQL_MATCH_NE:
        return !str_equal(matcher->value, value);
    case PROMQL_MATCH_RE:
        return pattern_accepts(arena, matcher, value, true);
    case PROMQL_MATCH_NRE:
        return pattern_accepts(arena, matcher, value, false);
    }
    return true;
}

static bool is_operator_byte(char c) {
    return c == '=' || c == '!' || c == '~';
}

span promql_matcher_operator_at(str text, const struct promql_matcher *matcher) {
    span at = {matcher->name_at.end, matcher->name_at.end};
    while (at.start < matcher->value_at.start && !is_operator_byte(text.ptr[at.start]))
        at.start++;
    at.end = at.start;
    while (at.end < matcher->value_at.start && is_operator_byte(text.ptr[at.end]))
        at.end++;
    return at;
}

/* The bytes between the quotes up to there are those of the value: no escape, or a raw string. */
static bool is_spelt_from_start(str text, const struct promql_matcher *matcher, size_t count) {
    size_t start = matcher->value_at.start + 1;
    return start + count < matcher->value_at.end &&
           str_equal(str_slice(text, start, start + count), str_slice(matcher->value, 0, count)) &&
           (text.ptr[start - 1] == '`' || !str_contains(str_slice(text, start, start + count), STR("\\")));
}

static bool is_spelt_to_end(str text, const struct promql_matcher *matcher, size_t from) {
    size_t count = matcher->value.len - from;
    size_t end = matcher->value_at.end - 1;
    if (count > end - matcher->value_at.start - 1)
        return false;
    str spelt = str_slice(text, end - count, end);
    return str_equal(spelt, str_slice(matcher->value, from, matcher->value.len)) &&
           (text.ptr[end] == '`' || !str_contains(spelt, STR("\\")));
}

span promql_matcher_part_at(str text, const struct promql_matcher *matcher, span part) {
    uint32_t start = matcher->value_at.start + 1, end = matcher->value_at.end - 1;
    if (is_spelt_from_start(text, matcher, part.end))
        return (span){start + part.start, start + part.end};
    if (!is_spelt_to_end(text, matcher, part.start))
        return matcher->value_at;
    uint32_t length = (uint32_t)matcher->value.len;
    return (span){end - (length - part.start), end - (length - part.end)};
}
