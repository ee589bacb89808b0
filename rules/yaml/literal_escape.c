/* literal-escape: \n, \t or \" in annotation text whose YAML style has no escapes.
 *
 * YAML 1.2, 7.3 and 8.1: only double-quoted scalars know escapes; in plain, single-quoted and block scalars a backslash
 * is a backslash. Prometheus 3.14 takes text outside of {{ }} as it is, so the receiver shows both bytes. What stands
 * between backquotes or double quotes is code, a path of Windows has a letter behind the n, and \\ is meant. */
#include <string.h>

#include <monlint/rule.h>

/* Where the action that begins here ends. */
static size_t action_end(str text, size_t from) {
    size_t length = str_find(str_slice(text, from, text.len), STR("}}"));
    return from + length + 2 > text.len ? text.len : from + length + 2;
}

static bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static char byte_at(str text, size_t i) {
    return i < text.len ? text.ptr[i] : ' ';
}

/* "full\nCheck", "full.\n\nSee", "a\n- b"; not C:\new, \node, or a regex such as [^\n]. */
static bool breaks_line(str text, size_t at) {
    char before = at ? text.ptr[at - 1] : ' ', after = byte_at(text, at + 2);
    if (before == '[' || before == '^' || before == '(' || before == ':' || after == ']' || after == ')' ||
        after == '+' || after == '?')
        return false;
    return !(after >= 'a' && after <= 'z') || (at && strchr(".!?)}%,; ", before));
}

/* \"word\" opens and closes; a lone one may belong to a command. */
static bool quotes(str text, size_t at) {
    str rest = str_slice(text, at + 2, text.len);
    size_t close = str_find(rest, STR("\\\""));
    return close < rest.len && !str_contains(str_slice(rest, 0, close), STR("\n"));
}

static bool is_escape(str text, size_t at) {
    char after = byte_at(text, at + 1);
    if (at && text.ptr[at - 1] == '\\')
        return false;
    if (after == '"')
        return quotes(text, at);
    return (after == 'n' || after == 't') && breaks_line(text, at) && !(after == 't' && is_word(byte_at(text, at + 2)));
}

/* The end of what is quoted from here, or from + 1 when nothing closes it. */
static size_t code_end(str text, size_t from) {
    str rest = str_slice(text, from + 1, text.len);
    size_t close = str_find_byte(rest, text.ptr[from]);
    bool whole = close < rest.len && !(text.ptr[from] == '"' && close && rest.ptr[close - 1] == '\\');
    return whole ? from + close + 2 : from + 1;
}

/* The next escape from *at on; false when there is none. */
static bool next_escape(str text, size_t *at) {
    for (size_t i = *at; i < text.len;) {
        if (str_starts_with(str_slice(text, i, text.len), STR("{{"))) {
            i = action_end(text, i);
        } else if (text.ptr[i] == '`' || text.ptr[i] == '"') {
            i = code_end(text, i);
        } else if (text.ptr[i] != '\\') {
            i++;
        } else if (is_escape(text, i)) {
            *at = i;
            return true;
        } else {
            i += 2;
        }
    }
    return false;
}

static void tell(struct pass *pass, const struct node *node, size_t at) {
    char letter = node->value.ptr[at + 1];
    span part = {(uint32_t)at, (uint32_t)at + 2};
    place where = node_place_within(node, part);
    struct diag *diag = report(pass, where, "no escape in this style of YAML: the text shows the backslash");
    if (letter != '"') {
        report_help(pass, diag, "put the text in double quotes, or break the line in a block scalar (|)");
    } else if (scalar_map_verbatim(node_map(node), part)) {
        report_fix(pass, diag, false, where, STR("\""), "quotation marks need no backslash here");
    }
    size_t more = 0;
    for (at += 2; next_escape(node->value, &at); at += 2)
        more++;
    if (more)
        report_help(pass, diag, "this text has %zu more", more);
}

static void check(struct pass *pass, const struct node *node) {
    size_t at = 0;
    if (node->kind != NODE_SCALAR || node->style == STYLE_DOUBLE_QUOTED || node_is_opaque(node) ||
        node->flags & NODE_ALIASED || str_find_byte(node->value, '\\') == node->value.len || !node->parsed)
        return;
    if (next_escape(node->value, &at))
        tell(pass, node, at);
}

const struct rule rule_literal_escape = {
    .id = "literal-escape",
    .category = CATEGORY_SUSPICIOUS,
    .severity = SEVERITY_WARNING,
    .summary = "\\n or \\\" in annotation text that YAML takes literally",
    .why = "Escapes exist in double-quoted YAML alone. In block, plain and single-quoted text the backslash stays, "
           "and whoever gets the notification reads \\n in the middle of one long line.",
    .remedy = "Put the text in double quotes, or write real lines in a block scalar.",
    .roles = (const enum role[]){ROLE_RULE_ANNOTATION, ROLE_NONE},
    .node = check,
};
