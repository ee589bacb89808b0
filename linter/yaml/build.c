/* Events to nodes. */
#include "yaml/build.h"

#include <string.h>

#include "yaml/breaks.h"
#include "yaml/decode.h"
#include "yaml/node_inner.h"
#include "yaml/scalar_type.h"
#include "yaml/surrogate.h"

enum { NODES_AT_FIRST = 4, NODES_AT_ONCE = 32 };

static const str STRING_TAG = {"tag:yaml.org,2002:str", 21};

span build_span(const struct builder *builder, span raw) {
    if (builder->outer)
        return scalar_map_span(builder->outer, raw);
    return (span){raw.start + builder->base, raw.end + builder->base};
}

bool build_fault(struct builder *builder, enum yaml_fault_kind kind, span raw, str message, str help) {
    builder->fault =
        (struct yaml_fault){.kind = kind, .at = build_span(builder, raw), .message = message, .help = help};
    return false;
}

struct node *build_room(struct builder *builder) {
    size_t size = node_size(builder->tree);
    if (builder->spare_count == 0) {
        builder->spare = arena_alloc(builder->arena, builder->at_once * size);
        builder->spare_count = builder->at_once;
        builder->at_once = NODES_AT_ONCE;
    }
    void *room = builder->spare;
    builder->spare += size;
    builder->spare_count--;
    return room;
}

static void place_node(struct builder *builder, struct node *node, span raw) {
    node->span = build_span(builder, raw);
    if (builder->outer)
        ((struct inner_node *)node)->raw = raw;
}

/* A node of the document, counted. NULL, and a fault at raw, beyond the bound. */
static struct node *new_node(struct builder *builder, enum node_kind kind, enum node_style style, span raw) {
    if (builder->budget->nodes >= YAML_MAX_NODES) {
        build_fault(builder, YAML_FAULT_LIMIT, raw,
                    arena_format(builder->arena, "the file holds more than %d YAML nodes", YAML_MAX_NODES), STR(""));
        return NULL;
    }
    builder->budget->nodes++;
    struct node *node = build_room(builder);
    *node = (struct node){.kind = (uint8_t)kind, .style = (uint8_t)style, .tree = builder->tree};
    place_node(builder, node, raw);
    return node;
}

static void register_anchor(struct builder *builder, const yaml_char_t *name, struct node *node, bool open) {
    if (!name)
        return;
    struct anchor *anchor = arena_new(builder->work, struct anchor);
    *anchor = (struct anchor){node, open};
    map_put(builder->work, &builder->anchors, arena_copy(builder->work, str_of((const char *)name)), anchor);
    if (open)
        builder->top->anchor = anchor;
}

static void apply_tag(struct node *node, const yaml_char_t *resolved) {
    str tag = str_of((const char *)resolved);
    bool is_text = str_equal(tag, STR("!")) || str_equal(tag, STRING_TAG);
    node->flags |= is_text ? NODE_STRING_TAG : NODE_TAGGED;
}

/* Puts a node where it belongs: a key waits for its value. */
static void attach(struct builder *builder, struct node *node) {
    struct frame *frame = builder->top;
    if (!frame) {
        builder->tree->root = node;
        return;
    }
    if (frame->node->kind == NODE_MAPPING && !frame->key) {
        node->parent = frame->node;
        frame->key = node;
        return;
    }
    node->key = frame->key;
    frame->key = NULL;
    members_append(frame->node, &frame->last, node);
}

/* The open collection holds these bytes too. */
static void extend(struct frame *frame, span raw) {
    if (!frame->started)
        frame->raw.start = raw.start;
    if (!frame->started || raw.end > frame->raw.end)
        frame->raw.end = raw.end;
    frame->started = true;
}

/* A node that is whole. */
static void finish(struct builder *builder, struct node *node, span raw) {
    struct frame *frame = builder->top;
    if (!frame)
        return;
    if (frame->key == node && members_is_merge_key(node))
        frame->merges = true;
    extend(frame, raw);
}

static enum scalar_type tagged_type(const yaml_char_t *resolved) {
    str tag = str_of((const char *)resolved);
    static const struct {
        str tag;
        enum scalar_type type;
    } types[] = {
        {{"tag:yaml.org,2002:null", 22}, SCALAR_NULL},
        {{"tag:yaml.org,2002:bool", 22}, SCALAR_BOOL},
        {{"tag:yaml.org,2002:int", 21}, SCALAR_INT},
        {{"tag:yaml.org,2002:float", 23}, SCALAR_FLOAT},
    };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (str_equal(types[i].tag, tag))
            return types[i].type;
    return SCALAR_STRING;
}

