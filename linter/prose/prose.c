/* Figures: a number or a value, its unit, and the sentence it stands in. */
#include "prose/prose.h"

#include <string.h>

#include "base/vec.h"
#include "prose/prose_internal.h"

/* Behind one of these a sentence says what may be, what shall be, or what is somewhere else. */
static const struct prose_words hedges =
    PROSE_SET(should, would, could, may, might, can, must, will, if, when, unless, until, till, before, after, every,
              each, next, usually, normally, typically, ideally, recommended, consider, default, goal, allowed, allow,
              please, ensure, retry, between, example, instead);

static const struct prose_words periods = PROSE_SET(second, minute, hour, day, week);

enum { REACH = 40, WINDOW_REACH = 12 };

struct reader {
    struct arena *arena;
    struct prose *prose;
    VEC(struct prose_figure) figures;
};

str prose_text(const struct prose *prose, size_t token) {
    span at = prose->tokens[token].at;
    return str_slice(prose->text, at.start, at.end);
}

char prose_sign(const struct prose *prose, size_t token) {
    bool is_mark = token < prose->token_count && prose->tokens[token].kind == PROSE_MARK;
    return is_mark ? prose->text.ptr[prose->tokens[token].at.start] : '\0';
}

bool prose_is(const struct prose *prose, size_t token, enum prose_word word) {
    return token < prose->token_count && prose->tokens[token].word == word;
}

bool prose_has(const struct prose *prose, size_t start, size_t end, struct prose_words words) {
    for (size_t i = start; i < end && i < prose->token_count; i++)
        if (prose_words_hold(words, prose->tokens[i].word))
            return true;
    return false;
}

bool prose_before(const struct prose *prose, const struct prose_figure *figure, struct prose_words words) {
    size_t start = figure->sentence[0];
    start = figure->first - start > REACH ? figure->first - REACH : start;
    return prose_has(prose, start, figure->first, words);
}

bool prose_around(const struct prose *prose, const struct prose_figure *figure, struct prose_words words) {
    size_t end = figure->sentence[1];
    end = end - figure->last > REACH ? figure->last + REACH : end;
    return prose_before(prose, figure, words) || prose_has(prose, figure->last + 1, end, words);
}

static bool is_hedged(const struct prose *prose, const struct prose_figure *figure) {
    if (figure->relation == PROSE_PLAIN)
        return false;
    return prose_before(prose, figure, hedges) || prose_around(prose, figure, PROSE_WORDS(should, recommended));
}

static bool ends_sentence(const struct prose *prose, size_t token) {
    char sign = prose_sign(prose, token);
    if (sign == '\n' || sign == '\r' || sign == ';')
        return true;
    bool last = token + 1 == prose->token_count || prose->tokens[token + 1].spaced;
    return last && (sign == '.' || sign == '!' || sign == '?');
}

/* The token behind the sentence that begins here. */
static size_t sentence_end(const struct prose *prose, size_t start) {
    size_t end = start;
    while (end < prose->token_count && !ends_sentence(prose, end))
        end++;
    return end + (end < prose->token_count);
}

/* Where the next part of a duration begins: "1h30m", "24 hours 15 minutes", "1 hour and 30 minutes". */
static size_t next_part(const struct prose *prose, size_t token, double factor) {
    size_t end;
    size_t number = token + prose_is(prose, token, PROSE_WORD_and);
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
        seconds += prose_number(prose, next) * part.factor;
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
    if (token >= prose->token_count || prose->tokens[token].spaced)
        return token;
    str text = prose_text(prose, token);
    for (size_t i = 0; i < sizeof magnitudes / sizeof *magnitudes; i++)
        if (text.len == 1 && text.ptr[0] == magnitudes[i].letter) {
            figure->number *= magnitudes[i].factor;
            return token + 1;
        }
    return token;
}

static void add_figure(struct reader *reader, struct prose_figure *figure) {
    figure->relation = prose_relation_of(reader->prose, figure);
    figure->hedged = is_hedged(reader->prose, figure);
    vec_push(reader->arena, &reader->figures, *figure);
}

