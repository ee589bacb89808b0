/* The anchors that a link into a Markdown file can name, as GitHub makes them from headings.
 *
 * GitHub (html-pipeline, table of contents): the heading's text in lower case, without anything but letters, digits,
 * "_", "-" and spaces, with "-" for each space, and "-1", "-2" behind the second and third of equal headings. GitLab
 * makes one "-" of several. A heading whose text is not known from the file (an image, an include) makes any anchor
 * possible. */
#ifndef MONLINT_TEXT_MARKDOWN_H
#define MONLINT_TEXT_MARKDOWN_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/str.h"

struct markdown_anchors {
    const str *slugs; /* of headings, in order */
    size_t slug_count;
    struct map counts; /* slug as it is compared -> size_t, how many headings have it */
    struct map ids;    /* id="…", name="…" and {#…}, in lower case */
    bool open;         /* there may be more */
};

/* Of a file's text, which must outlive the result. */
struct markdown_anchors markdown_find_anchors(struct arena *arena, str text);

/* Whether a link with this fragment (without "#", percent-decoded) leads to a heading or an id; in doubt, yes. */
bool markdown_has_anchor(struct arena *scratch, const struct markdown_anchors *anchors, str fragment);

#endif