static enum node_style scalar_style(yaml_scalar_style_t style) {
    static const enum node_style styles[] = {
        [YAML_PLAIN_SCALAR_STYLE] = STYLE_PLAIN,
        [YAML_SINGLE_QUOTED_SCALAR_STYLE] = STYLE_SINGLE_QUOTED,
        [YAML_DOUBLE_QUOTED_SCALAR_STYLE] = STYLE_DOUBLE_QUOTED,
        [YAML_LITERAL_SCALAR_STYLE] = STYLE_LITERAL,
        [YAML_FOLDED_SCALAR_STYLE] = STYLE_FOLDED,
    };
    return styles[style];
}

/* libyaml ends a block scalar behind the blank lines that follow it; the span ends with the last line's text. */
static uint32_t block_end(str text, span raw) {
    uint32_t end = raw.end, header = (uint32_t)line_end(text, raw.start);
    while (end > header) {
        uint32_t before = end - 1;
        while (before > header && ((unsigned char)text.ptr[before] & 0xC0) == 0x80)
            before--;
        if (text.ptr[before] != ' ' && break_length(text, before) == 0)
            return end;
        end = before;
    }
    while (end > raw.start && is_blank(text.ptr[end - 1]))
        end--;
    return end;
}

/* Where an empty value stands: behind its colon, or behind its key. */
static uint32_t empty_place(const struct builder *builder, uint32_t mark) {
    str text = builder->text;
    const struct frame *frame = builder->top;
    if (!frame || !frame->key || (mark > 0 && str_find_byte(STR(":-?"), text.ptr[mark - 1]) < 3))
        return mark;
    uint32_t at = builder->last_end;
    while (at < mark && text.ptr[at] != ':') {
        size_t length = is_blank(text.ptr[at]) ? 1 : break_length(text, at);
        if (text.ptr[at] == '#')
            length = line_end(text, at) - at;
        if (length == 0)
            return builder->last_end;
        at += (uint32_t)length;
    }
    return at < mark ? at + 1 : builder->last_end;
}

/* A view of the text where the value stands there as it is, else a copy. */
static str scalar_value(struct builder *builder, str decoded, span raw, enum node_style style) {
    if (builder->patches.len > 0 && surrogate_inside(builder, raw))
        return decode_scalar(builder->arena, builder->text, raw, style, decoded).value;
    if (style == STYLE_SINGLE_QUOTED || style == STYLE_DOUBLE_QUOTED)
        raw = (span){raw.start + 1, raw.end - 1};
    const char *bytes = builder->text.ptr + raw.start;
    if (decoded.len == 0)
        return STR("");
    if (raw.end - raw.start == decoded.len && memcmp(bytes, decoded.ptr, decoded.len) == 0)
        return (str){bytes, decoded.len};
    return arena_copy(builder->arena, decoded);
}

static span scalar_raw(struct builder *builder, const yaml_event_t *event) {
    uint32_t start = cursor_byte(&builder->cursor, event->start_mark.index);
    uint32_t end = cursor_byte(&builder->cursor, event->end_mark.index);
    if (event->data.scalar.anchor || event->data.scalar.tag)
        start = properties_skip(builder->text, start, end);
    else if (start == end)
        start = end = empty_place(builder, start);
    return (span){start, end};
}

/* The header of a block scalar may hold a comment. */
static void pass_comments(struct builder *builder, span raw, enum node_style style) {
    if (builder->comments.next >= raw.end)
        return;
    bool block = style == STYLE_LITERAL || style == STYLE_FOLDED;
    comments_pass(builder, block ? line_end(builder->text, raw.start) : raw.start, raw.end);
}

static bool add_scalar(struct builder *builder, const yaml_event_t *event) {
    const yaml_char_t *anchor = event->data.scalar.anchor, *tag = event->data.scalar.tag;
    span whole = scalar_raw(builder, event), raw = whole;
    enum node_style style = scalar_style(event->data.scalar.style);
    if (style == STYLE_LITERAL || style == STYLE_FOLDED)
        raw.end = block_end(builder->text, raw);
    if (!builder->top && whole.start == whole.end && !anchor && !tag)
        return true;
    struct node *node = new_node(builder, NODE_SCALAR, style, raw);
    if (!node)
        return false;
    str decoded = {(const char *)event->data.scalar.value, event->data.scalar.length};
    node->value = scalar_value(builder, decoded, raw, style);
    if (tag)
        apply_tag(node, tag);
    if (node->flags & NODE_TAGGED)
        node->scalar = (uint8_t)tagged_type(tag);
    else if (style == STYLE_PLAIN && !tag)
        node->scalar = (uint8_t)scalar_type_of(node->value);
    register_anchor(builder, anchor, node, false);
    attach(builder, node);
    finish(builder, node, raw);
    builder->last_end = whole.end;
    pass_comments(builder, raw, style);
    return true;
}

