/* One object a line: the findings, then the summary, which tells a whole report from one that was cut off. */
#include "report/formats.h"
#include "report/json_diag.h"

void report_print_jsonl(struct writer *writer, const struct report_input *input, struct arena *scratch) {
    (void)scratch;
    struct locator locator = {0};
    for (size_t i = 0; i < input->outcome->diag_count; i++) {
        json_write_diag(writer, input, &locator, input->outcome->diags[i]);
        writer_byte(writer, '\n');
    }
    writer_text(writer, "{\"type\":\"summary\",\"version\":1,\"tool\":");
    json_write_tool(writer, input);
    writer_text(writer, ",\"files\":");
    json_write_files(writer, input->outcome);
    writer_text(writer, ",\"summary\":");
    json_write_summary(writer, input);
    writer_text(writer, "}\n");
}
