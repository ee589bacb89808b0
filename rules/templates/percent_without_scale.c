/* percent-without-scale: a value printed as a percentage that it is not.
 *
 * Prometheus 3.14 template/template.go: humanizePercentage multiplies by 100 and appends "%"; a percent sign of the
 * text multiplies nothing. */
#include <monlint/rule.h>

struct sentence {
    enum shown_fault fault;
    const char *problem, *help;
};

static const struct sentence sentences[] = {
    {SHOWN_RATIO_AS_PERCENT, "the value is a ratio of 0 to 1, so that 5% is printed as 0.05%",
     "write {{ $value | humanizePercentage }} without the sign"},
    {SHOWN_PERCENT_AS_RATIO, "the value is a percentage already, so that 5% is printed as 500%",
     "write {{ printf \"%.2f\" $value }}%"},
    {SHOWN_SIGN_TWICE, "humanizePercentage appends the sign itself, so that 5% is printed as 5%%",
     "leave the sign to humanizePercentage"},
};

static void tell_amount(struct pass *pass, const struct shown *shown, place at) {
    str unit = shown_describe(pass->scratch, shown->value);
    bool cores = shown->value.dimension == VOCAB_DIMENSION_CORES;
    struct diag *diag = report(pass, at, "the value is %.*s, printed as a percentage", STR_ARG(unit));
    report_help(pass, diag, "%s",
                cores ? "100% means one core here; divide by the limit, or print cores"
                      : "print it with its unit, or divide it by the whole in the expression");
}

static void tell(struct pass *pass, const struct shown *shown) {
    place at = templated_place(shown->text->templated, shown->at);
    if (shown->fault == SHOWN_AMOUNT_AS_PERCENT)
        tell_amount(pass, shown, at);
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++)
        if (sentences[i].fault == shown->fault)
            report_help(pass, report(pass, at, "%s", sentences[i].problem), "%s", sentences[i].help);
}

static void check(struct pass *pass, const struct rule_view *view) {
    const struct shown *shown = NULL;
    while (shown_next(view, SHOWN_PERCENTAGES, &shown))
        tell(pass, shown);
}

const struct rule rule_percent_without_scale = {
    .id = "percent-without-scale",
    .category = CATEGORY_SILENT,
    .severity = SEVERITY_WARNING,
    .summary = "a value printed as a percentage that it is not",
    .why = "humanizePercentage takes a ratio of 0 to 1 and multiplies it by 100; a percent sign in the text multiplies "
           "nothing. Whoever reads \"0.05% of requests fail\" at night goes back to sleep although it is 5%.",
    .remedy = "Print a ratio with humanizePercentage and a percentage with printf and %, and anything else in its own "
              "unit.",
    .rule = check,
};
