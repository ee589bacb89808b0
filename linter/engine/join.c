/* join(results) -> diagnostics: project rules on the facts of all files, then ignores, order, and each finding once. */
#include <stdlib.h>

#include "engine/report.h"
#include "engine/result.h"
#include "project/flow.h"
#include "project/kustomize.h"
#include "project/rule_memo.h"

struct join {
    const struct engine *engine;
    struct result *const *results;
    size_t count;
    struct ignore_index **ignores; /* of each result */
    struct pass pass;
    struct report_sink sink;
    const struct project *project;
};

static void number_files(struct join *join) {
    for (size_t i = 0; i < join->count; i++)
        join->results[i]->source.file = (uint32_t)i;
}

static bool is_valid(const struct expression *expression) {
    return expression && expression->parsed.status == PROMQL_VALID;
}

/* Rules that are judged side by side. What judges a rule is many times the code that a processor keeps at hand, so each
 * piece of it runs over some rules before the next one comes; what it works on has to stay at hand, too. */
enum { BATCH = 32, BATCH_BYTES = 256 * 1024 };

struct batch {
    struct rule_view views[BATCH];
    struct rule_memo memos[BATCH];
    struct rule_flow flows[BATCH];
    size_t first;      /* number of the first rule */
    size_t len, bytes; /* bytes: of the expressions' trees */
};

static void add_rule(struct join *join, struct batch *batch, struct project *project, size_t number) {
    const struct rule_fact *rule = project->rules.at[number];
    struct rule_view *view = &batch->views[batch->len];
    struct rule_memo *memo = &batch->memos[batch->len];
    *memo = (struct rule_memo){.arena = join->pass.scratch};
    *view = (struct rule_view){.project = project,
                               .memo = memo,
                               .rule = rule,
                               .group = rule_group(project, rule),
                               .namesakes = project->namesakes[number],
                               .expression = is_valid(rule->expression) ? rule->expression : NULL};
    view->flow = view->expression ? &batch->flows[batch->len] : NULL;
    batch->len++;
    batch->bytes += view->expression ? view->expression->parsed.node_count * sizeof(struct promql_node) : 0;
}

static void judge_batch(struct join *join, struct batch *batch, void *const *states) {
    flow_run(join->pass.scratch, join->project->flows, batch->first, batch->flows, batch->len);
    run_view_rules(&join->pass, &join->engine->registry->views, batch->views, batch->len);
    run_sweeps(&join->pass, &join->engine->registry->sweeps, states, batch->views, batch->len);
    arena_reset(join->pass.scratch);
    batch->first += batch->len;
    batch->len = batch->bytes = 0;
}

/* One pass over the rules of the set. */
static void judge_rules(struct join *join, struct project *project) {
    const struct registry *registry = join->engine->registry;
    struct arena kept = {0};
    if (registry->views.len + registry->sweeps.len == 0)
        return;
    project->flows = flow_index_build(project);
    join->pass.kept = &kept;
    void **states = begin_sweeps(&join->pass, &registry->sweeps, project);
    arena_reset(join->pass.scratch);
    struct batch *batch = arena_new(&kept, struct batch);
    for (size_t i = 0; i < project->rules.len; i++) {
        add_rule(join, batch, project, i);
        if (batch->len == BATCH || batch->bytes > BATCH_BYTES)
            judge_batch(join, batch, states);
    }
    judge_batch(join, batch, states);
    end_sweeps(&join->pass, &registry->sweeps, states);
    join->pass.kept = NULL;
    arena_free(&kept);
}

static void judge_project(struct join *join, const struct world *world) {
    struct arena *arena = join->pass.arena;
    const struct facts **files = arena_array(arena, const struct facts *, join->count);
    for (size_t i = 0; i < join->count; i++)
        files[i] = &join->results[i]->facts;
    struct project *project = arena_new(arena, struct project);
    project_index(project, arena, join->engine->config, *world, files, join->count);
    join->project = project;
    judge_rules(join, project);
    run_project_rules(&join->pass, &join->engine->registry->projects, project);
}

static struct result *result_of(const struct join *join, place at) {
    return at.source ? join->results[at.source->file] : NULL;
}

/* A finding is shown if any of its places is in a file that was given. */
static bool is_shown(const struct join *join, const struct diag *diag) {
    const struct result *result = result_of(join, diag->at);
    if (result && !result->input.context)
        return true;
    for (const struct diag_note *note = diag->notes; note; note = note->next) {
        result = result_of(join, note->at);
        if (result && !result->input.context)
            return true;
    }
    return false;
}

typedef VEC(const struct diag *) diag_vec;

static void keep(struct join *join, diag_vec *kept, const struct diag *diag) {
    struct result *result = result_of(join, diag->at);
    if (result && ignores_hide(join->ignores[result->source.file], join->pass.arena, diag))
        return;
    if (diag->of_whole && result && kustomize_is_patch_file(join->project, result->source.path))
        return;
    if (is_shown(join, diag))
        vec_push(join->pass.arena, kept, diag);
}

static str nearest_rule(const struct join *join, str id) {
    struct arena *scratch = join->pass.scratch;
    const struct engine *engine = join->engine;
    str *ids = arena_array(scratch, str, engine->rule_count);
    for (size_t i = 0; i < engine->rule_count; i++)
        ids[i] = str_of(engine->rules[i].rule->id);
    size_t nearest = suggest_nearest(id, ids, engine->rule_count);
    return nearest == SUGGEST_NONE ? STR("") : ids[nearest];
}

