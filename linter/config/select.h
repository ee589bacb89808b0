/* Which rules run, and how severe they are.
 *
 * A name in a list is a rule id, a family or a category. The more exact name wins: an id beats a family or a category.
 * At equal exactness `ignore` beats `select`. The severity `off` ignores. */
#ifndef MONLINT_CONFIG_SELECT_H
#define MONLINT_CONFIG_SELECT_H

#include <stdbool.h>

#include "config/config.h"

/* Whether the settings leave the rule on. Rules that are off until asked for (opt-in, policy) are on here like any
 * other: their caller also asks rule_named or for the setting. */
bool rule_enabled(const struct config *config, str id, str category, str family);

/* True if the settings name this very id, in `select` or with a severity other than off. */
bool rule_named(const struct config *config, str id);

/* The severity that the settings give the rule, or initial. Of equally exact names the last wins. */
enum severity config_severity(const struct config *config, str id, str category, str family, enum severity initial);

/* Reads "error", "warning", "info" or "off" into the override, whose rule stays; false if the text is none. */
bool severity_override_parse(str text, struct severity_override *override);

#endif
