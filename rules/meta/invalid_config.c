/* invalid-config: a project file that cannot be used.
 *
 * It is found while the project file is read, before any rule runs; nothing else is checked then. */
#include <monlint/rule.h>

const struct rule rule_invalid_config = {
    .id = "invalid-config",
    .category = CATEGORY_META,
    .severity = SEVERITY_ERROR,
    .summary = "a project file that cannot be used",
    .why = "A misspelt setting would silently not hold. Nothing is checked until the project file is right; the run "
           "ends with exit status 2.",
    .remedy = "Correct the key or value; --print-schema and --show-config tell what there is.",
};
