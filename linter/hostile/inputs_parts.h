/* Shared by the files of inputs.h. */
#ifndef MONLINT_HOSTILE_INPUTS_PARTS_H
#define MONLINT_HOSTILE_INPUTS_PARTS_H

#include "hostile/inputs.h"

#define RULES "groups:\n- name: g\n  rules:\n"
#define RULE "  - alert: A\n    labels: {severity: warning}\n    expr: "
#define ANY (ENDS_FINDINGS | ENDS_INCOMPLETE)

/* YAML whatever it holds; rules, their annotations and comments; single expressions and many of them; objects that are
 * wired to each other. */
extern const struct hostile_inputs hostile_yaml, hostile_rules, hostile_promql, hostile_objects;

#endif
