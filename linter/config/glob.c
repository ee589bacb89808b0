/* Matching with two points of return.
 *
 * A `*` can only grow within a component and a slash is matched by a slash alone, so when a match fails only the last
 * `*` need grow; when it cannot, only the last `**` need move, to the next component. Earlier ones were matched as
 * early as possible, and a later one makes up for any choice of theirs. */
#include "config/glob.h"

#include <stdint.h>

#include "base/vec.h"
#include "config/glob_class.h"

static const size_t NONE = SIZE_MAX;

struct matcher {
    str pattern, path;
    size_t literal; /* git compares the bytes before the first special one first: a `**` there starts anew */
    bool folders;   /* a folder of the path may match too */
    bool only_folders;
    size_t star, star_path; /* behind the last `*`, and how far it reaches */
    size_t deep, deep_path; /* behind the last `**`, and the component it has reached */
};

static bool at_byte(str s, size_t i, char byte) {
    return i < s.len && s.ptr[i] == byte;
}

/* True if the pattern's star run from p to end is `**` as a whole component. */
static bool is_deep(const struct matcher *m, size_t p, size_t end) {
    if (end - p < 2 || (p != 0 && p != m->literal && m->pattern.ptr[p - 1] != '/'))
        return false;
    return end == m->pattern.len || m->pattern.ptr[end] == '/' ||
           (m->pattern.ptr[end] == '\\' && at_byte(m->pattern, end + 1, '/'));
}

/* The start of the component after offset t, or NONE. */
static size_t next_component(const struct matcher *m, size_t t) {
    str rest = str_slice(m->path, t, m->path.len);
    size_t slash = str_find_byte(rest, '/');
    return slash == rest.len ? NONE : t + slash + 1;
}

/* Moves *p and *t to the next thing to try; false when nothing is left. */
static bool retry(struct matcher *m, size_t *p, size_t *t) {
    if (m->star != NONE && m->star_path < m->path.len && m->path.ptr[m->star_path] != '/') {
        *p = m->star;
        *t = ++m->star_path;
        return true;
    }
    if (m->deep == NONE || (m->deep_path = next_component(m, m->deep_path)) == NONE)
        return false;
    m->star = NONE;
    *p = m->deep;
    *t = m->deep_path;
    return true;
}

/* True if the pattern may end at offset t of the path. */
static bool may_end(const struct matcher *m, size_t t) {
    if (t == m->path.len)
        return !m->only_folders;
    return m->folders && m->path.ptr[t] == '/';
}

/* Passes a run of stars. False if the match is decided, and then *matched. */
static bool take_stars(struct matcher *m, size_t *p, size_t *t, bool *matched) {
    size_t end = *p;
    while (at_byte(m->pattern, end, '*'))
        end++;
    if (!is_deep(m, *p, end)) {
        m->star = *p = end;
        m->star_path = *t;
        return true;
    }
    m->star = NONE;
    if (end == m->pattern.len) {
        *matched = !m->only_folders || next_component(m, *t) != NONE;
        return false;
    }
    bool escaped = m->pattern.ptr[end] == '\\';
    m->deep = *p = end + (escaped ? 2 : 1);
    m->deep_path = *t;
    *matched = false;
    return !escaped || retry(m, p, t);
}

/* Matches one byte of the path. *broken: a pattern that cannot match anything. */
static bool take_byte(const struct matcher *m, size_t *p, size_t *t, bool *broken) {
    char c = m->pattern.ptr[*p], byte = *t < m->path.len ? m->path.ptr[*t] : '/';
    size_t len = 1;
    bool same = c == byte;
    if (c == '[') {
        len = glob_class_match(str_slice(m->pattern, *p, m->pattern.len), byte, &same);
        same = same && byte != '/';
    } else if (c == '?') {
        same = byte != '/';
    } else if (c == '\\') {
        len = 2;
        same = at_byte(m->pattern, *p + 1, byte);
    }
    *broken = len == 0;
    if (!same || *t == m->path.len)
        return false;
    *p += len;
    ++*t;
    return true;
}

