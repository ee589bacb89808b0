/* What the template of an alert reads: labels, the value, and the queries it makes.
 *
 * $labels.x, .Labels.x, $.Labels.x, index $labels "x" and the same through variables and with are one and the same
 * read. Where the dot is something else (an element of a range, the result of a query) nothing is attributed to the
 * alert. A define is read with the dots that template actions hand to it; one that nobody calls is not read. */
#ifndef MONLINT_GOTMPL_READS_H
#define MONLINT_GOTMPL_READS_H

#include "gotmpl/gotmpl.h"
#include "text/scalar_map.h"

enum gotmpl_read_kind {
    GOTMPL_READ_LABEL,               /* name: the label */
    GOTMPL_READ_ALL_LABELS,          /* the map as a whole: printed, ranged over, indexed by what is not a literal */
    GOTMPL_READ_EXTERNAL_LABEL,      /* name: the label */
    GOTMPL_READ_ALL_EXTERNAL_LABELS, /* likewise */
    GOTMPL_READ_VALUE,
    GOTMPL_READ_EXTERNAL_URL,
    GOTMPL_READ_UNKNOWN_FIELD, /* name: a field that does not exist (.Foo, $labels.a.b); fails when executed */
};

enum gotmpl_read_flags {
    GOTMPL_READ_IN_IF = 1,        /* in the condition of an if: a test, not a print */
    GOTMPL_READ_IN_WITH = 2,      /* in the head of a with */
    GOTMPL_READ_IN_RANGE = 4,     /* in the head of a range */
    GOTMPL_READ_DECLARED = 8,     /* becomes a variable */
    GOTMPL_READ_CONDITIONAL = 16, /* below an if, with or range */
    GOTMPL_READ_IN_QUERY = 32,    /* goes into a query */
    GOTMPL_READ_PASSED = 64,      /* handed to a template or block */
};

/* A function that the value goes through. */
struct gotmpl_call {
    str function;
    str format; /* printf: its format if it is a literal, decoded */
    span span;  /* the name of the function */
};

enum { GOTMPL_MAX_CALLS = 8 };

struct gotmpl_read {
    enum gotmpl_read_kind kind;
    unsigned flags; /* enum gotmpl_read_flags */
    str name;
    span span;                       /* of the name; of the term if there is no name */
    span whole;                      /* of the term */
    const struct gotmpl_call *calls; /* in the order of application */
    unsigned call_count;
    bool more_calls;    /* beyond GOTMPL_MAX_CALLS */
    span before, after; /* literal text right before and after the action; empty if there is none */
};

/* A call of query whose argument begins with a known literal. */
struct gotmpl_query {
    str text;              /* decoded */
    struct scalar_map map; /* from text to the template's text */
    span literal;          /* with its quotes */
    bool verbatim;         /* text stands in the template as it is */
    bool incomplete;       /* a format of printf whose verbs are not filled in */
};

struct gotmpl_reads {
    const struct gotmpl_read *reads;
    size_t read_count;
    const struct gotmpl_query *queries;
    size_t query_count;
};

/* Of a template that parsed, in the Prometheus dialect. */
struct gotmpl_reads gotmpl_find_reads(struct arena *arena, const struct gotmpl *parsed);

/* A copy in the arena that needs nothing of the parse but its text. */
struct gotmpl_reads gotmpl_keep_reads(struct arena *arena, const struct gotmpl_reads *reads, str text);

#endif
