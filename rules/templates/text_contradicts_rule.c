/* text-contradicts-rule: a duration, window or threshold in the text that is not the rule's.
 *
 * Prometheus 3.14 rules/alerting.go: an alert fires when its expression has had a result for as long as `for` says,
 * at once without it. */
#include <monlint/rule.h>

static str span_of(struct pass *pass, double seconds) {
    return duration_format(pass->scratch, (int64_t)(seconds * 1000 + 0.5));
}

/* "90%", "2GiB", "5s", "500". */
static str threshold_of(struct pass *pass, const struct claim *claim) {
    double value = claim->actual * claim->unit.factor;
    bool plain = claim->unit.per_second || value < 0;
    if (claim->unit.dimension == VOCAB_DIMENSION_SHARE && !plain)
        return arena_format(pass->scratch, "%.4g%%", value * 100);
    if (claim->unit.dimension == VOCAB_DIMENSION_DATA && !plain && value < 1e18)
        return size_format(pass->scratch, (uint64_t)value);
    if (claim->unit.dimension == VOCAB_DIMENSION_TIME && !plain && value < 9e9)
        return duration_format_human(pass->scratch, (int64_t)(value * 1e9));
    return arena_format(pass->scratch, "%.10g", claim->actual);
}

static void tell_threshold(struct pass *pass, const struct claim *claim, place at) {
    struct diag *diag = report(pass, at, "the text names another threshold than the expression");
    report_note(pass, diag, claim->where, "the threshold is %.*s", STR_ARG(threshold_of(pass, claim)));
}

/* What the text makes of a number per second, and the cure. */
static const struct {
    enum claim_kind kind;
    const char *named, *help;
} rates[] = {
    {CLAIM_SHARE, "a percentage", "divide by the rate of all: sum(rate(errors)) / sum(rate(all))"},
    {CLAIM_PERIOD, "a number in a longer time", "multiply rate() by the seconds of that time, or say per second"},
    {CLAIM_COUNT, "a number in a window", "use increase() over the window of the text"},
};

static void tell_rate(struct pass *pass, const struct claim *claim, place at) {
    for (size_t i = 0; i < sizeof rates / sizeof *rates; i++) {
        if (rates[i].kind != claim->kind)
            continue;
        struct diag *diag =
            report(pass, at, "the text names %s, but the expression compares a number per second", rates[i].named);
        report_note(pass, diag, claim->where, "%.10g per second", claim->actual);
        report_help(pass, diag, "%s", rates[i].help);
    }
}

static void tell(struct pass *pass, const struct claim *claim) {
    place at = templated_place(claim->text->templated, claim->figure->at);
    switch (claim->kind) {
    case CLAIM_FOR: {
        struct diag *diag = report(pass, at, "the text claims another duration than the rule waits for");
        report_note(pass, diag, claim->where, "the alert fires after %.*s", STR_ARG(span_of(pass, claim->actual)));
        break;
    }
    case CLAIM_FOR_ABSENT: {
        struct diag *diag = report(pass, at, "the text claims a duration, but without for the alert fires at once");
        double seconds = claim->figure->number * claim->figure->unit.factor;
        report_help(pass, diag, "add for: %.*s", STR_ARG(span_of(pass, seconds)));
        break;
    }
    case CLAIM_WINDOW: {
        struct diag *diag = report(pass, at, "the text names another window than the expression");
        report_note(pass, diag, claim->where, "the expression looks back %.*s", STR_ARG(span_of(pass, claim->actual)));
        break;
    }
    case CLAIM_THRESHOLD:
        tell_threshold(pass, claim, at);
        break;
    case CLAIM_SHARE:
    case CLAIM_PERIOD:
    case CLAIM_COUNT:
        tell_rate(pass, claim, at);
        break;
    }
}

static void check(struct pass *pass, const struct rule_view *view) {
    struct claim_list claims = claims_judge(pass->scratch, view);
    for (size_t i = 0; i < claims.len; i++)
        tell(pass, &claims.at[i]);
}

const struct rule rule_text_contradicts_rule = {
    .id = "text-contradicts-rule",
    .category = CATEGORY_CONVENTION,
    .severity = SEVERITY_WARNING,
    .summary = "a duration, window or threshold in the text that is not the rule's",
    .why = "A threshold or a for is changed, and the text stays. Whoever is paged then reads \"down for more than 5 "
           "minutes\" of something that broke half an hour ago, or looks for five errors in the wrong minutes.",
    .remedy = "Write into the text what the rule says, or print the value instead of a number.",
    .rule = check,
};
