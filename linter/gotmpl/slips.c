/* Templates of alerts are written by people who know those of Helm, or expect a language with operators. */
#include "gotmpl/slips.h"

#include "gotmpl/functions.h"
#include "gotmpl/variables.h"
#include "text/suggest.h"

enum { MOST_FUNCTIONS = 128 };

/* Functions that calculate, and other common ones, of Helm's templates (sprig 3). */
static const char *const of_sums[] = {"add",   "add1",  "sub",  "mul", "div", "mod",
                                      "round", "floor", "ceil", "max", "min"};
static const char *const of_helm[] = {
    "default",  "quote",    "squote", "trim", "replace",  "include", "tpl", "toYaml",  "ternary",  "indent", "nindent",
    "required", "contains", "hasKey", "get",  "coalesce", "empty",   "int", "float64", "toString", "trunc",  "date"};

static bool is_among(str name, const char *const *names, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (str_equal(name, str_of(names[i])))
            return true;
    return false;
}

static str nearest_function(struct arena *arena, str name, enum gotmpl_dialect dialect) {
    size_t count, known = 0;
    const struct gotmpl_function *functions = gotmpl_functions(&count);
    str names[MOST_FUNCTIONS];
    for (size_t i = 0; i < count && known < MOST_FUNCTIONS; i++)
        if (functions[i].dialects & 1u << dialect)
            names[known++] = str_of(functions[i].name);
    size_t found = suggest_nearest(name, names, known);
    return found == SUGGEST_NONE ? (str){0} : arena_format(arena, "did you mean %.*s?", STR_ARG(names[found]));
}

static str unknown_function(struct arena *arena, str name, enum gotmpl_dialect dialect) {
    if (is_among(name, of_sums, sizeof of_sums / sizeof of_sums[0]))
        return STR("templates do not calculate; do it in the expression");
    if (is_among(name, of_helm, sizeof of_helm / sizeof of_helm[0]))
        return STR("this is a function of Helm, which this template does not know");
    if (str_equal(name, STR("upper")) || str_equal(name, STR("lower")))
        return arena_format(arena, "it is called to%s here", str_equal(name, STR("upper")) ? "Upper" : "Lower");
    if (str_equal_fold(name, STR("labels")))
        return dialect == GOTMPL_PROMETHEUS ? STR("labels are read as $labels.job")
                                            : STR("labels are read as .Labels.job");
    if (str_equal(name, STR("elseif")) || str_equal(name, STR("elif")))
        return STR("it is written else if");
    if (str_equal(name, STR("tmpl")))
        return STR("tmpl exists in consoles alone");
    return nearest_function(arena, name, dialect);
}

static str unknown_variable(struct arena *arena, str name, enum gotmpl_dialect dialect) {
    if (dialect != GOTMPL_PROMETHEUS)
        return STR("only $ is set; labels are read as .CommonLabels.job, or .Labels.job of an alert");
    if (gotmpl_variable_find(name) != GOTMPL_VARIABLES)
        return STR("inside define and block only $ is set, to what template passes");
    size_t found = suggest_nearest(name, gotmpl_variables, GOTMPL_VARIABLES);
    if (found == SUGGEST_NONE)
        return (str){0};
    return arena_format(arena, "did you mean %.*s?", STR_ARG(gotmpl_variables[found]));
}

static bool stands(str text, size_t at, const char *piece) {
    return at <= text.len && str_starts_with(str_slice(text, at, text.len), str_of(piece));
}

static str stray_operator(str text, size_t at) {
    if (stands(text, at, "/*"))
        return STR("a comment begins directly behind the braces: {{/* ... */}}");
    char c = at < text.len ? text.ptr[at] : '\0';
    if (c == '*' || c == '/' || c == '+' || c == '-' || c == '%')
        return STR("templates do not calculate; do it in the expression");
    if (c == '>' || c == '<' || c == '=' || c == '!')
        return STR("comparisons are functions: {{ if gt $value 5.0 }}");
    if (c == '&' || c == '|')
        return STR("and and or are functions: {{ if and $a $b }}");
    if (c == '{')
        return STR("an action has two braces at either end");
    if (c == '(')
        return STR("a blank stands between a function and its arguments, and no parentheses around them");
    return (str){0};
}

/* $labels.foo-bar and $labels["x"] */
static str bad_character(str text, size_t at) {
    if (stands(text, at, "-") || stands(text, at, "[") || stands(text, at, "/"))
        return STR("such a label is read as {{ index $labels \"foo-bar\" }}");
    return stands(text, at, "{") ? STR("a variable is written without braces: $value") : (str){0};
}

str gotmpl_help(struct arena *arena, const struct gotmpl *parsed, enum gotmpl_dialect dialect) {
    str message = parsed->error.message, text = parsed->text;
    size_t at = parsed->error.at.start;
    str guilty = str_slice(text, at, parsed->error.at.end);
    if (str_starts_with(message, STR("function ")))
        return unknown_function(arena, guilty, dialect);
    if (str_starts_with(message, STR("undefined variable ")))
        return unknown_variable(arena, guilty, dialect);
    if (str_starts_with(message, STR("bad character ")))
        return bad_character(text, at);
    if (str_starts_with(message, STR("malformed character constant")))
        return STR("strings stand in double quotes or backquotes");
    if (str_starts_with(message, STR("unclosed action")))
        return STR("an action ends with }}");
    if (str_starts_with(message, STR("unexpected EOF")))
        return STR("an {{ end }} is missing");
    if (str_starts_with(message, STR("unexpected \"")) || str_starts_with(message, STR("illegal number syntax")))
        return stray_operator(text, at);
    return (str){0};
}
