/* placeholder-value: a text of a template that nobody filled in.
 *
 * example.com, .org, .net and the domain .example belong to nobody (RFC 2606); hosts and paths with "your" in them are
 * what tutorials and charts put where one's own name belongs. In prose, <id> in a command and a URL of localhost are
 * meant for the reader; only a whole value is taken for forgotten there, and localhost may be right where all runs on
 * one machine. Values of charts are left alone but for URLs that a chart is known to call. */
#include <monlint/rule.h>

#include <string.h>

struct seen {
    struct diag *diag;
    size_t more;
};

struct search {
    struct pass *pass;
    struct map seen; /* placeholder -> struct seen */
};

static const str nobodys_domains[] = {{"example.com", 11}, {"example.org", 11}, {"example.net", 11}, {"example", 7}};

static const str your_names[] = {{"yourdomain", 10},   {"yourcompany", 11}, {"yourorg", 7},
                                 {"yourserver", 10},   {"yourhost", 8},     {"yoursite", 8},
                                 {"yourgrafana", 11},  {"yourteam", 8},     {"yourorganization", 16},
                                 {"yourusername", 12}, {"yourgithub", 10}};

static const str blank_values[] = {{"TODO", 4},      {"FIXME", 5},       {"TBD", 3},       {"XXX", 3},
                                   {"changeme", 8},  {"CHANGEME", 8},    {"CHANGE_ME", 9}, {"change-me", 9},
                                   {"change_me", 9}, {"REPLACE_ME", 10}, {"REPLACEME", 9}};

static const str blank_beginnings[] = {{"TODO:", 5}, {"TODO ", 5}, {"FIXME:", 6}, {"FIXME ", 6}, {"TBD:", 4}};

/* What one of them begins with, or the name of a thing in <>. */
static const char blank_letters[] = "TFXcCR<";

#define COUNT(list) (sizeof(list) / sizeof *(list))

static bool is_one_of(str word, const str *list, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (str_equal(word, list[i]))
            return true;
    return false;
}

static bool is_your(str part) {
    if (part.len == 0 || (part.ptr[0] | 32) != 'y')
        return false;
    if (part.len > 5 && str_equal_fold(str_slice(part, 0, 4), STR("your")) &&
        (part.ptr[4] == '-' || part.ptr[4] == '_'))
        return true;
    for (size_t i = 0; i < COUNT(your_names); i++)
        if (str_equal_fold(part, your_names[i]))
            return true;
    return false;
}

static bool is_nobodys_host(str host) {
    for (size_t i = 0; i < COUNT(nobodys_domains); i++) {
        size_t length = nobodys_domains[i].len;
        if (host.len < length || !str_equal_fold(str_slice(host, host.len - length, host.len), nobodys_domains[i]))
            continue;
        if (host.len == length || host.ptr[host.len - length - 1] == '.')
            return true;
    }
    while (host.ptr)
        if (is_your(str_split(&host, '.')))
            return true;
    return false;
}

/* "YOUR/SLACK/WEBHOOK", "your-org", "<id>", the zeroes of Slack's manual. */
static bool is_blank_segment(str segment) {
    bool bracketed = segment.len > 2 && segment.ptr[0] == '<' && segment.ptr[segment.len - 1] == '>';
    return bracketed || is_your(segment) || str_equal(segment, STR("YOUR")) || str_equal(segment, STR("T00000000"));
}

static bool is_blank_path(str path) {
    while (path.ptr)
        if (is_blank_segment(str_split(&path, '/')))
            return true;
    return false;
}

static void tell(struct search *search, const struct node *node, span part, enum severity severity) {
    struct pass *pass = search->pass;
    str text = str_slice(node->value, part.start, part.end);
    struct seen *seen = map_get(&search->seen, text);
    if (seen) {
        seen->more++;
        return;
    }
    seen = arena_new(pass->scratch, struct seen);
    map_put(pass->scratch, &search->seen, text, seen);
    seen->diag = report_as(pass, severity, node_place_within(node, part), "%.*s is a placeholder", STR_ARG(text));
}

static bool is_localhost(str host) {
    return str_equal_fold(host, STR("localhost")) || str_equal(host, STR("127.0.0.1"));
}

static void search_links(struct search *search, const struct node *node, bool shown) {
    struct link link;
    for (size_t from = 0; link_next(node->value, from, &link); from = link.whole.end) {
        str host = str_slice(node->value, link.host.start, link.host.end);
        str path = str_slice(node->value, link.path.start, link.path.end);
        bool alone = link.whole.start == 0 && link.whole.end == node->value.len;
        if (is_nobodys_host(host))
            tell(search, node, link.host, SEVERITY_WARNING);
        else if (is_blank_path(path))
            tell(search, node, link.whole, SEVERITY_WARNING);
        else if (shown && alone && is_localhost(host))
            tell(search, node, link.host, SEVERITY_INFO);
    }
}

static bool is_blank_text(str text) {
    if (text.len == 0 || !strchr(blank_letters, text.ptr[0]))
        return false;
    if (is_one_of(text, blank_values, COUNT(blank_values)))
        return true;
    for (size_t i = 0; i < COUNT(blank_beginnings); i++)
        if (str_starts_with(text, blank_beginnings[i]))
            return true;
    return text.len > 2 && text.ptr[0] == '<' && str_find_byte(text, '>') == text.len - 1;
}

static void look_at(struct search *search, const struct node *node) {
    if (node->kind != NODE_SCALAR || !node->field || node->flags & NODE_ALIASED || node_is_opaque(node))
        return;
    bool shown = node->role == ROLE_RULE_ANNOTATION || node->role == ROLE_RULE_LABEL;
    if (!shown && node->field->type != FIELD_URL && node->field->type != FIELD_PROXY_URL)
        return;
    str text = str_trim(node->value);
    if (shown && is_blank_text(text)) {
        size_t start = (size_t)(text.ptr - node->value.ptr);
        tell(search, node, (span){(uint32_t)start, (uint32_t)(start + text.len)}, SEVERITY_WARNING);
    } else {
        search_links(search, node, shown);
    }
}

/* The next node in the order of the file, without recursion. What stands below a node without a row of the schema has
 * none either. */
static const struct node *next_node(const struct node *node, const struct node *root) {
    if (node->children && node->field)
        return node->children;
    while (node != root && !node->next)
        node = node->parent;
    return node == root ? NULL : node->next;
}

static void check(struct pass *pass, const struct document *document) {
    struct search search = {.pass = pass};
    for (const struct node *node = document->root; node; node = next_node(node, document->root))
        look_at(&search, node);
    for (size_t i = 0; i < search.seen.capacity; i++) {
        const struct seen *seen = search.seen.slots[i].value;
        if (seen && seen->more)
            report_help(pass, seen->diag, "it stands in %zu more value%s of this document", seen->more,
                        seen->more == 1 ? "" : "s");
    }
}

const struct rule rule_placeholder_value = {
    .id = "placeholder-value",
    .category = CATEGORY_CONVENTION,
    .severity = SEVERITY_WARNING,
    .summary = "a placeholder that nobody filled in",
    .why = "A text such as docs.yourdomain.com or TODO came from a template and waits for the real one. Whoever is "
           "paged at night opens the link and finds nothing, or the message goes to nobody.",
    .remedy = "Put in the real value, or leave the line out until there is one.",
    .document = check,
};
