/* One function a type of option: it takes the node, and either sets the value or reports the smallest guilty span. */
#include "config/value.h"

#include <string.h>

#include "base/vec.h"
#include "text/duration.h"
#include "text/suggest.h"

static bool is_scalar(const struct node *node) {
    return node->kind == NODE_SCALAR && !node_is_null(node);
}

/* Where a value stands; a key without a value is to blame itself. */
static place value_place(const struct node *node) {
    return node_is_null(node) && node->key ? node_key_place(node) : node_place(node);
}

static struct diag *expected(struct reading *reading, const struct node *node, const char *what) {
    return fault_report(reading, value_place(node), "expected %s", what);
}

static void read_bool(struct reading *reading, const struct option *option, const struct node *node) {
    bool *slot = option_slot(reading->config, option->at);
    if (node->kind == NODE_SCALAR && node->scalar == SCALAR_BOOL) {
        *slot = str_equal_fold(node->value, STR("true"));
        return;
    }
    struct diag *diag = expected(reading, node, "true or false");
    if (!is_scalar(node) || !node_is_old_boolean(node))
        return;
    char first = node->value.ptr[0], second = node->value.len > 1 ? node->value.ptr[1] : ' ';
    bool meant = first == 'y' || first == 'Y' || ((first == 'o' || first == 'O') && (second == 'n' || second == 'N'));
    fault_suggest(reading, diag, node, node_place(node), meant ? STR("true") : STR("false"));
}

static void read_string(struct reading *reading, const struct option *option, const struct node *node) {
    if (!is_scalar(node) || node->scalar != SCALAR_STRING) {
        expected(reading, node, "a string");
        return;
    }
    *(str *)option_slot(reading->config, option->at) = arena_copy(reading->arena, node->value);
}

static void read_version(struct reading *reading, const struct option *option, const struct node *node) {
    version value;
    if (!is_scalar(node) || !version_parse(node->value, &value)) {
        expected(reading, node, "a version such as 3.14 or v2.6.1");
        return;
    }
    *(version *)option_slot(reading->config, option->at) = value;
}

static void report_duration(struct reading *reading, const struct node *node, const struct duration_error *error) {
    str message = duration_error_message(reading->arena, node->value, error);
    struct diag *diag =
        fault_report(reading, node_place_within(node, error->at), "bad duration: %.*s", STR_ARG(message));
    str meant = duration_suggest(reading->arena, node->value, error);
    if (meant.ptr)
        fault_suggest(reading, diag, node, node_place(node), meant);
}

static void read_duration(struct reading *reading, const struct option *option, const struct node *node) {
    int64_t ms;
    struct duration_error error;
    if (!is_scalar(node))
        expected(reading, node, "a duration such as 60s");
    else if (!duration_parse_prometheus(node->value, &ms, &error))
        report_duration(reading, node, &error);
    else
        *(int64_t *)option_slot(reading->config, option->at) = ms;
}

/* "warning, error or never" */
static str list_choices(struct reading *reading, const struct option *option) {
    str text = option->choices[0].name;
    for (size_t i = 1; i < option->choice_count; i++)
        text = arena_format(reading->arena, "%.*s%s%.*s", STR_ARG(text), i + 1 < option->choice_count ? ", " : " or ",
                            STR_ARG(option->choices[i].name));
    return text;
}

enum { CHOICES_IN_A_SENTENCE = 6 };

static void report_choice(struct reading *reading, const struct option *option, const struct node *node) {
    bool few = option->choice_count <= CHOICES_IN_A_SENTENCE;
    str all = few ? list_choices(reading, option) : STR("");
    struct diag *diag = few ? fault_report(reading, value_place(node), "expected %.*s", STR_ARG(all))
                            : fault_report(reading, value_place(node), "unknown value");
    if (!is_scalar(node))
        return;
    str *names = arena_array(reading->arena, str, option->choice_count);
    for (size_t i = 0; i < option->choice_count; i++)
        names[i] = option->choices[i].name;
    size_t nearest = suggest_nearest(node->value, names, option->choice_count);
    if (nearest != SUGGEST_NONE)
        fault_suggest(reading, diag, node, node_place(node), names[nearest]);
}

/* The choice that the node names, or NULL with a report. */
static const struct option_choice *read_choice(struct reading *reading, const struct option *option,
                                               const struct node *node) {
    for (size_t i = 0; is_scalar(node) && i < option->choice_count; i++)
        if (str_equal(option->choices[i].name, node->value))
            return &option->choices[i];
    report_choice(reading, option, node);
    return NULL;
}

static void read_single_choice(struct reading *reading, const struct option *option, const struct node *node) {
    const struct option_choice *choice = read_choice(reading, option, node);
    if (!choice)
        return;
    int value = (int)choice->value;
    memcpy(option_slot(reading->config, option->at), &value, sizeof value);
}

