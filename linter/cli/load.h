/* A file's bytes, whole or not at all. */
#ifndef MONLINT_CLI_LOAD_H
#define MONLINT_CLI_LOAD_H

#include "base/arena.h"
#include "engine/engine.h"

enum load_kind {
    LOAD_REGULAR,       /* a regular file; anything else that stands there by now is refused and never waited for */
    LOAD_STREAM,        /* a pipe or device that was named: read to its end */
    LOAD_STANDARD_INPUT /* the path is only a name */
};

struct loaded {
    enum read_outcome outcome;
    str bytes;  /* of memory that the caller frees by load_free */
    str reason; /* in the arena, unless READ_OK */
};

/* Reads up to YAML_MAX_BYTES; a file that is larger, or grows beyond, is READ_TOO_LARGE. */
struct loaded load_path(struct arena *arena, str path, enum load_kind kind);

/* The first bytes of what was loaded, the rest given back. */
str load_shrink(str bytes, size_t len);

void load_free(str bytes);

#endif
