/* A set is read member by member: an escaped byte, a range from the member before, a named class, or a byte.
 *
 * As in git's wildmatch.c (2.39) a ']' that comes first is a member, a '-' that comes first or last is one, a range
 * that runs backwards is empty beside its first byte, and classes know ASCII only. */
#include "config/glob_class.h"

struct class_name {
    str name;
    bool (*holds)(unsigned char c);
};

static bool is_lower(unsigned char c) {
    return c >= 'a' && c <= 'z';
}

static bool is_upper(unsigned char c) {
    return c >= 'A' && c <= 'Z';
}

static bool is_alpha(unsigned char c) {
    return is_lower(c) || is_upper(c);
}

static bool is_digit(unsigned char c) {
    return c >= '0' && c <= '9';
}

static bool is_alnum(unsigned char c) {
    return is_alpha(c) || is_digit(c);
}

static bool is_blank(unsigned char c) {
    return c == ' ' || c == '\t';
}

static bool is_cntrl(unsigned char c) {
    return c < ' ' || c == 0x7f;
}

static bool is_graph(unsigned char c) {
    return c > ' ' && c < 0x7f;
}

static bool is_print(unsigned char c) {
    return c >= ' ' && c < 0x7f;
}

static bool is_punct(unsigned char c) {
    return is_graph(c) && !is_alnum(c);
}

static bool is_space(unsigned char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_xdigit(unsigned char c) {
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

#define NAME(text)                                                                                                     \
    { (text), sizeof(text) - 1 }

static const struct class_name names[] = {
    {NAME("alnum"), is_alnum}, {NAME("alpha"), is_alpha}, {NAME("blank"), is_blank}, {NAME("cntrl"), is_cntrl},
    {NAME("digit"), is_digit}, {NAME("graph"), is_graph}, {NAME("lower"), is_lower}, {NAME("print"), is_print},
    {NAME("punct"), is_punct}, {NAME("space"), is_space}, {NAME("upper"), is_upper}, {NAME("xdigit"), is_xdigit},
};

static const struct class_name *find_class(str name) {
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_equal(names[i].name, name))
            return &names[i];
    return NULL;
}

struct set {
    str text;
    size_t at;
    size_t bracket; /* the first ']' that was not before `at` when it was looked for */
    int before;     /* the member that a range may begin at, or -1 */
    unsigned char byte;
    bool matched;
};

static bool at_byte(const struct set *set, size_t i, char byte) {
    return i < set->text.len && set->text.ptr[i] == byte;
}

/* One byte, perhaps behind a backslash; false at the end of the text. */
static bool take_literal(struct set *set, unsigned char *byte) {
    if (at_byte(set, set->at, '\\'))
        set->at++;
    if (set->at >= set->text.len)
        return false;
    *byte = (unsigned char)set->text.ptr[set->at++];
    return true;
}

/* "[:alpha:]"; *found is false, and nothing is taken, when it is only a bracket in a set. */
static bool take_named(struct set *set, bool *found) {
    size_t start = set->at + 2;
    if (set->bracket < start)
        set->bracket = start + str_find_byte(str_slice(set->text, start, set->text.len), ']');
    size_t end = set->bracket;
    *found = end > start && at_byte(set, end - 1, ':');
    if (!*found || end == set->text.len)
        return end < set->text.len;
    const struct class_name *class = find_class(str_slice(set->text, start, end - 1));
    if (!class)
        return false;
    set->matched |= class->holds(set->byte);
    set->before = -1;
    set->at = end + 1;
    return true;
}

/* One member; false if the set cannot be read. */
static bool take_member(struct set *set) {
    unsigned char c;
    if (at_byte(set, set->at, '[') && at_byte(set, set->at + 1, ':')) {
        bool found;
        if (!take_named(set, &found))
            return false;
        if (found)
            return true;
    }
    bool range = at_byte(set, set->at, '-') && set->before >= 0 && set->at + 1 < set->text.len &&
                 !at_byte(set, set->at + 1, ']');
    set->at += range ? 1 : 0;
    if (!take_literal(set, &c))
        return false;
    set->matched |= range ? set->byte >= set->before && set->byte <= c : set->byte == c;
    set->before = range ? -1 : c;
    return true;
}

size_t glob_class_match(str pattern, char byte, bool *matched) {
    struct set set = {.text = pattern, .at = 1, .before = -1, .byte = (unsigned char)byte};
    bool negated = at_byte(&set, 1, '!') || at_byte(&set, 1, '^');
    set.at += negated ? 1 : 0;
    *matched = false;
    do {
        if (!take_member(&set))
            return 0;
    } while (!at_byte(&set, set.at, ']'));
    *matched = set.matched != negated;
    return set.at + 1;
}
