/* Looking a key up in a sorted table. */
#include "schema/field.h"

#include <string.h>

#include "text/suggest.h"

enum { MOST_KEYS = 128 };

/* As str_compare, of a key and of a text that ends in NUL. Few keys share more than a byte or two. */
static int compare(str key, const char *text) {
    for (size_t i = 0; i < key.len; i++) {
        if (text[i] == '\0')
            return 1;
        if (key.ptr[i] != text[i])
            return (unsigned char)key.ptr[i] < (unsigned char)text[i] ? -1 : 1;
    }
    return text[key.len] == '\0' ? 0 : -1;
}

const struct field *table_find(const struct table *table, str key) {
    size_t low = 0, high = table->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare(key, table->fields[middle].key);
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

str table_nearest(const struct table *table, str key) {
    str keys[MOST_KEYS];
    size_t count = 0;
    for (size_t i = 0; i < table->count && count < MOST_KEYS; i++)
        if (table->fields[i].key[0] != '*' && !(table->fields[i].flags & FIELD_EXTRA))
            keys[count++] = str_of(table->fields[i].key);
    size_t nearest = suggest_nearest(key, keys, count);
    return nearest == SUGGEST_NONE ? (str){NULL, 0} : keys[nearest];
}
