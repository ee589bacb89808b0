/* An annotation of an alert as a reader gets it: its figures, and how its template prints the value. */
#ifndef MONLINT_PROJECT_ALERT_TEXT_H
#define MONLINT_PROJECT_ALERT_TEXT_H

#include "project/facts.h"
#include "prose/prose.h"

/* What is done to the value before it is printed. */
enum shown_form {
    SHOWN_NUMBER,     /* as it is, or through printf with one verb */
    SHOWN_PREFIXED,   /* humanize, humanize1024: "1.5k" */
    SHOWN_DURATION,   /* humanizeDuration: takes seconds */
    SHOWN_PERCENTAGE, /* humanizePercentage: takes a ratio, multiplies by 100 and appends "%" */
    SHOWN_TIMESTAMP,  /* humanizeTimestamp */
    SHOWN_OTHERWISE,  /* functions whose result is not known here */
};

struct alert_text {
    const struct templated *templated;
    struct prose prose;
    const struct gotmpl_read *const *reads; /* of the value, by hole; NULL: the hole does not print it alone */
    bool is_read, is_known;                 /* of rule_memo.h */
};

/* False when nothing can be said: no text, or one that a Helm template touches. What stands below if with else, range
 * and define is a hole; a hole prints the value only where it does so always. */
bool alert_text_read(struct arena *arena, const struct label_pair *annotation, struct alert_text *text);

/* The read behind a figure that is a value. */
const struct gotmpl_read *alert_text_value(const struct alert_text *text, const struct prose_figure *figure);

enum shown_form alert_text_form(const struct gotmpl_read *read);

/* Whether the format of printf ends in a percent sign: "%.2f%%". */
bool alert_text_prints_percent(const struct gotmpl_read *read);

/* Whether the value is rounded to a whole number: "%.0f", "%d". */
bool alert_text_rounds(const struct gotmpl_read *read);

#endif
