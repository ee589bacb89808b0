/* Durations as Prometheus and as Go write them.
 *
 * The two look alike and are not: Prometheus knows y, w and d but neither fractions nor signs, wants its units in
 * falling order and each once; Go knows fractions, signs, ns and us, but nothing longer than h. Both parsers accept
 * exactly what their originals accept (prometheus/common model.ParseDuration; Go time.ParseDuration), and say of
 * anything else what kind of slip it is and which bytes show it. */
#ifndef MONLINT_TEXT_DURATION_H
#define MONLINT_TEXT_DURATION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "text/span.h"

enum duration_notation { DURATION_PROMETHEUS, DURATION_GO };

enum duration_fault {
    DURATION_OK,
    DURATION_EMPTY,
    DURATION_MISSING_NUMBER,   /* "s", "1h30x", text that is no duration at all */
    DURATION_MISSING_UNIT,     /* "30", "1h30" */
    DURATION_UNKNOWN_UNIT,     /* "5min" */
    DURATION_UNIT_NOT_ALLOWED, /* a unit of the other notation: "1d" in Go, "1us" in Prometheus */
    DURATION_UPPER_CASE,       /* "5M" */
    DURATION_ORDER,            /* "1m1h" */
    DURATION_REPEATED,         /* "1h1h" */
    DURATION_FRACTION,         /* "1.5m" in Prometheus */
    DURATION_SPACE,            /* "30 s" */
    DURATION_SIGN,             /* "-5m" in Prometheus, "--5m" in both */
    DURATION_OUT_OF_RANGE,     /* beyond 2^63-1 ns, about 292 years */
};

struct duration_error {
    enum duration_fault fault;
    enum duration_notation notation;
    span at; /* bytes of the text that show the fault; the whole text when it is empty */
};

/* Milliseconds of a Prometheus duration, never negative. On failure false, and the error is filled. */
bool duration_parse_prometheus(str text, int64_t *ms, struct duration_error *error);

/* The same with one leading '-' allowed (Prometheus 3.14: the template function parseDuration). */
bool duration_parse_signed(str text, int64_t *ms, struct duration_error *error);

/* Nanoseconds of a Go duration, of either sign. On failure false, and the error is filled. */
bool duration_parse_go(str text, int64_t *ns, struct duration_error *error);

/* What is wrong, for a reader: "missing unit after 30". */
str duration_error_message(struct arena *arena, str text, const struct duration_error *error);

/* The duration that was probably meant, valid in the notation of the error ("1m30s" for 1.5m, "24h" for a Go 1d,
 * "30s" for 30), or the empty view with a NULL pointer. A bare number is taken as seconds, one behind a unit as the
 * next smaller unit. */
str duration_suggest(struct arena *arena, str text, const struct duration_error *error);

/* Prometheus notation of milliseconds, as Prometheus prints it: "1h30m", "1w", "0s"; a '-' before negative ones. */
str duration_format(struct arena *arena, int64_t ms);

/* For messages, from nanoseconds: "4m15.5s", "1d12h", "250ms", "1.5us". Beyond a second it is cut to milliseconds. */
str duration_format_human(struct arena *arena, int64_t ns);

#endif
