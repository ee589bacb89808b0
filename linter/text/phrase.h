/* Whether a name or a sentence speaks of something, however its words are joined. */
#ifndef MONLINT_TEXT_PHRASE_H
#define MONLINT_TEXT_PHRASE_H

#include <stdbool.h>

#include "base/str.h"

/* phrase is small letters without separators, "crashloop". It is found as whole words, in any case, joined or apart:
 * "CrashLoop", "crash-loop", "a crash loop". Words also begin at a capital after a small letter or before one. */
bool phrase_found(str text, str phrase);

/* Marks the bytes that words of the text begin with, letters as small ones: no other phrase is found in it. letters is
 * an array of 256. */
void phrase_beginnings(str text, bool *letters);

#endif
