/* Leaves facts behind, going up: one collector a role, each in its own file. */
#ifndef MONLINT_PROJECT_COLLECT_H
#define MONLINT_PROJECT_COLLECT_H

#include "project/facts.h"
#include "project/grow.h"

/* What a collector may look at. */
struct collector {
    struct facts *facts;
    const struct document *document;
};

/* Called for every bound node on the way up; looks the role up in the table of collectors. */
void collect_node(struct collector *collector, const struct node *node);

/* A text fact of a scalar, copied into the facts' arena; absent for NULL, null and collections. */
struct text_fact collect_text(struct collector *collector, const struct node *node);

/* The same of a duration; opaque where the API server refuses a number in its place. */
struct text_fact collect_duration(struct collector *collector, const struct node *node);

/* The members of a mapping of strings, the first 500; more leave it open. `holder` tells where it would stand if it is
 * absent. */
struct labels_fact collect_labels(struct collector *collector, const struct node *mapping, const struct node *holder);

/* A label selector: matchLabels and matchExpressions. */
struct selector_fact collect_selector(struct collector *collector, const struct node *selector,
                                      const struct node *holder);

/* An object of a kind that no table knows: only its name and labels. Nothing for what is no object. */
void collect_foreign(struct facts *facts, const struct node *root, uint32_t index, bool template);

/* A kustomization, a Chart.yaml, or Flux's Kustomization: what they say of the files around them. */
void collect_deployment(struct facts *facts, const struct node *root);

/* metadata of the document's root. */
struct object_fact collect_object(struct collector *collector, const struct node *root);

#endif
