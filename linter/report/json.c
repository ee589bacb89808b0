/* One JSON object for the whole run; a finding a line, so that two runs compare well. */
#include "report/formats.h"
#include "report/json_diag.h"

/* Bumped when a member is removed or changes its meaning; additions leave it. */
static const char json_version[] = "1";

void report_print_json(struct stream *stream, const struct report_input *input, struct arena *scratch) {
    (void)scratch;
    struct locator locator = {0};
    stream_format(stream, "{\"version\":%s,\"tool\":", json_version);
    json_write_tool(stream, input);
    stream_text(stream, ",\"diagnostics\":[");
    for (size_t i = 0; i < input->outcome->diag_count; i++) {
        stream_text(stream, i == 0 ? "\n" : ",\n");
        json_write_diag(stream, input, &locator, input->outcome->diags[i]);
    }
    stream_text(stream, input->outcome->diag_count ? "\n],\"files\":" : "],\"files\":");
    json_write_files(stream, input->outcome);
    stream_text(stream, ",\"summary\":");
    json_write_summary(stream, input);
    stream_text(stream, "}\n");
}
