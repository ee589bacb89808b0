/* From the nodes of a template to the holes of its text. */
#include "gotmpl/holes.h"

#include "base/vec.h"

struct walk {
    struct arena *arena;
    str text;
    VEC(span) holes;
    VEC(const struct gotmpl_node *) open; /* ifs and withs around, each with what follows it */
    uint32_t at;                          /* what stands before it is done */
};

static void add_hole(struct walk *walk, uint32_t start, uint32_t end) {
    if (start < end)
        vec_push(walk->arena, &walk->holes, (span){start, end});
}

static bool is_transparent(const struct gotmpl_node *node) {
    return (node->kind == GOTMPL_IF || node->kind == GOTMPL_WITH) && !node->otherwise && node->body;
}

/* Comments leave no node, only a gap; so does the space that a trim marker takes. */
static void add_gap(struct walk *walk, uint32_t end) {
    if (walk->at < end && str_contains(str_slice(walk->text, walk->at, end), STR("{{")))
        add_hole(walk, walk->at, end);
}

static const struct gotmpl_node *pass(struct walk *walk, const struct gotmpl_node *node) {
    add_gap(walk, node->span.start);
    bool enters = is_transparent(node);
    walk->at = enters ? node->head.end : node->span.end;
    if (node->kind != GOTMPL_TEXT)
        add_hole(walk, node->span.start, walk->at);
    if (enters)
        vec_push(walk->arena, &walk->open, node);
    return enters ? node->body : node->next;
}

static const struct gotmpl_node *leave(struct walk *walk) {
    const struct gotmpl_node *closed = walk->open.at[--walk->open.len];
    add_hole(walk, walk->at, closed->span.end);
    walk->at = closed->span.end;
    return closed->next;
}

struct gotmpl_holes gotmpl_find_holes(struct arena *arena, const struct gotmpl *parsed) {
    struct walk walk = {.arena = arena, .text = parsed->text};
    for (const struct gotmpl_node *node = parsed->nodes; node || walk.open.len;)
        node = node ? pass(&walk, node) : leave(&walk);
    add_gap(&walk, (uint32_t)parsed->text.len);
    return (struct gotmpl_holes){walk.holes.at, walk.holes.len};
}
