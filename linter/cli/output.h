/* Where reports go: standard output, files, and standard error. */
#ifndef MONLINT_CLI_OUTPUT_H
#define MONLINT_CLI_OUTPUT_H

#include "cli/options.h"

/* Exit statuses: design, command line. */
enum status { STATUS_CLEAN, STATUS_FINDINGS, STATUS_USAGE, STATUS_INCOMPLETE };

/* Prints the report in every format that was asked for. False: something could not be written, and said so. */
bool output_reports(const struct options *options, struct report_input *input, struct arena *arena);

/* "monlint: subject: text" on standard error; subject may be empty. */
void output_error(str subject, str text);

/* Flushes standard output; false, and a message, if what was written is lost. */
bool output_flush(struct stream *stream, str name);

/* Whether text on standard output is coloured: the option, then NO_COLOR, FORCE_COLOR or CLICOLOR_FORCE, CLICOLOR=0,
 * and last whether it is a terminal that is not dumb. */
bool output_color(enum color_when when, bool terminal, const char *(*variable)(const char *name));

#endif
