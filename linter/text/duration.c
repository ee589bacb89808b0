/* The two parsers.
 *
 * Both read number after unit, left to right, and stop at the first fault. What the original takes for the text of a
 * unit is everything up to the next digit (Go: or point), so a space, a sign or a fraction first shows as an unknown
 * unit; name_fault then says which of these it is. */
#include "text/duration.h"

#include "text/duration_unit.h"

#define MAX_NS UINT64_C(9223372036854775807)

struct scanner {
    str text;
    size_t at;
    struct duration_error *error;
};

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool fail(struct scanner *s, enum duration_fault fault, size_t start, size_t end) {
    s->error->fault = fault;
    s->error->at = (span){(uint32_t)start, (uint32_t)end};
    return false;
}

static bool more(const struct scanner *s) {
    return s->at < s->text.len;
}

/* Decimal digits from at on; false when the number passes the limit, the digits are skipped anyhow. */
static bool scan_digits(struct scanner *s, uint64_t limit, uint64_t *value) {
    bool fits = true;
    *value = 0;
    for (; more(s) && is_digit(s->text.ptr[s->at]); s->at++) {
        uint64_t digit = (uint64_t)(s->text.ptr[s->at] - '0');
        if (*value > (limit - digit) / 10)
            fits = false;
        else
            *value = *value * 10 + digit;
    }
    return fits;
}

static bool fail_number(struct scanner *s) {
    size_t end = s->at;
    char c = s->text.ptr[s->at];
    if (c == '-' || c == '+')
        return fail(s, DURATION_SIGN, end, end + 1);
    while (end < s->text.len && is_space(s->text.ptr[end]))
        end++;
    if (end > s->at)
        return fail(s, DURATION_SPACE, s->at, end);
    bool number = c == '.' && s->at + 1 < s->text.len && is_digit(s->text.ptr[s->at + 1]);
    end = number ? end + 1 : end;
    while (end < s->text.len && is_digit(s->text.ptr[end]) == number)
        end++;
    return fail(s, number ? DURATION_FRACTION : DURATION_MISSING_NUMBER, s->at, end);
}

/* Says why the bytes from start to s->at, behind the number at number, are no unit. */
static bool fail_unit(struct scanner *s, size_t number, size_t start) {
    str unit = str_slice(s->text, start, s->at);
    for (size_t i = 0; i < unit.len; i++) {
        size_t end = i;
        while (end < unit.len && is_space(unit.ptr[end]))
            end++;
        if (end > i)
            return fail(s, DURATION_SPACE, start + i, start + end);
    }
    if (unit.ptr[0] == '.') {
        size_t end = start + 1;
        while (end < s->text.len && is_digit(s->text.ptr[end]))
            end++;
        return fail(s, DURATION_FRACTION, number, end);
    }
    const struct duration_unit *known = duration_unit_find(unit);
    if (known && !duration_unit_allowed(known, s->error->notation))
        return fail(s, DURATION_UNIT_NOT_ALLOWED, start, s->at);
    for (int i = 0; (known = duration_unit_at(i)); i++) {
        if (str_equal_fold(unit, known->name) && duration_unit_allowed(known, s->error->notation))
            return fail(s, DURATION_UPPER_CASE, start, s->at);
    }
    return fail(s, DURATION_UNKNOWN_UNIT, start, s->at);
}

/* The unit behind the number that starts at number; NULL with the error set. */
static const struct duration_unit *scan_unit(struct scanner *s, size_t number) {
    size_t start = s->at;
    bool go = s->error->notation == DURATION_GO;
    while (more(s) && !is_digit(s->text.ptr[s->at]) && !(go && s->text.ptr[s->at] == '.'))
        s->at++;
    if (s->at == start) {
        (void)fail(s, DURATION_MISSING_UNIT, number, start);
        return NULL;
    }
    const struct duration_unit *unit = duration_unit_find(str_slice(s->text, start, s->at));
    if (unit && duration_unit_allowed(unit, s->error->notation))
        return unit;
    (void)fail_unit(s, number, start);
    return NULL;
}

/* Adds count units to *total, which may reach limit nanoseconds. */
static bool add_units(uint64_t *total, uint64_t count, uint64_t ns, uint64_t limit) {
    if (count > limit / ns || count * ns > limit - *total)
        return false;
    *total += count * ns;
    return true;
}

