/* Reading the value of one key. */
#ifndef MONLINT_CONFIG_VALUE_H
#define MONLINT_CONFIG_VALUE_H

#include "config/fault.h"
#include "config/options.h"

/* Reads the node into what the option sets, or reports why it cannot. Not for groups. */
void value_read(struct reading *reading, const struct option *option, const struct node *node);

#endif
