/* The command with all rules. */
#include "cli/run.h"

#include "rules_table.h"

int main(int argc, char **argv) {
    return monlint_main(argc, argv, rule_entries, rule_entry_count);
}
