/* What a value is to its reader, and what to say when that is not what the row asks for.
 *
 * Kubernetes manifests pass through a YAML 1.1 reader (go-yaml v2 in sigs.k8s.io/yaml), so no, 0777 and 1e3 are no
 * texts there; Prometheus and Promtail decode into typed fields and take any scalar for a text. */
#include "schema/bind_internal.h"

enum scalar_type bind_scalar_type(enum reader reader, const struct node *scalar) {
    bool plain = scalar->style == STYLE_PLAIN && !(scalar->flags & (NODE_TAGGED | NODE_STRING_TAG));
    if (plain && (reader == READER_API_SERVER || reader == READER_HELM))
        return scalar_type_of_11(scalar->value);
    return (enum scalar_type)scalar->scalar;
}

static const char *const type_names[] = {
    [FIELD_ANY] = "anything",         [FIELD_STRING] = "a string",
    [FIELD_BOOL] = "true or false",   [FIELD_INT] = "an integer",
    [FIELD_NUMBER] = "a number",      [FIELD_INT_OR_STRING] = "an integer or a string",
    [FIELD_DURATION] = "a duration",  [FIELD_GO_DURATION] = "a duration",
    [FIELD_PROMQL] = "an expression", [FIELD_REGEX] = "a string",
    [FIELD_TEMPLATE] = "a string",    [FIELD_SIZE] = "a size",
    [FIELD_QUANTITY] = "a quantity",  [FIELD_URL] = "a URL",
    [FIELD_PROXY_URL] = "a URL",      [FIELD_LIST] = "a list",
    [FIELD_MAP] = "a mapping",        [FIELD_OBJECT] = "a mapping",
    [FIELD_YAML] = "a string",        [FIELD_MAYBE_YAML] = "a string",
};

static const char *const scalar_names[] = {
    [SCALAR_STRING] = "a string", [SCALAR_NULL] = "null",      [SCALAR_BOOL] = "a boolean",
    [SCALAR_INT] = "a number",    [SCALAR_FLOAT] = "a number",
};

static const char *found_name(enum reader reader, const struct node *node) {
    switch ((enum node_kind)node->kind) {
    case NODE_MAPPING:
        return "a mapping";
    case NODE_SEQUENCE:
        return "a list";
    case NODE_SCALAR:
        return scalar_names[bind_scalar_type(reader, node)];
    }
    return "";
}

static bool is_text_type(enum field_type type) {
    return type != FIELD_BOOL && type != FIELD_INT && type != FIELD_NUMBER && type != FIELD_LIST && type != FIELD_MAP &&
           type != FIELD_OBJECT;
}

/* Digits alone are a number to everybody; what else is read as one surprises. */
static bool looks_like_text(const struct node *scalar) {
    for (size_t i = 0; i < scalar->value.len; i++)
        if ((scalar->value.ptr[i] < '0' || scalar->value.ptr[i] > '9') && scalar->value.ptr[i] != '.')
            return true;
    return scalar->value.len > 1 && scalar->value.ptr[0] == '0' && scalar->value.ptr[1] != '.';
}

static str help_for_scalar(struct binder *binder, const struct node *node, enum reader reader) {
    enum field_type wanted = node->field->type;
    str value = node->value;
    enum scalar_type type = bind_scalar_type(reader, node);
    bool number = type == SCALAR_INT || type == SCALAR_FLOAT;
    if (type == SCALAR_NULL)
        return STR("an item without a value is null");
    if ((wanted == FIELD_DURATION || wanted == FIELD_GO_DURATION) && number)
        return arena_format(binder->arena, "a duration is a string with a unit: %.*ss", STR_ARG(value));
    if (is_text_type(wanted) && type == SCALAR_BOOL && node_is_old_boolean(node))
        return arena_format(binder->arena,
                            "YAML 1.1, by which Kubernetes reads, takes %.*s for a boolean: write \"%.*s\"",
                            STR_ARG(value), STR_ARG(value));
    if (is_text_type(wanted) && number && looks_like_text(node))
        return arena_format(binder->arena, "Kubernetes reads an unquoted %.*s as a number: write \"%.*s\"",
                            STR_ARG(value), STR_ARG(value));
    if (is_text_type(wanted) && type != SCALAR_STRING)
        return arena_format(binder->arena, "quote it: \"%.*s\"", STR_ARG(value));
    bool quoted = node->style == STYLE_SINGLE_QUOTED || node->style == STYLE_DOUBLE_QUOTED;
    if (quoted && (wanted == FIELD_BOOL || wanted == FIELD_INT || wanted == FIELD_NUMBER) && value.len > 0)
        return arena_format(binder->arena, "write it without quotes: %.*s", STR_ARG(value));
    return STR("");
}

/* Digits with a unit are a duration, quoted text a text, and "true" without quotes the boolean it spells. */
static void fix_scalar(struct binder *binder, const struct node *node, struct violation *fault) {
    enum field_type wanted = node->field->type;
    enum scalar_type type = bind_scalar_type(fault->reader, node);
    bool quoted = node->style == STYLE_SINGLE_QUOTED || node->style == STYLE_DOUBLE_QUOTED;
    unsigned long long ignored;
    fault->fix.safe = true;
    if ((wanted == FIELD_DURATION || wanted == FIELD_GO_DURATION) && type == SCALAR_INT)
        fault->fix.text = arena_format(binder->arena, "%.*ss", STR_ARG(node->value));
    else if (is_text_type(wanted) && (type == SCALAR_BOOL || type == SCALAR_INT || type == SCALAR_FLOAT))
        fault->fix.text = arena_format(binder->arena, "\"%.*s\"", STR_ARG(node->value));
    else if (quoted && wanted == FIELD_BOOL)
        fault->fix.unquotes = str_equal(node->value, STR("true")) || str_equal(node->value, STR("false"));
    else if (quoted && wanted == FIELD_INT)
        fault->fix.unquotes = str_to_unsigned(node->value, &ignored) && (ignored == 0 || node->value.ptr[0] != '0');
}

/* Long texts make no readable sentence. */
static bool is_short(const struct node *node) {
    return node->value.len <= 64 && str_find_byte(node->value, '\n') == node->value.len;
}

void bind_wrong_type(struct binder *binder, const struct node *node) {
    struct violation fault = bind_fault(binder, VIOLATION_WRONG_TYPE, node);
    if (fault.reader == READER_HELM && (node->kind != NODE_SCALAR || node->field->type != FIELD_DURATION))
        return;
    if (bind_is_opaque(binder, node) ||
        (node->kind == NODE_SCALAR && str_contains(node->value, STR("{{")) && binder->document->reader == READER_HELM))
        return;
    fault.message = arena_format(binder->arena, "%s where %s is expected", found_name(fault.reader, node),
                                 type_names[node->field->type]);
    if (node->kind == NODE_SCALAR && is_short(node)) {
        fault.help = help_for_scalar(binder, node, fault.reader);
        fix_scalar(binder, node, &fault);
    } else if (str_starts_with(source_text(node->tree->source, node->span), STR("{{"))) {
        fault.help = STR("quote a value that begins with {{");
    }
    bind_send(binder, &fault);
}
