/* Fixes: what is in the file afterwards, and that the finding is gone then, for every rule that offers one. */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "cli/fix_apply.h"
#include "cli/rule_case.h"
#include "rules_table.h"

/* ---- Every case of every rule ---- */

static bool has_fix(const struct diag *diag, bool unsafe) {
    for (const struct diag_fix *fix = diag->fixes; fix; fix = fix->next)
        if (fix->safe || unsafe)
            return true;
    return false;
}

/* Findings of the rule with a fix. */
static size_t count_fixable(const struct outcome *outcome, const char *id, bool unsafe) {
    size_t count = 0;
    for (size_t i = 0; i < outcome->diag_count; i++)
        count += strcmp(outcome->diags[i]->rule, id) == 0 && has_fix(outcome->diags[i], unsafe);
    return count;
}

/* The findings of the case's own rule. */
static const struct diag **own_diags(struct arena *arena, const struct outcome *outcome, const char *id,
                                     size_t *count) {
    const struct diag **own = arena_array(arena, const struct diag *, outcome->diag_count);
    *count = 0;
    for (size_t i = 0; i < outcome->diag_count; i++)
        if (strcmp(outcome->diags[i]->rule, id) == 0)
            own[(*count)++] = outcome->diags[i];
    return own;
}

static size_t count_errors(const struct outcome *outcome) {
    size_t count = 0;
    for (size_t i = 0; i < outcome->diag_count; i++)
        count += outcome->diags[i]->severity == SEVERITY_ERROR;
    return count;
}

/* Fixes the case as often as there is something to fix; returns how many findings it had that could be. */
static size_t fix_case(struct arena *arena, const struct rule_case *test, bool unsafe, bool *good) {
    enum { MOST_ROUNDS = 8 };
    const char *id = test->entry->rule->id;
    str *texts = arena_array(arena, str, test->paths.len);
    size_t first = 0, errors = 0;
    for (int round = 0; round < MOST_ROUNDS; round++) {
        struct rule_run run = rule_case_run(arena, test, rule_entries, rule_entry_count, texts);
        size_t fixable = count_fixable(&run.outcome, id, unsafe), applied = 0, count;
        const struct diag **own = own_diags(arena, &run.outcome, id, &count);
        if (round == 0) {
            first = fixable;
            errors = count_errors(&run.outcome);
        }
        for (size_t i = 0; fixable && i < run.count; i++) {
            struct fixed_text fixed = fixes_apply(arena, &run.results[i]->source, own, count, unsafe);
            texts[i] = arena_copy(arena, fixed.text);
            applied += fixed.applied;
        }
        *good = fixable == 0 && count_errors(&run.outcome) <= errors;
        if (applied == 0)
            break;
    }
    return first;
}

static size_t fix_rule(const struct rule_entry *entry, bool unsafe, size_t *failed) {
    char directory[1024];
    struct dirent **names;
    size_t fixable = 0;
    snprintf(directory, sizeof directory, "%s/testdata/rules/%s/%s", MONLINT_SOURCE_DIR, entry->family,
             entry->rule->id);
    int count = scandir(directory, &names, NULL, alphasort);
    assert_true(count > 0);
    for (int i = 0; i < count; i++) {
        const char *name = names[i]->d_name;
        if (strncmp(name, "bad", 3) == 0 && !str_ends_with(str_of(name), STR(".expect"))) {
            struct arena arena = {0};
            struct rule_case test = rule_case_read(&arena, entry, str_of(directory), name);
            bool good = true;
            fixable += fix_case(&arena, &test, unsafe, &good);
            if (!good)
                print_error("%s/%s: the fix leaves the finding, or brings an error\n", entry->rule->id, name);
            *failed += !good;
            arena_free(&arena);
        }
        free(names[i]);
    }
    free(names);
    return fixable;
}

