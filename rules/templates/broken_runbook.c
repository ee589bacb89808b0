/* broken-runbook: a link to a file of this repository that is not there.
 *
 * The repository is known by the remotes of .git/config and by `repository` of the project file; where there are none,
 * the folder's name is a hint, and the finding an information. Only links to a branch that a checkout is usually of are
 * judged: a tag may hold what the checkout does not. Anchors are those that GitHub makes (linter/text/markdown.h).
 * Nothing is fetched. Links of one file to the same missing place are one finding: they are mended together. */
#include <monlint/rule.h>

#include <string.h>

struct judge {
    struct pass *pass;
    const struct checkouts *checkouts;
    const struct checkout *checkout;
    const struct source *source; /* the file that it was asked for */
    const struct label_pair *annotation;
    bool certain; /* it is this repository */
    struct map told;
    VEC(struct broken *) found;
};

/* A place that links of one file lead to. */
struct broken {
    struct diag *diag;
    size_t more; /* links beside the first */
};

static place part_of(const struct judge *judge, span part) {
    const struct label_pair *annotation = judge->annotation;
    return annotation->templated ? templated_place(annotation->templated, part) : text_part(&annotation->value, part);
}

/* What is put in place before anybody follows the link. */
static bool is_computed(str text) {
    for (size_t i = 0; i < text.len; i++)
        if (strchr("{}$<>*", text.ptr[i]))
            return true;
    return false;
}

static int hex(char c) {
    static const char digits[] = "0123456789abcdef";
    const char *at = c ? strchr(digits, c >= 'A' && c <= 'F' ? c - 'A' + 'a' : c) : NULL;
    return at ? (int)(at - digits) : -1;
}

static str decoded(struct arena *arena, str text) {
    char *bytes = arena_array(arena, char, text.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        bool escape = text.ptr[i] == '%' && i + 2 < text.len && hex(text.ptr[i + 1]) >= 0 && hex(text.ptr[i + 2]) >= 0;
        bytes[len++] = escape ? (char)(hex(text.ptr[i + 1]) * 16 + hex(text.ptr[i + 2])) : text.ptr[i];
        i += escape ? 2 : 0;
    }
    return (str){bytes, len};
}

static enum checkout_kind look(const struct judge *judge, str path) {
    return judge->checkouts->look(judge->checkouts->context, judge->checkout, path);
}

/* NULL: another link of the file was told of. */
static struct diag *tell(struct judge *judge, span at, str path, str fragment, const char *message) {
    enum severity severity = judge->certain ? SEVERITY_WARNING : SEVERITY_INFO;
    place where = part_of(judge, at);
    str key = arena_format(judge->pass->scratch, "%u:%.*s#%.*s", (unsigned)where.source->file, STR_ARG(path),
                           STR_ARG(fragment));
    struct broken *broken = map_get(&judge->told, key);
    if (broken) {
        broken->more++;
        return NULL;
    }
    broken = arena_new(judge->pass->scratch, struct broken);
    broken->diag = report_as(judge->pass, severity, where, "%s", message);
    map_put(judge->pass->scratch, &judge->told, key, broken);
    vec_push(judge->pass->scratch, &judge->found, broken);
    return broken->diag;
}

/* The outermost folder of the path that is missing too. */
static void help_folder(const struct judge *judge, struct diag *diag, str path) {
    for (size_t i = 0; i < path.len; i++) {
        str folder = str_slice(path, 0, i);
        if (path.ptr[i] != '/' || look(judge, folder) != CHECKOUT_ABSENT)
            continue;
        report_help(judge->pass, diag, "there is no folder %.*s", STR_ARG(folder));
        return;
    }
}

static void tell_absent(struct judge *judge, span at, str path) {
    struct diag *diag = tell(judge, at, path, STR(""),
                             judge->certain ? "no such file in this repository: the link leads nowhere"
                                            : "no such file in this folder, which has the name of the repository");
    if (diag)
        help_folder(judge, diag, path);
}

