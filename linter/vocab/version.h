/* A product's version in 16 bits, so that versions of the same product compare as numbers. */
#ifndef MONLINT_VOCAB_VERSION_H
#define MONLINT_VOCAB_VERSION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* major and minor, each below 255, and one more so that 0.0 is not UNKNOWN; patch levels do not count. */
typedef uint16_t vocab_version;

enum {
    VOCAB_VERSION_UNKNOWN = 0,
    VOCAB_VERSION_NEXT = 0xffff, /* in the sources, but in no release yet */
    VOCAB_VERSION_PART_MAX = 254
};

#define VOCAB_VERSION(major, minor) ((vocab_version)((major)*256 + (minor) + 1))

/* Reads "1.2", "v1.2.3", "1.2.3-rc.0+x"; false when it is anything else or a number is above VOCAB_VERSION_PART_MAX. */
bool vocab_version_parse(str text, vocab_version *version);

/* The major and minor of a version that is neither UNKNOWN nor NEXT. */
unsigned vocab_version_major(vocab_version version);
unsigned vocab_version_minor(vocab_version version);

/* Whether something that is there from since to until is there at version; an UNKNOWN end is open, and everything is
 * there at an UNKNOWN version. */
bool vocab_version_within(vocab_version version, vocab_version since, vocab_version until);

#endif
