/* YAML: its depth, its width, its aliases, its bytes. */
#include <string.h>

#include "hostile/inputs_parts.h"

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

/* What is kept of the first document must not hang on the bytes of the rest. */
static void nested_behind_rules(FILE *file, size_t count) {
    fputs(RULES RULE "up == 0\n---\n", file);
    nested_flow(file, count);
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

static void many_items(FILE *file, size_t count) {
    fputs(RULES, file);
    hostile_repeat(file, "  - 1\n", count);
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

static void not_utf8(FILE *file, size_t count) {
    fputs(RULES RULE "up\n", file);
    hostile_repeat(file, "# \xff\n", count);
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

static void bare_documents(FILE *file, size_t count) {
    hostile_repeat(file, "--- x\n", count);
}

static void many_documents(FILE *file, size_t count) {
    fputs(RULES RULE "up\n", file);
    hostile_repeat(file, "---\n", count);
}

static const struct hostile_input inputs[] = {
    {"binary.yaml", binary, 1000 * 1000, ENDS_FINDINGS},
    {"spaces.yaml", spaces, 16000, ENDS_CLEAN},
    {"zeros.yaml", zeros, 16000, ENDS_FINDINGS},
    {"too-large.yaml", spaces, 25600, ENDS_INCOMPLETE},
    {"alias-bomb.yaml", alias_bomb, 12, ENDS_INCOMPLETE},
    {"merge-bomb.yaml", merge_bomb, 1000, ENDS_INCOMPLETE},
    {"alias-of-wide.yaml", alias_of_wide, 10000, ENDS_INCOMPLETE},
    {"nested-flow.yaml", nested_flow, 100000, ENDS_INCOMPLETE},
    {"nested-behind-rules.yaml", nested_behind_rules, 100000, ENDS_INCOMPLETE},
    {"nested-flow-map.yaml", nested_flow_map, 100000, ENDS_INCOMPLETE},
    {"nested-flow-open.yaml", nested_flow_open, 100000, ENDS_INCOMPLETE},
    {"nested-dashes.yaml", nested_dashes, 100000, ENDS_INCOMPLETE},
    {"nested-indent.yaml", nested_indent, 10000, ENDS_INCOMPLETE},
    {"nested-questions.yaml", nested_questions, 100000, ENDS_INCOMPLETE},
    {"nested-in-string.yaml", nested_in_string, 100000, ENDS_INCOMPLETE},
    {"nested-dashes-in-string.yaml", nested_dashes_in_string, 100000, ENDS_INCOMPLETE},
    {"nested.json", nested_json, 100000, ENDS_INCOMPLETE},
    {"long-plain-line.yaml", long_plain_line, 3750000, ANY | ENDS_CLEAN},
    {"many-keys.yaml", many_keys, 1600 * 1000, ANY},
    {"some-keys.yaml", many_keys, 300 * 1000, ANY},
    {"many-items.yaml", many_items, 3100 * 1000, ANY},
    {"some-items.yaml", many_items, 900 * 1000, ANY | ENDS_CLEAN},
    {"many-documents.yaml", many_documents, 1000 * 1000, ANY | ENDS_CLEAN},
    {"bare-documents.yaml", bare_documents, 2990 * 1000, ENDS_INCOMPLETE},
    {"anchors.yaml", anchors, 300 * 1000, ANY | ENDS_CLEAN},
    {"tokens.yaml", tokens, 2090000, ENDS_INCOMPLETE},
    {"tags.yaml", tags, 100 * 1000, ANY | ENDS_CLEAN},
    {"carriage-returns.yaml", carriage_returns, 60 * 1000 * 1000, ANY | ENDS_CLEAN},
    {"long-key.yaml", long_key, 3 * 1000 * 1000, ANY | ENDS_CLEAN},
    {"embedded-many.yaml", embedded_many, 50 * 1000, ANY | ENDS_CLEAN},
    {"embedded-wide.yaml", embedded_wide, 60 * 1000, ANY},
    {"not-utf8.yaml", not_utf8, 1000 * 1000, ANY},
};

const struct hostile_inputs hostile_yaml = {inputs, sizeof inputs / sizeof *inputs};
