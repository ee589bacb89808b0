/* From parts of an expression to places. */
#include "project/expression.h"

place expression_place(const struct expression *expression, span part) {
    return (place){expression->source, scalar_map_span(&expression->map, part)};
}

bool expression_verbatim(const struct expression *expression, span part) {
    return scalar_map_verbatim(&expression->map, part);
}
