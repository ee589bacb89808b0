/* JSON: the contract to the letter, and bytes that no reader of JSON may see. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "report/capture.h"
#include "report/fingerprint.h"
#include "report/json_text.h"
#include "report/locate.h"
#include "text/utf8.h"

struct string_case {
    const char *in;
    const char *out;
};

static const struct string_case strings[] = {
    {"", "\"\""},
    {"plain", "\"plain\""},
    {"\"\\/\b\f\n\r\t", "\"\\\"\\\\/\\b\\f\\n\\r\\t\""},
    {"\x01\x1f\x7f", "\"\\u0001\\u001f\\u007f\""},
    {"\xC2\x9B|\xE2\x80\xA8", "\"\\u009b|\\u2028\""},
    {"\xFF\xC3|\xE2\x82|\xED\xA0\x80|\xC0\xAF",
     "\"\xEF\xBF\xBD\xEF\xBF\xBD|\xEF\xBF\xBD\xEF\xBF\xBD|\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD|"
     "\xEF\xBF\xBD\xEF\xBF\xBD\""},
    {"\xF0\x9F\x98\x80", "\"\xF0\x9F\x98\x80\""},
};

static void test_strings(void **state) {
    (void)state;
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof strings / sizeof strings[0]; i++) {
        struct stream stream;
        FILE *file = capture_begin(&stream);
        json_string(&stream, str_of(strings[i].in));
        assert_string_equal(capture_end(&arena, &stream, file).ptr, strings[i].out);
    }
    struct stream stream;
    FILE *file = capture_begin(&stream);
    json_string(&stream, (str){"a\0b", 3});
    assert_string_equal(capture_end(&arena, &stream, file).ptr, "\"a\\u0000b\"");
    arena_free(&arena);
}

/* Whatever the bytes, what is written is UTF-8, has no control character, and ends at its own quote. */
static void test_any_bytes(void **state) {
    (void)state;
    struct arena arena = {0};
    uint32_t seed = 1;
    for (int round = 0; round < 200; round++) {
        char bytes[64];
        for (size_t i = 0; i < sizeof bytes; i++) {
            seed = seed * 1664525 + 1013904223;
            bytes[i] = (char)(seed >> 24);
        }
        struct stream stream;
        FILE *file = capture_begin(&stream);
        json_string(&stream, (str){bytes, sizeof bytes});
        str text = capture_end(&arena, &stream, file);
        assert_true(utf8_valid(text, NULL));
        for (size_t i = 1; i + 1 < text.len; i++) {
            assert_true((unsigned char)text.ptr[i] >= 0x20);
            assert_true(text.ptr[i] != '"');
            i += text.ptr[i] == '\\';
        }
    }
    arena_free(&arena);
}

#define POSITION(line, column, offset) "{\"line\":" #line ",\"column\":" #column ",\"offset\":" #offset "}"
#define RANGE(start, end) "\"range\":{\"start\":" start ",\"end\":" end "}"
#define BAD RANGE(POSITION(2, 6, 13), POSITION(2, 9, 17))

#define DIAGNOSTIC                                                                                                     \
    "{\"rule\":\"some-rule\",\"category\":\"silent\",\"severity\":\"warning\",\"message\":\"5 bad\","                  \
    "\"path\":\"f.yaml\"," BAD                                                                                         \
    ",\"resource\":{\"kind\":\"K\",\"namespace\":\"n\",\"name\":\"x\",\"path\":\"spec.a[3].b\"},"                      \
    "\"related\":[{\"path\":\"f.yaml\"," RANGE(                                                                        \
        POSITION(1, 1, 3),                                                                                             \
        POSITION(1, 2, 4)) ",\"message\":\"here\"}],"                                                                  \
                           "\"help\":[\"write 6\"],\"fixes\":[{\"message\":\"replace\",\"safe\":true,"                 \
                           "\"edits\":[{\"path\":\"f.yaml\"," BAD                                                      \
                           ",\"text\":\"6\"}]}],\"url\":null,\"fingerprint\":\"%016llx\"}"

#define FILES "{\"checked\":1,\"skipped\":[{\"path\":\"g\\n.yaml\",\"reason\":\"not ours\"}]}"
#define SUMMARY "{\"error\":0,\"warning\":1,\"info\":0,\"incomplete\":false,\"exitCode\":1}"
#define TOOL "{\"name\":\"monlint\",\"version\":\"1.2\"}"