static bool run(struct matcher *m) {
    size_t p = 0, t = 0;
    for (;;) {
        bool decided = false, broken = false;
        if (at_byte(m->pattern, p, '*')) {
            if (!take_stars(m, &p, &t, &decided))
                return decided;
            continue;
        }
        if (p == m->pattern.len && may_end(m, t))
            return true;
        if (p < m->pattern.len && take_byte(m, &p, &t, &broken))
            continue;
        if (broken || !retry(m, &p, &t))
            return false;
    }
}

/* Bytes before the first that is special in a pattern. */
static size_t literal_length(str pattern) {
    size_t len = 0;
    while (len < pattern.len && pattern.ptr[len] != '*' && pattern.ptr[len] != '?' && pattern.ptr[len] != '[' &&
           pattern.ptr[len] != '\\')
        len++;
    return len;
}

static struct matcher matcher_of(const struct ignore_rule *rule, str path) {
    return (struct matcher){.pattern = rule->pattern,
                            .path = path,
                            .literal = rule->anchored ? literal_length(rule->pattern) : 0,
                            .star = NONE,
                            .deep = rule->anchored ? NONE : 0};
}

/* Takes the signs off a pattern that is not empty. */
static struct ignore_rule rule_of(str pattern) {
    struct ignore_rule rule = {.directory = str_ends_with(pattern, STR("/"))};
    rule.pattern = str_slice(pattern, 0, pattern.len - (rule.directory ? 1 : 0));
    rule.anchored = str_find_byte(rule.pattern, '/') < rule.pattern.len;
    if (str_starts_with(rule.pattern, STR("/")))
        rule.pattern = str_slice(rule.pattern, 1, rule.pattern.len);
    return rule;
}

bool glob_match(str pattern, str path) {
    if (pattern.len == 0)
        return false;
    struct ignore_rule rule = rule_of(pattern);
    struct matcher matcher = matcher_of(&rule, path);
    matcher.folders = true;
    matcher.only_folders = rule.directory;
    return rule.pattern.len > 0 && run(&matcher);
}

/* A line without the blanks at its end; one behind a backslash is meant. */
static str trim_line(str line) {
    size_t keep = 0;
    for (size_t i = 0; i < line.len; i++) {
        if (line.ptr[i] == '\\') {
            if (++i == line.len)
                return line;
            keep = i + 1;
        } else if (line.ptr[i] != ' ') {
            keep = i + 1;
        }
    }
    return str_slice(line, 0, keep);
}

struct ignore_rules ignore_parse(struct arena *arena, str text) {
    struct ignore_rules rules = {0};
    if (str_starts_with(text, STR("\xef\xbb\xbf")))
        text = str_slice(text, 3, text.len);
    for (str rest = text; rest.ptr;) {
        str line = str_split(&rest, '\n');
        if (line.len == 0 || line.ptr[0] == '#')
            continue;
        if (str_ends_with(line, STR("\r")))
            line.len--;
        line = trim_line(line);
        bool negated = str_starts_with(line, STR("!"));
        line = str_slice(line, negated ? 1 : 0, line.len);
        if (line.len == 0)
            continue;
        struct ignore_rule rule = rule_of(line);
        rule.negated = negated;
        if (rule.pattern.len > 0)
            vec_push(arena, &rules, rule);
    }
    return rules;
}

static bool rule_matches(const struct ignore_rule *rule, str path) {
    size_t base = path.len;
    while (!rule->anchored && base > 0 && path.ptr[base - 1] != '/')
        base--;
    struct matcher matcher = matcher_of(rule, rule->anchored ? path : str_slice(path, base, path.len));
    return run(&matcher);
}

enum ignore_verdict ignore_test(const struct ignore_rules *rules, str path, bool is_directory) {
    for (size_t i = rules->len; i > 0; i--) {
        const struct ignore_rule *rule = &rules->at[i - 1];
        if (rule->directory && !is_directory)
            continue;
        if (rule_matches(rule, path))
            return rule->negated ? IGNORE_NO : IGNORE_YES;
    }
    return IGNORE_UNDECIDED;
}
