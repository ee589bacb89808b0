/* Expressions: one that is deep or wide, and as many as a file holds. */
#include "hostile/inputs_parts.h"

static void parentheses(FILE *file, size_t count) {
    fputs(RULES RULE "'", file);
    hostile_repeat(file, "(", count);
    fputs("up", file);
    hostile_repeat(file, ")", count);
    fputs("'\n", file);
}

static void minuses(FILE *file, size_t count) {
    fputs(RULES RULE "'", file);
    hostile_repeat(file, "-", count);
    fputs("up'\n", file);
}

static void sums(FILE *file, size_t count) {
    fputs(RULES RULE "up", file);
    hostile_repeat(file, " + up", count);
    putc('\n', file);
}

static void powers(FILE *file, size_t count) {
    fputs(RULES RULE "up", file);
    hostile_repeat(file, " ^ up", count);
    putc('\n', file);
}

static void subqueries(FILE *file, size_t count) {
    fputs(RULES RULE "up", file);
    hostile_repeat(file, "[1m:]", count);
    putc('\n', file);
}

static void matchers(FILE *file, size_t count) {
    fputs(RULES RULE "'up{", file);
    for (size_t i = 0; i < count; i++)
        fprintf(file, "a%zu=~\"a|b\",", i);
    fputs("}'\n", file);
}

static void grouping(FILE *file, size_t count) {
    fputs(RULES RULE "'sum by (", file);
    for (size_t i = 0; i < count; i++)
        fprintf(file, "a%zu,", i);
    fputs("b) (up)'\n", file);
}

static void regex_nested(FILE *file, size_t count) {
    fputs(RULES RULE "'up{a=~\"", file);
    hostile_repeat(file, "(", count);
    hostile_repeat(file, ")", count);
    fputs("\"}'\n", file);
}

static void regex_wide(FILE *file, size_t count) {
    fputs(RULES RULE "'up{a=~\"", file);
    hostile_repeat(file, "(a|b)*[a-z]{2,9}|", count);
    fputs("\"}'\n", file);
}

static void regex_repeat(FILE *file, size_t count) {
    fputs(RULES RULE "'up{a=~\"", file);
    hostile_repeat(file, "(", count);
    putc('x', file);
    hostile_repeat(file, "){1,1000}", count);
    fputs("\"}'\n", file);
}

/* So many alerts, each of as many operators as are analysed. */
static void chains(FILE *file, const char *first, const char *next, const char *last, size_t count) {
    for (fputs(RULES, file); count > 0; count--) {
        fputs(RULE "'", file);
        fputs(first, file);
        hostile_repeat(file, next, 990);
        fputs(last, file);
        fputs("'\n    annotations: {d: \"{{ $value }}% for 5 minutes\"}\n", file);
    }
}

static void chains_of_divisions(FILE *file, size_t count) {
    chains(file, "a", "/a", " > 1", count);
}

static void chains_of_comparisons(FILE *file, size_t count) {
    chains(file, "a", ">1", "", count);
}

static void chains_of_alternatives(FILE *file, size_t count) {
    chains(file, "a", " or up{job=\"a\"}==0", "", count);
}

static void chains_of_conditions(FILE *file, size_t count) {
    chains(file, "a>1", " and a>1", "", count);
}

static void chains_of_rates(FILE *file, size_t count) {
    chains(file, "a", "-sum(rate(a_total[1m]))", " > 1", count);
}

static void chains_of_unknown_metrics(FILE *file, size_t count) {
    chains(file, "a", " or node_filesystem_avail_bytess", "", count);
}

static void chains_of_joins(FILE *file, size_t count) {
    chains(file, "a", " * on (a, b, c) group_left (d, e) a{f=\"g\"}", "", count);
}

static void chains_of_limits(FILE *file, size_t count) {
    chains(file, "a", " or a/container_spec_memory_limit_bytes{container=\"a\"}>1", "", count);
}

static void records_of_divisions(FILE *file, size_t count) {
    fputs(RULES, file);
    for (size_t i = 0; i < count; i++) {
        fprintf(file, "  - record: a:b%zu\n    expr: a", i);
        hostile_repeat(file, "/a", 990);
        putc('\n', file);
    }
}

static void sums_of_sums(FILE *file, size_t count) {
    for (fputs(RULES, file); count > 0; count--) {
        fputs(RULE "'", file);
        hostile_repeat(file, "sum by (a, b, c) (", 990);
        putc('a', file);
        hostile_repeat(file, ")", 990);
        fputs("'\n", file);
    }
}

static void regex_words(FILE *file, size_t count) {
    fputs(RULES RULE "'up{a=~\"", file);
    for (size_t i = 0; i < count; i++)
        fprintf(file, "x%zu.*y|", i);
    fputs("\"} and up{a=~\"x.*\"}'\n", file);
}

static void many_regexes(FILE *file, size_t count) {
    fputs(RULES, file);
    for (size_t i = 0; i < count; i++)
        fprintf(file, "  - {record: 'a:b%zu', expr: 'up{a=~\"(a|b)+%zu.*x|y[0-9]{1,9}\", b!~\"^p-.*$\"}'}\n", i, i);
}

static const struct hostile_input inputs[] = {
    {"parentheses.yaml", parentheses, 1000 * 1000, ANY},
    {"minuses.yaml", minuses, 1000 * 1000, ANY | ENDS_CLEAN},
    {"sums.yaml", sums, 1000 * 1000, ANY | ENDS_CLEAN},
    {"powers.yaml", powers, 1000 * 1000, ANY | ENDS_CLEAN},
    {"subqueries.yaml", subqueries, 1000 * 1000, ANY | ENDS_CLEAN},
    {"matchers.yaml", matchers, 500 * 1000, ANY | ENDS_CLEAN},
    {"grouping.yaml", grouping, 1000 * 1000, ANY | ENDS_CLEAN},
    {"regex-nested.yaml", regex_nested, 100 * 1000, ANY},
    {"regex-long.yaml", regex_nested, 1000 * 1000, ANY},
    {"regex-wide.yaml", regex_wide, 500 * 1000, ANY | ENDS_CLEAN},
    {"regex-repeat.yaml", regex_repeat, 100, ANY},
    {"chains-of-divisions.yaml", chains_of_divisions, 2100, ANY},
    {"chains-of-comparisons.yaml", chains_of_comparisons, 2100, ANY},
    {"chains-of-alternatives.yaml", chains_of_alternatives, 230, ANY | ENDS_CLEAN},
    {"chains-of-conditions.yaml", chains_of_conditions, 580, ANY | ENDS_CLEAN},
    {"chains-of-rates.yaml", chains_of_rates, 210, ANY | ENDS_CLEAN},
    {"chains-of-unknown-metrics.yaml", chains_of_unknown_metrics, 150, ANY},
    {"chains-of-joins.yaml", chains_of_joins, 120, ANY | ENDS_CLEAN},
    {"chains-of-limits.yaml", chains_of_limits, 85, ANY | ENDS_CLEAN},
    {"records-of-divisions.yaml", records_of_divisions, 2300, ANY},
    {"sums-of-sums.yaml", sums_of_sums, 250, ANY | ENDS_CLEAN},
    {"regex-words.yaml", regex_words, 20 * 1000, ANY | ENDS_CLEAN},
    {"many-regexes.yaml", many_regexes, 50 * 1000, ANY | ENDS_CLEAN},
};

const struct hostile_inputs hostile_promql = {inputs, sizeof inputs / sizeof *inputs};
