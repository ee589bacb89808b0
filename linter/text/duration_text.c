/* Durations as text: what is wrong with one, what was meant by it, and how to print it.
 *
 * The suggestion reads the text once more, leniently: spaces may stand anywhere, units may be words, numbers may have
 * fractions, the last unit may be missing. Parts that the notation allows as they stand keep the user's spelling of the
 * number (12hours is 12h, not 12h0m); everything else is summed up and printed anew. What comes out is parsed
 * strictly before it is offered, so that a suggestion never contains the next mistake. */
#include "text/duration.h"

#include "text/duration_unit.h"

#define MAX_NS UINT64_C(9223372036854775807)

enum { MAX_PARTS = 16, MAX_FRACTION = 9 };

struct part {
    str number; /* digits before a point */
    bool whole; /* no fraction, or one of nothing but zeros */
    const struct duration_unit *unit;
};

struct parts {
    struct part at[MAX_PARTS];
    int len;
    uint64_t ns; /* of all parts */
};

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static str take_while(str *rest, bool (*belongs)(char)) {
    size_t len = 0;
    while (len < rest->len && belongs(rest->ptr[len]))
        len++;
    str taken = str_slice(*rest, 0, len);
    *rest = str_slice(*rest, len, rest->len);
    return taken;
}

static bool is_word(char c) {
    return !is_digit(c) && !is_space(c) && c != '.' && c != '-' && c != '+' && c != ',';
}

/* The fraction of one unit that the digits behind a point are; false when it is finer than a nanosecond. */
static bool fraction_of(str digits, uint64_t unit, uint64_t *ns) {
    *ns = 0;
    while (digits.len > 0 && digits.ptr[digits.len - 1] == '0')
        digits.len--;
    if (digits.len > MAX_FRACTION)
        return false;
    uint64_t value = 0, scale = 1;
    for (size_t i = 0; i < digits.len; i++) {
        value = value * 10 + (uint64_t)(digits.ptr[i] - '0');
        scale *= 10;
    }
    uint64_t quotient = unit / scale, remainder = unit % scale;
    if (value * remainder % scale != 0) /* below 10^18 */
        return false;
    *ns = value * quotient + value * remainder / scale;
    return true;
}

static const struct duration_unit *unit_of(str word, const struct parts *before, enum duration_notation notation) {
    if (word.len > 0)
        return duration_unit_guess(word);
    if (before->len == 0)
        return duration_unit_find(STR("s"));
    return duration_unit_below(before->at[before->len - 1].unit, notation);
}

static bool read_part(str *rest, struct parts *parts, enum duration_notation notation) {
    str number = take_while(rest, is_digit);
    str fraction = {NULL, 0};
    if (rest->len > 0 && rest->ptr[0] == '.') {
        *rest = str_slice(*rest, 1, rest->len);
        fraction = take_while(rest, is_digit);
    }
    (void)take_while(rest, is_space);
    str word = take_while(rest, is_word);
    (void)take_while(rest, is_space);
    const struct duration_unit *unit = unit_of(word, parts, notation);
    unsigned long long count = 0;
    uint64_t part;
    if (number.len + fraction.len == 0 || !unit || (number.len > 0 && !str_to_unsigned(number, &count)))
        return false;
    if (!fraction_of(fraction, unit->ns, &part) || count > (MAX_NS - parts->ns) / unit->ns)
        return false;
    parts->ns += count * unit->ns;
    if (part > MAX_NS - parts->ns || parts->len == MAX_PARTS)
        return false;
    parts->ns += part;
    parts->at[parts->len++] = (struct part){number, part == 0 && number.len > 0, unit};
    return word.len > 0 || rest->len == 0;
}

/* True if every part may stand in the notation as it is, but for the spelling of its unit. */
static bool parts_stand(const struct parts *parts, enum duration_notation notation) {
    for (int i = 0; i < parts->len; i++) {
        const struct part *part = &parts->at[i];
        if (!part->whole || !duration_unit_allowed(part->unit, notation))
            return false;
        if (i > 0 && part->unit->rank <= part[-1].unit->rank)
            return false;
    }
    return true;
}

static str join_parts(struct arena *arena, const struct parts *parts) {
    str text = {"", 0};
    for (int i = 0; i < parts->len; i++) {
        const struct part *part = &parts->at[i];
        text = arena_format(arena, "%.*s%.*s%.*s", STR_ARG(text), STR_ARG(part->number), STR_ARG(part->unit->name));
    }
    return text;
}

