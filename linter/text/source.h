/* One input: its path, its bytes, and where its lines begin.
 *
 * Positions are byte offsets everywhere; lines and columns exist only when something is printed. A line ends at LF or
 * CRLF. Columns count code points from 1, a tab is one, and a byte order mark at the start is none. */
#ifndef MONLINT_TEXT_SOURCE_H
#define MONLINT_TEXT_SOURCE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "text/span.h"

enum { SOURCE_MARK_BYTES = 4096 };

/* Where the lines of a source begin: found when somebody asks, since most files are never printed from. */
struct source_lines {
    struct arena *arena;
    uint32_t *starts; /* offset of each line's first byte; the first is 0; NULL: not looked for yet */
    uint32_t count;   /* at least 1 */
    uint32_t *marks;  /* code points in front of each SOURCE_MARK_BYTES-th byte; NULL: all lines are short */
};

struct source {
    str path;  /* as it is printed */
    str bytes; /* the whole file, a byte order mark included */
    struct source_lines *lines;
    uint32_t file; /* number of the file in its run, in path order; set when the files are joined */
};

/* A place in one source; source is NULL for a place that no file has. */
typedef struct place {
    const struct source *source;
    span span;
} place;

struct position {
    uint32_t line;   /* from 1 */
    uint32_t column; /* code points, from 1 */
    uint32_t offset; /* bytes, from 0, a byte order mark counted */
};

/* bytes must be shorter than 4 GiB; they and the arena outlive the source. Two threads must not ask one source for
 * positions at the same time. */
void source_init(struct source *source, struct arena *arena, str path, str bytes);

/* Length of the byte order mark at the start: 3 or 0. */
uint32_t source_bom(const struct source *source);

/* Line and column of an offset; an offset beyond the end is that of the end. */
struct position source_position(const struct source *source, uint32_t offset);

/* Of lines, at least 1. */
uint32_t source_line_count(const struct source *source);

/* The bytes of a line (from 1) with its line end. */
span source_line_span(const struct source *source, uint32_t line);

/* The bytes of a line (from 1) without its line end, and without a byte order mark. */
str source_line(const struct source *source, uint32_t line);

/* A text that lives as long as the source: itself where it is a part of the source's bytes, else a copy. */
str source_keep(const struct source *source, struct arena *arena, str text);

/* The bytes of a span, cut to the source. */
str source_text(const struct source *source, span at);

#endif
