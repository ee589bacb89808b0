/* A table of what libyaml says, where it says it, and what a reader of YAML files should be told.
 *
 * The texts on the left are those of libyaml 0.2.5 (scanner.c, parser.c). A problem that no row knows is given in
 * libyaml's own words. */
#include "yaml/fault.h"

#include <string.h>

#include "base/memory.h"
#include "yaml/breaks.h"

enum where { AT_CHARACTER, AT_WORD, AT_LINE, AT_ESCAPE, BEHIND_ESCAPE, AT_OPENING, AT_OPENING_WORD };

struct row {
    const char *context, *problem; /* pieces of libyaml's texts; NULL: any */
    enum where where;
    const char *message, *help;
    const char *note; /* at libyaml's other mark, or NULL */
};

static const struct row rows[] = {
    {"simple key", "could not find expected ':'", AT_OPENING_WORD, "a key without ':'",
     "write a ':' behind the key, or indent the line if it belongs to the value above", NULL},
    {NULL, "block sequence entries are not allowed", AT_CHARACTER, "a list cannot begin here",
     "begin the list on a line of its own", NULL},
    {NULL, "mapping keys are not allowed", AT_CHARACTER, "a key that begins with '?' cannot stand here",
     "quote a value that begins with '?'", NULL},
    {"quoted scalar", "unexpected end of stream", AT_OPENING, "this quote is never closed", NULL, "the text ends here"},
    {"quoted scalar", "unexpected document indicator", AT_OPENING, "this quote is not closed in its document", NULL,
     "the document ends here"},
    {NULL, "unknown escape character", AT_ESCAPE, "unknown escape in a double-quoted string",
     "write \\\\ for a backslash, or use single quotes", NULL},
    {NULL, "hexdecimal number", BEHIND_ESCAPE, "too few hexadecimal digits in an escape",
     "\\x takes 2 digits, \\u takes 4, \\U takes 8; write \\\\ for a backslash", NULL},
    {NULL, "invalid Unicode character escape", BEHIND_ESCAPE, "an escape that names no character",
     "half of a surrogate pair is no character: write both halves, or the character itself", NULL},
    {"scanning an alias", NULL, AT_OPENING, "'*' begins an alias here, but no name follows",
     "quote a value that begins with '*'", NULL},
    {"scanning an anchor", NULL, AT_OPENING, "'&' begins an anchor here, but no name follows",
     "quote a value that begins with '&'", NULL},
    {NULL, "undefined tag handle", AT_WORD, "the handle of this tag is not declared",
     "quote a value that begins with '!'", NULL},
    {" tag", NULL, AT_OPENING_WORD, "'!' begins a tag here, which is not well formed",
     "quote a value that begins with '!'", NULL},
    {"irective", NULL, AT_OPENING_WORD, "a line that begins with '%' is a directive, and this is none",
     "only %YAML and %TAG are directives; indent or quote the text", NULL},
    {NULL, "%YAML directive", AT_LINE, "a second %YAML directive", NULL, NULL},
    {NULL, "%TAG directive", AT_LINE, "a second %TAG directive for the same handle", NULL, NULL},
    {NULL, "incompatible YAML document", AT_LINE, "a version of YAML that is not known", "use %YAML 1.1 or 1.2", NULL},
    {NULL, "tab character", AT_CHARACTER, "a tab in the indentation", "indent with spaces", NULL},
    {"block scalar", "indicator equal to 0", AT_CHARACTER, "the indentation of a block scalar cannot be 0",
     "write 1 to 9, or nothing", NULL},
    {"block scalar", "comment or line break", AT_LINE, "text behind the header of a block scalar",
     "begin the text on the next line", NULL},
    {"plain scalar", "unexpected ':'", AT_CHARACTER, "':' inside an unquoted value of a flow collection",
     "quote the value", NULL},
    {NULL, "<document start>", AT_WORD, "text behind the end of the document",
     "all keys of a mapping begin in the same column; a further document begins with ---", NULL},
    {"flow sequence", "',' or ']'", AT_CHARACTER, "expected ',' or ']'", "close the list, or quote the value",
     "the list begins here"},
    {"flow mapping", "',' or '}'", AT_CHARACTER, "expected ',' or '}'", "close the mapping, or quote the value",
     "the mapping begins here"},
    {NULL, "node content", AT_CHARACTER, "expected a value", "quote a value that begins with this character", NULL},
};

/* What depends on the text around the problem. */
static const struct row tab = {NULL, NULL, AT_CHARACTER, "a tab in the indentation", "indent with spaces", NULL};
static const struct row indicator = {
    NULL, NULL, AT_CHARACTER, "an unquoted value cannot begin with this character", "quote the value", NULL};
static const struct row value_colon = {NULL, NULL, AT_CHARACTER, "':' inside an unquoted value", "quote the value",
                                       NULL};
static const struct row line_colon = {NULL,
                                      NULL,
                                      AT_CHARACTER,
                                      "a mapping cannot begin here",
                                      "correct the indentation of this line, or quote the value it belongs to",
                                      NULL};
static const struct row wrong_key = {NULL,
                                     NULL,
                                     AT_WORD,
                                     "expected a key of the mapping",
                                     "the keys of one mapping begin in the same column",
                                     "the mapping begins here"};
static const struct row wrong_item = {NULL,
                                      NULL,
                                      AT_WORD,
                                      "expected an item of the list",
                                      "the items of one list begin in the same column",
                                      "the list begins here"};
static const struct row after_value = {NULL, NULL, AT_WORD, "text behind the end of the value", "quote the whole value",
                                       NULL};
static const struct row text_ends = {
    NULL, NULL, AT_CHARACTER, "the text ends where a value is expected", "close the brackets that are open", NULL};

