/* Finds comments while the tokens go by. Inside this folder only.
 *
 * A # that stands between two scalars begins a comment: no other token can hold one (YAML 1.2, 6.6). Only lines that
 * hold the needle behind a # are looked at, so a text without it costs one search for #. */
#ifndef MONLINT_YAML_COMMENTS_H
#define MONLINT_YAML_COMMENTS_H

#include "base/vec.h"
#include "yaml/load.h"

struct builder;

struct comments {
    str text;
    str needle;
    size_t next;      /* the next # whose line holds the needle; the text's length: none */
    size_t needle_at; /* where the needle was found last */
    size_t line_end;  /* of the line that was searched last: a long line is measured once */
    VEC(struct yaml_comment) found;
};

/* Begins to look for comments that hold needle (empty: all), from offset `at` on. */
void comments_begin(struct comments *comments, str text, str needle, size_t at);

/* A scalar's bytes go by: what lies before it is settled, what lies in it is none. */
void comments_pass(struct builder *builder, size_t start, size_t end);

#endif
