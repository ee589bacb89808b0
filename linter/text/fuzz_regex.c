/* Whatever is accepted compiles unless it is too large for PCRE2, and what the tree says agrees with matching: on the
 * texts that the tree names, and on the text that stands behind the last line feed of the input. */
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

static size_t count_runes(str text) {
    size_t count = 0;
    for (size_t i = 0; i < text.len; i++)
        count += ((unsigned char)text.ptr[i] & 0xC0) != 0x80;
    return count;
}

static bool is_ascii(str text) {
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.ptr[i] >= 0x80)
            return false;
    return true;
}

static bool is_among(str text, const str *texts, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (str_equal(texts[i], text))
            return true;
    return false;
}

/* What is said of all texts holds for this one. */
static void check_subject(struct arena *arena, const struct regex *regex, str subject) {
    enum regex_answer matches = regex_match(regex_compile(arena, regex), subject);
    const str *texts;
    size_t count;
    if (matches == REGEX_UNKNOWN || (regex->ascii_only && !is_ascii(subject)))
        return;
    int from = regex_covers_from(regex);
    require(from < 0 || count_runes(subject) < (size_t)from || matches == REGEX_YES);
    if (!regex_is_whole(regex))
        return;
    if (matches == REGEX_YES)
        check_edges(arena, regex, subject);
    if (regex_literals(arena, regex, 64, &texts, &count))
        require(is_among(subject, texts, count) == (matches == REGEX_YES));
}

/* Two patterns that match this text overlap. */
static void check_overlap(struct arena *arena, const struct regex *a, str subject) {
    struct regex any = regex_parse(arena, STR("[a-z]+.*|"), REGEX_MATCHER);
    bool both = regex_match(regex_compile(arena, a), subject) == REGEX_YES &&
                regex_match(regex_compile(arena, &any), subject) == REGEX_YES;
    require(!both || !regex_is_whole(a) || regex_overlap(arena, a, &any) != REGEX_NO);
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
    require(!regex_matches_nothing(regex) || empty != REGEX_YES);
    if (!regex_literals(arena, regex, 64, &texts, &count))
        return;
    require(!regex_matches_nothing(regex) || count == 0);
    for (size_t i = 0; i < count; i++) {
        require(regex_match(program, texts[i]) != REGEX_NO);
        check_edges(arena, regex, texts[i]);
    }
    struct regex same = *regex;
    require(count == 0 || regex_overlap(arena, regex, &same) != REGEX_NO);
}

/* Without its needless anchors a pattern is still one, and matches the same. */
static void check_anchors(struct arena *arena, const struct regex *regex, str pattern) {
    span anchors[8];
    const str *texts;
    size_t count = regex_needless_anchors(regex, pattern, anchors, 8), from = 0, listed;
    str rest = {"", 0}, name;
    (void)regex_middle_of(arena, regex, &name);
    for (size_t i = 0; i <= count; i++) {
        str kept = str_slice(pattern, from, i < count ? anchors[i].start : pattern.len);
        rest = arena_format(arena, "%.*s%.*s", STR_ARG(rest), STR_ARG(kept));
        from = i < count ? anchors[i].end : from;
    }
    if (count == 0 || str_find_byte(pattern, 0) < pattern.len)
        return;
    struct regex bare = regex_parse(arena, rest, regex->use);
    require(bare.valid);
    const struct regex_program *program = regex_compile(arena, regex);
    if (!regex_literals(arena, &bare, 64, &texts, &listed))
        return;
    for (size_t i = 0; i < listed; i++)
        require(regex_match(program, texts[i]) != REGEX_NO);
}

static void check_valid(struct arena *arena, const struct regex *regex, str pattern) {
    check_answers(arena, regex);
    check_anchors(arena, regex, pattern);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena arena = {0};
    if (size == 0)
        return 0;
    str input = {(const char *)data + 1, size - 1};
    size_t end = input.len;
    while (end > 0 && input.ptr[end - 1] != '\n')
        end--;
    str pattern = str_slice(input, 0, end > 0 ? end - 1 : input.len);
    str subject = str_slice(input, end > 0 ? end : input.len, input.len);
    enum regex_use use = (enum regex_use)(data[0] % 4);
    struct regex regex = regex_parse(&arena, pattern, use);
    require(regex.valid == (regex.fault == REGEX_OK));
    require(regex.at.start <= regex.at.end && regex.at.end <= pattern.len);
    if (regex.valid) {
        check_valid(&arena, &regex, pattern);
        check_subject(&arena, &regex, subject);
        check_overlap(&arena, &regex, subject);
    } else
        require(regex.message.len > 0);
    arena_free(&arena);
    return 0;
}
