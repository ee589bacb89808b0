/* Whether libyaml can read these bytes at all: UTF-8 without the control characters that YAML forbids. */
#ifndef MONLINT_YAML_CHECK_H
#define MONLINT_YAML_CHECK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

enum text_flaw { TEXT_SOUND, TEXT_NOT_UTF8, TEXT_UTF16, TEXT_CONTROL };

struct text_check {
    bool ascii;          /* no byte above 0x7F before the flaw */
    enum text_flaw flaw; /* the first one */
    size_t at, end;      /* its bytes; the text's end if there is none */
};

struct text_check text_check(str text);

#endif
