/* Labels and selectors in messages. */
#include "project/wiring.h"

str labels_text(struct arena *arena, const struct labels_fact *labels) {
    enum { MOST = 6 };
    str text = {"", 0};
    size_t shown = 0;
    for (size_t i = 0; i < labels->len && shown < MOST; i++) {
        const struct label_pair *label = &labels->at[i];
        if (label->value.opaque)
            continue;
        text = arena_format(arena, "%.*s%s%.*s: %.*s", STR_ARG(text), shown++ ? ", " : "", STR_ARG(label->name.text),
                            STR_ARG(label->value.text));
    }
    if (shown == 0)
        return labels->len ? STR("no label that is known") : STR("no labels");
    return shown == MOST && labels->len > MOST ? arena_format(arena, "%.*s, …", STR_ARG(text)) : text;
}

str requirement_text(struct arena *arena, const struct requirement *requirement) {
    static const char *const operators[] = {[SELECTOR_IN] = "in", [SELECTOR_NOT_IN] = "not in"};
    str key = requirement->key.text, list = {"", 0};
    if (requirement->operator== SELECTOR_EXISTS)
        return arena_format(arena, "a label %.*s", STR_ARG(key));
    if (requirement->operator!= SELECTOR_IN && requirement->operator!= SELECTOR_NOT_IN)
        return arena_format(arena, "no label %.*s", STR_ARG(key));
    if (requirement->operator== SELECTOR_IN && requirement->value_count == 1)
        return arena_format(arena, "%.*s: %.*s", STR_ARG(key), STR_ARG(requirement->values[0].text));
    for (size_t i = 0; i < requirement->value_count && i < 6; i++)
        list = arena_format(arena, "%.*s%s%.*s", STR_ARG(list), i ? ", " : "", STR_ARG(requirement->values[i].text));
    return arena_format(arena, "%.*s %s (%.*s)", STR_ARG(key), operators[requirement->operator], STR_ARG(list));
}

place requirement_place(const struct requirement *requirement) {
    return requirement->value_count && requirement->values[0].at.source ? requirement->values[0].at
                                                                        : requirement->key.at;
}

const struct requirement *requirement_unmet(const struct selector_fact *selector, const struct labels_fact *labels) {
    for (size_t i = 0; i < selector->len; i++)
        if (requirement_match(&selector->at[i], labels) == MATCH_NO)
            return &selector->at[i];
    return NULL;
}

place labels_place(const struct object_fact *object, const struct labels_fact *labels) {
    return labels->len && labels->at[0].name.at.source ? labels->at[0].name.at : object->name.at;
}
