/* For tests: what a format prints, as text in an arena. */
#ifndef MONLINT_REPORT_CAPTURE_H
#define MONLINT_REPORT_CAPTURE_H

#include <stdio.h>
#include <stdlib.h>

#include "report/report.h"

/* A file without a name that a stream fills and capture_text reads. */
static inline FILE *capture_begin(struct stream *stream) {
    FILE *file = tmpfile();
    if (!file)
        abort();
    stream_init(stream, fileno(file));
    return file;
}

static inline str capture_end(struct arena *arena, struct stream *stream, FILE *file) {
    if (!stream_flush(stream) || fseek(file, 0, SEEK_END) != 0)
        abort();
    size_t length = (size_t)ftell(file);
    char *text = arena_zeroed(arena, length + 1, 1);
    rewind(file);
    if (fread(text, 1, length, file) != length)
        abort();
    fclose(file);
    return (str){text, length};
}

static inline str capture_report(struct arena *arena, enum report_format format, const struct report_input *input) {
    struct stream stream;
    FILE *file = capture_begin(&stream);
    report_print(format, &stream, input, arena);
    return capture_end(arena, &stream, file);
}

#endif