static bool add_alias(struct builder *builder, const yaml_event_t *event) {
    span raw = {cursor_byte(&builder->cursor, event->start_mark.index), 0};
    raw.end = cursor_byte(&builder->cursor, event->end_mark.index);
    str name = str_of((const char *)event->data.alias.anchor);
    const struct anchor *anchor = map_get(&builder->anchors, name);
    if (!anchor)
        return build_fault(builder, YAML_FAULT_SYNTAX, raw,
                           arena_format(builder->arena, "alias *%.*s names no anchor before it", STR_ARG(name)),
                           STR("quote a value that begins with *"));
    if (anchor->open)
        return build_fault(builder, YAML_FAULT_SYNTAX, raw,
                           arena_format(builder->arena, "alias *%.*s stands inside its own anchor", STR_ARG(name)),
                           STR(""));
    struct node *node = alias_copy(builder, anchor->node, raw, (uint32_t)builder->frames.len);
    if (!node)
        return false;
    attach(builder, node);
    finish(builder, node, raw);
    builder->last_end = raw.end;
    return true;
}

/* What SEQUENCE-START and MAPPING-START have in common. */
struct opening {
    enum node_kind kind;
    const yaml_char_t *anchor, *tag;
    char bracket; /* 0: block style */
};

static struct opening opening_of(const yaml_event_t *event) {
    if (event->type == YAML_SEQUENCE_START_EVENT)
        return (struct opening){NODE_SEQUENCE, event->data.sequence_start.anchor, event->data.sequence_start.tag,
                                event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE ? '[' : '\0'};
    return (struct opening){NODE_MAPPING, event->data.mapping_start.anchor, event->data.mapping_start.tag,
                            event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE ? '{' : '\0'};
}

static bool open_collection(struct builder *builder, const yaml_event_t *event) {
    struct opening opening = opening_of(event);
    uint32_t start = cursor_byte(&builder->cursor, event->start_mark.index);
    uint32_t end = cursor_byte(&builder->cursor, event->end_mark.index);
    if (builder->frames.len >= YAML_MAX_DEPTH)
        return build_fault(builder, YAML_FAULT_LIMIT, (span){start, end},
                           arena_format(builder->arena, "nesting is deeper than %d levels", YAML_MAX_DEPTH), STR(""));
    enum node_style style = opening.bracket ? STYLE_FLOW : STYLE_BLOCK;
    struct node *node = new_node(builder, opening.kind, style, (span){start, end});
    if (!node)
        return false;
    if (opening.tag)
        apply_tag(node, opening.tag);
    attach(builder, node);
    struct frame *frame = vec_add(builder->work, &builder->frames);
    *frame = (struct frame){.node = node};
    builder->top = frame;
    register_anchor(builder, opening.anchor, node, true);
    /* The mapping of a single pair in a flow sequence has no brackets. */
    if (opening.bracket && end > start && builder->text.ptr[end - 1] == opening.bracket) {
        frame->bracketed = frame->started = true;
        frame->raw = (span){end - 1, end};
        builder->last_end = end;
        builder->braces |= opening.bracket == '{' && end < builder->text.len && builder->text.ptr[end] == '{';
    }
    return true;
}

static bool close_collection(struct builder *builder, const yaml_event_t *event) {
    struct frame frame = *builder->top;
    if (frame.bracketed)
        builder->last_end = frame.raw.end = cursor_byte(&builder->cursor, event->end_mark.index);
    place_node(builder, frame.node, frame.raw);
    if (frame.anchor)
        frame.anchor->open = false;
    builder->top = --builder->frames.len > 0 ? builder->top - 1 : NULL;
    if (frame.node->kind == NODE_MAPPING && !members_close(builder, &frame))
        return false;
    finish(builder, frame.node, frame.raw);
    return true;
}

void build_start(struct builder *builder, uint32_t index) {
    builder->tree = arena_new(builder->arena, struct tree);
    builder->tree->source = builder->source;
    builder->tree->text = builder->text;
    builder->tree->outer = builder->outer;
    builder->tree->base = builder->base;
    builder->tree->arena = builder->arena;
    builder->tree->index = index;
    builder->frames.len = 0;
    builder->top = NULL;
    builder->anchors = (struct map){0};
    builder->spare_count = 0;
    builder->at_once = NODES_AT_FIRST;
    builder->budget->nodes += YAML_DOCUMENT_NODES;
}

bool build_event(struct builder *builder, const yaml_event_t *event) {
    switch (event->type) {
    case YAML_ALIAS_EVENT:
        return add_alias(builder, event);
    case YAML_SCALAR_EVENT:
        return add_scalar(builder, event);
    case YAML_SEQUENCE_START_EVENT:
    case YAML_MAPPING_START_EVENT:
        return open_collection(builder, event);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        return close_collection(builder, event);
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_STREAM_END_EVENT:
    case YAML_DOCUMENT_START_EVENT:
    case YAML_DOCUMENT_END_EVENT:
        break;
    }
    return true;
}
