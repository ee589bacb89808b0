/* Any comment: spans lie within it, and a directive holds what its kind promises. */
#include <stdint.h>
#include <stdlib.h>

#include "config/directive.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition) {
    if (!condition)
        abort();
}

static void require_within(span at, size_t size) {
    require(at.start <= at.end && at.end <= size);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena arena = {0};
    struct directive directive;
    str comment = arena_format(&arena, "# monlint: ");
    comment = arena_format(&arena, "%.*s%.*s", STR_ARG(comment), (int)size, (const char *)data);
    require(directive_parse(&arena, comment, &directive));
    require_within(directive.at, comment.len);
    require_within(directive.rules_at, comment.len);
    require_within(directive.until_at, comment.len);
    require_within(directive.fault, comment.len);
    bool ignores = directive.kind == DIRECTIVE_IGNORE || directive.kind == DIRECTIVE_IGNORE_FILE;
    require(ignores == (directive.rule_count > 0));
    require((directive.kind == DIRECTIVE_MALFORMED) == (directive.message.len > 0));
    require(directive.kind != DIRECTIVE_MALFORMED || directive.fault.start < directive.fault.end);
    for (size_t i = 0; i < directive.rule_count; i++) {
        require_within(directive.rules[i].at, comment.len);
        require(directive.rules[i].id.len > 0);
    }
    arena_free(&arena);
    return 0;
}
