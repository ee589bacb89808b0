/* Rules, their annotations and the comments about them. */
#include "hostile/inputs_parts.h"

static void long_line(FILE *file, size_t count) {
    fputs(RULES RULE "up{a=\"", file);
    hostile_repeat(file, "0123456789abcdef", count);
    fputs("\"} >\n", file);
}

static void long_flow_line(FILE *file, size_t count) {
    fputs("groups: [{name: g, rules: [", file);
    hostile_repeat(file, "{alert: A, expr: 'up >', for: 5x}, ", count);
    fputs("]}]\n", file);
}

static void many_labels(FILE *file, size_t count) {
    fputs(RULES RULE "up\n    annotations:\n", file);
    for (size_t i = 0; i < count; i++)
        fprintf(file, "      k%zu: '{{ $labels.x%zu }}'\n", i, i);
}

static void same_keys(FILE *file, size_t count) {
    fputs(RULES RULE "up\n    annotations:\n", file);
    hostile_repeat(file, "      k: 1\n", count);
}

static void many_rules(FILE *file, size_t count) {
    fputs(RULES, file);
    for (size_t i = 0; i < count; i++)
        fprintf(file, "  - alert: A%zu\n    expr: foo{a=\"%zu\"} > 1\n    for: 5x\n", i, i);
}

static void equal_rules(FILE *file, size_t count) {
    fputs(RULES, file);
    hostile_repeat(file, "  - {alert: A, expr: foo > 1, for: 5m}\n", count);
}

static void equal_records(FILE *file, size_t count) {
    fputs(RULES, file);
    hostile_repeat(file, "  - {record: a, expr: a}\n", count);
}

static void chain_of_records(FILE *file, size_t count) {
    fputs(RULES, file);
    for (size_t i = 0; i < count; i++)
        fprintf(file, "  - {record: 'a:b%zu', expr: 'a:b%zu + a:b%zu'}\n", i, i + 1, i + 2);
}

static void many_comments(FILE *file, size_t count) {
    fputs(RULES, file);
    hostile_repeat(file, "  # monlint: ignore[pointless-for] so it is\n", count);
    fputs(RULE "up\n    for: 0s\n", file);
}

static void many_line_comments(FILE *file, size_t count) {
    fputs(RULES, file);
    hostile_repeat(file, "  - {alert: A, expr: up, for: 0s} # monlint: ignore[pointless-for] so it is\n", count);
}

static void many_file_comments(FILE *file, size_t count) {
    hostile_repeat(file, "# monlint: ignore-file[pointless-for] so it is\n", count);
    fputs(RULES, file);
    hostile_repeat(file, "  - {alert: A, expr: up, for: 0s}\n", count);
}

static void comments_in_words(FILE *file, size_t count) {
    fputs(RULES RULE "up # monlint: ", file);
    hostile_repeat(file, "# ignore[a, b, # monlint:", count);
    putc('\n', file);
}

static void huge_block(FILE *file, size_t count) {
    fputs(RULES RULE "|\n", file);
    hostile_repeat(file, "      sum(rate(foo[5m])) +\n", count);
    fputs("      )\n", file);
}

static void huge_folded(FILE *file, size_t count) {
    fputs(RULES RULE ">\n", file);
    hostile_repeat(file, "      a\n\n       b\n", count);
}

static void huge_string(FILE *file, size_t count) {
    fputs(RULES RULE "\"", file);
    hostile_repeat(file, "\\x41\\u00e9\\\n      ", count);
    fputs(" >\"\n", file);
}

static void surrogates(FILE *file, size_t count) {
    fputs(RULES RULE "\"", file);
    hostile_repeat(file, "\\ud83d\\ude00", count);
    fputs("\"\n", file);
}

static void template_nested(FILE *file, size_t count) {
    fputs(RULES RULE "up\n    annotations:\n      a: '", file);
    hostile_repeat(file, "{{ if true }}", count);
    hostile_repeat(file, "{{ end }}", count);
    fputs("'\n", file);
}

static void template_parentheses(FILE *file, size_t count) {
    fputs(RULES RULE "up\n    annotations:\n      a: '{{ ", file);
    hostile_repeat(file, "(", count);
    fputs(" }}'\n", file);
}

static void helm_actions(FILE *file, size_t count) {
    fputs(RULES, file);
    hostile_repeat(file, "{{ if .Values.x }}\n  - {alert: A, expr: up}\n{{ end }}\n", count);
}

static void helm_open(FILE *file, size_t count) {
    fputs(RULES, file);
    hostile_repeat(file, "{{ \"{{ ` {{/* \n", count);
}

/* Names that no table and no file has, each to be searched for. */
static void unknown_names(FILE *file, size_t count) {
    fputs(RULES, file);
    for (size_t i = 0; i < count; i++)
        fprintf(file,
                "  - {alert: Alert%zu, expr: 'node_filesystem_avail_byte%zu > job:x%zu:r or "
                "ALERTS{alertname=\"Blert%zu\"}', "
                "labels: {severity: s%zu}}\n",
                i, i, i, i, i);
}

static void readers_of_one_record(FILE *file, size_t count) {
    fputs(RULES, file);
    for (size_t i = 0; i < count; i++)
        fprintf(file,
                "  - {record: 'a:b:c', expr: 'sum by (l%zu) (rate(a_total[5m])) / rate(b_total[5m])'}\n"
                "  - {alert: A%zu, expr: 'sum(a:b:c) > avg(rate(a:b:c[5m]))'}\n",
                i, i);
}

