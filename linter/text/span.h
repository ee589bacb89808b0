/* A stretch of bytes in one text: half open, in bytes from its start. */
#ifndef MONLINT_TEXT_SPAN_H
#define MONLINT_TEXT_SPAN_H

#include <stdint.h>

typedef struct span {
    uint32_t start, end;
} span;

#endif
