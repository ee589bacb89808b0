/* Members, merge keys, aliases, duplicates, types and paths. */
#include "yaml/scalar_type.h"
#include "yaml/testing.h"

static void test_members(void **state) {
    (void)state;
    struct reading reading;
    reading_open(&reading, STR("spec:\n  groups:\n  - name: g\n    \"rules\": [a, {b: c}]\n  empty:\n  tilde: ~\n"));
    const struct node *root = yaml_next(reading.loader)->root;
    assert_str(node_value(node_at(root, "spec.groups.0.name")), "g");
    assert_null(node_at(root, "spec.groups.1"));
    assert_null(node_at(root, "spec.groups.name"));
    assert_null(node_at(root, "spec.groups.0.name.x"));
    const struct node *leaf = node_at(root, "spec.groups.0.rules.1.b");
    assert_str(node_path(&reading.arena, leaf), "spec.groups[0].rules[1].b");
    assert_str(node_key(leaf), "b");
    assert_true(node_is_null(node_at(root, "spec.empty")) && node_is_null(node_at(root, "spec.tilde")));
    assert_true(node_is_null(NULL) && !node_is_null(root));
    assert_str(node_value(node_at(root, "spec.tilde")), "");
    assert_at(&reading, node_place(node_at(root, "spec.groups")).span, "name: g\n    \"rules\": [a, {b: c}]");
    assert_at(&reading, node_key_place(node_at(root, "spec.groups.0.rules")).span, "\"rules\"");
    assert_int_equal(node_place(node_at(root, "spec.empty")).span.start, 61);
    assert_int_equal(node_place(node_at(root, "spec.empty")).span.end, 61);
    reading_close(&reading);
}

static void test_merge(void **state) {
    (void)state;
    struct reading reading;
    reading_open(&reading, STR("a: &a {x: 1, y: 2}\nb: &b {y: 3, z: 4}\nm:\n  <<: [*a, *b]\n  x: 5\n  own: 6\n"
                               "i: {<<: {p: 1}, q: 2}\nq: {\"<<\": *a}\nn: {<<: 7}\n"));
    const struct node *root = yaml_next(reading.loader)->root;
    const struct node *m = node_at(root, "m");
    assert_int_equal(m->child_count, 4);
    assert_str(node_key(m->children), "x");
    assert_str(node_value(node_member(m, STR("x"))), "5");
    assert_str(node_value(node_member(m, STR("y"))), "2");
    assert_str(node_value(node_member(m, STR("z"))), "4");
    assert_true(node_member(m, STR("y"))->flags & NODE_MERGED);
    assert_true(node_member(m, STR("y"))->flags & NODE_ALIASED);
    assert_false(node_member(m, STR("own"))->flags & NODE_MERGED);
    assert_ptr_equal(node_member(m, STR("z"))->parent, m);
    assert_int_equal(node_member(m, STR("z"))->span.start, 35);
    assert_str(node_path(&reading.arena, node_at(root, "m.z")), "m.z");
    assert_null(node_member(m, STR("<<")));
    assert_str(node_value(node_at(root, "i.p")), "1");
    assert_non_null(node_at(root, "q.<<.x"));
    assert_str(node_value(node_at(root, "n.<<")), "7");
    reading_close(&reading);
}

static void test_merge_many(void **state) {
    (void)state;
    struct reading reading;
    reading_open(&reading, STR("a: &a {b: 1, c: 1, d: 1, e: 1, f: 1, g: 1, h: 1, i: 1, j: 1, k: 1}\n"
                               "m: {c: 2, <<: *a, l: 3}\nx: *a\n"));
    const struct node *root = yaml_next(reading.loader)->root;
    const struct node *m = node_at(root, "m");
    assert_int_equal(m->child_count, 11);
    assert_str(node_value(node_member(m, STR("c"))), "2");
    assert_str(node_value(node_member(m, STR("k"))), "1");
    assert_str(node_value(node_member(m, STR("l"))), "3");
    const struct node *copied = node_at(root, "x.k");
    assert_ptr_equal(copied->parent, node_at(root, "x"));
    assert_ptr_not_equal(copied, node_at(root, "a.k"));
    reading_close(&reading);
}

