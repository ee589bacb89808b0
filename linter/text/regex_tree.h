/* The syntax tree of a regular expression, and what the files that build and read it share.
 *
 * Groups that do not capture leave no node, nested concatenations and alternations are one, neighbouring characters are
 * one literal. The height of a tree is at most REGEX_HIGHEST, so that a walk may recurse. */
#ifndef MONLINT_TEXT_REGEX_TREE_H
#define MONLINT_TEXT_REGEX_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

enum {
    REGEX_HIGHEST = 1000,      /* nesting that Go allows */
    REGEX_MOST_REPEATS = 1000, /* repetitions along a path that Go allows */
    REGEX_UNLIMITED = -1,      /* as a maximum of repetitions */
};

enum regex_op {
    REGEX_EMPTY,
    REGEX_LITERAL,
    REGEX_CLASS,
    REGEX_ANY,             /* any character */
    REGEX_ANY_BUT_NEWLINE, /* any character but \n */
    REGEX_BEGIN_TEXT,
    REGEX_END_TEXT,
    REGEX_BEGIN_LINE,
    REGEX_END_LINE,
    REGEX_WORD_BOUNDARY,
    REGEX_NO_WORD_BOUNDARY,
    REGEX_CAPTURE,   /* one child */
    REGEX_REPEAT,    /* one child */
    REGEX_CONCAT,    /* two children or more */
    REGEX_ALTERNATE, /* two children or more */
};

struct regex_range {
    uint32_t first, last;
};

struct regex_property {
    str name; /* as PCRE2 knows it */
    bool negated;
};

/* A set of characters: those in a range or with a property, or if negated all others. */
struct regex_class {
    const struct regex_range *ranges; /* ascending, apart from each other */
    size_t range_count;
    const struct regex_property *properties;
    size_t property_count;
    bool negated; /* only with properties or under folding; else the ranges are turned around */
};

struct regex_node {
    enum regex_op op;
    bool fold;                       /* LITERAL, CLASS: without regard to case, and that makes a difference */
    bool counted;                    /* REPEAT: written with braces */
    bool grouped;                    /* written as a group: a repetition behind it takes the whole of it */
    int min, max;                    /* REPEAT */
    unsigned height;                 /* 1 without children */
    unsigned repeats;                /* the largest product of counts on a path down */
    uint64_t size;                   /* instructions in Go's program, roughly */
    const uint32_t *runes;           /* LITERAL: code points, maybe surrogates, which match nothing */
    size_t rune_count;               /* LITERAL */
    const struct regex_class *class; /* CLASS */
    struct regex_node *child, *last; /* first and last child */
    struct regex_node *next;         /* sibling */
};

#endif
