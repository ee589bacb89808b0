/* The parts that the JSON formats share. */
#ifndef MONLINT_REPORT_JSON_DIAG_H
#define MONLINT_REPORT_JSON_DIAG_H

#include "report/locate.h"
#include "report/report.h"

/* One finding as an object. */
void json_write_diag(struct stream *stream, const struct report_input *input, struct locator *locator,
                     const struct diag *diag);

/* {"checked":…,"skipped":[…]} */
void json_write_files(struct stream *stream, const struct outcome *outcome);

/* {"error":…,"warning":…,"info":…,"incomplete":…,"exitCode":…} */
void json_write_summary(struct stream *stream, const struct report_input *input);

/* {"name":"monlint","version":…} */
void json_write_tool(struct stream *stream, const struct report_input *input);

#endif
