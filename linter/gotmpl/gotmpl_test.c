/* Which texts are templates, and what is said, and where, about the others. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "gotmpl/functions.h"
#include "gotmpl/gotmpl.h"

static const char *const accepted[] = {
    "",
    "no action, } and { alone",
    "{{ $value }}",
    "{{ $labels.job }} on {{ $externalLabels.cluster }} {{ $externalURL }}",
    "{{-1}}",
    "a {{- /* gone */ -}} b",
    "{{- $value -}}",
    "{{ $value  \n -}} x",
    "{{\n$value\n|\nhumanize\n}}",
    "{{ $value | }}",
    "{{ nil }}",
    "{{ 1 2 }}",
    "{{ ($x := 1) }}",
    "{{ $unknown = 1 }}",
    "{{range.X}}{{end}}",
    "{{ range $i, $e = .X }}{{ end }}",
    "{{ range $i, $e := .X }}{{ $i }}{{ $e }}{{ break }}{{ continue }}{{ else }}{{ $i }}{{ end }}",
    "{{ if .A }}{{ else if .B }}{{ else if .C }}{{ else }}{{ end }}",
    "{{ with $v := .A }}{{ else with .B }}{{ else }}{{ $v }}{{ end }}",
    "{{ define `t` }}{{ $.x }}{{ end }}{{ template \"t\" . }}{{ template \"never defined\" }}",
    "{{ define `t` }} \n {{ end }}{{ define `t` }}x{{ end }}{{ define `t` }}{{ end }}",
    "{{ block \"b\" $value }}{{ . }}{{ end }}",
    "{{ printf \"%s\\n\\t\\x41\\101\\u00e9\\U0001F600\" `raw\n` 'c' '\\'' '\\u00e9' }}",
    "{{ print 0x1F 0b11 0o17 017 1_000 1.5 .5 1e3 0x1p4 -2 +3 2i 1+2i -0 }}",
    "{{ (query \"up\" | first).Labels.job }}",
    "{{ $größe := 1 }}{{ $größe }}",
    "{{ query \"a\" | first | value | humanize1024 | printf \"%s\" | title }}",
};

