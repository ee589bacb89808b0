/* Whether a text is one JSON value: UTF-8, whole, and nothing behind it. */
#ifndef MONLINT_HOSTILE_JSON_CHECK_H
#define MONLINT_HOSTILE_JSON_CHECK_H

#include <stdbool.h>

#include "base/str.h"

bool json_is_valid(str text);

/* The unsigned number behind the first `"key":`; -1 if there is none. */
long long json_number(str text, str key);

#endif
