/* From parts of an expression to places. */
#include "project/expression.h"

place expression_place(const struct expression *expression, span part) {
    return spelling_place(&expression->spelling, expression->source, expression->text, part);
}

bool expression_verbatim(const struct expression *expression, span part) {
    return spelling_verbatim(&expression->spelling, expression->source, expression->text, part);
}