static const struct refusal {
    const char *text, *message;
    unsigned start, end;
} refused[] = {
    {"{{", "unclosed action", 2, 2},
    {"{{\n", "unclosed action started at line 1", 3, 3},
    {"{{ }}", "missing value for command", 0, 5},
    {"{{ if }}x{{ end }}", "missing value for if", 0, 8},
    {"{{ () }}", "missing value for parenthesized pipeline", 0, 5},
    {"{{ $labels.job-name }}", "bad character U+002D '-'", 14, 15},
    {"{{ $labels[\"job\"] }}", "bad character U+005B '['", 10, 11},
    {"{{\u00a0$value }}", "unrecognized character in action: U+00A0", 2, 4},
    {"{{ \"open }}", "unterminated quoted string", 3, 11},
    {"{{ `open }}", "unterminated raw quoted string", 3, 11},
    {"{{ 'o }}", "unterminated character constant", 3, 8},
    {"{{ 'ab' }}", "malformed character constant: 'ab'", 3, 7},
    {"{{ \"\\d\" }}", "invalid syntax", 3, 7},
    {"{{ \"\\ud800\" }}", "invalid syntax", 3, 11},
    {"{{ \"\\U0001F60\" }}", "invalid syntax", 3, 14},
    {"{{ '\\400' }}", "invalid syntax", 3, 9},
    {"{{ : }}", "expected :=", 3, 4},
    {"{{ 5m }}", "bad number syntax: \"5m\"", 3, 5},
    {"{{ 089 }}", "integer overflow: \"089\"", 3, 6},
    {"{{ 18446744073709551616 }}", "integer overflow: \"18446744073709551616\"", 3, 23},
    {"{{ 1e999 }}", "illegal number syntax: \"1e999\"", 3, 8},
    {"{{ 1e999+2i }}", "strconv.ParseFloat: parsing \"1e999\": value out of range", 3, 11},
    {"{{ 1i+2i }}", "syntax error scanning complex number", 3, 8},
    {"{{ 1__0 }}", "illegal number syntax: \"1__0\"", 3, 7},
    {"{{ $value + 1 }}", "illegal number syntax: \"+\"", 10, 11},
    {"{{ $value * 100 }}", "unexpected \"*\" in operand", 10, 11},
    {"{{ $value == 1 }}", "unexpected \"=\" in command", 11, 12},
    {"{{ /* spaced */ }}", "unexpected \"/\" in command", 3, 4},
    {"{{/* open }}", "unclosed comment", 2, 12},
    {"{{/* a */ }}", "comment ends before closing delimiter", 2, 9},
    {"{{ $value }", "unexpected \"}\" in operand", 10, 11},
    {"{{ (now }}", "unclosed left paren", 8, 10},
    {"{{ now) }}", "unexpected right paren", 6, 7},
    {"{{ humanise $value }}", "function \"humanise\" not defined", 3, 11},
    {"{{ tmpl \"x\" . }}", "function \"tmpl\" not defined", 3, 7},
    {"{{ $Labels.job }}", "undefined variable \"$Labels\"", 3, 10},
    {"{{ if 1 }}{{ $x := 1 }}{{ end }}{{ $x }}", "undefined variable \"$x\"", 35, 37},
    {"{{ define `t` }}{{ $labels }}{{ end }}", "undefined variable \"$labels\"", 19, 26},
    {"{{ block `t` . }}{{ $value }}{{ end }}", "undefined variable \"$value\"", 20, 26},
    {"{{ $x, $y := 1 }}", "too many declarations in command", 3, 5},
    {"{{ range $x, $y, $z := 1 }}{{ end }}", "too many declarations in range", 13, 15},
    {"{{ range $x, 1 := 1 }}{{ end }}", "range can only initialize variables", 13, 14},
    {"{{ true.x }}", "unexpected . after term \"true\"", 7, 9},
    {"{{ .. }}", "unexpected <.> in operand", 4, 5},
    {"{{ now | 1 }}", "non executable command in pipeline stage 2", 9, 10},
    {"{{ now | now | \"s\" }}", "non executable command in pipeline stage 3", 15, 18},
    {"{{ if 1 }}x", "unexpected EOF", 11, 11},
    {"x{{ end }}", "unexpected {{end}}", 1, 10},
    {"x{{ else }}", "unexpected {{else}}", 1, 11},
    {"{{ if 1 }}{{ else }}{{ else }}{{ end }}", "expected end; found {{else}}", 20, 30},
    {"{{ range . }}{{ else if 1 }}{{ end }}", "unexpected <if> in input", 21, 23},
    {"{{ range . }}{{ else }}{{ break }}{{ end }}", "{{break}} outside {{range}}", 23, 34},
    {"{{ range . }}{{ block `b` . }}{{ break }}{{ end }}{{ end }}", "{{break}} outside {{range}}", 30, 41},
    {"{{ range . }}{{ break 1 }}{{ end }}", "unexpected \"1\" in {{break}}", 22, 23},
    {"{{ template t }}", "unexpected \"t\" in template clause", 12, 13},
    {"{{ template }}", "unexpected \"}}\" in template clause", 12, 14},
    {"{{ block \"b\" }}{{ end }}", "missing value for block clause", 0, 15},
    {"{{ if 1 }}{{ define `t` }}{{ end }}{{ end }}", "unexpected <define> in command", 13, 19},
    {"{{ define `t` }}{{ else }}{{ end }}", "unexpected {{else}} in define clause", 16, 26},
    {"{{ define `t` }}a{{ end }}{{ define \"t\" }}b{{ end }}", "template: multiple definition of template \"t\"", 36,
     39},
    {"{{ end if }}", "unexpected <if> in end", 7, 9},
    {"{{ now \"a very long text\"now }}", "unexpected \"now\" in operand", 25, 28},
    {"{{ now now\"a very long text\" }}", "bad character U+0022 '\"'", 10, 11},
    {"{{ now 1\"a very long text\" }}", "unexpected \"\\\"a very lo\"... in operand", 8, 26},
};

static void test_accepted(void **state) {
    (void)state;
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof accepted / sizeof *accepted; i++) {
        struct gotmpl got = gotmpl_parse(&arena, str_of(accepted[i]), GOTMPL_PROMETHEUS);
        if (got.error.message.len > 0)
            fail_msg("%s: %.*s", accepted[i], STR_ARG(got.error.message));
    }
    arena_free(&arena);
}

