/* Holds the tables to what their readers take for granted: sorted rows, whole rows, hints that lead somewhere, and no
 * role that no node can have. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "schema/resource.h"
#include "schema/shape.h"
#include "schema/tables.h"

enum { TABLES_MAX = 512 };

struct walk {
    const struct table *seen[TABLES_MAX];
    size_t count;
    bool roles[ROLE_COUNT];
    void (*check)(const struct table *table);
};

static void visit_table(struct walk *walk, const struct table *table);

static void visit_row(struct walk *walk, const struct field *row) {
    walk->roles[row->role] = true;
    if (row->item)
        visit_row(walk, row->item);
    if (row->table)
        visit_table(walk, row->table);
}

static void visit_table(struct walk *walk, const struct table *table) {
    for (size_t i = 0; i < walk->count; i++)
        if (walk->seen[i] == table)
            return;
    assert_true(walk->count < TABLES_MAX);
    walk->seen[walk->count++] = table;
    if (walk->check)
        walk->check(table);
    for (size_t i = 0; i < table->count; i++)
        visit_row(walk, &table->fields[i]);
}

static void visit_all(struct walk *walk) {
    static const struct field *const shapes[] = {&values_monitor_row, &values_rules_row, &values_groups_row,
                                                 &values_backoff_row, &values_any_row,   &values_list_row};
    for (size_t i = 0; resources[i]; i++)
        visit_row(walk, resources[i]->row);
    visit_row(walk, rule_file_resource.row);
    visit_row(walk, promtail_file_resource.row);
    visit_row(walk, values_resource.row);
    for (const struct chart *chart = charts; chart->name; chart++) {
        visit_row(walk, chart->root);
        visit_row(walk, chart->section);
    }
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        visit_row(walk, shapes[i]);
}

static void check_sorted(const struct table *table) {
    for (size_t i = 1; i < table->count; i++)
        if (strcmp(table->fields[i - 1].key, table->fields[i].key) >= 0)
            fail_msg("%s: %s stands before %s", table->name, table->fields[i - 1].key, table->fields[i].key);
}

static void test_rows_are_sorted(void **state) {
    (void)state;
    struct walk walk = {.check = check_sorted};
    visit_all(&walk);
    assert_true(walk.count > 60);
}

static void check_row(const struct table *table, const struct field *row) {
    bool holds_items = row->type == FIELD_LIST || row->type == FIELD_MAP;
    if (holds_items != (row->item != NULL) || (row->type == FIELD_OBJECT) != (row->table != NULL))
        fail_msg("%s: row %s lacks what its type needs, or has too much", table->name, row->key);
    if (row->flags & (FIELD_DEPRECATED | FIELD_EXTRA) && !row->instead)
        fail_msg("%s: row %s says nothing of what to write instead", table->name, row->key);
    if (row->flags & FIELD_KEYED &&
        (!row->keyed_by || !row->item || !row->item->table || !table_find(row->item->table, str_of(row->keyed_by))))
        fail_msg("%s: items of %s have no key", table->name, row->key);
    if (row->min > row->max)
        fail_msg("%s: %s has an empty range", table->name, row->key);
}

static void check_rows(const struct table *table) {
    assert_non_null(table->name);
    for (size_t i = 0; i < table->count; i++) {
        const struct field *row = &table->fields[i];
        assert_ptr_equal(table_find(table, str_of(row->key)), row);
        check_row(table, row);
    }
}

static void test_rows_are_whole(void **state) {
    (void)state;
    struct walk walk = {.check = check_rows};
    visit_all(&walk);
}

static void check_strays(const struct table *table) {
    for (size_t i = 0; table->strays && table->strays[i][0]; i++) {
        const char *key = table->strays[i][0], *hint = table->strays[i][1];
        if (table_find(table, str_of(key)))
            fail_msg("%s: %s is a row, not a stray", table->name, key);
        if (!strchr(hint, ' ') && !table_find(table, str_of(hint)))
            fail_msg("%s: the hint %s for %s is no row", table->name, hint, key);
        assert_ptr_equal(table_stray(table, str_of(key)), hint);
    }
}

static void test_strays_lead_somewhere(void **state) {
    (void)state;
    struct walk walk = {.check = check_strays};
    visit_all(&walk);
    assert_null(table_stray(&table_label_selector, STR("nothing")));
}

static void test_every_role_is_given(void **state) {
    (void)state;
    struct walk walk = {0};
    visit_all(&walk);
    for (size_t i = 0; resources[i]; i++)
        walk.roles[resources[i]->role] = true;
    for (int role = ROLE_NONE + 1; role < ROLE_COUNT; role++)
        if (!walk.roles[role])
            fail_msg("no row gives the role %s", role_name((enum role)role));
}

static void test_row_and_resource_agree(void **state) {
    (void)state;
    for (size_t i = 0; resources[i]; i++) {
        assert_ptr_equal(resources[i]->row->table, resources[i]->table);
        assert_int_equal(resources[i]->row->role, resources[i]->role);
        assert_true(resource_serves(resources[i], str_of(resources[i]->api_versions[0])));
        assert_ptr_equal(resource_find(STR(""), str_of(resources[i]->kind)), resources[i]);
    }
}

static void test_catch_all_row(void **state) {
    (void)state;
    static const struct field rows[] = {{.key = "*", .type = FIELD_INT}, {.key = "name", .type = FIELD_STRING}};
    static const struct table table = TABLE("sample", rows, 0);
    assert_int_equal(table_find(&table, STR("name"))->type, FIELD_STRING);
    assert_int_equal(table_find(&table, STR("other"))->type, FIELD_INT);
    assert_null(table_find(&table_label_selector, STR("other")));
}

static const struct {
    const char *api_version, *kind;
    bool ours, served;
} kinds[] = {
    {"monitoring.coreos.com/v1", "ServiceMonitor", true, true},
    {"monitoring.rhobs/v1", "ServiceMonitor", true, true},
    {"monitoring.rhobs/v1alpha1", "ScrapeConfig", true, true},
    {"v1", "ServiceMonitor", true, false},
    {"monitoring.coreos.io/v1", "PodMonitor", true, false},
    {"monitoring.coreos.com/v1alpha1", "ServiceMonitor", true, false},
    {"monitoring.coreos.com/v1", "ScrapeConfig", true, false},
    {"monitoring.coreos.com/v1beta1", "AlertmanagerConfig", true, true},
    {"monitoring.coreos.com/v1", "PrometheusAgent", true, false},
    {"azmonitoring.coreos.com/v1", "ServiceMonitor", false, false},
    {"v1", "Service", true, true},
    {"apps/v1", "Service", true, false},
    {"serving.knative.dev/v1", "Service", false, false},
    {"example.com/v1", "Prometheus", false, false},
    {"monitoring.googleapis.com/v1", "PodMonitoring", true, true},
    {"monitoring.googleapis.com/v1", "Rules", true, true},
    {"rules.example.com/v1", "Rules", false, false},
    {"monitoring.openshift.io/v1", "AlertingRule", true, true},
    {"extensions/v1beta1", "Deployment", true, true},
    {"batch/v1", "CronJob", true, true},
    {"batch.volcano.sh/v1alpha1", "Job", false, false},
    {"networking.k8s.io/v1", "Ingress", false, false},
};

static void test_kinds(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const struct resource *resource = resource_find(str_of(kinds[i].api_version), str_of(kinds[i].kind));
        if ((resource != NULL) != kinds[i].ours)
            fail_msg("%s %s: ours?", kinds[i].api_version, kinds[i].kind);
        if (resource && resource_serves(resource, str_of(kinds[i].api_version)) != kinds[i].served)
            fail_msg("%s %s: served?", kinds[i].api_version, kinds[i].kind);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows_are_sorted),
        cmocka_unit_test(test_rows_are_whole),
        cmocka_unit_test(test_strays_lead_somewhere),
        cmocka_unit_test(test_every_role_is_given),
        cmocka_unit_test(test_row_and_resource_agree),
        cmocka_unit_test(test_catch_all_row),
        cmocka_unit_test(test_kinds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
