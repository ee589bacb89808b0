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

/* ---- Rules that do not need all to be parsed ---- */

/* What the rule's findings must not depend on. */
static bool is_narrow(const char *id, enum rule_reads reads) {
    for (size_t i = 0; i < rule_entry_count; i++)
        if (strcmp(rule_entries[i].rule->id, id) == 0)
            return rule_entries[i].rule->reads >= reads && rule_entries[i].rule->reads != READS_ALONG;
    return false;
}

/* The next finding of a rule that reads no more; NULL: none. */
static const struct diag *next_narrow(const struct outcome *outcome, size_t *at, enum rule_reads reads) {
    while (*at < outcome->diag_count && !is_narrow(outcome->diags[*at]->rule, reads))
        ++*at;
    return *at < outcome->diag_count ? outcome->diags[(*at)++] : NULL;
}

/* Rules that read no more than this find among themselves what they find among all. */
static str compare_narrow(struct arena *arena, const struct rule_case *test, const struct outcome *all,
                          enum rule_reads reads) {
    struct rule_entry *entries = arena_array(arena, struct rule_entry, rule_entry_count);
    size_t count = 0, i = 0, k = 0;
    for (size_t n = 0; n < rule_entry_count; n++)
        if (rule_entries[n].rule->reads >= reads)
            entries[count++] = rule_entries[n];
    struct rule_run run = rule_case_run(arena, test, entries, count, NULL);
    for (;;) {
        const struct diag *full = next_narrow(all, &i, reads), *narrow = next_narrow(&run.outcome, &k, reads);
        if (!full && !narrow)
            return STR("");
        if (!full || !narrow || strcmp(full->rule, narrow->rule) != 0 || !str_equal(full->message, narrow->message) ||
            full->at.span.start != narrow->at.span.start)
            return arena_format(arena, "%s depends on what only others read\n", full ? full->rule : narrow->rule);
    }
}

/* What is wrong with one case; empty if nothing is. */
static str judge(struct arena *arena, const struct rule_case *test, bool bad) {
    expectation_list list = {0};
    str id = str_of(test->entry->rule->id);
    struct rule_run run = rule_case_run(arena, test, rule_entries, rule_entry_count, NULL);
    for (size_t i = 0; bad && i < run.count; i++)
        read_expectations(arena, test, &run.results[i]->source, &list, id);
    str wrong = expect_compare(arena, &list, run.outcome.diags, run.outcome.diag_count, id);
    if (bad && list.len == 0)
        wrong = arena_format(arena, "%.*sno expectation: a bad file must expect a finding\n", STR_ARG(wrong));
    for (enum rule_reads reads = READS_RECORDS; wrong.len == 0 && reads <= READS_STRUCTURE; reads++)
        wrong = compare_narrow(arena, test, &run.outcome, reads);
    return wrong;
}

static bool run_case(const struct rule_entry *entry, str directory, const char *name, bool bad) {
    struct arena arena = {0};
    struct rule_case test = rule_case_read(&arena, entry, directory, name);
    bool config = str_equal(str_of(entry->rule->id), STR("invalid-config"));
    str wrong = config ? judge_config(&arena, &test, str_of(entry->rule->id), bad) : judge(&arena, &test, bad);
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
    if (!tests)
        return 1;
    for (size_t i = 0; i < rule_entry_count; i++) {
        const struct rule_entry *entry = &rule_entries[i];
        if (argc > 1 && strcmp(argv[1], entry->rule->id) != 0)
            continue;
        tests[count++] = (struct CMUnitTest){entry->rule->id, test_rule, NULL, NULL, (void *)entry};
    }
    int failed = _cmocka_run_group_tests("rules", tests, count, NULL, NULL);
    free(tests);
    return failed;
}
