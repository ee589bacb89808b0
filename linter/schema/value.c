/* From scalars to values. */
#include "schema/value.h"

#include <stdlib.h>
#include <string.h>

#include "schema/field.h"
#include "text/duration.h"

bool node_integer(const struct node *node, int64_t *value) {
    char text[32];
    str spelling = node_value(node);
    if (!node || node->kind != NODE_SCALAR || (node->scalar != SCALAR_INT && node->scalar != SCALAR_FLOAT))
        return false;
    if (spelling.len == 0 || spelling.len >= sizeof text)
        return false;
    memcpy(text, spelling.ptr, spelling.len);
    text[spelling.len] = '\0';
    char *end;
    double number = strtod(text, &end);
    if (*end != '\0' || number < -9e15 || number > 9e15)
        return false;
    *value = (int64_t)number;
    return (double)*value == number;
}

bool node_boolean(const struct node *node, bool *value) {
    if (!node || node->kind != NODE_SCALAR || node->scalar != SCALAR_BOOL)
        return false;
    *value = node->value.ptr[0] == 't' || node->value.ptr[0] == 'T';
    return true;
}

static bool reads_go(const struct node *node) {
    return node->field && node->field->type == FIELD_GO_DURATION;
}

bool node_duration(const struct node *node, int64_t *ns) {
    struct duration_error error;
    if (!node || node->kind != NODE_SCALAR || node_is_null(node))
        return false;
    if (reads_go(node))
        return node_integer(node, ns) || duration_parse_go(node_value(node), ns, &error);
    int64_t ms;
    if (!duration_parse_prometheus(node_value(node), &ms, &error))
        return false;
    *ns = ms * 1000000;
    return true;
}