static void test_refused(void **state) {
    (void)state;
    struct arena arena = {0};
    int wrong = 0;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        const struct refusal *want = &refused[i];
        struct gotmpl_error got = gotmpl_parse(&arena, str_of(want->text), GOTMPL_PROMETHEUS).error;
        if (!str_equal(got.message, str_of(want->message)) || got.at.start != want->start || got.at.end != want->end) {
            print_error("%s: [%u,%u) %.*s\n", want->text, got.at.start, got.at.end, STR_ARG(got.message));
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
    arena_free(&arena);
}

/* What was left open is named beside the place where the lack is noticed. */
static void test_opened(void **state) {
    (void)state;
    static const struct {
        const char *text;
        unsigned start, end;
    } cases[] = {
        {"a {{ if 1 }} {{ with 2 }}x{{ end }}", 2, 12},
        {"a {{ $value", 2, 4},
        {"{{ print (now }}", 9, 10},
        {"{{ if 1 }}{{ else }}{{ else }}{{ end }}", 10, 20},
        {"{{ define `t` }}a{{ end }}{{ define \"t\" }}b{{ end }}", 10, 13},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        span got = gotmpl_parse(&arena, str_of(cases[i].text), GOTMPL_PROMETHEUS).error.opened;
        assert_int_equal(got.start, cases[i].start);
        assert_int_equal(got.end, cases[i].end);
    }
    arena_free(&arena);
}

static void test_tree(void **state) {
    (void)state;
    struct arena arena = {0};
    str text = STR("a {{- if .X }}b{{ else if .Y }}c{{ else }}d{{ end -}} e");
    const struct gotmpl_node *node = gotmpl_parse(&arena, text, GOTMPL_PROMETHEUS).nodes;
    assert_int_equal(node->span.end, 1);
    const struct gotmpl_node *first = node->next, *second = first->otherwise;
    assert_int_equal(first->kind, GOTMPL_IF);
    assert_int_equal(first->span.start, 2);
    assert_int_equal(first->span.end, 53);
    assert_int_equal(first->head.end, 14);
    assert_false(first->chained);
    assert_true(second->chained);
    assert_int_equal(second->span.start, 15);
    assert_int_equal(second->span.end, 53);
    assert_true(str_equal(second->pipe->commands->terms->fields->name, STR("Y")));
    assert_int_equal(second->otherwise->kind, GOTMPL_TEXT);
    assert_int_equal(first->next->span.start, 54);
    arena_free(&arena);
}

static void test_depth(void **state) {
    (void)state;
    struct arena arena = {0};
    char text[5000] = "{{ ";
    memset(text + 3, '(', 4000);
    struct gotmpl got = gotmpl_parse(&arena, str_of(text), GOTMPL_PROMETHEUS);
    assert_true(got.error.too_deep);
    str chain = STR("{{if 1}}");
    for (int i = 1; i < 300; i++)
        chain = arena_format(&arena, "%.*s{{else if 1}}", STR_ARG(chain));
    chain = arena_format(&arena, "%.*s{{end}}", STR_ARG(chain));
    assert_int_equal(gotmpl_parse(&arena, chain, GOTMPL_PROMETHEUS).error.message.len, 0);
    arena_free(&arena);
}

static void test_dialects(void **state) {
    (void)state;
    struct arena arena = {0};
    str labels = STR("{{ $labels.a }}"), join = STR("{{ join \",\" .x }}");
    assert_int_equal(gotmpl_parse(&arena, labels, GOTMPL_PROMETHEUS).error.message.len, 0);
    assert_int_not_equal(gotmpl_parse(&arena, labels, GOTMPL_ALERTMANAGER).error.message.len, 0);
    assert_int_not_equal(gotmpl_parse(&arena, join, GOTMPL_PROMETHEUS).error.message.len, 0);
    assert_int_equal(gotmpl_parse(&arena, join, GOTMPL_ALERTMANAGER).error.message.len, 0);
    arena_free(&arena);
}

static void test_function_order(void **state) {
    (void)state;
    size_t count;
    const struct gotmpl_function *functions = gotmpl_functions(&count);
    for (size_t i = 1; i < count; i++)
        assert_true(strcmp(functions[i - 1].name, functions[i].name) < 0);
    for (size_t i = 0; i < count; i++)
        assert_true(functions[i].least <= functions[i].most);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_accepted),       cmocka_unit_test(test_refused), cmocka_unit_test(test_opened),
        cmocka_unit_test(test_tree),           cmocka_unit_test(test_depth),   cmocka_unit_test(test_dialects),
        cmocka_unit_test(test_function_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
