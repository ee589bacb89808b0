/* Findings on files of experts, held against the verdicts that a reader gave them.
 *
 * A table of verdicts has a line for each warning: path, line, rule, message, verdict and reason, separated by tabs.
 * The verdict is right, debatable (true, but some would leave it) or wrong. A line that begins with # is a comment; the
 * order of the lines means nothing. */
#ifndef MONLINT_CLEAN_VERDICTS_H
#define MONLINT_CLEAN_VERDICTS_H

#include "base/arena.h"

enum { VERDICTS_PER_WRONG_ONE = 50 };

/* What does not hold, a line each; empty when all does: each error among the findings, each warning that the table
 * lacks (as a row that waits for its verdict), each row that is malformed, doubled or no longer found, and more than
 * one wrong verdict in VERDICTS_PER_WRONG_ONE. The findings are printed by --format gcc. The texts must outlive the
 * call only; the result is in the arena. */
str verdicts_compare(struct arena *arena, str table, str findings);

#endif
