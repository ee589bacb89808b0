/* Text for people: header, source line and carets, notes, help; then a blank line.
 *
 * A rule that speaks more than ten times in a file is cut there, so that one mistake made everywhere does not hide the
 * rest. Findings come sorted by file. */
#include "base/map.h"
#include "base/vec.h"
#include "report/formats.h"
#include "report/snippet.h"
#include "report/plain.h"

enum { SHOWN_PER_RULE = 10 };

/* Findings of one rule in the file at hand. */
struct tally {
    const char *rule;
    size_t count;
};

struct tallies {
    struct map by_rule;
    VEC(struct tally *) in_order;
};

struct printer {
    struct stream *stream;
    const struct palette *palette;
    struct locator locator;
};

static struct tally *tally_of(struct arena *scratch, struct tallies *tallies, const char *rule) {
    struct tally *tally = map_get(&tallies->by_rule, str_of(rule));
    if (tally)
        return tally;
    tally = arena_new(scratch, struct tally);
    tally->rule = rule;
    map_put(scratch, &tallies->by_rule, str_of(rule), tally);
    vec_push(scratch, &tallies->in_order, tally);
    return tally;
}

static void print_help(struct printer *printer, str text) {
    stream_format(printer->stream, "  %s= help:%s ", printer->palette->help, printer->palette->reset);
    plain_write(printer->stream, text);
    stream_byte(printer->stream, '\n');
}

static void print_diag(struct printer *printer, const struct diag *diag) {
    const struct palette *palette = printer->palette;
    struct range range = line_write_diag(printer->stream, palette, &printer->locator, diag);
    snippet_write(printer->stream, palette, palette->severity[diag->severity], diag->at, range);
    for (const struct diag_note *note = diag->notes; note; note = note->next) {
        range = line_write_note(printer->stream, palette, printer->locator, note);
        snippet_write(printer->stream, palette, palette->note, note->at, range);
    }
    for (const struct diag_help *help = diag->help; help; help = help->next)
        print_help(printer, help->text);
    for (const struct diag_fix *fix = diag->help ? NULL : diag->fixes; fix; fix = fix->next)
        print_help(printer, fix->message);
    stream_byte(printer->stream, '\n');
}

static void print_rest(struct printer *printer, const struct tallies *tallies, const struct source *source) {
    size_t lines = 0;
    for (size_t i = 0; i < tallies->in_order.len; i++) {
        const struct tally *tally = tallies->in_order.at[i];
        if (tally->count <= SHOWN_PER_RULE)
            continue;
        stream_format(printer->stream, "  \xE2\x80\xA6 %zu more %s in ", tally->count - SHOWN_PER_RULE, tally->rule);
        line_write_path(printer->stream, source);
        stream_byte(printer->stream, '\n');
        lines++;
    }
    if (lines)
        stream_byte(printer->stream, '\n');
}

void report_print_text(struct stream *stream, const struct report_input *input, struct arena *scratch) {
    struct printer printer = {stream, palette_of(input->color), {0}};
    const struct outcome *outcome = input->outcome;
    for (size_t i = 0; i < outcome->diag_count;) {
        const struct source *source = outcome->diags[i]->at.source;
        struct tallies tallies = {0};
        for (; i < outcome->diag_count && outcome->diags[i]->at.source == source; i++) {
            struct tally *tally = tally_of(scratch, &tallies, outcome->diags[i]->rule);
            if (tally->count++ < SHOWN_PER_RULE)
                print_diag(&printer, outcome->diags[i]);
        }
        print_rest(&printer, &tallies, source);
    }
}
