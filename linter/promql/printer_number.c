/* Numbers and durations as text that reads back to the same value. */
#include <inttypes.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "promql/printer.h"

/* Whole numbers below are printed digit by digit. */
static const double greatest_plain = 1e15;

str promql_print_number(struct arena *arena, double value) {
    enum { MOST_DIGITS = 17 };
    char text[64];
    int precision = 1;
    if (isnan(value))
        return STR("NaN");
    if (isinf(value))
        return value > 0 ? STR("Inf") : STR("-Inf");
    if (fabs(value) < greatest_plain && floor(value) >= value)
        return arena_format(arena, "%.0f", value);
    do
        snprintf(text, sizeof text, "%.*g", precision, value);
    while (precision++ < MOST_DIGITS && (strtod(text, NULL) < value || strtod(text, NULL) > value));
    return arena_copy(arena, str_of(text));
}

str promql_print_seconds(struct arena *arena, double seconds) {
    /* A year or week is named only where nothing smaller follows, as Prometheus prints durations. */
    static const struct {
        const char *name;
        uint64_t ms;
        bool must_divide;
    } units[] = {{"y", 31536000000, true}, {"w", 604800000, true}, {"d", 86400000, false}, {"h", 3600000, false},
                 {"m", 60000, false},      {"s", 1000, false},     {"ms", 1, false}};
    double exact = fabs(seconds) * 1000;
    if (!(exact < greatest_plain) || floor(exact) < exact)
        return promql_print_number(arena, seconds);
    uint64_t rest = (uint64_t)exact;
    str text = signbit(seconds) ? STR("-") : STR("");
    if (rest == 0)
        return arena_format(arena, "%.*s0s", STR_ARG(text));
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        if (rest < units[i].ms || (units[i].must_divide && rest % units[i].ms != 0))
            continue;
        text = arena_format(arena, "%.*s%" PRIu64 "%s", STR_ARG(text), rest / units[i].ms, units[i].name);
        rest %= units[i].ms;
    }
    return text;
}
