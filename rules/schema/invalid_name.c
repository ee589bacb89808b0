/* invalid-name: a record, label or annotation name that Prometheus refuses.
 *
 * Prometheus 3.14 model/rulefmt: under the scheme utf8 (the default since 3.0) any non-empty UTF-8 text, without braces
 * in a record; under legacy the names of old. No label may be called __name__. */
#include <monlint/rule.h>

static enum name_scheme scheme_of(const struct config *config) {
    if (config->prometheus.name_validation_set)
        return config->prometheus.name_validation == NAMES_LEGACY ? NAME_LEGACY : NAME_UTF8;
    bool old = config->prometheus.version && config->prometheus.version < 3000000;
    return old ? NAME_LEGACY : NAME_UTF8;
}

static const char *reason_of(const struct config *config) {
    return config->prometheus.name_validation_set ? "under name_validation: legacy" : "before Prometheus 3.0";
}

/* The character at fault, all of its bytes; the whole name where none is. */
static span guilty_part(str name, size_t bad) {
    size_t end = bad + 1;
    while (end < name.len && ((unsigned char)name.ptr[end] & 0xC0) == 0x80)
        end++;
    return bad < name.len ? (span){(uint32_t)bad, (uint32_t)end} : (span){0, (uint32_t)name.len};
}

static void judge_record(struct pass *pass, const struct node *record) {
    size_t bad;
    str name = node_value(record);
    if (name.len == 0 || node_is_opaque(record) || name_record_valid(name, scheme_of(pass->config), &bad))
        return;
    if (pass->document->reader == READER_HELM && str_contains(name, STR("{{")))
        return;
    if (str_contains(name, STR("{")) || str_contains(name, STR("}")))
        report(pass, node_place(record), "braces in the name of a record; they belong into expr");
    else
        report_help(pass,
                    report(pass, node_place_within(record, guilty_part(name, bad)), "not a valid metric name %s",
                           reason_of(pass->config)),
                    "letters, digits, _ and :, not beginning with a digit");
}

/* A name under every scheme, and no template. */
static bool is_plain(str name) {
    bool plain = name.len > 0;
    for (size_t i = 0; i < name.len && plain; i++) {
        char c = name.ptr[i];
        plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c == '_' && i > 0);
    }
    return plain;
}

static void judge_name(struct pass *pass, const struct node *member, const char *what) {
    size_t bad;
    str name = node_key(member);
    if (is_plain(name))
        return;
    if (str_contains(name, STR("{{")) || (member->key && node_is_opaque(member->key)))
        return;
    if (str_equal(name, STR("__name__")) && member->parent->role != ROLE_RULE_ANNOTATIONS)
        report(pass, node_key_place(member), "no label may be called __name__");
    else if (name.len == 0)
        report(pass, node_key_place(member), "the name of %s is empty", what);
    else if (!name_label_valid(name, scheme_of(pass->config), &bad))
        report_help(pass,
                    report(pass, node_place_within(member->key, guilty_part(name, bad)), "not a valid name of %s %s",
                           what, reason_of(pass->config)),
                    "letters, digits and _, not beginning with a digit");
}

static void check(struct pass *pass, const struct node *node) {
    if (node->role == ROLE_RULE_RECORD) {
        judge_record(pass, node);
        return;
    }
    const char *what = node->role == ROLE_RULE_ANNOTATIONS ? "an annotation" : "a label";
    for (const struct node *member = node->children; member; member = member->next)
        if (member->key && member->key->kind == NODE_SCALAR)
            judge_name(pass, member, what);
}

const struct rule rule_invalid_name = {
    .id = "invalid-name",
    .category = CATEGORY_REFUSED,
    .severity = SEVERITY_ERROR,
    .summary = "a name of a record, label or annotation that Prometheus refuses",
    .why = "Prometheus refuses the whole rule file for one such name. Since 3.0 any UTF-8 text is a name unless "
           "name_validation is legacy; braces are never part of a record's name.",
    .remedy = "Use letters, digits and underscores, in records colons too, not beginning with a digit.",
    .roles =
        (const enum role[]){ROLE_RULE_RECORD, ROLE_RULE_LABELS, ROLE_RULE_ANNOTATIONS, ROLE_GROUP_LABELS, ROLE_NONE},
    .node = check,
};
