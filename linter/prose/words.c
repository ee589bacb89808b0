/* A word is compared with those that begin with its letter. */
#include "prose/words.h"

#include <string.h>

enum { HALF = 8, LONGEST = 2 * HALF }; /* bytes of a word, and zeroes behind a shorter one */

static const char spellings[PROSE_WORD_COUNT][LONGEST] = {
#define LETTER(letter)
#define WORD(word) [PROSE_WORD_##word] = #word,
#include "prose/words.def"
#undef WORD
#undef LETTER
};

static const unsigned short begins[] = {
#define LETTER(letter) PROSE_LETTER_##letter,
#define WORD(word)
#include "prose/words.def"
#undef WORD
#undef LETTER
    PROSE_WORD_COUNT};

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

enum prose_word prose_word_find(str text) {
    char key[LONGEST] = {0};
    if (text.len == 0 || text.len >= LONGEST)
        return PROSE_WORD_none;
    for (size_t i = 0; i < text.len; i++)
        key[i] = lower(text.ptr[i]);
    if (key[0] < 'a' || key[0] > 'z')
        return PROSE_WORD_none;
    unsigned end = begins[key[0] - 'a' + 1];
    for (unsigned word = begins[key[0] - 'a']; word < end; word++)
        if (memcmp(spellings[word], key, HALF) == 0 && memcmp(spellings[word] + HALF, key + HALF, HALF) == 0)
            return (enum prose_word)word;
    return PROSE_WORD_none;
}
