/* A folder is a chart if it holds Chart.yaml (Helm 3: the name of the file is fixed, in this case). */
#include "cli/chart.h"

#include "cli/load.h"
#include "cli/path.h"

struct chart_folder {
    const char *name; /* NULL: no chart */
};

static str without_quotes(str value) {
    if (value.len >= 2 && (value.ptr[0] == '"' || value.ptr[0] == '\'')) {
        size_t end = str_find_byte(str_slice(value, 1, value.len), value.ptr[0]);
        return str_slice(value, 1, 1 + end);
    }
    return str_trim(str_slice(value, 0, str_find(value, STR(" #"))));
}

str chart_name(str chart_yaml) {
    for (str rest = chart_yaml; rest.ptr;) {
        str line = str_split(&rest, '\n');
        if (str_starts_with(line, STR("name:")))
            return without_quotes(str_trim(str_slice(line, 5, line.len)));
    }
    return STR("");
}

static const char *read_name(struct charts *charts, str folder) {
    struct arena scratch = {0};
    struct loaded loaded = load_path(&scratch, path_join(&scratch, folder, STR("Chart.yaml")), LOAD_REGULAR);
    arena_free(&scratch);
    if (loaded.outcome != READ_OK)
        return NULL;
    const char *name = arena_copy(charts->arena, chart_name(loaded.bytes)).ptr;
    load_free(loaded.bytes);
    return name;
}

/* Name of the chart that the absolute folder is, or NULL. */
static const char *chart_of(struct charts *charts, str folder) {
    struct chart_folder *known = map_get(&charts->by_folder, folder);
    if (!known) {
        known = arena_new(charts->arena, struct chart_folder);
        known->name = read_name(charts, folder);
        map_put(charts->arena, &charts->by_folder, folder, known);
    }
    return known->name;
}

static bool is_template(struct charts *charts, str absolute) {
    static const char inside[] = "/templates/";
    str needle = str_of(inside);
    for (size_t from = 0; from < absolute.len;) {
        size_t at = from + str_find(str_slice(absolute, from, absolute.len), needle);
        if (at >= absolute.len)
            return false;
        if (chart_of(charts, str_slice(absolute, 0, at)))
            return true;
        from = at + 1;
    }
    return false;
}

struct file_hint chart_hint(struct charts *charts, str absolute, str path) {
    return (struct file_hint){path, is_template(charts, absolute), chart_of(charts, path_parent(absolute))};
}
