/* Which names the alerting and recording rules of the set define. */
#ifndef MONLINT_PROJECT_RULE_NAMES_H
#define MONLINT_PROJECT_RULE_NAMES_H

#include "base/map.h"
#include "project/facts.h"

/* The rules of one name, in file order; never empty. */
struct named_rules {
    VEC(const struct rule_fact *) rules;
};

/* Names in the order of the files, each once. */
struct rule_names {
    struct map rules; /* name -> struct named_rules */
    VEC(str) names;
    bool open; /* a template hides a name: absence proves nothing */
};

/* Files a rule under its name, and gives all that are filed there; NULL if a template hides it. */
const struct named_rules *rule_names_add(struct rule_names *names, struct arena *arena, const struct rule_fact *rule);

/* The rules of that name, or NULL. */
const struct named_rules *rule_names_find(const struct rule_names *names, str name);

/* The name of the set that a misspelt one is nearest to; empty when none is near. */
str rule_names_nearest(const struct rule_names *names, str word);

#endif
