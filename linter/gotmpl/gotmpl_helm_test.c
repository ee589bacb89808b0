/* Charts before they are rendered: recognised, and turned into YAML at the same offsets. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "gotmpl/helm_branches.h"

static const char *const templates[] = {
    "{{- if .Values.x }}\na: b\n{{- end }}\n",
    "a:\n  {{- toYaml .Values.a | nindent 2 }}\n",
    "a: {{ .Values.a }}\n",
    "- {{ .Values.a }}\n",
    "- - {{ .Values.a }}\n",
    "? {{ .Values.a }}\n",
    "a: b\n{{ $key }}: c\n",
    "a: &anchor {{ .Values.a }}\n",
    "a: !!str {{ .Values.a }}\n",
    "--- {{ .Values.a }}\n",
    "a: [1, {{ .Values.a }}]\n",
    "a: {b: {{ .Values.a }}}\n",
    "a: |\n  text\n{{ .Values.a }}\n",
    "a: \"text\n  {{ x }}\"\nb: {{ .Values.a }}\n",
    "a: it's plain\nb: {{ .Values.a }}\n",
    "a: text\n{{ .Values.a }}\n",
    "{% if a %}\nb: c\n{% endif %}\n",
    "a: {% if b %}c{% endif %}\n",
    "# note\r\na: {{ .Values.a }}\r\n",
    "'{{ a }}': {{ b }}\n",
};

static const char *const plain_yaml[] = {
    "",
    "a: b\n",
    "a: {b: {c: d}}\n",
    "a: \"{{ $value }}\"\n",
    "a: '{{ $value }}'\n",
    "a: 'it''s {{ $value }}\n  {{ $value }}'\n",
    "a: \"\\\"{{ $value }}\n\n  {{ $value }}\"\nb: c\n",
    "a: value is {{ $value }}\n",
    "a: value is\n  {{ $value }}\n  {{ $value }}: here\nb: c\n",
    "a: |\n  {{ $value }}\n  {{ if x }}\n\n  {{ end }}\nb: c\n",
    "a: >-\n  {{ $value }}\n",
    "- a: |2-\n    {{ $value }}\n  b: c\n",
    "- |\n {{ $value }}\n- b\n",
    "- - a: >  # folded\n      {{ $value }}\n",
    "# {{ .Values.a }}\na: b # {{ .Values.c }}\n",
    "a: [\"{{ b }}\", '{{ c }}', d {{ e }}]\n",
    "a: [\n  \"{{ b }}\", # {{ c }}\n  x\n]\n",
    "{\"a\": {\"b\": \"{{ c }}\"}}\n",
    "\"{{ a }}\": b\n",
    "a: &x |\n  {{ b }}\n",
    "--- |\n  {{ a }}\n--- # {{ b }}\nc: d\n",
    "a: b{{ c }}\n",
    "a: [b{{ \"c: [\" }}, {d: e}]\nf: g\n",
};

static void test_is_template(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof templates / sizeof *templates; i++)
        if (!helm_is_template(str_of(templates[i])))
            fail_msg("not seen as a template:\n%s", templates[i]);
    for (size_t i = 0; i < sizeof plain_yaml / sizeof *plain_yaml; i++)
        if (helm_is_template(str_of(plain_yaml[i])))
            fail_msg("seen as a template:\n%s", plain_yaml[i]);
}

static const struct {
    const char *text, *blank;
} cases[] = {
    {"a: b\n", "a: b\n"},
    {"{{- if .x }}\na: b\n{{- end }}", "            \na: b\n          "},
    {"a: {{ .x }}\n", "a: xxxxxxxx\n"},
    {"{{ $k }}: {{ $v | quote }}\n", "xxxxxxxx: xxxxxxxxxxxxxxxx\n"},
    {"a: \"{{ index .x \"b\" }}-{{ .c }}\"\n", "a: \"xxxxxxxxxxxxxxxxxx-xxxxxxxx\"\n"},
    {"a: {{ if .x }}b{{ else }}c{{ end }}\n", "a: xxxxxxxxxxxbxxxxxxxxxxcxxxxxxxxx\n"},
    {"a: {{- toYaml .x | nindent 2 }}\nb: c\n", "a:                             \nb: c\n"},
    {"a: {{ .x }} # note\n  b: c\n", "a:          # note\n  b: c\n"},
    {"- {{ .x }}\n  b: c\n", "-         \n  b: c\n"},
    {"- a: {{ .x }}\n  b: c\n", "- a: xxxxxxxx\n  b: c\n"},
    {"a: {{ .x }}\n  and more\n", "a: xxxxxxxx\n  and more\n"},
    {"# {{ .x }}\n", "# xxxxxxxx\n"},
    {"{{ if .x }} # {{ .y }}\na: b\n", "            # xxxxxxxx\na: b\n"},
    {"{{ if .x }} # note\na: b\n", "            # note\na: b\n"},
    {"a:\n  {{- range\n    .x }}\n  - {{ . }}\n", "a:\n           \n         \n  - xxxxxxx\n"},
    {"a: {{ .x\n  | quote }}\nb: c\n", "a: xxxxx\n            \nb: c\n"},
    {"{{/* it's \"open\n*/}}\r\na: b\r\n", "               \n    \r\na: b\r\n"},
    {"{% if x %}\na: {{ b }}{# c #}\n{% endif %}\n", "          \na: xxxxxxxxxxxxxx\n           \n"},
    {"a: ${#list[@]} {{ .x }}\n", "a: ${#list[@]} xxxxxxxx\n"},
    {"a: {{ .x\nb: c\n", "a: {{ .x\nb: c\n"},
    /* literals */
    {"a: \"{{`{{ $labels.b }}`}}%\"\n", "a: \"{{    $labels.b    }}%\"\n"},
    {"a: \"{{ \"{{\" }} $value {{ \"}}\" }}%\"\n", "a: \"{{         $value         }}%\"\n"},
    {"a: |\n  {{`{{- $value -}}`}}\n", "a: |\n  {{-    $value    -}}\n"},
    {"a: |\n  x {{ `is {{ $value }} now` }}\n", "a: |\n  x     is {{ $value }} now    \n"},
    {"a: '{{ \"{{ printf \\\"%s\\\" $value }}\" }}'\n", "a: '{{     printf \"%s\" $value       }}'\n"},
    {"a: {{`{{ $value }}`}}\n", "a: xxxxxxxxxxxxxxxxxx\n"},
    {"a: {{`value {{ $value }}`}}\n", "a:    value {{ $value    }}\n"},
    {"a: {{ \"plain\" }}\n", "a: xxxxxxxxxxxxx\n"},
    {"{{`\na: \"{{ $value }}\"\n`}}\n", "   \na: \"{{ $value }}\"\n   \n"},
};

