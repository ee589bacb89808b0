/* Items that must differ: in the member that the row names, or in themselves. */
#include "base/map.h"
#include "schema/bind_internal.h"

static const struct node *part_that_differs(const struct node *item, const struct field *list) {
    return list->flags & FIELD_KEYED ? node_member(item, str_of(list->keyed_by)) : item;
}

static void report_again(struct binder *binder, const struct node *again, const struct node *first) {
    struct violation fault = bind_fault(binder, VIOLATION_DUPLICATE_ITEM, again);
    fault.other = first;
    bind_send(binder, &fault);
}

void bind_distinct(struct binder *binder, const struct node *list) {
    struct map seen = {0};
    for (struct node *item = list->children; item; item = item->next) {
        const struct node *part = part_that_differs(item, list->field);
        str value = node_value(part);
        if (value.len == 0 || str_contains(value, STR("{{")) || bind_is_opaque(binder, part))
            continue;
        struct node **first = map_get(&seen, value);
        if (first) {
            if (node_branch(*first) == node_branch(item))
                report_again(binder, part, part_that_differs(*first, list->field));
            continue;
        }
        first = arena_new(binder->arena, struct node *);
        *first = item;
        map_put(binder->arena, &seen, value, first);
    }
}
