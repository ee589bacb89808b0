/* The formats, for the table in report.c. */
#ifndef MONLINT_REPORT_FORMATS_H
#define MONLINT_REPORT_FORMATS_H

#include "report/report.h"

void report_print_text(struct stream *stream, const struct report_input *input, struct arena *scratch);
void report_print_gcc(struct stream *stream, const struct report_input *input, struct arena *scratch);
void report_print_json(struct stream *stream, const struct report_input *input, struct arena *scratch);
void report_print_jsonl(struct stream *stream, const struct report_input *input, struct arena *scratch);

#endif
