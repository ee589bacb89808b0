/* Where a template prints the value, written as one line: the text with $ for a value, and ~ for any other hole; then
 * how each value is printed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "project/alert_text.h"

static const char *const forms[] = {"number", "prefixed", "duration", "percentage", "timestamp", "otherwise"};

static str show(struct arena *arena, const char *source) {
    struct templated templated = {.text = str_of(source), .has_actions = str_contains(str_of(source), STR("{{"))};
    if (templated.has_actions) {
        struct gotmpl parsed = gotmpl_parse(arena, templated.text, GOTMPL_PROMETHEUS);
        templated.reads = gotmpl_find_reads(arena, &parsed);
        templated.holes = gotmpl_find_holes(arena, &parsed);
    }
    struct label_pair annotation = {.value = {.text = templated.text}, .templated = &templated};
    struct alert_text text;
    if (!alert_text_read(arena, &annotation, &text))
        return STR("nothing");
    str shown = STR("");
    for (size_t i = 0; i < text.prose.token_count; i++) {
        const struct prose_token *token = &text.prose.tokens[i];
        bool hole = token->kind == PROSE_HOLE;
        str word = !hole ? prose_text(&text.prose, i) : text.reads[token->hole] ? STR("$") : STR("~");
        shown = arena_format(arena, "%.*s%s%.*s", STR_ARG(shown), i ? " " : "", STR_ARG(word));
    }
    for (size_t i = 0; i < text.prose.figure_count; i++) {
        const struct gotmpl_read *read = alert_text_value(&text, &text.prose.figures[i]);
        if (read)
            shown = arena_format(arena, "%.*s, %s%s%s", STR_ARG(shown), forms[alert_text_form(read)],
                                 alert_text_prints_percent(read) ? "%" : "", alert_text_rounds(read) ? " rounded" : "");
    }
    return shown;
}

static const struct {
    const char *text, *shown;
} cases[] = {
    {"", "nothing"},
    {"plain text", "plain text"},
    {"{{ $value }} of {{ $labels.job }}", "$ of ~, number"},
    {"{{ .Value }}s", "$ s, number"},
    {"{{ $value | humanize }}", "$, prefixed"},
    {"{{ humanize1024 $value }}B", "$ B, prefixed"},
    {"{{ $value | humanizePercentage }}", "$, percentage"},
    {"{{ $value | humanizeDuration }}", "$, duration"},
    {"{{ $value | humanizeTimestamp }}", "$, timestamp"},
    {"{{ printf \"%.0f\" $value }}", "$, number rounded"},
    {"{{ $value | printf \"%.2f%%\" }}", "$, number%"},
    {"{{ printf \"%.2f of it\" $value }}", "$, otherwise"},
    {"{{ printf \"%s %f\" $labels.job $value }}", "~"},
    {"{{ $value | humanize | toUpper }}", "$, otherwise"},
    {"{{ $v := $value }}{{ $v }}", "~ $, number"},
    {"{{ with $labels.job }}job {{ . }}{{ end }} has {{ $value }}", "~ job ~ ~ has $, number"},
    {"{{ if $labels.job }}{{ $value }}{{ end }}x", "~ ~ ~ x"},
    {"{{ if $labels.job }}5{{ else }}6{{ end }} x", "~ x"},
    {"{{ range query \"up\" }}{{ .Value }}{{ end }} x", "~ x"},
    {"{{/* 5 */}} x", "~ x"},
};

static void test_shows(void **state) {
    (void)state;
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        str shown = show(&arena, cases[i].text);
        if (!str_equal(shown, str_of(cases[i].shown)))
            fail_msg("\"%s\"\n    shown: %.*s\n expected: %s", cases[i].text, STR_ARG(shown), cases[i].shown);
    }
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_shows)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
