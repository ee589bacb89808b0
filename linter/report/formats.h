/* The formats, for the table in report.c. */
#ifndef MONLINT_REPORT_FORMATS_H
#define MONLINT_REPORT_FORMATS_H

#include "report/report.h"

void report_print_text(struct writer *writer, const struct report_input *input, struct arena *scratch);
void report_print_gcc(struct writer *writer, const struct report_input *input, struct arena *scratch);
void report_print_json(struct writer *writer, const struct report_input *input, struct arena *scratch);
void report_print_jsonl(struct writer *writer, const struct report_input *input, struct arena *scratch);

#endif
