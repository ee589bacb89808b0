/* One scalar against its row: first what it is to its reader, then whether its text is one of those allowed.
 *
 * A value that is told as of another type is not judged further; a row that a rule of its own judges is left to it. */
#include "schema/bind_internal.h"

#include <stdlib.h>
#include <string.h>

#include "text/duration.h"
#include "text/size.h"
#include "text/variable.h"

enum { NUMBER_MAX = 64 };

/* The value of a number as JSON carries it: 1e3 and 5.0 are integers. False for anything else. */
static bool integral_value(str text, double *value) {
    char copy[NUMBER_MAX];
    if (text.len == 0 || text.len >= sizeof copy)
        return false;
    memcpy(copy, text.ptr, text.len);
    copy[text.len] = '\0';
    char *end;
    *value = strtod(copy, &end);
    return end == copy + text.len && *value >= -9.2e18 && *value <= 9.2e18 && *value == (double)(long long)*value;
}

/* The value of an integer, of any notation that a reader of YAML knows. */
static bool integer_value(str text, long long *value) {
    char copy[NUMBER_MAX];
    size_t len = 0;
    for (size_t i = 0; i < text.len && len + 1 < sizeof copy; i++)
        if (text.ptr[i] != '_')
            copy[len++] = text.ptr[i];
    copy[len] = '\0';
    char *digits = copy[0] == '-' || copy[0] == '+' ? copy + 1 : copy;
    int base = strncmp(digits, "0o", 2) == 0 ? 8 : 0;
    if (base == 8)
        memmove(digits, digits + 2, strlen(digits + 2) + 1);
    char *end;
    *value = strtoll(copy, &end, base);
    return end != copy && *end == '\0';
}

static void refuse(struct binder *binder, enum violation_kind kind, const struct node *node, str message) {
    struct violation fault = bind_fault(binder, kind, node);
    fault.message = message;
    bind_send(binder, &fault);
}

static bool is_text_for(enum reader reader, enum scalar_type type) {
    return type == SCALAR_STRING || reader == READER_PROMETHEUS || reader == READER_PROMTAIL;
}

static bool is_integer_for(enum reader reader, enum scalar_type type, str text) {
    double value;
    if (type == SCALAR_INT)
        return true;
    /* Prometheus and Promtail cut a fraction off, JSON keeps it. */
    return type == SCALAR_FLOAT && (reader != READER_API_SERVER || integral_value(text, &value));
}

/* Is the scalar, as its reader takes it, of the type that the row asks for? */
static bool fits(const struct node *node, enum reader reader) {
    enum scalar_type type = bind_scalar_type(reader, node);
    switch (node->field->type) {
    case FIELD_BOOL:
        return type == SCALAR_BOOL || node_is_old_boolean(node);
    case FIELD_INT:
        return is_integer_for(reader, type, node->value);
    case FIELD_NUMBER:
        return type == SCALAR_INT || type == SCALAR_FLOAT;
    case FIELD_INT_OR_STRING:
    case FIELD_PROMQL:
        return is_text_for(reader, type) || is_integer_for(reader, type, node->value);
    case FIELD_QUANTITY:
        return type != SCALAR_BOOL;
    case FIELD_STRING:
    case FIELD_DURATION:
    case FIELD_GO_DURATION:
    case FIELD_REGEX:
    case FIELD_TEMPLATE:
    case FIELD_SIZE:
    case FIELD_URL:
    case FIELD_PROXY_URL:
    case FIELD_YAML:
    case FIELD_MAYBE_YAML:
        return is_text_for(reader, type);
    case FIELD_ANY:
        return true;
    case FIELD_LIST:
    case FIELD_MAP:
    case FIELD_OBJECT:
        return false;
    }
    return true;
}

static bool is_allowed(const struct field *row, str value) {
    for (const char *const *allowed = row->values; *allowed; allowed++) {
        str word = str_of(*allowed);
        if (row->flags & FIELD_IGNORE_CASE ? str_equal_fold(value, word) : str_equal(value, word))
            return true;
    }
    return false;
}

