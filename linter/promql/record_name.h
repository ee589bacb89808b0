/* The parts of a recorded name: level:metric:operations.
 *
 * Prometheus, naming of recording rules: the level names the labels of the result, the operations what was done, the
 * newest first. Names of one colon are metric:operations; anything else is no name of this form. */
#ifndef MONLINT_PROMQL_RECORD_NAME_H
#define MONLINT_PROMQL_RECORD_NAME_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "text/span.h"

struct record_name {
    bool has_level;  /* two colons; the level may be empty */
    bool has_parts;  /* one or two colons */
    span level;      /* without the colon */
    span metric;     /* */
    span operations; /* */
};

struct record_name record_name_split(str name);

/* Sets of these are masks. */
enum record_operation {
    RECORD_OTHER = 1 << 0, /* a word that is no operation */
    RECORD_SUM = 1 << 1,
    RECORD_AVG = 1 << 2,
    RECORD_MIN = 1 << 3,
    RECORD_MAX = 1 << 4,
    RECORD_COUNT = 1 << 5,
    RECORD_RATIO = 1 << 6,
    RECORD_PERCENT = 1 << 7,
    RECORD_RATE = 1 << 8, /* rate and irate: both are per second */
    RECORD_INCREASE = 1 << 9,
    RECORD_QUANTILE = 1 << 10,
    RECORD_WINDOW = 1 << 11,  /* a duration alone */
    RECORD_NEUTRAL = 1 << 12, /* an operation of which no function or operator is known: burnrate, relabel */
};

struct record_word {
    enum record_operation operation;
    span at;           /* in the name */
    double quantile;   /* RECORD_QUANTILE: 0.99 of p99 and of 99quantile */
    int64_t window_ms; /* of rate5m; 0: none */
};

enum { RECORD_MOST_WORDS = 8 };

/* What one word says. */
struct record_word record_name_word(str word);

/* The words of a name's operations, or of any other part of it. */
struct record_words {
    struct record_word at[RECORD_MOST_WORDS];
    size_t len;
    unsigned operations; /* mask; with RECORD_OTHER the whole may be no list of operations */
};

struct record_words record_name_words(str name, span part);

#endif
