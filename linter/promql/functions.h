/* The functions and aggregation operators of PromQL as tables (functions.def, aggregators.def). */
#ifndef MONLINT_PROMQL_FUNCTIONS_H
#define MONLINT_PROMQL_FUNCTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* The type of a value. */
enum promql_type { PROMQL_NONE, PROMQL_SCALAR, PROMQL_TEXT, PROMQL_VECTOR, PROMQL_RANGE_VECTOR };

/* "scalar", "string", "instant vector", "range vector". */
const char *promql_type_name(enum promql_type type);

enum promql_function_id {
#define FUNCTION(name, types, fewest, most, result, experimental, since) PROMQL_FUNCTION_##name,
#include "promql/functions.def"
#undef FUNCTION
    PROMQL_FUNCTION_COUNT
};

struct promql_function {
    enum promql_function_id id;
    str name;
    const char *types; /* V, M, S, T; see functions.def */
    int fewest, most;  /* arguments; most -1: any number */
    enum promql_type result;
    bool is_experimental; /* needs promql-experimental-functions */
    unsigned since;       /* major * 1000 + minor; 0: in every release in use */
};

/* By exact name; NULL when there is none. Function names are case-sensitive. */
const struct promql_function *promql_function_find(str name);

/* Number i below PROMQL_FUNCTION_COUNT, in order of names; i is its id. */
const struct promql_function *promql_function_at(size_t i);

/* The type of argument i from 0; the last one repeats. PROMQL_NONE for a function without arguments. */
enum promql_type promql_function_argument(const struct promql_function *function, size_t i);

enum promql_aggregator_id {
#define AGGREGATOR(name, parameter, experimental, since) PROMQL_AGGREGATOR_##name,
#include "promql/aggregators.def"
#undef AGGREGATOR
    PROMQL_AGGREGATOR_COUNT
};

struct promql_aggregator {
    enum promql_aggregator_id id;
    str name;
    enum promql_type parameter; /* of the first of two arguments; PROMQL_NONE: it takes the vector alone */
    bool is_experimental;
    unsigned since;
};

/* Number i below PROMQL_AGGREGATOR_COUNT; i is its id. */
const struct promql_aggregator *promql_aggregator_at(size_t i);

#endif
