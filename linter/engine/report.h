/* Where findings go while a hook runs. */
#ifndef MONLINT_ENGINE_REPORT_H
#define MONLINT_ENGINE_REPORT_H

#include "engine/holder.h"
#include "engine/registry.h"

enum { REPORT_MOST = 100 * 1000 }; /* findings of one file, or of the project rules; more are dropped */

struct report_sink {
    const struct active_rule *active; /* the rule that runs */
    struct holder holder;             /* of the nodes in the scratch arena */
    VEC(struct diag *) diags;
    bool full;           /* there were more than REPORT_MOST */
    struct diag dropped; /* stands for each of those; nothing is added to it */
};

/* Runs the hooks of a list with pass->rule and the severity set. */
void run_node_rules(struct pass *pass, const struct active_list *rules, const struct node *node);
void run_violation_rules(struct pass *pass, const struct active_list *rules, const struct violation *violation);
void run_expression_rules(struct pass *pass, const struct active_list *rules, const struct expression *expression);
void run_document_rules(struct pass *pass, const struct active_list *rules, const struct document *document);
void run_view_rules(struct pass *pass, const struct active_list *rules, const struct rule_view *views, size_t count);
/* The states of the rules that sweep over all rules of the set, one for each, in pass->kept. */
void **begin_sweeps(struct pass *pass, const struct active_list *rules, const struct project *project);
void run_sweeps(struct pass *pass, const struct active_list *rules, void *const *states, const struct rule_view *views,
                size_t count);
void end_sweeps(struct pass *pass, const struct active_list *rules, void *const *states);

void run_project_rules(struct pass *pass, const struct active_list *rules, const struct project *project);

#endif
