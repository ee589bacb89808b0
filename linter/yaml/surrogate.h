/* Surrogate pairs that JSON writes as two escapes. Inside this folder only.
 *
 * libyaml refuses the escape of a half. So it is given a copy of the text in which each pair is two escapes of
 * U+FFFD, as long as the pair; the values of the scalars that hold one are decoded by us from the text as it is. */
#ifndef MONLINT_YAML_SURROGATE_H
#define MONLINT_YAML_SURROGATE_H

#include "yaml/build.h"

/* The text to give to libyaml: itself when it has no pair. Fills builder->patches. */
str surrogate_replace(struct builder *builder);

/* True if the scalar at raw holds a pair; scalars must be asked for in the order of the text. */
bool surrogate_inside(struct builder *builder, span raw);

#endif
