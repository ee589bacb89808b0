/* Figures: a number or a value, its unit, and the sentence it stands in. */
#include "prose/prose.h"

#include <string.h>

#include "base/vec.h"
#include "prose/prose_internal.h"

/* Behind one of these a sentence says what may be, what shall be, or what is somewhere else. */
static const char hedges[] = "should would could may might can must will if when unless until till before after every "
                             "each next usually normally typically ideally recommended consider default goal allowed "
                             "allow please ensure retry between example instead";

enum { REACH = 40, WINDOW_REACH = 12 };

/* Whether a token is one of the hedges. */
enum hedge { HEDGE_UNKNOWN, HEDGE_NO, HEDGE_YES };

struct reader {
    struct arena *arena;
    struct prose *prose;
    unsigned char *hedged; /* of each token, enum hedge: the figures of a sentence look at the same words */
    VEC(struct prose_figure) figures;
};

bool prose_is(const struct prose *prose, size_t token, const char *word) {
    return token < prose->token_count && prose->tokens[token].kind == PROSE_WORD &&
           str_equal_fold(prose->tokens[token].text, str_of(word));
}

bool prose_has(const struct prose *prose, size_t start, size_t end, const char *words) {
    for (size_t i = start; i < end && i < prose->token_count; i++)
        if (prose->tokens[i].kind == PROSE_WORD && prose_word_in(prose->tokens[i].text, words))
            return true;
    return false;
}

bool prose_before(const struct prose *prose, const struct prose_figure *figure, const char *words) {
    size_t start = figure->sentence[0];
    start = figure->first - start > REACH ? figure->first - REACH : start;
    return prose_has(prose, start, figure->first, words);
}

bool prose_around(const struct prose *prose, const struct prose_figure *figure, const char *words) {
    size_t end = figure->sentence[1];
    end = end - figure->last > REACH ? figure->last + REACH : end;
    return prose_before(prose, figure, words) || prose_has(prose, figure->last + 1, end, words);
}

static bool is_hedge(struct reader *reader, size_t token) {
    const struct prose_token *at = &reader->prose->tokens[token];
    if (reader->hedged[token] == HEDGE_UNKNOWN)
        reader->hedged[token] = at->kind == PROSE_WORD && prose_word_in(at->text, hedges) ? HEDGE_YES : HEDGE_NO;
    return reader->hedged[token] == HEDGE_YES;
}

static bool is_hedged(struct reader *reader, const struct prose_figure *figure) {
    if (figure->relation == PROSE_PLAIN)
        return false;
    size_t start = figure->sentence[0];
    start = figure->first - start > REACH ? figure->first - REACH : start;
    for (size_t i = start; i < figure->first; i++)
        if (is_hedge(reader, i))
            return true;
    return prose_around(reader->prose, figure, "should recommended");
}

static bool ends_sentence(const struct prose *prose, size_t token) {
    const struct prose_token *at = &prose->tokens[token];
    if (at->kind != PROSE_MARK)
        return false;
    bool last = token + 1 == prose->token_count || prose->tokens[token + 1].spaced;
    return at->text.ptr[0] == '\n' || at->text.ptr[0] == '\r' || at->text.ptr[0] == ';' ||
           (last && strchr(".!?", at->text.ptr[0]));
}

/* Where the next part of a duration begins: "1h30m", "24 hours 15 minutes", "1 hour and 30 minutes". */
static size_t next_part(const struct prose *prose, size_t token, double factor) {
    size_t end;
    size_t number = token + prose_is(prose, token, "and");
    if (number >= prose->token_count || prose->tokens[number].kind != PROSE_NUMBER)
        return 0;
    struct prose_unit part = prose_unit_at(prose, number + 1, &end);
    bool is_smaller = number == token ? !prose->tokens[number].spaced || part.factor < factor : part.factor < factor;
    return part.measure == PROSE_TIME && part.per <= 0 && is_smaller ? number : 0;
}

static void add_parts(const struct prose *prose, struct prose_figure *figure) {
    double seconds = figure->number * figure->unit.factor, factor = figure->unit.factor;
    size_t next, end;
    while (figure->unit.per <= 0 && (next = next_part(prose, figure->last + 1, factor)) != 0) {
        struct prose_unit part = prose_unit_at(prose, next + 1, &end);
        factor = part.factor;
        seconds += prose->tokens[next].number * part.factor;
        figure->number = seconds;
        figure->unit.factor = 1;
        figure->unit.at.end = part.at.end;
        figure->last = end - 1;
    }
}

