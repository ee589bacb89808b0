/* The variables that Prometheus 3.14 sets in front of the template of a label or an annotation (rules/alerting.go). */
#ifndef MONLINT_GOTMPL_VARIABLES_H
#define MONLINT_GOTMPL_VARIABLES_H

#include "base/str.h"

enum gotmpl_variable {
    GOTMPL_VARIABLE_LABELS,
    GOTMPL_VARIABLE_VALUE,
    GOTMPL_VARIABLE_EXTERNAL_LABELS,
    GOTMPL_VARIABLE_EXTERNAL_URL,
    GOTMPL_VARIABLES,
};

/* By enum gotmpl_variable, each with its '$'. */
extern const str gotmpl_variables[GOTMPL_VARIABLES];

/* The variable of that name, or GOTMPL_VARIABLES. */
enum gotmpl_variable gotmpl_variable_find(str name);

#endif
