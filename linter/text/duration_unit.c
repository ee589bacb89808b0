/* Two tables: the units, longest first, and the words that stand for them in prose. */
#include "text/duration_unit.h"

#include <stddef.h>

#define SECOND UINT64_C(1000000000)
#define DAY (UINT64_C(86400) * SECOND)

static const struct duration_unit units[] = {
    {{"y", 1}, 365 * DAY, 1, true, false},
    {{"w", 1}, 7 * DAY, 2, true, false},
    {{"d", 1}, DAY, 3, true, false},
    {{"h", 1}, 3600 * SECOND, 4, true, true},
    {{"m", 1}, 60 * SECOND, 5, true, true},
    {{"s", 1}, SECOND, 6, true, true},
    {{"ms", 2}, SECOND / 1000, 7, true, true},
    {{"us", 2}, 1000, 8, false, true},
    {{"\xC2\xB5s", 3}, 1000, 8, false, true}, /* micro sign */
    {{"\xCE\xBCs", 3}, 1000, 8, false, true}, /* Greek mu */
    {{"ns", 2}, 1, 9, false, true},
};

enum { UNIT_COUNT = sizeof units / sizeof *units };

static const struct {
    const char *word;
    const char *unit;
} words[] = {
    {"year", "y"},         {"years", "y"},         {"yr", "y"},
    {"yrs", "y"},          {"week", "w"},          {"weeks", "w"},
    {"wk", "w"},           {"wks", "w"},           {"day", "d"},
    {"days", "d"},         {"hour", "h"},          {"hours", "h"},
    {"hr", "h"},           {"hrs", "h"},           {"minute", "m"},
    {"minutes", "m"},      {"min", "m"},           {"mins", "m"},
    {"second", "s"},       {"seconds", "s"},       {"sec", "s"},
    {"secs", "s"},         {"msec", "ms"},         {"msecs", "ms"},
    {"millis", "ms"},      {"millisecond", "ms"},  {"usec", "us"},
    {"microsecond", "us"}, {"milliseconds", "ms"}, {"micros", "us"},
    {"nsec", "ns"},        {"microseconds", "us"}, {"nanosecond", "ns"},
    {"nanos", "ns"},       {"nanoseconds", "ns"},
};

const struct duration_unit *duration_unit_find(str name) {
    for (size_t i = 0; i < UNIT_COUNT; i++) {
        if (str_equal(name, units[i].name))
            return &units[i];
    }
    return NULL;
}

const struct duration_unit *duration_unit_guess(str word) {
    for (size_t i = 0; i < UNIT_COUNT; i++) {
        if (str_equal_fold(word, units[i].name))
            return &units[i];
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (str_equal_fold(word, str_of(words[i].word)))
            return duration_unit_find(str_of(words[i].unit));
    }
    return NULL;
}

const struct duration_unit *duration_unit_at(int index) {
    return index >= 0 && index < UNIT_COUNT ? &units[index] : NULL;
}

const struct duration_unit *duration_unit_below(const struct duration_unit *unit, enum duration_notation notation) {
    for (const struct duration_unit *next = unit + 1; next < units + UNIT_COUNT; next++) {
        if (next->rank > unit->rank && duration_unit_allowed(next, notation))
            return next;
    }
    return NULL;
}

bool duration_unit_allowed(const struct duration_unit *unit, enum duration_notation notation) {
    return notation == DURATION_GO ? unit->go : unit->prometheus;
}
