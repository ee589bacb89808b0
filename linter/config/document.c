/* The option table as a JSON Schema and as Markdown. */
#include <string.h>

#include "config/options.h"
#include "config/writer.h"

static void put_string(struct writer *writer, const char *text) {
    writer_put_quoted(writer, str_of(text));
}

static bool has_default(const struct option *option) {
    return option->type != OPTION_GROUP && !option->unset;
}

static bool choices_are_told(const struct option *option) {
    for (size_t i = 0; i < option->choice_count; i++)
        if (!option->choices[i].meaning)
            return false;
    return true;
}

/* The schema of one choice: with the meaning of each where all have one. */
static void put_choices(struct writer *writer, const struct option *option) {
    bool told = choices_are_told(option);
    writer_put(writer, told ? STR("\"oneOf\": [") : STR("\"enum\": ["));
    for (size_t i = 0; i < option->choice_count; i++) {
        writer_put(writer, i ? STR(", ") : STR(""));
        writer_put(writer, told ? STR("{\"const\": ") : STR(""));
        writer_put_quoted(writer, option->choices[i].name);
        if (!told)
            continue;
        writer_put(writer, STR(", \"description\": "));
        put_string(writer, option->choices[i].meaning);
        writer_put(writer, STR("}"));
    }
    writer_put(writer, STR("]"));
}

/* The members of the option's schema that say what it may hold, but of a group. */
static void put_type(struct writer *writer, const struct option *option) {
    switch (option->type) {
    case OPTION_BOOL:
        writer_put(writer, STR("\"type\": \"boolean\""));
        return;
    case OPTION_STRING:
        writer_put(writer, STR("\"type\": \"string\""));
        return;
    case OPTION_VERSION:
        writer_put(writer, STR("\"type\": [\"string\", \"number\"], \"pattern\": "
                               "\"^v?[0-9]{1,3}\\\\.[0-9]{1,3}(\\\\.[0-9]{1,3})?([-+][0-9A-Za-z.+-]+)?$\""));
        return;
    case OPTION_DURATION:
        writer_put(writer, STR("\"type\": [\"string\", \"integer\"], \"minimum\": 0, \"maximum\": 0, \"pattern\": "
                               "\"^(0|([0-9]+(ms|[ywdhms]))+)$\""));
        return;
    case OPTION_CHOICE:
        put_choices(writer, option);
        return;
    case OPTION_STRINGS:
    case OPTION_RULES:
        writer_put(writer, STR("\"type\": [\"array\", \"null\"], \"items\": {\"type\": \"string\", \"minLength\": 1}"));
        return;
    case OPTION_FLAGS:
        writer_put(writer, STR("\"type\": [\"array\", \"null\"], \"items\": {"));
        put_choices(writer, option);
        writer_put(writer, STR("}"));
        return;
    case OPTION_SEVERITIES:
        writer_put(writer, STR("\"type\": [\"object\", \"null\"], \"additionalProperties\": {"));
        put_choices(writer, option);
        writer_put(writer, STR("}"));
        return;
    case OPTION_GROUP:
        return;
    }
}

static void put_default(struct writer *writer, const struct config *defaults, const struct option *option) {
    struct writer value = {.arena = writer->arena};
    writer_put_value(&value, defaults, option);
    str text = writer_text(&value);
    bool json = option->type == OPTION_BOOL;
    if (option->type == OPTION_STRINGS || option->type == OPTION_RULES || option->type == OPTION_FLAGS ||
        option->type == OPTION_SEVERITIES)
        return;
    writer_put(writer, STR(", \"default\": "));
    if (json)
        writer_put(writer, text);
    else
        writer_put_quoted(writer, text);
}

static void put_description(struct writer *writer, const struct option *option) {
    writer_put(writer, STR("\"description\": "));
    put_string(writer, option->meaning);
}

/* "key": {...}, but for a group, whose keys the caller adds. */
static void put_property(struct writer *writer, const struct config *defaults, const struct option *option,
                         const char *indent) {
    writer_put(writer, str_of(indent));
    writer_put_quoted(writer, option_key(option));
    writer_put(writer, STR(": {"));
    put_description(writer, option);
    if (option->type == OPTION_GROUP)
        return;
    writer_put(writer, STR(", "));
    put_type(writer, option);
    if (has_default(option))
        put_default(writer, defaults, option);
    writer_put(writer, STR("}"));
}

static void put_group(struct writer *writer, const struct config *defaults, const struct option *group) {
    size_t count;
    const struct option *options = options_all(&count);
    const char *separator = "\n";
    writer_put(writer, STR(", \"type\": [\"object\", \"null\"], \"additionalProperties\": false, \"properties\": {"));
    for (size_t i = 0; i < count; i++) {
        if (!option_in_group(&options[i], group))
            continue;
        writer_put(writer, str_of(separator));
        put_property(writer, defaults, &options[i], "      ");
        separator = ",\n";
    }
    writer_put(writer, STR("\n    }}"));
}

str config_schema(struct arena *arena) {
    struct writer writer = {.arena = arena};
    struct config defaults;
    size_t count;
    const struct option *options = options_all(&count);
    const char *separator = "\n";
    config_init(&defaults);
    writer_put(&writer, STR("{\n  \"$schema\": \"http://json-schema.org/draft-07/schema#\",\n"
                            "  \"title\": \"monlint project file\",\n  \"type\": [\"object\", \"null\"],\n"
                            "  \"additionalProperties\": false,\n  \"properties\": {"));
    for (size_t i = 0; i < count; i++) {
        if (!option_in_group(&options[i], NULL))
            continue;
        writer_put(&writer, str_of(separator));
        put_property(&writer, &defaults, &options[i], "    ");
        if (options[i].type == OPTION_GROUP)
            put_group(&writer, &defaults, &options[i]);
        separator = ",\n";
    }
    writer_put(&writer, STR("\n  }\n}\n"));
    return writer_text(&writer);
}

static void put_row(struct writer *writer, const struct config *defaults, const struct option *option) {
    writer_format(writer, "| `%.*s` | %s", STR_ARG(option->path), option_type_name(option->type));
    for (size_t i = 0; i < option->choice_count; i++)
        writer_format(writer, "%s `%.*s`", i ? "," : "", STR_ARG(option->choices[i].name));
    writer_put(writer, STR(" | "));
    if (has_default(option)) {
        writer_put(writer, STR("`"));
        writer_put_value(writer, defaults, option);
        writer_put(writer, STR("`"));
    } else if (option->unset) {
        writer_put(writer, str_of(option->unset));
    }
    writer_format(writer, " | %s |\n", option->meaning);
}

str config_markdown(struct arena *arena) {
    struct writer writer = {.arena = arena};
    struct config defaults;
    size_t count;
    const struct option *options = options_all(&count);
    config_init(&defaults);
    writer_put(&writer, STR("| key | type | default | meaning |\n| --- | --- | --- | --- |\n"));
    for (size_t i = 0; i < count; i++)
        put_row(&writer, &defaults, &options[i]);
    return writer_text(&writer);
}
