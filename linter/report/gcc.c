/* Header and note lines alone, for editors that parse compilers' output. Nothing is left out. */
#include "report/formats.h"
#include "report/line.h"

void report_print_gcc(struct stream *stream, const struct report_input *input, struct arena *scratch) {
    (void)scratch;
    struct locator locator = {0};
    const struct palette *palette = palette_of(false);
    for (size_t i = 0; i < input->outcome->diag_count; i++) {
        const struct diag *diag = input->outcome->diags[i];
        line_write_diag(stream, palette, &locator, diag);
        for (const struct diag_note *note = diag->notes; note; note = note->next)
            line_write_note(stream, palette, locator, note);
    }
}
