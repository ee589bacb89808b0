/* invalid-value: a value that is not one of those allowed, or out of range. */
#include <monlint/rule.h>

enum { MOST_VALUES = 64 };

static str nearest_value(const struct field *field, str value) {
    str values[MOST_VALUES];
    size_t count = 0;
    for (const char *const *allowed = field ? field->values : NULL; allowed && *allowed && count < MOST_VALUES;
         allowed++)
        values[count++] = str_of(*allowed);
    size_t nearest = suggest_nearest(value, values, count);
    return nearest == SUGGEST_NONE ? (str){NULL, 0} : values[nearest];
}

static void check(struct pass *pass, const struct violation *violation) {
    str value = node_value(violation->node);
    struct diag *diag;
    if (value.len)
        diag = report(pass, violation->at, "%.*s is %.*s", STR_ARG(value), STR_ARG(violation->message));
    else
        diag = report(pass, node_key_place(violation->node), "the value is %.*s", STR_ARG(violation->message));
    str nearest = nearest_value(violation->field, value);
    if (nearest.len == 0)
        return;
    report_help(pass, diag, "did you mean %.*s?", STR_ARG(nearest));
    report_node_fix(pass, diag, false, violation->node, nearest, "use the nearest value");
}

const struct rule rule_invalid_value = {
    .id = "invalid-value",
    .category = CATEGORY_REFUSED,
    .severity = SEVERITY_ERROR,
    .summary = "a value that is not allowed here",
    .why = "The reader refuses the object.",
    .remedy = "Use one of the allowed values.",
    .reads = READS_STRUCTURE,
    .violations = (const enum violation_kind[]){VIOLATION_VALUE, VIOLATION_COUNT},
    .violation = check,
};
