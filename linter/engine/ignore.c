/* From comments to ignores. */
#include "engine/ignore.h"

#include "engine/ignore_scope.h"

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
                        const struct directive *directive, struct ignore_scopes *scopes) {
    enum ignore_scope scope = IGNORE_FILE;
    span hides = {0, (uint32_t)source->bytes.len + 1};
    if (directive->kind == DIRECTIVE_IGNORE)
        hides = ignore_scope_find(scopes, comment, &scope);
    for (size_t i = 0; i < directive->rule_count; i++) {
        struct ignore ignore = {.id = arena_copy(arena, directive->rules[i].id), /* the bytes of a file may go */
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
                     const struct yaml_loader *loader, const struct tree *tree) {
    struct arena lists = {0};
    struct ignore_scopes scopes = {.source = source, .root = tree ? tree->root : NULL, .arena = &lists};
    size_t count = 0;
    const struct yaml_comment *comments = yaml_comments(loader, &count);
    if (tree)
        count = tree->comment_count;
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
            add_ignores(ignores, arena, source, comment, &directive, &scopes);
    }
    arena_free(&lists);
}
