/* The one walk over a document: bind going down, leave facts and call rules going up. */
#ifndef MONLINT_ENGINE_WALK_H
#define MONLINT_ENGINE_WALK_H

#include "engine/ignore.h"
#include "engine/report.h"
#include "project/collect.h"
#include "yaml/load.h"

enum { WALK_MAX_EMBEDDED = 4 }; /* documents in strings in documents in … */

/* What the walk of one file carries. */
struct walk {
    const struct engine *engine;
    struct result *result;
    struct arena *scratch;
    struct pass pass;
    struct report_sink sink;
    struct yaml_budget budget;
    struct ignore_list *ignores;
    struct file_hint hint; /* of the file, or of the key that holds an embedded document */
    unsigned embedded;     /* how many strings deep */
    bool ours;             /* a document of ours was seen */
    bool rule_file;        /* the first document is a plain rule file */
    struct document last;  /* the document that was walked last */
    size_t promql_nodes;   /* of all expressions so far */
};

/* Binds, collects and judges one document that has been classified. */
void walk_document(struct walk *walk, struct document *document);

/* Classifies a root, and the items of a List, and walks what is ours. */
void walk_root(struct walk *walk, struct node *root, uint32_t index, bool template);

/* Runs the rules that subscribed to a violation. */
void walk_violation(struct walk *walk, const struct violation *violation);

/* Reports the duplicate keys of the document that was walked last. */
void walk_duplicates(struct walk *walk, const struct tree *tree);

/* Parses a leaf that holds PromQL, a template or a regular expression; tells what does not parse. */
void walk_leaf(struct walk *walk, const struct document *document, struct node *leaf);

/* Documents inside a scalar, which the binder typed as YAML. */
void walk_embedded(struct walk *walk, const struct document *outer, struct node *scalar);

#endif
