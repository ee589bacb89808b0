/* A report to standard output, or to a file that it replaces. */
#include "cli/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/path.h"
#include "report/plain.h"

static bool is_set(const char *value) {
    return value && *value;
}

static bool is_on(const char *value) {
    return is_set(value) && strcmp(value, "0") != 0;
}

bool output_color(enum color_when when, bool terminal, const char *(*variable)(const char *name)) {
    if (when != COLOR_AUTO)
        return when == COLOR_ALWAYS;
    if (is_set(variable("NO_COLOR")))
        return false;
    if (is_on(variable("FORCE_COLOR")) || is_on(variable("CLICOLOR_FORCE")))
        return true;
    const char *clicolor = variable("CLICOLOR"), *kind = variable("TERM");
    if (is_set(clicolor) && strcmp(clicolor, "0") == 0)
        return false;
    return terminal && kind && strcmp(kind, "dumb") != 0;
}

static const char *environment(const char *name) {
    return getenv(name);
}

void output_error(str subject, str text) {
    struct stream stream;
    stream_init(&stream, STDERR_FILENO);
    stream_text(&stream, "monlint: ");
    plain_write(&stream, subject);
    stream_text(&stream, subject.len ? ": " : "");
    plain_write(&stream, text);
    stream_byte(&stream, '\n');
    stream_flush(&stream);
}

bool output_flush(struct stream *stream, str name) {
    if (stream_flush(stream))
        return true;
    struct arena scratch = {0};
    output_error(name, path_error(&scratch, stream->error));
    arena_free(&scratch);
    return false;
}

static bool print_to(int fd, str name, enum report_format format, const struct report_input *input,
                     struct arena *arena) {
    struct stream stream;
    stream_init(&stream, fd);
    report_print(format, &stream, input, arena);
    return output_flush(&stream, name);
}

static bool print_to_file(const struct format_request *request, const struct report_input *input, struct arena *arena) {
    int fd = open(arena_copy(arena, request->file).ptr, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0) {
        output_error(request->file, path_error(arena, errno));
        return false;
    }
    bool printed = print_to(fd, request->file, request->format, input, arena);
    if (close(fd) == 0 || !printed)
        return printed;
    output_error(request->file, path_error(arena, errno));
    return false;
}

bool output_reports(const struct options *options, struct report_input *input, struct arena *arena) {
    bool printed = true;
    for (size_t i = 0; i < options->format_count; i++) {
        const struct format_request *request = &options->formats[i];
        bool to_file = request->file.len > 0;
        input->color = !to_file && output_color(options->color, isatty(STDOUT_FILENO) == 1, environment);
        if (to_file)
            printed &= print_to_file(request, input, arena);
        else
            printed &= print_to(STDOUT_FILENO, STR("standard output"), request->format, input, arena);
    }
    return printed;
}
