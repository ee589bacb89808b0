/* When two rules give the same series or the same alert. */
#ifndef MONLINT_PROJECT_RULE_IDENTITY_H
#define MONLINT_PROJECT_RULE_IDENTITY_H

#include "project/project.h"

/* Name and labels of a rule as one key: those of its group are merged in, the rule's own win (Prometheus 3.14,
 * rules/manager.go). False when a template hides a part, or there are more than 256 labels. */
bool rule_identity(struct arena *arena, const struct project *project, const struct rule_fact *rule, str *identity);

/* Is there another rule of this kind and name? False where a template hides the name. */
bool rule_recurs(const struct rule_view *view);

/* Are the expressions of two rules one, however they are written? Both parse. */
bool rules_read_alike(struct arena *scratch, const struct rule_fact *a, const struct rule_fact *b);

/* The label of a rule, or of its group where the rule does not set it; NULL if neither does. */
const struct label_pair *rule_label(const struct project *project, const struct rule_fact *rule, str name);

/* Do two rules set no label of either (group labels merged in) to different values, so that one alert or series can
 * come from both? False too when a template hides a part. */
bool rule_labels_agree(const struct project *project, const struct rule_fact *a, const struct rule_fact *b);

/* Do the expressions of two rules speak of the same series? They do when both read the same metric first, no label
 * is matched differently (records: and one of them asks of no label that the other leaves open), or when both give one
 * series without labels. Expressions of more than 1,000 nodes are not looked at, and do not. */
bool rules_overlap(struct arena *arena, const struct rule_fact *a, const struct rule_fact *b);

/* Are the files of two rules two ways to deliver the same rules: overlays, copies of an object, or folders most of
 * whose rules have the same names? Such rules are never loaded together and never compared. */
bool rules_are_alternatives(const struct project *project, const struct rule_fact *a, const struct rule_fact *b);

#endif
