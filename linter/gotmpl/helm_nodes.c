/* A scanner of YAML that knows just enough to tell nodes from the inside of scalars.
 *
 * It goes from node to node: past dashes and keys, over quoted scalars in one leap, over the lines of block and plain
 * scalars by their indentation. It never fails; on what is no YAML it only has to end. Each step moves forward. */
#include "gotmpl/helm_nodes.h"

#include <string.h>

/* Bytes that end a plain run, or may: every other one is passed at once. */
static const bool may_end_plain[256] = {
    ['\n'] = true, [':'] = true, ['#'] = true, ['{'] = true, ['}'] = true, [','] = true, ['['] = true, [']'] = true};

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
}

static char byte_at(const struct node_scanner *scanner, size_t at) {
    return at < scanner->text.len ? scanner->text.ptr[at] : '\n';
}

static bool ends_word(const struct node_scanner *scanner, size_t at) {
    char c = byte_at(scanner, at);
    return is_blank(c) || c == '\n';
}

/* Indentation is most of what is passed here. */
static void skip_blanks(struct node_scanner *scanner) {
    str text = scanner->text;
    size_t at = scanner->at;
    while (text.len - at >= 8 && memcmp(text.ptr + at, "        ", 8) == 0)
        at += 8;
    while (at < text.len && is_blank(text.ptr[at]))
        at++;
    scanner->at = at;
}

static void skip_line(struct node_scanner *scanner) {
    if (scanner->at < scanner->text.len)
        scanner->at += str_find_byte(str_slice(scanner->text, scanner->at, scanner->text.len), '\n');
    scanner->expects = false;
}

static long column_of(const struct node_scanner *scanner, size_t at) {
    size_t start = at;
    while (start > 0 && scanner->text.ptr[start - 1] != '\n')
        start--;
    return (long)(at - start);
}

/* True if an odd number of backslashes stands before the quote. */
static bool is_escaped(str text, size_t start, size_t quote) {
    size_t at = quote;
    while (at > start && text.ptr[at - 1] == '\\')
        at--;
    return (quote - at) % 2 == 1;
}

/* Past the closing quote of the scalar that opens at `at`, or to the end. */
static void skip_quoted(struct node_scanner *scanner) {
    str text = scanner->text;
    size_t start = scanner->at + 1, at = start;
    char quote = text.ptr[scanner->at];
    for (; (at += str_find_byte(str_slice(text, at, text.len), quote)) < text.len; at++) {
        if (quote == '\'' && byte_at(scanner, at + 1) == '\'')
            at++;
        else if (quote == '\'' || !is_escaped(text, start, at))
            break;
    }
    scanner->at = at < text.len ? at + 1 : text.len;
}

static bool begins_comment(const struct node_scanner *scanner, size_t at) {
    return byte_at(scanner, at) == '#' &&
           (at == 0 || is_blank(scanner->text.ptr[at - 1]) || scanner->text.ptr[at - 1] == '\n');
}

static bool is_pair(const struct node_scanner *scanner, char c) {
    return byte_at(scanner, scanner->at) == c && byte_at(scanner, scanner->at + 1) == c;
}

/* To the end of a plain run: a key's colon, a comment, the end of the line, in a flow also its punctuation unless it
 * belongs to an action. */
static void skip_plain(struct node_scanner *scanner) {
    str text = scanner->text;
    bool in_action = false;
    for (;; scanner->at++) {
        size_t at = scanner->at;
        while (at < text.len && !may_end_plain[(unsigned char)text.ptr[at]])
            at++;
        scanner->at = at;
        char c = byte_at(scanner, at);
        if (c == '\n')
            return;
        bool flow_end = scanner->flow > 0 && c != ':' && c != '#';
        if (is_pair(scanner, in_action ? '}' : '{')) {
            in_action = !in_action;
            scanner->at++;
        } else if (in_action) {
            continue;
        } else if (flow_end || (c == ':' && ends_word(scanner, scanner->at + 1)) ||
                   begins_comment(scanner, scanner->at)) {
            return;
        }
    }
}

/* ---- lines ---- */

/* --- or ... alone or before a space. */
static bool is_marker(const struct node_scanner *scanner) {
    char c = byte_at(scanner, scanner->at);
    return (c == '-' || c == '.') && byte_at(scanner, scanner->at + 1) == c && byte_at(scanner, scanner->at + 2) == c &&
           ends_word(scanner, scanner->at + 3);
}

/* True if the line at `at`, whose first other byte stands at the column, lies inside a scalar of lines before it. */
static bool line_continues(struct node_scanner *scanner, long column) {
    bool ends_all = column == 0 && is_marker(scanner);
    if (scanner->in_block && column > scanner->block_parent && !ends_all)
        return true;
    scanner->in_block = false;
    if (scanner->in_plain && column > scanner->parent && !ends_all)
        return true;
    scanner->in_plain = false;
    return false;
}

/* Past --- and what stands for nothing; a directive takes its line. */
static void skip_marker(struct node_scanner *scanner) {
    if (is_marker(scanner)) {
        scanner->at += 3;
        skip_blanks(scanner);
    } else if (byte_at(scanner, scanner->at) == '%') {
        skip_line(scanner);
    }
}

