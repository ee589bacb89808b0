/* A cursor goes over the comment once; the first fault ends the reading and makes the directive malformed. */
#include "config/directive.h"

#include <stdarg.h>

#include "base/vec.h"
#include "text/suggest.h"

struct reader {
    struct arena *arena;
    str text;
    size_t at;
    struct directive *directive;
};

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
}

static void skip_blanks(struct reader *reader) {
    while (reader->at < reader->text.len && is_blank(reader->text.ptr[reader->at]))
        reader->at++;
}

static bool take(struct reader *reader, str word) {
    if (!str_starts_with(str_slice(reader->text, reader->at, reader->text.len), word))
        return false;
    reader->at += word.len;
    return true;
}

static span span_of(size_t start, size_t end) {
    return (span){(uint32_t)start, (uint32_t)end};
}

__attribute__((format(printf, 3, 4))) static bool fail(struct reader *reader, span at, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    reader->directive->kind = DIRECTIVE_MALFORMED;
    reader->directive->fault = at;
    reader->directive->message = arena_format_list(reader->arena, format, arguments);
    va_end(arguments);
    return false;
}

static void help(struct reader *reader, str text) {
    reader->directive->help = text;
}

bool date_parse(str text, uint32_t *date) {
    static const unsigned days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    unsigned long long year, month, day;
    if (text.len != 10 || text.ptr[4] != '-' || text.ptr[7] != '-' || !str_to_unsigned(str_slice(text, 0, 4), &year) ||
        !str_to_unsigned(str_slice(text, 5, 7), &month) || !str_to_unsigned(str_slice(text, 8, 10), &day))
        return false;
    if (year == 0 || month < 1 || month > 12)
        return false;
    bool leap = month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    if (day < 1 || day > days[month - 1] + (leap ? 1u : 0u))
        return false;
    *date = (uint32_t)(year * 10000 + month * 100 + day);
    return true;
}

/* "until=2026-12-31" at these bytes; *found is false if they are something else. False on a fault. */
static bool read_until(struct reader *reader, span at, bool *found) {
    struct directive *directive = reader->directive;
    str word = str_slice(reader->text, at.start, at.end);
    *found = str_starts_with(word, STR("until="));
    if (!*found)
        return true;
    span date = {at.start + 6, at.end};
    if (directive->until)
        return fail(reader, at, "a second until");
    directive->until_at = date;
    if (date_parse(str_slice(word, 6, word.len), &directive->until))
        return true;
    help(reader, STR("write the day as until=YYYY-MM-DD"));
    return fail(reader, date.start == date.end ? at : date, "expected a day of the calendar behind until=");
}

/* One item between the brackets, without blanks around it. */
static bool read_item(struct reader *reader, span at, struct directive_rule *rule, bool *is_rule) {
    str word = str_slice(reader->text, at.start, at.end);
    bool is_until;
    *is_rule = false;
    if (word.len == 0)
        return fail(reader, span_of(at.start, at.start + 1), "expected a rule id here");
    if (!read_until(reader, at, &is_until) || is_until)
        return is_until && reader->directive->kind != DIRECTIVE_MALFORMED;
    for (size_t i = 0; i < word.len; i++)
        if (is_blank(word.ptr[i]))
            return fail(reader, at, "missing comma between rule ids");
    *rule = (struct directive_rule){word, at};
    *is_rule = true;
    return true;
}

/* The bytes without blanks at both ends. */
static span trim(str text, size_t start, size_t end) {
    while (start < end && is_blank(text.ptr[start]))
        start++;
    while (end > start && is_blank(text.ptr[end - 1]))
        end--;
    return span_of(start, end);
}

/* "[unknown-port, no-runbook]" */
static bool read_rules(struct reader *reader) {
    VEC(struct directive_rule) rules = {0};
    str text = reader->text;
    size_t open = reader->at, close = open + str_find_byte(str_slice(text, open, text.len), ']');
    if (close == text.len)
        return fail(reader, span_of(open, open + 1), "the bracket is not closed");
    for (size_t start = open + 1; start <= close;) {
        size_t end = start + str_find_byte(str_slice(text, start, close), ',');
        struct directive_rule rule;
        bool is_rule;
        if (!read_item(reader, trim(text, start, end), &rule, &is_rule))
            return false;
        if (is_rule)
            vec_push(reader->arena, &rules, rule);
        start = end + 1;
    }
    reader->directive->rules_at = span_of(open, close + 1);
    if (rules.len == 0)
        return fail(reader, reader->directive->rules_at, "expected a rule id between the brackets");
    reader->directive->rules = rules.at;
    reader->directive->rule_count = rules.len;
    reader->at = close + 1;
    return true;
}

