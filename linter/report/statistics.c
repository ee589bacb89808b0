/* How often each rule spoke. */
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/vec.h"
#include "report/report.h"

struct tally {
    const char *rule;
    size_t count;
};

static int compare_tallies(const void *a, const void *b) {
    const struct tally *const *left = a, *const *right = b;
    if ((*left)->count != (*right)->count)
        return (*left)->count < (*right)->count ? 1 : -1;
    return strcmp((*left)->rule, (*right)->rule);
}

void report_statistics(struct stream *stream, const struct outcome *outcome, struct arena *scratch) {
    struct map by_rule = {0};
    VEC(struct tally *) tallies = {0};
    for (size_t i = 0; i < outcome->diag_count; i++) {
        const char *rule = outcome->diags[i]->rule;
        struct tally *tally = map_get(&by_rule, str_of(rule));
        if (!tally) {
            tally = arena_new(scratch, struct tally);
            tally->rule = rule;
            map_put(scratch, &by_rule, str_of(rule), tally);
            vec_push(scratch, &tallies, tally);
        }
        tally->count++;
    }
    if (tallies.len)
        qsort(tallies.at, tallies.len, sizeof *tallies.at, compare_tallies);
    for (size_t i = 0; i < tallies.len; i++)
        stream_format(stream, "%7zu %s\n", tallies.at[i]->count, tallies.at[i]->rule);
}