/* Past dashes and question marks; the last one is the parent. */
static void skip_dashes(struct node_scanner *scanner, long column, size_t start) {
    while ((byte_at(scanner, scanner->at) == '-' || byte_at(scanner, scanner->at) == '?') &&
           ends_word(scanner, scanner->at + 1)) {
        scanner->parent = column + (long)(scanner->at - start);
        scanner->at++;
        skip_blanks(scanner);
    }
}

/* From the start of a line to its first node; false: it has none. */
static bool enter_line(struct node_scanner *scanner) {
    size_t line = scanner->at;
    skip_blanks(scanner);
    long column = (long)(scanner->at - line);
    if (byte_at(scanner, scanner->at) == '\n')
        return false;
    if (scanner->flow > 0)
        return true;
    if (line_continues(scanner, column) || byte_at(scanner, scanner->at) == '#') {
        skip_line(scanner);
        return false;
    }
    scanner->parent = -1;
    scanner->key_done = false;
    if (column == 0)
        skip_marker(scanner);
    skip_dashes(scanner, column, line + (size_t)column);
    return byte_at(scanner, scanner->at) != '\n';
}

/* ---- nodes ---- */

/* Past a colon that makes a key of what began at the start. */
static void enter_value(struct node_scanner *scanner, size_t start) {
    scanner->at++;
    if (scanner->flow == 0) {
        scanner->parent = column_of(scanner, start);
        scanner->key_done = true;
    }
    skip_blanks(scanner);
    scanner->expects = byte_at(scanner, scanner->at) != '\n';
}

static void read_block_header(struct node_scanner *scanner) {
    scanner->in_block = true;
    scanner->block_parent = scanner->parent;
    skip_line(scanner);
}

/* Anchors and tags stand before the node they belong to. */
static void skip_property(struct node_scanner *scanner) {
    while (!ends_word(scanner, scanner->at))
        scanner->at++;
    skip_blanks(scanner);
    scanner->expects = byte_at(scanner, scanner->at) != '\n';
}

static void open_flow(struct node_scanner *scanner) {
    scanner->flow++;
    scanner->at++;
    skip_blanks(scanner);
    scanner->expects = byte_at(scanner, scanner->at) != '\n';
}

/* After a scalar or a flow: a colon if it was a key, punctuation of the flow around it, or the rest of the line. */
static void read_behind(struct node_scanner *scanner, size_t start) {
    skip_blanks(scanner);
    char c = byte_at(scanner, scanner->at);
    scanner->expects = false;
    if (c == ':' && (scanner->flow > 0 || (!scanner->key_done && ends_word(scanner, scanner->at + 1))))
        enter_value(scanner, start);
    else if (scanner->flow == 0 || begins_comment(scanner, scanner->at))
        skip_line(scanner);
}

/* Behind a key, what is left of the line is of the scalar, or a comment. */
static void read_plain(struct node_scanner *scanner) {
    size_t start = scanner->at;
    if (scanner->flow == 0 && scanner->key_done) {
        scanner->in_plain = true;
        skip_line(scanner);
        return;
    }
    skip_plain(scanner);
    if (scanner->at == start)
        scanner->at++;
    bool is_key = byte_at(scanner, scanner->at) == ':' && !scanner->key_done;
    scanner->in_plain = scanner->flow == 0 && !is_key;
    read_behind(scanner, start);
}

/* Past the node that starts here, up to the next place to look at. */
static void read_node(struct node_scanner *scanner) {
    size_t start = scanner->at;
    char c = byte_at(scanner, start);
    scanner->expects = false;
    if (c == '"' || c == '\'') {
        skip_quoted(scanner);
        read_behind(scanner, start);
    } else if (scanner->flow == 0 && (c == '|' || c == '>')) {
        read_block_header(scanner);
    } else if (c == '&' || c == '!') {
        skip_property(scanner);
    } else if (c == '[' || c == '{') {
        open_flow(scanner);
    } else if (scanner->flow == 0 || (c != ',' && c != ']' && c != '}')) {
        read_plain(scanner);
    }
}

/* Punctuation of a flow, up to where a node may start. */
static void read_flow(struct node_scanner *scanner) {
    char c = byte_at(scanner, scanner->at);
    size_t start = scanner->at;
    if (begins_comment(scanner, start)) {
        skip_line(scanner);
        return;
    }
    if (c == ']' || c == '}') {
        scanner->flow--;
        scanner->at++;
        read_behind(scanner, start);
        return;
    }
    scanner->at += c == ',' || c == ':';
    skip_blanks(scanner);
    c = byte_at(scanner, scanner->at);
    scanner->expects = c != '\n' && c != ',' && c != ':' && c != ']' && c != '}';
}

struct node_scanner node_scanner(str text) {
    struct node_scanner scanner = {.text = text, .parent = -1};
    scanner.expects = enter_line(&scanner);
    return scanner;
}

bool node_scanner_next(struct node_scanner *scanner, struct node_start *start) {
    while (scanner->at < scanner->text.len) {
        if (scanner->expects && !begins_comment(scanner, scanner->at)) {
            *start = (struct node_start){scanner->at, scanner->parent};
            read_node(scanner);
            return true;
        }
        scanner->expects = false;
        if (byte_at(scanner, scanner->at) == '\n') {
            scanner->at++;
            scanner->expects = enter_line(scanner);
        } else if (scanner->flow > 0) {
            read_flow(scanner);
        } else {
            skip_line(scanner);
        }
    }
    return false;
}