/* #L10, #L10-L20: lines of any file. */
static bool is_line(str fragment) {
    return fragment.len > 1 && fragment.ptr[0] == 'L' && fragment.ptr[1] >= '0' && fragment.ptr[1] <= '9';
}

static void judge_fragment(struct judge *judge, span at, str path, str fragment) {
    const struct markdown_anchors *anchors =
        fragment.len && !is_line(fragment) && !is_computed(fragment) && !str_starts_with(fragment, STR(":~:"))
            ? judge->checkouts->anchors(judge->checkouts->context, judge->checkout, path)
            : NULL;
    if (!anchors || markdown_has_anchor(judge->pass->scratch, anchors, decoded(judge->pass->scratch, fragment)))
        return;
    struct diag *diag =
        tell(judge, at, path, fragment, "the file has no heading of this name: the link leads to its top");
    size_t nearest = diag ? suggest_nearest(fragment, anchors->slugs, anchors->slug_count) : SUGGEST_NONE;
    if (nearest == SUGGEST_NONE)
        return;
    report_help(judge->pass, diag, "did you mean #%.*s?", STR_ARG(anchors->slugs[nearest]));
    report_fix(judge->pass, diag, false, part_of(judge, at), anchors->slugs[nearest], "use the nearest heading");
}

/* ---- Links with a host ---- */

static bool is_own(struct judge *judge, struct forge_repository repository) {
    const struct checkout *checkout = judge->checkout;
    for (size_t i = 0; i < checkout->remotes.len; i++) {
        struct forge_repository remote;
        if (forge_repository_read(checkout->remotes.at[i], &remote) && forge_repository_equal(remote, repository)) {
            judge->certain = true;
            return true;
        }
    }
    size_t owner = repository.name.len;
    while (owner && repository.name.ptr[owner - 1] != '/')
        owner--;
    judge->certain = false;
    return checkout->name.len && str_equal_fold(checkout->name, str_slice(repository.name, owner, repository.name.len));
}

static void judge_link(struct judge *judge, const struct forge_link *link) {
    if (!forge_is_trunk(link->revision) || is_computed(link->path) || !is_own(judge, link->repository))
        return;
    str path = decoded(judge->pass->scratch, link->path);
    enum checkout_kind kind = look(judge, path);
    if (kind == CHECKOUT_ABSENT)
        tell_absent(judge, link->path_at, path);
    if (kind == CHECKOUT_FILE)
        judge_fragment(judge, link->fragment_at, path, link->fragment);
}

/* ---- Relative links ---- */

/* Up to the last slash; empty without one. */
static str parent_of(str path) {
    size_t slash = path.len;
    while (slash && path.ptr[slash - 1] != '/')
        slash--;
    return str_slice(path, 0, slash ? slash - 1 : 0);
}

/* A path to a file, as nobody writes anything else: "docs/a.md", "./a.md#down". */
static bool is_path(str text) {
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.ptr[i] <= ' ' || strchr(":,;\\?", text.ptr[i]))
            return false;
    str file = str_slice(text, parent_of(text).len + 1, text.len);
    return str_find_byte(text, '/') < text.len && text.ptr[0] != '/' && str_find_byte(file, '.') < file.len &&
           !is_computed(text);
}

/* The path from a folder of the repository; ptr NULL when ".." leads out of it. */
static str path_from(struct arena *arena, str folder, str path) {
    for (;;) {
        if (str_starts_with(path, STR("./"))) {
            path = str_slice(path, 2, path.len);
        } else if (str_starts_with(path, STR("../"))) {
            if (folder.len == 0)
                return (str){NULL, 0};
            folder = parent_of(folder);
            path = str_slice(path, 3, path.len);
        } else {
            return folder.len ? arena_format(arena, "%.*s/%.*s", STR_ARG(folder), STR_ARG(path)) : path;
        }
    }
}

/* From the folder of the file, then from those around it, up to the root of the repository: writers mean one of them.
 * Without dots in front it is a path only if the folder is there that it should be in; it may be the end of a URL whose
 * beginning Alertmanager's template adds. */
