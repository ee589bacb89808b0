/* Whatever is accepted compiles unless it is too large for PCRE2, and what the tree says agrees with matching. */
#include <stdint.h>
#include <stdlib.h>

#include "text/regex.h"
#include "text/regex_tree.h"

/* Instructions of a pattern that may pass the 64 KiB of a PCRE2 program. */
enum { LARGE = 600 };

static void require(bool holds) {
    if (!holds)
        abort();
}

static void check_edges(struct arena *arena, const struct regex *regex, str text) {
    require(str_starts_with(text, regex_prefix(arena, regex)));
    require(str_ends_with(text, regex_suffix(arena, regex)));
}

static void check_answers(struct arena *arena, const struct regex *regex) {
    const struct regex_program *program = regex_compile(arena, regex);
    if (!regex->tree)
        return;
    enum regex_answer empty = regex_match(program, STR(""));
    const str *texts;
    size_t count;
    require(program != NULL || regex->tree->size > LARGE);
    require(empty == REGEX_UNKNOWN || empty == regex_matches_empty(regex));
    require(regex_covers_from(regex) != 0 || empty != REGEX_NO);
    if (!regex_literals(arena, regex, 64, &texts, &count))
        return;
    for (size_t i = 0; i < count; i++) {
        require(regex_match(program, texts[i]) != REGEX_NO);
        check_edges(arena, regex, texts[i]);
    }
    struct regex same = *regex;
    require(count == 0 || regex_overlap(arena, regex, &same) != REGEX_NO);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena arena = {0};
    if (size == 0)
        return 0;
    str pattern = {(const char *)data + 1, size - 1};
    enum regex_use use = (enum regex_use)(data[0] % 4);
    struct regex regex = regex_parse(&arena, pattern, use);
    require(regex.valid == (regex.fault == REGEX_OK));
    require(regex.at.start <= regex.at.end && regex.at.end <= pattern.len);
    if (regex.valid)
        check_answers(&arena, &regex);
    else
        require(regex.message.len > 0);
    arena_free(&arena);
    return 0;
}
