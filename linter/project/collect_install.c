/* What the files install of products that the vocabulary knows: charts by their values, charts by a HelmRelease (Flux),
 * an Application (Argo CD) or a HelmChart (k3s), and images. */
#include "project/collectors.h"

static void add(struct collector *collector, struct vocab_install install, place at, str what) {
    struct facts *facts = collector->facts;
    vec_push(facts->arena, &facts->installs,
             (struct install_fact){.install = install, .at = at, .what = arena_copy(facts->arena, what)});
}

static bool is_off(const struct node *section) {
    return str_equal(node_value(node_member(section, STR("enabled"))), STR("false"));
}

/* The tag that values give the product's image; the loki chart has it below loki. */
static const struct node *tag_of(const struct node *values) {
    const struct node *tag = values->kind == NODE_MAPPING ? node_at(values, "loki.image.tag") : NULL;
    return tag || values->kind != NODE_MAPPING ? tag : node_at(values, "image.tag");
}

/* A release of a chart; `hidden`: values that are not in `values` may ask for any version. */
struct chart_release {
    str chart, version;
    const struct node *values;
    place at;
    bool hidden;
};

static void add_chart(struct collector *collector, struct chart_release release) {
    struct vocab_install install;
    if (!vocab_install_of_chart(release.chart, release.version, &install))
        return;
    const struct node *tag = release.values ? tag_of(release.values) : NULL;
    bool written = tag && node_value(tag).len;
    if (written || release.hidden)
        vocab_install_set_tag(&install, written && !node_is_opaque(tag) ? node_value(tag) : STR(""));
    add(collector, install, written ? node_place(tag) : release.at, release.chart);
}

/* deploymentMode came with version 6 of the loki chart (grafana/helm-charts). */
void collect_install_values(struct collector *collector, const struct node *section) {
    const char *chart = values_chart(collector->document, section);
    if (!chart || section->kind != NODE_MAPPING || !section->children || is_off(section))
        return;
    bool root = section == collector->document->root;
    str name = str_of(chart), stack = STR("loki-stack");
    if (!root && collector->document->chart && str_is(stack, collector->document->chart) &&
        str_equal(name, STR("loki"))) {
        add_chart(collector, (struct chart_release){stack, STR(""), section, node_key_place(section), false});
        return;
    }
    if (root && str_equal(name, stack))
        return;
    const struct node *mode = node_member(section, STR("deploymentMode"));
    add_chart(collector, (struct chart_release){name, mode ? STR("6") : STR(""), section,
                                                node_key_place(mode ? mode : section->children), false});
}

void collect_install_image(struct collector *collector, const struct text_fact *image) {
    struct vocab_install install;
    if (!image->text.len || !vocab_install_of_image(image->text, &install))
        return;
    if (image->opaque)
        vocab_install_set_tag(&install, STR(""));
    add(collector, install, image->at, image->text);
}

static void add_source(struct collector *collector, const struct node *source, const char *version_key) {
    if (!source || source->kind != NODE_MAPPING)
        return;
    const struct node *chart = node_member(source, STR("chart")), *version = node_member(source, str_of(version_key));
    if (!chart || !node_value(chart).len)
        return;
    const struct node *helm = node_member(source, STR("helm"));
    const struct node *values = helm ? node_at(source, "helm.valuesObject") : NULL;
    add_chart(collector, (struct chart_release){node_value(chart), node_value(version), values,
                                                node_place(version ? version : chart), helm && !values});
}

static void add_application(struct collector *collector, const struct node *spec) {
    const struct node *sources = node_member(spec, STR("sources"));
    const struct node *only = node_member(spec, STR("source"));
    add_source(collector, only, "targetRevision");
    for (const struct node *source = sources && sources->kind == NODE_SEQUENCE ? sources->children : NULL; source;
         source = source->next)
        add_source(collector, source, "targetRevision");
}

void collect_install_release(struct collector *collector, const struct node *root) {
    str kind = node_value(node_member(root, STR("kind")));
    const struct node *spec = node_member(root, STR("spec"));
    if (!spec || spec->kind != NODE_MAPPING)
        return;
    if (str_equal(kind, STR("Application"))) {
        add_application(collector, spec);
    } else if (str_equal(kind, STR("HelmChart"))) {
        add_source(collector, spec, "version"); /* valuesContent is text */
    } else if (str_equal(kind, STR("HelmRelease"))) {
        const struct node *source = node_at(spec, "chart.spec");
        const struct node *chart = source ? node_member(source, STR("chart")) : NULL;
        const struct node *version = source ? node_member(source, STR("version")) : NULL;
        if (chart && node_value(chart).len)
            add_chart(collector,
                      (struct chart_release){node_value(chart), node_value(version), node_member(spec, STR("values")),
                                             node_place(version ? version : chart),
                                             node_member(spec, STR("valuesFrom")) != NULL});
    }
}
