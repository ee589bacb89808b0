/* Labels that one known metric has and another has not: pg_stat_database_numbackends is
 * of a database (datname), pg_settings_max_connections is of the server, and no series of one equals one of the other.
 *
 * A plain selector is open otherwise, since scrape and relabelling may add anything; but they add it to both. */
#include "promql/label_flow_internal.h"
#include "promql/selectors.h"
#include "vocab/metrics.h"

/* One operand that is the series of one metric as they were scraped. */
struct scraped {
    const struct promql_node *selector; /* NULL: it is not */
    struct vocab_metrics rows;          /* one for each product that has it */
    const struct label_flow *flow;
};

static bool makes_labels(const struct promql_node *call) {
    enum promql_function_id id = call->as.call.function->id;
    return id == PROMQL_FUNCTION_label_replace || id == PROMQL_FUNCTION_label_join || id == PROMQL_FUNCTION_info ||
           id == PROMQL_FUNCTION_absent || id == PROMQL_FUNCTION_absent_over_time ||
           id == PROMQL_FUNCTION_histogram_quantile;
}

/* The only operand that has series; NULL when none or several have. */
static const struct promql_node *vector_below(const struct promql_node *node) {
    const struct promql_node *found = NULL;
    for (const struct promql_node *child = node->child; child; child = child->next) {
        if (child->type != PROMQL_VECTOR && child->type != PROMQL_RANGE_VECTOR)
            continue;
        if (found)
            return NULL;
        found = child;
    }
    return found;
}

static const struct promql_node *selector_of(const struct promql_node *node) {
    while (node && node->kind != PROMQL_SELECTOR) {
        if (node->kind == PROMQL_AGGREGATE || (node->kind == PROMQL_CALL && makes_labels(node)))
            return NULL;
        node = vector_below(node);
    }
    return node;
}

static bool has_known_labels(struct vocab_metrics found) {
    const unsigned flags = VOCAB_METRIC_LABELS_KNOWN | VOCAB_METRIC_LABELS_OPEN;
    for (size_t i = 0; i < found.count; i++)
        if ((found.rows[i].flags & flags) != VOCAB_METRIC_LABELS_KNOWN)
            return false;
    return found.count > 0 && found.part == VOCAB_PART_WHOLE;
}

static bool any_has(struct vocab_metrics found, str label) {
    for (size_t i = 0; i < found.count; i++)
        if (vocab_metric_may_have_label(&found.rows[i], label))
            return true;
    return false;
}

static bool all_have(struct vocab_metrics found, str label) {
    for (size_t i = 0; i < found.count; i++)
        if (!vocab_metric_may_have_label(&found.rows[i], label))
            return false;
    return true;
}

static struct scraped scraped_of(const struct label_run *run, const struct promql_node *operand) {
    struct scraped scraped = {.flow = &run->nodes[operand->index]};
    const struct promql_node *selector = selector_of(operand);
    str name = selector ? promql_selector_metric(selector) : (str){0};
    const struct label_flow_options *options = run->options;
    if (!name.len || scraped.flow->len != 1 || (options->record && options->record(options->context, name)))
        return scraped;
    scraped.rows = vocab_metric_find(name);
    if (has_known_labels(scraped.rows))
        scraped.selector = selector;
    return scraped;
}

/* Labels that say which thing is measured are on every series of a metric; others come and go with versions (server of
 * postgres_exporter, alertmanager of Prometheus) and values (reason of kube-state-metrics). */
static bool names_a_thing(str name) {
    static const str things[] = {{"consumergroup", 13},
                                 {"container", 9},
                                 {"cpu", 3},
                                 {"daemonset", 9},
                                 {"database", 8},
                                 {"datname", 7},
                                 {"deployment", 10},
                                 {"device", 6},
                                 {"job_name", 8},
                                 {"mode", 4},
                                 {"mountpoint", 10},
                                 {"node", 4},
                                 {"partition", 9},
                                 {"persistentvolumeclaim", 21},
                                 {"pod", 3},
                                 {"relname", 7},
                                 {"resource", 8},
                                 {"replicaset", 10},
                                 {"slot_name", 9},
                                 {"statefulset", 11},
                                 {"topic", 5},
                                 {"vhost", 5}};
    for (size_t i = 0; i < sizeof things / sizeof *things; i++)
        if (name.len == things[i].len && str_equal(name, things[i]))
            return true;
    return false;
}

/* Discovery writes these to whatever it scrapes; metrics of one exporter get the same. */
static bool may_be_of_target(const struct scraped *has, const struct scraped *lacks, str name) {
    static const char *const labels[] = {"container", "node", "pod"};
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (str_equal(name, str_of(labels[i])))
            return has->rows.rows->product != lacks->rows.rows->product;
    return false;
}

/* A label that the matchers do not settle otherwise. */
static bool is_own(const struct label_matching *matching, const struct scraped *has, const struct scraped *lacks,
                   str name) {
    return names_a_thing(name) && !may_be_of_target(has, lacks, name) && label_is_compared(matching, name) &&
           all_have(has->rows, name) && !any_has(lacks->rows, name) &&
           label_set_fact(&has->flow->sets[0], name).presence != LABEL_IMPOSSIBLE &&
           label_set_fact(&lacks->flow->sets[0], name).presence == LABEL_POSSIBLE;
}

static bool check_side(struct label_run *run, const struct label_matching *matching, const struct scraped *has,
                       const struct scraped *lacks, enum label_side side) {
    struct vocab_labels labels = vocab_metric_labels(has->rows.rows);
    for (size_t i = 0; i < labels.count && label_work(run, 1); i++) {
        str name = vocab_label(labels, i);
        if (!is_own(matching, has, lacks, name))
            continue;
        struct label_fault *fault =
            label_fault_add(run, LABEL_FAULT_LABEL_MISMATCH, matching->node, matching->node->as.binary.op_at);
        fault->name = name;
        fault->side = side;
        fault->why = label_reason_new(run, LABEL_GONE_METRIC, lacks->selector->at);
        return true;
    }
    return false;
}

bool label_check_tables(struct label_run *run, const struct label_matching *matching) {
    if (matching->is_on) /* a label that is asked for and missing is another matter */
        return false;
    struct scraped left = scraped_of(run, promql_left(matching->node));
    if (!left.selector)
        return false;
    struct scraped right = scraped_of(run, promql_right(matching->node));
    if (!right.selector)
        return false;
    return check_side(run, matching, &left, &right, LABEL_SIDE_LEFT) ||
           check_side(run, matching, &right, &left, LABEL_SIDE_RIGHT);
}
