/* The schema: tables of fields. A row names a key, what its value must be, and the role that a node of it has.
 *
 * Tables are constant data, one file a resource. The rows of a table are sorted by key (schema_test holds them to
 * that); a row with the key "*" takes every key that no other row takes. */
#ifndef MONLINT_SCHEMA_FIELD_H
#define MONLINT_SCHEMA_FIELD_H

#include <stddef.h>

#include "base/str.h"
#include "schema/role.h"

enum field_type {
    FIELD_ANY,    /* anything; what is inside is not looked at */
    FIELD_STRING, /* a text; its reader decides whether numbers and booleans are taken for one */
    FIELD_BOOL,
    FIELD_INT,
    FIELD_NUMBER,
    FIELD_INT_OR_STRING,
    FIELD_DURATION,    /* Prometheus' durations (5m, 1d12h) */
    FIELD_GO_DURATION, /* Go's (1.5s, 2h45m) */
    FIELD_PROMQL,
    FIELD_REGEX,    /* RE2, anchored */
    FIELD_TEMPLATE, /* Go template of an alert */
    FIELD_SIZE,     /* the operator's ByteSize */
    FIELD_QUANTITY, /* a Kubernetes quantity, written as a number or a text */
    FIELD_URL,
    FIELD_PROXY_URL,
    FIELD_LIST,       /* items as `item` says */
    FIELD_MAP,        /* any keys, values as `item` says */
    FIELD_OBJECT,     /* members as `table` says */
    FIELD_YAML,       /* a string that its reader parses as YAML; the document is as `table` says */
    FIELD_MAYBE_YAML, /* a string that is looked at as a document if it looks like one of ours */
};

enum field_flag {
    FIELD_REQUIRED = 1 << 0,
    FIELD_DEPRECATED = 1 << 1,  /* `instead` names the replacement */
    FIELD_EMPTY_OK = 1 << 2,    /* an empty string means unset */
    FIELD_NONEMPTY = 1 << 3,    /* an empty string is refused; of a list: taken, but without items it does nothing */
    FIELD_KEYED = 1 << 4,       /* a list whose items must differ in the member that `keyed_by` names */
    FIELD_SPOKEN = 1 << 5,      /* a rule of its own judges what the value is, empty and null included; only a value of
                                   another type is told here */
    FIELD_TEMPLATED = 1 << 6,   /* in values: passes through Helm's tpl, so {{ }} is opaque */
    FIELD_UNIQUE = 1 << 7,      /* a list of scalars that must differ */
    FIELD_IGNORE_CASE = 1 << 8, /* `values` are compared without case */
    FIELD_EXTRA = 1 << 9, /* of Thanos, Mimir or Loki: Prometheus refuses it, unless the file shows that it is theirs;
                             `instead` says whose it is */
};

struct table;

struct field {
    const char *key;
    enum field_type type;
    enum role role;
    unsigned flags;            /* enum field_flag */
    const struct table *table; /* of an object, or of a document in a string */
    const struct field *item;  /* of a list's items or a map's values */
    const char *const *values; /* the allowed ones, NULL-terminated; NULL: any */
    long long min, max;        /* of an int; both 0: any */
    const char *keyed_by;      /* with FIELD_KEYED */
    const char *instead;       /* what to write instead of a deprecated key; whose a FIELD_EXTRA is */
};

enum table_flag {
    TABLE_OPEN = 1 << 0,   /* keys that no row takes are none of our business */
    TABLE_VALUES = 1 << 1, /* Helm values: an unknown key may hold a fragment that is known by its shape */
    /* Whom a part of Helm values is handed to as it is written, so that his strictness holds in it. */
    TABLE_API_SERVER = 1 << 2,
    TABLE_PROMETHEUS = 1 << 3,
    TABLE_PROMTAIL = 1 << 4,
};

struct table {
    const char *name; /* for messages: "endpoint", "rule group"; of the values of a chart: the chart's name */
    const struct field *fields;
    size_t count;
    unsigned flags;
    /* Keys that people write here and that belong elsewhere, as pairs {key, hint}, ended by {NULL}; or NULL. A hint
     * without a space is the key that was meant; "*" stands for any other key with a scalar that no row is near to. */
    const char *const (*strays)[2];
};

/* The row for a key: its own, else the "*" row, else NULL. */
const struct field *table_find(const struct table *table, str key);

/* The hint for a key that no row takes, or NULL. */
const char *table_stray(const struct table *table, str key);

/* The key of a row that a misspelt one is nearest to; an empty text if none is near. */
str table_nearest(const struct table *table, str key);

#define TABLE(title, rows, options)                                                                                    \
    { .name = (title), .fields = (rows), .count = sizeof(rows) / sizeof *(rows), .flags = (options) }

#define TABLE_WITH_STRAYS(title, rows, options, pairs)                                                                 \
    { .name = (title), .fields = (rows), .count = sizeof(rows) / sizeof *(rows), .flags = (options), .strays = (pairs) }

#endif
