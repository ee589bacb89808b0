/* Comments are what stands behind a # between tokens. */
#include "yaml/testing.h"

static const struct {
    const char *text, *needle;
    const char *found[6]; /* ends with NULL */
} cases[] = {
    {"# one\na: 1 # two\n# three", "", {"# one", "# two", "# three"}},
    {"a: 'x # no' # yes\nb: x#no\nc: \"# no\"\n", "", {"# yes"}},
    {"a: | # yes\n  # no\n\n  # no\n# also\nb: 1\n", "", {"# yes", "# also"}},
    {"a: x # one # two\r\nb: 1 # three\r\n", "", {"# one # two", "# three"}},
    {"a: plain\n  # ends it\nb: >-\n  x\n  # no\n", "", {"# ends it"}},
    {"[a, # one\n b] # two\n--- # three\n# four\n", "", {"# one", "# two", "# three", "# four"}},
    {"&x # one\na: # two\n", "", {"# one", "# two"}},
    {"# x: no\na: '# x: no' # x: yes # x:\n# no\n#x:", "x:", {"# x: no", "# x: yes # x:", "#x:"}},
    {"# \xC3\xA9\n\xC3\xA9: 1 # \xC3\xA9 x\n", "x", {"# \xC3\xA9 x"}},
    {"a: 1\n", "", {NULL}},
    {"\xEF\xBB\xBF# one\na: 1\n", "", {"# one"}},
};

static void test_comments(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct reading reading;
        reading_open(&reading, str_of(cases[i].text));
        yaml_keep_comments(reading.loader, str_of(cases[i].needle));
        while (yaml_next(reading.loader))
            continue;
        assert_int_equal(yaml_fault(reading.loader)->kind, YAML_FAULT_NONE);
        size_t count;
        const struct yaml_comment *comments = yaml_comments(reading.loader, &count);
        for (size_t c = 0; c < count; c++) {
            assert_non_null(cases[i].found[c]);
            assert_at(&reading, comments[c].at, cases[i].found[c]);
        }
        assert_null(cases[i].found[count]);
        reading_close(&reading);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_comments)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
