/* The tree of a PromQL expression.
 *
 * Nodes live in the arena of the parse and never change afterwards. Spans are byte offsets into the expression's text;
 * a child's span lies inside its parent's. Children are a linked list in source order. Expressions nest as deep as
 * their author likes, so nobody may walk a tree by recursion: struct promql_expr holds all nodes in post-order
 * (children before parents, left before right), and a pass is a loop over that array. The subtree of a node is the
 * slice of the array from node->first to node->index. */
#ifndef MONLINT_PROMQL_AST_H
#define MONLINT_PROMQL_AST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "promql/functions.h"
#include "text/regex.h"
#include "text/span.h"

enum promql_kind {
    PROMQL_NUMBER,    /* number, duration literal, inf, nan; a sign in front is folded in */
    PROMQL_STRING,    /* */
    PROMQL_SELECTOR,  /* metric{label="value"} */
    PROMQL_MATRIX,    /* selector[5m]; child: the selector */
    PROMQL_SUBQUERY,  /* expr[5m:1m]; child: the expression */
    PROMQL_CALL,      /* children: the arguments */
    PROMQL_AGGREGATE, /* children: the parameter if there is one, then the vector */
    PROMQL_BINARY,    /* children: left, right */
    PROMQL_UNARY,     /* child: the operand */
    PROMQL_PAREN,     /* child: the inside */
};

enum promql_operator {
    PROMQL_OR,
    PROMQL_AND,
    PROMQL_UNLESS,
    PROMQL_EQ,
    PROMQL_NE,
    PROMQL_LT,
    PROMQL_LE,
    PROMQL_GT,
    PROMQL_GE,
    PROMQL_TRIM_UPPER, /* "</": drops histogram buckets above; Prometheus 3.x */
    PROMQL_TRIM_LOWER, /* ">/" */
    PROMQL_ADD,
    PROMQL_SUB,
    PROMQL_MUL,
    PROMQL_DIV,
    PROMQL_MOD,
    PROMQL_ATAN2,
    PROMQL_POW,
};

enum promql_match { PROMQL_MATCH_EQ, PROMQL_MATCH_NE, PROMQL_MATCH_RE, PROMQL_MATCH_NRE };

enum { PROMQL_PATTERN_TEXTS = 64 };

/* What the pattern of =~ or !~ comes to: what regex.h answers, asked once for all that want to know. */
struct promql_pattern {
    enum regex_answer takes_empty;
    bool takes_nothing; /* is seen to match no text at all */
    bool is_listed;     /* it takes texts alone, and no more than PROMQL_PATTERN_TEXTS */
    int covers_from;    /* every text of so many characters or more is taken; -1: none is seen */
    size_t text_count;  /* if is_listed */
    const str *texts;   /* in the order of the pattern, without doubles */
};

/* label="value", or a lone "metric.name", which is a matcher of __name__. */
struct promql_matcher {
    str name;      /* decoded */
    str value;     /* decoded; may hold any bytes */
    span at;       /* name to value */
    span name_at;  /* as written, with quotes if any; of a lone name: equal to value_at */
    span value_at; /* with its quotes */
    enum promql_match op;
    bool is_lone_name;                    /* {"metric.name"} */
    const struct promql_pattern *pattern; /* of =~ and !~; else NULL */
};

struct promql_label {
    str name; /* decoded */
    span at;  /* with quotes if any */
};

/* by (a, b), on (a), group_left (b): what stands in the parentheses. */
struct promql_labels {
    struct promql_label *items;
    size_t len;
    span at; /* with the keyword and the parentheses; start == end when absent */
};

/* What stands in [ ] and after offset. A literal, or an expression that may read step() and range(). */
struct promql_duration {
    enum promql_duration_kind {
        PROMQL_DURATION_LITERAL,
        PROMQL_DURATION_NEGATIVE, /* left */
        PROMQL_DURATION_BINARY,   /* left op right, op one of + - * / % ^ */
        PROMQL_DURATION_STEP,
        PROMQL_DURATION_RANGE,
        PROMQL_DURATION_MIN, /* min_of(left, right) */
        PROMQL_DURATION_MAX,
        PROMQL_DURATION_PAREN, /* left */
    } kind;
    enum promql_operator op;
    span at;
    bool is_constant;   /* neither step() nor range() inside */
    bool is_plain;      /* a literal, perhaps signed: checked by the parser to be in range */
    bool from_duration; /* literal written with units, not as a number of seconds */
    double seconds;     /* valid when is_constant; NaN and infinities are possible */
    const struct promql_duration *left, *right;
};

