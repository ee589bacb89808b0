/* A stack of the branches that are open. An end without a beginning is passed over. */
#include "gotmpl/helm_branches.h"

enum turn { TURN_NONE, TURN_OPEN, TURN_ELSE, TURN_END };

static const struct {
    str word;
    enum turn turn;
} turns[] = {
    {{"if", 2}, TURN_OPEN},    {{"with", 4}, TURN_OPEN}, {{"range", 5}, TURN_OPEN}, {{"define", 6}, TURN_OPEN},
    {{"block", 5}, TURN_OPEN}, {{"for", 3}, TURN_OPEN},  {{"else", 4}, TURN_ELSE},  {{"elif", 4}, TURN_ELSE},
    {{"end", 3}, TURN_END},    {{"endif", 5}, TURN_END}, {{"endfor", 6}, TURN_END}, {{"endblock", 8}, TURN_END},
};

/* The first word behind {{ or {%, and behind the dash that trims. */
static str first_word(str action) {
    str body = str_slice(action, 2, action.len);
    if (body.len && (body.ptr[0] == '-' || body.ptr[0] == '+'))
        body = str_slice(body, 1, body.len);
    body = str_trim(body);
    size_t end = 0;
    while (end < body.len && body.ptr[end] >= 'a' && body.ptr[end] <= 'z')
        end++;
    return str_slice(body, 0, end);
}

static enum turn turn_of(str action) {
    str word = first_word(action);
    for (size_t i = 0; i < sizeof turns / sizeof *turns; i++)
        if (str_equal(word, turns[i].word))
            return turns[i].turn;
    return TURN_NONE;
}

uint32_t *helm_branches(struct arena *arena, str bytes, const struct helm_text *text) {
    uint32_t *branches = arena_array(arena, uint32_t, text->count);
    uint32_t *open = arena_array(arena, uint32_t, text->count);
    size_t depth = 0;
    for (size_t i = 0; i < text->count; i++) {
        span at = text->changes[i].at;
        enum turn turn = turn_of(str_slice(bytes, at.start, at.end));
        if (turn == TURN_OPEN)
            open[depth++] = at.start + 1;
        else if (turn == TURN_ELSE && depth > 0)
            open[depth - 1] = at.start + 1;
        else if (turn == TURN_END && depth > 0)
            depth--;
        branches[i] = depth > 0 ? open[depth - 1] : 0;
    }
    return branches;
}
