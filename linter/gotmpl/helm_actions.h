/* The actions of Helm and Jinja in a text. */
#ifndef MONLINT_GOTMPL_HELM_ACTIONS_H
#define MONLINT_GOTMPL_HELM_ACTIONS_H

#include "base/arena.h"
#include "base/str.h"
#include "text/span.h"

struct helm_action {
    span at;
    str literal; /* the literal, quotes included, if the action holds nothing else; ptr NULL: it holds more */
};

struct helm_actions {
    const struct helm_action *at; /* ascending, disjoint */
    size_t count;
};

/* {{ }}, and {% %} and {# #} if there is a {% at all. An opening without an end is text. */
struct helm_actions helm_find_actions(struct arena *arena, str text);

#endif
