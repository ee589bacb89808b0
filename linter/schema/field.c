/* Looking a key up in a sorted table. */
#include "schema/field.h"

#include <string.h>

const struct field *table_find(const struct table *table, str key) {
    size_t low = 0, high = table->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_compare(key, str_of(table->fields[middle].key));
        if (order == 0)
            return &table->fields[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    /* "*" sorts before every letter, so the catch-all is the first row. */
    if (table->count && strcmp(table->fields[0].key, "*") == 0)
        return &table->fields[0];
    return NULL;
}

const char *table_stray(const struct table *table, str key) {
    if (!table->strays)
        return NULL;
    for (size_t i = 0; table->strays[i][0]; i++)
        if (str_is(key, table->strays[i][0]))
            return table->strays[i][1];
    return NULL;
}
