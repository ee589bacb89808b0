/* Why a label is gone, as a note at what took it away. */
#include "engine/report.h"

static const struct label_reason *innermost(const struct label_reason *why) {
    while (why->inner && why->kind != LABEL_GONE_RECORD)
        why = why->inner;
    return why;
}

static void note_record(struct pass *pass, struct diag *diag, const struct rule_view *view,
                        const struct label_reason *why) {
    const struct record_rules *rules = flow_record_rules(view->project->flows, why->record);
    if (rules && rules->len)
        report_note(pass, diag, rules->at[0]->name.at, "recorded without it");
}

void report_label_reason(struct pass *pass, struct diag *diag, const struct rule_view *view,
                         const struct label_reason *why) {
    if (!why)
        return;
    why = innermost(why);
    if (why->kind == LABEL_GONE_RECORD) {
        note_record(pass, diag, view, why);
        return;
    }
    str text = view->expression->text;
    str said = label_reason_describe(pass->scratch, why, text);
    report_note(pass, diag, expression_place(view->expression, why->at), "%.*s", STR_ARG(said));
}
