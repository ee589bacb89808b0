/* Ranges in words. */
#include "promql/printer.h"
#include "promql/value_flow.h"

#include <math.h>

static str describe_ends(struct arena *arena, struct value_range range) {
    str low = promql_print_number(arena, range.low), high = promql_print_number(arena, range.high);
    if (range.low >= range.high && !range.low_open && !range.high_open)
        return arena_format(arena, "exactly %.*s", STR_ARG(low));
    if (isinf(range.low) && isinf(range.high))
        return range.integer ? STR("whole numbers") : STR("");
    const char *lead = range.integer ? "whole numbers " : "";
    const char *above = range.low_open ? "above" : "from", *below = range.high_open ? "below" : "up to";
    if (isinf(range.high))
        return arena_format(arena, "%s%s %.*s", lead, above, STR_ARG(low));
    if (isinf(range.low))
        return arena_format(arena, "%s%s %.*s", lead, below, STR_ARG(high));
    if (range.low_open || range.high_open)
        return arena_format(arena, "%s%s %.*s, %s %.*s", lead, above, STR_ARG(low), below, STR_ARG(high));
    return arena_format(arena, "%s%.*s to %.*s", lead, STR_ARG(low), STR_ARG(high));
}

str value_describe(struct arena *arena, struct value_range range) {
    if (range.empty)
        return STR("no sample");
    if (range.from_now && range.constant && range.low >= 0 && range.low <= 0)
        return STR("the time of evaluation");
    str ends = describe_ends(arena, range);
    if (!range.from_now || ends.len == 0)
        return ends;
    return arena_format(arena, "%.*s seconds from the time of evaluation", STR_ARG(ends));
}
