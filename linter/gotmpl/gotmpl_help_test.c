/* What is said besides the error of a template. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "gotmpl/slips.h"

static void helps(void **state) {
    (void)state;
    static const struct {
        const char *text, *help;
    } rows[] = {
        {"{{ $label.job }}", "did you mean $labels?"},
        {"{{ $Labels.job }}", "did you mean $labels?"},
        {"{{ $nobody }}", ""},
        {"{{ define `t` }}{{ $value }}{{ end }}", "inside define and block only $ is set, to what template passes"},
        {"{{ humanise $value }}", "did you mean humanize?"},
        {"{{ $value | quote }}", "this is a function of Helm, which this template does not know"},
        {"{{ div $value 2 }}", "templates do not calculate; do it in the expression"},
        {"{{ $labels.job | upper }}", "it is called toUpper here"},
        {"{{ labels.job }}", "labels are read as $labels.job"},
        {"{{ frobnicate }}", ""},
        {"{{ $value * 100 }}", "templates do not calculate; do it in the expression"},
        {"{{ $value - 1 }}", "templates do not calculate; do it in the expression"},
        {"{{ if $value > 5 }}x{{ end }}", "comparisons are functions: {{ if gt $value 5.0 }}"},
        {"{{ $value == 1 }}", "comparisons are functions: {{ if gt $value 5.0 }}"},
        {"{{ $labels.foo-bar }}", "such a label is read as {{ index $labels \"foo-bar\" }}"},
        {"{{ $labels[\"x\"] }}", "such a label is read as {{ index $labels \"foo-bar\" }}"},
        {"{{ ${value} }}", "a variable is written without braces: $value"},
        {"{{{ $value }}}", "an action has two braces at either end"},
        {"{{ humanize($value) }}",
         "a blank stands between a function and its arguments, and no parentheses around them"},
        {"{{ printf '%.2f' $value }}", "strings stand in double quotes or backquotes"},
        {"{{ /* x */ }}", "a comment begins directly behind the braces: {{/* ... */}}"},
        {"{{ $value", "an action ends with }}"},
        {"{{ if $value }}x", "an {{ end }} is missing"},
        {"{{if $value}}a{{elseif 1}}b{{end}}", "it is written else if"},
        {"{{ end }}", ""},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct gotmpl parsed = gotmpl_parse(&arena, str_of(rows[i].text), GOTMPL_PROMETHEUS);
        assert_true(parsed.error.message.len > 0);
        str help = gotmpl_help(&arena, &parsed, GOTMPL_PROMETHEUS);
        if (!str_equal(help, str_of(rows[i].help)))
            fail_msg("%s: got \"%.*s\", wanted \"%s\"", rows[i].text, STR_ARG(help), rows[i].help);
    }
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(helps)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
