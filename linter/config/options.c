/* The table of options. */
#include "config/options.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define AT(member) offsetof(struct config, member)
#define CHOICES(array) .choices = (array), .choice_count = COUNT(array)
/* A str in a static table. */
#define TEXT(literal)                                                                                                  \
    { (literal), sizeof(literal) - 1 }

_Static_assert(sizeof(enum fail_on) == sizeof(int) && sizeof(enum name_validation) == sizeof(int),
               "OPTION_CHOICE writes an int");

enum { DURATION_EXPRESSIONS_SINCE = 3014000 }; /* Prometheus 3.14 parses them without a flag */

static const struct option_choice fail_choices[] = {
    {TEXT("info"), FAIL_ON_INFO, "any finding fails the run"},
    {TEXT("warning"), FAIL_ON_WARNING, "a warning or an error fails the run"},
    {TEXT("error"), FAIL_ON_ERROR, "an error fails the run"},
    {TEXT("never"), FAIL_ON_NEVER, "findings do not change the exit status"},
};

static const struct option_choice severity_choices[] = {
    {TEXT("error"), SEVERITY_ERROR, "the consumer refuses it, or it provably has no effect"},
    {TEXT("warning"), SEVERITY_WARNING, "accepted, and very likely not meant"},
    {TEXT("info"), SEVERITY_INFO, "advice that does not fail a run unless asked"},
    {TEXT("off"), SEVERITY_CHOICE_OFF, "the rule is not run"},
};

static const struct option_choice name_choices[] = {
    {TEXT("utf8"), NAMES_UTF8, "any UTF-8 name"},
    {TEXT("legacy"), NAMES_LEGACY, "letters, digits, underscores and, in metric names, colons"},
};

/* What --enable-feature of Prometheus knows or knew: cmd/prometheus/main.go of 2.26 to 3.14 and its page of feature
 * flags. The first four change what PromQL accepts. */
static const struct option_choice feature_choices[] = {
    {TEXT("promql-experimental-functions"), AT(prometheus.experimental_functions), "experimental functions"},
    {TEXT("promql-extended-range-selectors"), AT(prometheus.extended_range_selectors), "anchored and smoothed"},
    {TEXT("promql-binop-fill-modifiers"), AT(prometheus.binop_fill), "fill, fill_left and fill_right"},
    {TEXT("promql-duration-expr"), AT(prometheus.duration_expressions),
     "arithmetic in durations; always on since 3.14"},
    {TEXT("agent"), 0, NULL},
    {TEXT("auto-gomaxprocs"), 0, NULL},
    {TEXT("auto-gomemlimit"), 0, NULL},
    {TEXT("auto-reload-config"), 0, NULL},
    {TEXT("concurrent-rule-eval"), 0, NULL},
    {TEXT("created-timestamp-zero-ingestion"), 0, NULL},
    {TEXT("delayed-compaction"), 0, NULL},
    {TEXT("exemplar-storage"), 0, NULL},
    {TEXT("expand-external-labels"), 0, NULL},
    {TEXT("extra-scrape-metrics"), 0, NULL},
    {TEXT("fast-startup"), 0, NULL},
    {TEXT("histograms-st-encoding"), 0, NULL},
    {TEXT("memory-snapshot-on-shutdown"), 0, NULL},
    {TEXT("metadata-wal-records"), 0, NULL},
    {TEXT("native-histograms"), 0, NULL},
    {TEXT("new-service-discovery-manager"), 0, NULL},
    {TEXT("no-default-scrape-port"), 0, NULL},
    {TEXT("old-ui"), 0, NULL},
    {TEXT("ooo-native-histograms"), 0, NULL},
    {TEXT("otlp-deltatocumulative"), 0, NULL},
    {TEXT("otlp-native-delta-ingestion"), 0, NULL},
    {TEXT("otlp-write-receiver"), 0, NULL},
    {TEXT("promql-at-modifier"), 0, NULL},
    {TEXT("promql-delayed-name-removal"), 0, NULL},
    {TEXT("promql-negative-offset"), 0, NULL},
    {TEXT("promql-per-step-stats"), 0, NULL},
    {TEXT("remote-write-receiver"), 0, NULL},
    {TEXT("st-storage"), 0, NULL},
    {TEXT("st-synthesis"), 0, NULL},
    {TEXT("type-and-unit-labels"), 0, NULL},
    {TEXT("use-start-timestamps"), 0, NULL},
    {TEXT("use-uncached-io"), 0, NULL},
    {TEXT("utf8-names"), 0, NULL},
    {TEXT("xor2-encoding"), 0, NULL},
};

/* The vocabulary of the kube-prometheus and mixin alerts, and none for their watchdog. */
static const str severity_labels[] = {TEXT("critical"), TEXT("warning"), TEXT("info"), TEXT("none")};

