/* Sets of bytes in a pattern: [a-z], [!0-9], [[:alpha:]_]. */
#ifndef MONLINT_CONFIG_GLOB_CLASS_H
#define MONLINT_CONFIG_GLOB_CLASS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* Whether the set at the start of the pattern, which begins with '[', holds the byte. Returns the set's length, or 0
 * if it has no end or names an unknown class: such a pattern matches nothing. */
size_t glob_class_match(str pattern, char byte, bool *matched);

#endif
