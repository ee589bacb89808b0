/* Any bytes as a Markdown file, and as a text with links: no crash, and what is found is part of the input. */
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "text/forge.h"
#include "text/markdown.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition) {
    if (!condition)
        abort();
}

static void check_links(str text) {
    struct link link;
    struct forge_link found;
    for (size_t from = 0; link_next(text, from, &link); from = link.whole.end) {
        if (!forge_link_read(text, &link, &found))
            continue;
        require(found.path_at.end <= text.len && found.path_at.start < found.path_at.end);
        require(found.repository.host.len && found.repository.name.len && found.revision.len);
    }
    struct forge_repository repository;
    if (forge_repository_read(text, &repository))
        require(forge_repository_equal(repository, repository));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena arena = {0};
    str text = arena_copy(&arena, (str){(const char *)data, size});
    struct markdown_anchors anchors = markdown_find_anchors(&arena, text);
    for (size_t i = 0; i < anchors.slug_count; i++)
        require(markdown_has_anchor(&arena, &anchors, anchors.slugs[i]));
    check_links(text);
    arena_free(&arena);
    return 0;
}
