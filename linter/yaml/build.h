/* Turns libyaml's events into the nodes of one document. Inside this folder only.
 *
 * A builder never recurses: the open collections are its stack, and it refuses what exceeds the bounds of load.h. */
#ifndef MONLINT_YAML_BUILD_H
#define MONLINT_YAML_BUILD_H

#include <yaml.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/vec.h"
#include "yaml/comments.h"
#include "yaml/cursor.h"
#include "yaml/load.h"
#include "yaml/node.h"

struct anchor {
    struct node *node;
    bool open; /* its end is not read yet */
};

/* An open collection. */
struct frame {
    struct node *node;
    struct node *key;      /* read, its value is still to come */
    struct node *last;     /* the newest child, or NULL */
    struct anchor *anchor; /* or NULL */
    span raw;              /* of what it holds so far, bytes of the text */
    bool started;          /* raw has a meaning */
    bool bracketed;        /* raw begins at a bracket */
    bool merges;           /* has a merge key */
};

/* A node whose children are still to be copied, and its copy. */
struct copy {
    const struct node *from;
    struct node *to;
    uint32_t depth; /* of the copy; 0: root of a document */
};

struct builder {
    struct arena *arena; /* of nodes */
    struct arena *work;  /* of the loader: frames, anchors */
    const struct source *source;
    str text;      /* what libyaml reads: up to the first flaw */
    uint32_t base; /* file offset of the text's first byte, without outer */
    const struct scalar_map *outer;
    struct yaml_budget *budget;
    struct cursor cursor;
    struct comments comments;
    struct tree *tree;
    char *spare; /* room for nodes of this document, not used yet */
    uint32_t spare_count, at_once;
    VEC(struct frame) frames;
    struct frame *top; /* the innermost one, or NULL */
    VEC(struct copy) copies;
    VEC(span) patches;  /* of the text: surrogate pairs that libyaml read as something else, ascending */
    size_t patch;       /* the first one that no scalar has passed */
    struct map anchors; /* name -> struct anchor */
    uint32_t last_end;  /* of the last token that was a node or a bracket */
    bool braces;        /* a flow mapping began with two */
    struct yaml_fault fault;
};

/* Begins a document. */
void build_start(struct builder *builder, uint32_t index);

/* Takes an event inside a document; false at a fault. */
bool build_event(struct builder *builder, const yaml_event_t *event);

/* Bytes of the file for bytes of the text. */
span build_span(const struct builder *builder, span raw);

/* Sets a fault of one message; returns false. */
bool build_fault(struct builder *builder, enum yaml_fault_kind kind, span raw, str message, str help);

/* Room for a node of the document, not set to anything. */
struct node *build_room(struct builder *builder);

/* alias.c: a copy of original that stands at raw, at this depth; NULL at a fault. */
struct node *alias_copy(struct builder *builder, const struct node *original, span raw, uint32_t depth);

/* Counts copies; false, and a fault at raw, beyond the bound. */
bool alias_spend(struct builder *builder, uint32_t nodes, span raw);

/* members.c: appends a child, in O(1). *last is the newest child, NULL before the first. */
void members_append(struct node *parent, struct node **last, struct node *child);

/* A plain << that no tag makes something else. */
bool members_is_merge_key(const struct node *key);

/* What a mapping needs when it is whole: duplicates, merge keys, an index when it is large. False at a fault. */
bool members_close(struct builder *builder, struct frame *frame);

/* Makes an index of a mapping of many members. */
void members_index(struct node *mapping);

/* properties.c: the offset behind anchor, tag, blanks, breaks and comments, at most end. */
uint32_t properties_skip(str text, uint32_t at, uint32_t end);

#endif
