/* Label, value and unit flow of the rules of a set, through what other rules record.
 *
 * Records are computed once, in the order in which they read each other; one that reads itself, or does not parse, is
 * unknown. The flows of other rules, and of records that nobody reads, are computed when they are asked for. */
#ifndef MONLINT_PROJECT_FLOW_H
#define MONLINT_PROJECT_FLOW_H

#include "project/project.h"
#include "promql/label_flow.h"
#include "promql/unit_flow.h"
#include "promql/value_flow.h"

/* The flows of one rule's expression; labels, values and units are by node->index. */
struct rule_flow {
    struct label_flows labels;
    struct value_flow values;
    struct unit_flow units;
};

/* Computes all records of the project; lives in the project's arena. */
struct flow_index *flow_index_build(const struct project *project);

/* The flows of so many rules of the project from this number on, one kind of flow after the other. What was not
 * computed with the records is made in the given arena; of a rule without a valid expression the flow stays as it is.
 */
void flow_run(struct arena *arena, const struct flow_index *index, size_t first, struct rule_flow *flows, size_t count);

/* The labels that the rule's own label sets add: of a group and of a rule, over the flow of its expression. Unknown
 * where they are more than 24. */
struct label_flow flow_with_static(struct arena *arena, const struct label_flow *flow, const struct rule_fact *rule,
                                   const struct group_fact *group);

/* The rules that record a name; NULL: none. */
struct record_rules {
    const struct rule_fact *const *at;
    size_t len;
};
const struct record_rules *flow_record_rules(const struct flow_index *index, str name);

/* Those that record what a selector of this flow's expression reads. NULL as well where they are too many or too large
 * to be looked into for each reader: more than 16, or more than 500 nodes. */
const struct record_rules *flow_rules_read(const struct flow_index *index, const struct rule_flow *reader,
                                           const struct promql_node *selector);

#endif