/* 10k, 5M, before a unit or alone. */
static size_t skip_magnitude(const struct prose *prose, struct prose_figure *figure, size_t token) {
    static const struct {
        char letter;
        double factor;
    } magnitudes[] = {{'k', 1e3}, {'K', 1e3}, {'M', 1e6}, {'G', 1e9}, {'T', 1e12}};
    if (token >= prose->token_count || prose->tokens[token].spaced || prose->tokens[token].text.len != 1)
        return token;
    for (size_t i = 0; i < sizeof magnitudes / sizeof *magnitudes; i++)
        if (prose->tokens[token].text.ptr[0] == magnitudes[i].letter) {
            figure->number *= magnitudes[i].factor;
            return token + 1;
        }
    return token;
}

static void finish(struct reader *reader, struct prose_figure *figure) {
    const struct prose *prose = reader->prose;
    size_t next = figure->first + 1, end;
    if (!figure->is_value)
        next = skip_magnitude(prose, figure, next);
    figure->unit = prose_unit_at(prose, next, &end);
    figure->last = end - 1;
    if (figure->unit.measure == PROSE_TIME && !figure->is_value)
        add_parts(prose, figure);
    figure->at = (span){prose->tokens[figure->first].at.start, prose->tokens[figure->last].at.end};
    figure->relation = prose_relation_of(prose, figure);
    figure->hedged = is_hedged(reader, figure);
    vec_push(reader->arena, &reader->figures, *figure);
}

static bool is_signed(const struct prose *prose, size_t token) {
    return token && prose->tokens[token - 1].kind == PROSE_MARK &&
           strchr("-+$#", prose->tokens[token - 1].text.ptr[0]) && !prose->tokens[token].spaced;
}

/* "longer than an hour", "for a day"; a second and a minute are often but a while. */
static bool is_spelt_out(const struct prose *prose, size_t token) {
    if (token < 2 || !prose_has(prose, token - 1, token, "a an"))
        return false;
    bool is_compared = prose_has(prose, token - 2, token - 1, "than least");
    return (is_compared && prose_has(prose, token, token + 1, "minute")) ||
           ((is_compared || prose_has(prose, token - 2, token - 1, "for over")) &&
            prose_has(prose, token, token + 1, "hour day week"));
}

/* "the last hour", "the past day": one of it. */
static bool is_lone_period(const struct prose *prose, size_t token) {
    size_t length = prose->tokens[token].text.len;
    bool is_period = token && prose->tokens[token].kind == PROSE_WORD && length >= 3 && length <= 6 &&
                     prose_has(prose, token, token + 1, "second minute hour day week");
    return is_period && (prose_has(prose, token - 1, token, "last past previous") || is_spelt_out(prose, token));
}

static void read_token(struct reader *reader, size_t token, const size_t sentence[2]) {
    const struct prose *prose = reader->prose;
    const struct prose_token *at = &prose->tokens[token];
    bool part = reader->figures.len && token <= reader->figures.at[reader->figures.len - 1].last;
    struct prose_figure figure = {.number = at->number, .first = token, .sentence = {sentence[0], sentence[1]}};
    if (part)
        return;
    if (is_lone_period(prose, token)) {
        figure.number = 1;
        figure.last = token;
        size_t end;
        figure.unit = prose_unit_at(prose, token, &end);
        figure.at = at->at;
        figure.relation = prose_relation_of(prose, &figure);
        figure.hedged = is_hedged(reader, &figure);
        vec_push(reader->arena, &reader->figures, figure);
        return;
    }
    figure.is_value = at->kind == PROSE_HOLE && prose->holes[at->hole].is_value;
    figure.hole = at->hole;
    if (figure.is_value || (at->kind == PROSE_NUMBER && !is_signed(prose, token)))
        finish(reader, &figure);
}

const struct prose_figure *prose_window_behind(const struct prose *prose, const struct prose_figure *figure) {
    const struct prose_figure *next = figure + 1;
    if (next == prose->figures + prose->figure_count || next->relation != PROSE_WINDOW ||
        next->sentence[0] != figure->sentence[0] || next->first > figure->last + 1 + WINDOW_REACH)
        return NULL;
    for (size_t i = figure->last + 1; i < next->first; i++)
        if (prose->tokens[i].kind == PROSE_MARK && !strchr("()/-\"'", prose->tokens[i].text.ptr[0]))
            return NULL;
    return next;
}

struct prose prose_read(struct arena *arena, str text, const struct prose_hole *holes, size_t hole_count) {
    struct prose prose = {.text = text, .holes = holes};
    prose_scan(arena, &prose, hole_count);
    struct reader reader = {.arena = arena, .prose = &prose};
    reader.hedged = arena_array(arena, unsigned char, prose.token_count);
    for (size_t start = 0, end = 0; start < prose.token_count; start = end) {
        for (end = start; end < prose.token_count && !ends_sentence(&prose, end); end++)
            ;
        end += end < prose.token_count;
        for (size_t i = start; i < end; i++)
            read_token(&reader, i, (size_t[2]){start, end});
    }
    prose.figures = reader.figures.at;
    prose.figure_count = reader.figures.len;
    return prose;
}
