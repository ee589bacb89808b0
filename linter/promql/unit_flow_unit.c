/* Arithmetic of units. A clash is claimed only between units that have names: what has none was made by literals, and
 * its author has thought about it. */
#include "promql/unit_flow_unit.h"

#include <math.h>
#include <stddef.h>

static bool is_near(double a, double b) {
    return fabs(a - b) <= 1e-9 * fabs(b);
}

bool unit_is_known(struct unit unit) {
    return unit.dimension != VOCAB_DIMENSION_NONE;
}

struct unit unit_of_vocab(enum vocab_unit name, enum flow_evidence evidence, span at) {
    return (struct unit){
        .dimension = vocab_unit_dimension(name), .factor = vocab_unit_factor(name), .evidence = evidence, .at = at};
}

bool unit_vocab(struct unit unit, enum vocab_unit *name) {
    for (unsigned i = 0; i < VOCAB_UNIT_TOTAL && unit_is_known(unit); i++) {
        *name = (enum vocab_unit)i;
        if (vocab_unit_dimension(i) == unit.dimension && is_near(vocab_unit_factor(i), unit.factor))
            return true;
    }
    return false;
}

bool unit_is(struct unit unit, enum vocab_unit name) {
    enum vocab_unit found;
    return !unit.per_second && unit_vocab(unit, &found) && found == name;
}

bool unit_is_conversion(double literal) {
    static const double factors[] = {
        8, 60, 100, 1e3, 1e6, 1e9, 1e12, 1e5, 3600, 86400, 1024, 1048576, 1048576.0 * 1024, 1048576.0 * 1048576};
    double size = literal < 1 ? 1 / literal : literal;
    for (size_t i = 0; i < sizeof factors / sizeof factors[0]; i++)
        if (is_near(size, factors[i]))
            return true;
    return false;
}

/* An own number of seconds turns a rate into a number per interval; half a rate is a rate. */
struct unit unit_scaled(struct unit unit, double literal) {
    unit.computed = true;
    if (!(literal > 0) || isinf(literal))
        return (struct unit){0};
    if (unit_is_conversion(literal))
        unit.factor /= literal;
    else if (unit.per_second && (literal >= 2 || literal <= 0.01))
        return (struct unit){0};
    return unit;
}

static enum flow_evidence weaker(struct unit a, struct unit b) {
    return a.evidence < b.evidence ? a.evidence : b.evidence;
}

static struct unit with_factor(struct unit unit, double factor, enum flow_evidence evidence) {
    unit.factor = factor;
    unit.evidence = evidence;
    unit.computed = true;
    return unit;
}

static bool is_plain(struct unit a) {
    return !a.per_second && (a.dimension == VOCAB_DIMENSION_SHARE || a.dimension == VOCAB_DIMENSION_COUNT);
}

static bool is_time(struct unit a) {
    return a.dimension == VOCAB_DIMENSION_TIME && !a.per_second;
}

struct unit unit_product(struct unit a, struct unit b) {
    if (!unit_is_known(a) || !unit_is_known(b))
        return (struct unit){0};
    struct unit result = with_factor(is_plain(a) ? b : a, a.factor * b.factor, weaker(a, b));
    if (is_plain(a) || is_plain(b))
        return result;
    if (a.per_second == b.per_second || !(is_time(a) || is_time(b)))
        return (struct unit){0};
    result = with_factor(a.per_second ? a : b, a.factor * b.factor, weaker(a, b));
    result.per_second = false;
    return result;
}

static bool is_second_per_second(struct unit a) {
    return a.dimension == VOCAB_DIMENSION_TIME && a.per_second;
}

/* Cores and seconds of work per second are both "how many at once". */
static bool is_busy(struct unit a) {
    return is_second_per_second(a) || (a.dimension == VOCAB_DIMENSION_CORES && !a.per_second);
}

static struct unit share(struct unit a, struct unit b) {
    struct unit result = with_factor(a, a.factor / b.factor, weaker(a, b));
    result.dimension = VOCAB_DIMENSION_SHARE;
    result.per_second = false;
    result.of_counts = a.dimension == VOCAB_DIMENSION_COUNT && b.dimension == VOCAB_DIMENSION_COUNT;
    return result;
}

struct unit unit_quotient(struct unit a, struct unit b) {
    if (!unit_is_known(a) || !unit_is_known(b))
        return (struct unit){0};
    if ((a.dimension == b.dimension && a.per_second == b.per_second) || (is_busy(a) && is_busy(b)))
        return share(a, b);
    struct unit result = with_factor(a, a.factor / b.factor, weaker(a, b));
    if (b.dimension == VOCAB_DIMENSION_COUNT && is_busy(a) && !b.per_second)
        return share(a, b);
    if (is_plain(b))
        return result;
    if (is_time(b) && a.dimension == VOCAB_DIMENSION_CORES)
        return is_near(result.factor, 10) ? with_factor(a, 1, result.evidence) : (struct unit){0};
    if (is_time(b) && !a.per_second) {
        result.per_second = true;
        return result;
    }
    if (b.dimension == VOCAB_DIMENSION_COUNT && a.per_second) {
        result.per_second = false;
        return result;
    }
    return (struct unit){0};
}

