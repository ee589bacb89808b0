/* The unit of a value: a dimension and how many of its base units one is, perhaps per second.
 *
 * Arithmetic with literals changes the factor where the literal is one that people convert with (100, 1000, 1024, 60,
 * ...), so that bytes / 1024 / 1024 are mebibytes and 100 * ratio is percent; other literals (0.9 * limit) keep it. */
#ifndef MONLINT_PROMQL_UNIT_FLOW_UNIT_H
#define MONLINT_PROMQL_UNIT_FLOW_UNIT_H

#include <stdbool.h>

#include "base/arena.h"
#include "text/span.h"
#include "vocab/kinds.h"

/* How sure a fact about a metric is. What is computed from several facts is as sure as the least sure one. */
enum flow_evidence {
    FLOW_EVIDENCE_NONE,
    FLOW_EVIDENCE_NAME,  /* the words of the metric's name */
    FLOW_EVIDENCE_TABLE, /* the vocabulary, or the language itself (time(), count()) */
};

struct unit {
    enum vocab_dimension dimension; /* VOCAB_DIMENSION_NONE: not known, the rest means nothing */
    double factor;                  /* 0.001: milliseconds; 0.01 of a share: percent */
    bool per_second;
    bool of_counts; /* a share made by dividing numbers of things, which need not be of each other */
    bool computed;  /* by arithmetic or a function, not read at a metric */
    enum flow_evidence evidence;
    span at; /* of the name, call or literal that the dimension was read at */
};

enum unit_clash {
    UNIT_CLASH_NONE,
    UNIT_CLASH_DIMENSION, /* bytes and seconds */
    UNIT_CLASH_SCALE,     /* seconds and milliseconds */
    UNIT_CLASH_RATE,      /* bytes and bytes per second */
};

bool unit_is_known(struct unit unit);

/* The unit that the tables call so; NONE and BY_LABEL give one that is not known. */
struct unit unit_of_vocab(enum vocab_unit name, enum flow_evidence evidence, span at);

/* The name of this unit (without "per second"); false when it has none, as 100 * bytes. */
bool unit_vocab(struct unit unit, enum vocab_unit *name);

/* Whether the unit is this one, not per second. */
bool unit_is(struct unit unit, enum vocab_unit name);

/* Whether people convert with this number or one part in it: 100, 1024, 3600. */
bool unit_is_conversion(double literal);

/* A value of the unit times literal, or divided by it. */
struct unit unit_scaled(struct unit unit, double literal);

struct unit unit_product(struct unit a, struct unit b);
struct unit unit_quotient(struct unit a, struct unit b);
struct unit unit_sum(struct unit a, struct unit b);
struct unit unit_difference(struct unit a, struct unit b);

/* Of a value of the unit modulo a number: what is left of a moment is a span, as time() % 86400 is. */
struct unit unit_remainder(struct unit unit);

/* Of rate() and its like: seconds of CPU per second are cores, other seconds stay seconds per second. */
struct unit unit_rate(struct unit unit, bool is_cpu);

/* Of a result that holds values of both. */
struct unit unit_either(struct unit a, struct unit b);

/* What is wrong with adding or comparing the two; NONE when one is not known or the two may well be the same. */
enum unit_clash unit_clash(struct unit a, struct unit b);

/* "bytes per second", "percent", "ratio", "count per minute"; empty when it is not known or has no name. */
str unit_describe(struct arena *arena, struct unit unit);

#endif
