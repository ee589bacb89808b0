/* Every rule against its files: testdata/rules/<family>/<id>/bad*.yaml and good*.yaml, or folders of that name, each
 * linted as a world of its own. A folder may hold a project file. */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "cli/rule_case.h"
#include "cli/rule_expect.h"
#include "engine/engine.h"
#include "rules_table.h"

static void read_expectations(struct arena *arena, const struct rule_case *test, const struct source *source,
                              expectation_list *list, str id) {
    str stem = str_slice(source->path, 0, source->path.len - STR(".yaml").len);
    str lines = rule_case_file(arena, arena_format(arena, "%.*s/%.*s.expect", STR_ARG(test->directory), STR_ARG(stem)));
    expect_read_carets(list, arena, source, id);
    if (lines.ptr && !expect_read_lines(list, arena, source->path, lines, id))
        fail_msg("%.*s.expect: not LINE:COL-LINE:COL severity: message", STR_ARG(stem));
}

/* A case of invalid-config is a project file. */
static str judge_config(struct arena *arena, const struct rule_case *test, str id, bool bad) {
    struct config config;
    struct config_faults faults = {0};
    expectation_list list = {0};
    struct source source;
    str path = test->paths.at[0];
    config_init(&config);
    source_init(&source, arena, path,
                rule_case_file(arena, arena_format(arena, "%.*s/%.*s", STR_ARG(test->directory), STR_ARG(path))));
    config_read(&config, arena, &source, NULL, NULL, &faults);
    const struct diag **diags = arena_array(arena, const struct diag *, faults.len);
    for (size_t i = 0; i < faults.len; i++)
        diags[i] = &faults.at[i];
    if (bad)
        read_expectations(arena, test, &source, &list, id);
    return expect_compare(arena, &list, diags, faults.len, id);
}

/* What is wrong with one case among the findings of these rules; empty if nothing is. */
static str judge(struct arena *arena, const struct rule_case *test, bool bad, const struct rule_entry *rules,
                 size_t count) {
    expectation_list list = {0};
    str id = str_of(test->entry->rule->id);
    struct rule_run run = rule_case_run(arena, test, rules, count, NULL);
    for (size_t i = 0; bad && i < run.count; i++)
        read_expectations(arena, test, &run.results[i]->source, &list, id);
    str wrong = expect_compare(arena, &list, run.outcome.diags, run.outcome.diag_count, id);
    if (bad && list.len == 0)
        wrong = arena_format(arena, "%.*sno expectation: a bad file must expect a finding\n", STR_ARG(wrong));
    return wrong;
}

/* The rules for which no expression is parsed. */
static struct rule_entry *structural;
static size_t structural_count;

static bool find_structural(void) {
    structural = calloc(rule_entry_count, sizeof *structural);
    for (size_t i = 0; structural && i < rule_entry_count; i++)
        if (rule_entries[i].rule->reads != READS_LANGUAGES)
            structural[structural_count++] = rule_entries[i];
    return structural != NULL;
}

/* They find the same among themselves as among all; those that speak along have less to speak of. */
static str judge_both(struct arena *arena, const struct rule_case *test, bool bad) {
    str wrong = judge(arena, test, bad, rule_entries, rule_entry_count);
    if (wrong.len || test->entry->rule->reads != READS_STRUCTURE)
        return wrong;
    wrong = judge(arena, test, bad, structural, structural_count);
    return wrong.len ? arena_format(arena, "without expressions: %.*s", STR_ARG(wrong)) : wrong;
}

static bool run_case(const struct rule_entry *entry, str directory, const char *name, bool bad) {
    struct arena arena = {0};
    struct rule_case test = rule_case_read(&arena, entry, directory, name);
    bool config = str_equal(str_of(entry->rule->id), STR("invalid-config"));
    str wrong = config ? judge_config(&arena, &test, str_of(entry->rule->id), bad) : judge_both(&arena, &test, bad);
    if (wrong.len)
        print_error("%.*s/%s\n%.*s", STR_ARG(directory), name, STR_ARG(wrong));
    bool right = wrong.len == 0;
    arena_free(&arena);
    return right;
}

static bool is_case(const char *name, const char *prefix) {
    str text = str_of(name);
    return str_starts_with(text, str_of(prefix)) && !str_ends_with(text, STR(".expect"));
}

static void test_rule(void **state) {
    const struct rule_entry *entry = *state;
    char directory[1024];
    struct dirent **names;
    size_t bad = 0, good = 0, failed = 0;
    snprintf(directory, sizeof directory, "%s/testdata/rules/%s/%s", MONLINT_SOURCE_DIR, entry->family,
             entry->rule->id);
    int count = scandir(directory, &names, NULL, alphasort);
    assert_true(count > 0);
    for (int i = 0; i < count; i++) {
        const char *name = names[i]->d_name;
        if (is_case(name, "bad")) {
            bad++;
            failed += !run_case(entry, str_of(directory), name, true);
        } else if (is_case(name, "good")) {
            good++;
            failed += !run_case(entry, str_of(directory), name, false);
        }
        free(names[i]);
    }
    free(names);
    assert_int_equal(failed, 0);
    assert_true(bad > 0);
    assert_true(good > 0);
}

int main(int argc, char **argv) {
    struct CMUnitTest *tests = calloc(rule_entry_count, sizeof *tests);
    size_t count = 0;
    if (!tests || !find_structural())
        return 1;
    for (size_t i = 0; i < rule_entry_count; i++) {
        const struct rule_entry *entry = &rule_entries[i];
        if (argc > 1 && strcmp(argv[1], entry->rule->id) != 0)
            continue;
        tests[count++] = (struct CMUnitTest){entry->rule->id, test_rule, NULL, NULL, (void *)entry};
    }
    int failed = _cmocka_run_group_tests("rules", tests, count, NULL, NULL);
    free(tests);
    free(structural);
    return failed;
}
