/* What a template reads, written as one line: kind:name@start-end[flags]{functions}"before|after". */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "gotmpl/calls.h"
#include "gotmpl/reads.h"

static const char *const kinds[] = {"label", "labels", "external", "externals", "value", "url", "unknown"};

static str show_flags(struct arena *arena, unsigned flags) {
    static const char letters[] = "iwrdcqp";
    str shown = STR("");
    for (unsigned i = 0; letters[i]; i++)
        if (flags & 1u << i)
            shown = arena_format(arena, "%.*s%c", STR_ARG(shown), letters[i]);
    return shown.len > 0 ? arena_format(arena, "[%.*s]", STR_ARG(shown)) : shown;
}

static str show_calls(struct arena *arena, const struct gotmpl_read *read) {
    str shown = STR("");
    for (unsigned i = 0; i < read->call_count; i++) {
        const struct gotmpl_call *call = &read->calls[i];
        shown = arena_format(arena, "%.*s>%.*s", STR_ARG(shown), STR_ARG(call->function));
        if (call->format.len > 0)
            shown = arena_format(arena, "%.*s(%.*s)", STR_ARG(shown), STR_ARG(call->format));
    }
    return read->more_calls ? arena_format(arena, "%.*s>...", STR_ARG(shown)) : shown;
}

static str show_reads(struct arena *arena, str text) {
    struct gotmpl parsed = gotmpl_parse(arena, text, GOTMPL_PROMETHEUS);
    if (parsed.error.message.len > 0)
        return parsed.error.message;
    struct gotmpl_reads reads = gotmpl_find_reads(arena, &parsed);
    str shown = STR("");
    for (size_t i = 0; i < reads.read_count; i++) {
        const struct gotmpl_read *read = &reads.reads[i];
        str flags = show_flags(arena, read->flags), calls = show_calls(arena, read);
        shown = arena_format(arena, "%.*s%s%s:%.*s@%u-%u%.*s%.*s", STR_ARG(shown), i > 0 ? " " : "", kinds[read->kind],
                             STR_ARG(read->name), read->span.start, read->span.end, STR_ARG(flags), STR_ARG(calls));
    }
    return shown;
}

