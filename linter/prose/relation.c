/* How a figure is spoken of: the words right before it. */
#include "prose/prose_internal.h"

enum { LOOK_BACK = 8 };

static const struct prose_words fillers =
    PROSE_SET(the, a, an, about, approximately, around, roughly, only, currently, just, its);

/* The nearest token before this one that says something: not "the", "a", "about". -1 when the sentence begins. */
static long before(const struct prose *prose, const struct prose_figure *figure, long token) {
    for (long i = token - 1; i >= (long)figure->sentence[0] && token - i < LOOK_BACK; i--)
        if (!prose_words_hold(fillers, prose->tokens[i].word) && prose_sign(prose, (size_t)i) != '~')
            return i;
    return -1;
}

static bool word(const struct prose *prose, long token, struct prose_words words) {
    return token >= 0 && prose_words_hold(words, prose->tokens[token].word);
}

static enum prose_relation comparison_at(const struct prose *prose, const struct prose_figure *figure, long *token) {
    long last = *token;
    if (word(prose, last, PROSE_WORDS(than))) {
        long how = before(prose, figure, last);
        *token = how;
        if (word(prose, how, PROSE_WORDS(more, greater, higher, longer, larger, bigger, older, above, slower)))
            return PROSE_ABOVE;
        return word(prose, how, PROSE_WORDS(less, lower, fewer, smaller, shorter, below)) ? PROSE_BELOW : PROSE_PLAIN;
    }
    if (word(prose, last, PROSE_WORDS(least, most))) {
        *token = before(prose, figure, last);
        if (!word(prose, *token, PROSE_WORDS(at)))
            return PROSE_PLAIN;
        return word(prose, last, PROSE_WORDS(least)) ? PROSE_AT_LEAST : PROSE_AT_MOST;
    }
    if (word(prose, last, PROSE_WORDS(above, over, exceeds, exceed, exceeded, exceeding)))
        return PROSE_ABOVE;
    return word(prose, last, PROSE_WORDS(below, under)) ? PROSE_BELOW : PROSE_PLAIN;
}

static enum prose_relation sign_at(const struct prose *prose, long token) {
    bool equal = prose_sign(prose, (size_t)token) == '=';
    long sign = equal ? token - 1 : token;
    if (sign < 0 || prose->tokens[sign].kind != PROSE_MARK)
        return PROSE_PLAIN;
    str text = prose_text(prose, (size_t)sign);
    if (str_equal(text, STR(">")))
        return equal ? PROSE_AT_LEAST : PROSE_ABOVE;
    if (str_equal(text, STR("<")))
        return equal ? PROSE_AT_MOST : PROSE_BELOW;
    if (str_equal(text, STR("\xe2\x89\xa5")))
        return PROSE_AT_LEAST;
    return str_equal(text, STR("\xe2\x89\xa4")) ? PROSE_AT_MOST : PROSE_PLAIN;
}

/* "threshold of", "threshold:", "threshold is", "threshold (". */
static bool is_threshold(const struct prose *prose, const struct prose_figure *figure, long token) {
    for (int steps = 0; steps < 2 && token >= 0; steps++) {
        char sign = prose_sign(prose, (size_t)token);
        bool link = word(prose, token, PROSE_WORDS(of, is, at, was)) || sign == ':' || sign == '=' || sign == '(';
        if (!link)
            break;
        token = before(prose, figure, token);
    }
    return word(prose, token, PROSE_WORDS(threshold));
}

/* "for more than", "for at least", "for over", "for"; not "wait for". */
static bool is_for(const struct prose *prose, const struct prose_figure *figure, long token) {
    long first = token;
    if (comparison_at(prose, figure, &first) != PROSE_PLAIN)
        first = before(prose, figure, first);
    return word(prose, first, PROSE_WORDS(for)) &&
           !word(prose, first - 1, PROSE_WORDS(wait, waits, waiting, silence, mute, pause, sleep, kept, keep));
}

static enum prose_relation of_duration(const struct prose *prose, const struct prose_figure *figure, long token) {
    if (word(prose, token, PROSE_WORDS(last, past, previous, preceding))) {
        long lead = before(prose, figure, token);
        return word(prose, lead, PROSE_WORDS(for)) ? PROSE_FOR : PROSE_WINDOW;
    }
    if (is_for(prose, figure, token))
        return PROSE_FOR;
    /* "over 5 minutes" is a window or a threshold, "within more than" nothing at all. */
    long first = token;
    enum prose_relation relation = comparison_at(prose, figure, &first);
    if (word(prose, token, PROSE_WORDS(over)) ||
        word(prose, before(prose, figure, first), PROSE_WORDS(in, within, every, after, during)))
        return PROSE_PLAIN;
    return relation;
}

enum prose_relation prose_relation_of(const struct prose *prose, const struct prose_figure *figure) {
    long token = before(prose, figure, (long)figure->first);
    if (token < 0)
        return PROSE_PLAIN;
    if (is_threshold(prose, figure, token))
        return PROSE_THRESHOLD;
    if (prose->tokens[token].kind == PROSE_MARK)
        return sign_at(prose, token);
    long first = token;
    enum prose_relation relation =
        figure->unit.measure == PROSE_TIME ? of_duration(prose, figure, token) : comparison_at(prose, figure, &first);
    if (relation == PROSE_PLAIN || relation == PROSE_FOR || relation == PROSE_WINDOW)
        return relation;
    return word(prose, before(prose, figure, first), PROSE_WORDS(no, not, never, without)) ? PROSE_PLAIN : relation;
}
