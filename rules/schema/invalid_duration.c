/* invalid-duration: a duration that does not parse.
 *
 * Prometheus durations (prometheus/common 0.70, the operator's CRDs): integers with y w d h m s ms, in that order. Go
 * durations (Promtail): decimals with ns us ms s m h. */
#include <monlint/rule.h>

static void check(struct pass *pass, const struct violation *violation) {
    report_violation(pass, violation);
}

const struct rule rule_invalid_duration = {
    .id = "invalid-duration",
    .category = CATEGORY_REFUSED,
    .severity = SEVERITY_ERROR,
    .summary = "a duration that its reader does not understand",
    .why = "The object is refused. Prometheus takes whole numbers with y, w, d, h, m, s, ms in this order; Go takes "
           "decimals, but neither d nor w.",
    .remedy = "Write it in the notation of the field: 90s or 1m30s for Prometheus, 1.5m or 90s for Go.",
    .reads = READS_STRUCTURE,
    .violations = (const enum violation_kind[]){VIOLATION_DURATION, VIOLATION_COUNT},
    .violation = check,
};
