/* A line is cut to a window of cells first; both printed lines are made from the same cells, so they cannot disagree.
 *
 * All work is bounded by the window, not by the line: files without line breaks have lines of megabytes. */
#include "report/snippet.h"

#include "report/plain.h"
#include "text/utf8.h"

enum {
    WINDOW_COLUMNS = 120, /* of the source line, gutter not counted */
    LEFT_COLUMNS = 40,    /* kept in front of the caret when the line is cut */
    BYTES_PER_COLUMN = 4, /* a window never looks further than this times its columns */
    GUTTER_DIGITS = 5,
};

static const char ellipsis[] = "\xE2\x80\xA6";

struct window {
    str line;
    size_t start, end;  /* bytes of the line that are shown */
    size_t caret, last; /* bytes that are underlined; caret == last: one caret */
    bool cut_left, cut_right;
};

static unsigned cell_width(struct plain_step step) {
    if (step.code == '\t' || plain_steers(step.code))
        return 1;
    return utf8_width(step.code);
}

/* The offset at which the cells from `at` on fill the columns, or look further than a window does. */
static size_t walk(str line, size_t at, unsigned columns) {
    size_t limit = at + (size_t)columns * BYTES_PER_COLUMN;
    for (unsigned used = 0; at < line.len && at < limit;) {
        struct plain_step step = plain_read(line, at);
        used += cell_width(step);
        if (used > columns)
            break;
        at += step.length;
    }
    return at;
}

static unsigned columns_between(str line, size_t start, size_t end) {
    unsigned columns = 0;
    for (size_t at = start; at < end;) {
        struct plain_step step = plain_read(line, at);
        columns += cell_width(step);
        at += step.length;
    }
    return columns;
}

/* Where to begin so that at most LEFT_COLUMNS lie in front of the caret. */
static size_t left_edge(str line, size_t caret) {
    size_t look = (size_t)LEFT_COLUMNS * BYTES_PER_COLUMN;
    size_t at = caret > look ? caret - look : 0;
    while (at > 0 && at < caret && ((unsigned char)line.ptr[at] & 0xC0) == 0x80)
        at++;
    unsigned columns = columns_between(line, at, caret);
    while (at < caret && columns > LEFT_COLUMNS) {
        struct plain_step step = plain_read(line, at);
        columns -= cell_width(step);
        at += step.length;
    }
    return at;
}

static struct window window_of(str line, size_t caret, size_t last) {
    struct window window = {line, 0, walk(line, 0, WINDOW_COLUMNS), caret, last, false, false};
    if (window.end < line.len) {
        window.start = left_edge(line, caret);
        window.end = walk(line, window.start, WINDOW_COLUMNS);
    }
    window.cut_left = window.start > 0;
    window.cut_right = window.end < line.len;
    if (window.last > window.end)
        window.last = window.end;
    return window;
}

static void write_source(struct stream *stream, const struct window *window) {
    if (window->cut_left)
        stream_text(stream, ellipsis);
    for (size_t at = window->start; at < window->end;) {
        struct plain_step step = plain_read(window->line, at);
        if (!step.valid || (step.code != '\t' && plain_steers(step.code)))
            stream_text(stream, "\xEF\xBF\xBD");
        else
            stream_put(stream, str_slice(window->line, at, at + step.length));
        at += step.length;
    }
    if (window->cut_right)
        stream_text(stream, ellipsis);
}

static void write_indent(struct stream *stream, const struct window *window) {
    stream_fill(stream, ' ', window->cut_left ? 1 : 0);
    for (size_t at = window->start; at < window->caret && at < window->end;) {
        struct plain_step step = plain_read(window->line, at);
        if (step.code == '\t')
            stream_byte(stream, '\t');
        else
            stream_fill(stream, ' ', cell_width(step));
        at += step.length;
    }
}

/* ^~~~ below the cells; a tab stays a tab, so that what follows it stays aligned. */
static void write_carets(struct stream *stream, const struct window *window) {
    stream_byte(stream, '^');
    unsigned skip = 1;
    for (size_t at = window->caret; at < window->last;) {
        struct plain_step step = plain_read(window->line, at);
        at += step.length;
        unsigned width = cell_width(step);
        if (step.code == '\t' && at < window->last)
            stream_byte(stream, '\t');
        else if (step.code != '\t' || skip == 0)
            stream_fill(stream, '~', width > skip ? width - skip : 0);
        skip = 0;
    }
}

static unsigned digits(unsigned number) {
    unsigned count = 1;
    for (; number >= 10; number /= 10)
        count++;
    return count;
}

void snippet_write(struct stream *stream, const struct palette *palette, const char *caret_color, place at,
                   struct range range) {
    if (!at.source)
        return;
    str line = source_line(at.source, range.start.line);
    size_t first = line.ptr ? (size_t)(line.ptr - at.source->bytes.ptr) : range.start.offset;
    size_t caret = range.start.offset > first ? range.start.offset - first : 0;
    size_t last = range.end.offset > first ? range.end.offset - first : 0;
    caret = caret > line.len ? line.len : caret;
    last = last > line.len ? line.len : last;
    struct window window = window_of(line, caret, last);
    unsigned width = digits(range.start.line) > GUTTER_DIGITS ? digits(range.start.line) : GUTTER_DIGITS;
    stream_format(stream, "%s%*u |%s%s", palette->gutter, (int)width, (unsigned)range.start.line, palette->reset,
                  line.len ? " " : "");
    write_source(stream, &window);
    stream_format(stream, "\n%s%*s |%s ", palette->gutter, (int)width, "", palette->reset);
    write_indent(stream, &window);
    stream_text(stream, caret_color);
    write_carets(stream, &window);
    stream_text(stream, palette->reset);
    stream_byte(stream, '\n');
}
