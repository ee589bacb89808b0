/* Walks the nodes of a template with its scopes.
 *
 * A variable is a slot by name with a stack of bindings: leaving a control structure pops what it declared. Defines
 * and blocks see nothing of what is around them, so they are errands: lists that are read afterwards, one by one, with
 * a dot of their own. A define is read at most once for each kind of dot, which also ends recursion. */
#include "gotmpl/walk.h"

static void walk_list(struct walk *walk, const struct gotmpl_node *list, span before, span after);

/* ---- variables ---- */

static struct slot *slot_of(struct walk *walk, str name) {
    struct slot *slot = map_get(&walk->variables, name);
    if (!slot) {
        slot = arena_new(walk->arena, struct slot);
        map_put(walk->arena, &walk->variables, name, slot);
    }
    return slot;
}

static void declare(struct walk *walk, str name, struct value value) {
    struct slot *slot = slot_of(walk, name);
    struct binding *binding = arena_new(walk->arena, struct binding);
    binding->value = value;
    binding->hidden = slot->top;
    slot->top = binding;
    vec_push(walk->arena, &walk->declared, slot);
}

struct value *gotmpl_walk_variable(struct walk *walk, str name) {
    const struct slot *slot = map_get(&walk->variables, name);
    if (slot && slot->top)
        return &slot->top->value;
    enum gotmpl_variable predefined = walk->has_predefined ? gotmpl_variable_find(name) : GOTMPL_VARIABLES;
    return predefined == GOTMPL_VARIABLES ? NULL : &walk->predefined[predefined];
}

/* What is assigned below a condition may not be: the variable then stands for neither. */
static void assign(struct walk *walk, str name, struct value value) {
    struct value *held = gotmpl_walk_variable(walk, name);
    if (!held)
        return;
    bool certain = !(walk->flags & GOTMPL_READ_CONDITIONAL) || held->kind == value.kind;
    *held = certain ? value : (struct value){0};
}

static void leave_scope(struct walk *walk, size_t declared) {
    while (walk->declared.len > declared) {
        struct slot *slot = walk->declared.at[--walk->declared.len];
        slot->top = slot->top->hidden;
    }
}

/* Gives the value to the last variable of the pipe; the key of a range is no data of the alert. */
static void bind(struct walk *walk, const struct gotmpl_pipe *pipe, struct value value) {
    for (unsigned i = 0; i < pipe->declaration_count; i++) {
        struct value given = i + 1 == pipe->declaration_count ? value : (struct value){0};
        if (pipe->assigns)
            assign(walk, pipe->declarations[i].name, given);
        else
            declare(walk, pipe->declarations[i].name, given);
    }
}

/* ---- nodes ---- */

/* The pipe of a node, with more flags for its reads. */
static struct value evaluate(struct walk *walk, const struct gotmpl_pipe *pipe, unsigned flags) {
    unsigned outer = walk->flags;
    walk->flags |= flags | (pipe->declaration_count > 0 ? GOTMPL_READ_DECLARED : 0u);
    struct value value = gotmpl_walk_evaluate(walk, pipe);
    walk->flags = outer;
    return value;
}

static void walk_action(struct walk *walk, const struct gotmpl_node *node) {
    struct value value = evaluate(walk, node->pipe, 0);
    if (node->pipe->declaration_count == 0)
        gotmpl_walk_use(walk, value);
    bind(walk, node->pipe, value);
}

/* The head of an if, with or range; returns the dot of its body. */
static struct value walk_head(struct walk *walk, const struct gotmpl_node *node) {
    static const unsigned flags[] = {
        [GOTMPL_IF] = GOTMPL_READ_IN_IF, [GOTMPL_RANGE] = GOTMPL_READ_IN_RANGE, [GOTMPL_WITH] = GOTMPL_READ_IN_WITH};
    struct value value = evaluate(walk, node->pipe, flags[node->kind]);
    if (node->kind == GOTMPL_RANGE) {
        unsigned outer = walk->flags;
        walk->flags |= GOTMPL_READ_IN_RANGE;
        gotmpl_walk_use(walk, value);
        walk->flags = outer;
        bool labels = value.kind == VALUE_LABELS || value.kind == VALUE_EXTERNAL_LABELS;
        value = (struct value){.kind = labels ? VALUE_STRING : VALUE_OTHER};
    }
    bind(walk, node->pipe, value);
    return node->kind == GOTMPL_IF ? walk->dot : value;
}

static void walk_branch(struct walk *walk, const struct gotmpl_node *node, span before, span after) {
    struct value dot = walk->dot;
    unsigned flags = walk->flags;
    walk->before = walk->after = (span){0};
    walk->dot = walk_head(walk, node);
    walk->flags |= GOTMPL_READ_CONDITIONAL;
    walk_list(walk, node->body, before, after);
    walk->flags = flags;
    walk->dot = dot;
}

static void walk_control(struct walk *walk, const struct gotmpl_node *node, span before, span after) {
    size_t declared = walk->declared.len;
    unsigned flags = walk->flags;
    if (node->kind == GOTMPL_RANGE)
        before = after = (span){0};
    walk_branch(walk, node, before, after);
    walk->flags |= GOTMPL_READ_CONDITIONAL;
    for (; node->otherwise && node->otherwise->chained; node = node->otherwise)
        walk_branch(walk, node->otherwise, before, after);
    walk_list(walk, node->otherwise, before, after);
    walk->flags = flags;
    leave_scope(walk, declared);
}

static void send(struct walk *walk, const struct gotmpl_node *list, struct value dot) {
    vec_push(walk->arena, &walk->errands, (struct errand){list, dot});
}

