/* A link is owner/name, a word that says how the file is shown, the revision, and the path. */
#include "text/forge.h"

/* How each forge writes it; the longer of two that begin alike first. */
static const str views[] = {
    {"/-/blob/", 8},      {"/-/tree/", 8}, {"/-/raw/", 7}, {"/-/blame/", 9}, {"/blob/", 6},        {"/tree/", 6},
    {"/raw/branch/", 12}, {"/raw/", 5},    {"/blame/", 7}, {"/edit/", 6},    {"/src/branch/", 12}, {"/src/", 5},
};

enum { VIEW_COUNT = sizeof views / sizeof *views };

static const str raw_host = {"raw.githubusercontent.com", 25};

static span part_at(str text, str part) {
    uint32_t start = (uint32_t)(part.ptr - text.ptr);
    return (span){start, start + (uint32_t)part.len};
}

static str without_slashes(str path) {
    while (path.len && path.ptr[0] == '/')
        path = str_slice(path, 1, path.len);
    while (path.len && path.ptr[path.len - 1] == '/')
        path.len--;
    return path;
}

static bool has_owner(str name) {
    size_t slash = str_find_byte(name, '/');
    return slash > 0 && slash + 1 < name.len;
}

static bool set_repository(struct forge_repository *repository, str host, str name) {
    name = without_slashes(name);
    if (str_ends_with(name, STR(".git")))
        name.len -= 4;
    *repository = (struct forge_repository){host, name};
    return host.len && has_owner(name);
}

/* revision/path */
static bool set_file(struct forge_link *result, str text, str rest) {
    if (str_starts_with(rest, STR("refs/heads/")))
        rest = str_slice(rest, 11, rest.len);
    size_t slash = str_find_byte(rest, '/');
    result->revision = str_slice(rest, 0, slash);
    result->path = str_slice(rest, slash + 1, rest.len);
    result->path_at = part_at(text, result->path);
    return result->revision.len && without_slashes(result->path).len;
}

static bool read_raw(struct forge_link *result, str text, str path) {
    size_t owner = str_find_byte(path, '/');
    size_t name = owner + 1 + str_find_byte(str_slice(path, owner + 1, path.len), '/');
    return name < path.len && set_repository(&result->repository, STR("github.com"), str_slice(path, 0, name)) &&
           set_file(result, text, str_slice(path, name + 1, path.len));
}

/* The first of the views that stands in the path, and where it does so first; VIEW_COUNT: none. */
static size_t find_view(str path, size_t *at) {
    size_t found = VIEW_COUNT;
    for (size_t slash = 0; slash + 1 < path.len; slash++) {
        if (path.ptr[slash] != '/')
            continue;
        for (size_t i = 0; i < found; i++)
            if (views[i].ptr[1] == path.ptr[slash + 1] && str_starts_with(str_slice(path, slash, path.len), views[i])) {
                found = i;
                *at = slash;
            }
    }
    return found;
}

bool forge_link_read(str text, const struct link *link, struct forge_link *result) {
    str host = str_slice(text, link->host.start, link->host.end);
    str path = str_slice(text, link->path.start, link->path.end);
    str whole = str_slice(text, link->whole.start, link->whole.end);
    size_t hash = str_find_byte(whole, '#');
    *result = (struct forge_link){.fragment = str_slice(whole, hash + 1, whole.len)};
    result->fragment_at = result->fragment.len ? part_at(text, result->fragment) : (span){0, 0};
    if (str_equal_fold(host, raw_host))
        return read_raw(result, text, without_slashes(path));
    size_t at = 0, view = find_view(path, &at);
    return view < VIEW_COUNT && set_repository(&result->repository, host, str_slice(path, 0, at)) &&
           set_file(result, text, str_slice(path, at + views[view].len, path.len));
}

bool forge_is_trunk(str revision) {
    static const str trunks[] = {{"main", 4}, {"master", 6}, {"develop", 7}, {"trunk", 5}, {"HEAD", 4}};
    for (size_t i = 0; i < sizeof trunks / sizeof *trunks; i++)
        if (str_equal(revision, trunks[i]))
            return true;
    return false;
}

bool forge_repository_read(str url, struct forge_repository *result) {
    size_t scheme = str_find(url, STR("://"));
    str rest = scheme < url.len ? str_slice(url, scheme + 3, url.len) : url;
    size_t slash = str_find_byte(rest, '/');
    size_t at = str_find_byte(str_slice(rest, 0, slash), '@');
    if (at < slash && at < rest.len) {
        rest = str_slice(rest, at + 1, rest.len);
        slash = str_find_byte(rest, '/');
    }
    size_t colon = str_find_byte(str_slice(rest, 0, slash), ':');
    if (scheme < url.len)
        return set_repository(result, str_slice(rest, 0, colon), str_slice(rest, slash, rest.len));
    return colon < slash && set_repository(result, str_slice(rest, 0, colon), str_slice(rest, colon + 1, rest.len));
}

bool forge_repository_equal(struct forge_repository a, struct forge_repository b) {
    return str_equal_fold(a.host, b.host) && str_equal_fold(a.name, b.name);
}
