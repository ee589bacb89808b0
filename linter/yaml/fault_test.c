/* What libyaml refuses: our words, and the exact bytes. */
#include "yaml/testing.h"

static const struct {
    const char *text;
    enum yaml_fault_kind kind;
    uint32_t start;
    const char *at, *message;
    const char *note_at; /* NULL: no note */
} cases[] = {
    {"a: b: c", YAML_FAULT_SYNTAX, 4, ":", "':' inside an unquoted value", NULL},
    {"\xC3\xA9: b: c", YAML_FAULT_SYNTAX, 5, ":", "':' inside an unquoted value", NULL},
    {"a: 1\n b: 2", YAML_FAULT_SYNTAX, 7, ":", "a mapping cannot begin here", NULL},
    {"a:\n\tb: 1", YAML_FAULT_SYNTAX, 3, "\t", "a tab in the indentation", NULL},
    {"a: |\n\tb\n", YAML_FAULT_SYNTAX, 5, "\t", "a tab in the indentation", NULL},
    {"a: \"x\n\nb: 1", YAML_FAULT_SYNTAX, 3, "\"", "this quote is never closed", ""},
    {"a: 'x\n---\n", YAML_FAULT_SYNTAX, 3, "'", "this quote is not closed in its document", "-"},
    {"a: [1, 2\nb: 3\n", YAML_FAULT_SYNTAX, 10, ":", "expected ',' or ']'", "["},
    {"a: {b: 1\n", YAML_FAULT_SYNTAX, 9, "", "expected ',' or '}'", "{"},
    {"a: @x", YAML_FAULT_SYNTAX, 3, "@", "an unquoted value cannot begin with this character", NULL},
    {"a: `x`", YAML_FAULT_SYNTAX, 3, "`", "an unquoted value cannot begin with this character", NULL},
    {"a: %x", YAML_FAULT_SYNTAX, 3, "%", "an unquoted value cannot begin with this character", NULL},
    {"a: *.x", YAML_FAULT_SYNTAX, 3, "*", "'*' begins an alias here, but no name follows", NULL},
    {"a: &x 1\nb: *x y", YAML_FAULT_SYNTAX, 14, "y", "text behind the end of the value", NULL},
    {"a: *x", YAML_FAULT_SYNTAX, 3, "*x", "alias *x names no anchor before it", NULL},
    {"a: !x!y z", YAML_FAULT_SYNTAX, 3, "!x!y", "the handle of this tag is not declared", NULL},
    {"a: !<x y", YAML_FAULT_SYNTAX, 3, "!<x y", "'!' begins a tag here, which is not well formed", NULL},
    {"a: \"\\d\"", YAML_FAULT_SYNTAX, 4, "\\d", "unknown escape in a double-quoted string", NULL},
    {"a: \"\\xZ\"", YAML_FAULT_SYNTAX, 4, "\\x", "too few hexadecimal digits in an escape", NULL},
    {"a: \"\\uD83D\"", YAML_FAULT_SYNTAX, 4, "\\uD83D", "an escape that names no character", NULL},
    {"a:\n  b: 1\n c: 2", YAML_FAULT_SYNTAX, 11, "c:", "expected a key of the mapping", "a"},
    {"a: \"b\" c", YAML_FAULT_SYNTAX, 7, "c", "text behind the end of the value", NULL},
    {"- a\nb: 1", YAML_FAULT_SYNTAX, 4, "b:", "expected an item of the list", "-"},
    {"a: - b", YAML_FAULT_SYNTAX, 3, "-", "a list cannot begin here", NULL},
    {"a: |x\n  b", YAML_FAULT_SYNTAX, 4, "x", "text behind the header of a block scalar", NULL},
    {"a: |0\n  b", YAML_FAULT_SYNTAX, 4, "0", "the indentation of a block scalar cannot be 0", NULL},
    {"  a: 1\nb: 2", YAML_FAULT_SYNTAX, 7, "b:", "text behind the end of the document", NULL},
    {"a:\n  b: 1\n  c\nd: 2", YAML_FAULT_SYNTAX, 12, "c", "a key without ':'", NULL},
    {"a: ]", YAML_FAULT_SYNTAX, 3, "]", "expected a value", NULL},
    {"a: [\n", YAML_FAULT_SYNTAX, 5, "", "the text ends where a value is expected", NULL},
    {"a: [b, {c:", YAML_FAULT_SYNTAX, 10, "", "the text ends where a value is expected", NULL},
    {"%FOO x\n---\na: 1", YAML_FAULT_SYNTAX, 0, "%FOO x",
     "a line that begins with '%' is a directive, and this is none", NULL},
    {"a: 1\n---\nb: \x01", YAML_FAULT_SYNTAX, 12, "\x01", "control character 0x01", NULL},
    {"a: \xFFx", YAML_FAULT_UTF8, 3, "\xFF", "not UTF-8", NULL},
    {"a: \xE4\xB8", YAML_FAULT_UTF8, 3, "\xE4\xB8", "not UTF-8", NULL},
    {"\xFF\xFE"
     "a",
     YAML_FAULT_UTF8, 0, "\xFF\xFE", "UTF-16, not UTF-8", NULL},
};

static void test_faults(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct reading reading;
        reading_open(&reading, str_of(cases[i].text));
        while (yaml_next(reading.loader))
            continue;
        const struct yaml_fault *fault = yaml_fault(reading.loader);
        if (fault->kind != cases[i].kind || fault->at.start != cases[i].start ||
            !str_equal(fault->message, str_of(cases[i].message)) || fault->has_note != (cases[i].note_at != NULL))
            fail_msg("%s: kind %u at %u: %.*s (note: %d)", cases[i].text, fault->kind, fault->at.start,
                     STR_ARG(fault->message), fault->has_note);
        assert_at(&reading, fault->at, cases[i].at);
        if (cases[i].note_at)
            assert_at(&reading, fault->note_at, cases[i].note_at);
        reading_close(&reading);
    }
}

/* Documents before the fault are whole, the one that holds it is not given. */
static void test_documents_before(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int documents;
    } texts[] = {
        {"a: 1\n---\nb: 2\n---\nc: d: e\n", 2},
        {"a: 1\n---\nb: \xFF\n", 1},
        {"a: 1\n...\n\x02", 1},
        {"a: 1\n\x02", 0},
        {"a: 1\n--\x02", 0},
        {"a: b: c\n\xFF", 0},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct reading reading;
        int documents = 0;
        reading_open(&reading, str_of(texts[i].text));
        while (yaml_next(reading.loader))
            documents++;
        assert_int_equal(documents, texts[i].documents);
        assert_int_not_equal(yaml_fault(reading.loader)->kind, YAML_FAULT_NONE);
        reading_close(&reading);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_faults),
        cmocka_unit_test(test_documents_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
