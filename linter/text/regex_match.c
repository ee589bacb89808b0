/* Compiling and matching with PCRE2; no other file includes its header.
 *
 * The program lies in the arena, which PCRE2 is told to allocate from, so that nobody has to free it. What a match
 * needs is taken from the system and given back at once. The limits are low: a pattern of a real configuration stays
 * far below them, and a hostile one must not cost more than a few milliseconds. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>

#include "base/memory.h"
#include "text/regex.h"
#include "text/regex_tree.h"

enum {
    MATCH_LIMIT = 200000,
    DEPTH_LIMIT = 20000,
    HEAP_LIMIT_KIB = 4096,
    LONGEST_SUBJECT = 64 * 1024,
    NEST_LIMIT = 2 * REGEX_HIGHEST + 100, /* a repetition and a folded literal take a group each */
};

struct regex_program {
    pcre2_code *code;
    bool ascii_only;
};

static void *allocate(PCRE2_SIZE size, void *arena) {
    return arena_alloc(arena, size);
}

/* The arena frees. */
static void release(void *memory, void *arena) {
    (void)memory;
    (void)arena;
}

/* For one match. Where there is no memory the run ends: an answer for want of it would be a wrong one. */
static void *allocate_now(PCRE2_SIZE size, void *nothing) {
    (void)nothing;
    return memory_allocate(size);
}

static void release_now(void *memory, void *nothing) {
    (void)nothing;
    free(memory);
}

static const unsigned char *units(str text) {
    return (const unsigned char *)(text.ptr ? text.ptr : "");
}

const struct regex_program *regex_compile(struct arena *arena, const struct regex *regex) {
    if (!regex->valid || !regex->tree)
        return NULL;
    pcre2_general_context *memory = pcre2_general_context_create(allocate, release, arena);
    pcre2_compile_context *context = pcre2_compile_context_create(memory);
    str pattern = regex_to_pcre(arena, regex);
    uint32_t whole = regex_is_whole(regex) ? PCRE2_ANCHORED | PCRE2_ENDANCHORED : 0;
    uint32_t options =
        PCRE2_UTF | PCRE2_DOTALL | PCRE2_NEVER_BACKSLASH_C | PCRE2_DOLLAR_ENDONLY | PCRE2_NO_AUTO_CAPTURE | whole;
    int error;
    PCRE2_SIZE offset;
    pcre2_set_newline(context, PCRE2_NEWLINE_LF);
    pcre2_set_parens_nest_limit(context, NEST_LIMIT);
    pcre2_code *code = pcre2_compile(units(pattern), pattern.len, options, &error, &offset, context);
    if (!code)
        return NULL;
    struct regex_program *program = arena_new(arena, struct regex_program);
    *program = (struct regex_program){code, regex->ascii_only};
    return program;
}

static bool is_ascii(str text) {
    for (size_t i = 0; i < text.len; i++) {
        if ((unsigned char)text.ptr[i] >= 0x80)
            return false;
    }
    return true;
}

static int match(const struct regex_program *program, str subject) {
    pcre2_general_context *memory = pcre2_general_context_create(allocate_now, release_now, NULL);
    pcre2_match_context *context = pcre2_match_context_create(memory);
    pcre2_match_data *data = pcre2_match_data_create(1, memory);
    pcre2_set_match_limit(context, MATCH_LIMIT);
    pcre2_set_depth_limit(context, DEPTH_LIMIT);
    pcre2_set_heap_limit(context, HEAP_LIMIT_KIB);
    int result = pcre2_match(program->code, units(subject), subject.len, 0, 0, data, context);
    pcre2_match_data_free(data);
    pcre2_match_context_free(context);
    pcre2_general_context_free(memory);
    return result;
}

enum regex_answer regex_match(const struct regex_program *program, str subject) {
    if (!program || subject.len > LONGEST_SUBJECT || (program->ascii_only && !is_ascii(subject)))
        return REGEX_UNKNOWN;
    int result = match(program, subject);
    if (result >= 0)
        return REGEX_YES;
    return result == PCRE2_ERROR_NOMATCH ? REGEX_NO : REGEX_UNKNOWN;
}
