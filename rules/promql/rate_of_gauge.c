/* rate-of-gauge: rate of what goes up and down, or delta of what only grows.
 *
 * rate, irate, increase and resets take every fall for a restart (Prometheus 3.14 promql/functions.go); delta and deriv
 * do not, and see each restart of a counter as a fall. Exporters declare what only grows as a gauge where they read
 * it elsewhere: offsets (kafka_exporter 1.9), committed proposals (etcd 3.6), bytes read (Promtail 3.6), packets
 * (node_exporter before 0.16). Then the name speaks against the declaration, and rate() is what dashboards do. The time
 * at which something last happened only grows as well, and increase() says whether it happened again. */
#include <monlint/rule.h>

static bool is_named_counter(str name) {
    static const char *const endings[] = {"_total",  "_offset", "_offset_sum", "_hits",
                                          "_misses", "_errors", "_boot_time",  "_time_seconds"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (str_ends_with(name, str_of(endings[i])))
            return true;
    return str_contains(name, STR("_receive_")) || str_contains(name, STR("_transmit_")) ||
           str_contains(name, STR("timestamp"));
}

static void judge(struct pass *pass, const struct rule_view *view, const struct kind_fault *fault) {
    if (fault->kind == KIND_RAW_COUNTER || !fault->where || fault->where->kind != PROMQL_CALL)
        return;
    bool gauge = fault->kind == KIND_RATE_OF_GAUGE;
    if (gauge && is_named_counter(fault->metric->name))
        return;
    bool sure = fault->metric->kind_evidence == FLOW_EVIDENCE_TABLE;
    struct diag *diag =
        report_as(pass, sure ? SEVERITY_WARNING : SEVERITY_INFO,
                  expression_place(view->expression, fault->where->as.call.name_at),
                  gauge ? "%.*s() of a gauge" : "%.*s() of a counter", STR_ARG(fault->where->as.call.function->name));
    report_note(pass, diag, expression_place(view->expression, fault->metric->at), gauge ? "a gauge" : "a counter");
    report_help(pass, diag, gauge ? "use deriv() or delta()" : "use rate() or increase()");
}

static void check(struct pass *pass, const struct rule_view *view) {
    if (!view->flow)
        return;
    struct kind_faults faults = view_kind_faults(view);
    for (size_t i = 0; i < faults.len; i++)
        judge(pass, view, &faults.items[i]);
}

const struct rule rule_rate_of_gauge = {
    .id = "rate-of-gauge",
    .category = CATEGORY_SUSPICIOUS,
    .severity = SEVERITY_WARNING,
    .summary = "rate of a gauge, or delta of a counter",
    .why = "rate() takes each fall of a gauge for a restart of a counter and adds it up again; delta() takes each "
           "restart of a counter for a fall.",
    .remedy = "Use deriv() or delta() for gauges, rate() or increase() for counters.",
    .rule = check,
};
