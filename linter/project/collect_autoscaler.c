/* HorizontalPodAutoscalers. */
#include "project/collectors.h"

void collect_autoscaler(struct collector *collector, const struct node *root) {
    const struct node *spec = node_field(root, ROLE_SPEC);
    const struct node *target = node_field(spec, ROLE_AUTOSCALER_TARGET);
    struct autoscaler_fact autoscaler = {
        .object = collect_object(collector, root),
        .target_kind = collect_text(collector, node_field(target, ROLE_AUTOSCALER_TARGET_KIND)),
        .target_name = collect_text(collector, node_field(target, ROLE_AUTOSCALER_TARGET_NAME)),
        .most = collect_text(collector, node_field(spec, ROLE_AUTOSCALER_MOST)),
    };
    vec_push(collector->facts->arena, &collector->facts->autoscalers, autoscaler);
}