static void fix_all(bool unsafe, const char *const *expected) {
    size_t failed = 0;
    for (size_t i = 0; i < rule_entry_count; i++) {
        const struct rule_entry *entry = &rule_entries[i];
        if (strcmp(entry->rule->id, "invalid-config") != 0)
            fix_rule(entry, unsafe, &failed);
    }
    assert_int_equal(failed, 0);
    for (; *expected; expected++)
        for (size_t i = 0; i < rule_entry_count; i++)
            if (strcmp(rule_entries[i].rule->id, *expected) == 0 && fix_rule(&rule_entries[i], unsafe, &failed) == 0)
                fail_msg("%s offers no fix", *expected);
}

static void test_safe_fixes_end_their_findings(void **state) {
    static const char *const expected[] = {"unknown-severity",      "wrong-type",        "invalid-duration",
                                           "unitless-duration",     "misplaced-retries", "numeric-port",
                                           "redundant-group-label", "unknown-rule",      NULL};
    (void)state;
    fix_all(false, expected);
}

static void test_unsafe_fixes_end_their_findings(void **state) {
    static const char *const expected[] = {"unknown-field",  "wrong-api-version", "invalid-value",  "unknown-record",
                                           "irate-in-alert", "percent-of-ratio",  "broken-runbook", NULL};
    (void)state;
    fix_all(true, expected);
}

/* ---- What is written ---- */

struct fix_case {
    const char *rule, *before, *after;
};

#define ALERT "groups:\n- name: a\n  rules:\n  - alert: A\n    expr: up == 0\n"
#define RULE_OBJECT                                                                                                    \
    "apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: {name: a, namespace: b}\nspec:\n  "         \
    "groups:\n"                                                                                                        \
    "  - name: a\n    rules:\n    - alert: A\n      expr: up == 0\n"

#define MAP "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: b}\n"

static const struct fix_case cases[] = {
    {"unknown-severity", ALERT "    labels: {severity: Critical}\n", ALERT "    labels: {severity: critical}\n"},
    {"unknown-severity", ALERT "    labels: {severity: \"Critical\"}\n",
     ALERT "    labels: {severity: \"critical\"}\n"},
    {"unknown-severity", ALERT "    labels: {severity: \"Critic\\x61l\"}\n", NULL},
    {"unknown-severity", ALERT "    labels: {severity: disaster}\n", NULL},
    {"unknown-severity",
     MAP "data:\n  a.rules: |\n    groups:\n    - name: a\n      rules:\n"
         "      - {alert: A, expr: up == 0, labels: {severity: Warn}}\n",
     MAP "data:\n  a.rules: |\n    groups:\n    - name: a\n      rules:\n"
         "      - {alert: A, expr: up == 0, labels: {severity: warning}}\n"},
    {"unknown-severity",
     MAP "data: {a.rules: \"groups: [{name: a, rules: [{alert: A, expr: up == 0,"
         " labels: {severity: 'Warn'}}]}]\"}\n",
     MAP "data: {a.rules: \"groups: [{name: a, rules: [{alert: A, expr: up == 0,"
         " labels: {severity: 'warning'}}]}]\"}\n"},
    {"wrong-type", RULE_OBJECT "      labels: {severity: info, page: yes}\n",
     RULE_OBJECT "      labels: {severity: info, page: \"yes\"}\n"},
    {"wrong-type", RULE_OBJECT "      labels: {severity: info, tier: 007}\n",
     RULE_OBJECT "      labels: {severity: info, tier: \"007\"}\n"},
    {"wrong-type", RULE_OBJECT "      for: 30\n      labels: {severity: info}\n",
     RULE_OBJECT "      for: 30s\n      labels: {severity: info}\n"},
    {"wrong-type", RULE_OBJECT "      labels: {severity: info, page: &no false, other: *no}\n",
     RULE_OBJECT "      labels: {severity: info, page: &no \"false\", other: *no}\n"},
    {"invalid-duration", RULE_OBJECT "      for: 1.5m\n      labels: {severity: info}\n",
     RULE_OBJECT "      for: 1m30s\n      labels: {severity: info}\n"},
    {"invalid-duration", RULE_OBJECT "      for: '30'\n      labels: {severity: info}\n",
     RULE_OBJECT "      for: '30s'\n      labels: {severity: info}\n"},
    {"invalid-duration", RULE_OBJECT "      for: 5min\n      labels: {severity: info}\n", NULL},
    {"unknown-rule", "# monlint: ignore-file[unknown-severty] they are ours\n" ALERT,
     "# monlint: ignore-file[unknown-severity] they are ours\n" ALERT},
    {"redundant-group-label", "groups:\n- name: a\n  rules:\n  - record: a:b:c\n    expr: sum by (job, job, pod) (x)\n",
     "groups:\n- name: a\n  rules:\n  - record: a:b:c\n    expr: sum by (job, pod) (x)\n"},
    {"redundant-group-label", "groups:\n- name: a\n  rules:\n  - record: a:b:c\n    expr: sum by (job, pod, job) (x)\n",
     "groups:\n- name: a\n  rules:\n  - record: a:b:c\n    expr: sum by (job, pod) (x)\n"},
};

