/* Matchers of one label, taken together: is anything left?
 *
 * Where one of them lists its values, those are asked of all others; else patterns are compared two by two. */
#include "promql/matchers.h"

#include "text/regex.h"

/* Longer selectors and lists of values are not looked into. */
enum { MOST_MATCHERS = 32, MOST_VALUES = 64 };

struct side {
    const struct promql_matcher *matcher;
    struct regex regex; /* with a pattern */
    const str *values;  /* all that pass, "" for the absent label; NULL: not listed */
    size_t value_count;
    bool needs;  /* the absent label does not pass */
    bool absent; /* nothing else does */
};

static bool excludes(const struct side *side) {
    return side->matcher->op == PROMQL_MATCH_NRE;
}

static void read_pattern(struct arena *arena, struct side *side) {
    side->regex = regex_parse(arena, side->matcher->value, REGEX_MATCHER);
    enum regex_answer empty = regex_matches_empty(&side->regex);
    side->needs = empty == (excludes(side) ? REGEX_YES : REGEX_NO);
    if (!excludes(side)) {
        if (!regex_literals(arena, &side->regex, MOST_VALUES, &side->values, &side->value_count))
            side->values = NULL;
        return;
    }
    int covered = regex_covers_from(&side->regex);
    side->absent = covered == 0 || covered == 1;
}

static struct side side_of(struct arena *arena, const struct promql_matcher *matcher) {
    struct side side = {.matcher = matcher};
    switch (matcher->op) {
    case PROMQL_MATCH_EQ:
        side.values = &matcher->value;
        side.value_count = 1;
        break;
    case PROMQL_MATCH_NE:
        side.needs = matcher->value.len == 0;
        break;
    case PROMQL_MATCH_RE:
    case PROMQL_MATCH_NRE:
        read_pattern(arena, &side);
        break;
    }
    return side;
}

/* A text around which a pattern takes anything: "foo" of foo.*, .*foo and .*foo.*. */
struct core {
    str text;
    bool open_left, open_right;
};

static bool core_of(struct arena *arena, str pattern, struct core *core) {
    core->open_left = str_starts_with(pattern, STR(".*"));
    core->open_right = str_ends_with(pattern, STR(".*")) && !str_ends_with(pattern, STR("\\.*"));
    size_t start = core->open_left ? 2 : 0, end = pattern.len - (core->open_right ? 2 : 0);
    if (start >= end || str_contains(pattern, STR("\\Q")))
        return false;
    struct regex regex = regex_parse(arena, str_slice(pattern, start, end), REGEX_MATCHER);
    return regex.valid && regex_literal(arena, &regex, &core->text);
}

/* Every text of the pattern passes the core, as far as the edges of the pattern tell. */
static bool lies_within(struct arena *arena, const struct regex *regex, const struct core *core) {
    str prefix = regex_prefix(arena, regex), suffix = regex_suffix(arena, regex);
    if (core->open_left && core->open_right)
        return str_contains(prefix, core->text) || str_contains(suffix, core->text);
    return core->open_right ? str_starts_with(prefix, core->text)
                            : core->open_left && str_ends_with(suffix, core->text);
}

/* What one pattern asks for, the other takes away. */
static bool is_taken_away(struct arena *arena, const struct side *wanted, const struct side *refused) {
    struct core core;
    if (str_equal(wanted->matcher->value, refused->matcher->value))
        return true;
    return core_of(arena, refused->matcher->value, &core) && lies_within(arena, &wanted->regex, &core);
}

static bool patterns_clash(struct arena *arena, const struct side *a, const struct side *b) {
    bool a_asks = a->matcher->op == PROMQL_MATCH_RE, b_asks = b->matcher->op == PROMQL_MATCH_RE;
    if (a_asks && b_asks)
        return regex_overlap(arena, &a->regex, &b->regex) == REGEX_NO;
    if (a_asks && excludes(b))
        return is_taken_away(arena, a, b);
    return b_asks && excludes(a) && is_taken_away(arena, b, a);
}

/* The values of the list that pass. */
static size_t passing(struct arena *arena, const str *values, size_t count, const struct promql_matcher *matcher,
                      str *left) {
    size_t passed = 0;
    for (size_t i = 0; i < count; i++)
        if (promql_matcher_accepts(arena, matcher, values[i]))
            left[passed++] = values[i];
    return passed;
}

static bool sides_clash(struct arena *arena, const struct side *a, const struct side *b) {
    str left[MOST_VALUES];
    if (a->values)
        return a->value_count && !passing(arena, a->values, a->value_count, b->matcher, left);
    if (b->values)
        return b->value_count && !passing(arena, b->values, b->value_count, a->matcher, left);
    return (a->needs && b->absent) || (a->absent && b->needs) || patterns_clash(arena, a, b);
}

static bool has_rival(const struct promql_selector *selector, size_t i) {
    for (size_t k = 0; k < selector->matcher_count; k++)
        if (k != i && str_equal(selector->matchers[k].name, selector->matchers[i].name))
            return true;
    return false;
}

/* Those of labels that several matchers name, in the order of the text. */
static size_t rivals_of(struct arena *arena, const struct promql_selector *selector, struct side *sides) {
    size_t count = 0;
    for (size_t i = 0; selector->matcher_count <= MOST_MATCHERS && i < selector->matcher_count; i++)
        if (has_rival(selector, i) && !promql_matcher_is_placeholder(&selector->matchers[i]))
            sides[count++] = side_of(arena, &selector->matchers[i]);
    return count;
}

static bool are_rivals(const struct side *a, const struct side *b) {
    return str_equal(a->matcher->name, b->matcher->name);
}

static bool find_pair(struct arena *arena, const struct side *sides, size_t count, struct promql_contradiction *found) {
    for (size_t i = 1; i < count; i++)
        for (size_t k = 0; k < i; k++)
            if (are_rivals(&sides[i], &sides[k]) && sides_clash(arena, &sides[k], &sides[i])) {
                *found = (struct promql_contradiction){sides[k].matcher, sides[i].matcher};
                return true;
            }
    return false;
}

/* The values of one matcher under all others: a=~"x|y",a!="x",a!="y". */
static bool find_exhausted(struct arena *arena, const struct side *sides, size_t count,
                           struct promql_contradiction *found) {
    str left[MOST_VALUES];
    for (size_t i = 0; i < count; i++) {
        size_t remaining = sides[i].values ? sides[i].value_count : 0;
        for (size_t k = 0; k < remaining; k++)
            left[k] = sides[i].values[k];
        for (size_t k = 0; k < count && remaining; k++) {
            if (k == i || !are_rivals(&sides[i], &sides[k]))
                continue;
            remaining = passing(arena, left, remaining, sides[k].matcher, left);
            *found = (struct promql_contradiction){sides[i < k ? i : k].matcher, sides[i < k ? k : i].matcher};
        }
        if (!remaining && sides[i].values && sides[i].value_count)
            return true;
    }
    return false;
}

bool promql_find_contradiction(struct arena *arena, const struct promql_selector *selector,
                               struct promql_contradiction *found) {
    struct side sides[MOST_MATCHERS];
    if (selector->matcher_count < 2)
        return false;
    size_t count = rivals_of(arena, selector, sides);
    return count > 1 && (find_pair(arena, sides, count, found) || find_exhausted(arena, sides, count, found));
}
