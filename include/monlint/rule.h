/* All that the author of a rule needs.
 *
 * A rule is a value in one C file below rules/. It subscribes to roles, violations, documents or the joined project,
 * and calls report() with the place of the fault. It neither allocates with malloc, prints, reads files nor calls
 * another rule. Rules that are switched off are not called. */
#ifndef MONLINT_RULE_H
#define MONLINT_RULE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "config/config.h"
#include "project/allowance.h"
#include "project/backoff.h"
#include "project/claims.h"
#include "project/facts.h"
#include "project/flow.h"
#include "project/grow.h"
#include "project/kustomize.h"
#include "project/label_name.h"
#include "project/metric_name.h"
#include "project/near.h"
#include "project/port.h"
#include "project/project.h"
#include "project/threshold.h"
#include "project/scrape_default.h"
#include "project/selection.h"
#include "project/shown.h"
#include "project/unmatched.h"
#include "project/wiring.h"
#include "project/intervals.h"
#include "project/rule_identity.h"
#include "project/rule_memo.h"
#include "project/shadow.h"
#include "promql/printer.h"
#include "promql/scaled.h"
#include "promql/quote.h"
#include "promql/selectors.h"
#include "promql/carry.h"
#include "promql/condition.h"
#include "promql/idle.h"
#include "promql/operations.h"
#include "promql/record_name.h"
#include "promql/record_level.h"
#include "promql/inexact.h"
#include "promql/matchers.h"
#include "schema/bind.h"
#include "schema/role.h"
#include "schema/value.h"
#include "text/diag.h"
#include "text/duration.h"
#include "text/forge.h"
#include "text/link.h"
#include "text/markdown.h"
#include "text/name.h"
#include "text/phrase.h"
#include "text/regex.h"
#include "text/size.h"
#include "text/suggest.h"
#include "text/variable.h"
#include "vocab/cadvisor.h"
#include "vocab/limits.h"
#include "vocab/metrics.h"
#include "vocab/pace.h"
#include "vocab/software.h"
#include "vocab/state_labels.h"
#include "yaml/node.h"

enum category {
    CATEGORY_REFUSED,    /* the consumer refuses it */
    CATEGORY_SILENT,     /* accepted, but does nothing or the wrong thing */
    CATEGORY_SUSPICIOUS, /* accepted, and very likely not meant */
    CATEGORY_DEPRECATED,
    CATEGORY_CONVENTION,
    CATEGORY_POLICY, /* speaks only with settings */
    CATEGORY_META,   /* about monlint itself */
};

/* What has to be parsed for a rule; what no rule that is on reads is left alone. */
enum rule_reads {
    READS_LANGUAGES, /* expressions and annotations too */
    READS_RECORDS,   /* the expressions of recording rules, and what follows */
    READS_STRUCTURE, /* nodes, their values and the templates of labels */
    READS_ALONG,     /* speaks of what is read, whoever asks for it; of all if it is alone */
};

struct pass;

struct rule {
    const char *id;
    enum category category;
    enum severity severity; /* by default; a diagnostic may be milder, never harsher */
    const char *summary;    /* one line: what it finds */
    const char *why;        /* what goes wrong then, with the source of the fact */
    const char *remedy;     /* what to write instead */

    enum rule_reads reads;
    const enum role *roles;                /* of the nodes to see, ended by ROLE_NONE; NULL: none */
    const enum violation_kind *violations; /* ended by VIOLATION_COUNT; NULL: none */

    /* Hooks; NULL where the rule has none. `node`, `expression` and `violation` run in the walk of one document,
     * children before parents. `document` runs at the end of each document. `rule`
     * runs in the join, for each alerting and recording rule, with what the other files say. `project` runs once, on
     * the facts of all files. */
    void (*node)(struct pass *pass, const struct node *node);
    void (*violation)(struct pass *pass, const struct violation *violation);
    void (*expression)(struct pass *pass, const struct expression *expression);
    void (*document)(struct pass *pass, const struct document *document);
    void (*rule)(struct pass *pass, const struct rule_view *view);
    void (*project)(struct pass *pass, const struct project *project);

    /* For what is asked of each rule and concluded over all, in the join: `begin` makes a state in pass->kept, `visit`
     * sees the rules in file order, `end` concludes; NULL: nothing is left to conclude. One pass over the rules, which
     * lie far apart in memory, serves all that want it. */
    void *(*begin)(struct pass *pass, const struct project *project);
    void (*visit)(struct pass *pass, void *state, const struct rule_view *view);
    void (*end)(struct pass *pass, void *state);
};

/* A rule in its house: one line of rules/rules.def. */
struct rule_entry {
    const struct rule *rule;
    const char *family; /* its folder below rules/ */
    const char *bad;    /* the example that --explain shows, tested */
    const char *good;
};

/* "refused", "silent", … */
const char *category_name(enum category category);

/* What a hook is given: where to report to, and what is known around. */
struct pass {
    const struct rule *rule;
    const struct config *config;
    const struct document *document; /* NULL in a project hook */
    const struct source *source;     /* NULL in a project hook */
    struct arena *arena;             /* what a diagnostic keeps; lives as long as the result */
    struct arena *scratch;           /* reset after each document, each few rules in the join, or each project hook */
    struct arena *kept;              /* for the states of begin: lives until all of them have ended; else NULL */
    struct report_sink *sink;        /* of the engine */
};

#define RULE_PRINTF(text, first) __attribute__((format(printf, text, first)))

/* A finding at this place, of the rule's severity. Never NULL; what it keeps is copied. */
struct diag *report(struct pass *pass, place at, const char *format, ...) RULE_PRINTF(3, 4);

/* The same, milder than the rule's severity. */
struct diag *report_as(struct pass *pass, enum severity severity, place at, const char *format, ...) RULE_PRINTF(4, 5);

/* What the parser or binder said of a violation: its message, its note and its help. */
struct diag *report_violation(struct pass *pass, const struct violation *violation);

/* A located sentence below the finding. */
void report_note(struct pass *pass, struct diag *diag, place at, const char *format, ...) RULE_PRINTF(4, 5);

/* A sentence without a place: what to write instead. */
void report_help(struct pass *pass, struct diag *diag, const char *format, ...) RULE_PRINTF(3, 4);

/* What to put in place of a span; only where the bytes are spelt as they are read. */
void report_fix(struct pass *pass, struct diag *diag, bool safe, place at, str text, const char *message);

/* The same in place of a scalar (inside of its quotes, if it has some), of a scalar with its quotes by its value alone,
 * of a member's key, of a fact's text, and of a part of an expression. They do nothing where an edit of the file would
 * change something else: where the bytes are not spelt as they are read, or an alias or merge key shares them. */
void report_node_fix(struct pass *pass, struct diag *diag, bool safe, const struct node *node, str text,
                     const char *message);
void report_unquote_fix(struct pass *pass, struct diag *diag, bool safe, const struct node *node, const char *message);
void report_key_fix(struct pass *pass, struct diag *diag, bool safe, const struct node *node, str text,
                    const char *message);
void report_text_fix(struct pass *pass, struct diag *diag, bool safe, const struct text_fact *text, str replacement,
                     const char *message);
void report_expression_fix(struct pass *pass, struct diag *diag, bool safe, const struct expression *expression,
                           span part, str text, const char *message);

/* A note at what took a label away; nothing for NULL. */
void report_label_reason(struct pass *pass, struct diag *diag, const struct rule_view *view,
                         const struct label_reason *why);

/* The object that a finding of a project hook belongs to. */
void report_object(struct diag *diag, const struct object_fact *object);

#endif