static void test_blank(void **state) {
    (void)state;
    struct arena arena = {0};
    int wrong = 0;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct helm_text got = helm_blank(&arena, str_of(cases[i].text));
        if (!str_equal(got.bytes, str_of(cases[i].blank))) {
            print_error("%s got:\n%.*s", cases[i].text, STR_ARG(got.bytes));
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
    arena_free(&arena);
}

static void test_touches(void **state) {
    (void)state;
    struct arena arena = {0};
    struct helm_text text = helm_blank(&arena, STR("a: {{ .x }}\nb: c\nd: \"{{`{{ $v }}`}}\"\ne: {{ .y }}\n"));
    assert_int_equal(text.count, 3);
    assert_true(helm_touches(&text, (span){3, 11}));
    assert_true(helm_touches(&text, (span){10, 16}));
    assert_true(helm_touches(&text, (span){11, 11}));
    assert_false(helm_touches(&text, (span){0, 3}));
    assert_false(helm_touches(&text, (span){11, 16}));
    assert_false(helm_touches(&text, (span){20, 36}));
    assert_true(helm_differs(&text, (span){20, 36}));
    assert_false(helm_differs(&text, (span){12, 16}));
    assert_true(helm_touches(&text, (span){0, 100}));
    assert_false(helm_touches(&text, (span){90, 100}));
    arena_free(&arena);
}

/* The letter stands in the branch that the action at `opens` begins; NULL: in none. */
static const struct {
    const char *text, *opens;
} branches[] = {
    {"{{ if .a }}\n- @\n{{ end }}\n", "{{ if .a"},
    {"{{- if .a }}\n- b\n{{- else }}\n- @\n{{- end }}\n", "{{- else"},
    {"{{ if .a }}\n{{ else if .b }}\n- @\n{{ end }}\n", "{{ else if"},
    {"{{ if .a }}\n{{ with .b }}\nc: d\n{{ end }}\n- @\n{{ end }}\n", "{{ if .a"},
    {"{{ if .a }}\n{{ range .b }}\n- @\n{{ end }}\n{{ end }}\n", "{{ range"},
    {"{{ if .a }}\n- b\n{{ end }}\n- @\n", NULL},
    {"{{ end }}\n{{ else }}\n- @\n", NULL},
    {"{{/* if */}}\n- @\n", NULL},
    {"{{ include \"if\" . }}\n- @\n", NULL},
    {"{% if a %}\n- b\n{% elif c %}\n- @\n{% endif %}\n", "{% elif"},
    {"{%- for a in b %}\n{% if c %}\n{% endif %}\n- @\n{% endfor %}\n", "{%- for"},
};

static void test_branches(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof branches / sizeof *branches; i++) {
        struct arena arena = {0};
        const char *text = branches[i].text, *opens = branches[i].opens ? strstr(text, branches[i].opens) : NULL;
        struct helm_text helm = helm_blank(&arena, str_of(text));
        const uint32_t *of = helm_branches(&arena, str_of(text), &helm);
        uint32_t found = 0;
        for (size_t change = 0; change < helm.count; change++)
            if (helm.changes[change].at.start < (uint32_t)(strchr(text, '@') - text))
                found = of[change];
        assert_int_equal(found, opens ? opens - text + 1 : 0);
        arena_free(&arena);
    }
}

/* Long lines and unended openings are read in linear time; a quadratic scan would not end before the test does. */
static void test_large(void **state) {
    (void)state;
    enum { SIZE = 2 << 20 };
    struct arena arena = {0};
    char *text = arena_alloc(&arena, SIZE);
    static const char *const units[] = {"{{a}},", "{{", "{%", "[{{`x`}},", "\"{{", "{{ a }}\n\n", "- {{ nindent }}\n"};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        size_t len = strlen(units[i]);
        for (size_t at = 0; at < SIZE; at++)
            text[at] = units[i][at % len];
        text[0] = '[';
        str bytes = {text, SIZE};
        assert_int_equal(helm_blank(&arena, bytes).bytes.len, SIZE);
        helm_is_template(bytes);
    }
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_is_template), cmocka_unit_test(test_blank), cmocka_unit_test(test_touches),
        cmocka_unit_test(test_branches),    cmocka_unit_test(test_large),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
