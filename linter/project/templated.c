/* From parts of a label or annotation to places. */
#include "project/templated.h"

place templated_place(const struct templated *templated, span part) {
    return spelling_place(&templated->spelling, templated->source, templated->text, part);
}

bool templated_verbatim(const struct templated *templated, span part) {
    return spelling_verbatim(&templated->spelling, templated->source, templated->text, part);
}
