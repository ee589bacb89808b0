/* A parsed expression and where its bytes stand in the file. It lives in the file's arena. */
#ifndef MONLINT_PROJECT_EXPRESSION_H
#define MONLINT_PROJECT_EXPRESSION_H

#include "promql/promql.h"
#include "text/source.h"
#include "yaml/spelling.h"

struct expression {
    str text;                  /* decoded */
    struct promql_expr parsed; /* spans are offsets into text */
    struct spelling spelling;  /* of text, in the file */
    const struct source *source;
};

/* Where a part of the expression stands in the file. */
place expression_place(const struct expression *expression, span part);

/* True if the part is spelt in the file as it is read, so that an edit there is an edit of the expression. */
bool expression_verbatim(const struct expression *expression, span part);

#endif
