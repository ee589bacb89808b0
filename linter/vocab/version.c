/* Versions: the first two numbers of what a product calls its release. */
#include "vocab/version.h"

/* Digits from *at on, which end before end. */
static bool parse_part(str text, size_t *at, unsigned *value) {
    size_t start = *at;
    *value = 0;
    while (*at < text.len && text.ptr[*at] >= '0' && text.ptr[*at] <= '9') {
        *value = *value * 10 + (unsigned)(text.ptr[*at] - '0');
        if (*value > VOCAB_VERSION_PART_MAX)
            return false;
        ++*at;
    }
    return *at > start;
}

bool vocab_version_parse(str text, vocab_version *version) {
    size_t at = str_starts_with(text, STR("v")) ? 1 : 0;
    unsigned major, minor;
    if (!parse_part(text, &at, &major) || at >= text.len || text.ptr[at] != '.')
        return false;
    at++;
    if (!parse_part(text, &at, &minor))
        return false;
    if (at < text.len && text.ptr[at] != '.' && text.ptr[at] != '-' && text.ptr[at] != '+')
        return false;
    *version = VOCAB_VERSION(major, minor);
    return true;
}

unsigned vocab_version_major(vocab_version version) {
    return (version - 1U) >> 8 & 0xffU;
}

unsigned vocab_version_minor(vocab_version version) {
    return (version - 1U) & 0xffU;
}

bool vocab_version_within(vocab_version version, vocab_version since, vocab_version until) {
    if (version == VOCAB_VERSION_UNKNOWN)
        return true;
    return version >= since && (until == VOCAB_VERSION_UNKNOWN || version <= until);
}
