/* The pieces of the label flow: drafts of label sets, and one function for each kind of node.
 *
 * Sets never change once they stand in a flow, so nodes that pass labels through share them. A set in the making is a
 * draft on the stack. Work is metered: an expression that would take more gets unknown flows from there on. */
#ifndef MONLINT_PROMQL_LABEL_FLOW_INTERNAL_H
#define MONLINT_PROMQL_LABEL_FLOW_INTERNAL_H

#include "base/vec.h"
#include "promql/label_flow.h"
#include "text/regex.h"

enum {
    LABEL_FLOW_SETS = 16,     /* alternatives of one flow */
    LABEL_FLOW_LABELS = 64,   /* facts of one set */
    LABEL_FLOW_VALUES = 16,   /* values of one fact */
    LABEL_FLOW_WORK = 400000, /* facts copied or compared in one expression */
};

struct label_run {
    struct arena *arena;
    const struct promql_expr *expr;
    const struct label_flow_options *options;
    struct label_flow *nodes;
    VEC(struct label_fault) faults;
    size_t work;
};

/* ---- Drafts ---- */

struct label_draft {
    struct label_fact facts[LABEL_FLOW_LABELS];
    size_t len;
    enum label_presence others;
    const struct label_reason *others_why;
    bool is_always;
    bool is_full;            /* a fact did not fit: the set becomes unknown */
    struct label_fact spare; /* where a fact goes that does not fit */
};

/* Every label of the alternative has one value or is absent: a group of such series is one series. */
bool label_set_is_fixed(const struct label_set *set);

/* A draft that says the same as the set; closed and empty, for this reason. */
void label_draft_copy(struct label_draft *draft, const struct label_set *set);
void label_draft_close(struct label_draft *draft, const struct label_reason *why);

/* The label's fact, made from the others' when there is none. Never NULL: a full draft gives a fact that is thrown
 * away. Valid until the next call. */
struct label_fact *label_draft_at(struct label_draft *draft, str name);

/* The same of a label whose name sorts behind all others of the draft, which has to have room for it. */
struct label_fact *label_draft_append(struct label_draft *draft, str name);

/* Replaces what is known of the label of this name. */
void label_draft_set(struct label_draft *draft, str name, const struct label_fact *fact);

/* Makes the label impossible; one that is keeps its reason. */
void label_draft_drop(struct label_draft *draft, str name, const struct label_reason *why);

struct label_set label_draft_finish(struct label_run *run, const struct label_draft *draft);

/* ---- Facts ---- */

extern const struct label_set label_set_unknown;

/* The set's fact about the label; NULL: it has none, and what holds for the others holds for it. */
const struct label_fact *label_set_find(const struct label_set *set, str name);

/* What holds for a label without a fact. */
struct label_fact label_set_other(const struct label_set *set, str name);

/* What holds of a series of either kind; of a series that has the label equally on both sides. */
struct label_fact label_fact_either(struct arena *arena, const struct label_fact *a, const struct label_fact *b);
struct label_fact label_fact_both(struct arena *arena, const struct label_fact *a, const struct label_fact *b);

enum label_clash { LABEL_CLASH_NONE, LABEL_CLASH_LABEL, LABEL_CLASH_VALUE };

/* Whether no series of one can equal a series of the other in this label. */
enum label_clash label_fact_clash(struct arena *arena, const struct label_fact *a, const struct label_fact *b);

/* ---- Flows ---- */

struct label_reason *label_reason_new(struct label_run *run, enum label_gone kind, span at);
struct label_reason *label_reason_inner(struct label_run *run, enum label_gone kind, span at,
                                        const struct label_reason *inner);

/* One alternative. */
struct label_flow label_flow_one(struct label_run *run, struct label_set set);

/* Always one series, without labels. */
struct label_flow label_flow_constant(struct label_run *run, enum label_gone kind, span at);

/* The same, but perhaps empty. */
struct label_flow label_flow_maybe(struct label_run *run, const struct label_flow *flow);

/* Each alternative without this label; the flow itself when none may have it. */
struct label_flow label_flow_drop(struct label_run *run, const struct label_flow *flow, str name, span at);

/* The series of both; too many alternatives become one. */
struct label_flow label_flow_unite(struct label_run *run, const struct label_flow *a, const struct label_flow *b);

/* A zeroed fault of this kind. */
struct label_fault *label_fault_add(struct label_run *run, enum label_fault_kind kind, const struct promql_node *node,
                                    span at);

/* Labels that stand twice in the clause. */
void label_clause_twice(struct label_run *run, const struct promql_node *node, const struct promql_labels *labels,
                        enum label_clause clause);

/* Takes the cost from what the expression may use; false when it is used up. */
bool label_work(struct label_run *run, size_t cost);

bool label_listed(const struct promql_labels *labels, str name);

#define LABEL_NAME STR("__name__")

struct label_flow label_flow_selector(struct label_run *run, const struct promql_node *node);
struct label_flow label_flow_aggregate(struct label_run *run, const struct promql_node *node);
struct label_flow label_flow_call(struct label_run *run, const struct promql_node *node);
struct label_flow label_flow_replace(struct label_run *run, const struct promql_node *node);
struct label_flow label_flow_join(struct label_run *run, const struct promql_node *node);
struct label_flow label_flow_binary(struct label_run *run, const struct promql_node *node);

/* ---- Matching ---- */

/* How a binary node matches its operands; of a node without a clause all labels are compared. */
struct label_matching {
    const struct promql_node *node;
    bool is_on;
    bool is_filled;
    enum promql_card card;
    const struct promql_labels *labels, *include; /* never NULL */
    const struct label_flow *left, *right;
};

struct label_matching label_matching_of(const struct label_run *run, const struct promql_node *node);

/* Whether the operands must agree in this label. */
bool label_is_compared(const struct label_matching *matching, str name);

struct label_mismatch {
    enum label_clash kind;
    str name;
    struct label_fact left, right;
};

/* The first label in which no two series of the alternatives agree. */
struct label_mismatch label_sets_mismatch(struct label_run *run, const struct label_matching *matching,
                                          const struct label_set *left, const struct label_set *right);

/* The first label that one operand is grouped by while an aggregation of the other leaves it out: either the series
 * have it, and nothing meets, or it is named in vain. */
struct label_mismatch label_flows_mismatch(struct label_run *run, const struct label_matching *matching);

/* cluster, region and other labels that say where a host stands, not which it is. */
bool label_is_surrounding(str name);

/* Whether all series of both have equal values in everything that is compared. */
bool label_sets_same(const struct label_matching *matching, const struct label_set *left,
                     const struct label_set *right);

/* Whether left and right are never empty and some series of the right (or left, for `or`) meets all of the other. */
bool label_always_meets(const struct label_matching *matching, const struct label_flow *always,
                        const struct label_flow *other);

/* Notes that no series of the operands meet; which is a fault of unless too. */
void label_report_mismatch(struct label_run *run, const struct label_matching *matching, enum label_fault_kind kind,
                           const struct label_mismatch *mismatch);

/* Labels of the clauses: gone, twice, redundant, or missing where a side must be unique. is_met: some series meet. */
void label_check_clauses(struct label_run *run, const struct label_matching *matching, bool is_met);

/* Operands that are known metrics, one of which has a label that the other has not: true when that is noted.
 */
bool label_check_tables(struct label_run *run, const struct label_matching *matching);

/* Both operands select the same series. */
void label_check_self(struct label_run *run, const struct label_matching *matching);

#endif
