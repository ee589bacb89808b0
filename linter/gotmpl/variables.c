/* Four names. */
#include "gotmpl/variables.h"

const str gotmpl_variables[GOTMPL_VARIABLES] = {
    [GOTMPL_VARIABLE_LABELS] = {"$labels", 7},
    [GOTMPL_VARIABLE_VALUE] = {"$value", 6},
    [GOTMPL_VARIABLE_EXTERNAL_LABELS] = {"$externalLabels", 15},
    [GOTMPL_VARIABLE_EXTERNAL_URL] = {"$externalURL", 12},
};

enum gotmpl_variable gotmpl_variable_find(str name) {
    enum gotmpl_variable i = 0;
    while (i < GOTMPL_VARIABLES && !str_equal(gotmpl_variables[i], name))
        i++;
    return i;
}
