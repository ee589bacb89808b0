/* Binds nodes to rows of the schema, going down, and tells what does not fit.
 *
 * The binder itself reports nothing: it hands each violation to a callback, and a rule subscribed to that violation
 * speaks. A field with a rule of its own (FIELD_SPOKEN) makes none for its value. */
#ifndef MONLINT_SCHEMA_BIND_H
#define MONLINT_SCHEMA_BIND_H

#include "schema/resource.h"
#include "text/duration.h"

enum violation_kind {
    /* of the file */
    VIOLATION_YAML_SYNTAX,
    VIOLATION_INVALID_UTF8,
    VIOLATION_RESOURCE_LIMIT,
    VIOLATION_DUPLICATE_KEY,
    VIOLATION_UNRENDERED_TEMPLATE,
    VIOLATION_IGNORED_DOCUMENT,
    VIOLATION_EMBEDDED_YAML,
    /* of the schema */
    VIOLATION_API_VERSION,
    VIOLATION_UNKNOWN_KEY,
    VIOLATION_MISSING_KEY,
    VIOLATION_WRONG_TYPE,
    VIOLATION_VALUE, /* not one of the allowed, out of range, empty */
    VIOLATION_DUPLICATE_ITEM,
    VIOLATION_DURATION,
    VIOLATION_SIZE,
    VIOLATION_URL,
    VIOLATION_SELECTOR, /* a label selector that does not convert: operator, values, label syntax */
    VIOLATION_EMPTY_LIST,
    VIOLATION_DEPRECATED,
    /* of languages in leaves */
    VIOLATION_TEMPLATE,
    VIOLATION_REGEX,
    /* of inline directives */
    VIOLATION_UNUSED_IGNORE,
    VIOLATION_UNKNOWN_IGNORE,
    VIOLATION_EXPIRED_IGNORE,
    VIOLATION_UNEXPLAINED_IGNORE,
    VIOLATION_COUNT
};

struct violation {
    enum violation_kind kind;
    place at;
    const struct node *node;   /* the value; of a missing key, the mapping; NULL for faults of the file */
    const struct node *other;  /* the first of a pair */
    const struct field *field; /* the row, or NULL */
    const struct table *table; /* whose rows the key was looked up in */
    /* Of an unknown key: the required one that it was meant to be, and that is absent; or NULL. */
    const struct field *absent;
    enum reader reader; /* who reads the node */
    str message, help;  /* said by the binder or a parser, where one did; of an unknown key help is what was meant */
    bool has_note;
    place note_at;
    str note;
    struct {
        str text;      /* to write in place of the node's value, empty: none */
        bool unquotes; /* the value without its quotes is meant */
        bool safe;
    } fix;
};

struct binder {
    const struct document *document;
    void (*violation)(void *context, const struct violation *violation);
    void *context;
    struct arena *arena; /* scratch for messages */
    /* True if an action of a template touches the node's own bytes, so that its value is unknown; NULL: never. Of a
     * mapping or sequence: if one stands in it, so that it may hold more. */
    bool (*opaque)(void *context, const struct node *node);
};

/* Who reads the node: the document's reader, or in values whom that part is handed to as it is written. */
enum reader bind_reader(const struct document *document, const struct node *node);

/* Checks the node against its row (node->field, set before) and gives each child its row and role. The caller goes on
 * with the children that have a row. */
void bind_node(struct binder *binder, struct node *node);

/* The effective member with this role: an explicit one before a merged one, the last of duplicates (the reader's
 * choice in all resources here). Looks at the mapping's own members, and through members without a role of their own
 * it does not look. NULL if none. */
const struct node *node_field(const struct node *mapping, enum role role);

/* The next member or item with this role after `last` (NULL: the first). */
const struct node *node_fields(const struct node *collection, enum role role, const struct node *last);

/* Upward: the nearest ancestor with this role, across embedded documents; NULL if none. */
const struct node *node_ancestor(const struct node *node, enum role role);

#endif