static void readers_of_a_large_record(FILE *file, size_t count) {
    fputs(RULES "  - record: a:b:c\n    expr: rate(a_total[5m])", file);
    hostile_repeat(file, " or rate(a_total[5m]) / container_spec_memory_limit_bytes", 900);
    putc('\n', file);
    for (size_t i = 0; i < count; i++)
        fprintf(file, "  - {alert: A%zu, expr: 'sum(a:b:c) / avg(a:b:c) > %zu'}\n", i, i);
}

static void thresholds_of_one_series(FILE *file, size_t count) {
    fputs(RULES, file);
    for (size_t i = 0; i < count; i++)
        fprintf(file, "  - {alert: A, expr: foo > %zu, for: %zum, labels: {severity: %s}}\n", i, i,
                i % 2 ? "warning" : "critical");
}

static void many_groups(FILE *file, size_t count) {
    fputs("groups:\n", file);
    for (size_t i = 0; i < count; i++)
        fprintf(file, "- {name: g%zu, interval: %zus, rules: [{record: 'a:b%zu', expr: 'a:b%zu'}]}\n", i, i % 60 + 1, i,
                i + 1);
}

static void text_of_figures(FILE *file, size_t count) {
    fputs(RULES RULE "a / b > 0.5\n    for: 5m\n    annotations:\n      description: '{{ $value }}", file);
    hostile_repeat(file, " is over 7% for 9 minutes, or below 1.5GiB:", count);
    fputs("'\n", file);
}

static void texts_of_figures(FILE *file, size_t count) {
    fputs(RULES RULE "a / b > 0.5\n    for: 5m\n    annotations:\n", file);
    for (size_t i = 0; i < count; i++)
        fprintf(file, "      d%zu: '{{ $value }}%% is over %zu%% of {{ $labels.l%zu }} for %zu minutes'\n", i, i, i, i);
}

static void text_of_links(FILE *file, size_t count) {
    fputs(RULES RULE "up == 0\n    annotations:\n      runbook_url: '", file);
    hostile_repeat(file, "[a](https://github.com/o/r/blob/main/x.md#y) **`", count);
    fputs("'\n", file);
}

static void text_of_actions(FILE *file, size_t count) {
    fputs(RULES RULE "up == 0\n    annotations:\n      d: '", file);
    hostile_repeat(file, "{{ with $x := $labels.a }}{{ $x | humanize }}% {{ end }}", count);
    fputs("'\n", file);
}

static const struct hostile_input inputs[] = {
    {"long-line.yaml", long_line, 3750000, ANY},
    {"long-flow-line.yaml", long_flow_line, 100000, ANY},
    {"many-labels.yaml", many_labels, 150 * 1000, ANY | ENDS_CLEAN},
    {"same-keys.yaml", same_keys, 400 * 1000, ANY},
    {"many-rules.yaml", many_rules, 100 * 1000, ANY},
    {"equal-rules.yaml", equal_rules, 100 * 1000, ANY | ENDS_CLEAN},
    {"equal-records.yaml", equal_records, 150 * 1000, ANY | ENDS_CLEAN},
    {"chain-of-records.yaml", chain_of_records, 100 * 1000, ANY | ENDS_CLEAN},
    {"many-comments.yaml", many_comments, 100 * 1000, ANY | ENDS_CLEAN},
    {"many-line-comments.yaml", many_line_comments, 100 * 1000, ANY | ENDS_CLEAN},
    {"many-file-comments.yaml", many_file_comments, 50 * 1000, ANY | ENDS_CLEAN},
    {"comments-in-words.yaml", comments_in_words, 1000 * 1000, ANY | ENDS_CLEAN},
    {"huge-block.yaml", huge_block, 1600000, ANY},
    {"huge-folded.yaml", huge_folded, 3000000, ANY},
    {"huge-string.yaml", huge_string, 2000000, ANY},
    {"template-nested.yaml", template_nested, 500 * 1000, ANY},
    {"template-parentheses.yaml", template_parentheses, 1000 * 1000, ANY},
    {"helm-actions.yaml", helm_actions, 100 * 1000, ANY | ENDS_CLEAN},
    {"helm-open.yaml", helm_open, 1000 * 1000, ANY | ENDS_CLEAN},
    {"surrogates.yaml", surrogates, 3 * 1000 * 1000, ANY},
    {"unknown-names.yaml", unknown_names, 33 * 1000, ANY | ENDS_CLEAN},
    {"readers-of-one-record.yaml", readers_of_one_record, 33 * 1000, ANY | ENDS_CLEAN},
    {"readers-of-a-large-record.yaml", readers_of_a_large_record, 70 * 1000, ANY | ENDS_CLEAN},
    {"thresholds-of-one-series.yaml", thresholds_of_one_series, 70 * 1000, ANY | ENDS_CLEAN},
    {"many-groups.yaml", many_groups, 55 * 1000, ANY | ENDS_CLEAN},
    {"text-of-figures.yaml", text_of_figures, 22 * 1000, ANY | ENDS_CLEAN},
    {"texts-of-figures.yaml", texts_of_figures, 60 * 1000, ANY | ENDS_CLEAN},
    {"text-of-links.yaml", text_of_links, 20 * 1000, ANY | ENDS_CLEAN},
    {"text-of-actions.yaml", text_of_actions, 17 * 1000, ANY | ENDS_CLEAN},
};

const struct hostile_inputs hostile_rules = {inputs, sizeof inputs / sizeof *inputs};