/* One spelling of each is enough for a message. */
static bool is_respelt(const struct field *row, const char *const *word) {
    for (const char *const *earlier = row->values; earlier < word; earlier++)
        if (str_equal_fold(str_of(*earlier), str_of(*word)))
            return true;
    return false;
}

static str list_of_values(struct arena *arena, const struct field *row) {
    str list = STR("");
    for (const char *const *allowed = row->values; *allowed; allowed++)
        if (**allowed && !is_respelt(row, allowed))
            list = arena_format(arena, "%.*s%s%s", STR_ARG(list), list.len > 0 ? ", " : "", *allowed);
    return list;
}

static void check_allowed(struct binder *binder, const struct node *node) {
    if (is_allowed(node->field, node->value))
        return;
    str list = list_of_values(binder->arena, node->field);
    refuse(binder, VIOLATION_VALUE, node, arena_format(binder->arena, "not one of %.*s", STR_ARG(list)));
}

static void check_range(struct binder *binder, const struct node *node) {
    const struct field *row = node->field;
    long long value;
    if ((row->min == 0 && row->max == 0) || !integer_value(node->value, &value))
        return;
    if (value < row->min)
        refuse(binder, VIOLATION_VALUE, node, arena_format(binder->arena, "below %lld", row->min));
    else if (value > row->max)
        refuse(binder, VIOLATION_VALUE, node, arena_format(binder->arena, "above %lld", row->max));
}

/* In Promtail a bare number is a duration, of nanoseconds: a rule of its own speaks of that. */
static bool is_nanoseconds(const struct node *node, enum reader reader) {
    enum scalar_type type = bind_scalar_type(reader, node);
    return node->field->type == FIELD_GO_DURATION && (type == SCALAR_INT || type == SCALAR_FLOAT);
}

static void check_duration(struct binder *binder, const struct node *node, enum reader reader) {
    struct duration_error error;
    int64_t ignored;
    if (is_nanoseconds(node, reader))
        return;
    bool parses = node->field->type == FIELD_GO_DURATION ? duration_parse_go(node->value, &ignored, &error)
                                                         : duration_parse_prometheus(node->value, &ignored, &error);
    if (parses)
        return;
    struct violation fault = bind_fault(binder, VIOLATION_DURATION, node);
    if (node->value.len > 0)
        fault.at = node_place_within(node, error.at);
    fault.message = duration_error_message(binder->arena, node->value, &error);
    str meant = duration_suggest(binder->arena, node->value, &error);
    if (meant.ptr) {
        fault.help = arena_format(binder->arena, "write %.*s", STR_ARG(meant));
        fault.fix.text = meant;
        fault.fix.safe =
            error.fault == DURATION_MISSING_UNIT || error.fault == DURATION_FRACTION || error.fault == DURATION_SPACE;
    }
    bind_send(binder, &fault);
}

static bool has_scheme(str url, str scheme) {
    return str_starts_with(url, scheme) && url.len > scheme.len && url.ptr[scheme.len] != '\n';
}

static void check_url(struct binder *binder, const struct node *node) {
    bool proxy = node->field->type == FIELD_PROXY_URL;
    str url = node->value;
    if (has_scheme(url, STR("http://")) || has_scheme(url, STR("https://")) ||
        (proxy && has_scheme(url, STR("socks5://"))))
        return;
    refuse(binder, VIOLATION_URL, node,
           proxy ? STR("not a URL that begins with http://, https:// or socks5://")
                 : STR("not a URL that begins with http:// or https://"));
}

static void check_size(struct binder *binder, const struct node *node) {
    uint64_t bytes;
    double quantity;
    if (node->field->type == FIELD_QUANTITY) {
        if (!size_parse_quantity(node->value, &quantity))
            refuse(binder, VIOLATION_SIZE, node, STR("not a quantity such as 100m, 1.5 or 256Mi"));
        return;
    }
    if (!size_parse_operator(node->value, &bytes))
        refuse(binder, VIOLATION_SIZE, node, STR("not a size such as 512MB or 1.5GiB"));
}

