/* The directives that a comment may hold.
 *
 *     directive = "#" blanks "monlint:" blanks ( ignore | dialect )
 *     ignore    = ( "ignore" | "ignore-file" ) "[" item { "," item } "]" [ until ] [ reason ] [ until ]
 *     item      = rule id | until
 *     until     = "until=" YYYY-MM-DD
 *     dialect   = "dialect=" ( "prometheus" | "loki" ) [ reason ]
 *
 * A comment is one if `monlint:` is the first thing in it; one that names monlint later is prose. What begins like a
 * directive and is none is malformed, never silently prose. */
#ifndef MONLINT_CONFIG_DIRECTIVE_H
#define MONLINT_CONFIG_DIRECTIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "text/span.h"

enum directive_kind {
    DIRECTIVE_IGNORE,      /* on the line, or for the node below */
    DIRECTIVE_IGNORE_FILE, /* for the whole file */
    DIRECTIVE_DIALECT,     /* the rule file's language */
    DIRECTIVE_MALFORMED,
};

enum dialect { DIALECT_PROMETHEUS, DIALECT_LOKI };

/* A name between the brackets, as written; whether a rule has it is not known here. */
struct directive_rule {
    str id;
    span at;
};

/* Spans count bytes from the comment's `#`; views are into the comment. */
struct directive {
    enum directive_kind kind;
    span at; /* from `monlint:` to the last byte that is not blank */
    struct directive_rule *rules;
    size_t rule_count; /* at least 1 for the two ignores, 0 otherwise */
    span rules_at;     /* from [ to ] */
    str reason;        /* what follows; empty: none */
    uint32_t until;    /* last day it holds, 20261231; 0: for ever */
    span until_at;     /* of the date */
    enum dialect dialect;

    /* DIRECTIVE_MALFORMED */
    str message; /* what is wrong, lower case */
    span fault;
    str help; /* what to write instead, or empty */
};

/* False if the comment, which begins at its `#` and ends before its line end, is no directive. */
bool directive_parse(struct arena *arena, str comment, struct directive *directive);

/* A date of the calendar, as 20261231; false if it is none. */
bool date_parse(str text, uint32_t *date);

#endif