/* A template or block, which hands a dot to a list elsewhere. */
static void walk_call(struct walk *walk, const struct gotmpl_node *node) {
    struct value dot = node->pipe ? evaluate(walk, node->pipe, GOTMPL_READ_PASSED) : (struct value){0};
    if (node->pipe)
        bind(walk, node->pipe, dot);
    if (node->kind == GOTMPL_BLOCK) {
        send(walk, node->body, dot);
        return;
    }
    struct definition *definition = map_get(&walk->definitions, node->name);
    if (!definition || (definition->seen & 1u << dot.kind))
        return;
    definition->seen |= 1u << dot.kind;
    send(walk, definition->node->body, dot);
}

static void walk_node(struct walk *walk, const struct gotmpl_node *node, span before, span after) {
    walk->before = before;
    walk->after = after;
    switch (node->kind) {
    case GOTMPL_ACTION:
        walk_action(walk, node);
        break;
    case GOTMPL_IF:
    case GOTMPL_RANGE:
    case GOTMPL_WITH:
        walk_control(walk, node, before, after);
        break;
    case GOTMPL_TEMPLATE:
    case GOTMPL_BLOCK:
        walk_call(walk, node);
        break;
    case GOTMPL_TEXT:
    case GOTMPL_DEFINE:
    case GOTMPL_BREAK:
    case GOTMPL_CONTINUE:
        break;
    }
}

/* Text that stands before and after the list counts for its first and last node. */
static void walk_list(struct walk *walk, const struct gotmpl_node *list, span before, span after) {
    for (const struct gotmpl_node *node = list; node; node = node->next) {
        const struct gotmpl_node *next = node->next;
        span following = !next ? after : next->kind == GOTMPL_TEXT ? next->span : (span){0};
        walk_node(walk, node, before, following);
        before = node->kind == GOTMPL_TEXT ? node->span : (span){0};
    }
}

/* ---- the copy ---- */

/* A view of the text, or a literal that was decoded. */
static str keep(struct arena *arena, str s, str text) {
    bool is_view = s.len == 0 || (s.ptr >= text.ptr && s.ptr + s.len <= text.ptr + text.len);
    return is_view ? s : arena_copy(arena, s);
}

static const struct gotmpl_call *keep_calls(struct arena *arena, const struct gotmpl_read *read, str text) {
    struct gotmpl_call *calls = arena_array(arena, struct gotmpl_call, read->call_count);
    for (unsigned i = 0; i < read->call_count; i++) {
        calls[i] = read->calls[i];
        calls[i].format = keep(arena, calls[i].format, text);
    }
    return calls;
}

static struct scalar_map keep_map(struct arena *arena, const struct scalar_map *map) {
    struct map_run *runs = arena_array(arena, struct map_run, map->count);
    for (uint32_t i = 0; i < map->count; i++)
        runs[i] = map->runs[i];
    return (struct scalar_map){runs, map->count, map->empty_at};
}

struct gotmpl_reads gotmpl_keep_reads(struct arena *arena, const struct gotmpl_reads *reads, str text) {
    struct gotmpl_read *kept = arena_array(arena, struct gotmpl_read, reads->read_count);
    struct gotmpl_query *queries = arena_array(arena, struct gotmpl_query, reads->query_count);
    for (size_t i = 0; i < reads->read_count; i++) {
        kept[i] = reads->reads[i];
        kept[i].name = keep(arena, kept[i].name, text);
        kept[i].calls = kept[i].call_count ? keep_calls(arena, &kept[i], text) : NULL;
    }
    for (size_t i = 0; i < reads->query_count; i++) {
        queries[i] = reads->queries[i];
        queries[i].text = keep(arena, queries[i].text, text);
        queries[i].map = keep_map(arena, &queries[i].map);
    }
    return (struct gotmpl_reads){kept, reads->read_count, queries, reads->query_count};
}

/* ---- the whole ---- */

static void find_definitions(struct walk *walk, const struct gotmpl_node *list) {
    for (const struct gotmpl_node *node = list; node; node = node->next) {
        if (node->kind != GOTMPL_DEFINE || !node->body)
            continue;
        struct definition *definition = arena_new(walk->arena, struct definition);
        definition->node = node;
        map_put(walk->arena, &walk->definitions, node->name, definition);
    }
}

static void walk_errand(struct walk *walk, const struct errand *errand) {
    leave_scope(walk, 0);
    walk->has_predefined = false;
    walk->dot = walk->dollar = errand->dot;
    walk_list(walk, errand->list, (span){0}, (span){0});
}

struct gotmpl_reads gotmpl_find_reads(struct arena *arena, const struct gotmpl *parsed) {
    if (!parsed->nodes)
        return (struct gotmpl_reads){0};
    struct walk walk = {.arena = arena, .has_predefined = true};
    walk.predefined[GOTMPL_VARIABLE_LABELS].kind = VALUE_LABELS;
    walk.predefined[GOTMPL_VARIABLE_VALUE].kind = VALUE_NUMBER;
    walk.predefined[GOTMPL_VARIABLE_EXTERNAL_LABELS].kind = VALUE_EXTERNAL_LABELS;
    walk.predefined[GOTMPL_VARIABLE_EXTERNAL_URL].kind = VALUE_URL;
    find_definitions(&walk, parsed->nodes);
    walk.dot = walk.dollar = (struct value){.kind = VALUE_DATA};
    walk_list(&walk, parsed->nodes, (span){0}, (span){0});
    for (size_t i = 0; i < walk.errands.len; i++) {
        struct errand errand = walk.errands.at[i];
        walk_errand(&walk, &errand);
    }
    return (struct gotmpl_reads){walk.reads.at, walk.reads.len, walk.queries.at, walk.queries.len};
}
