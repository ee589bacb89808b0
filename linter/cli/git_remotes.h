/* Where a checkout of git comes from. */
#ifndef MONLINT_CLI_GIT_REMOTES_H
#define MONLINT_CLI_GIT_REMOTES_H

#include "base/arena.h"
#include "config/config.h"

/* The URLs of all remotes that a .git/config names. */
struct str_list git_remotes_parse(struct arena *arena, str config);

/* Those of the checkout with this absolute root. .git may be a file that names the folder of a worktree (gitrepository
 * -layout(5), git 2.39). Nothing is said of what cannot be read. */
struct str_list git_remotes_of(struct arena *arena, str root);

#endif