/* True of the types that check_text has a word on. */
static bool has_syntax(enum field_type type) {
    return type == FIELD_DURATION || type == FIELD_GO_DURATION || type == FIELD_URL || type == FIELD_PROXY_URL ||
           type == FIELD_SIZE || type == FIELD_QUANTITY || type == FIELD_INT;
}

static void check_text(struct binder *binder, const struct node *node, enum reader reader) {
    switch (node->field->type) {
    case FIELD_DURATION:
    case FIELD_GO_DURATION:
        check_duration(binder, node, reader);
        return;
    case FIELD_URL:
    case FIELD_PROXY_URL:
        check_url(binder, node);
        return;
    case FIELD_SIZE:
    case FIELD_QUANTITY:
        check_size(binder, node);
        return;
    case FIELD_INT:
        check_range(binder, node);
        return;
    case FIELD_ANY:
    case FIELD_STRING:
    case FIELD_BOOL:
    case FIELD_NUMBER:
    case FIELD_INT_OR_STRING:
    case FIELD_PROMQL:
    case FIELD_REGEX:
    case FIELD_TEMPLATE:
    case FIELD_LIST:
    case FIELD_MAP:
    case FIELD_OBJECT:
    case FIELD_YAML:
    case FIELD_MAYBE_YAML:
        return;
    }
}

/* What a template makes of a value is not known here, nor what a tool fills in. An address that holds a variable is
 * refused by the operator as it is. */
static bool is_unknown(const struct binder *binder, const struct node *node) {
    return bind_is_opaque(binder, node) || (node->field->type != FIELD_URL && variable_stands_in(node->value)) ||
           (binder->document->reader == READER_HELM && str_contains(node->value, STR("{{")));
}

/* Values that no known part hands over reach their reader through a template, which may quote, cast or leave them out:
 * of these only durations are sure to be meant as such. */
static bool is_judged(const struct node *node, enum reader reader) {
    if (reader != READER_HELM)
        return true;
    enum scalar_type type = bind_scalar_type(reader, node);
    if (node->field->type == FIELD_GO_DURATION)
        return type == SCALAR_STRING;
    return node->field->type == FIELD_DURATION && type != SCALAR_BOOL && !str_equal(node->value, STR("0"));
}

/* Charts leave out what their values leave empty. */
static bool is_unset(const struct binder *binder, const struct node *node, enum reader reader) {
    bool taken = node->field->flags & FIELD_EMPTY_OK && reader != READER_PROMETHEUS;
    return node->value.len == 0 && (taken || binder->document->reader == READER_HELM);
}

/* Nothing more is to be said of a value of the right type, whatever it is: so of most. */
static bool is_settled(const struct binder *binder, const struct node *node, enum reader reader) {
    const struct field *row = node->field;
    bool is_refused = row->flags & FIELD_NONEMPTY && node->value.len == 0;
    return row->flags & FIELD_SPOKEN || is_unset(binder, node, reader) ||
           (!is_refused && !row->values && !has_syntax(row->type));
}

void bind_scalar(struct binder *binder, const struct node *node) {
    if (node->kind != NODE_SCALAR) {
        bind_wrong_type(binder, node);
        return;
    }
    const struct field *row = node->field;
    enum reader reader = bind_reader(binder->document, node);
    if (!is_judged(node, reader))
        return;
    bool is_fit = fits(node, reader);
    if ((is_fit && is_settled(binder, node, reader)) || is_unknown(binder, node))
        return;
    if (!is_fit) {
        bind_wrong_type(binder, node);
        return;
    }
    if (row->flags & FIELD_NONEMPTY && node->value.len == 0)
        refuse(binder, VIOLATION_VALUE, node, STR("empty"));
    else if (row->values)
        check_allowed(binder, node);
    else
        check_text(binder, node, reader);
}
