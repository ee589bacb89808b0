/* Label selectors against labels. */
#include "project/project.h"

const struct label_pair *labels_find(const struct labels_fact *labels, str name) {
    for (size_t i = 0; i < labels->len; i++)
        if (str_equal(labels->at[i].name.text, name))
            return &labels->at[i];
    return NULL;
}

static bool is_label_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '.' || c == '/';
}

/* A label's key with its domain, the longest of them all: Kubernetes 1.34. */
enum { LONGEST_TEXT = 253 + 1 + 63, MOST_REQUIREMENTS = 256, MOST_VALUES = 1000 };

bool text_is_unknown(const struct text_fact *text) {
    if (text->text.len > LONGEST_TEXT)
        return true;
    for (size_t i = 0; i < text->text.len; i++)
        if (!is_label_byte(text->text.ptr[i]))
            return true;
    return text->opaque;
}

place text_part(const struct text_fact *text, span part) {
    for (uint32_t quote = 0; quote < 2; quote++) {
        size_t start = text->at.span.start + quote;
        str written = text->at.source ? str_slice(text->at.source->bytes, start, start + text->text.len) : (str){"", 0};
        if (part.end > part.start && str_equal(written, text->text))
            return (place){text->at.source, {(uint32_t)start + part.start, (uint32_t)start + part.end}};
    }
    return text->at;
}

static bool is_among(str value, const struct requirement *requirement) {
    for (size_t i = 0; i < requirement->value_count; i++)
        if (str_equal(requirement->values[i].text, value))
            return true;
    return false;
}

static bool any_opaque(const struct requirement *requirement) {
    for (size_t i = 0; i < requirement->value_count; i++)
        if (text_is_unknown(&requirement->values[i]))
            return true;
    return text_is_unknown(&requirement->key) || requirement->operator== SELECTOR_UNKNOWN;
}

static enum match answer(bool yes) {
    return yes ? MATCH_YES : MATCH_NO;
}

enum match requirement_match(const struct requirement *requirement, const struct labels_fact *labels) {
    if (requirement->value_count > MOST_VALUES)
        return MATCH_UNKNOWN;
    const struct label_pair *label = labels_find(labels, requirement->key.text);
    if (any_opaque(requirement) || (!label && labels->open) || (label && text_is_unknown(&label->value)))
        return MATCH_UNKNOWN;
    switch (requirement->operator) {
    case SELECTOR_IN:
        return answer(label && is_among(label->value.text, requirement));
    case SELECTOR_NOT_IN:
        return answer(!label || !is_among(label->value.text, requirement));
    case SELECTOR_EXISTS:
        return answer(label != NULL);
    case SELECTOR_DOES_NOT_EXIST:
        return answer(label == NULL);
    case SELECTOR_UNKNOWN:
        break;
    }
    return MATCH_UNKNOWN;
}

enum match selector_match(const struct selector_fact *selector, const struct labels_fact *labels) {
    if (!selector->present)
        return MATCH_NO;
    if (selector->opaque || selector->len > MOST_REQUIREMENTS)
        return MATCH_UNKNOWN;
    enum match all = MATCH_YES;
    for (size_t i = 0; i < selector->len; i++) {
        enum match one = requirement_match(&selector->at[i], labels);
        if (one == MATCH_NO)
            return MATCH_NO;
        if (one == MATCH_UNKNOWN)
            all = MATCH_UNKNOWN;
    }
    return all;
}

str label_key(struct arena *arena, str name, str value) {
    return arena_format(arena, "%.*s%c%.*s", STR_ARG(name), '\0', STR_ARG(value));
}
