/* Rules as documents and as lists. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/capture.h"

static const struct rule late = {.id = "late-rule",
                                 .category = CATEGORY_SILENT,
                                 .severity = SEVERITY_WARNING,
                                 .summary = "a | b",
                                 .why = "it \"hurts\"\ntwice",
                                 .remedy = "stop"};
static const struct rule early = {
    .id = "early-rule", .category = CATEGORY_REFUSED, .severity = SEVERITY_ERROR, .summary = "s", .why = "w"};
static const struct rule_entry entries[] = {
    {&late, "b-family", "a: 1\n\n  b: 2\n", "a: 2"}, {&late, "a-family", NULL, NULL}, {&early, "b-family", NULL, NULL}};

static str catalogue_of(struct arena *arena, enum catalogue_format format, size_t count) {
    struct stream stream;
    FILE *file = capture_begin(&stream);
    report_catalogue(format, &stream, (struct rule_list){entries, count}, arena);
    return capture_end(arena, &stream, file);
}

static void test_catalogue(void **state) {
    (void)state;
    struct arena arena = {0};
    assert_string_equal(catalogue_of(&arena, CATALOGUE_TEXT, 3).ptr,
                        "a-family\n"
                        "  late-rule                      warning  silent      a | b\n"
                        "\n"
                        "b-family\n"
                        "  early-rule                     error    refused     s\n"
                        "  late-rule                      warning  silent      a | b\n");
    assert_string_equal(catalogue_of(&arena, CATALOGUE_MARKDOWN, 1).ptr,
                        "## b-family\n"
                        "\n"
                        "| rule | severity | category | finds |\n"
                        "|---|---|---|---|\n"
                        "| `late-rule` | warning | silent | a \\| b |\n");
    assert_string_equal(
        catalogue_of(&arena, CATALOGUE_JSON, 1).ptr,
        "[\n"
        "{\"id\":\"late-rule\",\"family\":\"b-family\",\"category\":\"silent\",\"severity\":\"warning\","
        "\"summary\":\"a | b\",\"why\":\"it \\\"hurts\\\"\\ntwice\",\"remedy\":\"stop\"}\n"
        "]\n");
    assert_string_equal(catalogue_of(&arena, CATALOGUE_JSON, 0).ptr, "[]\n");
    arena_free(&arena);
}

static void test_explain(void **state) {
    (void)state;
    struct arena arena = {0};
    struct stream stream;
    FILE *file = capture_begin(&stream);
    report_explain(&stream, &entries[0]);
    assert_string_equal(capture_end(&arena, &stream, file).ptr, "late-rule (warning, silent, family b-family)\n"
                                                                "\nWhat it finds\n  a | b\n"
                                                                "\nWhy\n  it \"hurts\"\n  twice\n"
                                                                "\nWhat to write instead\n  stop\n"
                                                                "\nBad\n    a: 1\n\n      b: 2\n"
                                                                "\nGood\n    a: 2\n");
    file = capture_begin(&stream);
    report_explain(&stream, &entries[2]);
    assert_string_equal(capture_end(&arena, &stream, file).ptr, "early-rule (error, refused, family b-family)\n"
                                                                "\nWhat it finds\n  s\n"
                                                                "\nWhy\n  w\n");
    arena_free(&arena);
}

static void test_formats(void **state) {
    (void)state;
    enum catalogue_format format;
    assert_true(catalogue_format_parse(STR(""), &format));
    assert_int_equal(format, CATALOGUE_TEXT);
    assert_true(catalogue_format_parse(STR("json"), &format));
    assert_int_equal(format, CATALOGUE_JSON);
    assert_false(catalogue_format_parse(STR("text"), &format));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_catalogue), cmocka_unit_test(test_explain),
                                       cmocka_unit_test(test_formats)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
