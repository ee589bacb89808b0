/* The two halves of the reads: nodes and scopes (reads.c), pipelines (evaluate.c). */
#ifndef MONLINT_GOTMPL_WALK_H
#define MONLINT_GOTMPL_WALK_H

#include "base/map.h"
#include "base/vec.h"
#include "gotmpl/reads.h"
#include "gotmpl/variables.h"

/* What a term stands for, as far as the alert's data goes. */
enum value_kind {
    VALUE_OTHER,
    VALUE_DATA, /* the dot at the top */
    VALUE_LABELS,
    VALUE_EXTERNAL_LABELS,
    VALUE_NUMBER, /* the alert's value */
    VALUE_URL,
    VALUE_STRING, /* a label's value */
    VALUE_KIND_COUNT,
};

struct value {
    enum value_kind kind;
    span at;                           /* the term */
    const struct gotmpl_term *literal; /* the string literal it is or begins with; NULL: none */
    bool incomplete;                   /* a format that is not filled in */
};

/* A declaration, and the one it hides. */
struct binding {
    struct value value;
    struct binding *hidden;
};

struct slot {
    struct binding *top; /* NULL: out of scope */
};

/* A list that is read on its own, with this dot and $. */
struct errand {
    const struct gotmpl_node *list;
    struct value dot;
};

/* A define and the kinds of dot it was read with. */
struct definition {
    const struct gotmpl_node *node;
    unsigned seen; /* bit 1 << enum value_kind */
};

struct walk {
    struct arena *arena;
    bool has_predefined; /* what Prometheus declares is in scope */
    struct value predefined[GOTMPL_VARIABLES];
    struct map variables;        /* to struct slot; they hide the predefined ones */
    VEC(struct slot *) declared; /* in the order of declaration */
    struct map definitions;      /* to struct definition */
    VEC(struct errand) errands;
    struct value dot, dollar;
    unsigned flags;     /* enum gotmpl_read_flags of reads found now */
    span before, after; /* literal text around the action */
    VEC(struct gotmpl_read) reads;
    VEC(struct gotmpl_query) queries;
};

/* The value that the variable holds, to be read or changed; NULL: it is not in scope. */
struct value *gotmpl_walk_variable(struct walk *walk, str name);

/* The value of a pipeline; reads and queries in it are noted. Declares nothing. */
struct value gotmpl_walk_evaluate(struct walk *walk, const struct gotmpl_pipe *pipe);

/* Notes that a map of labels is used as a whole; other values are ignored. */
void gotmpl_walk_use(struct walk *walk, struct value value);

#endif
