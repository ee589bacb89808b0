/* The effective settings as a project file.
 *
 * Every key of the table stands there with its meaning. A key that is not set and has no default stands in a comment,
 * so that the text reads back as the same settings. */
#include "config/options.h"
#include "config/writer.h"

static void put_meaning(struct writer *writer, const struct option *option, const char *indent) {
    writer_format(writer, "%s# %s", indent, option->meaning);
    if (option->type == OPTION_CHOICE || option->type == OPTION_SEVERITIES)
        for (size_t i = 0; i < option->choice_count; i++)
            writer_format(writer, "%s%.*s", i ? ", " : ": ", STR_ARG(option->choices[i].name));
    writer_put(writer, STR(".\n"));
}

static void put_option(struct writer *writer, const struct config *config, const struct option *option) {
    bool nested = option->type != OPTION_GROUP && !option_in_group(option, NULL);
    const char *indent = nested ? "  " : "";
    str key = option_key(option);
    put_meaning(writer, option, indent);
    if (option->type == OPTION_GROUP) {
        writer_format(writer, "%.*s:\n", STR_ARG(key));
    } else if (!option_is_set(config, option)) {
        writer_format(writer, "%s# %.*s: (not set: %s)\n", indent, STR_ARG(key), option->unset);
    } else {
        writer_format(writer, "%s%.*s: ", indent, STR_ARG(key));
        writer_put_value(writer, config, option);
        writer_put(writer, STR("\n"));
    }
}

str config_show(struct arena *arena, const struct config *config) {
    struct writer writer = {.arena = arena};
    size_t count;
    const struct option *options = options_all(&count);
    for (size_t i = 0; i < count; i++)
        put_option(&writer, config, &options[i]);
    return writer_text(&writer);
}