/* Nanoseconds in whole units, from hours in Go and days in Prometheus down. */
static str format_units(struct arena *arena, uint64_t ns, enum duration_notation notation) {
    const struct duration_unit *unit = duration_unit_find(notation == DURATION_GO ? STR("h") : STR("d"));
    str text = {"", 0};
    for (; unit && ns > 0; unit = duration_unit_below(unit, notation)) {
        uint64_t count = ns / unit->ns;
        ns %= unit->ns;
        if (count > 0)
            text = arena_format(arena, "%.*s%llu%.*s", STR_ARG(text), (unsigned long long)count, STR_ARG(unit->name));
    }
    return text.len ? text : STR("0s");
}

static bool is_valid(str text, enum duration_notation notation) {
    int64_t value;
    struct duration_error error;
    return notation == DURATION_GO ? duration_parse_go(text, &value, &error)
                                   : duration_parse_prometheus(text, &value, &error);
}

str duration_suggest(struct arena *arena, str text, const struct duration_error *error) {
    struct parts parts = {.len = 0};
    str rest = str_trim(text);
    str sign = {"", 0};
    if (str_starts_with(rest, STR("-")) && error->notation == DURATION_GO)
        sign = STR("-");
    if (sign.len || str_starts_with(rest, STR("+")))
        rest = str_slice(rest, 1, rest.len);
    (void)take_while(&rest, is_space);
    while (rest.len > 0) {
        if (!read_part(&rest, &parts, error->notation))
            return (str){NULL, 0};
    }
    if (parts.len == 0 || (error->notation == DURATION_PROMETHEUS && parts.ns % 1000000 != 0))
        return (str){NULL, 0};
    str meant = parts_stand(&parts, error->notation) ? join_parts(arena, &parts)
                                                     : format_units(arena, parts.ns, error->notation);
    meant = arena_format(arena, "%.*s%.*s", STR_ARG(sign), STR_ARG(meant));
    return is_valid(meant, error->notation) ? meant : (str){NULL, 0};
}

/* What the user wrote, short enough for a message and without control bytes. */
static str quoted(struct arena *arena, str text, span at) {
    enum { LONGEST = 40 };
    str bytes = str_slice(text, at.start, at.end);
    bool cut = bytes.len > LONGEST;
    size_t end = cut ? LONGEST : bytes.len;
    while (cut && end > 0 && ((unsigned char)bytes.ptr[end] & 0xC0) == 0x80)
        end--;
    str copy = arena_copy(arena, str_slice(bytes, 0, end));
    return cut ? arena_format(arena, "%.*s...", STR_ARG(copy)) : copy;
}

static str unit_list(enum duration_notation notation) {
    return notation == DURATION_GO ? STR("ns, us, ms, s, m, h") : STR("y, w, d, h, m, s, ms");
}

static str notation_name(enum duration_notation notation) {
    return notation == DURATION_GO ? STR("a Go duration") : STR("a Prometheus duration");
}

str duration_error_message(struct arena *arena, str text, const struct duration_error *error) {
    str bytes = quoted(arena, text, error->at);
    str units = unit_list(error->notation);
    str name = notation_name(error->notation);
    switch (error->fault) {
    case DURATION_OK:
        return STR("valid duration");
    case DURATION_EMPTY:
        return STR("empty duration");
    case DURATION_MISSING_NUMBER:
        return arena_format(arena, "expected a number with a unit, found %.*s", STR_ARG(bytes));
    case DURATION_MISSING_UNIT:
        return arena_format(arena, "missing unit after %.*s, expected one of %.*s", STR_ARG(bytes), STR_ARG(units));
    case DURATION_UNKNOWN_UNIT:
        return arena_format(arena, "unknown unit %.*s, expected one of %.*s", STR_ARG(bytes), STR_ARG(units));
    case DURATION_UNIT_NOT_ALLOWED:
        return arena_format(arena, "%.*s has no unit %.*s, only %.*s", STR_ARG(name), STR_ARG(bytes), STR_ARG(units));
    case DURATION_UPPER_CASE:
        return arena_format(arena, "unit %.*s must be in lower case", STR_ARG(bytes));
    case DURATION_ORDER:
        return arena_format(arena, "%.*s stands behind a smaller unit, expected falling units", STR_ARG(bytes));
    case DURATION_REPEATED:
        return arena_format(arena, "%.*s repeats a unit", STR_ARG(bytes));
    case DURATION_FRACTION:
        return arena_format(arena, "%.*s has no fractions, found %.*s", STR_ARG(name), STR_ARG(bytes));
    case DURATION_SPACE:
        return STR("space in a duration");
    case DURATION_SIGN:
        return arena_format(arena, "unexpected sign %.*s in a duration", STR_ARG(bytes));
    case DURATION_OUT_OF_RANGE:
        return STR("duration out of range, at most about 292 years");
    }
    return STR("invalid duration");
}
