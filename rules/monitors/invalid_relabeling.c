/* invalid-relabeling: a relabelling rule that the operator or Prometheus refuses.
 *
 * Prometheus 3.14 model/relabel and operator 0.93 validation: each action needs and allows certain fields. One wrong
 * rule rejects the whole monitor; in a plain configuration Prometheus does not start. A group that the regex does not
 * have is taken by both, and stands for nothing. */
#include <monlint/rule.h>

enum need { NEEDS_TARGET = 1, NEEDS_MODULUS = 2, ONLY_REGEX = 4, ONLY_TARGET = 8, FIXED_REPLACEMENT = 16, MAPS = 32 };

static const struct {
    str name;
    unsigned needs;
} actions[] = {
    {{"replace", 7}, NEEDS_TARGET},
    {{"keep", 4}, 0},
    {{"drop", 4}, 0},
    {{"keepequal", 9}, NEEDS_TARGET | ONLY_TARGET | FIXED_REPLACEMENT},
    {{"dropequal", 9}, NEEDS_TARGET | ONLY_TARGET | FIXED_REPLACEMENT},
    {{"hashmod", 7}, NEEDS_TARGET | NEEDS_MODULUS},
    {{"labelmap", 8}, MAPS},
    {{"labeldrop", 9}, ONLY_REGEX},
    {{"labelkeep", 9}, ONLY_REGEX},
    {{"lowercase", 9}, NEEDS_TARGET | FIXED_REPLACEMENT},
    {{"uppercase", 9}, NEEDS_TARGET | FIXED_REPLACEMENT},
};

struct relabeling {
    const struct node *node, *action, *target, *replacement;
    str name; /* of the action, as written or by default */
    unsigned needs;
};

static bool action_of(struct relabeling *rule) {
    rule->name = rule->action && node_value(rule->action).len ? node_value(rule->action) : STR("replace");
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++) {
        if (!str_equal_fold(rule->name, actions[i].name))
            continue;
        rule->needs = actions[i].needs;
        return true;
    }
    return false;
}

/* Where to speak of what is absent: at the action, else at the rule's first key. */
static place place_of(const struct relabeling *rule) {
    if (rule->action)
        return node_place(rule->action);
    return rule->node->children ? node_key_place(rule->node->children) : node_place(rule->node);
}

static bool is_known(const struct node *node) {
    return node && !node_is_opaque(node) && !str_contains(node_value(node), STR("{{"));
}

