/* The names that an option or the project file may use for rules: ids, families and categories. */
#ifndef MONLINT_CLI_NAMES_H
#define MONLINT_CLI_NAMES_H

#include "report/report.h"

struct names {
    struct rule_list rules;
    const str *all; /* ids first, in the order of the rules; then families and categories, each once */
    size_t count;
};

/* The names live in the arena; the rules outlive them. */
void names_init(struct names *names, struct arena *arena, struct rule_list rules);

/* Whether there is such a name; if not, *nearest is what was probably meant, or empty. A config_known_rule, whose
 * context is a struct names. */
bool names_known(void *context, str name, str *nearest);

/* The rule of this id, or NULL and the nearest id. */
const struct rule_entry *names_rule(const struct names *names, str id, str *nearest);

#endif
