/* What the text of an alert says in figures: numbers with units, the values that templates put in, and how each is
 * spoken of ("for more than 5 minutes", "in the last 10m", "threshold: 80%").
 *
 * A reader of small print, not of language: it knows English words of monitoring, and says PROSE_PLAIN or
 * PROSE_UNIT_NONE where it is not sure. A text of another language gives figures without relations. Facts about the
 * words come from the annotations of the monitoring mixins (kubernetes, node, prometheus, etcd, loki; 2025) and of
 * awesome-prometheus-alerts. */
#ifndef MONLINT_PROSE_PROSE_H
#define MONLINT_PROSE_PROSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "prose/words.h"
#include "text/span.h"

/* Bytes that are not text: a template's action. */
struct prose_hole {
    span at;
    bool is_value; /* prints the value of the alert */
    uint32_t id;   /* the caller's */
};

enum prose_token_kind {
    PROSE_WORD,   /* letters, or what is no figure: "p99", "10:30", "1.2.3", a URL, `code` */
    PROSE_NUMBER, /* 5, 0.05, 1,000, five */
    PROSE_HOLE,
    PROSE_MARK, /* one sign; ≥ and ≤ too */
};

struct prose_token {
    span at;
    uint32_t hole; /* PROSE_HOLE: index into the holes */
    uint16_t word; /* enum prose_word: of a word, and of a number that is one */
    uint8_t kind;  /* enum prose_token_kind */
    bool spaced;   /* white space or the start of the text before it */
};

enum prose_measure {
    PROSE_UNIT_NONE,
    PROSE_PERCENT, /* factor 0.01 */
    PROSE_TIME,    /* factor in seconds */
    PROSE_DATA,    /* factor in bytes */
    PROSE_TIMES,   /* "3 times", "twice" */
    PROSE_CORES,
    PROSE_EVENTS, /* "req/s", "per second": a number of whatever stands before the "per" */
};

struct prose_unit {
    enum prose_measure measure;
    double factor;
    double per; /* seconds: 1 for "/s" and "per second", 60 for "per minute"; 0: not per time */
    span at;    /* start == end: none */
};

enum prose_relation {
    PROSE_PLAIN,
    PROSE_ABOVE, /* more than, above, exceeds, > */
    PROSE_BELOW,
    PROSE_AT_LEAST,
    PROSE_AT_MOST,
    PROSE_THRESHOLD, /* threshold of, threshold: */
    PROSE_FOR,       /* for (more than), for the last: how long it has been so */
    PROSE_WINDOW,    /* in the last, over the past, last: over which it was counted */
};

struct prose_figure {
    bool is_value; /* a hole that prints the value; number means nothing */
    size_t hole;
    double number;
    struct prose_unit unit;
    enum prose_relation relation;
    bool hedged;        /* one with a relation, in a sentence that advises or supposes: should, if, usually */
    size_t first, last; /* tokens from the number to the end of the unit */
    size_t sentence[2]; /* tokens of its sentence, end exclusive */
    span at;            /* of number and unit */
};

struct prose {
    str text;
    const struct prose_hole *holes;
    const struct prose_token *tokens;
    size_t token_count;
    const struct prose_figure *figures; /* in the order of the text */
    size_t figure_count;
};

/* Holes in the order of the text, not overlapping. All lives in the arena; text and holes outlive it. */
struct prose prose_read(struct arena *arena, str text, const struct prose_hole *holes, size_t hole_count);

/* The unit that begins at this token, as behind a number; nothing when there is none. *end: the token after it. */
struct prose_unit prose_unit_at(const struct prose *prose, size_t token, size_t *end);

/* Whether one of the words stands in the figure's sentence, not far before it, or not far on either side. */
bool prose_before(const struct prose *prose, const struct prose_figure *figure, struct prose_words words);
bool prose_around(const struct prose *prose, const struct prose_figure *figure, struct prose_words words);

/* The window that is given right behind a figure: "5 failed calls in the last 10 minutes"; NULL: none. */
const struct prose_figure *prose_window_behind(const struct prose *prose, const struct prose_figure *figure);

/* The text of a token. */
str prose_text(const struct prose *prose, size_t token);

/* The sign of a PROSE_MARK, its first byte; NUL for any other token, and behind the last. */
char prose_sign(const struct prose *prose, size_t token);

/* Whether the token is this word, in any case of letters. */
bool prose_is(const struct prose *prose, size_t token, enum prose_word word);

/* Whether one of the words is among the tokens from start to end (exclusive). */
bool prose_has(const struct prose *prose, size_t start, size_t end, struct prose_words words);

#endif
