/* "Did you mean": the candidate that a misspelt word is nearest to. */
#ifndef MONLINT_TEXT_SUGGEST_H
#define MONLINT_TEXT_SUGGEST_H

#include <stddef.h>

#include "base/str.h"

/* What suggest_nearest returns when nothing is near. */
#define SUGGEST_NONE ((size_t)-1)

/* Index of the nearest candidate within max(1, length of the word / 3) edits, or SUGGEST_NONE. Letters compare without
 * case, and '_', '-' and case borders count for nothing, so that min_period, min-period and minPeriod are one word.
 * Of equally near ones the one that differs less as it is spelt wins, then the first. Words over 64 bytes have no
 * near ones. */
size_t suggest_nearest(str word, const str *candidates, size_t count);

/* Edits (insert, delete, replace, swap of neighbours) between two words as suggest_nearest compares them, or limit + 1
 * when there are more than limit or a word is over 64 bytes. */
size_t suggest_distance(str a, str b, size_t limit);

#endif
