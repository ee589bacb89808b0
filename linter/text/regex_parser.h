/* The parser of regular expressions, in parts. For the files of this folder. */
#ifndef MONLINT_TEXT_REGEX_PARSER_H
#define MONLINT_TEXT_REGEX_PARSER_H

#include "base/vec.h"
#include "text/regex.h"
#include "text/regex_tree.h"

enum regex_flag {
    REGEX_FOLD = 1,      /* i */
    REGEX_DOT_ALL = 2,   /* s */
    REGEX_MULTILINE = 4, /* m */
    REGEX_LAZY = 8,      /* U; of no effect on whether something matches */
};

struct node_list {
    struct regex_node *first, *last;
    size_t count;
};

/* An open group, or the whole pattern at the bottom. */
struct regex_group {
    size_t at;      /* of its parenthesis */
    unsigned flags; /* to restore at its end */
    bool captures;
    struct node_list alternatives; /* those that are complete */
    struct node_list items;        /* of the alternative at hand */
};

struct regex_parser {
    struct arena *arena;
    str text;
    size_t at;
    unsigned flags;
    VEC(struct regex_group) groups;
    VEC(str) captures;
    uint32_t *runes; /* room for all literals: one for each byte */
    size_t rune_count;
    uint64_t weight;        /* runes of literals and twice the ranges of classes */
    uint64_t nodes, counts; /* for the check of the size, see check_limits */
    bool sizing;
    bool no_class_end; /* no ":]" stands behind at, so do not search again */
    bool ascii_only;
    enum regex_fault fault;
    span fault_at;       /* for a reader */
    span fault_fragment; /* what Go quotes */
};

/* Records the fault of the bytes from start to end and returns false. */
bool regex_fail(struct regex_parser *p, enum regex_fault fault, size_t start, size_t end);

/* The code point at p->at, which moves behind it; U+FFFD at the end. False with the fault set when it is not UTF-8. */
bool regex_take_rune(struct regex_parser *p, uint32_t *rune);

/* True if the text at p->at begins with the prefix. */
bool regex_at(const struct regex_parser *p, str prefix);

/* Reads the escape of one character at p->at, where a backslash stands. */
bool regex_take_escape(struct regex_parser *p, uint32_t *rune);

/* The ranges of \d \D \s \S \w \W or of a POSIX class "[:alpha:]", and whether they are to be turned around. */
struct regex_ascii_group {
    const struct regex_range *ranges;
    size_t count;
    bool negated;
};
bool regex_find_ascii_group(str name, struct regex_ascii_group *group);

/* A general category or script by the name that RE2 knows (Unicode 15, Go 1.26 tables). */
struct regex_named_set {
    str pcre_name;        /* empty: take the ranges */
    unsigned range_count; /* in Go's table */
    const struct regex_range *ranges;
    size_t own_range_count;
    bool cased; /* folding makes it the cased letters */
};
bool regex_find_property(str name, struct regex_named_set *set);

/* Adds the node of a class: at p->at stands '[', or an escape that means a class.
 * TAKEN with *node set, NOT_MINE without a step when an escape means something else, or FAILED. */
enum regex_taken { REGEX_TAKEN, REGEX_NOT_MINE, REGEX_FAILED };
enum regex_taken regex_take_class(struct regex_parser *p, struct regex_node **node);

/* A node without children. */
struct regex_node *regex_new_node(struct regex_parser *p, enum regex_op op);

/* Appends to the alternative at hand; false with the fault set when a limit is passed. */
bool regex_push(struct regex_parser *p, struct regex_node *node);

/* Appends one character, to the literal before it if there is one. */
bool regex_push_rune(struct regex_parser *p, uint32_t rune);

/* The same for one ASCII character after the other; at least one. */
bool regex_push_ascii(struct regex_parser *p, str text);

/* Replaces the last item by its repetition, of which shape holds op, counted, min and max. The operator stands from
 * start to p->at, but for a '?'; previous is where a repetition operator directly before it starts, or SIZE_MAX. */
bool regex_push_repeat(struct regex_parser *p, struct regex_node shape, size_t start, size_t previous);

/* Makes one node of the items at hand, which is then a complete alternative of the innermost group. */
bool regex_end_alternative(struct regex_parser *p);

/* The same for the last one, and one node of all alternatives: what the innermost group stands for. NULL with the
 * fault set when a limit is passed. The group stays open. */
struct regex_node *regex_end_group(struct regex_parser *p);

struct regex_node *regex_capture(struct regex_parser *p, struct regex_node *sub);

/* Parses the text; the tree, or NULL with the fault set. */
struct regex_node *regex_parse_text(struct regex_parser *p);

#endif
