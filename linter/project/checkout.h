/* The files around those of a run: what a link to the own repository leads to.
 *
 * Only the command line may read files, so it answers through these functions; a library without files has none.
 * Nothing is fetched, nothing outside of the checkout is looked at, and symbolic links are not followed: where the
 * answer is not certain it is CHECKOUT_UNKNOWN. */
#ifndef MONLINT_PROJECT_CHECKOUT_H
#define MONLINT_PROJECT_CHECKOUT_H

#include <stdbool.h>

#include "base/str.h"
#include "config/config.h"

struct markdown_anchors;

/* The repository that a file of the run is in. */
struct checkout {
    str root;                /* absolute */
    str folder;              /* of the file, in the repository; empty for the root */
    struct str_list remotes; /* URLs: of .git/config, and `repository` of the project file */
    str name;                /* without remotes: of the root's folder, which may be the repository's */
};

enum checkout_kind { CHECKOUT_UNKNOWN, CHECKOUT_ABSENT, CHECKOUT_FILE, CHECKOUT_FOLDER };

struct checkouts {
    void *context;
    /* Of a file, by its path as it is printed; NULL: it is in none. */
    const struct checkout *(*checkout)(void *context, str path);
    /* What stands at a path of the repository: "docs/a.md", decoded. */
    enum checkout_kind (*look)(void *context, const struct checkout *checkout, str path);
    /* The anchors of a Markdown file there; NULL: it is none, or not to be read. */
    const struct markdown_anchors *(*anchors)(void *context, const struct checkout *checkout, str path);
};

#endif
