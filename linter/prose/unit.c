/* The words for units, and what stands behind them: "req/s", "bytes per second", "second(s)". */
#include <string.h>

#include "prose/prose_internal.h"

struct unit_word {
    struct prose_words words;
    enum prose_measure measure;
    double factor;
    bool short_form; /* of letters that mean other things too: only right behind the figure */
    double per;
};

enum { LONGEST_EXACT = 4 };

#define KIB 1024.0
#define MIB (KIB * KIB)
#define GIB (MIB * KIB)
#define TIB (GIB * KIB)

/* Letters of the same unit differ in case: "Mb" are megabits to some and megabytes to others, and left out. */
static const struct unit_word units[] = {
    {PROSE_SET(seconds, second, secs, sec), PROSE_TIME, 1, false, 0},
    {PROSE_SET(s), PROSE_TIME, 1, true, 0},
    {PROSE_SET(milliseconds, millisecond, msec, msecs, ms), PROSE_TIME, 1e-3, false, 0},
    {PROSE_SET(microseconds, microsecond), PROSE_TIME, 1e-6, false, 0},
    {PROSE_SET(minutes, minute, mins, min), PROSE_TIME, 60, false, 0},
    {PROSE_SET(m), PROSE_TIME, 60, true, 0},
    {PROSE_SET(hours, hour, hrs, hr), PROSE_TIME, 3600, false, 0},
    {PROSE_SET(h), PROSE_TIME, 3600, true, 0},
    {PROSE_SET(days, day), PROSE_TIME, 86400, false, 0},
    {PROSE_SET(d), PROSE_TIME, 86400, true, 0},
    {PROSE_SET(weeks, week), PROSE_TIME, 604800, false, 0},
    {PROSE_SET(w), PROSE_TIME, 604800, true, 0},
    {PROSE_SET(bytes, byte), PROSE_DATA, 1, false, 0},
    {PROSE_SET(kib, kibibytes), PROSE_DATA, KIB, false, 0},
    {PROSE_SET(kb, kilobytes), PROSE_DATA, 1e3, false, 0},
    {PROSE_SET(mib, mebibytes), PROSE_DATA, MIB, false, 0},
    {PROSE_SET(megabytes, megabyte), PROSE_DATA, 1e6, false, 0},
    {PROSE_SET(gib, gibibytes), PROSE_DATA, GIB, false, 0},
    {PROSE_SET(gb, gigabytes, gigabyte), PROSE_DATA, 1e9, false, 0},
    {PROSE_SET(tib), PROSE_DATA, TIB, false, 0},
    {PROSE_SET(tb, terabytes, terabyte), PROSE_DATA, 1e12, false, 0},
    {PROSE_SET(percent, percentage, pct), PROSE_PERCENT, 0.01, false, 0},
    {PROSE_SET(times), PROSE_TIMES, 1, false, 0},
    {PROSE_SET(cores), PROSE_CORES, 1, false, 0},
    {PROSE_SET(rps, qps), PROSE_EVENTS, 1, false, 1},
};

/* Where case tells units apart. */
static const struct {
    const char *spelling;
    struct unit_word unit;
} exact_units[] = {
    {"B", {.measure = PROSE_DATA, .factor = 1, .short_form = true}},
    {"MB", {.measure = PROSE_DATA, .factor = 1e6}},
    {"mb", {.measure = PROSE_DATA, .factor = 1e6}},
    {"Mi", {.measure = PROSE_DATA, .factor = MIB, .short_form = true}},
    {"Gi", {.measure = PROSE_DATA, .factor = GIB, .short_form = true}},
    {"Ki", {.measure = PROSE_DATA, .factor = KIB, .short_form = true}},
    {"Mbps", {.measure = PROSE_DATA, .factor = 125e3, .per = 1}},
    {"Gbps", {.measure = PROSE_DATA, .factor = 125e6, .per = 1}},
};

/* Of a number alone: 10k, 5M. Single letters that are no unit of time. */
static const char magnitudes[] = "kKmMgGtTxX";

