/* What a run concludes, printed: one file an output format.
 *
 * Every format gets the same findings in the same order; none prints a byte that depends on the terminal, the clock or
 * the machine. */
#ifndef MONLINT_REPORT_REPORT_H
#define MONLINT_REPORT_REPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/engine.h"
#include "report/stream.h"

/* All rules, in the order of rules/rules.def. */
struct rule_list {
    const struct rule_entry *at;
    size_t len;
};

enum report_format { REPORT_TEXT, REPORT_GCC, REPORT_JSON, REPORT_JSONL };

struct report_input {
    const struct outcome *outcome;
    const char *version;   /* of monlint */
    const char *rules_url; /* what a rule's id is appended to for its documentation; NULL: none */
    int exit_status;       /* that the run will end with */
    bool color;            /* escape sequences in REPORT_TEXT; the other formats never have any */
};

/* The format of this name, or false. */
bool report_format_parse(str name, enum report_format *format);

/* "text, gcc, json and jsonl" */
str report_format_names(struct arena *arena);

/* Prints all findings. `scratch` is only used during the call. */
void report_print(enum report_format format, struct stream *stream, const struct report_input *input,
                  struct arena *scratch);

/* How many findings have each severity, indexed by enum severity. */
struct severity_counts {
    size_t of[SEVERITY_ERROR + 1];
};
struct severity_counts report_count(const struct outcome *outcome);

/* The line for standard error: findings, files checked, files passed over. */
void report_summary(struct stream *stream, const struct outcome *outcome);

/* Rule ids by the number of their findings, one a line, the most frequent first. */
void report_statistics(struct stream *stream, const struct outcome *outcome, struct arena *scratch);

/* All that is known about a rule, for people. */
void report_explain(struct stream *stream, const struct rule_entry *entry);

enum catalogue_format { CATALOGUE_TEXT, CATALOGUE_MARKDOWN, CATALOGUE_JSON };

/* False when the text names none; the empty text is CATALOGUE_TEXT. */
bool catalogue_format_parse(str name, enum catalogue_format *format);

/* All rules, by family and id. */
void report_catalogue(enum catalogue_format format, struct stream *stream, struct rule_list rules,
                      struct arena *scratch);

#endif
