/* FNV-1a over the parts of a finding that edits elsewhere leave alone. */
#include "report/fingerprint.h"

static uint64_t add_byte(uint64_t hash, char byte) {
    return (hash ^ (unsigned char)byte) * UINT64_C(0x100000001b3);
}

static uint64_t add_text(uint64_t hash, str text) {
    for (size_t i = 0; i < text.len; i++)
        hash = add_byte(hash, text.ptr[i]);
    return add_byte(hash, '\0');
}

static bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

static uint64_t add_without_digits(uint64_t hash, str text) {
    for (size_t i = 0; i < text.len; i++)
        if (!is_digit(text.ptr[i]))
            hash = add_byte(hash, text.ptr[i]);
    return add_byte(hash, '\0');
}

/* Past "[12]" if that stands here, else here. */
static size_t after_index(str path, size_t at) {
    size_t end = at + 1;
    if (path.ptr[at] != '[')
        return at;
    while (end < path.len && is_digit(path.ptr[end]))
        end++;
    return end > at + 1 && end < path.len && path.ptr[end] == ']' ? end + 1 : at;
}

static uint64_t add_without_indices(uint64_t hash, str path) {
    for (size_t at = 0; at < path.len;) {
        size_t after = after_index(path, at);
        if (after == at)
            hash = add_byte(hash, path.ptr[after++]);
        at = after;
    }
    return add_byte(hash, '\0');
}

uint64_t fingerprint(const struct diag *diag) {
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    hash = add_text(hash, str_of(diag->rule));
    hash = add_text(hash, diag->resource.kind);
    hash = add_text(hash, diag->resource.namespace);
    hash = add_text(hash, diag->resource.name);
    hash = add_without_indices(hash, diag->resource.path);
    return add_without_digits(hash, diag->message);
}