static const struct {
    const char *text, *reads;
} cases[] = {
    {"no braces", ""},
    {"{{ $labels.job }}", "label:job@11-14"},
    {"{{ .Labels.job }}", "label:job@11-14"},
    {"{{ $.Labels.job }}", "label:job@12-15"},
    {"{{ index $labels \"job\" }}", "label:job@18-21"},
    {"{{ index .Labels `a b` }}", "label:a b@18-21"},
    {"{{ \"job\" | index $labels }}", "label:job@4-7"},
    {"{{ index $labels $value }}", "value:@17-23>index labels:@9-16"},
    {"{{ ($labels).job }}", "label:job@13-16"},
    {"{{ (.Labels).job | toUpper }}", "label:job@13-16>toUpper"},
    {"{{ $l := $labels }}{{ $l.job }}", "label:job@25-28"},
    {"{{ with $labels }}{{ .job }}{{ end }}", "label:job@22-25[c]"},
    {"{{ with $l := .Labels }}{{ $l.a }}{{ .b }}{{ else }}{{ .Labels.c }}{{ end }}",
     "label:a@30-31[c] label:b@38-39[c] label:c@63-64[c]"},
    {"{{ with . }}{{ .Labels.a }}{{ end }}", "label:a@23-24[c]"},
    {"{{ if $labels.a }}{{ $labels.b }}{{ else if .Value }}{{ .Labels.c }}{{ end }}",
     "label:a@14-15[i] label:b@29-30[c] value:@44-50[ic] label:c@64-65[c]"},
    {"{{ if eq $labels.a \"x\" }}{{ end }}", "label:a@17-18[i]>eq"},
    {"{{ range query \"up\" }}{{ .Labels.job }}{{ .Value }}{{ end }}", ""},
    {"{{ range query \"up\" }}{{ $labels.a }}{{ $.Labels.b }}{{ end }}", "label:a@33-34[c] label:b@49-50[c]"},
    {"{{ with query \"up\" }}{{ . | first | label \"job\" }}{{ .Labels.x }}{{ end }}", ""},
    {"{{ with query \"up\" }}{{ with . | first }}{{ .Labels.x }}{{ end }}{{ end }}{{ .Labels.y }}", "label:y@85-86"},
    {"{{ block \"b\" (query \"up\") }}{{ .Labels.x }}{{ end }}", ""},
    {"{{ block \"b\" .Labels }}{{ .x }}{{ $.y }}{{ end }}", "label:x@27-28 label:y@36-37"},
    {"{{ define \"t\" }}{{ .Labels.a }}{{ template \"t\" . }}{{ end }}", ""},
    {"{{ define \"t\" }}{{ .Labels.a }}{{ template \"t\" . }}{{ end }}{{ template \"t\" . }}", "label:a@27-28"},
    {"{{ define \"t\" }}{{ .a }}{{ end }}{{ template \"t\" $labels }}{{ template \"t\" 1 }}", "label:a@20-21"},
    {"{{ $labels }}", "labels:@3-10"},
    {"{{ range $k, $v := $labels }}{{ $k }}{{ $v }}{{ . }}{{ end }}", "labels:@19-26[r]"},
    {"{{ range .ExternalLabels }}{{ end }}", "externals:@9-24[r]"},
    {"{{ $externalLabels.c }}{{ .ExternalLabels.d }}", "external:c@19-20 external:d@42-43"},
    {"{{ $externalURL }}{{ .ExternalURL }}", "url:@3-15 url:@21-33"},
    {"{{ .Foo }}{{ $labels.a.b }}{{ .externalURL.x }}",
     "unknown:Foo@4-7 label:a@21-22 unknown:b@23-24 unknown:externalURL@31-42"},
    {"{{ $value.Count }}{{ now.x }}", ""},
    {"{{ $value | humanizePercentage }}", "value:@3-9>humanizePercentage"},
    {"{{ printf \"%.2f\" $value | title }}", "value:@17-23>printf(%.2f)>title"},
    {"{{ $value | printf \"%.1f%%\" }}", "value:@3-9>printf(%.1f%%)"},
    {"{{ printf \"%s\" (humanize (print $value)) | title }}", "value:@32-38>print>humanize>printf(%s)>title"},
    {"{{ $v := $value }}{{ $v | humanize }}", "value:@9-15[d] value:@21-23>humanize"},
    {"{{ $v := $value | humanize }}{{ $v }}", "value:@9-15[d]>humanize"},
    {"{{ with $value }}{{ . | humanize }}{{ end }}", "value:@8-14[w] value:@20-21[c]>humanize"},
    {"{{ $x := $labels }}{{ if $value }}{{ $x = .Foo }}{{ end }}{{ $x.a }}", "value:@25-31[i] unknown:Foo@43-46[dc]"},
    {"{{ $x := 1 }}{{ $x = $labels }}{{ $x.a }}", "label:a@37-38"},
    {"{{ $x := $labels }}{{ if 1 }}{{ $x := 2 }}{{ $x.b }}{{ end }}{{ $x.a }}", "label:a@67-68"},
    {"{{ query (printf \"up{j='%s'}\" $labels.j) | first | value }}",
     "label:j@38-39[q]>printf(up{j='%s'})>query>first>value"},
    {"{{ template \"x\" $labels.a }}", "label:a@24-25[p]"},
    {"{{ $value | print | print | print | print | print | print | print | print | print }}",
     "value:@3-9>print>print>print>print>print>print>print>print>..."},
};

