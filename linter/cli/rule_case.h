/* A case of a rule's tests: a file bad*.yaml or good*.yaml, or a folder of that name, linted as a world of its own. */
#ifndef MONLINT_CLI_RULE_CASE_H
#define MONLINT_CLI_RULE_CASE_H

#include "base/vec.h"
#include "engine/engine.h"

struct rule_case {
    const struct rule_entry *entry; /* whose case it is */
    str directory;                  /* that paths are relative to */
    VEC(str) paths;                 /* in path order */
};

/* What a run of a case gave. */
struct rule_run {
    struct result **results; /* one a path */
    size_t count;
    struct outcome outcome;
};

/* The bytes of a file; ptr NULL: it cannot be read. */
str rule_case_file(struct arena *arena, str path);

/* The files of the case of this name, without its .expect files; Markdown only stands there, for links. */
struct rule_case rule_case_read(struct arena *arena, const struct rule_entry *entry, str directory, const char *name);

/* Lints the case with all rules; texts (one a path, ptr NULL: as on disk) stand in for files. All of it
 * lives in the arena. */
struct rule_run rule_case_run(struct arena *arena, const struct rule_case *test, const struct rule_entry *rules,
                              size_t rule_count, const str *texts);

#endif