/* offset, @, anchored and smoothed of a selector, range or subquery. */
struct promql_modifiers {
    const struct promql_duration *offset; /* NULL: none */
    span offset_at;                       /* from the keyword to the end of the value */
    enum promql_at { PROMQL_AT_NONE, PROMQL_AT_TIME, PROMQL_AT_START, PROMQL_AT_END } at;
    double at_seconds; /* PROMQL_AT_TIME */
    span at_at;
    bool anchored, smoothed;
    span extended_at; /* of the word anchored or smoothed */
};

struct promql_selector {
    str name;                        /* before the braces; empty when there is none */
    span name_at;                    /* start == end when there is none */
    struct promql_matcher *matchers; /* those in the braces, in order */
    size_t matcher_count;
    span braces_at; /* start == end when there are none */
};

struct promql_range {
    const struct promql_duration *range;
    const struct promql_duration *step; /* subquery; NULL: the default */
    span brackets_at;
};

/* sum by (a, b). */
struct promql_aggregation {
    const struct promql_aggregator *op;
    span op_at;
    bool has_grouping; /* by or without was written */
    bool is_without;
    struct promql_labels grouping;
};

enum promql_card { PROMQL_ONE_TO_ONE, PROMQL_MANY_TO_ONE, PROMQL_ONE_TO_MANY, PROMQL_MANY_TO_MANY };

struct promql_fill {
    bool is_set;
    double value;
    span at;
};

/* How the series of two vectors find each other. */
struct promql_matching {
    bool is_bool;
    span bool_at;
    bool has_labels; /* on or ignoring was written, even with () */
    bool is_on;      /* on, not ignoring */
    struct promql_labels labels;
    enum promql_card card; /* PROMQL_MANY_TO_ONE: group_left; many to many: a set operator */
    struct promql_labels include;
    struct promql_fill fill_left, fill_right;
};

struct promql_node {
    enum promql_kind kind;
    enum promql_type type; /* of the value; "none" where an operand has no sensible type */
    span at;
    uint32_t index, first; /* places in post-order: its own, and that of the first node of its subtree */
    uint32_t child_count;
    uint32_t height;                    /* nodes below it on the longest way down; 0: a leaf */
    struct promql_node *parent;         /* NULL: the root */
    struct promql_node *child;          /* the first */
    struct promql_node *next;           /* the next child of the same parent */
    struct promql_modifiers *modifiers; /* selector, matrix, subquery; NULL: none. Those of x[5m] stand on the matrix */
    union {
        struct {
            double value;
            bool is_duration; /* written 5m */
            span literal_at;  /* without the sign */
        } number;
        struct {
            str value; /* decoded */
        } string;
        struct promql_selector selector;
        struct promql_range range; /* matrix and subquery */
        struct {
            const struct promql_function *function;
            span name_at;
        } call;
        struct promql_aggregation aggregate;
        struct {
            enum promql_operator op;
            span op_at;
            struct promql_matching *matching; /* NULL: neither bool nor any matching was written */
        } binary;
        struct {
            enum promql_operator op; /* PROMQL_ADD or PROMQL_SUB */
            span op_at;
        } unary;
    } as;
};

/* The operands of a binary node. */
const struct promql_node *promql_left(const struct promql_node *binary);
const struct promql_node *promql_right(const struct promql_node *binary);

/* Child number i from 0, or NULL. */
const struct promql_node *promql_child(const struct promql_node *node, size_t i);

/* The vector of an aggregation. */
const struct promql_node *promql_aggregated(const struct promql_node *aggregate);

/* The node inside all parentheses. */
const struct promql_node *promql_unwrapped(const struct promql_node *node);

/* As written in PromQL: "+", "and", "</". */
const char *promql_operator_text(enum promql_operator op);

/* From 1 (or) to 6 (^), Prometheus 3.14. */
int promql_operator_precedence(enum promql_operator op);

bool promql_operator_is_comparison(enum promql_operator op);
bool promql_operator_is_set(enum promql_operator op);

#endif
