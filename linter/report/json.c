/* One JSON object for the whole run; a finding a line, so that two runs compare well. */
#include "report/formats.h"
#include "report/json_diag.h"

/* Bumped when a member is removed or changes its meaning; additions leave it. */
static const char json_version[] = "1";

void report_print_json(struct writer *writer, const struct report_input *input, struct arena *scratch) {
    (void)scratch;
    struct locator locator = {0};
    writer_format(writer, "{\"version\":%s,\"tool\":", json_version);
    json_write_tool(writer, input);
    writer_text(writer, ",\"diagnostics\":[");
    for (size_t i = 0; i < input->outcome->diag_count; i++) {
        writer_text(writer, i == 0 ? "\n" : ",\n");
        json_write_diag(writer, input, &locator, input->outcome->diags[i]);
    }
    writer_text(writer, input->outcome->diag_count ? "\n],\"files\":" : "],\"files\":");
    json_write_files(writer, input->outcome);
    writer_text(writer, ",\"summary\":");
    json_write_summary(writer, input);
    writer_text(writer, "}\n");
}