static void name_unknown(struct join *join, struct violation *violation, str id) {
    str nearest = nearest_rule(join, id);
    violation->kind = VIOLATION_UNKNOWN_IGNORE;
    violation->message = arena_format(join->pass.arena, "no rule is called \"%.*s\"", STR_ARG(id));
    if (nearest.len)
        violation->help = arena_format(join->pass.arena, "did you mean %.*s?", STR_ARG(nearest));
    violation->fix.text = nearest;
    violation->fix.safe = true;
}

static void judge_ignore(struct join *join, const struct ignore *ignore) {
    const struct registry *registry = join->engine->registry;
    uint32_t today = join->engine->config->today;
    struct violation violation = {.at = ignore->id_at, .message = ignore->id};
    if (!map_get(&registry->ids, ignore->id))
        name_unknown(join, &violation, ignore->id);
    else if (ignore->until && today > ignore->until)
        violation.kind = VIOLATION_EXPIRED_IGNORE;
    else if (!ignore->explained && join->engine->config->policy.require_ignore_reason)
        violation.kind = VIOLATION_UNEXPLAINED_IGNORE;
    else
        violation.kind = VIOLATION_UNUSED_IGNORE;
    const struct active_rule *active = map_get(&registry->by_id, ignore->id);
    if (violation.kind == VIOLATION_UNUSED_IGNORE && (ignore->used || !active))
        return;
    run_violation_rules(&join->pass, &registry->by_violation[violation.kind], &violation);
}

/* True if the rule could have seen all that it needs: an ignore that hides nothing then is stale. */
static bool ran_whole(const struct join *join, const struct ignore *ignore, const struct result *result,
                      const struct world *world) {
    const struct active_rule *active = map_get(&join->engine->registry->by_id, ignore->id);
    if (result->incomplete || result->skipped.len)
        return false;
    return !active || !(active->rule->project || active->rule->visit) || world->whole;
}

static void judge_ignores(struct join *join, const struct world *world) {
    const struct registry *registry = join->engine->registry;
    for (size_t i = 0; i < join->count; i++) {
        struct result *result = join->results[i];
        if (result->input.context)
            continue;
        join->pass.source = &result->source;
        for (size_t k = 0; k < result->ignores->malformed.len; k++)
            run_violation_rules(&join->pass, &registry->by_violation[VIOLATION_UNKNOWN_IGNORE],
                                &result->ignores->malformed.at[k]);
        for (size_t k = 0; k < result->ignores->ignores.len; k++) {
            const struct ignore *ignore = &result->ignores->ignores.at[k];
            if (ran_whole(join, ignore, result, world))
                judge_ignore(join, ignore);
        }
    }
}

static int compare(const void *a, const void *b) {
    const struct diag *const *left = a, *const *right = b;
    return diag_compare(*left, *right);
}

/* Sorts, and drops findings that say the same of the same place (a copy of an alias, two ways to one fault). */
static void finish(struct outcome *outcome, diag_vec *kept) {
    size_t len = 0;
    if (kept->len)
        qsort(kept->at, kept->len, sizeof *kept->at, compare);
    for (size_t i = 0; i < kept->len; i++)
        if (len == 0 || diag_compare(kept->at[len - 1], kept->at[i]) != 0)
            kept->at[len++] = kept->at[i];
    outcome->diags = kept->at;
    outcome->diag_count = len;
}

static void count_files(const struct join *join, struct outcome *outcome) {
    const struct result **skipped = arena_array(join->pass.arena, const struct result *, join->count);
    for (size_t i = 0; i < join->count; i++) {
        const struct result *result = join->results[i];
        outcome->incomplete |= result->incomplete && !result->input.context;
        if (result->input.context)
            continue;
        if (result->skipped.len)
            skipped[outcome->skipped_count++] = result;
        else
            outcome->checked++;
    }
    outcome->skipped = skipped;
}

static void index_ignores(struct join *join) {
    join->ignores = arena_array(join->pass.arena, struct ignore_index *, join->count);
    for (size_t i = 0; i < join->count; i++)
        join->ignores[i] = ignores_index(join->pass.arena, join->results[i]->ignores, join->engine->config->today);
}

struct outcome engine_join(const struct engine *engine, struct arena *arena, struct result *const *results,
                           size_t count, const struct world *world) {
    struct arena scratch = {0};
    struct join join = {.engine = engine, .results = results, .count = count};
    struct outcome outcome = {0};
    diag_vec kept = {0};
    join.pass = (struct pass){.config = engine->config, .arena = arena, .scratch = &scratch, .sink = &join.sink};
    number_files(&join);
    index_ignores(&join);
    judge_project(&join, world);
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < results[i]->diags->len; k++)
            keep(&join, &kept, results[i]->diags->at[k]);
    }
    for (size_t i = 0; i < join.sink.diags.len; i++)
        keep(&join, &kept, join.sink.diags.at[i]);
    size_t judged = join.sink.diags.len;
    for (size_t i = 0; i < count; i++)
        ignores_settle(join.ignores[i]);
    judge_ignores(&join, world);
    for (size_t i = judged; i < join.sink.diags.len; i++)
        if (is_shown(&join, join.sink.diags.at[i]))
            vec_push(arena, &kept, join.sink.diags.at[i]);
    outcome.incomplete = join.sink.full;
    finish(&outcome, &kept);
    count_files(&join, &outcome);
    arena_free(&scratch);
    return outcome;
}
