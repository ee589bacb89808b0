/* Sizes and quantities, in the four notations that monitoring configuration uses.
 *
 * The same letters mean different numbers: KB is 1024 bytes to the Prometheus operator and to Loki's settings, 1000 to
 * a LogQL literal, and nothing to Kubernetes, where K is a lower-case k and Ki is 1024. Each parser accepts what its
 * reader accepts and returns false for anything else and for values beyond the type. */
#ifndef MONLINT_TEXT_SIZE_H
#define MONLINT_TEXT_SIZE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/* Bytes of a ByteSize field of the Prometheus operator (0.93): "0", or a decimal, a prefix K M G T P E with or without
 * i, always in steps of 1024, and B. The anchored form of the pattern; below 2^63. */
bool size_parse_operator(str text, uint64_t *bytes);

/* Bytes of a Loki setting such as max_line_size "256KB" (Loki 3.6, c2h5oh/datasize): an integer, perhaps spaces, and a
 * unit without regard to case in steps of 1024, or none. "Kb" in exactly this casing would be bits and is refused. */
bool size_parse_loki(str text, uint64_t *bytes);

/* Bytes as dustin/go-humanize reads them (LogQL literals): a decimal, perhaps with commas, spaces, and a unit without
 * regard to case; kb is 1000 and kib 1024 bytes. */
bool size_parse_humanize(str text, uint64_t *bytes);

/* A Kubernetes quantity (apimachinery resource.Quantity): "200m" is 0.2, "256Mi" is 268435456, "1e3" is 1000. */
bool size_parse_quantity(str text, double *value);

/* Bytes for a message, in steps of 1024 with at most two decimals: "1.5MiB", "256KiB", "17B". */
str size_format(struct arena *arena, uint64_t bytes);

#endif
