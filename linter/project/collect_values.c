/* What a chart's section of a values file sets that rules ask for. */
#include "project/collectors.h"

void collect_values(struct collector *collector, const struct node *section) {
    if (section->kind != NODE_MAPPING)
        return;
    const struct node *limits = node_at(section, "resources.limits");
    const struct node *image = node_member(section, STR("image"));
    struct arena *arena = collector->facts->arena;
    struct values_fact fact = {
        .chart = values_chart(collector->document, section),
        .enabled = collect_text(collector, node_member(section, STR("enabled"))),
        .image_tag = collect_text(collector, image ? node_member(image, STR("tag")) : NULL),
        .labels = collect_labels(collector, NULL, section),
        .section = node_path(arena, section),
        .where = node_place(section),
    };
    if (limits) {
        fact.cpu_limit = collect_text(collector, node_member(limits, STR("cpu")));
        fact.memory_limit = collect_text(collector, node_member(limits, STR("memory")));
    }
    vec_push(arena, &collector->facts->values, fact);
    collect_parts(collector, section, fact.chart);
    collect_install_values(collector, section);
}
