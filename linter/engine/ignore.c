/* From comments to the stretches of a file in which an ignore works.
 *
 * A comment behind something on its line hides what starts on that line. A comment on a line of its own hides what
 * starts in the node that follows: the item after a dash, else the member whose key comes next, with all it holds. */
#include "engine/ignore.h"

#include "engine/result.h"

/* First byte behind `from` that is neither blank nor part of a comment line. */
static uint32_t next_content(str bytes, uint32_t from) {
    uint32_t at = from;
    while (at < bytes.len) {
        char byte = bytes.ptr[at];
        if (byte == '#')
            at += (uint32_t)str_find_byte(str_slice(bytes, at, bytes.len), '\n');
        else if (byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n')
            at++;
        else
            break;
    }
    return at;
}

static uint32_t start_of(const struct node *node) {
    return node->key ? node->key->span.start : node->span.start;
}

static bool is_item(const struct node *node) {
    return node->parent && node->parent->kind == NODE_SEQUENCE && !node->key;
}

/* The next node in file order, children first; NULL behind the last of root. */
static const struct node *following(const struct node *root, const struct node *node) {
    if (node->children)
        return node->children;
    while (node != root && !node->next)
        node = node->parent;
    return node == root ? NULL : node->next;
}

/* The node that a comment on its own line is about: the first item behind a dash at `at`, or the member whose key
 * stands at `at`. */
static const struct node *node_after(const struct node *root, str bytes, uint32_t at) {
    bool dash = at + 1 < bytes.len && bytes.ptr[at] == '-' && (bytes.ptr[at + 1] == ' ' || bytes.ptr[at + 1] == '\n');
    for (const struct node *node = root; node; node = following(root, node)) {
        if (node->flags & (NODE_ALIASED | NODE_MERGED))
            continue;
        if (dash ? is_item(node) && start_of(node) > at : node->key && start_of(node) >= at)
            return node;
    }
    return NULL;
}

static bool alone_on_line(const struct source *source, uint32_t comment) {
    uint32_t at = comment;
    while (at > 0 && source->bytes.ptr[at - 1] != '\n') {
        at--;
        if (source->bytes.ptr[at] != ' ' && source->bytes.ptr[at] != '\t')
            return at < source_bom(source);
    }
    return true;
}

static span line_around(const struct source *source, uint32_t offset) {
    struct position position = source_position(source, offset);
    uint32_t start = source->line_starts[position.line - 1];
    uint32_t end =
        position.line < source->line_count ? source->line_starts[position.line] : (uint32_t)source->bytes.len + 1;
    return (span){start, end};
}

/* The line, and what begins on it: a scalar or flow collection may go on below, a block scalar's text always does. */
static span begun_on(const struct node *root, span line) {
    for (const struct node *node = root; node; node = following(root, node)) {
        bool begins = start_of(node) >= line.start && start_of(node) < line.end;
        if (begins && !node->children && node->span.end >= line.end && !(node->flags & (NODE_ALIASED | NODE_MERGED)))
            line.end = node->span.end + 1;
    }
    return line;
}

static span hidden_by(const struct source *source, const struct node *root, span comment, enum ignore_scope *scope) {
    if (!alone_on_line(source, comment.start)) {
        *scope = IGNORE_LINE;
        return begun_on(root, line_around(source, comment.start));
    }
    *scope = IGNORE_NODE;
    const struct node *node = root ? node_after(root, source->bytes, next_content(source->bytes, comment.end)) : NULL;
    if (!node)
        return (span){comment.end, comment.end};
    return (span){start_of(node), node->span.end + 1};
}

static place within(const struct source *source, span comment, span part) {
    return (place){source, {comment.start + part.start, comment.start + part.end}};
}

static void add_malformed(struct ignore_list *ignores, struct arena *arena, const struct source *source, span comment,
                          const struct directive *directive) {
    struct violation violation = {.kind = VIOLATION_UNKNOWN_IGNORE,
                                  .at = within(source, comment, directive->fault),
                                  .message = directive->message,
                                  .help = directive->help};
    vec_push(arena, &ignores->malformed, violation);
}

static void add_ignores(struct ignore_list *ignores, struct arena *arena, const struct source *source, span comment,
                        const struct directive *directive, const struct node *root) {
    enum ignore_scope scope = IGNORE_FILE;
    span hides = {0, (uint32_t)source->bytes.len + 1};
    if (directive->kind == DIRECTIVE_IGNORE)
        hides = hidden_by(source, root, comment, &scope);
    for (size_t i = 0; i < directive->rule_count; i++) {
        struct ignore ignore = {.id = directive->rules[i].id,
                                .id_at = within(source, comment, directive->rules[i].at),
                                .directive = {source, comment},
                                .scope = scope,
                                .hides = hides,
                                .until = directive->until,
                                .explained = directive->reason.len > 0};
        vec_push(arena, &ignores->ignores, ignore);
    }
}

void ignores_collect(struct ignore_list *ignores, struct arena *arena, const struct source *source,
                     const struct yaml_loader *loader, const struct node *root) {
    size_t count = 0;
    const struct yaml_comment *comments = yaml_comments(loader, &count);
    for (; ignores->comments_seen < count; ignores->comments_seen++) {
        span comment = comments[ignores->comments_seen].at;
        struct directive directive = {0};
        if (!directive_parse(arena, source_text(source, comment), &directive))
            continue;
        if (directive.kind == DIRECTIVE_MALFORMED)
            add_malformed(ignores, arena, source, comment, &directive);
        else if (directive.kind == DIRECTIVE_DIALECT)
            ignores->dialect = directive.dialect == DIRECTIVE_LOKI ? DIALECT_LOGQL : DIALECT_PROMQL;
        else
            add_ignores(ignores, arena, source, comment, &directive, root);
    }
}

static bool hides(const struct ignore *ignore, const struct diag *diag, uint32_t today) {
    if (ignore->until && today > ignore->until)
        return false;
    uint32_t start = diag->at.span.start;
    return start >= ignore->hides.start && start < ignore->hides.end && str_equal(ignore->id, str_of(diag->rule));
}

bool ignores_hide(struct ignore_list *ignores, const struct diag *diag, uint32_t today) {
    bool hidden = false;
    for (size_t i = 0; i < ignores->ignores.len; i++) {
        if (hides(&ignores->ignores.at[i], diag, today)) {
            ignores->ignores.at[i].used = true;
            hidden = true;
        }
    }
    return hidden;
}
