/* Spans lie in the text, suggestions are valid, and what is printed reads back as the same value. */
#include <stdint.h>
#include <stdlib.h>

#include "text/duration.h"

static void require(bool holds) {
    if (!holds)
        abort();
}

static void check_error(struct arena *arena, str text, const struct duration_error *error) {
    int64_t value;
    struct duration_error other;
    require(error->fault != DURATION_OK);
    require(error->at.start <= error->at.end && error->at.end <= text.len);
    require(duration_error_message(arena, text, error).len > 0);
    str meant = duration_suggest(arena, text, error);
    if (!meant.ptr)
        return;
    require(error->notation == DURATION_GO ? duration_parse_go(meant, &value, &other)
                                           : duration_parse_prometheus(meant, &value, &other));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena arena = {0};
    str text = {(const char *)data, size};
    struct duration_error error;
    int64_t ms, ns, back;
    if (duration_parse_prometheus(text, &ms, &error)) {
        require(ms >= 0 && duration_parse_prometheus(duration_format(&arena, ms), &back, &error) && back == ms);
    } else {
        check_error(&arena, text, &error);
    }
    if (duration_parse_go(text, &ns, &error))
        require(duration_format_human(&arena, ns).len > 0);
    else
        check_error(&arena, text, &error);
    arena_free(&arena);
    return 0;
}
