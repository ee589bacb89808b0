/* What can be said of a pattern without matching: does it take the empty text, does it take everything, what stands at
 * its edges. "Seen" answers never err on the side of yes. */
#include "text/regex.h"

#include <limits.h>

#include "text/regex_tree.h"

/* In the empty text every place is its begin and its end, and none is beside a word. */
static bool takes_empty(const struct regex_node *node) {
    switch (node->op) {
    case REGEX_EMPTY:
    case REGEX_BEGIN_TEXT:
    case REGEX_END_TEXT:
    case REGEX_BEGIN_LINE:
    case REGEX_END_LINE:
    case REGEX_NO_WORD_BOUNDARY:
        return true;
    case REGEX_LITERAL:
    case REGEX_CLASS:
    case REGEX_ANY:
    case REGEX_ANY_BUT_NEWLINE:
    case REGEX_WORD_BOUNDARY:
        return false;
    case REGEX_CAPTURE:
        return takes_empty(node->child);
    case REGEX_REPEAT:
        return node->min == 0 || takes_empty(node->child);
    case REGEX_CONCAT:
        for (const struct regex_node *child = node->child; child; child = child->next) {
            if (!takes_empty(child))
                return false;
        }
        return true;
    case REGEX_ALTERNATE:
        for (const struct regex_node *child = node->child; child; child = child->next) {
            if (takes_empty(child))
                return true;
        }
        return false;
    }
    return false;
}

enum regex_answer regex_matches_empty(const struct regex *regex) {
    if (!regex->tree)
        return REGEX_UNKNOWN;
    return takes_empty(regex->tree) ? REGEX_YES : REGEX_NO;
}

struct demand {
    bool text;       /* takes one character at least */
    bool impossible; /* takes no text at all */
};

static struct demand demand_of(const struct regex_node *node);

static struct demand demand_of_concat(const struct regex_node *node) {
    struct demand demand = {false, false};
    bool ended = false;
    for (const struct regex_node *child = node->child; child; child = child->next) {
        struct demand sub = demand_of(child);
        bool begins_late = demand.text && child->op == REGEX_BEGIN_TEXT;
        demand.impossible = demand.impossible || sub.impossible || begins_late || (ended && sub.text);
        demand.text = demand.text || sub.text;
        ended = ended || child->op == REGEX_END_TEXT;
    }
    return demand;
}

static struct demand demand_of_alternatives(const struct regex_node *node) {
    struct demand demand = {true, true};
    for (const struct regex_node *child = node->child; child; child = child->next) {
        struct demand sub = demand_of(child);
        demand.text = demand.text && sub.text;
        demand.impossible = demand.impossible && sub.impossible;
    }
    return demand;
}

static struct demand demand_of(const struct regex_node *node) {
    switch ((int)node->op) {
    case REGEX_LITERAL:
    case REGEX_CLASS:
    case REGEX_ANY:
    case REGEX_ANY_BUT_NEWLINE:
        return (struct demand){true, false};
    case REGEX_CAPTURE:
        return demand_of(node->child);
    case REGEX_REPEAT:
        return node->min > 0 ? demand_of(node->child) : (struct demand){false, false};
    case REGEX_CONCAT:
        return demand_of_concat(node);
    case REGEX_ALTERNATE:
        return demand_of_alternatives(node);
    default:
        return (struct demand){false, false};
    }
}

bool regex_matches_nothing(const struct regex *regex) {
    return regex->tree && demand_of(regex->tree).impossible;
}

enum { NEVER = INT_MAX / 4 };

/* What a node takes wherever it stands, whatever is around it. */
struct coverage {
    int exactly; /* every text of exactly so many characters; NEVER if not seen */
    int from;    /* every text of so many characters or more; NEVER if not seen */
};

static int least(int a, int b) {
    return a < b ? a : b;
}

static int limited(long long value) {
    return value < NEVER ? (int)value : NEVER;
}

/* Anchors at the edges of a pattern that must match the whole text take the empty text there. */
static bool is_edge_anchor(const struct regex_node *node, bool first, bool last) {
    return (node->op == REGEX_BEGIN_TEXT && first) || (node->op == REGEX_END_TEXT && last);
}

static struct coverage coverage_of(const struct regex_node *node, bool first, bool last);

