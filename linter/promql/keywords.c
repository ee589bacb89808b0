/* Which words are keywords. */
#include "promql/ast.h"
#include "promql/lexer.h"

#include <string.h>

enum { LONGEST_KEYWORD = 12 };

static const struct keyword {
    str text;
    enum promql_token_kind token;
    int value;
} keywords[] = {
#define KEYWORD(text, token, value) {{text, sizeof text - 1}, token, value},
#include "promql/keywords.def"
#undef KEYWORD
};

/* For each first letter, where its keywords start; the entry after the letter says where they end. */
static const unsigned char by_letter[] = {
    ['a' - 'a'] = 0,  ['b' - 'a'] = 4,  ['c' - 'a'] = 7,      ['d' - 'a'] = 9,  ['e' - 'a'] = 9,  ['f' - 'a'] = 10,
    ['g' - 'a'] = 13, ['h' - 'a'] = 16, ['i' - 'a'] = 16,     ['j' - 'a'] = 18, ['k' - 'a'] = 18, ['l' - 'a'] = 18,
    ['m' - 'a'] = 20, ['n' - 'a'] = 24, ['o' - 'a'] = 25,     ['p' - 'a'] = 28, ['q' - 'a'] = 28, ['r' - 'a'] = 29,
    ['s' - 'a'] = 30, ['t' - 'a'] = 36, ['u' - 'a'] = 37,     ['v' - 'a'] = 38, ['w' - 'a'] = 38, ['x' - 'a'] = 39,
    ['y' - 'a'] = 39, ['z' - 'a'] = 39, ['z' - 'a' + 1] = 39,
};

_Static_assert(sizeof keywords / sizeof keywords[0] == 39, "by_letter follows keywords.def");

enum promql_token_kind promql_keyword(str word, int *value) {
    *value = 0;
    if (word.len < 2 || word.len > LONGEST_KEYWORD)
        return TOKEN_IDENTIFIER;
    unsigned letter = (unsigned)(unsigned char)(word.ptr[0] | 0x20) - 'a';
    if (letter > 'z' - 'a')
        return TOKEN_IDENTIFIER;
    for (size_t i = by_letter[letter]; i < by_letter[letter + 1]; i++) {
        if (word.len == keywords[i].text.len && str_equal_fold(word, keywords[i].text)) {
            *value = keywords[i].value;
            return keywords[i].token;
        }
    }
    return TOKEN_IDENTIFIER;
}
