/* The value that an alert's text prints, held against the expression: unit, scale, and which side of it the value is.
 *
 * The kinds exclude each other, so that each misprint belongs to one rule. Silent where the unit of the expression is
 * not known, where a metric's name may count in another unit than its words say, and where a threshold already shows
 * that the scale is mistaken (THRESHOLD_SCALE). */
#ifndef MONLINT_PROJECT_SHOWN_H
#define MONLINT_PROJECT_SHOWN_H

#include "project/alert_text.h"
#include "project/flow.h"

enum shown_family { SHOWN_PERCENTAGES, SHOWN_UNITS, SHOWN_MEANINGS };

enum shown_fault {
    SHOWN_FINE,
    /* SHOWN_PERCENTAGES */
    SHOWN_RATIO_AS_PERCENT,  /* 0.05 as "0.05%" */
    SHOWN_PERCENT_AS_RATIO,  /* 5 through humanizePercentage: "500%" */
    SHOWN_AMOUNT_AS_PERCENT, /* bytes, a count or a rate with a percent sign */
    SHOWN_SIGN_TWICE,        /* humanizePercentage and a percent sign */
    /* SHOWN_UNITS */
    SHOWN_OTHER_UNIT,     /* bytes as seconds */
    SHOWN_OTHER_SCALE,    /* seconds as ms; bytes as GB */
    SHOWN_RATE_AS_COUNT,  /* rate() as "5 times in the last 5m" */
    SHOWN_COUNT_AS_RATE,  /* increase() as "5 per second" */
    SHOWN_OTHER_PERIOD,   /* rate() as "per minute" */
    SHOWN_RATIO_AS_COUNT, /* a share as "5 errors in the last 5m" */
    /* SHOWN_MEANINGS */
    SHOWN_OTHER_SIDE, /* A and B gives A; the text names the unit of B */
    SHOWN_COMPLEMENT, /* the used share as "available", or the reverse */
    SHOWN_FIXED,      /* up == 0 as a number of something */
    SHOWN_QUOTIENT,   /* now / before as an increase */
    SHOWN_DIFFERENCE, /* a - b as a total */
    SHOWN_QUANTILE,   /* the 95th percentile as an average; number: 0.95 */
};

struct shown {
    enum shown_fault fault;
    const struct alert_text *text;
    const struct prose_figure *figure;
    const struct gotmpl_read *read;
    span at;                       /* in the text: of the unit, the function or the word that is wrong */
    struct unit value;             /* of the expression */
    double number;                 /* SHOWN_FIXED: the value */
    const struct promql_node *why; /* what makes the value what it is, or the other side; NULL: nothing to show */
};

struct shown_list {
    const struct shown *at;
    size_t len;
};

/* The misprints of one family in all annotations of an alert, one after the other: *shown is NULL at first. */
bool shown_next(const struct rule_view *view, enum shown_family family, const struct shown **shown);

/* "in bytes", "a count", "a rate", "in cores": what the unit of a value is, for a message. */
str shown_describe(struct arena *arena, struct unit unit);

#endif
