/* The ways to read a pattern, and the words for what is wrong with it.
 *
 * Prometheus parses a matcher's pattern alone, prints the tree, and compiles that between "^(?s:" and ")$"; there only
 * the height can still refuse it. A relabelling pattern is compiled as the user wrote it between the two, so that
 * "a)(b" passes and "\Qa", which swallows the parenthesis behind it, does not; Alertmanager does the same with "^(?:".
 * The tree is that of the pattern alone wherever it can be parsed alone. */
#include "text/regex.h"

#include <string.h>

#include "text/regex_parser.h"

/* What stands before the pattern where it is compiled; ")$" stands behind. */
static const str before_relabel = {"^(?s:", 5};
static const str before_alertmanager = {"^(?:", 4};

enum { LONGEST_FRAGMENT = 80 };

static const char *const fault_names[] = {
    [REGEX_OK] = "valid",
    [REGEX_INVALID_UTF8] = "invalid UTF-8",
    [REGEX_MISSING_BRACKET] = "missing closing ]",
    [REGEX_MISSING_PAREN] = "missing closing )",
    [REGEX_UNEXPECTED_PAREN] = "unexpected )",
    [REGEX_INVALID_RANGE] = "invalid character class range",
    [REGEX_INVALID_ESCAPE] = "invalid escape sequence",
    [REGEX_TRAILING_BACKSLASH] = "trailing backslash at end of expression",
    [REGEX_INVALID_CAPTURE] = "invalid named capture",
    [REGEX_INVALID_PERL] = "invalid or unsupported Perl syntax",
    [REGEX_MISSING_ARGUMENT] = "missing argument to repetition operator",
    [REGEX_INVALID_REPEAT_OP] = "invalid nested repetition operator",
    [REGEX_INVALID_REPEAT_SIZE] = "invalid repeat count",
    [REGEX_TOO_LARGE] = "expression too large",
    [REGEX_TOO_DEEP] = "expression nests too deeply",
};

const char *regex_fault_name(enum regex_fault fault) {
    return fault_names[fault];
}

bool regex_is_whole(const struct regex *regex) {
    return regex->use != REGEX_SEARCH && !regex->wrapped;
}

/* Cut where a long fragment would drown the message, between code points. */
static str fault_message(struct arena *arena, enum regex_fault fault, str fragment) {
    bool cut = fragment.len > LONGEST_FRAGMENT;
    size_t end = cut ? LONGEST_FRAGMENT : fragment.len;
    while (cut && end > 0 && ((unsigned char)fragment.ptr[end] & 0xC0) == 0x80)
        end--;
    return arena_format(arena, "%s: `%.*s%s`", fault_names[fault], STR_ARG(str_slice(fragment, 0, end)),
                        cut ? "..." : "");
}

static uint32_t shift_back(uint32_t offset, size_t shift, size_t length) {
    size_t at = offset < shift ? 0 : offset - shift;
    return (uint32_t)(at < length ? at : length);
}

/* Parses text, in which the pattern of this length stands behind shift bytes, and fills the regex; false on a fault. */
static bool parse_as(struct arena *arena, str text, size_t shift, size_t length, struct regex *regex) {
    bool dot_all = shift == 0 && (regex->use == REGEX_MATCHER || regex->use == REGEX_RELABEL);
    struct regex_parser p = {.arena = arena, .text = text, .flags = dot_all ? REGEX_DOT_ALL : 0};
    regex->tree = regex_parse_text(&p);
    regex->valid = regex->tree != NULL;
    regex->fault = p.fault;
    regex->captures = p.captures.at;
    regex->capture_count = p.captures.len;
    regex->ascii_only = p.ascii_only;
    regex->wrapped = shift > 0;
    if (regex->valid)
        return true;
    regex->at = (span){shift_back(p.fault_at.start, shift, length), shift_back(p.fault_at.end, shift, length)};
    regex->message = fault_message(arena, p.fault, str_slice(text, p.fault_fragment.start, p.fault_fragment.end));
    return false;
}

static bool parse_anchored(struct arena *arena, str pattern, str before, struct regex *regex) {
    size_t length = before.len + pattern.len + 2;
    char *bytes = arena_alloc(arena, length);
    memcpy(bytes, before.ptr, before.len);
    if (pattern.len)
        memcpy(bytes + before.len, pattern.ptr, pattern.len);
    memcpy(bytes + length - 2, ")$", 2);
    return parse_as(arena, (str){bytes, length}, before.len, pattern.len, regex);
}

/* The anchors and the tree are a concatenation, in which another one dissolves. */
static void check_anchored_height(struct arena *arena, str pattern, struct regex *regex) {
    const struct regex_node *tree = regex->tree;
    if (tree->height + (tree->op != REGEX_CONCAT) <= REGEX_HIGHEST)
        return;
    regex->valid = false;
    regex->tree = NULL;
    regex->fault = REGEX_TOO_DEEP;
    regex->at = (span){0, (uint32_t)pattern.len};
    regex->message = fault_message(arena, REGEX_TOO_DEEP, pattern);
}

/* Prometheus compares a text without such characters, or several between |, byte for byte
 * (model/labels/regexp.go, optimizeAlternatingLiterals). */
static bool is_literal(str pattern) {
    for (size_t i = 0; i < pattern.len; i++)
        if (pattern.ptr[i] && strchr("\\.+*?()[]{}^$", pattern.ptr[i]))
            return false;
    return true;
}

/* Between the parentheses of the use a pattern that parses alone stands as well, unless a quotation swallows what is
 * behind it, or it is so large or so high that the anchors are too much. */
static bool fits_anchors(str pattern, const struct regex *regex) {
    enum { LOW = REGEX_HIGHEST / 2, SMALL = 100000 };
    return regex->tree->height < LOW && regex->tree->size < SMALL && !str_contains(pattern, STR("\\Q"));
}

struct regex regex_parse(struct arena *arena, str pattern, enum regex_use use) {
    struct regex alone = {.valid = true, .use = use}, anchored = alone;
    if (pattern.len > REGEX_LONGEST)
        return alone;
    bool parsed = parse_as(arena, pattern, 0, pattern.len, &alone);
    if (use == REGEX_RELABEL || use == REGEX_ALERTMANAGER) {
        if (parsed && fits_anchors(pattern, &alone))
            return alone;
        str before = use == REGEX_RELABEL ? before_relabel : before_alertmanager;
        bool compiles = parse_anchored(arena, pattern, before, &anchored);
        if (!compiles)
            anchored.at = parsed ? (span){0, (uint32_t)pattern.len} : alone.at;
        return parsed && compiles ? alone : anchored;
    }
    if (use == REGEX_MATCHER && !parsed && is_literal(pattern))
        return (struct regex){.valid = true, .use = use};
    if (use == REGEX_MATCHER && parsed)
        check_anchored_height(arena, pattern, &alone);
    return alone;
}