static void test_contract(void **state) {
    (void)state;
    struct arena arena = {0};
    struct source source;
    source_init(&source, &arena, STR("f.yaml"),
                STR("\xEF\xBB\xBFk: v\nkey: b\xC3\xA4"
                    "d\n"));
    struct diag diag = {.rule = "some-rule",
                        .category = "silent",
                        .severity = SEVERITY_WARNING,
                        .at = {&source, {13, 17}},
                        .message = STR("5 bad"),
                        .resource = {STR("K"), STR("n"), STR("x"), STR("spec.a[3].b")}};
    diag_add_note(&diag, &arena, (place){&source, {3, 4}}, "here");
    diag_add_fix(&diag, &arena, true, diag.at, STR("6"), STR("replace"));
    diag.help = &(struct diag_help){STR("write 6"), NULL};
    struct result passed = {.input = {.path = STR("g\n.yaml")}, .skipped = STR("not ours")};
    struct outcome outcome = {.diags = &(const struct diag *){&diag},
                              .diag_count = 1,
                              .checked = 1,
                              .skipped = &(const struct result *){&passed},
                              .skipped_count = 1};
    struct report_input input = {.outcome = &outcome, .version = "1.2", .exit_status = 1};
    unsigned long long number = fingerprint(&diag);
    str json = arena_format(&arena,
                            "{\"version\":1,\"tool\":" TOOL ",\"diagnostics\":[\n" DIAGNOSTIC "\n],\"files\":" FILES
                            ",\"summary\":" SUMMARY "}\n",
                            number);
    assert_string_equal(capture_report(&arena, REPORT_JSON, &input).ptr, json.ptr);
    str lines = arena_format(&arena,
                             DIAGNOSTIC "\n{\"type\":\"summary\",\"version\":1,\"tool\":" TOOL ",\"files\":" FILES
                                        ",\"summary\":" SUMMARY "}\n",
                             number);
    assert_string_equal(capture_report(&arena, REPORT_JSONL, &input).ptr, lines.ptr);
    arena_free(&arena);
}

/* From any place to any other the locator says what the source says. */
static void test_locator(void **state) {
    (void)state;
    struct arena arena = {0};
    struct source source;
    source_init(&source, &arena, STR("f.yaml"),
                STR("\xEF\xBB\xBF"
                    "a\xC3\xA4\r\n\n\tb\xFF\xE2\x82\xAC c\n"));
    uint32_t last = (uint32_t)source.bytes.len + 2;
    for (uint32_t from = 0; from <= last; from++) {
        for (uint32_t to = 0; to <= last; to++) {
            struct locator locator = {0};
            locate(&locator, (place){&source, {from, from}});
            struct range range = locate(&locator, (place){&source, {to, from}});
            struct position expected = source_position(&source, to);
            assert_memory_equal(&range.start, &expected, sizeof expected);
            expected = source_position(&source, from > to ? from : to);
            assert_memory_equal(&range.end, &expected, sizeof expected);
        }
    }
    arena_free(&arena);
}

static void test_empty(void **state) {
    (void)state;
    struct arena arena = {0};
    struct outcome outcome = {0};
    struct report_input input = {.outcome = &outcome, .version = "1.2"};
    assert_string_equal(capture_report(&arena, REPORT_JSON, &input).ptr,
                        "{\"version\":1,\"tool\":" TOOL ",\"diagnostics\":[],\"files\":{\"checked\":0,\"skipped\":[]},"
                        "\"summary\":{\"error\":0,\"warning\":0,\"info\":0,\"incomplete\":false,\"exitCode\":0}}\n");
    arena_free(&arena);
}

static uint64_t fingerprint_of(const char *name, const char *path, const char *message, uint32_t offset) {
    return fingerprint(&(struct diag){.rule = "r",
                                      .at = {NULL, {offset, offset}},
                                      .message = str_of(message),
                                      .resource = {STR("K"), STR("n"), str_of(name), str_of(path)}});
}

static void test_fingerprint(void **state) {
    (void)state;
    uint64_t number = fingerprint_of("x", "a[1].b[20]", "12 of 30", 5);
    assert_true(number == fingerprint_of("x", "a[7].b[3]", "1 of 2", 900));
    assert_true(number != fingerprint_of("y", "a[1].b[20]", "12 of 30", 5));
    assert_true(number != fingerprint_of("x", "a[1].c[20]", "12 of 30", 5));
    assert_true(number != fingerprint_of("x", "a[1].b[20]", "12 or 30", 5));
    assert_true(fingerprint_of("x", "a[b]", "m", 0) != fingerprint_of("x", "a", "m", 0));
    assert_true(fingerprint_of("xa", "", "m", 0) != fingerprint_of("x", "a", "m", 0));
    /* Stored in baselines: never another number. */
    assert_true(fingerprint(&(struct diag){.rule = ""}) == UINT64_C(0xd7e4fcfa299d713d));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_strings), cmocka_unit_test(test_any_bytes), cmocka_unit_test(test_contract),
        cmocka_unit_test(test_locator), cmocka_unit_test(test_empty),     cmocka_unit_test(test_fingerprint),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
