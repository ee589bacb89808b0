/* What a test file of a rule expects: carets in comments, or lines of a .expect file beside it.
 *
 * A comment line of carets speaks of the line above it that is none: "#    ^^^ warning: text" expects a finding of the
 * rule with that span, severity and message; "^^ note: text" a note of it. "warning[other-id]: text" expects a finding
 * of another rule. Carets that touch the # begin at the #. In a .expect file each line is "12:3-12:9 error: text". */
#ifndef MONLINT_CLI_RULE_EXPECT_H
#define MONLINT_CLI_RULE_EXPECT_H

#include "base/vec.h"
#include "text/diag.h"

struct expectation {
    str rule;     /* id */
    str severity; /* "error", …, or "note" */
    str message;
    str path; /* of the file it stands for */
    struct position start, end;
    bool met;
};

typedef VEC(struct expectation) expectation_list;

/* Reads the carets of a source, for the rule `id`. */
void expect_read_carets(expectation_list *list, struct arena *arena, const struct source *source, str id);

/* Reads a .expect file about the source. False if a line is malformed. */
bool expect_read_lines(expectation_list *list, struct arena *arena, str path, str text, str id);

/* Marks the expectations that the findings meet; returns what is wrong, a line each, or an empty text. Findings of the
 * rule must all be expected; findings of others must be expected or info. */
str expect_compare(struct arena *arena, expectation_list *list, const struct diag *const *diags, size_t count, str id);

#endif
