/* The tables of functions and aggregators, and their lookup. */
#include "promql/functions.h"

#include <string.h>

static const struct promql_function functions[] = {
#define FUNCTION(name, types, fewest, most, result, experimental, since)                                               \
    {PROMQL_FUNCTION_##name, {#name, sizeof #name - 1}, types, fewest, most, PROMQL_##result, experimental, since},
#include "promql/functions.def"
#undef FUNCTION
};

static const struct promql_aggregator aggregators[] = {
#define AGGREGATOR(name, parameter, experimental, since)                                                               \
    {PROMQL_AGGREGATOR_##name, {#name, sizeof #name - 1}, PROMQL_##parameter, experimental, since},
#include "promql/aggregators.def"
#undef AGGREGATOR
};

const char *promql_type_name(enum promql_type type) {
    static const char *const names[] = {"none", "scalar", "string", "instant vector", "range vector"};
    return names[type];
}

const struct promql_function *promql_function_find(str name) {
    size_t low = 0, high = PROMQL_FUNCTION_COUNT;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_compare(name, functions[middle].name);
        if (order == 0)
            return &functions[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

const struct promql_function *promql_function_at(size_t i) {
    return &functions[i];
}

enum promql_type promql_function_argument(const struct promql_function *function, size_t i) {
    size_t len = strlen(function->types);
    if (len == 0)
        return PROMQL_NONE;
    switch (function->types[i < len ? i : len - 1]) {
    case 'V':
        return PROMQL_VECTOR;
    case 'M':
        return PROMQL_RANGE_VECTOR;
    case 'T':
        return PROMQL_TEXT;
    default:
        return PROMQL_SCALAR;
    }
}

const struct promql_aggregator *promql_aggregator_at(size_t i) {
    return &aggregators[i];
}
