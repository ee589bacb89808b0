/* Retries, windows and their sums. */
#include "project/backoff.h"

#include "schema/value.h"

static const int64_t second = 1000000000;

bool duration_lacks_unit(const struct node *node) {
    int64_t value;
    return node && node->field && node->field->type == FIELD_GO_DURATION && node_integer(node, &value) && value != 0;
}

static bool read_delay(const struct node *node, int64_t standard, int64_t *ns) {
    *ns = standard;
    if (node && !node_is_null(node))
        return !duration_lacks_unit(node) && node_duration(node, ns) && *ns > 0;
    return standard > 0;
}

bool backoff_read(const struct node *node, struct backoff *backoff) {
    bool promtail = node_ancestor(node, ROLE_PROMTAIL_CLIENT) || node_ancestor(node, ROLE_PROMTAIL_LONE_CLIENT);
    backoff->min_node = node_field(node, ROLE_BACKOFF_MIN);
    backoff->max_node = node_field(node, ROLE_BACKOFF_MAX);
    backoff->retries_node = node_field(node, ROLE_BACKOFF_RETRIES);
    backoff->retries = 10;
    if (backoff->retries_node ? !node_integer(backoff->retries_node, &backoff->retries) : !promtail)
        return false;
    return read_delay(backoff->min_node, promtail ? second / 2 : 0, &backoff->min) &&
           read_delay(backoff->max_node, promtail ? 300 * second : 0, &backoff->max);
}

static double capped(double value, double max) {
    return value < max ? value : max;
}

struct backoff_total backoff_sum(const struct backoff *backoff) {
    struct backoff_total total = {0};
    double max = (double)backoff->max, low = (double)backoff->min, high = capped(2 * low, max);
    double left = (double)backoff->retries - 1;
    /* The window moves at most 63 times: then it has reached any max, and each sleep left adds the same. */
    for (int moved = 0; left > 0; moved++) {
        bool last = low >= high || high >= max || moved > 64;
        double times = last ? left : 1;
        double top = low >= high ? low : high;
        total.shortest += times * low;
        total.longest += times * top;
        total.mean += times * (low + top) / 2;
        left -= times;
        low = capped(2 * low, max);
        high = capped(2 * high, max);
    }
    return total;
}
