/* Label selectors, as the operator converts them for monitors and the API server for Services and workloads: the
 * custom resources' schema takes any text for an operator, so what is wrong here is seen when nothing is selected.
 *
 * Syntax of label keys and values: apimachinery, util/validation (a name of at most 63 bytes, letters and digits at its
 * ends, '-', '_' and '.' between; before a '/' of a key a DNS subdomain of at most 253). */
#include "schema/bind_internal.h"

enum { LABEL_MAX = 63, PREFIX_MAX = 253 };

static bool is_alphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool is_label_text(str text) {
    if (text.len == 0 || text.len > LABEL_MAX)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        bool inside = i > 0 && i + 1 < text.len;
        if (!is_alphanumeric(c) && !(inside && (c == '-' || c == '_' || c == '.')))
            return false;
    }
    return true;
}

static bool is_subdomain(str text) {
    if (text.len == 0 || text.len > PREFIX_MAX)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        bool edge = i == 0 || i + 1 == text.len || text.ptr[i - 1] == '.' || text.ptr[i + 1] == '.';
        bool lower = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (!lower && (edge || (c != '-' && c != '.')))
            return false;
    }
    return true;
}

static bool is_label_key(str text) {
    size_t slash = str_find_byte(text, '/');
    if (slash == text.len)
        return is_label_text(text);
    return is_subdomain(str_slice(text, 0, slash)) && is_label_text(str_slice(text, slash + 1, text.len));
}

static bool is_label_value(str text) {
    return text.len == 0 || is_label_text(text);
}

static void refuse(struct binder *binder, const struct node *node, place at, const char *message) {
    struct violation fault = bind_fault(binder, VIOLATION_SELECTOR, node);
    fault.at = at;
    fault.message = str_of(message);
    bind_send(binder, &fault);
}

/* A text that is there to be judged: of another type it was told already, and ${APP} is filled in before it is
 * applied. */
static bool is_plain_text(const struct binder *binder, const struct node *node) {
    return node && node->kind == NODE_SCALAR && !str_contains(node->value, STR("{{")) &&
           !str_contains(node->value, STR("${")) && !bind_is_opaque(binder, node);
}

static void check_key(struct binder *binder, const struct node *holder, const struct node *key) {
    if (is_plain_text(binder, key) && !is_label_key(key->value))
        refuse(binder, holder, node_place(key), "not a label key");
}

static void check_value(struct binder *binder, const struct node *value) {
    if (is_plain_text(binder, value) && !is_label_value(node_value(value)))
        refuse(binder, value, node_place(value), "not a label value");
}

static bool is_operator(const struct node *operator) {
    for (const char *const *known = operator->field->values; *known; known++)
        if (str_is(operator->value, *known))
            return true;
    return false;
}

static void check_count(struct binder *binder, const struct node *expression, const struct node *operator) {
    const struct node *values = node_member(expression, STR("values"));
    bool wants = str_equal(operator->value, STR("In")) || str_equal(operator->value, STR("NotIn"));
    bool holds = values && values->child_count > 0;
    if (wants == holds || (values && bind_is_opaque(binder, values)) || (wants && binder->document->template))
        return;
    if (wants)
        refuse(binder, operator, node_place(operator), "this operator needs values");
    else
        refuse(binder, values, node_key_place(values), "this operator takes no values");
}

static void check_expression(struct binder *binder, const struct node *expression) {
    const struct node *operator= node_member(expression, STR("operator"));
    const struct node *key = node_member(expression, STR("key"));
    const struct node *values = node_member(expression, STR("values"));
    if (key && !node_is_null(key))
        check_key(binder, key, key);
    for (const struct node *value = values ? values->children : NULL; value; value = value->next)
        check_value(binder, value);
    if (!is_plain_text(binder, operator) || node_is_null(operator) || !operator->field)
        return;
    if (is_operator(operator))
        check_count(binder, expression, operator);
    else
        refuse(binder, operator, node_place(operator), "not one of In, NotIn, Exists, DoesNotExist");
}

void bind_selector(struct binder *binder, const struct node *node) {
    if (binder->document->reader == READER_HELM && bind_reader(binder->document, node) == READER_HELM)
        return;
    if (node->role == ROLE_MATCH_EXPRESSION) {
        check_expression(binder, node);
        return;
    }
    for (const struct node *member = node->children; member; member = member->next) {
        check_key(binder, member, member->key);
        check_value(binder, member);
    }
}
