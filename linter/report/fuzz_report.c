/* Any bytes, any place: text steers no terminal, its caret stands below what it names, and JSON is UTF-8 on one line.
 */
#include <stdlib.h>

#include "report/capture.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Unlike assert also in a release build. */
static void must(bool holds) {
    if (!holds)
        abort();
}

static uint32_t number(const uint8_t *data) {
    return (uint32_t)data[0] | (uint32_t)data[1] << 8;
}

static void check_text(str text) {
    for (size_t i = 0; i < text.len; i++) {
        unsigned char byte = (unsigned char)text.ptr[i];
        must((byte >= 0x20 && byte != 0x7F) || byte == '\n' || byte == '\t');
    }
    must(utf8_valid(text, NULL));
    must(str_contains(text, STR("^")));
}

static void check_json(str text) {
    must(utf8_valid(text, NULL));
    for (size_t i = 0; i < text.len; i++)
        must((unsigned char)text.ptr[i] >= 0x20 || text.ptr[i] == '\n');
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 6)
        return 0;
    struct arena arena = {0};
    str rest = arena_copy(&arena, (str){(const char *)data + 6, size - 6});
    str bytes = str_slice(rest, number(data + 4) % (rest.len + 1), rest.len);
    struct source source;
    source_init(&source, &arena, str_slice(rest, 0, rest.len - bytes.len), bytes);
    struct diag diag = {.rule = "r", .category = "c", .severity = SEVERITY_ERROR, .message = bytes};
    diag.at = (place){&source, {number(data), number(data + 2)}};
    diag.resource.path = bytes;
    diag_add_note(&diag, &arena, diag.at, "note");
    diag_add_fix(&diag, &arena, true, diag.at, bytes, bytes);
    struct outcome outcome = {.diags = &(const struct diag *){&diag}, .diag_count = 1, .checked = 1};
    struct report_input input = {.outcome = &outcome, .version = "0"};
    check_text(capture_report(&arena, REPORT_TEXT, &input));
    check_json(capture_report(&arena, REPORT_JSON, &input));
    arena_free(&arena);
    return 0;
}
