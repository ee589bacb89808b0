/* Patterns of matchers: the questions that everybody asks of them are answered here, once, and the tree is forgotten.
 *
 * Names between bars, the commonest pattern, need no tree. */
#include <string.h>

#include "promql/parser.h"
#include "text/regex.h"

enum { LONGEST_LIST = 4096 };

/* ASCII without what means something else than itself, but for the bar. */
static bool is_list(str value) {
    for (size_t i = 0; i < value.len; i++) {
        unsigned char c = (unsigned char)value.ptr[i];
        if (c >= 0x80 || (c && strchr("\\.+*?()[]{}^$", c)))
            return false;
    }
    return value.len <= LONGEST_LIST;
}

static bool holds(const str *texts, size_t count, str text) {
    for (size_t i = 0; i < count; i++)
        if (str_equal(texts[i], text))
            return true;
    return false;
}

static void read_list(struct promql_parser *parser, str value, struct promql_pattern *pattern) {
    str texts[PROMQL_PATTERN_TEXTS];
    size_t count = 0;
    *pattern = (struct promql_pattern){.takes_empty = REGEX_NO, .covers_from = -1, .is_listed = true};
    for (str rest = {value.ptr ? value.ptr : "", value.len}; rest.ptr;) {
        str text = str_split(&rest, '|');
        if (text.len == 0)
            pattern->takes_empty = REGEX_YES;
        if (!pattern->is_listed || holds(texts, count, text))
            continue;
        pattern->is_listed = count < PROMQL_PATTERN_TEXTS;
        if (pattern->is_listed)
            texts[count++] = text;
    }
    if (!pattern->is_listed)
        return;
    pattern->text_count = count;
    pattern->texts = memcpy(arena_alloc(parser->arena, count * sizeof *texts), texts, count * sizeof *texts);
}

static void ask(struct promql_parser *parser, const struct regex *regex, struct promql_pattern *pattern) {
    *pattern = (struct promql_pattern){.takes_empty = regex_matches_empty(regex),
                                       .takes_nothing = regex_matches_nothing(regex),
                                       .covers_from = regex_covers_from(regex)};
    pattern->is_listed =
        regex_literals(parser->arena, regex, PROMQL_PATTERN_TEXTS, &pattern->texts, &pattern->text_count);
}

bool parser_pattern(struct promql_parser *parser, struct promql_matcher *matcher, struct regex *regex) {
    struct promql_pattern pattern;
    if (is_list(matcher->value)) {
        read_list(parser, matcher->value, &pattern);
    } else {
        *regex = regex_parse(parser->scratch, matcher->value, REGEX_MATCHER);
        if (!regex->valid)
            return false;
        ask(parser, regex, &pattern);
    }
    matcher->pattern = memcpy(arena_alloc(parser->arena, sizeof pattern), &pattern, sizeof pattern);
    return true;
}
