/* Reads YAML text into trees, one document after the other, by libyaml's events.
 *
 * The spans are ours: libyaml counts code points, and takes NEL, LS and PS for line ends; a cursor turns its counts
 * into bytes as the events come. */
#ifndef MONLINT_YAML_LOAD_H
#define MONLINT_YAML_LOAD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/vec.h"
#include "text/diag.h"
#include "yaml/node.h"

/* Bounds, applied as events arrive. What exceeds one is not analysed, and says so. */
enum {
    YAML_MAX_BYTES = 64 * 1024 * 1024,
    YAML_MAX_DEPTH = 1000,
    YAML_MAX_NODES = 3 * 1000 * 1000,  /* of one file */
    YAML_DOCUMENT_NODES = 10,          /* that a document counts for, beside its own */
    YAML_MAX_ALIAS_NODES = 100 * 1000, /* copies made for aliases and merge keys in one file */
};

enum yaml_fault_kind { YAML_FAULT_NONE, YAML_FAULT_SYNTAX, YAML_FAULT_UTF8, YAML_FAULT_LIMIT };

/* Why reading stopped. The documents before it are whole. */
struct yaml_fault {
    enum yaml_fault_kind kind;
    span at;     /* bytes of the file */
    str message; /* what is wrong, in our words, lower case */
    str help;    /* what to write instead, or empty */
    bool has_note;
    span note_at; /* where the construct began that is left open */
    str note;
};

struct yaml_comment {
    span at; /* bytes of the file, from the # to the end of the line */
};

struct yaml_loader;

/* Running totals of one file, shared by its documents and those embedded in them. */
struct yaml_budget {
    uint32_t nodes, alias_nodes;
};

/* A reader over text. `source` is the file, `outer` leads from text to it (NULL: text is the file's bytes behind a byte
 * order mark, at `source_bom`). Nodes, kept comments and a fault's texts go into `arena`. The loader itself lives
 * outside it, until yaml_close, so the arena may be reset between two documents unless comments are kept. */
struct yaml_loader *yaml_open(struct arena *arena, const struct source *source, str text,
                              const struct scalar_map *outer, struct yaml_budget *budget);

/* The next document, or NULL at the end or at a fault. A document with nothing in it has a tree without a root. */
struct tree *yaml_next(struct yaml_loader *loader);

/* Valid after yaml_next gave NULL. */
const struct yaml_fault *yaml_fault(const struct yaml_loader *loader);

/* True if a flow mapping began with a brace for its first key, as an action of a template does. */
bool yaml_saw_braces(const struct yaml_loader *loader);

/* Comments of the documents read so far, ascending; recovered from the gaps between tokens, so a # inside a scalar is
 * none. Only comments that hold `needle` are kept (empty: all). */
void yaml_keep_comments(struct yaml_loader *loader, str needle);
const struct yaml_comment *yaml_comments(const struct yaml_loader *loader, size_t *count);

/* Gives libyaml's memory back. Trees and comments stay in the arena. */
void yaml_close(struct yaml_loader *loader);

#endif