static void test_reads(void **state) {
    (void)state;
    struct arena arena = {0};
    int wrong = 0;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        str got = show_reads(&arena, str_of(cases[i].text));
        if (!str_equal(got, str_of(cases[i].reads))) {
            print_error("%s\n  got  %.*s\n  want %s\n", cases[i].text, STR_ARG(got), cases[i].reads);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
    arena_free(&arena);
}

/* The text around a value, trims applied and comments skipped, also across the edge of an if. */
static void test_surroundings(void **state) {
    (void)state;
    static const struct {
        const char *text, *before, *after;
    } around[] = {
        {"is {{ $value }}% now", "is ", "% now"},
        {"is {{- $value -}} % now", "is", "% now"},
        {"{{ $value }}{{/* note */}}s", "", "s"},
        {"a{{ if 1 }}{{ $value }}{{ end }}%", "a", "%"},
        {"a{{ if 1 }}b{{ else }}{{ $value }} {{ end }}%", "a", " "},
        {"a{{ range . }}{{ $value }}{{ end }}%", "", ""},
        {"a{{ 1 }}{{ $value }}{{ 2 }}b", "", ""},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof around / sizeof *around; i++) {
        struct gotmpl parsed = gotmpl_parse(&arena, str_of(around[i].text), GOTMPL_PROMETHEUS);
        struct gotmpl_reads reads = gotmpl_find_reads(&arena, &parsed);
        assert_int_equal(reads.read_count, 1);
        span before = reads.reads[0].before, after = reads.reads[0].after;
        assert_true(str_equal(str_slice(parsed.text, before.start, before.end), str_of(around[i].before)));
        assert_true(str_equal(str_slice(parsed.text, after.start, after.end), str_of(around[i].after)));
    }
    arena_free(&arena);
}

static void test_queries(void **state) {
    (void)state;
    static const struct {
        const char *text, *query;
        bool verbatim, incomplete;
    } queries[] = {
        {"{{ query \"up == 0\" | first | value }}", "up == 0", true, false},
        {"{{ range query `a{b=\"c\"}` }}{{ end }}", "a{b=\"c\"}", true, false},
        {"{{ query \"a{b=\\\"c\\\"}\" }}", "a{b=\"c\"}", false, false},
        {"{{ \"up\" | query }}", "up", true, false},
        {"{{ printf \"up{j='%s'}\" $labels.j | query }}", "up{j='%s'}", true, true},
        {"{{ query (printf \"%s\" $labels.j) }}", "%s", true, true},
        {"{{ $q := \"up\" }}{{ query $q }}", "up", true, false},
        {"{{ print \"up \" $labels.j | query }}", "up ", true, true},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
        struct gotmpl parsed = gotmpl_parse(&arena, str_of(queries[i].text), GOTMPL_PROMETHEUS);
        struct gotmpl_reads reads = gotmpl_find_reads(&arena, &parsed);
        assert_int_equal(reads.query_count, 1);
        const struct gotmpl_query *got = &reads.queries[0];
        assert_true(str_equal(got->text, str_of(queries[i].query)));
        assert_int_equal(got->verbatim, queries[i].verbatim);
        assert_int_equal(got->incomplete, queries[i].incomplete);
    }
    struct gotmpl parsed = gotmpl_parse(&arena, STR("{{ query \"a{b=\\\"c\\\"}\" }}"), GOTMPL_PROMETHEUS);
    struct scalar_map map = gotmpl_find_reads(&arena, &parsed).queries[0].map;
    span quote = scalar_map_span(&map, (span){4, 5}), letter = scalar_map_span(&map, (span){5, 6});
    assert_int_equal(quote.start, 14);
    assert_int_equal(quote.end, 16);
    assert_int_equal(letter.start, 16);
    assert_int_equal(letter.end, 17);
    parsed = gotmpl_parse(&arena, STR("{{ query $labels.q }}"), GOTMPL_PROMETHEUS);
    assert_int_equal(gotmpl_find_reads(&arena, &parsed).query_count, 0);
    arena_free(&arena);
}

static void test_calls(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int kind; /* -1: nothing is wrong */
        unsigned start, given;
    } calls[] = {
        {"{{ humanize $value }}{{ $value | humanize }}", -1, 0, 0},
        {"{{ query \"up\" | sortByLabel \"a\" }}", -1, 0, 0},
        {"{{ print }}{{ externalURL }}{{ printf \"%s\" externalURL }}", -1, 0, 0},
        {"{{ (toTime $value).Format \"2006\" }}", -1, 0, 0},
        {"{{ humanize }}", GOTMPL_TOO_FEW_ARGUMENTS, 3, 0},
        {"{{ $value | humanize 1 }}", GOTMPL_TOO_MANY_ARGUMENTS, 12, 2},
        {"{{ reReplaceAll \"a\" \"b\" }}", GOTMPL_TOO_FEW_ARGUMENTS, 3, 2},
        {"{{ $value | now }}", GOTMPL_TOO_MANY_ARGUMENTS, 12, 1},
        {"{{ print humanize }}", GOTMPL_TOO_FEW_ARGUMENTS, 9, 0},
        {"{{ if eq 1 }}{{ end }}", GOTMPL_TOO_FEW_ARGUMENTS, 6, 1},
        {"{{ if 1 }}{{ else if lt 1 2 3 }}{{ end }}", GOTMPL_TOO_MANY_ARGUMENTS, 21, 3},
        {"{{ with 1 }}{{ else }}{{ print (title) }}{{ end }}", GOTMPL_TOO_FEW_ARGUMENTS, 32, 0},
        {"{{ $value -1 }}", GOTMPL_NOT_A_FUNCTION, 3, 1},
        {"{{ \"a\" \"b\" }}", GOTMPL_NOT_A_FUNCTION, 3, 1},
        {"{{ 1 | $value }}", GOTMPL_NOT_A_FUNCTION, 7, 1},
        {"{{ nil }}", GOTMPL_NOT_A_FUNCTION, 3, 0},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        struct gotmpl parsed = gotmpl_parse(&arena, str_of(calls[i].text), GOTMPL_PROMETHEUS);
        struct gotmpl_faults faults = gotmpl_check_calls(&arena, &parsed, GOTMPL_PROMETHEUS);
        assert_int_equal(parsed.error.message.len, 0);
        assert_int_equal(faults.count, calls[i].kind >= 0);
        if (faults.count == 0)
            continue;
        assert_int_equal(faults.at[0].kind, calls[i].kind);
        assert_int_equal(faults.at[0].at.start, calls[i].start);
        assert_int_equal(faults.at[0].given, calls[i].given);
    }
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reads),
        cmocka_unit_test(test_surroundings),
        cmocka_unit_test(test_queries),
        cmocka_unit_test(test_calls),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