static struct coverage coverage_of_repeat(const struct regex_node *node) {
    struct coverage sub = coverage_of(node->child, false, false);
    struct coverage result = {NEVER, NEVER};
    if (node->min == 0)
        result.exactly = 0;
    else if (sub.exactly < NEVER)
        result.exactly = limited((long long)sub.exactly * node->min);
    if (sub.exactly == 1 && node->max == REGEX_UNLIMITED)
        result.from = node->min;
    if (sub.from < NEVER && node->max != 0) {
        long long before = node->min > 1 ? (long long)sub.exactly * (node->min - 1) : 0;
        result.from = least(result.from, limited(before + sub.from));
    }
    return result;
}

/* One child takes the many characters, the others as few as they can. */
static struct coverage coverage_of_concat(const struct regex_node *node, bool first, bool last) {
    long long total = 0, gain = NEVER;
    bool before = first;
    for (const struct regex_node *child = node->child; child; child = child->next) {
        struct coverage sub = coverage_of(child, before, last && !child->next);
        total += sub.exactly;
        if (sub.from < NEVER && sub.from - sub.exactly < gain)
            gain = sub.from - sub.exactly;
        before = before && child->op == REGEX_BEGIN_TEXT;
    }
    if (total >= NEVER)
        return (struct coverage){NEVER, NEVER};
    return (struct coverage){(int)total, gain < NEVER ? limited(total + gain) : NEVER};
}

static struct coverage coverage_of_alternatives(const struct regex_node *node, bool first, bool last) {
    struct coverage result = {NEVER, NEVER};
    for (const struct regex_node *child = node->child; child; child = child->next) {
        struct coverage sub = coverage_of(child, first, last);
        result.exactly = least(result.exactly, sub.exactly);
        result.from = least(result.from, sub.from);
    }
    return result;
}

static struct coverage coverage_of_simple(const struct regex_node *node, bool first, bool last) {
    bool nothing = node->op == REGEX_EMPTY || is_edge_anchor(node, first, last);
    return (struct coverage){nothing ? 0 : node->op == REGEX_ANY ? 1 : NEVER, NEVER};
}

static struct coverage coverage_of(const struct regex_node *node, bool first, bool last) {
    struct coverage result;
    if (node->op == REGEX_CAPTURE)
        return coverage_of(node->child, first, last);
    if (node->op == REGEX_REPEAT)
        result = coverage_of_repeat(node);
    else if (node->op == REGEX_CONCAT)
        result = coverage_of_concat(node, first, last);
    else if (node->op == REGEX_ALTERNATE)
        result = coverage_of_alternatives(node, first, last);
    else
        result = coverage_of_simple(node, first, last);
    result.exactly = least(result.exactly, result.from);
    if (result.from < NEVER && result.exactly + 1 == result.from)
        result.from = result.exactly;
    return result;
}

int regex_covers_from(const struct regex *regex) {
    if (!regex->tree || !regex_is_whole(regex))
        return -1;
    struct coverage coverage = coverage_of(regex->tree, true, true);
    return coverage.from < NEVER ? coverage.from : -1;
}

static bool is_any_run(const struct regex_node *node) {
    while (node->op == REGEX_CAPTURE)
        node = node->child;
    return node->op == REGEX_REPEAT && node->child->op == REGEX_ANY && node->min <= 1 && node->max == REGEX_UNLIMITED;
}

/* The child at the right edge and the one before it. */
static void last_two(const struct regex_node *concat, const struct regex_node **before,
                     const struct regex_node **last) {
    *before = NULL;
    *last = concat->child;
    for (; (*last)->next; *last = (*last)->next)
        *before = *last;
}

struct regex_edges regex_edges(const struct regex *regex) {
    struct regex_edges edges = {false, false, false, false};
    const struct regex_node *tree = regex->tree;
    if (!tree || regex->wrapped)
        return edges;
    if (tree->op != REGEX_CONCAT) {
        edges.begin_anchor = tree->op == REGEX_BEGIN_TEXT;
        edges.end_anchor = tree->op == REGEX_END_TEXT;
        edges.leading_any = edges.trailing_any = is_any_run(tree);
        return edges;
    }
    const struct regex_node *before, *last, *first = tree->child;
    last_two(tree, &before, &last);
    edges.begin_anchor = first->op == REGEX_BEGIN_TEXT;
    edges.end_anchor = last->op == REGEX_END_TEXT;
    edges.leading_any = is_any_run(edges.begin_anchor ? first->next : first);
    edges.trailing_any = is_any_run(edges.end_anchor ? before : last);
    return edges;
}
