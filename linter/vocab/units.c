/* Units from the last words of a name. */
#include "vocab/units.h"

#include "vocab/tables.h"

/* The first that fits counts, so the longer stands before the shorter that it ends in. "_time_seconds" may be a moment
 * or a duration (process_start_time_seconds, x_wait_time_seconds), hence NONE unless "start_" tells. "_mb" and the like
 * are read as powers of ten or two by different authors, hence absent. */
static const struct ending {
    str text;
    enum vocab_unit unit;
} endings[] = {
    {{"_timestamp_seconds", 18}, VOCAB_UNIT_TIMESTAMP_SECONDS},
    {{"_timestamp_milliseconds", 23}, VOCAB_UNIT_TIMESTAMP_MILLISECONDS},
    {{"_timestamp_ms", 13}, VOCAB_UNIT_TIMESTAMP_MILLISECONDS},
    {{"_start_time_seconds", 19}, VOCAB_UNIT_TIMESTAMP_SECONDS},
    {{"_boot_time_seconds", 18}, VOCAB_UNIT_TIMESTAMP_SECONDS},
    {{"_mtime_seconds", 14}, VOCAB_UNIT_TIMESTAMP_SECONDS},
    {{"_time_seconds", 13}, VOCAB_UNIT_NONE},
    {{"_timestamp_in_seconds", 21}, VOCAB_UNIT_TIMESTAMP_SECONDS},
    {{"_last_seen_seconds", 18}, VOCAB_UNIT_TIMESTAMP_SECONDS},
    {{"_trigger_seconds", 16}, VOCAB_UNIT_NONE},
    {{"_seconds", 8}, VOCAB_UNIT_SECONDS},
    {{"_milliseconds", 13}, VOCAB_UNIT_MILLISECONDS},
    {{"_millis", 7}, VOCAB_UNIT_MILLISECONDS},
    {{"_ms", 3}, VOCAB_UNIT_MILLISECONDS},
    {{"_microseconds", 13}, VOCAB_UNIT_MICROSECONDS},
    {{"_nanoseconds", 12}, VOCAB_UNIT_NANOSECONDS},
    {{"_minutes", 8}, VOCAB_UNIT_MINUTES},
    {{"_hours", 6}, VOCAB_UNIT_HOURS},
    {{"_days", 5}, VOCAB_UNIT_DAYS},
    {{"_bytes", 6}, VOCAB_UNIT_BYTES},
    {{"_kibibytes", 10}, VOCAB_UNIT_KIBIBYTES},
    {{"_mebibytes", 10}, VOCAB_UNIT_MEBIBYTES},
    {{"_gibibytes", 10}, VOCAB_UNIT_GIBIBYTES},
    {{"_bits", 5}, VOCAB_UNIT_BITS},
    {{"_ratio", 6}, VOCAB_UNIT_RATIO},
    {{"_percent", 8}, VOCAB_UNIT_PERCENT},
    {{"_percentage", 11}, VOCAB_UNIT_PERCENT},
    {{"_celsius", 8}, VOCAB_UNIT_CELSIUS},
    {{"_hertz", 6}, VOCAB_UNIT_HERTZ},
    {{"_watts", 6}, VOCAB_UNIT_WATTS},
    {{"_watt", 5}, VOCAB_UNIT_WATTS},
    {{"_joules", 7}, VOCAB_UNIT_JOULES},
    {{"_volts", 6}, VOCAB_UNIT_VOLTS},
    {{"_amperes", 8}, VOCAB_UNIT_AMPERES},
    {{"_amps", 5}, VOCAB_UNIT_AMPERES},
};

/* Every ending begins a word and has two letters at least; mostly its last two are enough to tell. */
static const struct ending *find_ending(str name) {
    const char *end = name.ptr + name.len;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        str text = endings[i].text;
        if (name.len >= text.len && end[-1] == text.ptr[text.len - 1] && end[-2] == text.ptr[text.len - 2] &&
            end[-(ptrdiff_t)text.len] == '_' && str_ends_with(name, text))
            return &endings[i];
    }
    return NULL;
}

static enum vocab_unit unit_of(str name) {
    const struct ending *ending = find_ending(name);
    return ending ? ending->unit : VOCAB_UNIT_NONE;
}

/* The unit of x in x_total. What grows is an amount: "_time_seconds_total" is a duration, but no total is a moment, a
 * temperature or a share. */
static enum vocab_unit unit_of_total(str base) {
    if (str_ends_with(base, STR("_seconds")))
        return VOCAB_UNIT_SECONDS;
    const struct ending *ending = find_ending(base);
    if (!ending)
        return VOCAB_UNIT_COUNT;
    switch (vocab_unit_dimension(ending->unit)) {
    case VOCAB_DIMENSION_TIME:
    case VOCAB_DIMENSION_DATA:
    case VOCAB_DIMENSION_ENERGY:
        return ending->unit;
    case VOCAB_DIMENSION_NONE:
    case VOCAB_DIMENSION_COUNT:
    case VOCAB_DIMENSION_TIMESTAMP:
    case VOCAB_DIMENSION_SHARE:
    case VOCAB_DIMENSION_CORES:
    case VOCAB_DIMENSION_FREQUENCY:
    case VOCAB_DIMENSION_TEMPERATURE:
    case VOCAB_DIMENSION_POWER:
    case VOCAB_DIMENSION_VOLTAGE:
    case VOCAB_DIMENSION_CURRENT:
        return VOCAB_UNIT_NONE;
    }
    return VOCAB_UNIT_NONE;
}

/* What is observed is mostly a duration where the name says "_time_seconds". */
static enum vocab_unit unit_of_observed(str base) {
    return str_ends_with(base, STR("_time_seconds")) ? VOCAB_UNIT_SECONDS : unit_of(base);
}

struct vocab_guess vocab_unit_guess(str name) {
    str base;
    enum vocab_part part = vocab_part_of(name, &base);
    if (part == VOCAB_PART_BUCKET)
        return (struct vocab_guess){VOCAB_UNIT_COUNT, unit_of_observed(base), VOCAB_PART_BUCKET, true, false};
    if (part == VOCAB_PART_COUNT && find_ending(base))
        return (struct vocab_guess){VOCAB_UNIT_COUNT, unit_of_observed(base), VOCAB_PART_COUNT, true, false};
    if (part == VOCAB_PART_SUM && find_ending(base)) {
        enum vocab_unit unit = unit_of_observed(base);
        return (struct vocab_guess){unit, unit, VOCAB_PART_SUM, true, false};
    }
    if (part == VOCAB_PART_TOTAL) {
        enum vocab_unit unit = unit_of_total(base);
        return (struct vocab_guess){unit, unit, VOCAB_PART_WHOLE, true, false};
    }
    enum vocab_unit unit = unit_of(name);
    return (struct vocab_guess){unit, unit, VOCAB_PART_WHOLE, false, str_ends_with(name, STR("_info"))};
}
