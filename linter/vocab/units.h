/* What a metric's name says of its value, for names that the table does not hold.
 *
 * It follows the naming conventions of Prometheus and OpenMetrics (base units as the last word, "_total" for counters)
 * and the usual slips ("_ms", "_mb"), and says nothing where a suffix has two readings. */
#ifndef MONLINT_VOCAB_UNITS_H
#define MONLINT_VOCAB_UNITS_H

#include <stdbool.h>

#include "base/str.h"
#include "vocab/kinds.h"
#include "vocab/metrics.h"

struct vocab_guess {
    enum vocab_unit unit; /* of the series' value: of "x_seconds_count" it is COUNT; NONE: the name does not tell */
    enum vocab_unit base; /* of what a histogram or summary observes: SECONDS for "x_seconds_bucket"; else as unit */
    enum vocab_part
        part;     /* BUCKET; SUM or COUNT only behind a unit ("x_seconds_sum"), where it cannot be another word */
    bool counter; /* its value only grows: "_total", a bucket, or a sum or count behind a unit */
    bool info;    /* "_info": constant 1 */
};

struct vocab_guess vocab_unit_guess(str name);

#endif
