/* Documents, byte order marks, line ends and spans. */
#include "yaml/testing.h"

static void test_documents(void **state) {
    (void)state;
    static const struct {
        const char *text;
        const char *roots[5]; /* bytes of each root; "-": no root; ends with NULL */
    } cases[] = {
        {"", {NULL}},
        {"# only a comment\n", {NULL}},
        {"---\n", {"-"}},
        {"a: 1\n", {"a: 1"}},
        {"---\n# x\n---\na: 1\n--- b\n", {"-", "a: 1", "b"}},
        {"%YAML 1.2\n---\na: 1\n...\n# x\n%TAG !e! tag:x,2000:\n---\n!e!f b\n...\n", {"a: 1", "b"}},
        {"\xEF\xBB\xBF"
         "a: 1\n",
         {"a: 1"}},
        {"a: 1\r\nb:\r\n- x\r\n---\r\nc\r\n", {"a: 1\r\nb:\r\n- x", "c"}},
        {"- |\n  x\n\n  \n", {"|\n  x"}},
        {"a: |+\n\n\n---\nb: |", {"a: |+", "b: |"}},
        {"[a, {b: c}]   # d\n", {"[a, {b: c}]"}},
        {"\xC3\xA9: [\xE2\x80\xA8 \xF0\x9F\x98\x80, 'x']\n--- \xC3\xA9\n",
         {"\xC3\xA9: [\xE2\x80\xA8 \xF0\x9F\x98\x80, 'x']", "\xC3\xA9"}},
        {"&a !!map\nx: 1\n", {"x: 1"}},
        {"--- null\n", {"null"}},
        {"{\"a\": [1, true, null]}", {"{\"a\": [1, true, null]}"}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct reading reading;
        reading_open(&reading, str_of(cases[i].text));
        size_t count = 0;
        for (const struct tree *tree; (tree = yaml_next(reading.loader)); count++) {
            assert_non_null(cases[i].roots[count]);
            assert_int_equal(tree->index, count);
            if (tree->root)
                assert_at(&reading, tree->root->span, cases[i].roots[count]);
            else
                assert_string_equal("-", cases[i].roots[count]);
        }
        assert_null(cases[i].roots[count]);
        assert_int_equal(yaml_fault(reading.loader)->kind, YAML_FAULT_NONE);
        assert_null(yaml_next(reading.loader));
        reading_close(&reading);
    }
}

/* Each member of the root: what stands at its key and at its value. */
static void test_spans(void **state) {
    (void)state;
    static const char text[] =
        "a: &x !!str 'q' # c\n\"b\" :  !t\n  plain\n  text\nc:\n- 1\n- - 2\n? d\n: [x: y]\ne:   \nf: *x\n"
        "g: {h: , i}\n";
    static const char *const expected[][2] = {
        {"a", "'q'"}, {"\"b\"", "plain\n  text"}, {"c", "1\n- - 2"}, {"d", "[x: y]"}, {"e", ""},
        {"f", "'q'"}, {"g", "{h: , i}"},
    };
    struct reading reading;
    reading_open(&reading, str_of(text));
    const struct node *member = yaml_next(reading.loader)->root->children;
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++, member = member->next) {
        assert_at(&reading, member->key->span, expected[i][0]);
        assert_at(&reading, member->span, expected[i][1]);
        if (member->key->span.end > 0 && member->span.start == member->span.end)
            assert_int_equal(text[member->span.start - 1], ':');
        if (str_equal(node_key(member), STR("g"))) {
            assert_int_equal(text[member->children->span.start - 1], ':');
            assert_int_equal(text[member->children->next->span.start - 1], 'i');
        }
    }
    assert_null(member);
    reading_close(&reading);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_documents), cmocka_unit_test(test_spans)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
