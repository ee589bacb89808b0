/* Literal and folded scalars (YAML 1.2, 8.1).
 *
 * The header is followed by lines of one indentation. A line break between two lines of text is folded to a space when
 * neither line begins with a blank; the breaks behind the last line are what chomping is about. */
#include "yaml/breaks.h"
#include "yaml/decode.h"

struct block {
    size_t at;        /* the next byte */
    size_t indent;    /* columns that are stripped */
    char chomping;    /* '-', '+', or 0 */
    bool indicated;   /* the header names the indentation */
    size_t breaks_at; /* where the breaks behind the last line of text begin */
    span last_break;  /* of the last line of text; empty at the end of the text */
};

static void read_header(struct decoding *decoding, struct block *block) {
    str text = decoding->text;
    for (block->at++; block->at < text.len; block->at++) {
        char c = text.ptr[block->at];
        if (c == '+' || c == '-')
            block->chomping = c;
        else if (c >= '1' && c <= '9')
            block->indicated = true;
        else
            break;
    }
    block->at = line_end(text, block->at);
    block->at += break_length(text, block->at);
}

static size_t count_spaces(str text, size_t at) {
    size_t start = at;
    while (at < text.len && text.ptr[at] == ' ')
        at++;
    return at - start;
}

/* Without an indicator the widest of the first lines counts, up to the first that has text. */
static size_t detected_indent(str text, size_t at) {
    size_t widest = 0;
    for (;;) {
        size_t spaces = count_spaces(text, at);
        if (spaces > widest)
            widest = spaces;
        size_t length = break_length(text, at + spaces);
        if (length == 0)
            return widest;
        at += spaces + length;
    }
}

/* An indicator counts from the parent's indentation, which only the value tells: its first line of text has as many
 * spaces less than the text's as are stripped. Where it has none, no line is deep enough. */
static size_t indicated_indent(str text, size_t at, str known) {
    size_t value = 0, length;
    while ((length = break_length(known, value)) > 0) {
        value += length;
        at += count_spaces(text, at);
        at += break_length(text, at);
    }
    if (value == known.len)
        return text.len + 1;
    size_t raw = count_spaces(text, at), kept = count_spaces(known, value);
    return raw > kept ? raw - kept : 1;
}

/* Skips lines without text from block->at on; stops in the column where text begins. */
static void skip_empty_lines(str text, struct block *block) {
    block->breaks_at = block->at;
    for (;;) {
        size_t spaces = 0, at = block->at;
        while (spaces < block->indent && at < text.len && text.ptr[at] == ' ') {
            at++;
            spaces++;
        }
        size_t length = break_length(text, at);
        if (length == 0)
            return;
        block->at = at + length;
    }
}

/* Emits the breaks of the empty lines from `at` up to `end`. */
static bool emit_breaks(struct decoding *decoding, size_t at, size_t end) {
    bool any = false;
    while (at < end) {
        if (break_length(decoding->text, at) == 0) {
            at++;
            continue;
        }
        at = decode_break(decoding, at);
        any = true;
    }
    return any;
}

static bool has_text(str text, const struct block *block) {
    return count_spaces(text, block->at) >= block->indent && block->at + block->indent < text.len;
}

static void emit_last_break(struct decoding *decoding, const struct block *block) {
    if (block->last_break.start < block->last_break.end)
        decode_break(decoding, block->last_break.start);
}

void decode_block(struct decoding *decoding, span raw, bool folded, str known) {
    str text = decoding->text;
    struct block block = {.at = raw.start, .last_break = {raw.start, raw.start}};
    read_header(decoding, &block);
    block.indent = block.indicated ? indicated_indent(text, block.at, known) : detected_indent(text, block.at);
    if (block.indent < 1)
        block.indent = 1;
    bool blank_before = false;
    skip_empty_lines(text, &block);
    while (has_text(text, &block)) {
        size_t line = block.at + block.indent, end = line_end(text, line);
        bool blank = is_blank(text.ptr[line]);
        bool folds = folded && block.last_break.start < block.last_break.end &&
                     !break_is_kept(text, block.last_break.start) && !blank_before && !blank;
        if (!folds)
            emit_last_break(decoding, &block);
        if (!emit_breaks(decoding, block.breaks_at, block.at) && folds)
            decode_spelt(decoding, STR(" "), block.last_break);
        decode_verbatim(decoding, line, end - line);
        blank_before = blank;
        block.last_break = (span){(uint32_t)end, (uint32_t)(end + break_length(text, end))};
        block.at = block.last_break.end;
        skip_empty_lines(text, &block);
    }
    if (block.chomping != '-')
        emit_last_break(decoding, &block);
    if (block.chomping == '+')
        emit_breaks(decoding, block.breaks_at, block.at);
}