/* True if nothing but blanks stands before `at` on its line. */
static bool first_on_line(str text, size_t at) {
    while (at > 0 && is_blank(text.ptr[at - 1]))
        at--;
    return at == 0 || text.ptr[at - 1] == '\n' || text.ptr[at - 1] == '\r';
}

/* True if the line has a colon and a blank before `at`. */
static bool colon_before(str text, size_t at) {
    for (; at > 0 && text.ptr[at - 1] != '\n'; at--)
        if (text.ptr[at - 1] == ':' && at < text.len && is_blank(text.ptr[at]))
            return true;
    return false;
}

static const struct row *row_of_place(const char *problem, str text, size_t at) {
    bool first = first_on_line(text, at);
    if (strstr(problem, "cannot start any token"))
        return at < text.len && text.ptr[at] == '\t' ? &tab : &indicator;
    if (strstr(problem, "mapping values are not allowed"))
        return colon_before(text, at) ? &value_colon : &line_colon;
    if (strstr(problem, "expected key"))
        return first ? &wrong_key : &after_value;
    if (strstr(problem, "node content") && at >= text.len)
        return &text_ends;
    if (strstr(problem, "'-' indicator"))
        return first ? &wrong_item : &after_value;
    return NULL;
}

static const struct row *row_of(const char *context, const char *problem, str text, size_t at) {
    const struct row *row = row_of_place(problem, text, at);
    for (size_t i = 0; !row && i < sizeof rows / sizeof *rows; i++) {
        bool context_fits = !rows[i].context || (context && strstr(context, rows[i].context));
        if (context_fits && (!rows[i].problem || strstr(problem, rows[i].problem)))
            row = &rows[i];
    }
    return row;
}

static size_t next_character(str text, size_t at) {
    if (at >= text.len || break_length(text, at) > 0)
        return at;
    for (at++; at < text.len && ((unsigned char)text.ptr[at] & 0xC0) == 0x80;)
        at++;
    return at;
}

static size_t word_end(str text, size_t at) {
    while (at < text.len && !is_blank(text.ptr[at]) && break_length(text, at) == 0)
        at++;
    return at;
}

static size_t trimmed_line_end(str text, size_t at) {
    size_t end = line_end(text, at);
    while (end > at && is_blank(text.ptr[end - 1]))
        end--;
    return end;
}

static span bytes_at(enum where where, str text, size_t problem, size_t opening) {
    size_t start = problem, end = problem;
    switch (where) {
    case AT_CHARACTER:
        end = next_character(text, start);
        break;
    case AT_WORD:
        end = word_end(text, start);
        break;
    case AT_LINE:
        end = trimmed_line_end(text, start);
        break;
    case AT_ESCAPE:
        end = next_character(text, next_character(text, start));
        break;
    case BEHIND_ESCAPE:
        start = problem >= 2 ? problem - 2 : 0;
        for (end = problem; end < text.len && end < problem + 8 && strchr("0123456789abcdefABCDEF", text.ptr[end]);)
            end++;
        break;
    case AT_OPENING:
        start = opening;
        end = next_character(text, start);
        break;
    case AT_OPENING_WORD:
        start = opening;
        end = trimmed_line_end(text, start);
        break;
    }
    return (span){(uint32_t)start, (uint32_t)end};
}

static void set_note(struct builder *builder, const struct row *row, size_t problem, size_t opening) {
    if (!row->note)
        return;
    size_t at = row->where == AT_OPENING ? problem : opening;
    builder->fault.has_note = true;
    builder->fault.note_at = build_span(builder, (span){(uint32_t)at, (uint32_t)next_character(builder->text, at)});
    builder->fault.note = str_of(row->note);
}

void fault_from_parser(struct builder *builder, const yaml_parser_t *parser, const struct text_check *check) {
    if (parser->error == YAML_MEMORY_ERROR)
        memory_exhausted();
    size_t opening = parser->context ? cursor_byte(&builder->cursor, parser->context_mark.index) : 0;
    size_t at = cursor_byte(&builder->cursor, parser->problem_mark.index);
    if (parser->error == YAML_READER_ERROR)
        at = parser->problem_offset;
    if (check->flaw != TEXT_SOUND && at >= check->at) {
        fault_from_check(builder, check);
        return;
    }
    const char *problem = parser->problem ? parser->problem : "not readable as YAML";
    str text = builder->text;
    const struct row *row = row_of(parser->context, problem, text, at);
    if (!row) {
        span raw = {(uint32_t)at, (uint32_t)next_character(text, at)};
        build_fault(builder, YAML_FAULT_SYNTAX, raw, arena_format(builder->arena, "%s", problem), STR(""));
        return;
    }
    build_fault(builder, YAML_FAULT_SYNTAX, bytes_at(row->where, text, at, opening), str_of(row->message),
                str_of(row->help));
    set_note(builder, row, at, opening);
}

void fault_from_check(struct builder *builder, const struct text_check *check) {
    span raw = {(uint32_t)check->at, (uint32_t)check->end};
    switch (check->flaw) {
    case TEXT_SOUND:
        break;
    case TEXT_NOT_UTF8:
        build_fault(builder, YAML_FAULT_UTF8, raw, STR("not UTF-8"), STR("save the file as UTF-8"));
        break;
    case TEXT_UTF16:
        build_fault(builder, YAML_FAULT_UTF8, raw, STR("UTF-16, not UTF-8"), STR("save the file as UTF-8"));
        break;
    case TEXT_CONTROL:
        build_fault(builder, YAML_FAULT_SYNTAX, raw,
                    arena_format(builder->arena, "control character 0x%02X",
                                 (unsigned)(unsigned char)builder->text.ptr[check->end - 1]),
                    STR("remove it, or write it as an escape in double quotes"));
        break;
    }
}
