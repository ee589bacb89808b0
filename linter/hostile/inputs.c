/* Each input attacks one bound or one loop. Those that a reader accepts must be judged, those beyond a bound must say
 * so; which of the two stands in the table. */
#include "hostile/inputs.h"

#include <string.h>

#define RULES "groups:\n- name: g\n  rules:\n"
#define RULE "  - alert: A\n    labels: {severity: warning}\n    expr: "
#define ANY (ENDS_FINDINGS | ENDS_INCOMPLETE)

void hostile_repeat(FILE *file, const char *text, size_t count) {
    for (; count > 0; count--)
        fputs(text, file);
}

static void binary(FILE *file, size_t count) {
    unsigned long state = 1;
    for (; count > 0; count--) {
        state = state * 6364136223846793005UL + 1442695040888963407UL;
        putc((int)(state >> 56), file);
    }
}

static void spaces(FILE *file, size_t count) {
    static char block[4096];
    memset(block, ' ', sizeof block);
    for (; count > 0; count--)
        fwrite(block, 1, sizeof block, file);
}

static void zeros(FILE *file, size_t count) {
    static const char block[4096];
    for (; count > 0; count--)
        fwrite(block, 1, sizeof block, file);
}

static void alias_bomb(FILE *file, size_t count) {
    fputs("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n", file);
    for (size_t i = 1; i < count; i++) {
        fprintf(file, "a%zu: &a%zu [", i, i);
        for (int k = 0; k < 10; k++)
            fprintf(file, "*a%zu,", i - 1);
        fputs("]\n", file);
    }
    fputs(RULES, file);
}

static void merge_bomb(FILE *file, size_t count) {
    fputs("m0: &m0 {a: 1, b: 2, c: 3}\n", file);
    for (size_t i = 1; i < count; i++)
        fprintf(file, "m%zu: &m%zu {<<: [*m%zu, *m%zu, *m%zu], k%zu: 1}\n", i, i, i - 1, i - 1, i - 1, i);
    fputs(RULES, file);
}

static void alias_of_wide(FILE *file, size_t count) {
    fputs("w: &w {", file);
    for (size_t i = 0; i < count; i++)
        fprintf(file, "k%zu: 1, ", i);
    fputs("}\n", file);
    for (size_t i = 0; i < count; i++)
        fprintf(file, "c%zu: {<<: *w}\n", i);
    fputs(RULES, file);
}

static void nested_flow(FILE *file, size_t count) {
    fputs("groups: ", file);
    hostile_repeat(file, "[", count);
    hostile_repeat(file, "]", count);
}

static void nested_flow_map(FILE *file, size_t count) {
    fputs("groups: ", file);
    hostile_repeat(file, "{a: ", count);
    hostile_repeat(file, "}", count);
}

static void nested_flow_open(FILE *file, size_t count) {
    fputs("groups: ", file);
    hostile_repeat(file, "[{a: ", count);
}

static void nested_dashes(FILE *file, size_t count) {
    fputs("groups:\n", file);
    hostile_repeat(file, "- ", count);
    fputs("x\n", file);
}

static void nested_indent(FILE *file, size_t count) {
    fputs("groups:\n", file);
    for (size_t i = 1; i <= count; i++)
        fprintf(file, "%*sa:\n", (int)i, "");
}

static void nested_questions(FILE *file, size_t count) {
    fputs("groups:\n  ", file);
    hostile_repeat(file, "? ", count);
    fputs("x\n", file);
}

static void nested_in_string(FILE *file, size_t count) {
    fputs("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  rules.yaml: |\n    groups:\n    - name: g\n"
          "      rules: ",
          file);
    hostile_repeat(file, "[", count);
    hostile_repeat(file, "]", count);
    putc('\n', file);
}

static void nested_dashes_in_string(FILE *file, size_t count) {
    fputs("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  rules.yaml: |\n    groups:\n    ", file);
    hostile_repeat(file, "- ", count);
    fputs("rules\n", file);
}

