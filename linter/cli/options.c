/* Walks argv once; what an option means is in its row. */
#include "cli/options.h"

#include "base/vec.h"
#include "cli/option_rows.h"
#include "text/suggest.h"

struct arguments {
    char *const *at;
    int count, next;
};

static const struct option_row *row_named(str name) {
    for (size_t i = 0; i < option_row_count; i++)
        if (str_is(name, option_rows[i].name))
            return &option_rows[i];
    return NULL;
}

static const struct option_row *row_lettered(char letter) {
    for (size_t i = 0; i < option_row_count; i++)
        if (option_rows[i].letter == letter)
            return &option_rows[i];
    return NULL;
}

/* What was probably meant: an option that begins so, or is spelt nearly so; NULL if none. */
static const char *nearest_name(struct arena *arena, str name) {
    str *names = arena_array(arena, str, option_row_count);
    for (size_t i = 0; i < option_row_count; i++) {
        names[i] = str_of(option_rows[i].name);
        if (name.len && str_starts_with(names[i], name))
            return option_rows[i].name;
    }
    size_t nearest = suggest_nearest(name, names, option_row_count);
    return nearest == SUGGEST_NONE ? NULL : option_rows[nearest].name;
}

static bool refuse_unknown(struct option_reader *reader, str name) {
    const char *nearest = nearest_name(reader->arena, name);
    reader->error = arena_format(reader->arena, "there is no option --%.*s", STR_ARG(name));
    if (nearest)
        reader->error = arena_format(reader->arena, "%.*s, did you mean --%s?", STR_ARG(reader->error), nearest);
    return false;
}

/* Calls the setter with the argument that stands in the same word, or is the next one. */
static bool set_row(struct option_reader *reader, struct arguments *arguments, const struct option_row *row,
                    const str *attached) {
    if (row->argument == ARGUMENT_NONE && attached) {
        reader->error = arena_format(reader->arena, "--%s takes no argument", row->name);
        return false;
    }
    if (attached)
        return row->set(reader, row, *attached);
    if (row->argument != ARGUMENT_REQUIRED)
        return row->set(reader, row, STR(""));
    if (arguments->next < arguments->count)
        return row->set(reader, row, str_of(arguments->at[arguments->next++]));
    reader->error = arena_format(reader->arena, "--%s needs an argument: %s", row->name, row->label);
    return false;
}

static bool read_long(struct option_reader *reader, struct arguments *arguments, str word) {
    size_t sign = str_find_byte(word, '=');
    str name = str_slice(word, 0, sign);
    str value = str_slice(word, sign + 1, word.len);
    const struct option_row *row = row_named(name);
    if (!row)
        return refuse_unknown(reader, name);
    return set_row(reader, arguments, row, sign < word.len ? &value : NULL);
}

/* A cluster of letters; what stands behind one that needs an argument is its argument. */
static bool read_letters(struct option_reader *reader, struct arguments *arguments, str letters) {
    for (size_t i = 0; i < letters.len; i++) {
        const struct option_row *row = row_lettered(letters.ptr[i]);
        str rest = str_slice(letters, i + 1, letters.len);
        if (!row) {
            reader->error = arena_format(reader->arena, "there is no option -%c", letters.ptr[i]);
            return false;
        }
        if (row->argument == ARGUMENT_REQUIRED)
            return set_row(reader, arguments, row, rest.len ? &rest : NULL);
        if (!set_row(reader, arguments, row, NULL))
            return false;
    }
    return true;
}

static bool read_words(struct option_reader *reader, struct arguments *arguments) {
    bool options_ended = false;
    while (arguments->next < arguments->count) {
        str word = str_of(arguments->at[arguments->next++]);
        bool read = true;
        if (options_ended || word.len < 2 || word.ptr[0] != '-')
            vec_push(reader->arena, &reader->options->paths, word);
        else if (word.ptr[1] != '-')
            read = read_letters(reader, arguments, str_slice(word, 1, word.len));
        else if (word.len == 2)
            options_ended = true;
        else
            read = read_long(reader, arguments, str_slice(word, 2, word.len));
        if (!read)
            return false;
    }
    return true;
}

static bool reads_stdin(const struct options *options) {
    for (size_t i = 0; i < options->paths.len; i++)
        if (str_equal(options->paths.at[i], STR("-")))
            return true;
    return false;
}

static bool check_combinations(struct option_reader *reader) {
    const struct options *options = reader->options;
    size_t to_stdout = 0;
    for (size_t i = 0; i < options->format_count; i++)
        to_stdout += options->formats[i].file.len == 0;
    if (to_stdout > 1)
        reader->error = STR("--format: only one format can go to standard output; write --format FMT:FILE");
    else if (options->config.ptr && options->no_config)
        reader->error = STR("--config and --no-config exclude each other");
    else if (options->context.len && options->no_context)
        reader->error = STR("--context and --no-context exclude each other");
    else if (options->stdin_filename.len && !reads_stdin(options))
        reader->error = STR("--stdin-filename names standard input, so that - must be among the paths");
    for (size_t i = 0; i < options->paths.len; i++)
        if (options->paths.at[i].len == 0)
            reader->error = STR("a path is empty");
    return reader->error.len == 0;
}

bool options_parse(struct options *options, struct arena *arena, int argc, char *const *argv, struct names *names,
                   str *error) {
    *options = (struct options){.fail_on = FAIL_ON_WARNING};
    struct option_reader reader = {options, arena, names, {NULL, 0}};
    struct arguments arguments = {argv, argc, 1};
    bool read = read_words(&reader, &arguments) && check_combinations(&reader);
    *error = reader.error;
    if (options->format_count == 0) {
        options->formats = arena_new(arena, struct format_request);
        options->format_count = 1;
    }
    return read;
}

/* The left column of the help: "-f, --format FMT[:FILE]". */
static str left_column(struct arena *arena, const struct option_row *row) {
    char letter[] = {'-', row->letter, ',', '\0'};
    str text = arena_format(arena, "  %3s --%s", row->letter ? letter : "", row->name);
    if (row->argument == ARGUMENT_REQUIRED)
        return arena_format(arena, "%.*s %s", STR_ARG(text), row->label);
    if (row->argument == ARGUMENT_OPTIONAL)
        return arena_format(arena, "%.*s[=%s]", STR_ARG(text), row->label);
    return text;
}

void options_help(struct stream *stream) {
    struct arena arena = {0};
    stream_text(stream, "usage: monlint [options] [PATH... | -]\n"
                        "Checks monitoring configuration: Prometheus Operator resources, rule files, Helm values.\n"
                        "Without a path, the current directory is checked; - is standard input.\n\n");
    for (size_t i = 0; i < option_row_count; i++) {
        str left = left_column(&arena, &option_rows[i]);
        stream_put(stream, left);
        stream_format(stream, "\n           %s\n", option_rows[i].help);
    }
    stream_text(stream, "\nexit status: 0 clean, 1 findings at or above --fail-on, 2 usage or project file,\n"
                        "             3 something could not be read or checked\n");
    arena_free(&arena);
}
