/* The functions a template may call, in the order of their names, found by halving.
 *
 * Arities are those of Go's builtins (text/template, Go 1.26), of Prometheus 3.14 (template package; tmpl exists for
 * consoles only) and of Alertmanager 0.34. A comparison without a second operand fails when it runs, so eq needs two.
 */
#include "gotmpl/functions.h"

enum { P = 1 << GOTMPL_PROMETHEUS, A = 1 << GOTMPL_ALERTMANAGER, ANY = P | A, MANY = GOTMPL_ANY_NUMBER };

static const struct gotmpl_function functions[] = {
    {"and", 1, MANY, ANY},
    {"append", 1, MANY, A},
    {"args", 0, MANY, P},
    {"base64decode", 1, 1, A},
    {"base64encode", 1, 1, A},
    {"call", 1, MANY, ANY},
    {"date", 2, 2, A},
    {"dict", 0, MANY, A},
    {"eq", 2, MANY, ANY},
    {"externalURL", 0, 0, P},
    {"first", 1, 1, P},
    {"ge", 2, 2, ANY},
    {"graphLink", 1, 1, P},
    {"gt", 2, 2, ANY},
    {"html", 0, MANY, ANY},
    {"humanize", 1, 1, P},
    {"humanize1024", 1, 1, P},
    {"humanizeDuration", 1, 1, ANY},
    {"humanizePercentage", 1, 1, P},
    {"humanizeTimestamp", 1, 1, P},
    {"index", 1, MANY, ANY},
    {"join", 2, 2, A},
    {"js", 0, MANY, ANY},
    {"label", 2, 2, P},
    {"le", 2, 2, ANY},
    {"len", 1, 1, ANY},
    {"list", 0, MANY, A},
    {"lt", 2, 2, ANY},
    {"match", 2, 2, ANY},
    {"mustToDate", 2, 2, A},
    {"ne", 2, 2, ANY},
    {"not", 1, 1, ANY},
    {"now", 0, 0, ANY},
    {"or", 1, MANY, ANY},
    {"parseDuration", 1, 1, P},
    {"pathPrefix", 0, 0, P},
    {"print", 0, MANY, ANY},
    {"printf", 1, MANY, ANY},
    {"println", 0, MANY, ANY},
    {"query", 1, 1, P},
    {"reReplaceAll", 3, 3, ANY},
    {"safeHtml", 1, 1, ANY},
    {"safeUrl", 1, 1, A},
    {"since", 1, 1, A},
    {"slice", 1, 4, ANY},
    {"sortByLabel", 2, 2, P},
    {"stringSlice", 0, MANY, A},
    {"stripDomain", 1, 1, P},
    {"stripPort", 1, 1, P},
    {"strvalue", 1, 1, P},
    {"tableLink", 1, 1, P},
    {"title", 1, 1, ANY},
    {"toDate", 2, 2, A},
    {"toDuration", 1, 1, P},
    {"toJson", 1, 1, A},
    {"toLower", 1, 1, ANY},
    {"toTime", 1, 1, P},
    {"toUpper", 1, 1, ANY},
    {"trimSpace", 1, 1, A},
    {"tz", 2, 2, A},
    {"urlQueryEscape", 1, 1, P},
    {"urlUnescape", 1, 1, A},
    {"urlquery", 0, MANY, ANY},
    {"value", 1, 1, P},
};

const struct gotmpl_function *gotmpl_functions(size_t *count) {
    *count = sizeof functions / sizeof *functions;
    return functions;
}

const struct gotmpl_function *gotmpl_function_find(str name, enum gotmpl_dialect dialect) {
    size_t low = 0, high = sizeof functions / sizeof *functions;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_compare(str_of(functions[middle].name), name);
        if (order == 0)
            return functions[middle].dialects & 1u << dialect ? &functions[middle] : NULL;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}
