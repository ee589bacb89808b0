/* The grammar: one pass over the text. Open groups lie on a stack of our own, so that no nesting can exhaust the
 * machine's. What Go refuses is refused at the same place, in its words. */
#include "text/regex_parser.h"

#include "text/utf8.h"

enum { LARGEST_COUNT = 100000000 };

/* A number without leading zeros; above LARGEST_COUNT it is -1. */
static bool take_count(const struct regex_parser *p, size_t *at, int *count) {
    size_t start = *at;
    *count = 0;
    for (; *at < p->text.len && p->text.ptr[*at] >= '0' && p->text.ptr[*at] <= '9'; ++*at) {
        if (*count >= 0)
            *count = *count >= LARGEST_COUNT ? -1 : *count * 10 + (p->text.ptr[*at] - '0');
    }
    return *at > start && (*at - start == 1 || p->text.ptr[start] != '0');
}

/* {n} {n,} {n,m}; false without a step when the brace begins none. A count too large makes min negative. */
static bool take_braces(struct regex_parser *p, int *min, int *max) {
    size_t at = p->at + 1;
    if (!take_count(p, &at, min) || at >= p->text.len)
        return false;
    *max = *min;
    if (p->text.ptr[at] == ',') {
        at++;
        *max = REGEX_UNLIMITED;
        if (at < p->text.len && p->text.ptr[at] != '}') {
            if (!take_count(p, &at, max))
                return false;
            *min = *max < 0 ? -1 : *min;
        }
    }
    if (at >= p->text.len || p->text.ptr[at] != '}')
        return false;
    p->at = at + 1;
    return true;
}

static bool parse_braces(struct regex_parser *p, size_t previous, bool *repeats) {
    size_t start = p->at;
    int min, max;
    if (!take_braces(p, &min, &max)) {
        *repeats = false;
        p->at++;
        return regex_push_rune(p, '{');
    }
    if (min < 0 || min > REGEX_MOST_REPEATS || max > REGEX_MOST_REPEATS || (max >= 0 && min > max))
        return regex_fail(p, REGEX_INVALID_REPEAT_SIZE, start, p->at);
    struct regex_node shape = {.op = REGEX_REPEAT, .counted = true, .min = min, .max = max};
    return regex_push_repeat(p, shape, start, previous);
}

static bool parse_repeat(struct regex_parser *p, size_t previous, bool *repeats) {
    size_t start = p->at;
    char c = p->text.ptr[start];
    *repeats = true;
    if (c == '{')
        return parse_braces(p, previous, repeats);
    p->at++;
    struct regex_node shape = {.op = REGEX_REPEAT, .min = c == '+', .max = c == '?' ? 1 : REGEX_UNLIMITED};
    return regex_push_repeat(p, shape, start, previous);
}

static void open_group(struct regex_parser *p, size_t at, bool captures) {
    struct regex_group group = {.at = at, .flags = p->flags, .captures = captures};
    vec_push(p->arena, &p->groups, group);
}

static bool is_capture_name(str name) {
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        bool word = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
        if (!word)
            return false;
    }
    return name.len > 0;
}

/* (?P<name> or (?<name>, whose first prefix bytes stand at p->at. */
static bool parse_named_group(struct regex_parser *p, size_t prefix) {
    size_t start = p->at, bad;
    str rest = str_slice(p->text, start, p->text.len);
    size_t end = str_find_byte(rest, '>');
    str name = str_slice(rest, prefix, end);
    if (!utf8_valid(end < rest.len ? name : rest, &bad))
        return regex_fail(p, REGEX_INVALID_UTF8, end < rest.len ? start + prefix + bad : start + bad, p->text.len);
    if (end == rest.len)
        return regex_fail(p, REGEX_INVALID_CAPTURE, start, p->text.len);
    if (!is_capture_name(name))
        return regex_fail(p, REGEX_INVALID_CAPTURE, start, start + end + 1);
    p->at += end + 1;
    open_group(p, start, true);
    vec_push(p->arena, &p->captures, name);
    return true;
}

static unsigned flag_of(uint32_t c) {
    switch (c) {
    case 'i':
        return REGEX_FOLD;
    case 's':
        return REGEX_DOT_ALL;
    case 'm':
        return REGEX_MULTILINE;
    case 'U':
        return REGEX_LAZY;
    default:
        return 0;
    }
}

/* (?flags) or (?flags: behind the question mark. */
static bool parse_flags(struct regex_parser *p, size_t start) {
    unsigned flags = p->flags;
    bool negative = false, seen = false;
    uint32_t c;
    while (p->at < p->text.len) {
        if (!regex_take_rune(p, &c))
            return false;
        unsigned flag = flag_of(c);
        if (flag != 0) {
            flags = negative ? flags & ~flag : flags | flag;
            seen = true;
        } else if (c == '-' && !negative) {
            negative = true;
            seen = false;
        } else if ((c == ':' || c == ')') && (!negative || seen)) {
            if (c == ':')
                open_group(p, start, false);
            p->flags = flags;
            return true;
        } else {
            break;
        }
    }
    return regex_fail(p, REGEX_INVALID_PERL, start, p->at);
}

static bool parse_open(struct regex_parser *p) {
    size_t start = p->at;
    if (!regex_at(p, STR("(?"))) {
        p->at++;
        open_group(p, start, true);
        vec_push(p->arena, &p->captures, STR(""));
        return true;
    }
    if (regex_at(p, STR("(?P<")) && p->text.len - start > 4)
        return parse_named_group(p, 4);
    if (regex_at(p, STR("(?<")) && p->text.len - start > 3)
        return parse_named_group(p, 3);
    p->at += 2;
    return parse_flags(p, start);
}

