/* The English words that a text is read by, as numbers: each word of a text is looked up once, and what reads it
 * compares numbers. */
#ifndef MONLINT_PROSE_WORDS_H
#define MONLINT_PROSE_WORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* PROSE_LETTER_x is the first word that begins with the letter; it takes no number of its own. */
enum prose_word {
    PROSE_WORD_none, /* any other word */
#define LETTER(letter) PROSE_LETTER_##letter, PROSE_BEHIND_##letter = PROSE_LETTER_##letter - 1,
#define WORD(word) PROSE_WORD_##word,
#include "prose/words.def"
#undef WORD
#undef LETTER
    PROSE_WORD_COUNT
};

/* The word that this is, in any case of letters. */
enum prose_word prose_word_find(str text);

/* A set of words: PROSE_WORDS(more, greater, than); in a constant table PROSE_SET(more, greater, than). Up to 40. */
struct prose_words {
    uint64_t bits[4];
};

_Static_assert(PROSE_WORD_COUNT <= 4 * 64, "each word has a bit");

#define PROSE_WORDS(...) ((struct prose_words)PROSE_SET(__VA_ARGS__))

#define PROSE_SET(...) PROSE_SET_OF(__VA_ARGS__, PROSE_TEN_NONE, PROSE_TEN_NONE, PROSE_TEN_NONE, PROSE_TEN_NONE)
#define PROSE_TEN_NONE none, none, none, none, none, none, none, none, none, none

#define PROSE_SET_OF(...)                                                                                              \
    {                                                                                                                  \
        {                                                                                                              \
            PROSE_PART(0, __VA_ARGS__), PROSE_PART(1, __VA_ARGS__), PROSE_PART(2, __VA_ARGS__),                        \
                PROSE_PART(3, __VA_ARGS__)                                                                             \
        }                                                                                                              \
    }

#define PROSE_PART(part, ...) PROSE_BITS(part, __VA_ARGS__)
#define PROSE_BITS(p, a, b, c, d, e, f, g, h, i, j, ...)                                                               \
    (PROSE_TEN(p, a, b, c, d, e, f, g, h, i, j) | PROSE_BITS_2(p, __VA_ARGS__))
#define PROSE_BITS_2(p, a, b, c, d, e, f, g, h, i, j, ...)                                                             \
    (PROSE_TEN(p, a, b, c, d, e, f, g, h, i, j) | PROSE_BITS_3(p, __VA_ARGS__))
#define PROSE_BITS_3(p, a, b, c, d, e, f, g, h, i, j, ...)                                                             \
    (PROSE_TEN(p, a, b, c, d, e, f, g, h, i, j) | PROSE_BITS_4(p, __VA_ARGS__))
#define PROSE_BITS_4(p, a, b, c, d, e, f, g, h, i, j, ...)                                                             \
    (PROSE_TEN(p, a, b, c, d, e, f, g, h, i, j) | PROSE_END(__VA_ARGS__, none))
/* 0; no array is so small where there are more words. */
#define PROSE_END(word, ...) (sizeof(char[PROSE_WORD_##word == PROSE_WORD_none ? 1 : -1]) - 1)
#define PROSE_TEN(p, a, b, c, d, e, f, g, h, i, j)                                                                     \
    (PROSE_BIT(p, a) | PROSE_BIT(p, b) | PROSE_BIT(p, c) | PROSE_BIT(p, d) | PROSE_BIT(p, e) | PROSE_BIT(p, f) |       \
     PROSE_BIT(p, g) | PROSE_BIT(p, h) | PROSE_BIT(p, i) | PROSE_BIT(p, j))
#define PROSE_BIT(p, word)                                                                                             \
    ((uint64_t)(PROSE_WORD_##word != PROSE_WORD_none && PROSE_WORD_##word / 64 == (p)) << PROSE_WORD_##word % 64)

static inline bool prose_words_hold(struct prose_words words, enum prose_word word) {
    return words.bits[word / 64] >> word % 64 & 1;
}

#endif
