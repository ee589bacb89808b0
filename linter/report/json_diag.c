/* A finding, the files and the summary as JSON. Names of members are public: design, command line. */
#include "report/json_diag.h"

#include "report/fingerprint.h"
#include "report/json_text.h"

static void write_position(struct stream *stream, struct position at) {
    stream_text(stream, "{\"line\":");
    stream_number(stream, (unsigned)at.line);
    stream_text(stream, ",\"column\":");
    stream_number(stream, (unsigned)at.column);
    stream_text(stream, ",\"offset\":");
    stream_number(stream, (unsigned)at.offset);
    stream_byte(stream, '}');
}

static void write_range(struct stream *stream, struct range range) {
    json_name(stream, false, "range");
    stream_text(stream, "{\"start\":");
    write_position(stream, range.start);
    stream_text(stream, ",\"end\":");
    write_position(stream, range.end);
    stream_byte(stream, '}');
}

/* The locator, a copy, stays near the finding for the next place. */
static void write_place(struct stream *stream, bool first, place at, struct locator near) {
    json_member(stream, first, "path", at.source ? at.source->path : STR(""));
    write_range(stream, locate(&near, at));
}

static void write_resource(struct stream *stream, const struct diag_resource *resource) {
    json_name(stream, false, "resource");
    if (resource->kind.len + resource->namespace.len + resource->name.len + resource->path.len == 0) {
        stream_text(stream, "null");
        return;
    }
    stream_byte(stream, '{');
    json_member(stream, true, "kind", resource->kind);
    json_member(stream, false, "namespace", resource->namespace);
    json_member(stream, false, "name", resource->name);
    json_member(stream, false, "path", resource->path);
    stream_byte(stream, '}');
}

static void write_related(struct stream *stream, struct locator near, const struct diag *diag) {
    json_name(stream, false, "related");
    stream_byte(stream, '[');
    for (const struct diag_note *note = diag->notes; note; note = note->next) {
        stream_text(stream, note == diag->notes ? "{" : ",{");
        write_place(stream, true, note->at, near);
        json_member(stream, false, "message", note->message);
        stream_byte(stream, '}');
    }
    stream_byte(stream, ']');
}

static void write_help(struct stream *stream, const struct diag *diag) {
    json_name(stream, false, "help");
    stream_byte(stream, '[');
    for (const struct diag_help *help = diag->help; help; help = help->next) {
        stream_text(stream, help == diag->help ? "" : ",");
        json_string(stream, help->text);
    }
    stream_byte(stream, ']');
}

static void write_edits(struct stream *stream, struct locator near, const struct diag_fix *fix) {
    json_name(stream, false, "edits");
    stream_byte(stream, '[');
    for (const struct diag_edit *edit = fix->edits; edit; edit = edit->next) {
        stream_text(stream, edit == fix->edits ? "{" : ",{");
        write_place(stream, true, edit->at, near);
        json_member(stream, false, "text", edit->text);
        stream_byte(stream, '}');
    }
    stream_byte(stream, ']');
}

static void write_fixes(struct stream *stream, struct locator near, const struct diag *diag) {
    json_name(stream, false, "fixes");
    stream_byte(stream, '[');
    for (const struct diag_fix *fix = diag->fixes; fix; fix = fix->next) {
        stream_text(stream, fix == diag->fixes ? "{" : ",{");
        json_member(stream, true, "message", fix->message);
        json_name(stream, false, "safe");
        stream_text(stream, fix->safe ? "true" : "false");
        write_edits(stream, near, fix);
        stream_byte(stream, '}');
    }
    stream_byte(stream, ']');
}

static void write_url(struct stream *stream, const struct report_input *input, const struct diag *diag) {
    json_name(stream, false, "url");
    if (!input->rules_url)
        stream_text(stream, "null");
    else
        stream_format(stream, "\"%s%s\"", input->rules_url, diag->rule);
}

void json_write_diag(struct stream *stream, const struct report_input *input, struct locator *locator,
                     const struct diag *diag) {
    stream_byte(stream, '{');
    json_member(stream, true, "rule", str_of(diag->rule));
    json_member(stream, false, "category", str_of(diag->category));
    json_member(stream, false, "severity", str_of(severity_name(diag->severity)));
    json_member(stream, false, "message", diag->message);
    locate(locator, diag->at);
    write_place(stream, false, diag->at, *locator);
    write_resource(stream, &diag->resource);
    write_related(stream, *locator, diag);
    write_help(stream, diag);
    write_fixes(stream, *locator, diag);
    write_url(stream, input, diag);
    json_name(stream, false, "fingerprint");
    stream_byte(stream, '"');
    stream_hash(stream, fingerprint(diag));
    stream_text(stream, "\"}");
}

void json_write_files(struct stream *stream, const struct outcome *outcome) {
    stream_format(stream, "{\"checked\":%zu,\"skipped\":[", outcome->checked);
    for (size_t i = 0; i < outcome->skipped_count; i++) {
        const struct result *result = outcome->skipped[i];
        stream_text(stream, i == 0 ? "{" : ",{");
        json_member(stream, true, "path", result->input.path);
        json_member(stream, false, "reason", result->skipped);
        stream_byte(stream, '}');
    }
    stream_text(stream, "]}");
}

void json_write_summary(struct stream *stream, const struct report_input *input) {
    struct severity_counts counts = report_count(input->outcome);
    stream_format(stream, "{\"error\":%zu,\"warning\":%zu,\"info\":%zu,\"incomplete\":%s,\"exitCode\":%d}",
                  counts.of[SEVERITY_ERROR], counts.of[SEVERITY_WARNING], counts.of[SEVERITY_INFO],
                  input->outcome->incomplete ? "true" : "false", input->exit_status);
}

void json_write_tool(struct stream *stream, const struct report_input *input) {
    stream_byte(stream, '{');
    json_member(stream, true, "name", STR("monlint"));
    json_member(stream, false, "version", str_of(input->version));
    stream_byte(stream, '}');
}