static bool parse_prometheus(struct scanner *s, uint64_t *total) {
    int rank = 0;
    *total = 0;
    if (!more(s))
        return fail(s, DURATION_EMPTY, 0, s->text.len);
    if (s->text.len - s->at == 1 && s->text.ptr[s->at] == '0')
        return true;
    while (more(s)) {
        size_t start = s->at;
        uint64_t count;
        if (!is_digit(s->text.ptr[s->at]))
            return fail_number(s);
        bool fits = scan_digits(s, UINT64_MAX, &count);
        const struct duration_unit *unit = scan_unit(s, start);
        if (!unit)
            return false;
        if (unit->rank <= rank)
            return fail(s, unit->rank == rank ? DURATION_REPEATED : DURATION_ORDER, start, s->at);
        if (!fits || !add_units(total, count, unit->ns, MAX_NS))
            return fail(s, DURATION_OUT_OF_RANGE, 0, s->text.len);
        rank = unit->rank;
    }
    return true;
}

bool duration_parse_prometheus(str text, int64_t *ms, struct duration_error *error) {
    uint64_t total;
    *error = (struct duration_error){DURATION_OK, DURATION_PROMETHEUS, {0, 0}};
    struct scanner s = {text, 0, error};
    if (!parse_prometheus(&s, &total))
        return false;
    *ms = (int64_t)(total / 1000000);
    return true;
}

bool duration_parse_signed(str text, int64_t *ms, struct duration_error *error) {
    uint64_t total;
    bool negative = str_starts_with(text, STR("-"));
    *error = (struct duration_error){DURATION_OK, DURATION_PROMETHEUS, {0, 0}};
    struct scanner s = {text, negative, error};
    if (!parse_prometheus(&s, &total))
        return false;
    *ms = negative ? -(int64_t)(total / 1000000) : (int64_t)(total / 1000000);
    return true;
}

/* Digits behind a point as nanoseconds of the unit. Digits beyond 2^63 carry no weight, as in Go; the product is
 * cut, not rounded, in double precision. */
static uint64_t fraction_ns(str digits, uint64_t ns) {
    uint64_t value = 0;
    double scale = 1;
    for (size_t i = 0; i < digits.len; i++) {
        if (value > (MAX_NS - 9) / 10)
            break;
        value = value * 10 + (uint64_t)(digits.ptr[i] - '0');
        scale *= 10;
    }
    return (uint64_t)((double)value * ((double)ns / scale));
}

/* One number with its unit, added to *total. */
static bool parse_go_part(struct scanner *s, uint64_t limit, uint64_t *total) {
    size_t start = s->at;
    uint64_t count;
    bool fits = scan_digits(s, limit, &count);
    size_t whole = s->at - start;
    str fraction = {NULL, 0};
    if (more(s) && s->text.ptr[s->at] == '.') {
        size_t first = ++s->at;
        while (more(s) && is_digit(s->text.ptr[s->at]))
            s->at++;
        fraction = str_slice(s->text, first, s->at);
    }
    if (whole + fraction.len == 0) {
        s->at = start;
        return fail_number(s);
    }
    const struct duration_unit *unit = scan_unit(s, start);
    if (!unit)
        return false;
    if (!fits || !add_units(total, count, unit->ns, limit) ||
        !add_units(total, fraction_ns(fraction, unit->ns), 1, limit))
        return fail(s, DURATION_OUT_OF_RANGE, 0, s->text.len);
    return true;
}

/* Negative ones may reach 2^63 ns. */
bool duration_parse_go(str text, int64_t *ns, struct duration_error *error) {
    *error = (struct duration_error){DURATION_OK, DURATION_GO, {0, 0}};
    struct scanner s = {text, 0, error};
    bool negative = str_starts_with(text, STR("-"));
    uint64_t total = 0, limit = negative ? MAX_NS + 1 : MAX_NS;
    if (negative || str_starts_with(text, STR("+")))
        s.at = 1;
    if (!more(&s))
        return text.len == 0 ? fail(&s, DURATION_EMPTY, 0, 0) : fail(&s, DURATION_MISSING_NUMBER, 0, text.len);
    if (s.text.len - s.at == 1 && text.ptr[s.at] == '0') {
        *ns = 0;
        return true;
    }
    while (more(&s)) {
        if (!parse_go_part(&s, limit, &total))
            return false;
    }
    *ns = !negative ? (int64_t)total : total > MAX_NS ? INT64_MIN : -(int64_t)total;
    return true;
}
