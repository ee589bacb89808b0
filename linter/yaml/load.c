/* The stream of documents.
 *
 * libyaml reads ahead, so what it cannot read at all is found before it starts: the text is cut there, documents that
 * end before the cut are given, and then the flaw is reported. */
#include "yaml/load.h"

#include <stdlib.h>
#include <yaml.h>

#include "base/memory.h"
#include "yaml/build.h"
#include "yaml/check.h"
#include "yaml/fault.h"
#include "yaml/surrogate.h"

struct yaml_loader {
    struct arena work;
    yaml_parser_t parser;
    struct builder builder;
    struct text_check check;
    str needle;
    uint32_t documents;
    bool done;
};

static void begin_comments(struct yaml_loader *loader) {
    loader->builder.comments.text = loader->builder.text;
    loader->builder.comments.next = loader->builder.text.len;
}

struct yaml_loader *yaml_open(struct arena *arena, const struct source *source, str text,
                              const struct scalar_map *outer, struct yaml_budget *budget) {
    struct yaml_loader *loader = memory_allocate(sizeof *loader);
    *loader = (struct yaml_loader){.needle = {NULL, 0}};
    struct builder *builder = &loader->builder;
    builder->arena = arena;
    builder->work = &loader->work;
    builder->source = source;
    builder->text = text;
    builder->outer = outer;
    builder->base = outer ? 0 : source_bom(source);
    builder->budget = budget;
    if (!yaml_parser_initialize(&loader->parser))
        memory_exhausted();
    if (text.len > YAML_MAX_BYTES) {
        build_fault(builder, YAML_FAULT_LIMIT, (span){0, 0},
                    arena_format(arena, "the file is larger than %d MiB", YAML_MAX_BYTES / (1024 * 1024)), STR(""));
        loader->done = true;
        return loader;
    }
    loader->check = text_check(text);
    builder->text = str_slice(text, 0, loader->check.at);
    builder->cursor = (struct cursor){.text = loader->builder.text, .ascii = loader->check.ascii};
    begin_comments(loader);
    yaml_parser_set_encoding(&loader->parser, YAML_UTF8_ENCODING);
    str given = surrogate_replace(builder);
    yaml_parser_set_input_string(&loader->parser, (const unsigned char *)(given.ptr ? given.ptr : ""), given.len);
    return loader;
}

static struct tree *stop(struct yaml_loader *loader) {
    loader->done = true;
    return NULL;
}

static struct tree *stop_at_problem(struct yaml_loader *loader) {
    fault_from_parser(&loader->builder, &loader->parser, &loader->check);
    return stop(loader);
}

/* False at a fault. */
static bool next_event(struct yaml_loader *loader, yaml_event_t *event) {
    return yaml_parser_parse(&loader->parser, event) != 0;
}

/* Gives libyaml's memory of the event back. Most events hold none, and most others a value alone; yaml_event_delete()
 * would look for more, and clear the event. The value is of malloc() (libyaml 0.2.5, src/api.c, yaml_malloc). */
static void drop_event(yaml_event_t *event) {
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        if (event->data.scalar.anchor || event->data.scalar.tag)
            break;
        free(event->data.scalar.value);
        return;
    case YAML_SEQUENCE_START_EVENT:
        if (event->data.sequence_start.anchor || event->data.sequence_start.tag)
            break;
        return;
    case YAML_MAPPING_START_EVENT:
        if (event->data.mapping_start.anchor || event->data.mapping_start.tag)
            break;
        return;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        return;
    case YAML_ALIAS_EVENT:
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_STREAM_END_EVENT:
    case YAML_DOCUMENT_START_EVENT:
    case YAML_DOCUMENT_END_EVENT:
        break;
    }
    yaml_event_delete(event);
}

/* Comments up to this event are settled. */
static void pass_comments(struct yaml_loader *loader, const yaml_event_t *event) {
    struct builder *builder = &loader->builder;
    uint32_t at = cursor_byte(&builder->cursor, event->start_mark.index);
    comments_pass(builder, at, at);
}

/* A document that reaches the cut is not whole. */
static bool is_cut(struct yaml_loader *loader, const yaml_event_t *event) {
    return loader->check.flaw != TEXT_SOUND && event->data.document_end.implicit &&
           cursor_byte(&loader->builder.cursor, event->start_mark.index) >= loader->builder.text.len;
}

/* Reads on to the start of a document; false at the end or at a fault. */
static bool seek_document(struct yaml_loader *loader) {
    for (;;) {
        yaml_event_t event;
        if (!next_event(loader, &event))
            return stop_at_problem(loader);
        yaml_event_type_t type = event.type;
        if (type == YAML_STREAM_END_EVENT || type == YAML_DOCUMENT_START_EVENT)
            pass_comments(loader, &event);
        yaml_event_delete(&event);
        if (type == YAML_DOCUMENT_START_EVENT)
            return true;
        if (type == YAML_STREAM_END_EVENT || type == YAML_NO_EVENT) {
            fault_from_check(&loader->builder, &loader->check);
            return stop(loader);
        }
    }
}

struct tree *yaml_next(struct yaml_loader *loader) {
    if (loader->done || !seek_document(loader))
        return NULL;
    build_start(&loader->builder, loader->documents++);
    for (;;) {
        yaml_event_t event;
        if (!next_event(loader, &event))
            return stop_at_problem(loader);
        bool end = event.type == YAML_DOCUMENT_END_EVENT;
        bool cut = end && is_cut(loader, &event);
        if (end)
            pass_comments(loader, &event);
        bool built = build_event(&loader->builder, &event);
        drop_event(&event);
        if (cut)
            fault_from_check(&loader->builder, &loader->check);
        if (cut || !built)
            return stop(loader);
        if (end) {
            loader->builder.tree->comment_count = loader->builder.comments.found.len;
            return loader->builder.tree;
        }
    }
}

const struct yaml_fault *yaml_fault(const struct yaml_loader *loader) {
    return &loader->builder.fault;
}

bool yaml_saw_braces(const struct yaml_loader *loader) {
    return loader->builder.braces;
}

void yaml_keep_comments(struct yaml_loader *loader, str needle) {
    comments_begin(&loader->builder.comments, loader->builder.text, needle, 0);
}

const struct yaml_comment *yaml_comments(const struct yaml_loader *loader, size_t *count) {
    *count = loader->builder.comments.found.len;
    return loader->builder.comments.found.at;
}

void yaml_close(struct yaml_loader *loader) {
    yaml_parser_delete(&loader->parser);
    arena_free(&loader->work);
    free(loader);
}