static const struct rule_entry *entry_of(const char *id) {
    for (size_t i = 0; i < rule_entry_count; i++)
        if (strcmp(rule_entries[i].rule->id, id) == 0)
            return &rule_entries[i];
    return NULL;
}

static void test_texts_are_as_meant(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = {0};
        struct rule_case test = {.entry = entry_of(cases[i].rule), .directory = STR("/nowhere")};
        str before = str_of(cases[i].before), after = str_of(cases[i].after ? cases[i].after : cases[i].before);
        assert_non_null(test.entry);
        vec_push(&arena, &test.paths, STR("a.yaml"));
        struct rule_run run = rule_case_run(&arena, &test, rule_entries, rule_entry_count, &before);
        size_t count;
        const struct diag **own = own_diags(&arena, &run.outcome, cases[i].rule, &count);
        struct fixed_text fixed = fixes_apply(&arena, &run.results[0]->source, own, count, false);
        if (count == 0 || !str_equal(fixed.text, after))
            fail_msg("%s, %zu findings:\n%.*s", cases[i].rule, count, STR_ARG(fixed.text));
        arena_free(&arena);
    }
}

static void test_touching_edits_wait(void **state) {
    (void)state;
    struct arena arena = {0};
    struct source source, other;
    source_init(&source, &arena, STR("a.yaml"), STR("one two three"));
    source_init(&other, &arena, STR("b.yaml"), STR("one two three"));
    struct diag first = {0}, second = {0}, third = {0}, elsewhere = {0};
    const struct diag *diags[] = {&third, &first, &second, &elsewhere};
    diag_add_fix(&first, &arena, true, (place){&source, {0, 3}}, STR("1"), STR("a"));
    diag_add_fix(&second, &arena, true, (place){&source, {2, 5}}, STR("-"), STR("b"));
    diag_add_fix(&third, &arena, false, (place){&source, {8, 13}}, STR("3"), STR("c"));
    diag_add_fix(&elsewhere, &arena, true, (place){&other, {4, 7}}, STR("2"), STR("d"));
    struct fixed_text fixed = fixes_apply(&arena, &source, diags, 4, false);
    assert_int_equal(fixed.applied, 1);
    assert_true(str_equal(fixed.text, STR("1 two three")));
    fixed = fixes_apply(&arena, &source, diags, 4, true);
    assert_int_equal(fixed.applied, 2);
    assert_true(str_equal(fixed.text, STR("1 two 3")));
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_safe_fixes_end_their_findings),
        cmocka_unit_test(test_unsafe_fixes_end_their_findings),
        cmocka_unit_test(test_texts_are_as_meant),
        cmocka_unit_test(test_touching_edits_wait),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
