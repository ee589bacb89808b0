/* Edits are gathered in the order of the findings, sorted by place, and written between the untouched bytes. */
#include "cli/fix_apply.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"

typedef VEC(struct diag_edit) edit_list;

static const struct diag_fix *fix_of(const struct diag *diag, bool unsafe) {
    const struct diag_fix *fix = diag->fixes;
    while (fix && !fix->safe && !unsafe)
        fix = fix->next;
    return fix;
}

/* Edits at one place have no order, so that touching is too near. */
static bool touches(const edit_list *taken, span at) {
    for (size_t i = 0; i < taken->len; i++)
        if (at.start <= taken->at[i].at.span.end && taken->at[i].at.span.start <= at.end)
            return true;
    return false;
}

static bool may_take(const edit_list *taken, const struct source *source, const struct diag_fix *fix) {
    for (const struct diag_edit *edit = fix->edits; edit; edit = edit->next)
        if (edit->at.source != source || touches(taken, edit->at.span))
            return false;
    return fix->edits != NULL;
}

static int compare_edits(const void *a, const void *b) {
    const struct diag_edit *left = a, *right = b;
    return (left->at.span.start > right->at.span.start) - (left->at.span.start < right->at.span.start);
}

static str written(struct arena *arena, str text, const edit_list *edits) {
    size_t size = text.len + 1, len = 0, from = 0;
    for (size_t i = 0; i < edits->len; i++)
        size += edits->at[i].text.len;
    char *result = arena_alloc(arena, size);
    for (size_t i = 0; i <= edits->len; i++) {
        size_t to = i < edits->len ? edits->at[i].at.span.start : text.len;
        memcpy(result + len, text.ptr + from, to - from);
        len += to - from;
        if (i == edits->len)
            break;
        memcpy(result + len, edits->at[i].text.ptr, edits->at[i].text.len);
        len += edits->at[i].text.len;
        from = edits->at[i].at.span.end;
    }
    return (str){result, len};
}

struct fixed_text fixes_apply(struct arena *arena, const struct source *source, const struct diag *const *diags,
                              size_t count, bool unsafe) {
    edit_list taken = {0};
    struct fixed_text fixed = {source->bytes, 0};
    for (size_t i = 0; i < count; i++) {
        const struct diag_fix *fix = fix_of(diags[i], unsafe);
        if (!fix || !may_take(&taken, source, fix))
            continue;
        fixed.applied++;
        for (const struct diag_edit *edit = fix->edits; edit; edit = edit->next)
            vec_push(arena, &taken, *edit);
    }
    if (taken.len == 0)
        return fixed;
    qsort(taken.at, taken.len, sizeof *taken.at, compare_edits);
    fixed.text = written(arena, source->bytes, &taken);
    return fixed;
}
