/* Answers what stands in the checkouts around the files of a run (project/checkout.h), from the disk. */
#ifndef MONLINT_CLI_CHECKOUT_H
#define MONLINT_CLI_CHECKOUT_H

#include "base/arena.h"
#include "base/map.h"
#include "cli/path.h"
#include "config/config.h"
#include "project/checkout.h"

struct disk_checkouts {
    struct checkouts checkouts; /* to give to the engine */
    struct arena *arena;
    const struct config *config;
    str directory; /* absolute: where printed paths start from */
    str base;      /* absolute: of the run; the root of a checkout without .git */
    str ceiling;   /* absolute: .git is not looked for above it; empty: the root directory */

    struct path_folders paths;
    struct map roots;   /* absolute folder -> root of its git checkout, or an empty view */
    struct map folders; /* folder -> struct checkout, or one without a root */
    struct map kinds;   /* absolute path -> what stands there */
    struct map texts;   /* absolute path -> struct markdown_anchors, or none */
    size_t looked_up;
};

/* Nothing is read before it is asked for. All that is found lives in the arena. */
void disk_checkouts_init(struct disk_checkouts *disk, struct arena *arena, const struct config *config, str base);

#endif
