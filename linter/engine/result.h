/* What only the engine's own files know of a result. */
#ifndef MONLINT_ENGINE_RESULT_H
#define MONLINT_ENGINE_RESULT_H

#include "engine/ignore.h"

struct diag_list {
    struct diag *const *at;
    size_t len;
};

#endif