/* The rest of the line, where until= may be the first or the last word. */
static bool read_reason(struct reader *reader) {
    str text = reader->text;
    span rest = trim(text, reader->at, text.len);
    bool found;
    size_t word = rest.start;
    while (word < rest.end && !is_blank(text.ptr[word]))
        word++;
    if (!read_until(reader, span_of(rest.start, word), &found))
        return false;
    if (found)
        rest = trim(text, word, rest.end);
    word = rest.end;
    while (word > rest.start && !is_blank(text.ptr[word - 1]))
        word--;
    if (!read_until(reader, span_of(word, rest.end), &found))
        return false;
    if (found)
        rest = trim(text, rest.start, word);
    reader->directive->reason = str_slice(text, rest.start, rest.end);
    return true;
}

static bool read_ignore(struct reader *reader, span word) {
    if (reader->at == reader->text.len || reader->text.ptr[reader->at] != '[') {
        help(reader, arena_format(reader->arena, "write %.*s[rule-id] and the reason behind it",
                                  STR_ARG(str_slice(reader->text, word.start, word.end))));
        return fail(reader, word, "expected rule ids in brackets right behind the word");
    }
    return read_rules(reader) && read_reason(reader);
}

static bool read_dialect(struct reader *reader) {
    static const str names[] = {[DIRECTIVE_PROMETHEUS] = {"prometheus", 10}, [DIRECTIVE_LOKI] = {"loki", 4}};
    size_t start = reader->at;
    while (reader->at < reader->text.len && !is_blank(reader->text.ptr[reader->at]))
        reader->at++;
    str name = str_slice(reader->text, start, reader->at);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!str_equal(name, names[i]))
            continue;
        reader->directive->dialect = (enum directive_dialect)i;
        span rest = trim(reader->text, reader->at, reader->text.len);
        reader->directive->reason = str_slice(reader->text, rest.start, rest.end);
        return true;
    }
    help(reader, STR("write dialect=loki for a rule file of Loki"));
    return fail(reader, span_of(name.len ? start : start - 8, reader->at), "unknown dialect");
}

/* What other linters, and older habits, call an ignore. */
static bool is_other_ignore(str word) {
    static const str others[] = {{"disable", 7}, {"allow", 5}, {"skip", 4}, {"noqa", 4}, {"suppress", 8}, {"off", 3}};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (str_starts_with(word, others[i]))
            return true;
    return false;
}

static bool fail_unknown(struct reader *reader, str word) {
    static const str words[] = {{"ignore", 6}, {"ignore-file", 11}, {"dialect=", 8}};
    span at = word.len ? span_of(reader->at - word.len, reader->at) : reader->directive->at;
    size_t nearest = suggest_nearest(word, words, sizeof words / sizeof *words);
    if (is_other_ignore(word) || nearest == 0)
        help(reader, STR("write ignore[rule-id] and the reason behind it"));
    else if (nearest != SUGGEST_NONE)
        help(reader, arena_format(reader->arena, "did you mean %.*s?", STR_ARG(words[nearest])));
    else
        help(reader, STR("a comment that begins with monlint: says ignore[...], ignore-file[...] or dialect=..."));
    return fail(reader, at, word.len ? "unknown directive" : "expected a directive");
}

static bool is_word_byte(char c) {
    return !is_blank(c) && c != '[' && c != '=' && c != ':';
}

static bool read_directive(struct reader *reader) {
    struct directive *directive = reader->directive;
    size_t start = reader->at;
    while (reader->at < reader->text.len && is_word_byte(reader->text.ptr[reader->at]))
        reader->at++;
    span word = span_of(start, reader->at);
    str name = str_slice(reader->text, start, reader->at);
    if (str_equal(name, STR("dialect")) && take(reader, STR("="))) {
        directive->kind = DIRECTIVE_DIALECT;
        return read_dialect(reader);
    }
    directive->kind = str_equal(name, STR("ignore")) ? DIRECTIVE_IGNORE : DIRECTIVE_IGNORE_FILE;
    if (directive->kind == DIRECTIVE_IGNORE || str_equal(name, STR("ignore-file")))
        return read_ignore(reader, word);
    return fail_unknown(reader, name);
}

bool directive_parse(struct arena *arena, str comment, struct directive *directive) {
    struct reader reader = {arena, comment, 0, directive};
    if (!take(&reader, STR("#")))
        return false;
    skip_blanks(&reader);
    size_t start = reader.at;
    if (!take(&reader, STR("monlint:")))
        return false;
    *directive = (struct directive){.reason = STR(""), .message = STR(""), .help = STR("")};
    directive->at = trim(comment, start, comment.len);
    skip_blanks(&reader);
    if (!read_directive(&reader))
        directive->rule_count = 0;
    return true;
}