static void test_aliases(void **state) {
    (void)state;
    struct reading reading;
    reading_open(&reading, STR("a: &a one\nb: *a\nc: &a [two, *a]\n---\nd: &a three\ne: *a\n"));
    const struct tree *root = yaml_next(reading.loader);
    assert_null(root);
    assert_str(yaml_fault(reading.loader)->message, "alias *a stands inside its own anchor");
    reading_close(&reading);

    reading_open(&reading, STR("a: &a one\nb: *a\nc: &a [two]\nd: *a\n*a : x\n---\ne: *a\n"));
    const struct tree *tree = yaml_next(reading.loader);
    const struct node *copy = node_at(tree->root, "b");
    assert_str(node_value(copy), "one");
    assert_true(copy->flags & NODE_ALIASED);
    assert_at(&reading, copy->span, "one");
    assert_str(node_value(node_at(tree->root, "d.0")), "two");
    assert_null(yaml_next(reading.loader));
    assert_str(yaml_fault(reading.loader)->message, "alias *a names no anchor before it");
    assert_at(&reading, yaml_fault(reading.loader)->at, "*a");
    reading_close(&reading);
}

static void test_duplicates(void **state) {
    (void)state;
    static const struct {
        const char *text;
        size_t count;
    } cases[] = {
        {"{a: 1, b: 2, c: {a: 1}}", 0}, {"{a: 1, b: 2, a: 3}", 1},
        {"{a: 1, \"a\": 2, a: 3}", 2},  {"{<<: {}, <<: {}}", 1},
        {"{<<: {a: 1}, a: 2}", 0},      {"{a: 1, b: 1, c: 1, d: 1, e: 1, f: 1, g: 1, h: 1, i: 1, c: 3, c: 4}", 2},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct reading reading;
        reading_open(&reading, str_of(cases[i].text));
        const struct tree *tree = yaml_next(reading.loader);
        const struct node *root = tree->root;
        const struct yaml_duplicate *duplicates = tree->duplicates.at;
        size_t count = tree->duplicates.len;
        assert_int_equal(count, cases[i].count);
        for (size_t d = 0; d < count; d++) {
            assert_true(duplicates[d].again->flags & NODE_DUPLICATE);
            assert_true(duplicates[d].first->span.end < duplicates[d].again->span.start);
            assert_true(str_equal(node_key(duplicates[d].first), node_key(duplicates[d].again)));
        }
        if (count > 0 && !str_equal(node_key(duplicates[0].again), STR("<<")))
            assert_ptr_equal(node_member(root, node_key(duplicates[0].again)), duplicates[count - 1].again);
        reading_close(&reading);
    }
}