static void finish(struct reader *reader, struct prose_figure *figure) {
    const struct prose *prose = reader->prose;
    size_t next = figure->first + 1, end;
    if (!figure->is_value) {
        figure->number = prose_number(prose, figure->first);
        next = skip_magnitude(prose, figure, next);
    }
    figure->unit = prose_unit_at(prose, next, &end);
    figure->last = end - 1;
    if (figure->unit.measure == PROSE_TIME && !figure->is_value)
        add_parts(prose, figure);
    figure->at = (span){prose->tokens[figure->first].at.start, prose->tokens[figure->last].at.end};
    add_figure(reader, figure);
}

static bool is_signed(const struct prose *prose, size_t token) {
    char sign = token ? prose_sign(prose, token - 1) : '\0';
    return (sign == '-' || sign == '+' || sign == '$' || sign == '#') && !prose->tokens[token].spaced;
}

/* "longer than an hour", "for a day"; a second and a minute are often but a while. */
static bool is_spelt_out(const struct prose *prose, size_t token) {
    if (token < 2 || !prose_has(prose, token - 1, token, PROSE_WORDS(a, an)))
        return false;
    bool is_compared = prose_has(prose, token - 2, token - 1, PROSE_WORDS(than, least));
    return (is_compared && prose_is(prose, token, PROSE_WORD_minute)) ||
           ((is_compared || prose_has(prose, token - 2, token - 1, PROSE_WORDS(for, over))) &&
            prose_has(prose, token, token + 1, PROSE_WORDS(hour, day, week)));
}

/* "the last hour", "the past day": one of it. */
static bool is_lone_period(const struct prose *prose, size_t token) {
    return token && prose_words_hold(periods, prose->tokens[token].word) &&
           (prose_has(prose, token - 1, token, PROSE_WORDS(last, past, previous)) || is_spelt_out(prose, token));
}

static void add_period(struct reader *reader, struct prose_figure *figure) {
    size_t end;
    figure->number = 1;
    figure->last = figure->first;
    figure->unit = prose_unit_at(reader->prose, figure->first, &end);
    figure->at = reader->prose->tokens[figure->first].at;
    add_figure(reader, figure);
}

static bool is_value(const struct prose *prose, size_t token) {
    const struct prose_token *at = &prose->tokens[token];
    return at->kind == PROSE_HOLE && prose->holes[at->hole].is_value;
}

static void read_token(struct reader *reader, size_t token, size_t start, size_t end) {
    const struct prose *prose = reader->prose;
    bool value = is_value(prose, token), period = is_lone_period(prose, token);
    bool number = prose->tokens[token].kind == PROSE_NUMBER && !is_signed(prose, token);
    bool part = reader->figures.len && token <= reader->figures.at[reader->figures.len - 1].last;
    if (!(value || period || number) || part)
        return;
    struct prose_figure figure = {.is_value = value, .first = token, .sentence = {start, end}};
    figure.hole = prose->tokens[token].hole;
    if (period)
        add_period(reader, &figure);
    else
        finish(reader, &figure);
}

const struct prose_figure *prose_window_behind(const struct prose *prose, const struct prose_figure *figure) {
    const struct prose_figure *next = figure + 1;
    if (next == prose->figures + prose->figure_count || next->relation != PROSE_WINDOW ||
        next->sentence[0] != figure->sentence[0] || next->first > figure->last + 1 + WINDOW_REACH)
        return NULL;
    for (size_t i = figure->last + 1; i < next->first; i++) {
        char sign = prose_sign(prose, i);
        if (sign && !strchr("()/-\"'", sign))
            return NULL;
    }
    return next;
}

struct prose prose_read(struct arena *arena, str text, const struct prose_hole *holes, size_t hole_count) {
    struct prose prose = {.text = text, .holes = holes};
    prose_scan(arena, &prose, hole_count);
    struct reader reader = {.arena = arena, .prose = &prose};
    for (size_t start = 0, end; start < prose.token_count; start = end) {
        end = sentence_end(&prose, start);
        for (size_t i = start; i < end; i++)
            read_token(&reader, i, start, end);
    }
    prose.figures = reader.figures.at;
    prose.figure_count = reader.figures.len;
    return prose;
}
