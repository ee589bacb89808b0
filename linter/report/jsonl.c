/* One object a line: the findings, then the summary, which tells a whole report from one that was cut off. */
#include "report/formats.h"
#include "report/json_diag.h"

void report_print_jsonl(struct stream *stream, const struct report_input *input, struct arena *scratch) {
    (void)scratch;
    struct locator locator = {0};
    for (size_t i = 0; i < input->outcome->diag_count; i++) {
        json_write_diag(stream, input, &locator, input->outcome->diags[i]);
        stream_byte(stream, '\n');
    }
    stream_text(stream, "{\"type\":\"summary\",\"version\":1,\"tool\":");
    json_write_tool(stream, input);
    stream_text(stream, ",\"files\":");
    json_write_files(stream, input->outcome);
    stream_text(stream, ",\"summary\":");
    json_write_summary(stream, input);
    stream_text(stream, "}\n");
}