/* True for a list; else a report. */
static bool is_list(struct reading *reading, const struct node *node, const char *what) {
    if (node->kind == NODE_SEQUENCE)
        return true;
    struct diag *diag = expected(reading, node, what);
    if (is_scalar(node))
        fault_help(reading, diag, "put brackets around it: [...]");
    return false;
}

/* No rule has a longer name. YAML takes no key that is written with more than 1,024 characters, and an escape has six.
 */
enum { LONGEST_RULE = 128 };

static bool is_known_rule(struct reading *reading, const struct node *scalar, place at) {
    str nearest = STR("");
    bool named = scalar->value.len <= LONGEST_RULE;
    if (named && (!reading->known || reading->known(reading->context, scalar->value, &nearest)))
        return true;
    struct diag *diag = fault_report(reading, at, "unknown rule, family or category");
    if (nearest.len)
        fault_suggest(reading, diag, scalar, at, nearest);
    return false;
}

static bool is_good_item(struct reading *reading, const struct option *option, const struct node *item) {
    if (!is_scalar(item) || item->scalar != SCALAR_STRING) {
        struct diag *diag = expected(reading, item, "a string");
        if (is_scalar(item))
            fault_help(reading, diag, "put quotes around it");
        return false;
    }
    if (item->value.len == 0) {
        fault_report(reading, node_place(item), "empty string");
        return false;
    }
    return option->type != OPTION_RULES || is_known_rule(reading, item, node_place(item));
}

static void read_strings(struct reading *reading, const struct option *option, const struct node *node) {
    VEC(str) items = {0};
    const char *what = option->type == OPTION_RULES ? "a list of rules" : "a list of strings";
    if (!is_list(reading, node, what))
        return;
    for (const struct node *item = node->children; item; item = item->next)
        if (is_good_item(reading, option, item))
            vec_push(reading->arena, &items, arena_copy(reading->arena, item->value));
    *(struct str_list *)option_slot(reading->config, option->at) = (struct str_list){items.at, items.len};
}

static void read_flags(struct reading *reading, const struct option *option, const struct node *node) {
    if (!is_list(reading, node, "a list of flags"))
        return;
    for (const struct node *item = node->children; item; item = item->next) {
        const struct option_choice *choice = read_choice(reading, option, item);
        if (choice && choice->value)
            *(bool *)option_slot(reading->config, choice->value) = true;
    }
}

static void read_severities(struct reading *reading, const struct option *option, const struct node *node) {
    VEC(struct severity_override) overrides = {0};
    if (node->kind != NODE_MAPPING) {
        expected(reading, node, "a map from rules to severities");
        return;
    }
    for (const struct node *member = node->children; member; member = member->next) {
        if (member->flags & NODE_DUPLICATE)
            continue;
        if (member->key->kind != NODE_SCALAR)
            fault_report(reading, node_key_place(member), "expected a rule, family or category");
        if (member->key->kind != NODE_SCALAR || !is_known_rule(reading, member->key, node_key_place(member)))
            continue;
        const struct option_choice *choice = read_choice(reading, option, member);
        if (!choice)
            continue;
        struct severity_override *override = vec_add(reading->arena, &overrides);
        override->rule = arena_copy(reading->arena, node_key(member));
        override->off = choice->value == SEVERITY_CHOICE_OFF;
        override->severity = override->off ? SEVERITY_INFO : (enum severity)choice->value;
    }
    *(const struct severity_override **)option_slot(reading->config, option->at) = overrides.at;
    reading->config->severity_count = overrides.len;
}

static void read_by_type(struct reading *reading, const struct option *option, const struct node *node) {
    switch (option->type) {
    case OPTION_BOOL:
        read_bool(reading, option, node);
        return;
    case OPTION_STRING:
        read_string(reading, option, node);
        return;
    case OPTION_VERSION:
        read_version(reading, option, node);
        return;
    case OPTION_DURATION:
        read_duration(reading, option, node);
        return;
    case OPTION_CHOICE:
        read_single_choice(reading, option, node);
        return;
    case OPTION_STRINGS:
    case OPTION_RULES:
        read_strings(reading, option, node);
        return;
    case OPTION_FLAGS:
        read_flags(reading, option, node);
        return;
    case OPTION_SEVERITIES:
        read_severities(reading, option, node);
        return;
    case OPTION_GROUP:
        return;
    }
}

static bool may_be_empty(const struct option *option) {
    return option->type == OPTION_STRINGS || option->type == OPTION_RULES || option->type == OPTION_FLAGS ||
           option->type == OPTION_SEVERITIES;
}

void value_read(struct reading *reading, const struct option *option, const struct node *node) {
    if (node_is_null(node) && may_be_empty(option))
        return;
    size_t before = reading->faults->len;
    read_by_type(reading, option, node);
    if (option->given && reading->faults->len == before)
        *(bool *)option_slot(reading->config, option->given) = true;
}
