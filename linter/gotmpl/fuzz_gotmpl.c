/* Any bytes: parsing ends, spans nest, reads and faults point into the text, blanking keeps length and line ends. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "gotmpl/calls.h"
#include "gotmpl/helm.h"
#include "gotmpl/reads.h"
#include "gotmpl/slips.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds) {
    if (!holds)
        abort();
}

static void require_inside(span inner, span outer) {
    require(inner.start <= inner.end && outer.start <= inner.start && inner.end <= outer.end);
}

static void check_pipe(const struct gotmpl_pipe *pipe, span outer) {
    if (!pipe)
        return;
    require_inside(pipe->span, outer);
    require(pipe->commands);
    for (unsigned i = 0; i < pipe->declaration_count; i++)
        require_inside(pipe->declarations[i].span, outer);
    for (const struct gotmpl_command *command = pipe->commands; command; command = command->next) {
        require_inside(command->span, pipe->span);
        require(command->terms);
        for (const struct gotmpl_term *term = command->terms; term; term = term->next) {
            require_inside(term->span, command->span);
            for (const struct gotmpl_field *field = term->fields; field; field = field->next)
                require_inside(field->span, term->span);
            check_pipe(term->pipe, term->span);
        }
    }
}

/* Nodes stand in the order of the text and do not overlap. */
static void check_list(const struct gotmpl_node *list, span outer) {
    for (const struct gotmpl_node *node = list; node; node = node->next) {
        require_inside(node->span, outer);
        require_inside(node->head, node->span);
        require(node->span.start < node->span.end);
        check_pipe(node->pipe, node->head);
        span inner = {node->head.end, node->span.end};
        check_list(node->body, inner);
        const struct gotmpl_node *branch = node;
        for (; branch->otherwise && branch->otherwise->chained; branch = branch->otherwise) {
            require_inside(branch->otherwise->span, inner);
            check_pipe(branch->otherwise->pipe, branch->otherwise->head);
            check_list(branch->otherwise->body, inner);
        }
        check_list(branch->otherwise, inner);
        outer.start = node->span.end;
    }
}

static void check_template(struct arena *arena, str text, enum gotmpl_dialect dialect) {
    struct gotmpl parsed = gotmpl_parse(arena, text, dialect);
    span whole = {0, (uint32_t)text.len};
    if (parsed.error.message.len > 0) {
        require_inside(parsed.error.at, whole);
        require_inside(parsed.error.opened, whole);
        require(!parsed.nodes);
        gotmpl_help(arena, &parsed, dialect);
        return;
    }
    check_list(parsed.nodes, whole);
    struct gotmpl_reads reads = gotmpl_find_reads(arena, &parsed);
    for (size_t i = 0; i < reads.read_count; i++) {
        require_inside(reads.reads[i].span, reads.reads[i].whole);
        require_inside(reads.reads[i].whole, whole);
        require_inside(reads.reads[i].before, whole);
        require_inside(reads.reads[i].after, whole);
    }
    for (size_t i = 0; i < reads.query_count; i++) {
        const struct gotmpl_query *query = &reads.queries[i];
        span text_span = {0, (uint32_t)query->text.len};
        require_inside(scalar_map_span(&query->map, text_span), query->literal);
    }
    struct gotmpl_faults faults = gotmpl_check_calls(arena, &parsed, dialect);
    for (size_t i = 0; i < faults.count; i++)
        require_inside(faults.at[i].at, whole);
}

static void check_blanking(struct arena *arena, str text) {
    helm_is_template(text);
    struct helm_text blank = helm_blank(arena, text);
    require(blank.bytes.len == text.len);
    for (size_t i = 0; i < text.len; i++)
        require((blank.bytes.ptr[i] == '\n') == (text.ptr[i] == '\n'));
    uint32_t end = 0;
    for (size_t i = 0; i < blank.count; i++) {
        span at = blank.changes[i].at;
        require(at.start >= end && at.end > at.start && at.end <= text.len);
        require(helm_differs(&blank, at));
        require(helm_touches(&blank, (span){at.start + 1, at.end - 1}) == (blank.changes[i].kind != HELM_DECODED));
        for (; end < at.start; end++)
            require(blank.bytes.ptr[end] == text.ptr[end]);
        end = at.end;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena arena = {0};
    str text = arena_copy(&arena, (str){(const char *)data, size});
    check_template(&arena, text, GOTMPL_PROMETHEUS);
    check_template(&arena, text, GOTMPL_ALERTMANAGER);
    check_blanking(&arena, text);
    arena_free(&arena);
    return 0;
}
