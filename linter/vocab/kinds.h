/* The closed sets that the tables are written in: types, units, products, kinds of renaming.
 *
 * Each is one list (here or in a .def) that gives the enum, its names and the generator's parser. */
#ifndef MONLINT_VOCAB_KINDS_H
#define MONLINT_VOCAB_KINDS_H

#include <stdbool.h>

#include "base/str.h"

/* INFO is a gauge that is always 1, STATESET a gauge of 0 or 1 for each state; most products expose both as gauge.
 * UNKNOWN: exposed without a type, or its type was not found. */
#define VOCAB_TYPES(TYPE)                                                                                              \
    TYPE(UNKNOWN, "unknown")                                                                                           \
    TYPE(COUNTER, "counter")                                                                                           \
    TYPE(GAUGE, "gauge")                                                                                               \
    TYPE(HISTOGRAM, "histogram")                                                                                       \
    TYPE(SUMMARY, "summary")                                                                                           \
    TYPE(INFO, "info")                                                                                                 \
    TYPE(STATESET, "stateset")

#define VOCAB_TYPE_MEMBER(name, text) VOCAB_TYPE_##name,
enum vocab_type { VOCAB_TYPES(VOCAB_TYPE_MEMBER) VOCAB_TYPE_COUNT };
#undef VOCAB_TYPE_MEMBER

/* NONE: no unit, or not known. BY_LABEL: a label of the series names it. */
enum vocab_unit {
#define VOCAB_UNIT(name, text, dimension, factor) VOCAB_UNIT_##name,
#include "vocab/units.def"
#undef VOCAB_UNIT
    VOCAB_UNIT_TOTAL
};

/* Values of the same dimension can be converted into each other by their units' factors. */
enum vocab_dimension {
    VOCAB_DIMENSION_NONE,
    VOCAB_DIMENSION_COUNT,
    VOCAB_DIMENSION_TIME,
    VOCAB_DIMENSION_TIMESTAMP,
    VOCAB_DIMENSION_DATA,
    VOCAB_DIMENSION_SHARE,
    VOCAB_DIMENSION_CORES,
    VOCAB_DIMENSION_FREQUENCY,
    VOCAB_DIMENSION_TEMPERATURE,
    VOCAB_DIMENSION_POWER,
    VOCAB_DIMENSION_ENERGY,
    VOCAB_DIMENSION_VOLTAGE,
    VOCAB_DIMENSION_CURRENT
};

enum vocab_product {
#define VOCAB_PRODUCT(name, text, project, versions) VOCAB_PRODUCT_##name,
#include "vocab/products.def"
#undef VOCAB_PRODUCT
    VOCAB_PRODUCT_COUNT
};

/* How much of what begins with a prefix is in the table.
 * COMPLETE: a name that is neither in the table nor recorded by a rule does not exist.
 * PRODUCT: every name of the product is in the table, but others use the prefix too. OPEN: there may be more. */
#define VOCAB_COVERAGES(COVERAGE)                                                                                      \
    COVERAGE(OPEN, "open")                                                                                             \
    COVERAGE(PRODUCT, "product")                                                                                       \
    COVERAGE(COMPLETE, "complete")

#define VOCAB_COVERAGE_MEMBER(name, text) VOCAB_COVERAGE_##name,
enum vocab_coverage { VOCAB_COVERAGES(VOCAB_COVERAGE_MEMBER) VOCAB_COVERAGE_COUNT };
#undef VOCAB_COVERAGE_MEMBER

/* Why a name is not to be used any more.
 * NEVER: it never existed. METER: Micrometer's own name, without what its Prometheus registry appends.
 * EXPORTER: the name of another exporter. SERVER: the version is of the server that is measured. */
#define VOCAB_RENAMES(RENAME)                                                                                          \
    RENAME(RENAMED, "renamed")                                                                                         \
    RENAME(REMOVED, "removed")                                                                                         \
    RENAME(NEVER, "never")                                                                                             \
    RENAME(METER, "meter")                                                                                             \
    RENAME(EXPORTER, "exporter")                                                                                       \
    RENAME(SERVER, "server")

#define VOCAB_RENAME_MEMBER(name, text) VOCAB_RENAME_##name,
enum vocab_rename { VOCAB_RENAMES(VOCAB_RENAME_MEMBER) VOCAB_RENAME_COUNT };
#undef VOCAB_RENAME_MEMBER

/* The names, as in the tables; "" for a number that is no member. */
str vocab_type_name(unsigned type);
str vocab_unit_name(unsigned unit);
str vocab_product_name(unsigned product);

/* The project that a product's rows were read from, and the versions ("0.12..1.12", a list, or "" when not
 * recorded). */
str vocab_product_project(unsigned product);
str vocab_product_versions(unsigned product);

/* False when no member has this name. */
bool vocab_type_parse(str name, unsigned *type);
bool vocab_unit_parse(str name, unsigned *unit);
bool vocab_product_parse(str name, unsigned *product);
bool vocab_coverage_parse(str name, unsigned *coverage);
bool vocab_rename_parse(str name, unsigned *rename);

enum vocab_dimension vocab_unit_dimension(unsigned unit);

/* How many of its dimension's base unit (seconds, bytes, ratio, ...) one is: 0.001 for milliseconds. */
double vocab_unit_factor(unsigned unit);

/* True for types whose value goes up and down: gauge, info and stateset. */
bool vocab_type_is_gauge(unsigned type);

#endif
