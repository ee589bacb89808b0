/* A finding, the files and the summary as JSON. Names of members are public: design, command line. */
#include "report/json_diag.h"

#include "report/fingerprint.h"
#include "report/json_text.h"

static void write_position(struct writer *writer, struct position at) {
    writer_format(writer, "{\"line\":%u,\"column\":%u,\"offset\":%u}", (unsigned)at.line, (unsigned)at.column,
                  (unsigned)at.offset);
}

static void write_range(struct writer *writer, struct range range) {
    json_name(writer, false, "range");
    writer_text(writer, "{\"start\":");
    write_position(writer, range.start);
    writer_text(writer, ",\"end\":");
    write_position(writer, range.end);
    writer_byte(writer, '}');
}

static void write_place(struct writer *writer, bool first, place at, struct locator *locator) {
    json_member(writer, first, "path", at.source ? at.source->path : STR(""));
    write_range(writer, locate(locator, at));
}

static void write_resource(struct writer *writer, const struct diag_resource *resource) {
    json_name(writer, false, "resource");
    if (resource->kind.len + resource->namespace.len + resource->name.len + resource->path.len == 0) {
        writer_text(writer, "null");
        return;
    }
    writer_byte(writer, '{');
    json_member(writer, true, "kind", resource->kind);
    json_member(writer, false, "namespace", resource->namespace);
    json_member(writer, false, "name", resource->name);
    json_member(writer, false, "path", resource->path);
    writer_byte(writer, '}');
}

static void write_related(struct writer *writer, const struct diag *diag) {
    json_name(writer, false, "related");
    writer_byte(writer, '[');
    for (const struct diag_note *note = diag->notes; note; note = note->next) {
        struct locator nowhere = {0};
        writer_text(writer, note == diag->notes ? "{" : ",{");
        write_place(writer, true, note->at, &nowhere);
        json_member(writer, false, "message", note->message);
        writer_byte(writer, '}');
    }
    writer_byte(writer, ']');
}

static void write_help(struct writer *writer, const struct diag *diag) {
    json_name(writer, false, "help");
    writer_byte(writer, '[');
    for (const struct diag_help *help = diag->help; help; help = help->next) {
        writer_text(writer, help == diag->help ? "" : ",");
        json_string(writer, help->text);
    }
    writer_byte(writer, ']');
}

static void write_edits(struct writer *writer, const struct diag_fix *fix) {
    json_name(writer, false, "edits");
    writer_byte(writer, '[');
    for (const struct diag_edit *edit = fix->edits; edit; edit = edit->next) {
        struct locator nowhere = {0};
        writer_text(writer, edit == fix->edits ? "{" : ",{");
        write_place(writer, true, edit->at, &nowhere);
        json_member(writer, false, "text", edit->text);
        writer_byte(writer, '}');
    }
    writer_byte(writer, ']');
}

static void write_fixes(struct writer *writer, const struct diag *diag) {
    json_name(writer, false, "fixes");
    writer_byte(writer, '[');
    for (const struct diag_fix *fix = diag->fixes; fix; fix = fix->next) {
        writer_text(writer, fix == diag->fixes ? "{" : ",{");
        json_member(writer, true, "message", fix->message);
        json_name(writer, false, "safe");
        writer_text(writer, fix->safe ? "true" : "false");
        write_edits(writer, fix);
        writer_byte(writer, '}');
    }
    writer_byte(writer, ']');
}

static void write_url(struct writer *writer, const struct report_input *input, const struct diag *diag) {
    json_name(writer, false, "url");
    if (!input->rules_url)
        writer_text(writer, "null");
    else
        writer_format(writer, "\"%s%s\"", input->rules_url, diag->rule);
}

void json_write_diag(struct writer *writer, const struct report_input *input, struct locator *locator,
                     const struct diag *diag) {
    writer_byte(writer, '{');
    json_member(writer, true, "rule", str_of(diag->rule));
    json_member(writer, false, "category", str_of(diag->category));
    json_member(writer, false, "severity", str_of(severity_name(diag->severity)));
    json_member(writer, false, "message", diag->message);
    write_place(writer, false, diag->at, locator);
    write_resource(writer, &diag->resource);
    write_related(writer, diag);
    write_help(writer, diag);
    write_fixes(writer, diag);
    write_url(writer, input, diag);
    writer_format(writer, ",\"fingerprint\":\"%016llx\"}", (unsigned long long)fingerprint(diag));
}

void json_write_files(struct writer *writer, const struct outcome *outcome) {
    writer_format(writer, "{\"checked\":%zu,\"skipped\":[", outcome->checked);
    for (size_t i = 0; i < outcome->skipped_count; i++) {
        const struct result *result = outcome->skipped[i];
        writer_text(writer, i == 0 ? "{" : ",{");
        json_member(writer, true, "path", result->input.path);
        json_member(writer, false, "reason", result->skipped);
        writer_byte(writer, '}');
    }
    writer_text(writer, "]}");
}

void json_write_summary(struct writer *writer, const struct report_input *input) {
    struct severity_counts counts = report_count(input->outcome);
    writer_format(writer, "{\"error\":%zu,\"warning\":%zu,\"info\":%zu,\"incomplete\":%s,\"exitCode\":%d}",
                  counts.of[SEVERITY_ERROR], counts.of[SEVERITY_WARNING], counts.of[SEVERITY_INFO],
                  input->outcome->incomplete ? "true" : "false", input->exit_status);
}

void json_write_tool(struct writer *writer, const struct report_input *input) {
    writer_byte(writer, '{');
    json_member(writer, true, "name", STR("monlint"));
    json_member(writer, false, "version", str_of(input->version));
    writer_byte(writer, '}');
}