static enum name_scheme scheme_of(const struct config *config) {
    bool old = config->prometheus.version && config->prometheus.version < 3000000;
    bool legacy = config->prometheus.name_validation_set && config->prometheus.name_validation == NAMES_LEGACY;
    return old || legacy ? NAME_LEGACY : NAME_UTF8;
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* A group reference at the $: $1, $name, ${1}, ${name}. Returns its length, or 0. */
static size_t reference(str text) {
    bool braces = text.len > 1 && text.ptr[1] == '{';
    size_t at = braces ? 2 : 1, start = at;
    while (at < text.len && (is_letter(text.ptr[at]) || is_digit(text.ptr[at])))
        at++;
    if (at == start || (braces && (at == text.len || text.ptr[at] != '}')))
        return 0;
    return braces ? at + 1 : at;
}

/* Legacy names with references: letters or references, each perhaps with word characters behind it. */
static bool is_legacy_pattern(str text) {
    size_t at = 0;
    bool begun = false;
    while (at < text.len) {
        if (text.ptr[at] == '$') {
            size_t length = reference(str_slice(text, at, text.len));
            if (length == 0)
                return false;
            at += length;
        } else if (is_letter(text.ptr[at]) || (begun && is_digit(text.ptr[at]))) {
            at++;
        } else {
            return false;
        }
        begun = true;
    }
    return begun;
}

static bool is_label_pattern(str text, enum name_scheme scheme, bool references) {
    size_t bad;
    if (references && scheme == NAME_LEGACY && str_contains(text, STR("$")))
        return is_legacy_pattern(text);
    return name_label_valid(text, scheme, &bad);
}

static void judge_target(struct pass *pass, const struct relabeling *rule) {
    str target = node_value(rule->target);
    if (target.len == 0) {
        if (rule->needs & NEEDS_TARGET && (!rule->target || is_known(rule->target)))
            report(pass, rule->target ? node_key_place(rule->target) : place_of(rule),
                   "the action %.*s needs a target label", STR_ARG(rule->name));
        return;
    }
    bool references = str_equal_fold(rule->name, STR("replace"));
    if (rule->needs & NEEDS_TARGET && is_known(rule->target) &&
        !is_label_pattern(target, scheme_of(pass->config), references))
        report(pass, node_place(rule->target), "not a valid label name");
}

static void judge_replacement(struct pass *pass, const struct relabeling *rule) {
    str text = node_value(rule->replacement);
    if (!rule->replacement || !is_known(rule->replacement) || node_is_null(rule->replacement))
        return;
    bool standard = str_equal(text, STR("$1"));
    if (rule->needs & (FIXED_REPLACEMENT | ONLY_REGEX) && !standard)
        report(pass, node_key_place(rule->replacement), "the action %.*s takes no replacement", STR_ARG(rule->name));
    else if (rule->needs & MAPS && !is_label_pattern(text, scheme_of(pass->config), true))
        report(pass, node_place(rule->replacement), "labelmap needs a label name, which may hold $1");
}

/* A number within the groups, or the name of one; ExpandString of Go's regexp puts nothing in place of others. A word
 * where no group has a name is rather a variable that something else replaces before: ${CLUSTER}. */
static bool lacks_group(const struct regex *regex, str name) {
    unsigned long long number;
    bool has_names = false;
    if (str_to_unsigned(name, &number))
        return number > regex->capture_count;
    for (size_t i = 0; i < regex->capture_count; i++) {
        if (str_equal(regex->captures[i], name))
            return false;
        has_names |= regex->captures[i].len > 0;
    }
    return has_names || is_digit(name.ptr[0]);
}

static void tell_group(struct pass *pass, const struct node *text, size_t at, size_t length, str name) {
    place where = node_place_within(text, (span){(uint32_t)at, (uint32_t)(at + length)});
    size_t digits = 0;
    while (digits < name.len && is_digit(name.ptr[digits]))
        digits++;
    struct diag *diag = report_as(pass, SEVERITY_WARNING, where,
                                  "the regex has no group %.*s: nothing is put in its place", STR_ARG(name));
    if (digits > 0 && digits < name.len)
        report_help(pass, diag, "what stands behind the number belongs to the name: write ${%.*s}%.*s",
                    STR_ARG(str_slice(name, 0, digits)), STR_ARG(str_slice(name, digits, name.len)));
}

static void judge_references(struct pass *pass, const struct regex *regex, const struct node *node) {
    if (!node || !is_known(node))
        return;
    str text = node_value(node);
    for (size_t at = 0; at < text.len; at++) {
        if (text.ptr[at] != '$')
            continue;
        str rest = str_slice(text, at, text.len);
        size_t length = reference(rest), braces = rest.len > 1 && rest.ptr[1] == '{';
        str name = str_slice(rest, 1 + braces, length - braces);
        if (length > 0 && lacks_group(regex, name))
            tell_group(pass, node, at, length, name);
        at += length ? length - 1 : rest.len > 1 && rest.ptr[1] == '$';
    }
}

/* Without a regex there is the one group of (.*). */
static void judge_groups(struct pass *pass, const struct relabeling *rule) {
    static const str no_name = {"", 0};
    static const struct regex standard = {.valid = true, .captures = &no_name, .capture_count = 1};
    const struct node *written = node_field(rule->node, ROLE_RELABEL_REGEX);
    const struct regex *regex = written ? written->parsed : &standard;
    bool replaces = str_equal_fold(rule->name, STR("replace")), maps = rule->needs & MAPS;
    if (!regex || (written && !regex->tree) || !(replaces || maps))
        return;
    judge_references(pass, regex, rule->replacement);
    if (replaces)
        judge_references(pass, regex, rule->target);
    if (!rule->replacement && regex->capture_count == 0)
        report_help(pass,
                    report_as(pass, SEVERITY_WARNING, node_place(written),
                              "a regex without a group, and the replacement is $1: %s",
                              maps ? "the new label has no name" : "the target label is removed"),
                    "put what is wanted into parentheses, or write a replacement");
}

static void judge_modulus(struct pass *pass, const struct relabeling *rule) {
    const struct node *modulus = node_field(rule->node, ROLE_RELABEL_MODULUS);
    int64_t value = 0;
    if (!(rule->needs & NEEDS_MODULUS) || (modulus && !is_known(modulus)))
        return;
    if (!modulus || (node_integer(modulus, &value) && value == 0))
        report(pass, modulus ? node_place(modulus) : place_of(rule), "the action hashmod needs a modulus above 0");
}

static bool is_standard_separator(const struct node *node) {
    return str_equal(node_value(node), STR(";"));
}

static bool is_zero(const struct node *node) {
    int64_t value;
    return node_integer(node, &value) && value == 0;
}

static void refuse_field(struct pass *pass, const struct relabeling *rule, const struct node *node) {
    if (node && (node->child_count || node_value(node).len) && is_known(node))
        report(pass, node_key_place(node), "the action %.*s takes no %.*s", STR_ARG(rule->name),
               STR_ARG(node_key(node)));
}

static void judge_extras(struct pass *pass, const struct relabeling *rule) {
    const struct node *separator = node_field(rule->node, ROLE_RELABEL_SEPARATOR);
    const struct node *modulus = node_field(rule->node, ROLE_RELABEL_MODULUS);
    if (!(rule->needs & (ONLY_REGEX | ONLY_TARGET)))
        return;
    if (!is_standard_separator(separator))
        refuse_field(pass, rule, separator);
    if (!is_zero(modulus))
        refuse_field(pass, rule, modulus);
    if (rule->needs & ONLY_TARGET) {
        refuse_field(pass, rule, node_field(rule->node, ROLE_RELABEL_REGEX));
        return;
    }
    refuse_field(pass, rule, node_field(rule->node, ROLE_RELABEL_SOURCE_LABELS));
    refuse_field(pass, rule, rule->target);
}

static void judge_sources(struct pass *pass, const struct relabeling *rule) {
    const struct node *sources = node_field(rule->node, ROLE_RELABEL_SOURCE_LABELS);
    for (const struct node *label = sources ? sources->children : NULL; label; label = label->next)
        if (label->kind == NODE_SCALAR && is_known(label) &&
            !is_label_pattern(node_value(label), scheme_of(pass->config), false))
            report(pass, node_place(label), "not a valid label name");
}

static void check(struct pass *pass, const struct node *node) {
    struct relabeling rule = {.node = node,
                              .action = node_field(node, ROLE_RELABEL_ACTION),
                              .target = node_field(node, ROLE_RELABEL_TARGET_LABEL),
                              .replacement = node_field(node, ROLE_RELABEL_REPLACEMENT)};
    if (node->kind != NODE_MAPPING || node_is_opaque(node) || (rule.action && !is_known(rule.action)) ||
        !action_of(&rule))
        return;
    judge_target(pass, &rule);
    judge_replacement(pass, &rule);
    judge_groups(pass, &rule);
    judge_modulus(pass, &rule);
    judge_extras(pass, &rule);
    judge_sources(pass, &rule);
}

const struct rule rule_invalid_relabeling = {
    .id = "invalid-relabeling",
    .category = CATEGORY_REFUSED,
    .severity = SEVERITY_ERROR,
    .summary = "a relabelling rule that lacks what its action needs, or has what it does not take",
    .why = "The operator rejects the whole monitor for one such rule; Prometheus refuses the configuration.",
    .remedy = "replace, hashmod, lowercase, uppercase, keepequal and dropequal need a target label; labeldrop and "
              "labelkeep take a regex alone; hashmod needs a modulus.",
    .roles = (const enum role[]){ROLE_RELABELING, ROLE_NONE},
    .node = check,
};
