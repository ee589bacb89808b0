/* Tokens and figures lie in the text, in its order, whatever the bytes. Every { begins a hole of at most four bytes. */
#include <stdlib.h>

#include "base/vec.h"
#include "prose/prose.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void require(bool holds) {
    if (!holds)
        abort();
}

static void check(const struct prose *prose) {
    uint32_t end = 0;
    for (size_t i = 0; i < prose->token_count; i++) {
        const struct prose_token *token = &prose->tokens[i];
        require(token->at.start >= end && token->at.end >= token->at.start && token->at.end <= prose->text.len);
        end = token->at.end;
    }
    for (size_t i = 0; i < prose->figure_count; i++) {
        const struct prose_figure *figure = &prose->figures[i];
        require(figure->first <= figure->last && figure->last < prose->token_count);
        require(figure->sentence[0] <= figure->first && figure->last < figure->sentence[1]);
        require(figure->at.start == prose->tokens[figure->first].at.start);
        prose_window_behind(prose, figure);
    }
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size) {
    struct arena arena = {0};
    VEC(struct prose_hole) holes = {0};
    str text = {(const char *)data, size};
    for (size_t i = 0; i < size;) {
        size_t end = i + 4 < size ? i + 4 : size;
        if (data[i] == '{')
            vec_push(&arena, &holes, (struct prose_hole){.at = {(uint32_t)i, (uint32_t)end}, .is_value = end % 2});
        i = data[i] == '{' ? end : i + 1;
    }
    struct prose prose = prose_read(&arena, text, holes.at, holes.len);
    check(&prose);
    arena_free(&arena);
    return 0;
}