static const struct {
    struct prose_words words;
    double seconds;
} periods[] = {{PROSE_SET(s, sec, second), 1},
               {PROSE_SET(m, min, minute), 60},
               {PROSE_SET(h, hour, hr), 3600},
               {PROSE_SET(d, day), 86400}};

static const struct unit_word *find_unit(str text, enum prose_word word) {
    for (size_t i = 0; text.len <= LONGEST_EXACT && i < sizeof exact_units / sizeof *exact_units; i++)
        if (str_is(text, exact_units[i].spelling))
            return &exact_units[i].unit;
    for (size_t i = 0; word != PROSE_WORD_none && i < sizeof units / sizeof *units; i++)
        if (prose_words_hold(units[i].words, word) && !(units[i].short_form && text.ptr[0] < 'a'))
            return &units[i];
    return NULL;
}

bool prose_may_follow(str letters) {
    bool is_magnitude = letters.len == 1 && strchr(magnitudes, letters.ptr[0]);
    return is_magnitude || find_unit(letters, prose_word_find(letters));
}

static double period_of(const struct prose *prose, size_t token) {
    if (token >= prose->token_count || prose->tokens[token].word == PROSE_WORD_none)
        return 0;
    for (size_t i = 0; i < sizeof periods / sizeof *periods; i++)
        if (prose_words_hold(periods[i].words, prose->tokens[token].word))
            return periods[i].seconds;
    return 0;
}

/* "/s", "per second", "a second", at this token; *end moves behind it. */
static double per_at(const struct prose *prose, size_t token, size_t *end) {
    bool slash = prose_sign(prose, token) == '/';
    if (!slash && !prose_is(prose, token, PROSE_WORD_per))
        return 0;
    double period = period_of(prose, token + 1);
    if (period > 0)
        *end = token + 2;
    return period;
}

/* Behind one of these another thing is spoken of. */
static const struct prose_words no_things = PROSE_SET(in, on, at, for, over, of, and, or, is, was, which, with);

/* "req/s", "requests per second": up to three words of a thing, then "per". */
static struct prose_unit events_at(const struct prose *prose, size_t token, size_t *end) {
    for (size_t i = token; i < prose->token_count && i < token + 4; i++) {
        double per = per_at(prose, i, end);
        if (per > 0)
            return (struct prose_unit){
                PROSE_EVENTS, 1, per, {prose->tokens[i].at.start, prose->tokens[*end - 1].at.end}};
        if (prose->tokens[i].kind != PROSE_WORD || prose_words_hold(no_things, prose->tokens[i].word))
            break;
    }
    return (struct prose_unit){0};
}

/* "(s)" of "second(s)". */
static size_t skip_plural(const struct prose *prose, size_t token) {
    bool plural = prose_sign(prose, token) == '(' && prose_is(prose, token + 1, PROSE_WORD_s) &&
                  prose_sign(prose, token + 2) == ')' && !prose->tokens[token].spaced;
    return plural ? token + 3 : token;
}

struct prose_unit prose_unit_at(const struct prose *prose, size_t token, size_t *end) {
    *end = token;
    if (prose_sign(prose, token) == '%') {
        *end = token + 1;
        return (struct prose_unit){PROSE_PERCENT, 0.01, 0, prose->tokens[token].at};
    }
    /* "15-minute" */
    size_t word = prose_sign(prose, token) == '-' && !prose->tokens[token].spaced ? token + 1 : token;
    if (word >= prose->token_count || prose->tokens[word].kind != PROSE_WORD)
        return events_at(prose, token, end);
    const struct unit_word *found = find_unit(prose_text(prose, word), prose->tokens[word].word);
    if (!found || (found->short_form && prose->tokens[word].spaced))
        return events_at(prose, token, end);
    struct prose_unit unit = {found->measure, found->factor, found->per, prose->tokens[word].at};
    *end = skip_plural(prose, word + 1);
    double per = per_at(prose, *end, end);
    unit.per = per > 0 ? per : unit.per;
    unit.at.end = prose->tokens[*end - 1].at.end;
    return unit;
}
