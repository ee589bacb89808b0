/* The tree of a YAML document.
 *
 * A member of a mapping is its value node, whose `key` is the key node; an item of a sequence has no key. Aliases and
 * merge keys are already expanded when a tree is seen: an alias is a copy of what it names, whose spans are those of
 * the original, and members that come from `<<` follow the explicit ones, marked NODE_MERGED. All spans are bytes of
 * the file, also in a document inside a scalar. */
#ifndef MONLINT_YAML_NODE_H
#define MONLINT_YAML_NODE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/map.h"
#include "base/str.h"
#include "base/vec.h"
#include "text/scalar_map.h"
#include "text/source.h"
#include "text/span.h"

enum node_kind { NODE_SCALAR, NODE_SEQUENCE, NODE_MAPPING };

enum node_style {
    STYLE_PLAIN,
    STYLE_SINGLE_QUOTED,
    STYLE_DOUBLE_QUOTED,
    STYLE_LITERAL,
    STYLE_FOLDED,
    STYLE_FLOW,
    STYLE_BLOCK
};

enum node_flag {
    NODE_MERGED = 1 << 0,     /* a member that came through a merge key */
    NODE_ALIASED = 1 << 1,    /* a copy that stands for an alias, or a part of one */
    NODE_TAGGED = 1 << 2,     /* has an explicit tag other than ! and !!str */
    NODE_STRING_TAG = 1 << 3, /* tagged ! or !!str: a string, however it looks */
    NODE_DUPLICATE = 1 << 4,  /* a member whose key stands earlier in the same mapping */
    NODE_INDEXED = 1 << 5,    /* a mapping of many members: its tree has an index of them */
};

/* What a plain scalar means to a YAML 1.2 core reader; other styles are strings. */
enum scalar_type { SCALAR_STRING, SCALAR_NULL, SCALAR_BOOL, SCALAR_INT, SCALAR_FLOAT };

struct field;
struct tree;

/* A file may have millions of these: what few nodes need lies beside the tree. */
struct node {
    uint8_t kind;   /* enum node_kind */
    uint8_t style;  /* enum node_style */
    uint8_t flags;  /* enum node_flag */
    uint8_t scalar; /* enum scalar_type, for scalars */
    uint16_t role;  /* enum role, set by the binder; 0 = none */
    uint32_t child_count;
    uint32_t position;     /* among its parent's children, from 0 */
    span span;             /* bytes of the file; of a collection, first to last byte of what it holds */
    str value;             /* a scalar's decoded bytes */
    struct node *key;      /* of a member of a mapping */
    struct node *parent;   /* NULL: root of a document; the scalar that holds it: root of an embedded document */
    struct node *children; /* first of a list in file order */
    struct node *next;
    struct tree *tree;
    const struct field *field; /* the row of the schema that the binder chose, or NULL */
    const void *parsed;        /* what the binder parsed a leaf into: an expression, a template, a tree */
};

/* A key that stands twice in one mapping. */
struct yaml_duplicate {
    const struct node *first, *again; /* values; their keys are the same */
};

/* What the nodes of one document share. */
struct tree {
    const struct source *source;
    str text;                       /* what was parsed: the file's bytes, or a scalar's decoded ones */
    const struct scalar_map *outer; /* from text to the file; NULL: text is the file */
    uint32_t base;                  /* where text begins in the file; without outer */
    struct node *root;              /* NULL: an empty document */
    struct arena *arena;            /* where nodes, values and maps live */
    uint32_t index;                 /* of the document in its text, from 0 */
    VEC(struct yaml_duplicate) duplicates;
    size_t comment_count;     /* of the comments that were kept, those up to the document's end */
    bool template;            /* actions were blanked before parsing */
    const span *blanks;       /* where they stood, ascending */
    const uint32_t *branches; /* of each: the branch of the template that follows it; 0: none */
    size_t blank_count;
    struct map maps;    /* scalar maps that were asked for; for node_map */
    struct map indexes; /* of each NODE_INDEXED mapping: its effective member for each key; for node_member */
};

/* Bytes of the text that was parsed, from its start. */
span node_raw(const struct node *node);

/* The effective member with this key: an explicit one before a merged one, the last of duplicates; NULL if none. */
const struct node *node_member(const struct node *mapping, str key);

/* As node_member, along keys separated by dots; list items by number ("spec.groups.0.name"). */
const struct node *node_at(const struct node *node, const char *path);

/* The scalar's value, or an empty view for NULL, collections and null scalars. */
str node_value(const struct node *node);

/* The key's value; empty for items and roots. */
str node_key(const struct node *node);

/* NULL nodes, and plain scalars that a YAML reader takes for null. */
bool node_is_null(const struct node *node);

/* True for a scalar spelt as the boolean that YAML 1.1 readers (Go's yaml.v2, and sigs.k8s.io/yaml) also know:
 * y, yes, on, n, no, off in the usual cases. */
bool node_is_old_boolean(const struct node *node);

/* True if an action of a template stood in the node's bytes: a scalar's value is unknown, a collection may hold more.
 */
bool node_is_opaque(const struct node *node);

/* The branch of a template (of an if, of its else …) that the node stands in; 0: none. */
uint32_t node_branch(const struct node *node);

/* True if one of the ascending spans overlaps this one. */
bool spans_touch(const span *spans, size_t count, span at);

/* Where the node, or its key, stands. Of an empty node: where it would stand. */
place node_place(const struct node *node);
place node_key_place(const struct node *node);

/* The scalar's decoded bytes back to the file; made at the first call, then kept in the tree's arena.
 * Only for scalars. */
const struct scalar_map *node_map(const struct node *scalar);

/* The file's bytes of a span of a scalar's value. */
place node_place_within(const struct node *scalar, span decoded);

/* Dotted path from the document's root, items by index: "spec.groups[0].rules[1].expr". */
str node_path(struct arena *arena, const struct node *node);

#endif