static void judge_relative(struct judge *judge, str text, span at) {
    size_t hash = str_find_byte(text, '#');
    str path = decoded(judge->pass->scratch, str_slice(text, 0, hash));
    str folder = judge->checkout->folder, missing = {NULL, 0};
    bool dotted = str_starts_with(path, STR("."));
    for (bool more = true; more; folder = parent_of(folder)) {
        str whole = path_from(judge->pass->scratch, folder, path);
        enum checkout_kind kind = whole.ptr ? look(judge, whole) : CHECKOUT_UNKNOWN;
        if (kind == CHECKOUT_FILE)
            judge_fragment(judge, (span){at.start + (uint32_t)hash + 1, at.end}, whole,
                           str_slice(text, hash + 1, text.len));
        if (kind != CHECKOUT_ABSENT)
            return;
        if (!missing.ptr && (dotted || look(judge, parent_of(whole)) == CHECKOUT_FOLDER))
            missing = whole;
        more = folder.len > 0 && !dotted;
    }
    if (missing.ptr)
        tell_absent(judge, (span){at.start, at.start + (uint32_t)hash}, missing);
}

static bool is_runbook(str name) {
    for (size_t i = 0; i + 7 <= name.len; i++)
        if (str_equal_fold(str_slice(name, i, i + 7), STR("runbook")))
            return true;
    return false;
}

static void judge_annotation(struct judge *judge) {
    str text = judge->annotation->value.text;
    struct link link;
    struct forge_link found;
    for (size_t from = 0; link_next(text, from, &link); from = link.whole.end)
        if (forge_link_read(text, &link, &found))
            judge_link(judge, &found);
    str value = str_trim(text);
    uint32_t start = (uint32_t)(value.ptr - text.ptr);
    judge->certain = true;
    if (is_runbook(judge->annotation->name.text) && is_path(str_slice(value, 0, str_find_byte(value, '#'))))
        judge_relative(judge, value, (span){start, start + (uint32_t)value.len});
}

static bool may_link(const struct label_pair *annotation) {
    return !annotation->value.opaque && annotation->value.at.source &&
           str_find_byte(annotation->value.text, '/') < annotation->value.text.len;
}

/* The annotations of a file come one after the other. */
static void set_checkout(struct judge *judge, const struct source *source) {
    if (judge->source != source)
        judge->checkout = judge->checkouts->checkout(judge->checkouts->context, source->path);
    judge->source = source;
}

static void judge_rule(struct judge *judge, const struct rule_fact *rule) {
    for (size_t i = 0; i < rule->annotations.len; i++) {
        judge->annotation = &rule->annotations.at[i];
        if (!may_link(judge->annotation))
            continue;
        set_checkout(judge, judge->annotation->value.at.source);
        if (judge->checkout)
            judge_annotation(judge);
    }
}

static void check(struct pass *pass, const struct project *project) {
    struct judge judge = {.pass = pass, .checkouts = project->world.checkouts};
    for (size_t i = 0; judge.checkouts && i < project->rules.len; i++)
        judge_rule(&judge, project->rules.at[i]);
    for (size_t i = 0; i < judge.found.len; i++) {
        const struct broken *broken = judge.found.at[i];
        if (broken->more)
            report_help(pass, broken->diag, "%zu more %s there", broken->more,
                        broken->more == 1 ? "link leads" : "links lead");
    }
}

const struct rule rule_broken_runbook = {
    .id = "broken-runbook",
    .category = CATEGORY_SILENT,
    .severity = SEVERITY_WARNING,
    .summary = "a link to a file or heading that this repository does not have",
    .why = "Whoever is paged follows the link first, and finds an error page, or the top of a long text. Runbooks are "
           "moved and renamed, and nothing else notices.",
    .remedy = "Write the runbook, or link to where it is. `repository` in the project file tells which links are to "
              "this repository when there is no .git/config.",
    .project = check,
};
