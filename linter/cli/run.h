/* The command. */
#ifndef MONLINT_CLI_RUN_H
#define MONLINT_CLI_RUN_H

#include <stddef.h>

#include <monlint/rule.h>

/* Does what the command line says, with these rules, and returns the exit status. */
int monlint_main(int argc, char **argv, const struct rule_entry *entries, size_t count);

#endif