static bool is_timestamp(struct unit a) {
    return a.dimension == VOCAB_DIMENSION_TIMESTAMP;
}

struct unit unit_either(struct unit a, struct unit b) {
    bool same = a.dimension == b.dimension && a.per_second == b.per_second && is_near(a.factor, b.factor);
    if (!unit_is_known(a) || !unit_is_known(b) || !same)
        return (struct unit){0};
    a.evidence = weaker(a, b);
    return a;
}

struct unit unit_sum(struct unit a, struct unit b) {
    if (is_timestamp(a) && is_time(b))
        return with_factor(a, a.factor, weaker(a, b));
    if (is_timestamp(b) && is_time(a))
        return with_factor(b, b.factor, weaker(a, b));
    if (is_timestamp(a) && is_timestamp(b))
        return (struct unit){0};
    return unit_either(a, b);
}

struct unit unit_difference(struct unit a, struct unit b) {
    if (!is_timestamp(a) || !is_timestamp(b) || !is_near(a.factor, b.factor))
        return is_timestamp(b) ? (struct unit){0} : unit_sum(a, b);
    struct unit result = with_factor(a, a.factor, weaker(a, b));
    result.dimension = VOCAB_DIMENSION_TIME;
    return result;
}

struct unit unit_remainder(struct unit unit) {
    if (is_timestamp(unit))
        unit.dimension = VOCAB_DIMENSION_TIME;
    unit.computed = true;
    return unit;
}

struct unit unit_rate(struct unit unit, bool is_cpu) {
    if (!unit_is_known(unit) || unit.per_second)
        return (struct unit){0};
    unit.computed = true;
    if (unit.dimension == VOCAB_DIMENSION_TIME && is_cpu)
        unit.dimension = VOCAB_DIMENSION_CORES;
    else
        unit.per_second = true;
    return unit;
}

/* Numbers without a dimension of their own, which people rightly compare with many things. */
static bool is_vague(struct unit a) {
    return a.dimension == VOCAB_DIMENSION_COUNT || a.dimension == VOCAB_DIMENSION_FREQUENCY;
}

static bool may_be_same(struct unit a, struct unit b) {
    return is_busy(a) && (is_busy(b) || (b.dimension == VOCAB_DIMENSION_SHARE && is_near(b.factor, 1)));
}

/* time() - kube_deployment_status_observed_generation: a number of things is vague, but no moment. */
static bool is_moment_and_number(struct unit a, struct unit b) {
    return is_timestamp(a) && b.dimension == VOCAB_DIMENSION_COUNT && a.evidence == FLOW_EVIDENCE_TABLE &&
           b.evidence == FLOW_EVIDENCE_TABLE && !b.computed;
}

enum unit_clash unit_clash(struct unit a, struct unit b) {
    enum vocab_unit name;
    if (is_moment_and_number(a, b) || is_moment_and_number(b, a))
        return UNIT_CLASH_DIMENSION;
    if (!unit_vocab(a, &name) || !unit_vocab(b, &name) || (is_vague(a) != is_vague(b) && (is_plain(a) || is_plain(b))))
        return UNIT_CLASH_NONE;
    if (may_be_same(a, b) || may_be_same(b, a))
        return UNIT_CLASH_NONE;
    if (a.dimension != b.dimension)
        return is_vague(a) || is_vague(b) ? UNIT_CLASH_NONE : UNIT_CLASH_DIMENSION;
    if (a.per_second != b.per_second)
        return UNIT_CLASH_RATE;
    return is_near(a.factor, b.factor) ? UNIT_CLASH_NONE : UNIT_CLASH_SCALE;
}

static str interval_name(struct unit unit) {
    if (is_near(unit.factor, 1.0 / 60))
        return STR("minute");
    if (is_near(unit.factor, 1.0 / 3600))
        return STR("hour");
    return is_near(unit.factor, 1.0 / 86400) ? STR("day") : STR("");
}

str unit_describe(struct arena *arena, struct unit unit) {
    enum vocab_unit name;
    bool named = unit_vocab(unit, &name);
    if (named && !unit.per_second)
        return vocab_unit_name(name);
    str interval = unit.per_second && !named ? interval_name(unit) : STR("second");
    if (!unit.per_second || interval.len == 0)
        return STR("");
    unit.factor = named ? unit.factor : 1;
    if (!unit_vocab(unit, &name))
        return STR("");
    return arena_format(arena, "%.*s per %.*s", STR_ARG(vocab_unit_name(name)), STR_ARG(interval));
}