static void test_types(void **state) {
    (void)state;
    static const struct {
        const char *text;
        enum scalar_type core, old;
    } cases[] = {
        {"", SCALAR_NULL, SCALAR_NULL},          {"~", SCALAR_NULL, SCALAR_NULL},
        {"Null", SCALAR_NULL, SCALAR_NULL},      {"nULL", SCALAR_STRING, SCALAR_STRING},
        {"true", SCALAR_BOOL, SCALAR_BOOL},      {"FALSE", SCALAR_BOOL, SCALAR_BOOL},
        {"yes", SCALAR_STRING, SCALAR_BOOL},     {"Off", SCALAR_STRING, SCALAR_BOOL},
        {"y", SCALAR_STRING, SCALAR_BOOL},       {"yEs", SCALAR_STRING, SCALAR_STRING},
        {"0", SCALAR_INT, SCALAR_INT},           {"-12", SCALAR_INT, SCALAR_INT},
        {"0777", SCALAR_INT, SCALAR_INT},        {"0o17", SCALAR_INT, SCALAR_INT},
        {"0o18", SCALAR_STRING, SCALAR_STRING},  {"0xfF", SCALAR_INT, SCALAR_INT},
        {"-0x1", SCALAR_STRING, SCALAR_INT},     {"0b11", SCALAR_STRING, SCALAR_INT},
        {"1_000", SCALAR_STRING, SCALAR_INT},    {"12:30", SCALAR_STRING, SCALAR_STRING},
        {"1.5", SCALAR_FLOAT, SCALAR_FLOAT},     {"1.", SCALAR_FLOAT, SCALAR_FLOAT},
        {".5e-3", SCALAR_FLOAT, SCALAR_FLOAT},   {"1e3", SCALAR_FLOAT, SCALAR_FLOAT},
        {"1e", SCALAR_STRING, SCALAR_STRING},    {".", SCALAR_STRING, SCALAR_STRING},
        {"-.inf", SCALAR_FLOAT, SCALAR_FLOAT},   {".NaN", SCALAR_FLOAT, SCALAR_FLOAT},
        {"-.nan", SCALAR_STRING, SCALAR_STRING}, {"5m", SCALAR_STRING, SCALAR_STRING},
        {"+", SCALAR_STRING, SCALAR_STRING},     {"1.2.3", SCALAR_STRING, SCALAR_STRING},
        {"089", SCALAR_INT, SCALAR_FLOAT},       {".5_0", SCALAR_STRING, SCALAR_STRING},
        {"89", SCALAR_INT, SCALAR_INT},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (scalar_type_of(str_of(cases[i].text)) != cases[i].core)
            fail_msg("%s by YAML 1.2", cases[i].text);
        if (scalar_type_of_11(str_of(cases[i].text)) != cases[i].old)
            fail_msg("%s by goyaml.v2", cases[i].text);
    }
}

static void test_tags(void **state) {
    (void)state;
    struct reading reading;
    reading_open(&reading, STR("[yes, 'yes', !!str 5, ! 5, !!int '5', !foo 5, \"5\", |\n 5\n, !!str , &x ]"));
    const struct tree *none = yaml_next(reading.loader);
    assert_null(none);
    reading_close(&reading);
    reading_open(&reading, STR("[yes, 'yes', !!str 5, ! 5, !!int '5', !foo 5, \"5\", !!str , &x ]"));
    const struct node *root = yaml_next(reading.loader)->root;
    static const struct {
        enum scalar_type type;
        int flags;
        bool old_boolean;
        const char *text;
    } expected[] = {
        {SCALAR_STRING, 0, true, "yes"},
        {SCALAR_STRING, 0, false, "'yes'"},
        {SCALAR_STRING, NODE_STRING_TAG, false, "5"},
        {SCALAR_STRING, NODE_STRING_TAG, false, "5"},
        {SCALAR_INT, NODE_TAGGED, false, "'5'"},
        {SCALAR_STRING, NODE_TAGGED, false, "5"},
        {SCALAR_STRING, 0, false, "\"5\""},
        {SCALAR_STRING, NODE_STRING_TAG, false, ""},
        {SCALAR_NULL, 0, false, ""},
    };
    const struct node *item = root->children;
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++, item = item->next) {
        assert_int_equal(item->scalar, expected[i].type);
        assert_int_equal(item->flags, expected[i].flags);
        assert_int_equal(node_is_old_boolean(item), expected[i].old_boolean);
        assert_at(&reading, item->span, expected[i].text);
    }
    reading_close(&reading);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_members), cmocka_unit_test(test_merge),      cmocka_unit_test(test_merge_many),
        cmocka_unit_test(test_aliases), cmocka_unit_test(test_duplicates), cmocka_unit_test(test_types),
        cmocka_unit_test(test_tags),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
