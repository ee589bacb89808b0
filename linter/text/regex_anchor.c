/* Anchors that ask for what is so anyway, found in the spelling, since the tree has no places.
 *
 * One pass over a valid pattern. An opening anchor is needless while nothing has been taken on its way from the begin;
 * a closing one while nothing is taken after it on its way to the end: it waits for the end of its alternative, then
 * for the end of its group. Where a group is repeated, or ^ and $ mean lines, nothing is concluded. */
#include "text/regex.h"

#include <string.h>

enum { DEEPEST = 16, MOST = 16 };

enum anchor_state {
    ANCHOR_DEAD,    /* needed */
    ANCHOR_OPEN,    /* closing: nothing was taken after it in its alternative yet */
    ANCHOR_WAITING, /* closing: its alternative is over, its group is not */
    ANCHOR_PROVEN,
};

struct anchor {
    span at;
    size_t depth; /* of the group it stands in, by now */
    enum anchor_state state;
};

struct group {
    bool starts_at_begin;
    size_t first_anchor;
};

struct scan {
    str pattern;
    size_t at, depth, count;
    bool at_begin, failed;
    struct group groups[DEEPEST];
    struct anchor anchors[MOST];
};

static void add_anchor(struct scan *scan, size_t length, enum anchor_state state) {
    if (scan->count == MOST) {
        scan->failed = true;
        return;
    }
    uint32_t start = (uint32_t)scan->at;
    scan->anchors[scan->count++] = (struct anchor){{start, start + (uint32_t)length}, scan->depth, state};
}

/* Something that may take text: closing anchors before it are needed. */
static void take(struct scan *scan) {
    scan->at_begin = false;
    for (size_t i = 0; i < scan->count; i++)
        if (scan->anchors[i].state == ANCHOR_OPEN && scan->anchors[i].depth == scan->depth)
            scan->anchors[i].state = ANCHOR_DEAD;
}

static void end_alternative(struct scan *scan) {
    for (size_t i = 0; i < scan->count; i++)
        if (scan->anchors[i].state == ANCHOR_OPEN && scan->anchors[i].depth == scan->depth)
            scan->anchors[i].state = ANCHOR_WAITING;
    scan->at_begin = scan->groups[scan->depth].starts_at_begin;
}

static bool is_repeated(const struct scan *scan) {
    str rest = str_slice(scan->pattern, scan->at, scan->pattern.len);
    return rest.len && strchr("*+?{", rest.ptr[0]);
}

static void close_group(struct scan *scan) {
    struct group *group = &scan->groups[scan->depth];
    scan->at++;
    bool repeated = is_repeated(scan);
    end_alternative(scan);
    for (size_t i = group->first_anchor; i < scan->count; i++) {
        if (repeated)
            scan->anchors[i].state = ANCHOR_DEAD;
        if (scan->anchors[i].state == ANCHOR_WAITING && scan->anchors[i].depth == scan->depth)
            scan->anchors[i] = (struct anchor){scan->anchors[i].at, scan->depth - 1, ANCHOR_OPEN};
    }
    scan->depth--;
    scan->at_begin = false;
}

/* Behind (?: , (?flags: and (?P<name> ; flags without a colon open no group. */
static void open_group(struct scan *scan) {
    size_t at = scan->at + 1;
    bool opens = true;
    str rest = str_slice(scan->pattern, at, scan->pattern.len);
    if (str_starts_with(rest, STR("?P<")) || str_starts_with(rest, STR("?<"))) {
        at += str_find_byte(rest, '>') + 1;
    } else if (str_starts_with(rest, STR("?"))) {
        size_t end = 1;
        for (; end < rest.len && rest.ptr[end] != ':' && rest.ptr[end] != ')'; end++)
            scan->failed |= rest.ptr[end] == 'm' || rest.ptr[end] == 'U';
        opens = end < rest.len && rest.ptr[end] == ':';
        at += end + 1;
    }
    scan->at = at;
    if (!opens) { /* a repetition behind flags is of what stands before them */
        scan->failed |= is_repeated(scan);
        return;
    }
    bool at_begin = scan->at_begin;
    take(scan);
    scan->at_begin = at_begin;
    if (scan->depth + 1 == DEEPEST) {
        scan->failed = true;
        return;
    }
    scan->groups[++scan->depth] = (struct group){at_begin, scan->count};
}

/* Behind the bracket that ends a class. */
static size_t behind_class(str pattern, size_t at) {
    at += at + 1 < pattern.len && pattern.ptr[at + 1] == '^' ? 2 : 1;
    for (bool first = true; at < pattern.len && (first || pattern.ptr[at] != ']'); first = false) {
        str rest = str_slice(pattern, at, pattern.len);
        size_t named = str_starts_with(rest, STR("[:")) ? str_find(rest, STR(":]")) : rest.len;
        at += named < rest.len ? named + 2 : rest.ptr[0] == '\\' ? 2 : 1;
    }
    return at + 1;
}

static void read_escape(struct scan *scan) {
    str rest = str_slice(scan->pattern, scan->at, scan->pattern.len);
    if (str_starts_with(rest, STR("\\A")) || str_starts_with(rest, STR("\\z"))) {
        bool begins = rest.ptr[1] == 'A';
        add_anchor(scan, 2, begins ? (scan->at_begin ? ANCHOR_PROVEN : ANCHOR_DEAD) : ANCHOR_OPEN);
        scan->at += 2;
        return;
    }
    take(scan);
    if (str_starts_with(rest, STR("\\Q")))
        scan->at += str_find(rest, STR("\\E"));
    scan->at += 2;
    /* a repetition behind an empty \Q\E is of what stands before it */
    scan->failed |= str_starts_with(rest, STR("\\Q\\E")) && is_repeated(scan);
}

static void read_token(struct scan *scan) {
    switch (scan->pattern.ptr[scan->at]) {
    case '^':
        add_anchor(scan, 1, scan->at_begin ? ANCHOR_PROVEN : ANCHOR_DEAD);
        scan->at++;
        break;
    case '$':
        add_anchor(scan, 1, ANCHOR_OPEN);
        scan->at++;
        break;
    case '(':
        open_group(scan);
        return;
    case ')':
        close_group(scan);
        return;
    case '|':
        end_alternative(scan);
        scan->at++;
        return;
    case '\\':
        read_escape(scan);
        break;
    case '[':
        take(scan);
        scan->at = behind_class(scan->pattern, scan->at);
        break;
    default:
        take(scan);
        scan->at++;
        return;
    }
    if (scan->count && scan->anchors[scan->count - 1].at.end == scan->at && is_repeated(scan))
        scan->anchors[scan->count - 1].state = ANCHOR_DEAD;
}

size_t regex_needless_anchors(const struct regex *regex, str pattern, span *anchors, size_t most) {
    struct scan scan = {.pattern = pattern, .at_begin = true};
    size_t found = 0;
    if (!regex->tree || !regex_is_whole(regex) || regex->wrapped)
        return 0;
    scan.groups[0].starts_at_begin = true;
    while (scan.at < pattern.len && !scan.failed)
        read_token(&scan);
    if (scan.failed)
        return 0;
    end_alternative(&scan);
    for (size_t i = 0; i < scan.count && found < most; i++)
        if (scan.anchors[i].state == ANCHOR_PROVEN || scan.anchors[i].state == ANCHOR_WAITING)
            anchors[found++] = scan.anchors[i].at;
    return found;
}
