/* Candidates in the order of the text. */
#include "yaml/comments.h"

#include <stdint.h>

#include "yaml/breaks.h"
#include "yaml/build.h"

/* Moves to the first # at or behind `at` whose line still holds the needle. */
static void advance(struct comments *comments, size_t at) {
    str text = comments->text;
    while ((at += str_find_byte(str_slice(text, at, text.len), '#')) < text.len) {
        if (comments->needle_at != SIZE_MAX && comments->needle_at >= at)
            break;
        if (at >= comments->line_end)
            comments->line_end = line_end(text, at);
        size_t found = at + str_find(str_slice(text, at, comments->line_end), comments->needle);
        if (found < comments->line_end) {
            comments->needle_at = found;
            break;
        }
        at = comments->line_end;
    }
    comments->next = at;
}

void comments_begin(struct comments *comments, str text, str needle, size_t at) {
    comments->text = text;
    comments->needle = needle;
    comments->needle_at = SIZE_MAX;
    comments->line_end = 0;
    if (str_contains(str_slice(text, at, text.len), needle))
        advance(comments, at);
    else
        comments->next = text.len;
}

void comments_pass(struct builder *builder, size_t start, size_t end) {
    struct comments *comments = &builder->comments;
    while (comments->next < start) {
        span raw = {(uint32_t)comments->next, (uint32_t)line_end(comments->text, comments->next)};
        vec_push(builder->arena, &comments->found, (struct yaml_comment){build_span(builder, raw)});
        advance(comments, raw.end);
    }
    if (comments->next < end)
        advance(comments, end);
}
