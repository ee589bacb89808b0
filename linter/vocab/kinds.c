/* Names of the closed sets, from the lists that also give their enums. */
#include "vocab/kinds.h"

#define NAME(name, text) {(text), sizeof(text) - 1},
static const str type_names[] = {VOCAB_TYPES(NAME)};
static const str coverage_names[] = {VOCAB_COVERAGES(NAME)};
static const str rename_names[] = {VOCAB_RENAMES(NAME)};
#undef NAME

static const str unit_names[] = {
#define VOCAB_UNIT(name, text, dimension, factor) {(text), sizeof(text) - 1},
#include "vocab/units.def"
#undef VOCAB_UNIT
};

static const struct unit_scale {
    enum vocab_dimension dimension;
    double factor;
} unit_scales[] = {
#define VOCAB_UNIT(name, text, dimension, factor) {VOCAB_DIMENSION_##dimension, (factor)},
#include "vocab/units.def"
#undef VOCAB_UNIT
};

static const struct product {
    str name, project, versions;
} products[] = {
#define VOCAB_PRODUCT(name, text, project, versions)                                                                   \
    {{(text), sizeof(text) - 1}, {(project), sizeof(project) - 1}, {(versions), sizeof(versions) - 1}},
#include "vocab/products.def"
#undef VOCAB_PRODUCT
};

static str name_at(const str *names, size_t count, size_t index) {
    return index < count ? names[index] : STR("");
}

static bool parse(const str *names, size_t count, str name, unsigned *index) {
    for (unsigned i = 0; i < count; i++) {
        if (str_equal(names[i], name)) {
            *index = i;
            return true;
        }
    }
    return false;
}

str vocab_type_name(unsigned type) {
    return name_at(type_names, VOCAB_TYPE_COUNT, type);
}

str vocab_unit_name(unsigned unit) {
    return name_at(unit_names, VOCAB_UNIT_TOTAL, unit);
}

str vocab_product_name(unsigned product) {
    return product < VOCAB_PRODUCT_COUNT ? products[product].name : STR("");
}

str vocab_product_project(unsigned product) {
    return product < VOCAB_PRODUCT_COUNT ? products[product].project : STR("");
}

str vocab_product_versions(unsigned product) {
    return product < VOCAB_PRODUCT_COUNT ? products[product].versions : STR("");
}

bool vocab_type_parse(str name, unsigned *type) {
    return parse(type_names, VOCAB_TYPE_COUNT, name, type);
}

bool vocab_unit_parse(str name, unsigned *unit) {
    return parse(unit_names, VOCAB_UNIT_TOTAL, name, unit);
}

bool vocab_product_parse(str name, unsigned *product) {
    for (unsigned i = 0; i < VOCAB_PRODUCT_COUNT; i++) {
        if (str_equal(products[i].name, name)) {
            *product = i;
            return true;
        }
    }
    return false;
}

bool vocab_coverage_parse(str name, unsigned *coverage) {
    return parse(coverage_names, VOCAB_COVERAGE_COUNT, name, coverage);
}

bool vocab_rename_parse(str name, unsigned *rename) {
    return parse(rename_names, VOCAB_RENAME_COUNT, name, rename);
}

enum vocab_dimension vocab_unit_dimension(unsigned unit) {
    return unit < VOCAB_UNIT_TOTAL ? unit_scales[unit].dimension : VOCAB_DIMENSION_NONE;
}

double vocab_unit_factor(unsigned unit) {
    return unit < VOCAB_UNIT_TOTAL ? unit_scales[unit].factor : 1;
}

bool vocab_type_is_gauge(unsigned type) {
    return type == VOCAB_TYPE_GAUGE || type == VOCAB_TYPE_INFO || type == VOCAB_TYPE_STATESET;
}
