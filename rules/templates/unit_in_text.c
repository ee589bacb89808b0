/* unit-in-text: the text gives the value another unit than the expression.
 *
 * Units come from the flow of the expression: rate() is per second, increase() a number in the window. */
#include <monlint/rule.h>

struct sentence {
    enum shown_fault fault;
    const char *problem, *help;
};

static const struct sentence sentences[] = {
    {SHOWN_RATE_AS_COUNT, "the value is a rate, printed as a number of events",
     "use increase() over the window of the text"},
    {SHOWN_COUNT_AS_RATE, "the value is the number of events in the window, printed as a rate",
     "use rate(), which is per second"},
    {SHOWN_RATIO_AS_COUNT, "the value is a ratio of 0 to 1, printed as a number of events",
     "write {{ $value | humanizePercentage }} of what it is a part of"},
};

static void tell(struct pass *pass, const struct shown *shown) {
    place at = templated_place(shown->text->templated, shown->at);
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++)
        if (sentences[i].fault == shown->fault)
            report_help(pass, report(pass, at, "%s", sentences[i].problem), "%s", sentences[i].help);
    if (shown->fault != SHOWN_OTHER_UNIT && shown->fault != SHOWN_OTHER_SCALE && shown->fault != SHOWN_OTHER_PERIOD)
        return;
    str unit = shown->fault == SHOWN_OTHER_PERIOD ? unit_describe(pass->scratch, shown->value) : STR("");
    if (unit.len)
        report(pass, at, "the value is a %.*s, unlike the text", STR_ARG(unit));
    else
        report(pass, at, "the value is %.*s, unlike the text", STR_ARG(shown_describe(pass->scratch, shown->value)));
}

static void check(struct pass *pass, const struct rule_view *view) {
    const struct shown *shown = NULL;
    while (shown_next(view, SHOWN_UNITS, &shown))
        tell(pass, shown);
}

const struct rule rule_unit_in_text = {
    .id = "unit-in-text",
    .category = CATEGORY_SUSPICIOUS,
    .severity = SEVERITY_WARNING,
    .summary = "the text gives the value another unit than the expression",
    .why = "The text of an alert is all that its reader has at first. \"Restarted 0.003 times\" is rate() where "
           "increase() was meant, and \"120000 s\" is a thousand times too much when the metric counts milliseconds.",
    .remedy = "Convert in the expression, or name the unit that the expression has.",
    .rule = check,
};