static bool parse_close(struct regex_parser *p) {
    struct regex_node *node = regex_end_group(p);
    if (!node)
        return false;
    if (p->groups.len == 1) {
        (void)regex_fail(p, REGEX_UNEXPECTED_PAREN, 0, p->text.len);
        p->fault_at = (span){(uint32_t)p->at, (uint32_t)p->at + 1};
        return false;
    }
    struct regex_group group = p->groups.at[--p->groups.len];
    p->flags = group.flags;
    p->at++;
    return regex_push(p, group.captures ? regex_capture(p, node) : node);
}

static bool parse_class(struct regex_parser *p) {
    struct regex_node *node;
    return regex_take_class(p, &node) == REGEX_TAKEN && regex_push(p, node);
}

/* \Q...\E: everything between stands for itself. */
static bool parse_quoted(struct regex_parser *p) {
    p->at += 2;
    while (p->at < p->text.len && !regex_at(p, STR("\\E"))) {
        uint32_t rune;
        if (!regex_take_rune(p, &rune) || !regex_push_rune(p, rune))
            return false;
    }
    p->at += p->at < p->text.len ? 2 : 0;
    return true;
}

static bool push_simple(struct regex_parser *p, enum regex_op op, size_t length) {
    p->at += length;
    return regex_push(p, regex_new_node(p, op));
}

static bool parse_backslash(struct regex_parser *p) {
    static const struct {
        char letter;
        enum regex_op op;
    } assertions[] = {
        {'A', REGEX_BEGIN_TEXT}, {'z', REGEX_END_TEXT}, {'b', REGEX_WORD_BOUNDARY}, {'B', REGEX_NO_WORD_BOUNDARY}};
    struct regex_node *node;
    uint32_t rune;
    char letter = p->at + 1 < p->text.len ? p->text.ptr[p->at + 1] : 0;
    for (size_t i = 0; i < sizeof assertions / sizeof *assertions; i++) {
        if (letter == assertions[i].letter)
            return push_simple(p, assertions[i].op, 2);
    }
    if (letter == 'Q')
        return parse_quoted(p);
    enum regex_taken taken = regex_take_class(p, &node);
    if (taken != REGEX_NOT_MINE)
        return taken == REGEX_TAKEN && regex_push(p, node);
    return regex_take_escape(p, &rune) && regex_push_rune(p, rune);
}

static bool parse_bar(struct regex_parser *p) {
    p->at++;
    return regex_end_alternative(p);
}

static bool is_repeat(char c) {
    return c == '*' || c == '+' || c == '?' || c == '{';
}

static bool is_plain(unsigned char c) {
    return c < 0x80 && !is_repeat((char)c) && c != '(' && c != ')' && c != '|' && c != '[' && c != '\\' && c != '^' &&
           c != '$' && c != '.';
}

/* Characters that mean themselves, ASCII ones at one go. */
static bool parse_plain(struct regex_parser *p) {
    size_t start = p->at;
    uint32_t rune;
    while (p->at < p->text.len && is_plain((unsigned char)p->text.ptr[p->at]))
        p->at++;
    if (p->at > start)
        return regex_push_ascii(p, str_slice(p->text, start, p->at));
    return regex_take_rune(p, &rune) && regex_push_rune(p, rune);
}

/* One step that is no repetition. */
static bool parse_item(struct regex_parser *p) {
    bool multiline = p->flags & REGEX_MULTILINE;
    switch (p->text.ptr[p->at]) {
    case '(':
        return parse_open(p);
    case ')':
        return parse_close(p);
    case '|':
        return parse_bar(p);
    case '[':
        return parse_class(p);
    case '\\':
        return parse_backslash(p);
    case '^':
        return push_simple(p, multiline ? REGEX_BEGIN_LINE : REGEX_BEGIN_TEXT, 1);
    case '$':
        return push_simple(p, multiline ? REGEX_END_LINE : REGEX_END_TEXT, 1);
    case '.':
        return push_simple(p, p->flags & REGEX_DOT_ALL ? REGEX_ANY : REGEX_ANY_BUT_NEWLINE, 1);
    default:
        return parse_plain(p);
    }
}

struct regex_node *regex_parse_text(struct regex_parser *p) {
    enum { USUAL_DEPTH = 4 };
    struct regex_group usual[USUAL_DEPTH];
    size_t previous = SIZE_MAX;
    p->runes = arena_alloc(p->arena, (p->text.len + 1) * sizeof *p->runes);
    p->counts = 1;
    p->groups.at = usual;
    p->groups.cap = USUAL_DEPTH;
    open_group(p, 0, false);
    while (p->at < p->text.len) {
        size_t start = p->at;
        bool repeats = false;
        bool ok = is_repeat(p->text.ptr[start]) ? parse_repeat(p, previous, &repeats) : parse_item(p);
        if (!ok)
            return NULL;
        previous = repeats ? start : SIZE_MAX;
    }
    struct regex_node *node = regex_end_group(p);
    if (!node || p->groups.len == 1)
        return node;
    size_t open = p->groups.at[p->groups.len - 1].at;
    (void)regex_fail(p, REGEX_MISSING_PAREN, 0, p->text.len);
    p->fault_at = (span){(uint32_t)open, (uint32_t)open + 1};
    return NULL;
}
