/* The words for units, and what stands behind them: "req/s", "bytes per second", "second(s)". */
#include "prose/prose_internal.h"

struct unit_word {
    const char *words; /* separated by blanks */
    enum prose_measure measure;
    double factor;
    bool short_form; /* of letters that mean other things too: only right behind the figure */
    double per;
};

enum { LONGEST_UNIT = 12 }; /* "milliseconds", "microseconds" */

#define KIB 1024.0
#define MIB (KIB * KIB)
#define GIB (MIB * KIB)
#define TIB (GIB * KIB)

/* Letters of the same unit differ in case: "Mb" are megabits to some and megabytes to others, and left out. */
static const struct unit_word units[] = {
    {"seconds second secs sec", PROSE_TIME, 1, false, 0},
    {"s", PROSE_TIME, 1, true, 0},
    {"milliseconds millisecond msec msecs ms", PROSE_TIME, 1e-3, false, 0},
    {"microseconds microsecond", PROSE_TIME, 1e-6, false, 0},
    {"minutes minute mins min", PROSE_TIME, 60, false, 0},
    {"m", PROSE_TIME, 60, true, 0},
    {"hours hour hrs hr", PROSE_TIME, 3600, false, 0},
    {"h", PROSE_TIME, 3600, true, 0},
    {"days day", PROSE_TIME, 86400, false, 0},
    {"d", PROSE_TIME, 86400, true, 0},
    {"weeks week", PROSE_TIME, 604800, false, 0},
    {"w", PROSE_TIME, 604800, true, 0},
    {"bytes byte", PROSE_DATA, 1, false, 0},
    {"kib kibibytes", PROSE_DATA, KIB, false, 0},
    {"kb kilobytes", PROSE_DATA, 1e3, false, 0},
    {"mib mebibytes", PROSE_DATA, MIB, false, 0},
    {"megabytes megabyte", PROSE_DATA, 1e6, false, 0},
    {"gib gibibytes", PROSE_DATA, GIB, false, 0},
    {"gb gigabytes gigabyte", PROSE_DATA, 1e9, false, 0},
    {"tib", PROSE_DATA, TIB, false, 0},
    {"tb terabytes terabyte", PROSE_DATA, 1e12, false, 0},
    {"percent percentage pct", PROSE_PERCENT, 0.01, false, 0},
    {"times", PROSE_TIMES, 1, false, 0},
    {"cores", PROSE_CORES, 1, false, 0},
    {"rps qps", PROSE_EVENTS, 1, false, 1},
};

/* Where case tells units apart. */
static const struct unit_word exact_units[] = {
    {"B", PROSE_DATA, 1, true, 0},         {"MB", PROSE_DATA, 1e6, false, 0},     {"mb", PROSE_DATA, 1e6, false, 0},
    {"Mi", PROSE_DATA, MIB, true, 0},      {"Gi", PROSE_DATA, GIB, true, 0},      {"Ki", PROSE_DATA, KIB, true, 0},
    {"Mbps", PROSE_DATA, 125e3, false, 1}, {"Gbps", PROSE_DATA, 125e6, false, 1},
};

/* Of a number alone: 10k, 5M. Single letters that are no unit of time. */
static const char *const magnitudes = "k K M G T x X";

static const struct {
    const char *words;
    double seconds;
} periods[] = {{"s sec second", 1}, {"m min minute", 60}, {"h hour hr", 3600}, {"d day", 86400}};

int prose_word_index(str word, const char *words) {
    int index = 0;
    for (const char *at = words; *at; index++) {
        size_t length = 0;
        while (at[length] && at[length] != ' ')
            length++;
        if (length == word.len && ((at[0] ^ word.ptr[0]) & ~0x20) == 0 && str_equal_fold((str){at, length}, word))
            return index;
        at += length + (at[length] == ' ');
    }
    return -1;
}

bool prose_word_in(str word, const char *words) {
    return word.len && prose_word_index(word, words) >= 0;
}

static const struct unit_word *find_unit(str word) {
    if (word.len > LONGEST_UNIT)
        return NULL;
    for (size_t i = 0; i < sizeof exact_units / sizeof *exact_units; i++)
        if (str_is(word, exact_units[i].words))
            return &exact_units[i];
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (prose_word_in(word, units[i].words) && !(units[i].short_form && word.ptr[0] < 'a'))
            return &units[i];
    return NULL;
}

bool prose_may_follow(str letters) {
    return find_unit(letters) || prose_word_in(letters, magnitudes);
}

static bool is_mark(const struct prose *prose, size_t token, char mark) {
    return token < prose->token_count && prose->tokens[token].kind == PROSE_MARK &&
           prose->tokens[token].text.ptr[0] == mark;
}

static double period_of(const struct prose *prose, size_t token) {
    if (token >= prose->token_count || prose->tokens[token].kind != PROSE_WORD)
        return 0;
    for (size_t i = 0; i < sizeof periods / sizeof *periods; i++)
        if (prose_word_in(prose->tokens[token].text, periods[i].words))
            return periods[i].seconds;
    return 0;
}

/* "/s", "per second", "a second", at this token; *end moves behind it. */
static double per_at(const struct prose *prose, size_t token, size_t *end) {
    bool slash = is_mark(prose, token, '/');
    if (!slash && !prose_is(prose, token, "per"))
        return 0;
    double period = period_of(prose, token + 1);
    if (period > 0)
        *end = token + 2;
    return period;
}

/* "req/s", "requests per second": up to three words of a thing, then "per". */
static struct prose_unit events_at(const struct prose *prose, size_t token, size_t *end) {
    for (size_t i = token; i < prose->token_count && i < token + 4; i++) {
        double per = per_at(prose, i, end);
        if (per > 0)
            return (struct prose_unit){
                PROSE_EVENTS, 1, per, {prose->tokens[i].at.start, prose->tokens[*end - 1].at.end}};
        if (prose->tokens[i].kind != PROSE_WORD ||
            prose_word_in(prose->tokens[i].text, "in on at for over of and or is was which with"))
            break;
    }
    return (struct prose_unit){0};
}

/* "(s)" of "second(s)". */
static size_t skip_plural(const struct prose *prose, size_t token) {
    bool plural = is_mark(prose, token, '(') && prose_is(prose, token + 1, "s") && is_mark(prose, token + 2, ')') &&
                  !prose->tokens[token].spaced;
    return plural ? token + 3 : token;
}

struct prose_unit prose_unit_at(const struct prose *prose, size_t token, size_t *end) {
    *end = token;
    if (is_mark(prose, token, '%')) {
        *end = token + 1;
        return (struct prose_unit){PROSE_PERCENT, 0.01, 0, prose->tokens[token].at};
    }
    /* "15-minute" */
    size_t word = is_mark(prose, token, '-') && !prose->tokens[token].spaced ? token + 1 : token;
    if (word >= prose->token_count || prose->tokens[word].kind != PROSE_WORD)
        return events_at(prose, token, end);
    const struct unit_word *found = find_unit(prose->tokens[word].text);
    if (!found || (found->short_form && prose->tokens[word].spaced))
        return events_at(prose, token, end);
    struct prose_unit unit = {found->measure, found->factor, found->per, prose->tokens[word].at};
    *end = skip_plural(prose, word + 1);
    double per = per_at(prose, *end, end);
    unit.per = per > 0 ? per : unit.per;
    unit.at.end = prose->tokens[*end - 1].at.end;
    return unit;
}
