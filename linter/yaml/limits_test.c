/* Hostile files end at a bound, and soon. */
#include "yaml/testing.h"

#include <stdlib.h>

enum { MANY = 100 * 1000 };

/* unit repeated, behind head and before tail. The caller frees it. */
static char *repeat(const char *head, const char *unit, size_t times, const char *tail) {
    size_t length = strlen(unit), at = strlen(head);
    char *text = malloc(at + length * times + strlen(tail) + 1);
    assert_non_null(text);
    memcpy(text, head, at);
    for (size_t i = 0; i < times; i++, at += length)
        memcpy(text + at, unit, length);
    memcpy(text + at, tail, strlen(tail) + 1);
    return text;
}

static void expect(str text, enum yaml_fault_kind kind, const char *message) {
    struct reading reading;
    reading_open(&reading, text);
    yaml_keep_comments(reading.loader, STR(""));
    while (yaml_next(reading.loader))
        continue;
    const struct yaml_fault *fault = yaml_fault(reading.loader);
    assert_int_equal(fault->kind, kind);
    assert_str(fault->message, message);
    assert_true(fault->at.start <= fault->at.end && fault->at.end <= text.len);
    reading_close(&reading);
}

static void test_repeated(void **state) {
    (void)state;
    static const char deep[] = "nesting is deeper than 1000 levels";
    static const char aliases[] = "aliases and merge keys of the file add more than 100000 nodes";
    static const struct {
        const char *head, *unit, *tail;
        size_t times;
        enum yaml_fault_kind kind;
        const char *message;
    } cases[] = {
        {"", "[", "", MANY, YAML_FAULT_LIMIT, deep},
        {"", "{a: ", "", MANY, YAML_FAULT_LIMIT, deep},
        {"", "- ", "x", MANY, YAML_FAULT_LIMIT, deep},
        {"", "? ", "x", MANY, YAML_FAULT_LIMIT, deep},
        {"", "[", "]", 1000, YAML_FAULT_SYNTAX, "expected ',' or ']'"},
        {"a: &a [x,x,x,x,x,x,x,x,x,x]\nb: [", "*a,", "]", 20 * 1000, YAML_FAULT_LIMIT, aliases},
        {"a: &a {b: 1}\nc: [", "{<<: *a},", "]", 50 * 1000, YAML_FAULT_LIMIT, aliases},
        {"[", "\"#\",", "] # c", 4 * MANY, YAML_FAULT_NONE, ""},
        {"[", "x,", "]", 30 * MANY, YAML_FAULT_LIMIT, "the file holds more than 3000000 YAML nodes"},
        {"", "k: v\n", "", 4 * MANY, YAML_FAULT_NONE, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *text = repeat(cases[i].head, cases[i].unit, cases[i].times, cases[i].tail);
        expect(str_of(text), cases[i].kind, cases[i].message);
        free(text);
    }
}

static void test_bomb(void **state) {
    (void)state;
    expect(STR("a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
               "d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e]\n"),
           YAML_FAULT_LIMIT, "aliases and merge keys of the file add more than 100000 nodes");
}

static void test_budget_is_shared(void **state) {
    (void)state;
    struct reading reading;
    reading_open(&reading, STR("a: b\n"));
    reading.budget.nodes = YAML_MAX_NODES - 2;
    assert_null(yaml_next(reading.loader));
    assert_int_equal(yaml_fault(reading.loader)->kind, YAML_FAULT_LIMIT);
    reading_close(&reading);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_repeated),
        cmocka_unit_test(test_bomb),
        cmocka_unit_test(test_budget_is_shared),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