static void nested_json(FILE *file, size_t count) {
    fputs("{\"groups\": ", file);
    hostile_repeat(file, "{\"a\":", count);
    putc('1', file);
    hostile_repeat(file, "}", count);
    putc('}', file);
}

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

static void long_plain_line(FILE *file, size_t count) {
    fputs(RULES "  - alert: ", file);
    hostile_repeat(file, "0123456789abcdef", count);
    fputs("\n    expr: up\n", file);
}

static void many_keys(FILE *file, size_t count) {
    fputs("apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata: {name: m}\nspec:\n", file);
    for (size_t i = 0; i < count; i++)
        fprintf(file, "  k%zu: 1\n", i);
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

static void many_items(FILE *file, size_t count) {
    fputs(RULES, file);
    hostile_repeat(file, "  - 1\n", count);
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

static void many_documents(FILE *file, size_t count) {
    fputs(RULES RULE "up\n", file);
    hostile_repeat(file, "---\n", count);
}

static void many_objects(FILE *file, size_t count) {
    for (size_t i = 0; i < count; i++)
        fprintf(file,
                "---\napiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata: {name: m%zu}\nspec: "
                "{selector: {matchLabels: {a: b%zu}}, endpoints: [{port: x}]}\n---\napiVersion: v1\nkind: Service\n"
                "metadata: {name: s%zu, labels: {a: c%zu}}\nspec: {ports: [{name: y, port: 1}]}\n",
                i, i, i, i);
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

static void anchors(FILE *file, size_t count) {
    for (size_t i = 0; i < count; i++)
        fprintf(file, "k%zu: &a%zu x\n", i, i);
    fputs(RULES, file);
}

static void tokens(FILE *file, size_t count) {
    fputs("groups: [", file);
    hostile_repeat(file, "1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,", count);
    fputs("]\n", file);
}

static void tags(FILE *file, size_t count) {
    fputs(RULES, file);
    hostile_repeat(file, "  - !!map {alert: !!str A, expr: !<tag:x> up}\n", count);
}

static void carriage_returns(FILE *file, size_t count) {
    fputs(RULES RULE "up\n", file);
    hostile_repeat(file, "\r", count);
}

static void long_key(FILE *file, size_t count) {
    fputs("groups:\n- name: g\n  ? ", file);
    hostile_repeat(file, "0123456789abcdef", count);
    fputs("\n  : 1\n", file);
}

static void embedded_many(FILE *file, size_t count) {
    fputs("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n", file);
    for (size_t i = 0; i < count; i++)
        fprintf(file, "  r%zu.yaml: |\n    groups:\n    - {name: g, rules: [{alert: A, expr: 'up >'}]}\n", i);
}

static void embedded_wide(FILE *file, size_t count) {
    fputs("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  r.yaml: \"groups: [{name: g, rules: [", file);
    hostile_repeat(file, "{alert: A, expr: 'up >'},\\n", count);
    fputs("]}]\"\n", file);
}

static void surrogates(FILE *file, size_t count) {
    fputs(RULES RULE "\"", file);
    hostile_repeat(file, "\\ud83d\\ude00", count);
    fputs("\"\n", file);
}

static void not_utf8(FILE *file, size_t count) {
    fputs(RULES RULE "up\n", file);
    hostile_repeat(file, "# \xff\n", count);
}

const struct hostile_input hostile_inputs[] = {
    {"binary.yaml", binary, 1000 * 1000, ENDS_FINDINGS},
    {"spaces.yaml", spaces, 16000, ENDS_CLEAN},
    {"zeros.yaml", zeros, 16000, ENDS_FINDINGS},
    {"too-large.yaml", spaces, 25600, ENDS_INCOMPLETE},
    {"alias-bomb.yaml", alias_bomb, 12, ENDS_INCOMPLETE},
    {"merge-bomb.yaml", merge_bomb, 1000, ENDS_INCOMPLETE},
    {"alias-of-wide.yaml", alias_of_wide, 10000, ENDS_INCOMPLETE},
    {"nested-flow.yaml", nested_flow, 100000, ENDS_INCOMPLETE},
    {"nested-flow-map.yaml", nested_flow_map, 100000, ENDS_INCOMPLETE},
    {"nested-flow-open.yaml", nested_flow_open, 100000, ENDS_INCOMPLETE},
    {"nested-dashes.yaml", nested_dashes, 100000, ENDS_INCOMPLETE},
    {"nested-indent.yaml", nested_indent, 10000, ENDS_INCOMPLETE},
    {"nested-questions.yaml", nested_questions, 100000, ENDS_INCOMPLETE},
    {"nested-in-string.yaml", nested_in_string, 100000, ENDS_INCOMPLETE},
    {"nested-dashes-in-string.yaml", nested_dashes_in_string, 100000, ENDS_INCOMPLETE},
    {"nested.json", nested_json, 100000, ENDS_INCOMPLETE},
    {"long-line.yaml", long_line, 3750000, ANY},
    {"long-flow-line.yaml", long_flow_line, 100000, ANY},
    {"long-plain-line.yaml", long_plain_line, 3750000, ANY | ENDS_CLEAN},
    {"many-keys.yaml", many_keys, 1000 * 1000, ANY},
    {"some-keys.yaml", many_keys, 300 * 1000, ANY},
    {"many-labels.yaml", many_labels, 150 * 1000, ANY | ENDS_CLEAN},
    {"same-keys.yaml", same_keys, 400 * 1000, ANY},
    {"many-items.yaml", many_items, 1000 * 1000, ANY},
    {"some-items.yaml", many_items, 900 * 1000, ANY | ENDS_CLEAN},
    {"many-rules.yaml", many_rules, 100 * 1000, ANY},
    {"equal-rules.yaml", equal_rules, 100 * 1000, ANY | ENDS_CLEAN},
    {"equal-records.yaml", equal_records, 150 * 1000, ANY | ENDS_CLEAN},
    {"chain-of-records.yaml", chain_of_records, 100 * 1000, ANY | ENDS_CLEAN},
    {"many-documents.yaml", many_documents, 1000 * 1000, ANY | ENDS_CLEAN},
    {"many-objects.yaml", many_objects, 20 * 1000, ANY | ENDS_CLEAN},
    {"many-comments.yaml", many_comments, 100 * 1000, ANY | ENDS_CLEAN},
    {"many-line-comments.yaml", many_line_comments, 100 * 1000, ANY | ENDS_CLEAN},
    {"many-file-comments.yaml", many_file_comments, 50 * 1000, ANY | ENDS_CLEAN},
    {"comments-in-words.yaml", comments_in_words, 1000 * 1000, ANY | ENDS_CLEAN},
    {"huge-block.yaml", huge_block, 1600000, ANY},
    {"huge-folded.yaml", huge_folded, 3000000, ANY},
    {"huge-string.yaml", huge_string, 2000000, ANY},
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
    {"template-nested.yaml", template_nested, 500 * 1000, ANY},
    {"template-parentheses.yaml", template_parentheses, 1000 * 1000, ANY},
    {"helm-actions.yaml", helm_actions, 100 * 1000, ANY | ENDS_CLEAN},
    {"helm-open.yaml", helm_open, 1000 * 1000, ANY | ENDS_CLEAN},
    {"anchors.yaml", anchors, 300 * 1000, ANY | ENDS_CLEAN},
    {"tokens.yaml", tokens, 2090000, ENDS_INCOMPLETE},
    {"tags.yaml", tags, 100 * 1000, ANY | ENDS_CLEAN},
    {"carriage-returns.yaml", carriage_returns, 60 * 1000 * 1000, ANY | ENDS_CLEAN},
    {"long-key.yaml", long_key, 3 * 1000 * 1000, ANY | ENDS_CLEAN},
    {"embedded-many.yaml", embedded_many, 50 * 1000, ANY | ENDS_CLEAN},
    {"embedded-wide.yaml", embedded_wide, 60 * 1000, ANY},
    {"surrogates.yaml", surrogates, 3 * 1000 * 1000, ANY},
    {"not-utf8.yaml", not_utf8, 1000 * 1000, ANY},
};

const size_t hostile_input_count = sizeof hostile_inputs / sizeof hostile_inputs[0];
