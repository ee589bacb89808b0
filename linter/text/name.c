/* Byte classes, and the few rules that go beyond them. */
#include "text/name.h"

#include "text/utf8.h"

enum {
    DNS_LABEL_LONGEST = 63,
    DNS_SUBDOMAIN_LONGEST = 253,
    IANA_LONGEST = 15,
    KUBERNETES_NAME_LONGEST = 63,
};

static bool refuse(size_t *bad, size_t at) {
    if (bad)
        *bad = at;
    return false;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}

static bool is_alphanumeric(char c) {
    return is_digit(c) || is_lower(c) || (c >= 'A' && c <= 'Z');
}

static bool legacy_valid(str name, bool colons, size_t *bad) {
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        bool fits = (is_alphanumeric(c) && !(i == 0 && is_digit(c))) || c == '_' || (colons && c == ':');
        if (!fits)
            return refuse(bad, i);
    }
    return name.len > 0 || refuse(bad, 0);
}

static bool utf8_name_valid(str name, size_t *bad) {
    return name.len > 0 ? utf8_valid(name, bad) : refuse(bad, 0);
}

bool name_metric_valid(str name, enum name_scheme scheme, size_t *bad) {
    return scheme == NAME_LEGACY ? legacy_valid(name, true, bad) : utf8_name_valid(name, bad);
}

bool name_label_valid(str name, enum name_scheme scheme, size_t *bad) {
    return scheme == NAME_LEGACY ? legacy_valid(name, false, bad) : utf8_name_valid(name, bad);
}

bool name_record_valid(str name, enum name_scheme scheme, size_t *bad) {
    for (size_t i = 0; i < name.len; i++) {
        if (name.ptr[i] == '{' || name.ptr[i] == '}')
            return refuse(bad, i);
    }
    return name_metric_valid(name, scheme, bad);
}

bool name_dns_label(str name, size_t *bad) {
    for (size_t i = 0; i < name.len; i++) {
        bool hyphen = name.ptr[i] == '-' && i > 0 && i + 1 < name.len;
        if (!is_lower(name.ptr[i]) && !is_digit(name.ptr[i]) && !hyphen)
            return refuse(bad, i);
    }
    return (name.len > 0 && name.len <= DNS_LABEL_LONGEST) || refuse(bad, name.len);
}

/* The parts of a subdomain may be longer than a label. */
bool name_dns_subdomain(str name, size_t *bad) {
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        bool first = i == 0 || name.ptr[i - 1] == '.';
        bool last = i + 1 == name.len || name.ptr[i + 1] == '.';
        bool dot = c == '.' && !first && i + 1 < name.len && name.ptr[i - 1] != '-';
        bool hyphen = c == '-' && !first && !last;
        if (!is_lower(c) && !is_digit(c) && !dot && !hyphen)
            return refuse(bad, i);
    }
    return (name.len > 0 && name.len <= DNS_SUBDOMAIN_LONGEST) || refuse(bad, name.len);
}

bool name_iana_service(str name, size_t *bad) {
    bool letter = false;
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        bool hyphen = c == '-' && i > 0 && i + 1 < name.len && name.ptr[i - 1] != '-';
        if (!is_lower(c) && !is_digit(c) && !hyphen)
            return refuse(bad, i);
        letter |= is_lower(c);
    }
    return (letter && name.len <= IANA_LONGEST) || refuse(bad, name.len);
}

bool name_kubernetes_value(str value, size_t *bad) {
    for (size_t i = 0; i < value.len; i++) {
        char c = value.ptr[i];
        bool inner = (c == '-' || c == '_' || c == '.') && i > 0 && i + 1 < value.len;
        if (!is_alphanumeric(c) && !inner)
            return refuse(bad, i);
    }
    return value.len <= KUBERNETES_NAME_LONGEST || refuse(bad, value.len);
}

bool name_kubernetes_key(str key, size_t *bad) {
    size_t slash = str_find_byte(key, '/');
    bool prefixed = slash < key.len;
    if (prefixed && !name_dns_subdomain(str_slice(key, 0, slash), bad))
        return false;
    size_t start = prefixed ? slash + 1 : 0;
    if (start == key.len)
        return refuse(bad, key.len);
    if (name_kubernetes_value(str_slice(key, start, key.len), bad))
        return true;
    if (bad)
        *bad += start;
    return false;
}
