/* Text that grows in an arena, and strings quoted for YAML and JSON. */
#ifndef MONLINT_CONFIG_WRITER_H
#define MONLINT_CONFIG_WRITER_H

#include "base/arena.h"
#include "base/vec.h"
#include "config/options.h"

struct writer {
    struct arena *arena;
    VEC(char) out;
};

void writer_put(struct writer *writer, str text);
void writer_format(struct writer *writer, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* In double quotes, with escapes that JSON and YAML share where one is needed. */
void writer_put_quoted(struct writer *writer, str text);

/* Plain where YAML reads it back as this string, else quoted. */
void writer_put_scalar(struct writer *writer, str text);

/* All that was put; it lives in the arena. */
str writer_text(const struct writer *writer);

/* The value that config has for the option, as one line of YAML; lists and maps in flow style. Not for groups. */
void writer_put_value(struct writer *writer, const struct config *config, const struct option *option);

/* What the documentation calls the type; the choices follow it where there are any. */
const char *option_type_name(enum option_type type);

#endif
