/* The units of both notations and the words people write for them. For the files of this folder. */
#ifndef MONLINT_TEXT_DURATION_UNIT_H
#define MONLINT_TEXT_DURATION_UNIT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "text/duration.h"

struct duration_unit {
    str name;
    uint64_t ns;
    int rank; /* smaller means longer */
    bool prometheus, go;
};

/* The unit of exactly this name, or NULL. */
const struct duration_unit *duration_unit_find(str name);

/* The unit that a word means ("mins", "Hours", "M"), without regard to case, or NULL. */
const struct duration_unit *duration_unit_guess(str word);

/* The longest unit that is shorter than this one in the notation, or NULL. */
const struct duration_unit *duration_unit_below(const struct duration_unit *unit, enum duration_notation notation);

/* The units from the longest to the shortest: index 0 and on; NULL at the end. */
const struct duration_unit *duration_unit_at(int index);

bool duration_unit_allowed(const struct duration_unit *unit, enum duration_notation notation);

#endif
