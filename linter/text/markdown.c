/* Line by line; fenced code holds no headings. Comparison forgives what renderers do differently: "_", repeated "-",
 * and letters beyond ASCII, whose case and class are not looked up. */
#include "text/markdown.h"

#include <string.h>

#include "base/vec.h"

struct reader {
    struct arena *arena;
    VEC(str) slugs;
    struct map counts, ids;
    bool open;
    char fence; /* '`' or '~' inside of fenced code, else 0 */
};

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Bytes of the construct that begins here and is not shown as text: a tag, an entity, the target of a link. */
static size_t hidden(str text, size_t at) {
    static const struct { char first, last; } pairs[] = {{'<', '>'}, {'&', ';'}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (text.ptr[at] == pairs[i].first) {
            size_t end = str_find_byte(str_slice(text, at, text.len), pairs[i].last);
            bool closes = at + end < text.len && !str_contains(str_slice(text, at, at + end), STR(" & "));
            bool tag = at + 1 < text.len && (is_letter(text.ptr[at + 1]) || strchr("/!#", text.ptr[at + 1]));
            return closes && tag ? end + 1 : 0;
        }
    if (text.ptr[at] == ']' && at + 1 < text.len && text.ptr[at + 1] == '(') {
        size_t end = str_find_byte(str_slice(text, at, text.len), ')');
        return at + end < text.len ? end + 1 : 0;
    }
    return 0;
}

static str slug_of(struct arena *arena, str heading) {
    char *slug = arena_alloc(arena, heading.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < heading.len;) {
        size_t skip = hidden(heading, i);
        char c = heading.ptr[i];
        if (skip == 0 && (is_letter(c) || is_digit(c) || c == '_' || c == '-' || (unsigned char)c >= 0x80))
            slug[len++] = lower(c);
        else if (skip == 0 && (c == ' ' || c == '\t'))
            slug[len++] = '-';
        i += skip ? skip : 1;
    }
    return (str){slug, len};
}

/* Lower case, ASCII letters and digits and single "-" between them. */
static str loose(struct arena *arena, str anchor) {
    char *result = arena_alloc(arena, anchor.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < anchor.len; i++) {
        char c = lower(anchor.ptr[i]);
        if (is_letter(c) || is_digit(c))
            result[len++] = c;
        else if (c == '-' && len && result[len - 1] != '-')
            result[len++] = '-';
    }
    while (len && result[len - 1] == '-')
        len--;
    return (str){result, len};
}

static str lower_case(struct arena *arena, str text) {
    char *result = arena_alloc(arena, text.len + 1);
    for (size_t i = 0; i < text.len; i++)
        result[i] = lower(text.ptr[i]);
    return (str){result, text.len};
}

static void add_id(struct reader *reader, str id) {
    str key = lower_case(reader->arena, id);
    map_put(reader->arena, &reader->ids, key, (void *)key.ptr);
}

enum { LONGEST_HEADING = 1000 }; /* bytes; what is behind them is not read */

static void add_heading(struct reader *reader, str heading) {
    reader->open |= str_contains(heading, STR("![")) || str_contains(heading, STR("{{"));
    size_t id = str_find(heading, STR("{#"));
    str shown = str_trim(str_slice(heading, 0, id));
    while (shown.len && shown.ptr[shown.len - 1] == '#')
        shown.len--;
    str slug = slug_of(reader->arena, str_slice(str_trim(shown), 0, LONGEST_HEADING));
    vec_push(reader->arena, &reader->slugs, slug);
    str key = loose(reader->arena, slug);
    size_t *count = map_get(&reader->counts, key);
    if (!count) {
        count = arena_new(reader->arena, size_t);
        map_put(reader->arena, &reader->counts, key, count);
    }
    ++*count;
}

/* The values of name="…" in the line. */
static void add_attributes(struct reader *reader, str line, str name) {
    for (size_t from = 0; from < line.len;) {
        size_t start = from + str_find(str_slice(line, from, line.len), name) + name.len;
        if (start >= line.len)
            return;
        from = start;
        char quote = line.ptr[start];
        if (quote != '"' && quote != '\'')
            continue;
        size_t len = str_find_byte(str_slice(line, start + 1, line.len), quote);
        add_id(reader, str_slice(line, start + 1, start + 1 + len));
    }
}

static void add_ids(struct reader *reader, str line) {
    size_t start = str_find(line, STR("{#")) + 2;
    if (start < line.len) {
        str rest = str_slice(line, start, line.len);
        add_id(reader, str_slice(rest, 0, str_find_byte(rest, '}')));
    }
    if (str_find_byte(line, '<') == line.len)
        return;
    add_attributes(reader, line, STR("id="));
    add_attributes(reader, line, STR("name="));
}

/* Three or more of the byte, and nothing else when `alone`. */
static bool is_run(str line, char byte, bool alone) {
    size_t len = 0;
    while (len < line.len && line.ptr[len] == byte)
        len++;
    return len >= 3 && (!alone || str_trim(str_slice(line, len, line.len)).len == 0);
}

static bool is_underline(str line) {
    for (size_t i = 0; i < line.len; i++)
        if (line.ptr[i] != line.ptr[0])
            return false;
    return line.len && (line.ptr[0] == '=' || line.ptr[0] == '-');
}

static bool is_html_heading(str line) {
    return line.len > 3 && line.ptr[0] == '<' && lower(line.ptr[1]) == 'h' && is_digit(line.ptr[2]);
}

static void read_line(struct reader *reader, str line, str before) {
    size_t hashes = 0;
    if (reader->fence) {
        if (is_run(line, reader->fence, true))
            reader->fence = 0;
        return;
    }
    if (is_run(line, '`', false) || is_run(line, '~', false)) {
        reader->fence = line.ptr[0];
        return;
    }
    add_ids(reader, line);
    reader->open |=
        str_starts_with(line, STR("{%")) || str_starts_with(line, STR("--8<--")) || str_starts_with(line, STR("{{"));
    while (hashes < line.len && line.ptr[hashes] == '#')
        hashes++;
    if (hashes >= 1 && hashes <= 6 && (hashes == line.len || line.ptr[hashes] == ' ' || line.ptr[hashes] == '\t'))
        add_heading(reader, str_slice(line, hashes, line.len));
    else if (is_html_heading(line))
        add_heading(reader, line);
    else if (is_underline(line) && before.len)
        add_heading(reader, before);
}

/* Without the marks of quotations and lists. */
static str inner_line(str line) {
    line = str_trim(line);
    while (line.len > 1 && (line.ptr[0] == '>' || ((line.ptr[0] == '-' || line.ptr[0] == '*') && line.ptr[1] == ' ')))
        line = str_trim(str_slice(line, 1, line.len));
    return line;
}

struct markdown_anchors markdown_find_anchors(struct arena *arena, str text) {
    struct reader reader = {.arena = arena};
    str before = {"", 0};
    for (str rest = text; rest.ptr;) {
        str line = inner_line(str_split(&rest, '\n'));
        read_line(&reader, line, before);
        before = line;
    }
    return (struct markdown_anchors){reader.slugs.at, reader.slugs.len, reader.counts, reader.ids, reader.open};
}

static size_t count_slugs(const struct markdown_anchors *anchors, str anchor) {
    const size_t *count = map_get(&anchors->counts, anchor);
    return count ? *count : 0;
}

/* "name-2" is the third heading of that name. */
static bool is_repeated(const struct markdown_anchors *anchors, str anchor) {
    size_t dash = anchor.len;
    unsigned long long number;
    while (dash && is_digit(anchor.ptr[dash - 1]))
        dash--;
    return dash > 1 && str_to_unsigned(str_slice(anchor, dash, anchor.len), &number) &&
           count_slugs(anchors, str_slice(anchor, 0, dash - 1)) > number;
}

static bool is_there(struct arena *scratch, const struct markdown_anchors *anchors, str fragment) {
    str anchor = loose(scratch, fragment);
    return anchor.len == 0 || map_get(&anchors->ids, lower_case(scratch, fragment)) ||
           count_slugs(anchors, anchor) > 0 || is_repeated(anchors, anchor);
}

/* GitHub puts a prefix before the ids of its pages, and takes links with and without it. */
bool markdown_has_anchor(struct arena *scratch, const struct markdown_anchors *anchors, str fragment) {
    static const str prefix = {"user-content-", 13};
    if (anchors->open || is_there(scratch, anchors, fragment))
        return true;
    return str_starts_with(fragment, prefix) &&
           is_there(scratch, anchors, str_slice(fragment, prefix.len, fragment.len));
}