static const struct option table[] = {
    {TEXT("select"), OPTION_RULES, AT(select), .given = AT(selected), .unset = "all rules but those that are opt-in",
     .meaning = "The rules to run instead of the default set, by id, family or category"},
    {TEXT("ignore"), OPTION_RULES, AT(ignore),
     .meaning = "The rules not to run, by id, family or category; an id in select beats a family or category here"},
    {TEXT("severity"), OPTION_SEVERITIES, AT(severities), CHOICES(severity_choices),
     .meaning = "Another severity for a rule, family or category; the nearest to the rule holds"},
    {TEXT("fail_on"), OPTION_CHOICE, AT(fail_on), .initial = FAIL_ON_WARNING, CHOICES(fail_choices),
     .meaning = "The least severity that makes the exit status 1"},
    {TEXT("exclude"), OPTION_STRINGS, AT(exclude),
     .meaning = "Files not to read, as .gitignore patterns relative to the folder of the project file"},
    {TEXT("closed_world"), OPTION_BOOL, AT(closed_world),
     .meaning = "Whether all files are there, so that what is absent does not exist"},
    {TEXT("repository"), OPTION_STRING, AT(repository), .unset = "links are not compared with files",
     .meaning = "The URL of this repository, to check links that lead into it"},
    {TEXT("prometheus"), OPTION_GROUP, .meaning = "The Prometheus that reads the files"},
    {TEXT("prometheus.version"), OPTION_VERSION, AT(prometheus.version), .unset = "the newest version known",
     .meaning = "The version of Prometheus, such as 3.14 or v2.6.1; what a newer one brings is then a finding"},
    {TEXT("prometheus.features"), OPTION_FLAGS, .at = 0, .given = AT(prometheus.features_stated),
     CHOICES(feature_choices), .unset = "none is known to be set",
     .meaning =
         "The flags of --enable-feature that Prometheus is started with; the first four change what PromQL may be"},
    {TEXT("prometheus.name_validation"), OPTION_CHOICE, AT(prometheus.name_validation),
     .given = AT(prometheus.name_validation_set), .initial = NAMES_UTF8, CHOICES(name_choices),
     .unset = "what the version does by default", .meaning = "The names that Prometheus allows for metrics and labels"},
    {TEXT("operator"), OPTION_GROUP, .meaning = "The Prometheus operator that reads the custom resources"},
    {TEXT("operator.version"), OPTION_VERSION, AT(operator_version), .unset = "the newest version known",
     .meaning = "The version of the operator, such as 3.14 or v2.6.1; what a newer one brings is then a finding"},
    {TEXT("alertmanager"), OPTION_GROUP, .meaning = "The Alertmanager that reads the files"},
    {TEXT("alertmanager.version"), OPTION_VERSION, AT(alertmanager_version), .unset = "the newest version known",
     .meaning = "The version of Alertmanager, such as 3.14 or v2.6.1; what a newer one brings is then a finding"},
    {TEXT("loki"), OPTION_GROUP, .meaning = "The Loki that reads the files"},
    {TEXT("loki.version"), OPTION_VERSION, AT(loki_version), .unset = "the newest version known",
     .meaning = "The version of Loki, such as 3.14 or v2.6.1; what a newer one brings is then a finding"},
    {TEXT("policy"), OPTION_GROUP, .meaning = "What the team demands beyond what works"},
    {TEXT("policy.severities"), OPTION_STRINGS, AT(policy.severities), .given = AT(policy.severities_stated),
     .list = {severity_labels, COUNT(severity_labels)},
     .unset = "critical, warning, info and none, and what most rules of the run use",
     .meaning = "The values that the severity label may have"},
    {TEXT("policy.require_ignore_reason"), OPTION_BOOL, AT(policy.require_ignore_reason),
     .meaning = "Whether each inline ignore must give a reason"},
    {TEXT("policy.min_retry_window"), OPTION_DURATION, AT(policy.min_retry_window_ms), .initial = 60000,
     .meaning = "The shortest sensible sum of the sleeps between retries"},
};

const struct option *options_all(size_t *count) {
    *count = COUNT(table);
    return table;
}

str option_key(const struct option *option) {
    size_t dot = str_find_byte(option->path, '.');
    return dot == option->path.len ? option->path : str_slice(option->path, dot + 1, option->path.len);
}

bool option_in_group(const struct option *option, const struct option *group) {
    size_t dot = str_find_byte(option->path, '.');
    if (!group)
        return dot == option->path.len;
    return dot < option->path.len && str_equal(str_slice(option->path, 0, dot), group->path);
}

const struct option *option_find(const struct option *group, str key) {
    for (size_t i = 0; i < COUNT(table); i++)
        if (option_in_group(&table[i], group) && str_equal(option_key(&table[i]), key))
            return &table[i];
    return NULL;
}

void *option_slot(struct config *config, size_t offset) {
    return (char *)config + offset;
}

const void *option_view(const struct config *config, size_t offset) {
    return (const char *)config + offset;
}

static bool read_bool(const struct config *config, size_t offset) {
    const bool *value = option_view(config, offset);
    return *value;
}

bool option_is_set(const struct config *config, const struct option *option) {
    if (option->given)
        return read_bool(config, option->given);
    if (option->type == OPTION_VERSION)
        return *(const version *)option_view(config, option->at) != 0;
    if (option->type == OPTION_STRING)
        return ((const str *)option_view(config, option->at))->len > 0;
    return true;
}

static void set_default(struct config *config, const struct option *option) {
    void *slot = option_slot(config, option->at);
    int number = (int)option->initial;
    switch (option->type) {
    case OPTION_BOOL:
        *(bool *)slot = option->initial != 0;
        return;
    case OPTION_DURATION:
        *(int64_t *)slot = option->initial;
        return;
    case OPTION_CHOICE:
        memcpy(slot, &number, sizeof number);
        return;
    case OPTION_STRINGS:
        *(struct str_list *)slot = option->list;
        return;
    case OPTION_STRING:
        *(str *)slot = STR("");
        return;
    case OPTION_GROUP:
    case OPTION_VERSION:
    case OPTION_RULES:
    case OPTION_FLAGS:
    case OPTION_SEVERITIES:
        return;
    }
}

void config_init(struct config *config) {
    *config = (struct config){.path = STR(""), .root = STR("")};
    for (size_t i = 0; i < COUNT(table); i++)
        set_default(config, &table[i]);
    options_settle(config);
}

void options_settle(struct config *config) {
    version prometheus = config->prometheus.version;
    if (prometheus == 0 || prometheus >= DURATION_EXPRESSIONS_SINCE)
        config->prometheus.duration_expressions = true;
}
