/* Spans of a template's actions, moved to the file. */
#include "engine/blank.h"

#include "gotmpl/helm_branches.h"

static span in_file(span at, const struct scalar_map *outer, uint32_t start) {
    return outer ? scalar_map_span(outer, at) : (span){at.start + start, at.end + start};
}

static struct blanked blank(struct arena *arena, str text, const struct scalar_map *outer, uint32_t start) {
    struct helm_text helm = helm_blank(arena, text);
    span *spans = arena_array(arena, span, helm.count);
    uint32_t *branches = helm_branches(arena, text, &helm);
    size_t count = 0;
    for (size_t i = 0; i < helm.count; i++) {
        if (helm.changes[i].kind == HELM_DECODED)
            continue;
        spans[count] = in_file(helm.changes[i].at, outer, start);
        branches[count++] = branches[i];
    }
    return (struct blanked){helm.bytes, true, spans, branches, count};
}

bool blank_is_doubtful(str text) {
    return helm_may_be_template(text);
}

bool blank_is_template(str text) {
    return helm_is_template(text);
}

struct blanked blank_file(struct arena *arena, str text, uint32_t start) {
    return blank(arena, text, NULL, start);
}

struct blanked blank_string(struct arena *arena, str text, const struct scalar_map *outer) {
    return helm_is_template(text) ? blank(arena, text, outer, 0) : (struct blanked){.text = text};
}

struct blanked blank_inherited(str text, const struct tree *outer) {
    return (struct blanked){text, outer->template, outer->blanks, outer->branches, outer->blank_count};
}

void blank_mark(const struct blanked *blanked, struct tree *tree) {
    tree->template = blanked->template;
    tree->blanks = blanked->at;
    tree->branches = blanked->branches;
    tree->blank_count = blanked->count;
}
