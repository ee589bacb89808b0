/* What the tests of this folder share: a text, read. */
#ifndef MONLINT_YAML_TESTING_H
#define MONLINT_YAML_TESTING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "yaml/load.h"
#include "yaml/node.h"

struct reading {
    struct arena arena;
    struct source source;
    struct yaml_budget budget;
    struct yaml_loader *loader;
};

static inline void reading_open(struct reading *reading, str bytes) {
    *reading = (struct reading){.loader = NULL};
    source_init(&reading->source, &reading->arena, STR("test.yaml"), bytes);
    str text = str_slice(bytes, source_bom(&reading->source), bytes.len);
    reading->loader = yaml_open(&reading->arena, &reading->source, text, NULL, &reading->budget);
}

static inline void reading_close(struct reading *reading) {
    yaml_close(reading->loader);
    arena_free(&reading->arena);
}

static inline void assert_str(str actual, const char *expected) {
    if (!str_equal(actual, str_of(expected)))
        fail_msg("'%.*s' is not '%s'", STR_ARG(actual), expected);
}

/* The bytes of the file at a span. */
static inline void assert_at(const struct reading *reading, span at, const char *expected) {
    assert_str(source_text(&reading->source, at), expected);
}

#endif
