/* Each input attacks one bound or one loop. Those that a reader accepts must be judged, those beyond a bound must say
 * so; which of the two stands in the tables. */
#include "hostile/inputs_parts.h"

void hostile_repeat(FILE *file, const char *text, size_t count) {
    for (; count > 0; count--)
        fputs(text, file);
}

const struct hostile_inputs *const hostile_groups[] = {&hostile_yaml, &hostile_rules, &hostile_promql,
                                                       &hostile_objects};

const size_t hostile_group_count = sizeof hostile_groups / sizeof *hostile_groups;
