/* Links to files of repositories on GitHub, GitLab, Gitea and Bitbucket, and the repositories that remotes name. */
#ifndef MONLINT_TEXT_FORGE_H
#define MONLINT_TEXT_FORGE_H

#include <stdbool.h>

#include "base/str.h"
#include "text/link.h"

/* A repository: views of the URL. */
struct forge_repository {
    str host; /* github.com also for raw.githubusercontent.com */
    str name; /* "owner/name", without ".git"; with GitLab's groups "group/team/name" */
};

/* A file or folder of a repository at some revision. */
struct forge_link {
    struct forge_repository repository;
    str revision; /* a branch, a tag or a commit; one with a slash is cut at it */
    str path;     /* in the repository, as written: percent-encoded, perhaps with a slash at its end */
    span path_at; /* in the text that the link was found in */
    str fragment; /* behind "#", empty without */
    span fragment_at;
};

/* What a link of the text leads to; false if it is no file of a repository. */
bool forge_link_read(str text, const struct link *link, struct forge_link *result);

/* Whether the revision is a branch that a repository is usually at: main, master, … */
bool forge_is_trunk(str revision);

/* The repository of a remote: https://host/owner/name.git, git@host:owner/name, ssh://git@host:22/owner/name. */
bool forge_repository_read(str url, struct forge_repository *result);

/* Host and name compare without case, as the forges do. */
bool forge_repository_equal(struct forge_repository a, struct forge_repository b);

#endif
