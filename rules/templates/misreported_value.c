/* misreported-value: the text says that the value is something which it is not.
 *
 * Prometheus 3.14 promql/engine.go: "A and B" gives the samples of A; a comparison without bool keeps the sample's own
 * value, so that up == 0 is always 0; absent() is always 1. */
#include <monlint/rule.h>

struct sentence {
    enum shown_fault fault;
    const char *problem, *note;
};

static const struct sentence sentences[] = {
    {SHOWN_OTHER_SIDE, "\"and\" gives the value of its left side, which is not in the unit of the text",
     "the unit of the text is that of this side"},
    {SHOWN_COMPLEMENT, "the text names the other part of the whole", "the value comes from here"},
    {SHOWN_QUOTIENT, "the value is a percentage of what was before, so that no change is printed as 100%",
     "a quotient is no change until 1 is taken away"},
    {SHOWN_DIFFERENCE, "the value is a difference, not a total", "the value comes from here"},
};

static void tell(struct pass *pass, const struct rule_view *view, const struct shown *shown) {
    place at = templated_place(shown->text->templated, shown->at);
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++)
        if (sentences[i].fault == shown->fault)
            report_note(pass, report(pass, at, "%s", sentences[i].problem),
                        expression_place(view->expression, shown->why->at), "%s", sentences[i].note);
    if (shown->fault == SHOWN_QUANTILE)
        report_note(pass, report(pass, at, "the value is the %gth percentile, not an average", shown->number * 100),
                    expression_place(view->expression, shown->why->at), "the value comes from here");
    if (shown->fault == SHOWN_FIXED)
        report_note(pass, report(pass, at, "the value is always %g", shown->number),
                    expression_place(view->expression, shown->why->at), "nothing else comes out of this");
}

static void check(struct pass *pass, const struct rule_view *view) {
    const struct shown *shown = NULL;
    while (shown_next(view, SHOWN_MEANINGS, &shown))
        tell(pass, view, shown);
}

const struct rule rule_misreported_value = {
    .id = "misreported-value",
    .category = CATEGORY_SUSPICIOUS,
    .severity = SEVERITY_WARNING,
    .summary = "the text says that the value is something which it is not",
    .why = "\"A and B\" gives the value of A, up == 0 is always 0, and 100 - free is what is used. A text that takes "
           "the value for the other thing misleads whoever has to act on it.",
    .remedy = "Put the side that the text speaks of on the left, or say what the value is.",
    .rule = check,
};
