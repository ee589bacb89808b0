/* Regular expressions as Prometheus reads them: RE2 syntax (grafana/regexp, the state of Go 1.24), checked by our own
 * parser, answered from the syntax tree where that suffices, and matched by PCRE2 on a pattern made from the tree.
 *
 * PCRE2 accepts much that RE2 refuses and reads some things differently, so the text of the user never reaches it. It
 * also backtracks, which RE2 does not: every match has limits, and an answer may be "unknown". */
#ifndef MONLINT_TEXT_REGEX_H
#define MONLINT_TEXT_REGEX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "text/span.h"

/* Longer patterns are taken as valid and answer "unknown" to everything, as do matchers that Prometheus never parses:
 * bytes that are no UTF-8 and nothing with a meaning but |. */
enum { REGEX_LONGEST = 256 * 1024 };

/* How the consumer reads the pattern. */
enum regex_use {
    REGEX_MATCHER,      /* PromQL, LogQL stream selectors: parsed alone, . takes \n; matches the whole text */
    REGEX_RELABEL,      /* relabelling, label_replace: only as ^(?s:PATTERN)$, so that a)(b passes; the whole text */
    REGEX_ALERTMANAGER, /* Alertmanager's matchers (0.34): only as ^(?:PATTERN)$, . is not \n; the whole text */
    REGEX_SEARCH,       /* reReplaceAll and match in templates, LogQL: parsed alone; matches anywhere, . is not \n */
};

enum regex_fault {
    REGEX_OK,
    REGEX_INVALID_UTF8,
    REGEX_MISSING_BRACKET,
    REGEX_MISSING_PAREN,
    REGEX_UNEXPECTED_PAREN,
    REGEX_INVALID_RANGE,
    REGEX_INVALID_ESCAPE,
    REGEX_TRAILING_BACKSLASH,
    REGEX_INVALID_CAPTURE,
    REGEX_INVALID_PERL,
    REGEX_MISSING_ARGUMENT,
    REGEX_INVALID_REPEAT_OP,
    REGEX_INVALID_REPEAT_SIZE,
    REGEX_TOO_LARGE,
    REGEX_TOO_DEEP,
};

struct regex_node;

struct regex {
    bool valid;
    enum regex_fault fault;        /* REGEX_OK if valid */
    span at;                       /* bytes of the pattern that show the fault */
    str message;                   /* of the fault, in Go's words: "missing closing ]: `[a`" */
    const struct regex_node *tree; /* NULL if invalid or not parsed */
    const str *captures;           /* names of the groups from 1 on, empty for one without a name */
    size_t capture_count;
    enum regex_use use;
    bool wrapped;    /* the tree has the anchors of the use in it, since PATTERN alone is none: a)(b */
    bool ascii_only; /* folding of a \p class: answers are certain for ASCII subjects alone */
};

enum regex_answer { REGEX_NO, REGEX_YES, REGEX_UNKNOWN };

/* Parses the pattern. What the regex points to lives in the arena. */
struct regex regex_parse(struct arena *arena, str pattern, enum regex_use use);

/* True if the regex matches the whole text or not at all. Only a search does not, and a relabelling pattern that breaks
 * out of the parentheses put around it, as a)|(b does. */
bool regex_is_whole(const struct regex *regex);

/* What was probably meant by an invalid pattern, and how to write it; empty when nothing is known. */
str regex_help(str pattern, const struct regex *regex);

/* Names a kind of fault in Go's words: "missing closing ]". */
const char *regex_fault_name(enum regex_fault fault);

/* ---- Matching ---- */

struct regex_program;

/* The program of a valid regex, in the arena; NULL when PCRE2 cannot hold the pattern or does not know a property.
 * There is nothing to free but the arena. */
const struct regex_program *regex_compile(struct arena *arena, const struct regex *regex);

/* Whether the program matches; unknown when it is NULL, a limit was hit, or the subject is not UTF-8. May be called by
 * several threads at once. */
enum regex_answer regex_match(const struct regex_program *program, str subject);

/* The pattern that PCRE2 gets. */
str regex_to_pcre(struct arena *arena, const struct regex *regex);

/* ---- Questions answered from the tree ---- */

/* Whether the regex matches the empty string. */
enum regex_answer regex_matches_empty(const struct regex *regex);

/* Whether the regex is seen to match no text at all: something must follow the end or come before the begin, as in a$b.
 */
bool regex_matches_nothing(const struct regex *regex);

/* The smallest n for which the regex is seen to match every text of n or more characters: 0 for .* and 1 for .+ as
 * matchers; -1 when none is seen. */
int regex_covers_from(const struct regex *regex);

/* What stands at the edges of the pattern, outside of every alternative. */
struct regex_edges {
    bool begin_anchor, end_anchor;  /* ^ or \A; $ or \z: redundant where the whole text is matched */
    bool leading_any, trailing_any; /* .* or .+ that takes every character, behind the anchor */
};

struct regex_edges regex_edges(const struct regex *regex);

/* The places of anchors that ask for what is so anyway, since the whole text is matched: ^ and \A where nothing can
 * stand before them, $ and \z where nothing can follow, in alternatives and groups too. Taking all of them out does not
 * change what the pattern matches. pattern is what was parsed; at most `most` are written, in order. */
size_t regex_needless_anchors(const struct regex *regex, str pattern, span *anchors, size_t most);

/* Whether a pattern picks something out of the middle of a value, as its outermost sequence tells. */
enum regex_middle {
    REGEX_MIDDLE_NONE,
    REGEX_MIDDLE_OPEN, /* web.*prod: anything between two names */
    REGEX_MIDDLE_NAME, /* .*web.*: a name anywhere; *name gets it */
};
enum regex_middle regex_middle_of(struct arena *arena, const struct regex *regex, str *name);

/* All texts that the regex matches, in the order of the pattern, without doubles, if it matches the whole text, they
 * are finitely many, at most most, and do not depend on case; else false. */
bool regex_literals(struct arena *arena, const struct regex *regex, size_t most, const str **texts, size_t *count);

/* The one text that the regex matches, by the terms of regex_literals. */
bool regex_literal(struct arena *arena, const struct regex *regex, str *text);

/* A text that everything begins (or ends) with that the regex matches; empty when none is seen. */
str regex_prefix(struct arena *arena, const struct regex *regex);
str regex_suffix(struct arena *arena, const struct regex *regex);

/* Whether there is a text that both match. Both must match the whole text. */
enum regex_answer regex_overlap(struct arena *arena, const struct regex *a, const struct regex *b);

#endif
