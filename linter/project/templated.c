/* From parts of a label or annotation to places. */
#include "project/templated.h"

place templated_place(const struct templated *templated, span part) {
    return (place){templated->source, scalar_map_span(&templated->map, part)};
}

bool templated_verbatim(const struct templated *templated, span part) {
    return scalar_map_verbatim(&templated->map, part);
}
