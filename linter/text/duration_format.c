/* Durations for readers. */
#include "text/duration.h"

#include "text/duration_unit.h"

static uint64_t magnitude(int64_t value) {
    return value < 0 ? (uint64_t) - (value + 1) + 1 : (uint64_t)value;
}

/* y, w and d stand only where nothing remains after them, as Prometheus prints (model.Duration.String). */
str duration_format(struct arena *arena, int64_t ms) {
    uint64_t left = magnitude(ms);
    str text = ms < 0 ? STR("-") : STR("");
    if (left == 0)
        return STR("0s");
    for (int i = 0; left > 0; i++) {
        const struct duration_unit *unit = duration_unit_at(i);
        uint64_t size = unit->ns / 1000000;
        bool exact = unit->rank <= 2;
        if (left < size || (exact && left % size != 0))
            continue;
        text =
            arena_format(arena, "%.*s%llu%.*s", STR_ARG(text), (unsigned long long)(left / size), STR_ARG(unit->name));
        left %= size;
    }
    return text;
}

/* Thousandths with a point, without trailing zeros: 1500 is "1.5". */
static str format_thousandths(struct arena *arena, uint64_t thousandths) {
    str text = arena_format(arena, "%llu.%03llu", (unsigned long long)(thousandths / 1000),
                            (unsigned long long)(thousandths % 1000));
    while (str_ends_with(text, STR("0")))
        text.len--;
    if (str_ends_with(text, STR(".")))
        text.len--;
    return text;
}

static str format_short(struct arena *arena, uint64_t ns) {
    if (ns < 1000)
        return arena_format(arena, "%lluns", (unsigned long long)ns);
    if (ns < 1000000)
        return arena_format(arena, "%.*sus", STR_ARG(format_thousandths(arena, ns)));
    return arena_format(arena, "%.*sms", STR_ARG(format_thousandths(arena, ns / 1000)));
}

str duration_format_human(struct arena *arena, int64_t ns) {
    static const struct {
        uint64_t ms;
        const char *unit;
    } steps[] = {{86400000, "d"}, {3600000, "h"}, {60000, "m"}};
    uint64_t left = magnitude(ns);
    str text = ns < 0 ? STR("-") : STR("");
    if (left == 0)
        return STR("0s");
    if (left < UINT64_C(1000000000))
        return arena_format(arena, "%.*s%.*s", STR_ARG(text), STR_ARG(format_short(arena, left)));
    left /= 1000000;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        if (left >= steps[i].ms)
            text = arena_format(arena, "%.*s%llu%s", STR_ARG(text), (unsigned long long)(left / steps[i].ms),
                                steps[i].unit);
        left %= steps[i].ms;
    }
    if (left > 0)
        text = arena_format(arena, "%.*s%.*ss", STR_ARG(text), STR_ARG(format_thousandths(arena, left)));
    return text;
}
